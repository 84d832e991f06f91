import Vocabulary
import Yams

/// Reads the `table` of a source, and checks it against the measures and groups of the definition.
struct TableReader {
  let id: String
  let mapping: YAMLMapping
  /// Codes of the declared measures.
  let measures: Set<String>
  /// Nil where the groups could not be read, which has been reported.
  let groups: GroupRegister?
  var log: ProblemLog { mapping.log }

  static let keys = [
    "format", "separator", "row", "encoding", "header", "footer", "where", "layout", "value", "periods", "measures",
    "dimensions", "areas", "groups", "codes", "numbers", "missing", "zero", "empty_cells",
  ]
  /// Those that the containers decode.
  static let encodings = ["utf-8", "utf-16", "windows-1258", "tcvn3", "vni"]

  /// The declaration; nil where something is wrong, which has been reported.
  func declaration() -> TableDeclaration? {
    let before = log.problems.count
    guard let (layout, years) = layout(), let format = format() else { return nil }
    var table = TableDeclaration(layout: layout)
    table.years = years
    table.format = format
    if mapping.has("encoding") {
      table.encoding = mapping.word("encoding", Self.encodings.map { ($0, $0) }) ?? "utf-8"
    }
    readHeader(&table)
    readFooter(&table)
    readFilters(&table)
    let naming = [("by_code", false), ("by_name", true)]
    if mapping.has("areas") { table.areasByName = mapping.word("areas", naming) ?? false }
    if mapping.has("groups") { table.groupsByName = mapping.word("groups", naming) ?? false }
    readDimensions(&table)
    readCodes(&table)
    readNumbers(&table)
    table.missing = Set(words("missing"))
    table.zero = Set(words("zero"))
    for word in table.zero.intersection(table.missing).sorted() {
      mapping.report("zero", "\"\(word)\" of source \(id) means missing and zero", "leave it to one of them")
    }
    let empty = [("missing", false), ("left_out", true)]
    if mapping.has("empty_cells") { table.leavesOutEmptyCells = mapping.word("empty_cells", empty) ?? false }
    return log.problems.count == before ? table : nil
  }

  // MARK: Rows and cells

  private func format() -> TableDeclaration.Format? {
    guard let name = mapping.word("format", [("delimited", "delimited"), ("xml", "xml")]) else { return nil }
    if name == "xml" {
      forbid(["separator"], "a table in XML has no separator")
      guard let row = mapping.text("row") else { return nil }
      let path = row.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      guard path.count > 1, !path.contains("") else {
        mapping.report("row", "\"\(row)\" is not the path of an element", "write it from the root on: Root/data/record")
        return nil
      }
      return .xml(row: path)
    }
    forbid(["row"], "rows of a delimited table are its lines")
    guard mapping.has("separator") else { return .delimited(separator: nil) }
    let names = [("comma", ","), ("semicolon", ";"), ("tab", "\t"), ("pipe", "|")]
    let signs = names.map { ($0.1, $0.1) } + names
    return mapping.word("separator", signs).map { .delimited(separator: $0.utf8.first) }
  }

  private func forbid(_ keys: [String], _ reason: String) {
    for entry in mapping.entries where keys.contains(entry.key) {
      log.report(entry.place, "\"\(entry.key)\" contradicts the rest of the table: \(reason)", "leave it out")
    }
  }

  private func readHeader(_ table: inout TableDeclaration) {
    guard mapping.has("header") else { return }
    guard let header = mapping.mapping("header", keys: ["within", "rows", "titles"]) else { return }
    if case .xml = table.format, let entry = header.entries.first {
      log.report(entry.place, "a table in XML has no header row", "leave \"header\" out")
    }
    if header.has("within") { table.headerWithin = header.whole("within", in: 1...200) ?? table.headerWithin }
    if header.has("rows") { table.headerRows = header.whole("rows", in: 1...2) ?? table.headerRows }
    if header.has("titles") { table.titles = patterns("titles", of: header) }
  }

