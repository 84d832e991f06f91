import CLibXML2
import Records

/// Reads the markup that messages consist of nearly everywhere: start tags with attributes whose values are plain text,
/// end tags, and text without references.
///
/// It takes a part of XML 1.0 and of "Namespaces in XML" in which nothing has to be judged but what is judged here; at
/// anything else it stops, so that libxml2 goes on: at references, comments, CDATA sections, processing instructions,
/// declarations of namespaces, attributes with a prefix, characters that XML does not allow, names of other than ASCII
/// letters, and at whatever is wrong.
///
/// Offsets are those into `bytes`, and stay below `end` wherever a byte is read.
struct PlainMarkup {
  enum Item {
    /// The markup goes on beyond the bytes, or is not plain.
    case none
    case startTag, emptyTag, endTag, text
  }

  /// A start tag whose end tag did not come yet.
  struct OpenTag {
    let start: Int
    let end: Int
    let name: UnsafeMutablePointer<PlainNames.Name>
    let line: Int64
    let column: Int32
  }

  /// More attributes than any message has.
  private static let mostAttributes = 256
  /// How many bytes must follow for a tag, an attribute or text to be looked at: as many as a name takes, with what may
  /// be around it and a load of 16 bytes behind it.
  private static let margin = PlainNames.longest + 32
  /// An attribute is five pointers, see `SAXAttributes`.
  private static let partsOfAttribute = 5

  private(set) var bytes: UnsafePointer<UInt8>
  private(set) var end = 0
  /// Where the next item begins.
  private(set) var position = 0
  /// Whether it stopped at the end tag of an element that libxml2 knows.
  private(set) var stoppedAtEndTag = false
  /// The start tags that were read and whose elements are open.
  private(set) var open: [OpenTag] = []

  // The item.
  /// The name of the start tag.
  private(set) var name: UnsafeMutablePointer<PlainNames.Name>?
  private(set) var attributeCount = 0
  /// As libxml2 hands them over, see `SAXAttributes`.
  let attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>
  private(set) var text: Range<Int> = 0..<0
  /// Where the last tag begins, and its place; the column is 0 until somebody asks for it.
  private var tagStart = 0
  private var tagLine: Int64 = 1
  private var tagColumn: Int32 = 0

  private var names = PlainNames()
  private var tagNumber = 0

  // A place from which others are counted, not behind the last tag as long as its column is not known.
  private var line: Int64 = 1
  private var countedOffset = 0
  private var countedColumn: Int32 = 1
  /// The line ends in the last item, and the offset behind the last of them; they count from the next item on.
  private var lineEnds = 0
  private var lineStart = 0

  init() {
    attributes = .allocate(capacity: Self.mostAttributes * Self.partsOfAttribute)
    // None has a prefix, so that those pointers stay what they are.
    attributes.initialize(repeating: nil, count: Self.mostAttributes * Self.partsOfAttribute)
    // Until there is something to read.
    bytes = UnsafePointer(UnsafeMutableRawPointer(attributes).assumingMemoryBound(to: UInt8.self))
  }

  func free() {
    names.free()
    attributes.deallocate()
  }

  /// Begins to read at `position` of `bytes`, which is at the given place.
  mutating func begin(_ bytes: UnsafePointer<UInt8>, _ position: Int, end: Int, line: Int64, column: Int32) {
    self.bytes = bytes
    self.position = position
    self.end = end
    self.line = line
    (tagStart, tagLine, tagColumn) = (position, line, column)
    countedOffset = position
    countedColumn = column
    lineEnds = 0
    stoppedAtEndTag = false
    open.removeAll(keepingCapacity: true)
  }

  /// Where the last tag begins.
  @inline(__always)
  mutating func place() -> SAXParser.Place {
    if tagColumn == 0 { tagColumn = column(at: tagStart) }
    return SAXParser.Place(line: tagLine, column: tagColumn)
  }

  /// Where the next item begins.
  mutating func nextPlace() -> SAXParser.Place {
    countLines()
    return SAXParser.Place(line: line, column: column(at: position))
  }

  /// Goes on to the next item.
  /// - Parameter symbol: gives the address under which the parser keeps a name without its prefix.
  mutating func next(symbol: (UnsafeRawBufferPointer) -> UnsafeRawPointer?) -> Item {
    countLines()
    guard end &- position > Self.margin else { return .none }
    guard bytes[position] == UInt8(ascii: "<") else { return readText() }
    return bytes[position &+ 1] == UInt8(ascii: "/") ? readEndTag() : readStartTag(symbol)
  }

  // MARK: - Places

  @inline(__always)
  private mutating func countLines() {
    guard lineEnds > 0 else { return }
    if tagColumn == 0 { tagColumn = column(at: tagStart) }
    line += Int64(lineEnds)
    lineEnds = 0
    countedOffset = lineStart
    countedColumn = 1
  }

