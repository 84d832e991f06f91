import Definition
import Vocabulary

/// The values of one measure at one area in one year, by group and sex, with totals completed (METHODS, section 2).
///
/// One instance serves many places: what a place has is remembered as bits, so that clearing and completing cost what
/// the place has and not what the code list could hold.
struct PlaceValues {
  /// Some of the groups: bits by rank, 256 at most as `GroupIndex` has values.
  struct GroupBits {
    var words = SIMD4<UInt64>.zero

    var isEmpty: Bool { words == .zero }

    mutating func insert(_ rank: Int) { words[rank >> 6] |= 1 << UInt64(rank & 63) }

    func contains(_ rank: Int) -> Bool { words[rank >> 6] >> UInt64(rank & 63) & 1 == 1 }

    func intersection(_ other: GroupBits) -> GroupBits { GroupBits(words: words & other.words) }

    /// Calls `body` with each rank, ascending.
    @inline(__always)
    func forEach(_ body: (Int) -> Void) {
      for index in 0..<4 {
        var word = words[index]
        while word != 0 {
          body(index << 6 | word.trailingZeroBitCount)
          word &= word &- 1
        }
      }
    }
  }

  /// By rank x 3 + sex; only those that `present` names mean anything.
  private var slots: ContiguousArray<AnnualValue>
  /// Ranks that have a value, by sex.
  private var present = [GroupBits](repeating: GroupBits(), count: 3)
  /// Totals that differ from the sum of their parts by more than the tolerance: group and sex, and whether the parts are
  /// the sexes rather than groups.
  private(set) var inconsistent: [(group: GroupIndex, sex: Sex, isOfSexes: Bool)] = []

  /// Position of a group in the order of code, in which totals are added up, and back.
  private let rankOf: [Int], groupOf: [GroupIndex]
  private let minorityParts: GroupBits, totalParts: GroupBits
  private let minorities: Int, total: Int
  private let tolerance: Double

  init(_ definition: Definition) {
    let groups = definition.groups
    groupOf = groups.codes.indices.sorted { groups.codes[$0] < groups.codes[$1] }.map { GroupIndex($0) }
    var rankOf = [Int](repeating: 0, count: groups.count)
    for (rank, group) in groupOf.enumerated() { rankOf[Int(group)] = rank }
    func bits(_ parts: [GroupIndex]) -> GroupBits {
      var result = GroupBits()
      for part in parts { result.insert(rankOf[Int(part)]) }
      return result
    }
    minorityParts = bits(groups.minorityParts)
    totalParts = bits(groups.totalParts)
    minorities = rankOf[Int(groups.minorities)]
    total = rankOf[Int(groups.total)]
    tolerance = definition.settings.totalTolerance
    slots = ContiguousArray(repeating: AnnualValue(value: .nan, quality: []), count: groups.count * 3)
    self.rankOf = rankOf
  }

  /// Forgets everything, for the next place.
  mutating func clear() {
    for sex in 0..<3 { present[sex] = GroupBits() }
    if !inconsistent.isEmpty { inconsistent.removeAll(keepingCapacity: true) }
  }

  /// Whether nothing has a value.
  var isEmpty: Bool { present.allSatisfy(\.isEmpty) }

  /// A value of a group and sex.
  subscript(_ group: GroupIndex, _ sex: Sex) -> AnnualValue? {
    get {
      let rank = rankOf[Int(group)]
      return present[Int(sex.rawValue)].contains(rank) ? slots[rank * 3 + Int(sex.rawValue)] : nil
    }
    set { if let newValue { set(group, Int(sex.rawValue), newValue) } }
  }

  /// Gives a group and sex its value.
  mutating func set(_ group: GroupIndex, _ sex: Int, _ value: AnnualValue) {
    put(value, rankOf[Int(group)], sex)
  }

  private mutating func put(_ value: AnnualValue, _ rank: Int, _ sex: Int) {
    slots[rank * 3 + sex] = value
    present[sex].insert(rank)
  }

  /// Calls `body` with every value.
  func forEach(_ body: (_ group: GroupIndex, _ sex: Int, AnnualValue) -> Void) {
    for sex in 0..<3 { present[sex].forEach { body(groupOf[$0], sex, slots[$0 * 3 + sex]) } }
  }

  /// Completes totals over the sexes, then over the groups.
  mutating func completeTotals(byGroup: Bool) {
    let (male, female) = (Int(Sex.male.rawValue), Int(Sex.female.rawValue))
    let both = present[male].intersection(present[female])
    if !both.isEmpty {
      // `both` is a copy: completing changes the bits of the totals alone.
      both.forEach { rank in
        var sum = slots[rank * 3 + male]
        sum.add(slots[rank * 3 + female])
        complete(rank, Int(Sex.total.rawValue), sum, ofSexes: true)
      }
    }
    guard byGroup else { return }
    for sex in 0..<3 where !present[sex].isEmpty {
      if let sum = sum(of: minorityParts, sex) { complete(minorities, sex, sum) }
      if let sum = sum(of: totalParts, sex) { complete(total, sex, sum) }
    }
  }

  /// The sum of those parts that have a value, in order of code.
  private func sum(of parts: GroupBits, _ sex: Int) -> AnnualValue? {
    var sum: AnnualValue?
    present[sex].intersection(parts).forEach { rank in
      if sum == nil { sum = slots[rank * 3 + sex] } else { sum!.add(slots[rank * 3 + sex]) }
    }
    return sum
  }

  /// A total as delivered stands, unless it is missing and its parts are not; otherwise it is the sum of the parts.
  private mutating func complete(_ rank: Int, _ sex: Int, _ sum: AnnualValue, ofSexes: Bool = false) {
    guard present[sex].contains(rank) else { return put(sum, rank, sex) }
    let total = slots[rank * 3 + sex]
    if sum.isMissing { return }
    if total.isMissing {
      put(sum, rank, sex)
    } else if abs(total.value - sum.value) > tolerance * abs(total.value) {
      inconsistent.append((groupOf[rank], Sex(rawValue: UInt8(sex))!, ofSexes))
    }
  }
}
