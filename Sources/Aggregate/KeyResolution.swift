import Definition
import Vocabulary

/// The value of one canonical key, and which contributions it stands on.
public struct ResolvedKey: Sendable {
  /// Value in the measure's unit; NaN where the observation exists without one.
  public var value: Double
  /// What the value inherits.
  public var quality: QualityFlags
  /// Positions of the contributions that count, within the run of the key; those that no deletion or newer delivery of
  /// the same area reaches.
  public var used: [Int], standing: [Int]
  /// The vintage that the newest delivery decided on.
  public var vintage: UInt8
  /// A newer delivery changed the value (or removed it), rather than repeating it.
  public var isRevised: Bool
  /// Rank of the newest delivery that carries the key.
  public var newestRank: UInt32
}

/// Decides what a key's contributions come to: deletions, revisions, vintages, parts (METHODS, sections 1.2, 1.6, 1.7).
public final class KeyResolution: Sendable {
  private let definition: Definition
  /// The positions of the one contribution that most keys have.
  private static let first = [0]

  /// A resolution by a definition's vintages and measures.
  public init(_ definition: Definition) { self.definition = definition }

  /// Resolves a run of contributions with one key, in the order of `Contribution.precedes`; nil where nothing stands.
  public func resolve(_ run: ArraySlice<Contribution>) -> ResolvedKey? {
    if run.count == 1 {
      let only = run.first!
      if only.isDeletion { return nil }
      return ResolvedKey(
        value: only.value, quality: only.quality, used: Self.first, standing: Self.first, vintage: only.vintage,
        isRevised: false,
        newestRank: only.rank)
    }
    // The newest standing contribution of each delivered area; `run` holds each area newest first.
    var standing: [Int] = []
    var decisive = -1
    var isRevised = false
    var index = run.startIndex
    while index < run.endIndex {
      let first = run[index]
      var end = index + 1
      while end < run.endIndex, run[end].vintage == first.vintage, run[end].areaDelivered == first.areaDelivered {
        end += 1
      }
      if let newest = newest(run[index..<end], &isRevised) {
        standing.append(newest - run.startIndex)
        if decisive < 0 || run[newest].rank > run[decisive].rank { decisive = newest }
      }
      index = end
    }
    guard decisive >= 0 else { return nil }
    let vintage = run[decisive].vintage
    let used = standing.filter { run[run.startIndex + $0].vintage == vintage }
    if used.count < standing.count { isRevised = true }
    var resolved = combine(run, used)
    resolved.isRevised = isRevised
    resolved.standing = standing
    resolved.newestRank = run[decisive].rank
    return resolved
  }

  /// The newest contribution of one delivered area that no deletion reaches.
  private func newest(_ area: ArraySlice<Contribution>, _ isRevised: inout Bool) -> Int? {
    guard let first = area.first else { return nil }
    if first.isDeletion {
      if area.contains(where: { !$0.isDeletion && $0.rank < first.rank }) { isRevised = true }
      return nil
    }
    let older = area.dropFirst().first { !$0.isDeletion }
    if let older, older.value != first.value, !(older.value.isNaN && first.value.isNaN) { isRevised = true }
    return area.startIndex
  }

  /// The parts of one vintage as one value: a sum, or a status by the measure's rule. A missing part leaves it missing.
  private func combine(_ run: ArraySlice<Contribution>, _ used: [Int]) -> ResolvedKey {
    let parts = used.map { run[run.startIndex + $0] }
    var flags = QualityFlags()
    for part in parts { flags.formUnion(part.quality) }
    return ResolvedKey(
      value: combined(parts.map(\.value), of: parts[0].key), quality: flags, used: used, standing: used,
      vintage: parts[0].vintage, isRevised: false,
      newestRank: 0)
  }

  /// The values of the parts of one area, at least one, as one value.
  func combined(_ values: [Double], of key: ContributionKey) -> Double {
    // A province's or the nation's figure of a status is a count of communes.
    if case .status(let rule) = definition.measures[key.measure].kind, definition.areas.level(key.area) == .commune,
      values.count > 1
    {
      return combineStatuses(values, rule)
    }
    return values.dropFirst().reduce(values[0], +)
  }

  /// `all` and `any` may be decided in spite of a missing part.
  private func combineStatuses(_ values: [Double], _ rule: Measure.StatusConversion) -> Double {
    let isMissing = values.contains { $0.isNaN }
    switch rule {
    case .all: return values.contains(0) ? 0 : isMissing ? .nan : 1
    case .any: return values.contains(1) ? 1 : isMissing ? .nan : 0
    // Only an unchanged commune gets this far with `none`: it has one part.
    case .none: return .nan
    }
  }
}
