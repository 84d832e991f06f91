/// Finds anchors that something refers to, before the parser expands them: a few lines of aliases of aliases can stand
/// for more nodes than fit in memory.
enum YAMLReferences {
  /// The first anchor of a text that has both anchors and aliases; nil otherwise. Errs on the side of finding one: both
  /// signs where a word starts, outside of comments, though it were in quotes.
  static func place(in bytes: [UInt8], file: String) -> Place? {
    var line = 1, column = 0
    var anchor: Place?
    var hasAlias = false
    var isComment = false
    var startsWord = true
    for (index, byte) in bytes.enumerated() {
      // Columns count characters, of which continuation bytes are a part.
      if byte & 0xC0 != 0x80 { column += 1 }
      if endsLine(bytes, index) {
        if byte == UInt8(ascii: "\n") { (line, column) = (line + 1, 0) }
        isComment = false
        startsWord = true
        continue
      }
      if startsWord, !isComment {
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0x20
        switch byte {
        case UInt8(ascii: "#"): isComment = true
        case UInt8(ascii: "&") where next > 0x20: anchor = anchor ?? Place(file: file, line: line, column: column)
        case UInt8(ascii: "*") where next > 0x20: hasAlias = true
        default: break
        }
      }
      startsWord = mayPrecedeWord(byte)
    }
    return hasAlias ? anchor : nil
  }

  /// Line feed, carriage return, and the last byte of U+0085, U+2028 and U+2029, all of which end lines and comments.
  private static func endsLine(_ bytes: [UInt8], _ index: Int) -> Bool {
    switch bytes[index] {
    case 0x0A, 0x0D: true
    case 0x85: index > 0 && bytes[index - 1] == 0xC2
    case 0xA8, 0xA9: index > 1 && bytes[index - 1] == 0x80 && bytes[index - 2] == 0xE2
    default: false
    }
  }

  private static func mayPrecedeWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ":"), UInt8(ascii: "?"): true
    default: false
    }
  }
}
