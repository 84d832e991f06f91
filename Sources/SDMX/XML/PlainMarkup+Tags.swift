import CLibXML2

/// Start and end tags. As elsewhere here, `.none` leaves everything as it was.
extension PlainMarkup {
  mutating func readStartTag(_ symbol: (UnsafeRawBufferPointer) -> UnsafeRawPointer?) -> Item {
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

  mutating func readEndTag() -> Item {
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
}
