import Definition
import History

/// What went into the run and not into the one before: the reasons that figures changed at all. Names of deliveries and
/// parts of the definition are no secret; they stand in `deliveries.csv` and in the definition.
struct SourceList {
  private let changes: SourceChanges

  /// Names that are said; the rest are counted.
  private static let shown = 10

  init(_ changes: SourceChanges) { self.changes = changes }

  /// Items of a list; nil where the run before kept nothing of it.
  var html: String? {
    let items = deliveries + [definition, program].compactMap { $0 }
    return items.isEmpty ? nil : items.map { "<li>\($0)</li>" }.joined(separator: "\n")
  }

  private var deliveries: [String] {
    guard let changed = changes.deliveries else { return [] }
    if changed.isEmpty {
      return [Markup.both(Title(vi: "Báo cáo: như cũ, đến từng byte", en: "Deliveries: the same, byte for byte"))]
    }
    let kinds: [(RunComparison.DeliveryChange.Kind, Title)] = [
      (.added, Title(vi: "Báo cáo mới", en: "New deliveries")),
      (.revised, Title(vi: "Báo cáo đã thay đổi", en: "Changed deliveries")),
      (.removed, Title(vi: "Báo cáo không còn", en: "Removed deliveries")),
    ]
    return kinds.compactMap { kind, title in
      let names = changed.filter { $0.kind == kind }.map(\.name)
      return names.isEmpty ? nil : Self.list(title, names)
    }
  }

  private var definition: String? {
    switch (changes.isSameDefinition, changes.parts) {
    case (nil, _): nil
    case (true?, _): Markup.both(Title(vi: "Định nghĩa: như cũ", en: "Definition: the same"))
    case (false?, nil): Markup.both(Title(vi: "Định nghĩa: đã thay đổi", en: "Definition: changed"))
    case (false?, let parts?) where parts.isEmpty:
      Markup.both(
        Title(
          vi: "Định nghĩa: chỉ thay đổi chú thích và trình bày", en: "Definition: comments and layout alone changed"))
    case (false?, let parts?): Self.list(Title(vi: "Định nghĩa đã thay đổi", en: "Definition changed"), parts)
    }
  }

  private var program: String? {
    changes.isSameProgram.map { isSame in
      Markup.both(
        isSame
          ? Title(vi: "Chương trình máy tính: như cũ", en: "Program: the same")
          : Title(vi: "Chương trình máy tính: phiên bản khác", en: "Program: another version"))
    }
  }

  /// How many, and the first of them by name.
  private static func list(_ title: Title, _ names: [String]) -> String {
    let count = ReportNumber.count(names.count)
    let more = ReportNumber.count(names.count - shown)
    let rest =
      names.count > shown ? " " + Markup.both(Title(vi: "và \(more.vi) nữa", en: "and \(more.en) more")) : ""
    return Markup.both(Title(vi: "\(title.vi) (\(count.vi)):", en: "\(title.en) (\(count.en)):")) + " "
      + names.prefix(shown).map { "<code>\(Markup.escape($0))</code>" }.joined(separator: ", ") + rest
  }
}
