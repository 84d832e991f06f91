/// Tells where tags and comments end, and nothing else about them: so much of XML as is needed to give libxml2 whole ones.
/// Given half a tag it waits for the rest, and plain markup could not be read meanwhile.
struct MarkupEnds {
  private enum State {
    case text, opened, tag, inQuotes, inApostrophes, declaration, commentOpening, comment, characterData, instruction
  }

  private var state = State.text
  /// The last bytes, the latest one lowest.
  private var last: UInt32 = 0
  /// How many bytes before were plain characters; of those consumed already nothing is to be feared.
  private var plainBytes = 8
  /// Whether what comes is no markup that is known here.
  private(set) var isLost = false

  /// Whether a tag, comment or the like ends with `byte`, in a place where libxml2 would need no further bytes to say
  /// what is wrong with those before.
  @inline(__always)
  mutating func isEnd(_ byte: UInt8) -> Bool {
    last = last << 8 | UInt32(byte)
    plainBytes = byte >= 0x20 && byte < 0x7F ? plainBytes &+ 1 : 0
    switch state {
    case .text:
      if byte == UInt8(ascii: "<") { state = .opened }
      return false
    case .opened:
      switch byte {
      case UInt8(ascii: "!"): state = .declaration
      case UInt8(ascii: "?"): begin(.instruction)
      case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): isLost = true
      default: state = .tag
      }
      return false
    case .tag:
      switch byte {
      case UInt8(ascii: "\""): state = .inQuotes
      case UInt8(ascii: "'"): state = .inApostrophes
      case UInt8(ascii: "<"): isLost = true
      case UInt8(ascii: ">"): return end()
      default: break
      }
      return false
    case .inQuotes, .inApostrophes:
      if byte == (state == .inQuotes ? UInt8(ascii: "\"") : UInt8(ascii: "'")) { state = .tag }
      if byte == UInt8(ascii: "<") { isLost = true }
      return false
    case .declaration:
      switch byte {
      case UInt8(ascii: "-"): state = .commentOpening
      case UInt8(ascii: "["): begin(.characterData)
      default: isLost = true
      }
      return false
    case .commentOpening:
      begin(.comment)
      return false
    case .comment: return last & 0xFF_FFFF == 0x2D_2D3E && end()
    case .characterData: return last & 0xFF_FFFF == 0x5D_5D3E && end()
    case .instruction: return last & 0xFFFF == 0x3F3E && end()
    }
  }

  private mutating func begin(_ state: State) {
    self.state = state
    last = 0
  }

  private mutating func end() -> Bool {
    state = .text
    return plainBytes >= 8
  }
}
