/// One value of an answer: exact for programs, and as a person reads it.
public struct AnswerCell: Sendable {
  /// What it is for programs.
  public enum Value: Sendable, Equatable {
    case missing
    case text(String)
    case number(Double)
    case integer(Int)
    case flag(Bool)
    case list([String])
  }

  /// How a word is coloured. The word itself says the same.
  public enum Tone: Sendable, Equatable {
    case good, caution, bad, quiet
  }

  /// The exact value.
  public let value: Value
  /// What a person reads.
  public let shown: String
  /// Colour where the terminal has any.
  public let tone: Tone?

  private init(_ value: Value, _ shown: String, _ tone: Tone?) {
    self.value = value
    self.shown = shown
    self.tone = tone
  }

  /// Nothing.
  public static let missing = AnswerCell(.missing, "-", nil)

  /// A text, nothing where it is nil or empty.
  public static func text(_ text: String?, shown: String? = nil, tone: Tone? = nil) -> AnswerCell {
    guard let text, !text.isEmpty else { return AnswerCell(.missing, shown ?? "-", tone) }
    return AnswerCell(.text(text), shown ?? text, tone)
  }

  /// A number, nothing where it is NaN.
  public static func number(_ number: Double?, shown: String? = nil) -> AnswerCell {
    guard let number, !number.isNaN else { return AnswerCell(.missing, shown ?? "-", nil) }
    return AnswerCell(.number(number), shown ?? HumanNumber.plain(number), nil)
  }

  /// A whole number.
  public static func integer(_ integer: Int?, shown: String? = nil) -> AnswerCell {
    guard let integer else { return AnswerCell(.missing, shown ?? "-", nil) }
    return AnswerCell(.integer(integer), shown ?? String(integer), nil)
  }

  /// Yes or no.
  public static func flag(_ flag: Bool, shown: String? = nil, tone: Tone? = nil) -> AnswerCell {
    AnswerCell(.flag(flag), shown ?? (flag ? "yes" : "no"), tone)
  }

  /// Several texts.
  public static func list(_ list: [String], shown: String? = nil) -> AnswerCell {
    AnswerCell(.list(list), shown ?? (list.isEmpty ? "-" : list.joined(separator: ", ")), nil)
  }
}
