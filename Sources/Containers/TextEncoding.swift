/// The encodings in which offices keep tables, by the names that a definition gives them.
public enum TextEncoding: String, Sendable, CaseIterable {
  /// Unicode in UTF-8, composed or decomposed.
  case utf8 = "utf-8"
  /// Unicode in UTF-16; without a byte order mark its order shows in the first character.
  case utf16 = "utf-16"
  /// Microsoft's code page for Vietnamese: letters followed by tone marks.
  case windows1258 = "windows-1258"
  /// TCVN 5712:1993 as the ABC fonts (`.VnTime`) use it.
  ///
  /// Their capital fonts (`.VnTimeH`) show small letters as capitals, which no decoder can see. The capitals with tones
  /// that the standard itself has (its form VN1, in the places of control characters) are read as well.
  case tcvn3
  /// VNI for Windows: a letter, and a second byte for its marks.
  case vni

  /// The encoding of that name in any case, or of another name in common use; nil if there is none.
  public init?(name: String) {
    let name = name.lowercased()
    if let encoding = TextEncoding(rawValue: name) {
      self = encoding
      return
    }
    switch name {
    case "utf8": self = .utf8
    case "utf16": self = .utf16
    case "cp1258", "windows1258": self = .windows1258
    case "tcvn", "tcvn-3", "tcvn5712", "abc": self = .tcvn3
    case "vni-windows", "vniwin": self = .vni
    default: return nil
    }
  }
}
