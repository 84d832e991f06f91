import Definition
import Vocabulary

/// The values of one measure at one area in one year, by group and sex, with totals completed (METHODS, section 2).
struct PlaceValues {
  private let definition: Definition
  /// By group x 3 + sex.
  private(set) var values: [AnnualValue?]
  /// Totals that differ from the sum of their parts by more than the tolerance: group and sex.
  private(set) var inconsistent: [(GroupIndex, Sex)] = []

  init(_ definition: Definition) {
    self.definition = definition
    values = Array(repeating: nil, count: definition.groups.count * 3)
  }

  /// Forgets everything, for the next place.
  mutating func clear() {
    for index in values.indices { values[index] = nil }
    inconsistent.removeAll(keepingCapacity: true)
  }

  /// A value of a group and sex.
  subscript(_ group: GroupIndex, _ sex: Sex) -> AnnualValue? {
    get { values[Int(group) * 3 + Int(sex.rawValue)] }
    set { values[Int(group) * 3 + Int(sex.rawValue)] = newValue }
  }

  /// Completes totals over the sexes, then over the groups.
  mutating func completeTotals(byGroup: Bool) {
    for group in 0..<GroupIndex(definition.groups.count) {
      guard let male = self[group, .male], let female = self[group, .female] else { continue }
      complete(group, .total, parts: [male, female])
    }
    guard byGroup else { return }
    let groups = definition.groups
    for sex in Sex.allCases {
      complete(groups.minorities, sex, parts: groups.minorityParts.compactMap { self[$0, sex] })
      complete(groups.total, sex, parts: groups.totalParts.compactMap { self[$0, sex] })
    }
  }

  /// A total as delivered stands, unless it is missing and its parts are not; otherwise it is the sum of the parts.
  private mutating func complete(_ group: GroupIndex, _ sex: Sex, parts: [AnnualValue]) {
    guard let first = parts.first else { return }
    var sum = first
    for part in parts.dropFirst() {
      sum.value += part.value
      sum.quality.formUnion(part.quality)
    }
    guard let total = self[group, sex] else {
      self[group, sex] = sum
      return
    }
    if sum.isMissing { return }
    if total.isMissing {
      self[group, sex] = sum
    } else if abs(total.value - sum.value) > definition.settings.totalTolerance * abs(total.value) {
      inconsistent.append((group, sex))
    }
  }
}
