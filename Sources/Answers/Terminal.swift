import Glibc

/// What text is written for: how wide, and whether in colour.
public struct Terminal: Sendable, Equatable {
  /// Columns; nil where lines may be of any length.
  public var width: Int?
  /// Whether words may be coloured.
  public var hasColour: Bool

  /// A terminal as given.
  public init(width: Int?, hasColour: Bool) {
    self.width = width
    self.hasColour = hasColour
  }

  /// What a file descriptor writes to, and what the environment says of it: `COLUMNS` decides the width before the
  /// terminal does; colour needs a terminal, no `NO_COLOR` (https://no-color.org) and a `TERM` other than `dumb`.
  public init(descriptor: Int32, environment: [String: String]) {
    let isTerminal = isatty(descriptor) == 1
    if let columns = environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 {
      width = columns
    } else if isTerminal {
      width = Self.columns(descriptor) ?? 80
    } else {
      width = nil
    }
    hasColour = isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }

  /// How wide a terminal says it is.
  public static func columns(_ descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// A word in the colour of its tone.
  func coloured(_ text: String, _ tone: AnswerCell.Tone?) -> String {
    guard hasColour, let tone else { return text }
    let code =
      switch tone {
      case .good: "32"
      case .caution: "33"
      case .bad: "31"
      case .quiet: "2"
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}
