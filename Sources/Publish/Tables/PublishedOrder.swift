import Definition
import Vocabulary

/// The order of rows in every published table: targets or measures as the definition has them, then period, then area
/// (the nation, the provinces by code), then group (everyone, all minorities, the others by code), then sex.
struct PublishedOrder: Sendable {
  private let rankOfGroup: [UInt64]

  init(_ groups: GroupRegister) {
    var ranks = [UInt64](repeating: 0, count: groups.count)
    for (rank, group) in Self.groups(groups).enumerated() { ranks[Int(group)] = UInt64(rank) }
    rankOfGroup = ranks
  }

  /// All groups: everyone, all minorities, the others by code.
  static func groups(_ groups: GroupRegister) -> [GroupIndex] {
    let others = groups.codes.indices.filter { $0 != Int(groups.total) && $0 != Int(groups.minorities) }
      .sorted { groups.codes[$0] < groups.codes[$1] }
    return [groups.total, groups.minorities] + others.map { GroupIndex($0) }
  }

  /// The place of a row as one number: its table, its period, both as positions that sort, then area, group and sex.
  func place(_ table: Int, _ period: Int, _ area: AreaIndex, _ group: GroupIndex, _ sex: Sex = .total) -> UInt64 {
    UInt64(UInt16(table)) << 48 | UInt64(UInt16(period)) << 32 | UInt64(area) << 16
      | rankOfGroup[Int(group)] << 8 | UInt64(sex.rawValue)
  }

  /// Rows by place; what is in order already, as the stages before leave it, stays.
  static func sorted<Row>(_ rows: [Row], by place: (Row) -> UInt64) -> [Row] {
    let places = rows.map(place)
    if places.indices.dropFirst().allSatisfy({ places[$0 - 1] <= places[$0] }) { return rows }
    return rows.indices.sorted { (places[$0], $0) < (places[$1], $1) }.map { rows[$0] }
  }
}