  /// The column of an offset on the line, in characters.
  @inline(__always)
  private mutating func column(at offset: Int) -> Int32 {
    if offset == countedOffset { return countedColumn }
    var characters: Int32 = 0
    for index in countedOffset..<offset where bytes[index] & 0xC0 != 0x80 { characters &+= 1 }
    countedOffset = offset
    countedColumn &+= characters
    return countedColumn
  }

  @inline(__always)
  private mutating func startTag(at offset: Int) {
    (tagStart, tagLine, tagColumn) = (offset, line, 0)
  }

  // MARK: - Tags

  private mutating func readStartTag(_ symbol: (UnsafeRawBufferPointer) -> UnsafeRawPointer?) -> Item {
    let start = bytes + position
    let end = bytes + self.end
    var at = start + 1
    let element: UnsafeMutablePointer<PlainNames.Name>
    if let next = name?.pointee.nextElement, next.pointee.begins(at),
      !Self.isNamePart(at[next.pointee.count])
    {
      element = next
    } else {
      guard let found = names.find(Self.nameBytes(at, end), symbol: symbol) else { return .none }
      name?.pointee.nextElement = found
      element = found
    }
    at += element.pointee.count
    tagNumber &+= 1
    let tag = tagNumber
    var previous = element
    var parts = attributes
    var hasLineEnds = false
    let lastParts = attributes + (Self.mostAttributes - 1) * Self.partsOfAttribute
    while true {
      guard end - at > Self.margin else { return .none }
      let blanks = at
      if at.pointee == 0x20, at[1] > 0x20 {
        at += 1
      } else if Self.isBlank(at.pointee) {
        at = Self.behindBlanks(at, end)
        hasLineEnds = true
        guard end - at > Self.margin else { return .none }
      }
      if at.pointee == UInt8(ascii: "/") || at.pointee == UInt8(ascii: ">") { break }
      guard at > blanks else { return .none }

      var attribute = previous.pointee.nextAttribute
      if !attribute.pointee.begins(at) || at[attribute.pointee.count] != UInt8(ascii: "=") {
        guard let found = names.find(Self.nameBytes(at, end), symbol: symbol) else { return .none }
        attribute = found
        previous.pointee.nextAttribute = found
      }
      // None comes twice. Of those with a prefix libxml2 has to say what it means: their number is the largest.
      guard attribute.pointee.tag < tag, parts <= lastParts else { return .none }
      attribute.pointee.tag = tag
      at += attribute.pointee.count
      let quote = at[1]
      guard at[0] == UInt8(ascii: "="), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return .none }
      at += 2
      guard let close = Self.closingQuote(at, end, quote) else { return .none }
      parts[0] = attribute.pointee.local
      parts[3] = UnsafePointer(at)
      parts[4] = close
      parts += Self.partsOfAttribute
      at = close + 1
      previous = attribute
    }
    let isEmpty = at.pointee == UInt8(ascii: "/")
    if isEmpty {
      at += 1
      guard at.pointee == UInt8(ascii: ">") else { return .none }
    }
    startTag(at: position)
    name = element
    attributeCount = (parts - attributes) / Self.partsOfAttribute
    position = at + 1 - bytes
    if !isEmpty {
      // Before the line ends within it count.
      open.append(
        OpenTag(start: start - bytes, end: position, name: element, line: line, column: place().column))
    }
    if hasLineEnds { noteLineEnds(start, at) }
    return isEmpty ? .emptyTag : .startTag
  }

  private mutating func readEndTag() -> Item {
    let start = bytes + position + 2
    let end = bytes + self.end
    guard end - start > Self.margin else { return .none }
    guard let name = open.last?.name else {
      let name = Self.nameBytes(start, end)
      stoppedAtEndTag = name.allSatisfy { $0 < 0x80 } && start[name.count] == UInt8(ascii: ">")
      return .none
    }
    let close = start + name.pointee.count
    guard name.pointee.begins(start), close.pointee == UInt8(ascii: ">") else { return .none }
    open.removeLast()
    startTag(at: position)
    position = close + 1 - bytes
    return .endTag
  }

  @inline(never)
  private static func behindBlanks(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8> {
    var at = start
    while at < end, isBlank(at.pointee) { at += 1 }
    return at
  }

  private mutating func noteLineEnds(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) {
    let tag = UnsafeBufferPointer(start: start, count: end - start)
    guard let last = tag.lastIndex(of: 0x0A) else { return }
    lineEnds = tag.count { $0 == 0x0A }
    lineStart = start - bytes + last + 1
  }

  /// The bytes at `start` that may be a name; none where they may go on behind the end.
  private static func nameBytes(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> UnsafeRawBufferPointer {
    var at = start
    while at < end, isNamePart(at.pointee) { at += 1 }
    return UnsafeRawBufferPointer(start: start, count: at < end ? at - start : 0)
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "<"): false
    default: !isBlank(byte)
    }
  }

  @inline(__always)
  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D }

  // MARK: - Text

  /// Where the value ends that begins at `start`; nil where it is not plain.
  @inline(__always)
  private static func closingQuote(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ quote: UInt8
  ) -> UnsafePointer<UInt8>? {
    guard let at = endOfPlain(start, end, quote) else { return nil }
    if at.pointee == quote { return at }
    return at.pointee >= 0x80 ? closingQuoteBehindLetters(start, at, end, quote) : nil
  }

  /// As `closingQuote`, for values with characters of more than one byte, of which the first is at `letter`.
  @inline(never)
  private static func closingQuoteBehindLetters(
    _ start: UnsafePointer<UInt8>, _ letter: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ quote: UInt8
  ) -> UnsafePointer<UInt8>? {
    var at = letter
    while at.pointee >= 0x80 {
      while at < end, at.pointee >= 0x80 { at += 1 }
      guard let next = endOfPlain(at, end, quote) else { return nil }
      at = next
    }
    return at.pointee == quote && isText(start, at) ? at : nil
  }

  /// Whether bytes of which none is a control character but for blanks are text that XML allows: UTF-8, and neither
  /// U+FFFE nor U+FFFF.
  private static func isText(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Bool {
    guard TextValidity.isValid(UnsafeRawBufferPointer(start: start, count: end - start)) else { return false }
    var at = start
    while end - at > 2 {
      if at[0] == 0xEF, at[1] == 0xBF, at[2] >= 0xBE { return false }
      at += 1
    }
    return true
  }

  /// The first byte from `start` on that is `quote`, `&`, `<`, a control character or no ASCII; nil if none is found 16
  /// bytes before the end.
  @inline(__always)
  private static func endOfPlain(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ quote: UInt8
  ) -> UnsafePointer<UInt8>? {
    let quotes = SIMD16<UInt8>(repeating: quote)
    let references = SIMD16<UInt8>(repeating: UInt8(ascii: "&"))
    let tags = SIMD16<UInt8>(repeating: UInt8(ascii: "<"))
    // Signed, what is no ASCII is below all of it.
    let blanks = SIMD16<Int8>(repeating: 0x20)
    var at = start
    while end - at >= 16 {
      let text = UnsafeRawPointer(at).loadUnaligned(as: SIMD16<UInt8>.self)
      let isEnd =
        (text .== quotes) .| (text .== references) .| (text .== tags)
        .| (unsafeBitCast(text, to: SIMD16<Int8>.self) .< blanks)
      let words = unsafeBitCast(isEnd, to: SIMD2<UInt64>.self)
      if words[0] != 0 { return at + words[0].trailingZeroBitCount &>> 3 }
      if words[1] != 0 { return at + 8 + words[1].trailingZeroBitCount &>> 3 }
      at += 16
    }
    return nil
  }

  /// Reads text as far as the next tag. A line end of two bytes is one character (XML 1.0, 2.11), so that text ends
  /// before it and goes on with its second byte.
  private mutating func readText() -> Item {
    var start = position
    if bytes[start] == 0x0D {
      guard bytes[start + 1] == 0x0A else { return .none }
      start += 1
    }
    var at = start
    var ends = 0
    var lastEnd = 0
    while at < end {
      let byte = bytes[at]
      if byte == UInt8(ascii: "<") { break }
      if byte == 0x0D, at > start { break }
      if byte == 0x0A {
        (ends, lastEnd) = (ends + 1, at)
      } else if byte != 0x20, byte != 0x09 {
        return readLetters(start)
      }
      at &+= 1
    }
    guard at < end else { return .none }
    text = start..<at
    position = at
    if ends > 0 { (lineEnds, lineStart) = (ends, lastEnd + 1) }
    return .text
  }

  /// As `readText`, for text that is not blank.
  private mutating func readLetters(_ start: Int) -> Item {
    let end = bytes + self.end
    var at = bytes + start
    var ends = 0
    var lastEnd = at
    // `]` could belong to the end of a CDATA section that has none.
    while let stop = Self.endOfPlain(at, end, UInt8(ascii: "]")) {
      let byte = stop.pointee
      if byte == UInt8(ascii: "<") || (byte == 0x0D && stop > bytes + start) {
        guard Self.isText(bytes + start, stop) else { return .none }
        text = start..<(stop - bytes)
        position = stop - bytes
        if ends > 0 { (lineEnds, lineStart) = (ends, lastEnd + 1 - bytes) }
        return .text
      }
      if byte == 0x0A {
        (ends, lastEnd) = (ends + 1, stop)
      } else if byte != 0x09, byte < 0x80 {
        return .none
      }
      at = stop + 1
    }
    return .none
  }
}
