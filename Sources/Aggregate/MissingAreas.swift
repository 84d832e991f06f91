import Definition
import Workspace

/// Areas that reported in an earlier year and are silent in this one.
struct MissingAreas {
  private let definition: Definition

  init(_ definition: Definition) { self.definition = definition }

  /// Findings of a year, given what the year before it in the data held.
  func findings(in values: YearValues, after previous: YearValues) -> [Finding] {
    var result: [Finding] = []
    for province in definition.areas.provinces {
      let communes = definition.areas.communes.filter { definition.areas.provinceOf[Int($0)] == province }
      let before = communes.filter { previous.observed[Int($0)] }
      let now = communes.filter { values.observed[Int($0)] }
      if before.isEmpty { continue }
      if now.isEmpty {
        result.append(
          finding(province, values.year, .critical, "nothing of the province, which reported for \(previous.year)"))
        continue
      }
      let silent = communes.filter { previous.scope[Int($0)] == .inside && values.scope[Int($0)] == .unobserved }
      if silent.isEmpty { continue }
      let named = silent.prefix(5).map { definition.areas.codes[Int($0)] }.joined(separator: ", ")
      let more = silent.count > 5 ? " and \(silent.count - 5) more" : ""
      let scope = definition.measures[definition.scopeMeasure].code
      result.append(
        finding(
          province, values.year, .warning,
          "communes in scope for \(previous.year) without \(scope) for \(values.year), so out of scope: \(named)\(more)"
        ))
    }
    return result
  }

  private func finding(
    _ province: AreaIndex, _ year: Int, _ severity: Finding.Severity, _ detail: String
  ) -> Finding {
    Finding(
      kind: .missingDelivery, severity: severity, area: province, group: definition.groups.total, sex: .total,
      measure: nil, period: String(year), detail: detail)
  }
}
