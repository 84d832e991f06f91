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
  private var inconsistentAreas: [Subject] = []

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

  /// Compares figures delivered for provinces and the nation with the sums of their communes.
  mutating func compareDeliveredAreas(_ values: YearValues) {
    for (measure, declared) in definition.measures.enumerated() where declared.level == .commune {
      for group in 0..<GroupIndex(definition.groups.count) {
        for sex in Sex.allCases {
          let cells = values.cells(measure: measure, group: group, sex: sex)
          let delivered = cells.prefix { definition.areas.level($0.area) != .commune }
          guard !delivered.isEmpty else { continue }
          var sums = [Double](repeating: 0, count: Int(definition.areas.communes.lowerBound))
          var counts = sums
          for cell in cells.dropFirst(delivered.count) where !cell.value.isNaN {
            for area in [AreaRegister.nation, definition.areas.provinceOf[Int(cell.area)]] {
              sums[Int(area)] += cell.value
              counts[Int(area)] += 1
            }
          }
          for cell in delivered where counts[Int(cell.area)] > 0 && !cell.value.isNaN {
            let difference = abs(sums[Int(cell.area)] - cell.value)
            if difference > definition.settings.totalTolerance * abs(cell.value) {
              inconsistentAreas.append(Subject(measure: measure, province: cell.area, group: group, sex: sex))
            }
          }
        }
      }
    }
  }

  /// The findings in a fixed order.
  func findings() -> [Finding] {
    var result: [Finding] = []
    for (subject, places) in inconsistent {
      result.append(
        finding(
          .inconsistentTotal, .warning, subject,
          "the delivered total of \(definition.measures[subject.measure].code) differs from the sum of its parts in "
            + communes(places.areas)))
    }
    for subject in inconsistentAreas {
      result.append(
        finding(
          .inconsistentTotal, .warning, subject,
          "the figure of \(definition.measures[subject.measure].code) delivered for the area differs from the sum of "
            + "its communes; the communes count"))
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
          detail: "some figures rest on some but not all former communes of \(communes(areas.sorted()))"))
    }
    return result.sorted { Self.order($0) < Self.order($1) }
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

  private static func order(_ finding: Finding) -> (String, AreaIndex, GroupIndex, UInt8, Int, String) {
    (
      finding.kind.rawValue, finding.area, finding.group, finding.sex.rawValue, finding.measure ?? -1, finding.detail
    )
  }
}
