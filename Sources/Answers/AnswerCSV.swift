import Vocabulary

extension Answer {
  /// The principal table as CSV (RFC 4180): a header, a line a row, ended by LF; numbers exact, what is missing empty.
  public var csv: String {
    for case .table(let table) in sections where table.key == principal {
      let lines = [table.columns.map { CSVText.field($0.key) }] + table.rows.map { $0.map { CSVText.field($0.value) } }
      return lines.map { $0.joined(separator: ",") + "\n" }.joined()
    }
    preconditionFailure("an answer has its principal table")
  }
}

/// Fields of CSV.
private enum CSVText {
  static func field(_ value: AnswerCell.Value) -> String {
    switch value {
    case .missing: ""
    case .text(let text): field(text)
    case .number(let number): number.isFinite ? DecimalText.text(number) : ""
    case .integer(let integer): String(integer)
    case .flag(let flag): flag ? "true" : "false"
    case .list(let list): field(list.joined(separator: "; "))
    }
  }

  static func field(_ text: String) -> String {
    guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
