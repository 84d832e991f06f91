import Vocabulary

extension Answer {
  /// The answer as one JSON object with a final line feed: `answer` is its name, then facts and tables in order.
  ///
  /// Numbers are exact; what is missing is null. Members may be added; none is renamed or taken away.
  public var json: String {
    var members = [("answer", JSONText.quoted(name))]
    for section in sections {
      switch section {
      case .lines: break
      case .facts(let facts):
        let values = facts.facts.map { ($0.key, JSONText.value($0.cell.value)) }
        if let key = facts.key {
          members.append((key, JSONText.object(values, indent: "  ")))
        } else {
          members += values
        }
      case .table(let table):
        let rows = table.rows.map { row in
          JSONText.inline(zip(table.columns, row).map { ($0.key, JSONText.value($1.value)) })
        }
        members.append((table.key, JSONText.array(rows, indent: "  ")))
      }
    }
    return JSONText.object(members, indent: "") + "\n"
  }
}

/// JSON as text, members in the order given.
enum JSONText {
  static func value(_ value: AnswerCell.Value) -> String {
    switch value {
    case .missing: "null"
    case .text(let text): quoted(text)
    case .number(let number): number.isFinite ? DecimalText.text(number) : "null"
    case .integer(let integer): String(integer)
    case .flag(let flag): flag ? "true" : "false"
    case .list(let list): "[" + list.map(quoted).joined(separator: ", ") + "]"
    }
  }

  static func object(_ members: [(String, String)], indent: String) -> String {
    list(members.map { quoted($0) + ": " + $1 }, "{", "}", indent)
  }

  static func array(_ values: [String], indent: String) -> String { list(values, "[", "]", indent) }

  /// An object on one line.
  static func inline(_ members: [(String, String)]) -> String {
    "{ " + members.map { quoted($0) + ": " + $1 }.joined(separator: ", ") + " }"
  }

  private static func list(_ parts: [String], _ open: String, _ close: String, _ indent: String) -> String {
    if parts.isEmpty { return open + close }
    return open + "\n" + parts.map { indent + "  " + $0 }.joined(separator: ",\n") + "\n" + indent + close
  }

  /// A text in quotes. JSON lets DEL stand as it is; a terminal does not show it.
  static func quoted(_ text: String) -> String { JSONString.quoted(text).replacing("\u{7F}", with: "\\u007f") }
}
