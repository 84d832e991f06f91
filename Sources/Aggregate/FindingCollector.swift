import Definition
import Vocabulary
import Workspace

/// Gathers what an analyst must know of one year's data, by province, measure and group, without figures.
struct FindingCollector {
  private struct Subject: Hashable {
    let measure: Int, province: AreaIndex, group: GroupIndex, sex: Sex
  }

  private struct Places {
    var areas: [AreaIndex] = []
    var newestRank: UInt32 = 0

    mutating func add(_ area: AreaIndex) { if areas.last != area { areas.append(area) } }
  }

  private let year: Int
  private let definition: Definition
  private let order: DeliveryOrder
  private var inconsistent: [Subject: Places] = [:]
  private var revised: [Subject: Places] = [:]
  private var incomplete: [AreaIndex: Set<AreaIndex>] = [:]
  private var deliveredAreas: [Finding] = []

  init(year: Int, _ definition: Definition, _ order: DeliveryOrder) {
    self.year = year
    self.definition = definition
    self.order = order
  }

  private func subject(_ measure: Int, _ area: AreaIndex, _ group: GroupIndex, _ sex: Sex) -> Subject {
    Subject(measure: measure, province: definition.areas.provinceOf[Int(area)], group: group, sex: sex)
  }

  /// Notes a resolved key.
  mutating func note(_ resolved: ResolvedKey, key: ContributionKey) {
    if resolved.isRevised { noteRevised(key, resolved.newestRank) }
    if resolved.quality.contains(.incompleteParts) {
      incomplete[definition.areas.provinceOf[Int(key.area)], default: []].insert(key.area)
    }
  }

  /// Notes a key of which nothing stands, because a deletion removed it.
  mutating func noteDeleted(_ run: ArraySlice<Contribution>) {
    guard run.contains(where: { !$0.isDeletion }), let newest = run.map(\.rank).max() else { return }
    noteRevised(run.first!.key, newest)
  }

  private mutating func noteRevised(_ key: ContributionKey, _ rank: UInt32) {
    var places = revised[subject(key.measure, key.area, key.group, key.sex)] ?? Places()
    places.add(key.area)
    places.newestRank = max(places.newestRank, rank)
    revised[subject(key.measure, key.area, key.group, key.sex)] = places
  }

  /// Notes a total that differs from its parts.
  mutating func noteInconsistent(measure: Int, area: AreaIndex, group: GroupIndex, sex: Sex) {
    inconsistent[subject(measure, area, group, sex), default: Places()].add(area)
  }

  /// Compares the figures that a province delivers for itself with the sums of its communes.
  mutating func compareDeliveredAreas(_ values: YearValues) {
    for (measure, declared) in definition.measures.enumerated() where declared.level == .commune {
      for group in 0..<GroupIndex(definition.groups.count) {
        for sex in Sex.allCases {
          let cells = values.cells(measure: measure, group: group, sex: sex)
          guard let delivered = cells.first, definition.areas.level(delivered.area) == .province,
            !delivered.value.isNaN
          else { continue }
          var sum = 0.0
          var count = 0
          for cell in cells.dropFirst() where !cell.value.isNaN {
            sum += cell.value
            count += 1
          }
          if count > 0, abs(sum - delivered.value) > definition.settings.totalTolerance * abs(delivered.value) {
            deliveredAreas.append(
              Finding.deliveredArea(
                delivered.area, measure: measure, group: group, sex: sex, year: year, definition))
          }
        }
      }
    }
  }

  /// The findings in no particular order.
  func findings() -> [Finding] {
    var result = deliveredAreas
    for (subject, places) in inconsistent {
      result.append(
        finding(
          .inconsistentTotal, .warning, subject,
          "the delivered total of \(definition.measures[subject.measure].code) differs from the sum of its parts in "
            + communes(places.areas)))
    }
    for (subject, places) in revised {
      result.append(
        finding(
          .revisedValue, .info, subject,
          "\(definition.measures[subject.measure].code) changed in \(communes(places.areas)), last by "
            + order.names[Int(places.newestRank)]))
    }
    for (province, areas) in incomplete {
      result.append(
        Finding(
          kind: .missingDelivery, severity: .warning, area: province, group: definition.groups.total, sex: .total,
          measure: nil, period: String(year),
          detail: "some figures rest on some but not all predecessors of \(communes(areas.sorted()))"))
    }
    return result
  }

  private func finding(
    _ kind: Finding.Kind, _ severity: Finding.Severity, _ subject: Subject, _ detail: String
  ) -> Finding {
    Finding(
      kind: kind, severity: severity, area: subject.province, group: subject.group, sex: subject.sex,
      measure: subject.measure, period: String(year), detail: detail)
  }

  /// Up to five codes, and how many more.
  private func communes(_ areas: [AreaIndex]) -> String {
    let unique = Array(Set(areas)).sorted()
    let named = unique.prefix(5).map { definition.areas.codes[Int($0)] }.joined(separator: ", ")
    return unique.count > 5 ? "\(named) and \(unique.count - 5) more" : named
  }
}

extension Finding {
  /// A figure delivered for an area that differs from its parts.
  static func deliveredArea(
    _ area: AreaIndex, measure: Int, group: GroupIndex, sex: Sex, year: Int, _ definition: Definition
  ) -> Finding {
    Finding(
      kind: .inconsistentTotal, severity: .warning, area: area, group: group, sex: sex, measure: measure,
      period: String(year),
      detail: "the figure of \(definition.measures[measure].code) delivered for the area differs from the sum of "
        + "its communes; the communes count")
  }

  /// The order in which findings are written, whatever found them first.
  static func precedes(_ a: Finding, _ b: Finding) -> Bool { a.rank < b.rank }

  private var rank: (String, AreaIndex, GroupIndex, UInt8, Int, String) {
    (kind.rawValue, area, group, sex.rawValue, measure ?? rule ?? -1, detail)
  }
}
