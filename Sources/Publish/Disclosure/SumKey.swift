import Definition
import Vocabulary

/// The cell that a sum stands in: area, ethnic group and sex. Ordered by area, group and sex.
struct SumKey: Hashable, Comparable, Sendable {
  private let packed: UInt32

  init(_ area: AreaIndex, _ group: GroupIndex, _ sex: Sex) {
    packed = UInt32(area) << 16 | UInt32(group) << 8 | UInt32(sex.rawValue)
  }

  var area: AreaIndex { AreaIndex(packed >> 16) }
  var group: GroupIndex { GroupIndex((packed >> 8) & 0xFF) }
  var sex: Sex { Sex(rawValue: UInt8(packed & 0xFF)) ?? .total }

  static func < (a: SumKey, b: SumKey) -> Bool { a.packed < b.packed }
}
