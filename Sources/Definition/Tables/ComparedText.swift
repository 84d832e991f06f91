/// Text of a table as it is compared with what the definition declares: in normalization form C, in lower case, without
/// white space, so that a line break in a header cell or a second space makes no other name.
public enum ComparedText {
  /// What two spellings of one name have in common.
  public static func key(_ text: some StringProtocol) -> String {
    var key = ""
    for scalar in String(text).normalizedC.lowercased().unicodeScalars where !isSpace(scalar) {
      key.unicodeScalars.append(scalar)
    }
    return key
  }

  /// White space of any kind, zero-width and non-breaking ones too, and the byte order mark.
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "\u{200B}" || scalar == "\u{FEFF}"
  }
}