  private func readFooter(_ table: inout TableDeclaration) {
    guard mapping.has("footer"), let footer = mapping.mapping("footer", keys: ["notes", "totals", "empty"]) else {
      return
    }
    if footer.has("notes") { table.notes = (footer.texts("notes") ?? []).map { ComparedText.key($0.text) } }
    if footer.has("empty") { table.neededCells = (footer.texts("empty") ?? []).map { ColumnName([$0.text]) } }
    if footer.has("totals") { table.totals = Set((footer.texts("totals") ?? []).map { ComparedText.key($0.text) }) }
  }

  private func readFilters(_ table: inout TableDeclaration) {
    guard let entry = mapping.entry("where") else { return }
    var nodes = [entry.value]
    if case .sequence(let sequence) = entry.value { nodes = Array(sequence) }
    for node in nodes {
      let place = YAMLMapping.place(of: node, entry.place)
      let what = "\"where\" of source \(id)"
      guard let filter = YAMLMapping(node, what, at: place, keys: ["column", "is", "is_not"], log),
        let column = column("column", of: filter)
      else { continue }
      guard filter.has("is") != filter.has("is_not") else {
        log.report(filter.place, "\(what) must have one of \"is\" and \"is_not\"", "say which rows are kept")
        continue
      }
      let keeps = filter.has("is")
      let words = filter.texts(keeps ? "is" : "is_not") ?? []
      table.filters.append(
        .init(column: column, words: Set(words.map { ComparedText.key($0.text) }), keeps: keeps))
    }
  }

  private func readNumbers(_ table: inout TableDeclaration) {
    guard mapping.has("numbers") else { return }
    let keys = ["decimal", "thousands", "multiplier"]
    guard let numbers = mapping.mapping("numbers", keys: keys) else { return }
    if numbers.has("decimal") {
      let decimal = numbers.word("decimal", [(",", ","), (".", "."), ("comma", ","), ("point", ".")])
      table.numbers.decimal = decimal?.utf8.first ?? table.numbers.decimal
    }
    if numbers.has("thousands") {
      let signs = [
        ",": [","], "comma": [","], ".": ["."], "point": ["."], "'": ["'"],
        "space": [" ", "\u{A0}", "\u{202F}", "\u{2009}"],
      ]
      for (text, place) in numbers.texts("thousands") ?? [] {
        guard let sign = signs[text] else {
          log.report(place, "\"\(text)\" separates no thousands", "write comma, point, space or \"'\"")
          continue
        }
        table.numbers.thousands += sign
      }
      if table.numbers.thousands.contains(where: { Array($0.utf8) == [table.numbers.decimal] }) {
        numbers.report("thousands", "the same sign separates thousands and fractions", "declare \"decimal\" too")
      }
    }
    if numbers.has("multiplier"), let text = numbers.text("multiplier") {
      if let factor = DecimalShare.factor(text) {
        table.numbers.factor = factor
      } else {
        numbers.report("multiplier", "\"\(text)\" is not a factor", "write a positive number such as 1000 or 1e-3")
      }
    }
  }

  private func words(_ key: String) -> [String] {
    guard mapping.has(key) else { return [] }
    return (mapping.texts(key) ?? []).map { ComparedText.key($0.text) }
  }

  // MARK: Parts

  /// A column by the spellings that a key lists.
  func column(_ key: String, of mapping: YAMLMapping) -> ColumnName? {
    mapping.texts(key).map { ColumnName($0.map(\.text)) }
  }

  func patterns(_ key: String, of mapping: YAMLMapping) -> [TextPattern] {
    (mapping.texts(key) ?? []).compactMap { pattern($0.text, $0.place) }
  }

  func pattern(_ text: String, _ place: Place) -> TextPattern? {
    do throws(TextPattern.Fault) {
      return try TextPattern(text)
    } catch {
      log.report(place, "\"\(text)\" is not a pattern: \(error.reason)", "write it as \"tháng {month} năm {year}\"")
      return nil
    }
  }
}
