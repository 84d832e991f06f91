import Definition
import Vocabulary
import Workspace

/// Decides which flags of rules are not published: that a figure is more than another one, or far from that of the year
/// before, says something of both (METHODS, section 9).
struct RuleDisclosure {
  private let definition: Definition
  private let control: DisclosureControl
  /// Rule, area, group and period of findings about observations that are not free to publish.
  private let confidential: Set<String>

  init(_ definition: Definition, _ findings: [Finding], _ control: DisclosureControl) {
    self.definition = definition
    self.control = control
    confidential = Set(
      findings.lazy.filter { $0.rule != nil && $0.confidentiality != ConfidentialityStatus.free }.map { finding in
        Self.place(definition.rules[finding.rule!].id, finding.area, finding.group, finding.period)
      })
  }

  private static func place(_ rule: String, _ area: AreaIndex, _ group: GroupIndex, _ period: String) -> String {
    "\(rule) \(area) \(group) \(period)"
  }

  /// Whether a flag speaks of figures that are not published, or of an observation that is not free.
  func silences(_ flag: Flag) -> Bool {
    guard flag.reason == Finding.Kind.implausible.rawValue, let rule = definition.rule(ofFlag: flag.id),
      let year = Int(flag.period)
    else { return false }
    if confidential.contains(Self.place(rule.id, flag.area, flag.group, flag.period)) { return true }
    let years = rule.looksAtYearBefore ? [year - 1, year] : [year]
    return rule.measures.contains { measure in
      years.contains { year in
        Sex.allCases.contains { sex in
          control.isWithheld(measure: measure, year: year, SumKey(flag.area, flag.group, sex))
        }
      }
    }
  }
}
