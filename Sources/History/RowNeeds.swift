import Definition
import Vocabulary
import Workspace

/// What of the deliveries and of the definition a changed row depends on, as far as it can have changed it.
struct RowNeeds {
  /// Observations of some measures in an area and years.
  struct Input {
    /// Positions; nil for every measure.
    let measures: [Int]?
    /// A province, or the nation for all of them.
    let area: AreaIndex
    let years: [Int]
    /// Whether they are of the nation's figure that the row is set against.
    var isReference = false
  }

  /// Where what the row is made of may have changed.
  private(set) var inputs: [Input] = []
  /// Names of parts of the definition; a name that ends in * stands for all that begin with it.
  private(set) var parts: [String] = []

  init(_ change: RowChange, _ definition: Definition) {
    let row = change.row
    let target = definition.targets[row.target]
    let indicator = definition.indicators[target.indicator]
    let columns = Set(change.columns)
    let isWhole = change.before == nil || change.after == nil
    let pair = [indicator.numerator, indicator.denominator]
    let measures = Array(Set(pair + [definition.scopeMeasure])).sorted()
    let own = (target.isMonitor ? "monitors." : "targets.") + target.id
    if isWhole || !columns.isDisjoint(with: ["numerator", "denominator", "coverage"]) {
      inputs.append(Input(measures: measures, area: row.area, years: [row.year]))
      parts += Self.figureParts(definition, indicator, measures)
    }
    // Where a group is expected is decided by any of its observations, this year or before.
    if isWhole || change.before?.expected != change.after?.expected {
      let years = Array(min(definition.years.lowerBound, row.year)...row.year)
      inputs.append(Input(measures: nil, area: row.area, years: years))
    }
    if indicator.reference != .none, isWhole || Self.changesReference(change, indicator) {
      inputs.append(Input(measures: pair, area: AreaRegister.nation, years: [row.year], isReference: true))
      parts += Self.figureParts(definition, indicator, measures)
    }
    let isComputed = if case .fixed = target.threshold { false } else { true }
    if columns.contains("threshold") {
      parts.append(own)
      if isComputed { parts.append("baseline") }
    }
    if Self.changesBaseline(change) || columns.contains("threshold") && isComputed {
      let years = [change.before?.baselineYear, change.after?.baselineYear].compactMap { $0 }
      inputs.append(Input(measures: measures, area: row.area, years: Array(Set(years))))
      if indicator.reference != .none {
        inputs.append(Input(measures: pair, area: AreaRegister.nation, years: Array(Set(years)), isReference: true))
      }
      parts += Self.figureParts(definition, indicator, measures) + ["baseline"]
    }
    if target.everyYear, columns.contains("status") || columns.contains("outlook"),
      definition.phase.lowerBound < row.year
    {
      let earlier = Array(definition.phase.lowerBound..<row.year)
      inputs.append(Input(measures: measures, area: row.area, years: earlier))
    }
    if isWhole || !columns.isDisjoint(with: ["status", "outlook"]) { parts += [own, "coverage"] }
    if columns.contains("outlook") { parts += ["outlook", "phase", "baseline"] }
    var seen: Set<String> = []
    parts = parts.filter { seen.insert($0).inserted }
  }

  /// Parts that decide about figures.
  private static func figureParts(_ definition: Definition, _ indicator: Indicator, _ measures: [Int]) -> [String] {
    ["indicators." + indicator.id] + measures.map { "measures." + definition.measures[$0].code }
      + ["scope", "areas", "ethnic_groups", "units.*", "unit_codes", "years", "sources.*", "file *"]
  }

  /// Whether what the ratio is set against is another.
  private static func changesReference(_ change: RowChange, _ indicator: Indicator) -> Bool {
    guard let before = change.before, let after = change.after else { return true }
    func reference(_ row: ComplianceRow) -> Double {
      let ratio = row.numerator / row.denominator
      return indicator.reference == .dividedByNation ? ratio / row.value : ratio - row.value
    }
    let (old, new) = (reference(before), reference(after))
    if old.isNaN || new.isNaN { return before.value != after.value && !(before.value.isNaN && after.value.isNaN) }
    return abs(old - new) > 1e-12 * max(abs(old), abs(new), 1)
  }

  private static func changesBaseline(_ change: RowChange) -> Bool {
    guard let before = change.before, let after = change.after else { return false }
    if before.baselineYear != after.baselineYear { return true }
    return before.baselineValue != after.baselineValue && !(before.baselineValue.isNaN && after.baselineValue.isNaN)
  }
}
