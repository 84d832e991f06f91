import Definition
import Workspace

/// Areas that reported in an earlier year and are silent in this one.
struct MissingAreas {
  private let definition: Definition

  init(_ definition: Definition) { self.definition = definition }

  /// Findings of a province in a year, given what the year before it in the data held.
  func findings(in values: YearValues, after previous: YearValues) -> [Finding] {
    let province = values.slice.area
    let communes = values.slice.areas.indices.filter { definition.areas.communes.contains(values.slice.areas[$0]) }
    guard communes.contains(where: { previous.observed[$0] }) else { return [] }
    guard communes.contains(where: { values.observed[$0] }) else {
      return [
        finding(province, values.year, .critical, "nothing of the province, which reported for \(previous.year)")
      ]
    }
    let silent = communes.filter { previous.scope[$0] == .inside && values.scope[$0] == .unobserved }
    if silent.isEmpty { return [] }
    let named = silent.prefix(5).map { definition.areas.codes[Int(values.slice.areas[$0])] }.joined(separator: ", ")
    let more = silent.count > 5 ? " and \(silent.count - 5) more" : ""
    let scope = definition.measures[definition.scopeMeasure].code
    return [
      finding(
        province, values.year, .warning,
        "communes in scope for \(previous.year) without \(scope) for \(values.year), so out of scope: \(named)\(more)")
    ]
  }

  private func finding(
    _ province: AreaIndex, _ year: Int, _ severity: Finding.Severity, _ detail: String
  ) -> Finding {
    Finding(
      kind: .missingDelivery, severity: severity, area: province, group: definition.groups.total, sex: .total,
      measure: nil, period: String(year), detail: detail)
  }
}
