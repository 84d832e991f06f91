/// Which records of a delivery are meant; nil stands for all values.
struct Selection {
  var area: String?, group: String?, measure: String?, period: String?

  func contains(_ observation: Observation) -> Bool {
    func matches(_ wanted: String?, _ field: Bytes) -> Bool { wanted.map { Bytes($0) == field } ?? true }
    return matches(area, observation.area) && matches(group, observation.group)
      && matches(measure, observation.measure) && matches(period, observation.period)
  }
}

/// What a scenario does to the records of a province.
extension [Observation] {
  /// Changes some records; scenarios that change none are mistaken.
  mutating func change(
    area: String? = nil, group: String? = nil, measure: String? = nil, period: String? = nil,
    _ body: (inout Observation) -> Void
  ) {
    let selection = Selection(area: area, group: group, measure: measure, period: period)
    let found = indices.filter { selection.contains(self[$0]) }
    precondition(!found.isEmpty, "no record is like \(selection)")
    for index in found { body(&self[index]) }
  }

  /// Leaves some records out, and gives them.
  @discardableResult
  mutating func take(
    area: String? = nil, group: String? = nil, measure: String? = nil, period: String? = nil
  ) -> [Observation] {
    let selection = Selection(area: area, group: group, measure: measure, period: period)
    let taken = filter(selection.contains)
    precondition(!taken.isEmpty, "no record is like \(selection)")
    removeAll(where: selection.contains)
    return taken
  }

  /// Puts other records in the place of each of some.
  mutating func replace(
    area: String? = nil, group: String? = nil, measure: String? = nil, period: String? = nil,
    _ body: (Observation) -> [Observation]
  ) {
    let selection = Selection(area: area, group: group, measure: measure, period: period)
    precondition(contains(where: selection.contains), "no record is like \(selection)")
    self = flatMap { selection.contains($0) ? body($0) : [$0] }
  }

  /// The same records summed over groups, as records of a total.
  func summed(as group: String) -> [Observation] {
    var sums: [Observation] = []
    for record in self {
      let index = sums.firstIndex {
        $0.area == record.area && $0.measure == record.measure && $0.period == record.period
      }
      if let index {
        sums[index].value = sums[index].value.plus(record.value)
      } else {
        sums.append(record)
        sums[sums.count - 1].group = Bytes(group)
      }
    }
    return sums
  }
}

extension Figure {
  /// The number, in tenths; nil for what is no number.
  var tenths: Int? {
    switch self {
    case .whole(let number): number * 10
    case .tenths(let tenths): tenths
    case .text, .absent: nil
    }
  }

  /// A sum of two of one kind.
  func plus(_ other: Figure) -> Figure {
    switch (self, other) {
    case (.whole(let a), .whole(let b)): .whole(a + b)
    default: .tenths((tenths ?? 0) + (other.tenths ?? 0))
    }
  }
}
