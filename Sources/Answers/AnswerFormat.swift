/// The form of an answer.
public enum AnswerFormat: String, Sendable, CaseIterable {
  /// For a person.
  case text
  /// For programs: everything.
  case json
  /// For spreadsheets: the principal table.
  case csv
}

extension Answer {
  /// The answer in a form, with a final line feed.
  public func written(_ format: AnswerFormat, _ terminal: Terminal) -> String {
    switch format {
    case .text: text(terminal) + "\n"
    case .json: json
    case .csv: csv
    }
  }
}
