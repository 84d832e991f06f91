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
  static let mostAttributes = 256
  /// How many bytes must follow for a tag, an attribute or text to be looked at: as many as a name takes, with what may
  /// be around it and a load of 16 bytes behind it.
  static let margin = PlainNames.longest + 32
  /// An attribute is five pointers, see `SAXAttributes`.
  static let partsOfAttribute = 5

  private(set) var bytes: UnsafePointer<UInt8>
  private(set) var end = 0
  /// Where the next item begins.
  var position = 0
  /// Whether it stopped at the end tag of an element that libxml2 knows.
  var stoppedAtEndTag = false
  /// The start tags that were read and whose elements are open.
  var open: [OpenTag] = []

  // The item.
  /// The name of the start tag.
  var name: UnsafeMutablePointer<PlainNames.Name>?
  var attributeCount = 0
  /// As libxml2 hands them over, see `SAXAttributes`.
  let attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>
  var text: Range<Int> = 0..<0
  /// Whether a tag was read.
  private(set) var hasTag = false
  /// Where the last tag begins, and its place; the column is 0 until somebody asks for it.
  private var tagStart = 0
  private var tagLine: Int64 = 1
  private var tagColumn: Int32 = 0

  var names = PlainNames()
  var tagNumber = 0

  // A place from which others are counted, not behind the last tag as long as its column is not known.
  var line: Int64 = 1
  private var countedOffset = 0
  private var countedColumn: Int32 = 1
  /// The line ends in the last item, and the offset behind the last of them; they count from the next item on.
  var lineEnds = 0
  var lineStart = 0

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
    hasTag = false
    (tagStart, tagLine, tagColumn) = (position, line, column)
    countedOffset = position
    countedColumn = column
    lineEnds = 0
    stoppedAtEndTag = false
    open.removeAll(keepingCapacity: true)
  }

  /// Where the last tag begins, if there is one.
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
  mutating func startTag(at offset: Int) {
    hasTag = true
    (tagStart, tagLine, tagColumn) = (offset, line, 0)
  }
}
