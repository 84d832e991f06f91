import Definition
import Vocabulary

/// A place at which figures do not satisfy a rule of the definition.
public struct RuleViolation: Hashable, Sendable {
  /// One of the figures that were compared.
  public struct Figure: Hashable, Sendable {
    /// Position of the measure, and of what.
    public let measure: Int, sex: Sex, year: Int
    /// In the measure's unit; NaN where there is none.
    public let value: Double

    /// A figure.
    public init(measure: Int, sex: Sex, year: Int, value: Double) {
      self.measure = measure
      self.sex = sex
      self.year = year
      self.value = value
    }

    /// Two figures without a value are the same.
    public static func == (a: Figure, b: Figure) -> Bool {
      a.measure == b.measure && a.sex == b.sex && a.year == b.year
        && (a.value == b.value || (a.value.isNaN && b.value.isNaN))
    }
  }

  /// The commune, or the province.
  public let area: AreaIndex
  /// In the order in which the rule names them, the parts before their whole, the year before before the year.
  public let figures: [Figure]
  /// Whether the commune is in scope.
  public let isInScope: Bool
  /// Whether all figures are free to publish.
  public let isFree: Bool

  /// A violation.
  public init(area: AreaIndex, figures: [Figure], isInScope: Bool, isFree: Bool) {
    self.area = area
    self.figures = figures
    self.isInScope = isInScope
    self.isFree = isFree
  }

  /// How far the figures are from satisfying the rule, in the measure's unit: what is too much, or the change.
  public var extent: Double {
    let parts = figures.dropLast().reduce(0) { $1.value.isNaN ? $0 : $0 + $1.value }
    return abs(parts - (figures.last?.value ?? 0))
  }

  // MARK: As text of a stage file

  /// `03127 free in_scope 2026:_T:HH_POOR=512 2026:_T:HH=500`, its words divided by tabs.
  func text(_ definition: Definition) -> String {
    let words = [
      definition.areas.codes[Int(area)], isFree ? "free" : "confidential", isInScope ? "in_scope" : "out_of_scope",
    ]
    let figures = figures.map { figure in
      let value = figure.value.isNaN ? "" : DecimalText.text(figure.value)
      return "\(figure.year):\(figure.sex.code):\(definition.measures[figure.measure].code)=\(value)"
    }
    return (words + figures).joined(separator: "\t")
  }

  /// A violation as `text` gives it; nil for another text.
  init?(text: Substring, _ definition: Definition) {
    let words = text.split(separator: "\t")
    guard words.count > 3, let area = definition.areas.index(of: String(words[0])) else { return nil }
    var figures: [Figure] = []
    for word in words.dropFirst(3) {
      let parts = word.split(separator: ":", maxSplits: 2)
      guard parts.count == 3, let year = Int(parts[0]), let sex = Sex(code: String(parts[1])),
        let equals = parts[2].lastIndex(of: "="), let measure = definition.measure(String(parts[2][..<equals]))
      else { return nil }
      let text = parts[2][parts[2].index(after: equals)...]
      guard let value = text.isEmpty ? .nan : Double(text) else { return nil }
      figures.append(Figure(measure: measure, sex: sex, year: year, value: value))
    }
    self.init(area: area, figures: figures, isInScope: words[2] == "in_scope", isFree: words[1] == "free")
  }
}
