import Aggregate
import Answers
import Definition
import Vocabulary
import Workspace

extension Explanation {
  private var target: Target { definition.targets[row.target] }
  private var indicator: Indicator { definition.indicators[target.indicator] }
  private var numerator: Measure { definition.measures[indicator.numerator] }
  private var denominator: Measure { definition.measures[indicator.denominator] }

  /// The verdict, what hangs on it, and then a block a commune.
  public var answer: Answer {
    let area = definition.named(row.area), group = definition.named(group: row.group)
    var sections: [Answer.Section] = [
      .lines([
        "\(target.id)  \(target.title.vi)", "     \(target.title.en)", "area \(area), group \(group), \(row.year)",
      ]),
      .facts(place), .facts(AnswerFacts(nil, verdict)), .table(dependents.flagTable), .table(dependents.rowTable),
      .lines(units), .table(communes), .table(origins),
      .facts(AnswerFacts(nil, isShown: false, [.init("withheld", nil, .flag(isWithheld))])),
      .lines([Confidentiality.note]),
    ]
    if isWithheld {
      sections.append(.lines(["The published tables withhold the figures of this row: they are confidential."]))
    }
    return Answer("explain_figure", principal: "observations", sections)
  }

  private var place: AnswerFacts {
    AnswerFacts(
      nil, isShown: false,
      [
        .init("target", nil, .text(target.id)), .init("title_vi", nil, .text(target.title.vi)),
        .init("title_en", nil, .text(target.title.en)),
        .init("area", nil, .text(definition.areas.codes[Int(row.area)])),
        .init("area_name", nil, .text(definition.areas.names[Int(row.area)])),
        .init("ethnic_group", nil, .text(definition.groups.codes[Int(row.group)])),
        .init("ethnic_group_name", nil, .text(definition.groups.names[Int(row.group)])),
        .init("period", nil, .integer(row.year)), .init("comparator", nil, .text(target.comparator.rawValue)),
        .init("unit", nil, .text(definition.unit(indicator.numerator))),
        .init("communes_reporting", nil, .integer(row.reporting)),
        .init("communes_expected", nil, .integer(row.expected)),
        .init("baseline_period", nil, .integer(row.baselineYear)),
        .init("pace_required", nil, .number(row.paceRequired)),
      ])
  }

  private var verdict: [AnswerFacts.Fact] {
    func sum(_ value: Double, _ measure: Measure) -> AnswerCell {
      .number(value, shown: "\(HumanNumber.plain(value)) \(measure.unit) (\(measure.code))")
    }
    var facts: [AnswerFacts.Fact] = [
      .init("value", nil, .value(row)), .init("threshold", nil, .threshold(row, target)),
    ]
    if let tolerance = target.tolerance {
      facts.append(.init("tolerance", nil, .number(tolerance, shown: HumanNumber.ratio(tolerance))))
    }
    facts += [
      .init("status", nil, .status(row.status)),
      .init("gap", nil, .number(row.gap, shown: HumanNumber.ratio(row.gap))),
      .init(
        "gap_units", "gap in units",
        .number(
          row.gapUnits, shown: "\(HumanNumber.units(row.gapUnits)) \(definition.unit(indicator.numerator))")),
      .init("numerator", nil, sum(row.numerator, numerator)),
      .init("denominator", nil, sum(row.denominator, denominator)),
    ]
    let own = row.numerator / row.denominator
    switch indicator.reference {
    case .none: break
    case .dividedByNation:
      let nation = HumanNumber.plain(own / row.value)
      facts.append(
        .init("ratio", nil, .number(own, shown: "\(HumanNumber.plain(own)), divided by the nation's \(nation)")))
    case .lessNation:
      let nation = HumanNumber.plain(own - row.value)
      facts.append(.init("ratio", nil, .number(own, shown: "\(HumanNumber.plain(own)), less the nation's \(nation)")))
    }
    let reports = numerator.level == .province ? "provinces report both" : "communes report both"
    let baseline = row.baselineYear.map { "\(HumanNumber.ratio(row.baselineValue)) in \($0)" } ?? "-"
    let pace = "\(HumanNumber.ratio(row.paceObserved)) a year, required \(HumanNumber.ratio(row.paceRequired))"
    return facts + [
      .init("coverage", nil, .number(row.coverage, shown: "\(row.reporting) of \(row.expected) expected \(reports)")),
      .init("baseline_value", "baseline", .number(row.baselineValue, shown: baseline)),
      .init("pace_observed", "pace", .number(row.paceObserved, shown: pace)),
      .init("outlook", nil, .outlook(row.outlook)), .init("obs_status", nil, .text(row.observationStatus)),
      .init("conf_status", nil, .text(row.confidentialityStatus)),
    ]
  }

  private var units: [String] {
    var lines: [String] = []
    for unit in trace.units {
      let note = unit.reports ? "" : "   does not report both: does not count"
      let values = [unit.numerator, unit.denominator].map { HumanNumber.plain($0 ?? .nan) }
      lines.append(
        "\(definition.named(unit.area)): \(numerator.code) \(values[0]), \(denominator.code) \(values[1])\(note)")
      for origin in unit.origins { lines.append("    " + text(origin, unit.area)) }
    }
    if lines.isEmpty { lines.append("no commune in scope has an observation of either measure") }
    return lines
  }

  private func text(_ origin: RatioTrace.Origin, _ area: AreaIndex) -> String {
    let code = definition.measures[origin.measure].code
    let group = definition.groups.codes[Int(origin.group)]
    let value = origin.isDeletion ? "deleted" : origin.value.isNaN ? "missing" : HumanNumber.plain(origin.value)
    let isSame =
      origin.areaDelivered == definition.areas.codes[Int(area)] && origin.vintage == definition.canonicalVintage
    let place = isSame ? "" : ", delivered for \(origin.areaDelivered) of \(origin.vintage)"
    let fate = origin.counts || origin.isDeletion ? "" : "  (does not count: revised or deleted)"
    return "\(code) \(group) \(origin.sex.code) \(origin.period): \(value)  "
      + "\(origin.delivery), record \(origin.record), line \(origin.line)\(place)\(fate)"
  }

  private var communes: AnswerTable {
    AnswerTable(
      "communes", isShown: false,
      [.init("area"), .init("area_name"), .init("numerator"), .init("denominator"), .init("reports")],
      trace.units.map { unit in
        [
          .text(definition.areas.codes[Int(unit.area)]), .text(definition.areas.names[Int(unit.area)]),
          .number(unit.numerator), .number(unit.denominator), .flag(unit.reports),
        ]
      })
  }

  private var origins: AnswerTable {
    let columns = [
      "area", "area_name", "measure", "ethnic_group", "sex", "period", "value", "delivery", "record", "line",
      "area_delivered", "vintage_delivered", "counts", "deletion",
    ].map { AnswerTable.Column($0) }
    let rows = trace.units.flatMap { unit in
      unit.origins.map { origin -> [AnswerCell] in
        [
          .text(definition.areas.codes[Int(unit.area)]), .text(definition.areas.names[Int(unit.area)]),
          .text(definition.measures[origin.measure].code), .text(definition.groups.codes[Int(origin.group)]),
          .text(origin.sex.code), .text(origin.period.description),
          .number(origin.isDeletion ? nil : origin.value), .text(origin.delivery), .integer(origin.record),
          .integer(origin.line), .text(origin.areaDelivered), .text(origin.vintage), .flag(origin.counts),
          .flag(origin.isDeletion),
        ]
      }
    }
    return AnswerTable("observations", isShown: false, columns, rows)
  }
}
