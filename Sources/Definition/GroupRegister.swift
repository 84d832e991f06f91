import Vocabulary

/// An ethnic group or a total over them as a small integer, in order of its code list.
public typealias GroupIndex = UInt8

/// The code list of ethnic groups: groups, the total of everyone, and the subtotal of the minorities.
public struct GroupRegister: Sendable {
  /// Codes and names by index.
  public let codes: [String], names: [String], englishNames: [String]
  /// Everyone (`_T`), and all minorities (`EM`).
  public let total: GroupIndex, minorities: GroupIndex
  /// The parts of `EM` in order of code.
  public let minorityParts: [GroupIndex]
  /// The parts of `_T` in order of code, `EM` among them in place of its own parts.
  public let totalParts: [GroupIndex]
  /// The groups by name.
  public let byName: GroupNames
  private let indexByCode: [String: GroupIndex]

  /// A code list in published order; `total`, `minorities` and every part must be in it. Other names have codes of it.
  public init(
    entries: [(code: String, name: String, englishName: String)], total: String, minorities: String,
    minorityParts: Set<String>, otherNames: [(code: String, name: String)] = []
  ) {
    byName = GroupNames(codes: entries.map(\.code), names: entries.map(\.name), others: otherNames)
    codes = entries.map(\.code)
    names = entries.map(\.name)
    englishNames = entries.map(\.englishName)
    let positions = entries.enumerated().map { ($1.code, GroupIndex($0)) }
    let index = Dictionary(positions, uniquingKeysWith: { first, _ in first })
    indexByCode = index
    self.total = index[total]!
    self.minorities = index[minorities]!
    let byCode = entries.map(\.code).sorted()
    self.minorityParts = byCode.filter { minorityParts.contains($0) }.map { index[$0]! }
    totalParts = byCode.filter { !minorityParts.contains($0) && $0 != total }.map { index[$0]! }
  }

  /// All codes, totals among them.
  public var count: Int { codes.count }

  /// The group of a code.
  public func index(of code: String) -> GroupIndex? { indexByCode[code] }
}
