import Vocabulary

/// A JSON value whose members keep their order.
enum JSON {
  case object([(String, JSON)])
  case array([JSON])
  case text(String)
  case number(Double)
  case integer(Int)
  case bool(Bool)

  /// Pretty-printed text with a final line feed.
  var text: String {
    var result = ""
    write(to: &result, indent: "")
    return result + "\n"
  }

  private func write(to result: inout String, indent: String) {
    let inner = indent + "  "
    switch self {
    case .object(let members):
      Self.list(members, "{", "}", &result, indent) { member, result in
        result += JSONString.quoted(member.0) + ": "
        member.1.write(to: &result, indent: inner)
      }
    case .array(let values):
      Self.list(values, "[", "]", &result, indent) { $0.write(to: &$1, indent: inner) }
    case .text(let text): result += JSONString.quoted(text)
    case .number(let number): result += DecimalText.text(number)
    case .integer(let number): result += String(number)
    case .bool(let value): result += value ? "true" : "false"
    }
  }

  private static func list<Value>(
    _ values: [Value], _ open: String, _ close: String, _ result: inout String, _ indent: String,
    _ write: (Value, inout String) -> Void
  ) {
    result += open
    for (index, value) in values.enumerated() {
      result += (index == 0 ? "\n" : ",\n") + indent + "  "
      write(value, &result)
    }
    result += values.isEmpty ? close : "\n" + indent + close
  }
}
