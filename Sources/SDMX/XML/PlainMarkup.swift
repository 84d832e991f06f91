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
    let name: Int
    let line: Int64
    let column: Int32
  }

  /// More attributes than any message has.
  private static let mostAttributes = 256
  /// How many bytes must follow for a tag or text to be looked at. A load of 16 bytes needs as many.
  private static let margin = 16

  private(set) var bytes: UnsafePointer<UInt8>
  private(set) var end = 0
  /// Where the next item begins.
  private(set) var position = 0
  /// Whether it stopped at the end tag of an element that libxml2 knows.
  private(set) var stoppedAtEndTag = false
  /// The start tags that were read and whose elements are open.
  private(set) var open: [OpenTag] = []

  // The item.
  private(set) var name = 0
  private(set) var attributeCount = 0
  /// As libxml2 hands them over, see `SAXAttributes`.
  let attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>
  private(set) var text: Range<Int> = 0..<0
  /// Where the last tag begins, and its place; the column is 0 until somebody asks for it.
  private var tagStart = 0
  private var tagLine: Int64 = 1
  private var tagColumn: Int32 = 0

  private(set) var names = PlainNames()
  private var lastElement = -1
  private var tagNumber = 0

  // A place from which others are counted, not behind the last tag as long as its column is not known.
  private var line: Int64 = 1
  private var countedOffset = 0
  private var countedColumn: Int32 = 1
  /// The line ends in the last item, and the offset behind the last of them; they count from the next item on.
  private var lineEnds = 0
  private var lineStart = 0

  init() {
    attributes = .allocate(capacity: Self.mostAttributes * 5)
    // None has a prefix, so that those pointers stay what they are.
    attributes.initialize(repeating: nil, count: Self.mostAttributes * 5)
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
    let start = position
    let limit = UnsafeRawPointer(bytes + end)
    var at = start + 1
    var element = lastElement >= 0 ? names.names[lastElement].nextElement : -1
    if element < 0 || !names.isName(element, at: bytes + at, before: limit)
      || Self.isNamePart(bytes[min(at + names.names[element].count, end - 1)])
    {
      guard let found = names.find(nameBytes(at), symbol: symbol) else { return .none }
      element = found
      if lastElement >= 0 { names.names[lastElement].nextElement = element }
    }
    at += names.names[element].count
    tagNumber += 1
    var previous = element
    var count = 0
    // In variables of the item only once the tag is complete.
    var ends = 0
    var lastEnd = 0
    while true {
      guard end &- at > Self.margin else { return .none }
      let blank = at
      while Self.isBlank(bytes[at]) {
        if bytes[at] == 0x0A { (ends, lastEnd) = (ends + 1, at) }
        at &+= 1
        if at == end { return .none }
      }
      let byte = bytes[at]
      if byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">") { break }
      guard at > blank, end &- at > Self.margin, count < Self.mostAttributes else { return .none }

      var attribute = names.names[previous].nextAttribute
      if !names.isName(attribute, at: bytes + at, before: limit)
        || bytes[min(at + names.names[attribute].count, end - 1)] != UInt8(ascii: "=")
      {
        guard let found = names.find(nameBytes(at), symbol: symbol) else { return .none }
        attribute = found
        names.names[previous].nextAttribute = attribute
      }
      // No attribute comes twice, and what a prefix means is for libxml2 to say.
      guard names.names[attribute].tag != tagNumber, !names.names[attribute].hasPrefix else { return .none }
      names.names[attribute].tag = tagNumber
      at += names.names[attribute].count
      guard end &- at > Self.margin, bytes[at] == UInt8(ascii: "=") else { return .none }
      let quote = bytes[at &+ 1]
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return .none }
      at &+= 2
      guard let close = closingQuote(at, quote) else { return .none }
      let parts = attributes + count &* 5
      parts[0] = names.names[attribute].local.assumingMemoryBound(to: xmlChar.self)
      parts[3] = bytes + at
      parts[4] = bytes + close
      count &+= 1
      at = close &+ 1
      previous = attribute
    }
    let isEmpty = bytes[at] == UInt8(ascii: "/")
    if isEmpty {
      guard at &+ 1 < end, bytes[at &+ 1] == UInt8(ascii: ">") else { return .none }
      at &+= 1
    }
    startTag(at: start)
    name = element
    lastElement = element
    attributeCount = count
    position = at + 1
    if !isEmpty {
      // Before the line ends within it count.
      open.append(OpenTag(start: start, end: position, name: element, line: line, column: place().column))
    }
    if ends > 0 { (lineEnds, lineStart) = (ends, lastEnd + 1) }
    return isEmpty ? .emptyTag : .startTag
  }

  private mutating func readEndTag() -> Item {
    guard let last = open.last else {
      let name = nameBytes(position + 2)
      stoppedAtEndTag = name.allSatisfy { $0 < 0x80 } && bytes[position + 2 + name.count] == UInt8(ascii: ">")
      return .none
    }
    let limit = UnsafeRawPointer(bytes + end)
    let count = names.names[last.name].count
    guard end &- position > Self.margin + 2, names.isName(last.name, at: bytes + position + 2, before: limit) else {
      return .none
    }
    let close = position + 2 + count
    guard close < end, bytes[close] == UInt8(ascii: ">") else { return .none }
    open.removeLast()
    startTag(at: position)
    position = close + 1
    return .endTag
  }

  /// The bytes at `start` that may be a name.
  private func nameBytes(_ start: Int) -> UnsafeRawBufferPointer {
    var at = start
    while at < end, Self.isNamePart(bytes[at]) { at += 1 }
    // What reaches the end may go on behind it.
    return UnsafeRawBufferPointer(start: bytes + start, count: at < end ? at - start : 0)
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
  private func closingQuote(_ start: Int, _ quote: UInt8) -> Int? {
    guard let at = endOfPlain(start, quote) else { return nil }
    if bytes[at] == quote { return at }
    return bytes[at] >= 0x80 ? closingQuoteBehindLetters(start, from: at, quote) : nil
  }

  /// As `closingQuote`, for values with characters of more than one byte.
  @inline(never)
  private func closingQuoteBehindLetters(_ start: Int, from letter: Int, _ quote: UInt8) -> Int? {
    var at = letter
    while at < end, bytes[at] >= 0x80 {
      guard let next = endOfPlain(behindLetters(at), quote) else { return nil }
      at = next
    }
    guard at < end, bytes[at] == quote, isText(start, at) else { return nil }
    return at
  }

  private func behindLetters(_ start: Int) -> Int {
    var at = start
    while at < end, bytes[at] >= 0x80 { at += 1 }
    return at
  }

  /// Whether bytes of which none is below 0x20 are text that XML allows: UTF-8, and neither U+FFFE nor U+FFFF.
  private func isText(_ start: Int, _ end: Int) -> Bool {
    let text = UnsafeRawBufferPointer(start: bytes + start, count: end - start)
    guard TextValidity.isValid(text) else { return false }
    var at = start
    while at + 2 < end {
      if bytes[at] == 0xEF, bytes[at + 1] == 0xBF, bytes[at + 2] >= 0xBE { return false }
      at += 1
    }
    return true
  }

  /// The first byte from `start` on that is `quote`, `&`, `<`, a control character or no ASCII; nil if none is found in
  /// time.
  @inline(__always)
  private func endOfPlain(_ start: Int, _ quote: UInt8) -> Int? {
    let quotes = SIMD16<UInt8>(repeating: quote)
    let references = SIMD16<UInt8>(repeating: UInt8(ascii: "&"))
    let tags = SIMD16<UInt8>(repeating: UInt8(ascii: "<"))
    // Signed, what is no ASCII is below all of it.
    let blanks = SIMD16<Int8>(repeating: 0x20)
    var at = start
    while end &- at >= 16 {
      let text = UnsafeRawPointer(bytes + at).loadUnaligned(as: SIMD16<UInt8>.self)
      let isEnd =
        (text .== quotes) .| (text .== references) .| (text .== tags)
        .| (unsafeBitCast(text, to: SIMD16<Int8>.self) .< blanks)
      let words = unsafeBitCast(isEnd, to: SIMD2<UInt64>.self)
      if words[0] != 0 { return at &+ words[0].trailingZeroBitCount >> 3 }
      if words[1] != 0 { return at &+ 8 &+ words[1].trailingZeroBitCount >> 3 }
      at &+= 16
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
    var at = start
    var ends = 0
    var lastEnd = 0
    // `>` and `]` could be the end of a CDATA section that has none.
    while let stop = endOfPlain(at, UInt8(ascii: "]")) {
      at = stop
      let byte = bytes[at]
      if byte == UInt8(ascii: "<") || (byte == 0x0D && at > start) {
        guard isText(start, at) else { return .none }
        text = start..<at
        position = at
        if ends > 0 { (lineEnds, lineStart) = (ends, lastEnd + 1) }
        return .text
      }
      if byte == 0x0A {
        (ends, lastEnd) = (ends + 1, at)
      } else if byte != 0x09, byte < 0x80 {
        return .none
      }
      at += 1
    }
    return .none
  }
}
