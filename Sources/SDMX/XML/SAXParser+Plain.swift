import CLibXML2

/// Reading plain markup in the midst of a message, and handing over between `PlainMarkup` and libxml2.
extension SAXParser {
  /// Whether libxml2 has parsed all it was given, and is at a place where elements may begin and end.
  var isIdle: Bool {
    guard let context, let input = context.pointee.input else { return false }
    return input.pointee.cur == input.pointee.end && context.pointee.instate == XML_PARSER_CONTENT
      && context.pointee.inputNr == 1 && progress.pointee.depth > 0 && !isDecoding
  }

  /// Whether the text is in another encoding than UTF-8, so that libxml2 has to decode it.
  var isDecoding: Bool { context?.pointee.input?.pointee.buf?.pointee.encoder != nil }

  /// Reads plain markup from `start` on, up to `end` or to what is not plain, and brings libxml2 to where it stops.
  /// - Returns: where it stops.
  func readPlain(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    guard let context, let input = context.pointee.input, let handler else { return start }
    plain.pointee.begin(bytes, start, end: end, line: Int64(input.pointee.line), column: input.pointee.col)
    progress.pointee.isPlain = true
    let dictionary = context.pointee.dict
    let symbol = { (name: UnsafeRawBufferPointer) in
      xmlDictLookup(dictionary, name.baseAddress?.assumingMemoryBound(to: xmlChar.self), Int32(name.count))
        .map { UnsafeRawPointer($0) }
    }
    // Libxml2 tells of an element that is too deep.
    while !progress.pointee.isStopped, progress.pointee.depth < limits.elementDepth {
      let item = plain.pointee.next(symbol: symbol)
      switch item {
      case .startTag, .emptyTag:
        guard let name = plain.pointee.name?.pointee.local else { continue }
        path[progress.pointee.depth] = name
        progress.pointee.depth += 1
        let attributes = SAXAttributes(base: plain.pointee.attributes, count: plain.pointee.attributeCount)
        handler.startElement(UnsafeRawPointer(name), namespace: nil, attributes: attributes)
        if item == .startTag { continue }
        progress.pointee.depth -= 1
        if !progress.pointee.isStopped { handler.endElement() }
      case .endTag:
        progress.pointee.depth -= 1
        handler.endElement()
      case .text:
        let text = plain.pointee.text
        handler.text(UnsafeRawBufferPointer(start: bytes + text.lowerBound, count: text.count))
      case .none:
        progress.pointee.isPlain = false
        resume(from: start)
        return plain.pointee.position
      }
    }
    progress.pointee.isPlain = false
    if !progress.pointee.isStopped { resume(from: start) }
    return plain.pointee.position
  }

  /// Brings libxml2 to where plain markup stops: tells it of the elements that are open, and of the place.
  private func resume(from start: Int) {
    guard plain.pointee.position > start, let input = context?.pointee.input else { return }
    let place = plain.pointee.nextPlace()
    progress.pointee.isMuted = true
    progress.pointee.depth -= plain.pointee.open.count
    for tag in plain.pointee.open {
      input.pointee.line = Int32(clamping: tag.line)
      input.pointee.col = tag.column
      give(tag.start..<tag.end)
    }
    progress.pointee.isMuted = false
    progress.pointee.given = plain.pointee.position
    input.pointee.line = Int32(clamping: place.line)
    input.pointee.col = place.column
  }
}
