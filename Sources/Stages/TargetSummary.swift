import Definition
import Vocabulary
import Workspace

/// The targets' headlines of the nation in the latest year as a table a person can read.
public struct TargetSummary: CustomStringConvertible {
  /// The table.
  public let description: String

  /// Summarizes the rows of the year that is judged on a day.
  public init(_ rows: [ComplianceRow], on day: CalendarDate, _ definition: Definition) {
    guard let year = ComplianceRow.judgedYear(of: rows, on: day) else {
      description = "no observation counts, so no target could be judged"
      return
    }
    let headlines = rows.filter { row in
      row.year == year && row.group == definition.targets[row.target].headline && row.sex == .total
    }
    var table = [["target", "value", "test", "status", "gap", "units short", "outlook", "provinces met", "what"]]
    for (position, target) in definition.targets.enumerated() {
      let ofTarget = headlines.filter { $0.target == position }
      guard let nation = ofTarget.first(where: { $0.area == AreaRegister.nation }) else { continue }
      let judged = ofTarget.filter { definition.areas.level($0.area) == .province && $0.status.isJudged }
      let met = judged.count { $0.status == .met }
      table.append([
        target.id, Self.rounded(nation.value), "\(target.comparator.rawValue) \(Self.rounded(nation.threshold))",
        nation.status.rawValue, Self.rounded(nation.gap), Self.units(nation.gapUnits), nation.outlook.rawValue,
        "\(met) of \(judged.count)", target.title.en,
      ])
    }
    description = Self.aligned(table) + "\nThe nation in \(year), headline groups; exact figures in compliance.csv."
  }

  private static func rounded(_ value: Double) -> String {
    if value.isNaN { return "-" }
    let scaled = (value * 10_000).rounded() / 10_000
    return DecimalText.text(scaled)
  }

  private static func units(_ value: Double) -> String {
    value.isNaN ? "-" : DecimalText.text(value.rounded(.up))
  }

  private static func aligned(_ table: [[String]]) -> String {
    let widths = table[0].indices.map { column in table.map { $0[column].count }.max() ?? 0 }
    return table.map { row in
      let cells = row.enumerated().map { column, cell in
        column == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
      }
      return cells.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}
