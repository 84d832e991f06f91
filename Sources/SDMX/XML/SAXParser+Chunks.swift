import CLibXML2
import Glibc

/// How many bytes libxml2 is given at a time.
private let sliceBytes = 64 << 10
/// How much plain markup costs about as much with libxml2 as handing over to it and back.
private let worthwhileBytes = 200

/// How the bytes of a message reach libxml2.
extension SAXParser {
  /// Parses the next bytes.
  /// - Throws: `MessageError`.
  package func parse(_ chunk: UnsafeRawBufferPointer) throws {
    guard let start = chunk.baseAddress, chunk.count > 0 else { return }
    let bytes = start.assumingMemoryBound(to: UInt8.self)
    progress.pointee.chunk = chunk
    defer { leaveChunk() }
    if context == nil { create(chunk) }
    while progress.pointee.given < chunk.count {
      let position = progress.pointee.given
      if isIdle {
        if handler.takesPlainMarkup {
          let end = readPlain(bytes, position, chunk.count)
          try check(isEnd: false)
          if end == chunk.count { return }
          adjustPatience(isWorthIt: end - position > worthwhileBytes || plain.pointee.stoppedAtEndTag)
        } else {
          adjustPatience(isWorthIt: false)
        }
      }
      give(progress.pointee.given..<(progress.pointee.given + sliceCount))
      try check(isEnd: false)
    }
  }

  /// Where handing over is not worth its while, libxml2 is given more and more at a time.
  private func adjustPatience(isWorthIt: Bool) {
    progress.pointee.patience = isWorthIt ? 0 : min(max(64, progress.pointee.patience * 2), sliceBytes / 4)
  }

  /// How many bytes libxml2 is given next: slices, so that a tag that is far too long is noticed before libxml2 compares
  /// each of its attributes with each other. They end with a tag if they can.
  private var sliceCount: Int {
    let rest = UnsafeRawBufferPointer(rebasing: progress.pointee.chunk[progress.pointee.given...])
    let most = min(sliceBytes, rest.count)
    // Where it has to decode, nothing is read without it.
    guard !isDecoding, var ends = endsBehindPending else { return most }
    let least = min(progress.pointee.patience, most)
    for (index, byte) in rest.prefix(most).enumerated() {
      if ends.isEnd(byte), index + 1 >= least { return index + 1 }
      if ends.isLost { break }
    }
    return most
  }

  /// What was found of the tag or text that libxml2 was given a part of; nil where that is neither.
  private var endsBehindPending: MarkupEnds? {
    var ends = MarkupEnds()
    guard let context, let input = context.pointee.input, let start = input.pointee.cur, let end = input.pointee.end
    else { return nil }
    switch context.pointee.instate {
    case XML_PARSER_START, XML_PARSER_MISC, XML_PARSER_PROLOG, XML_PARSER_CONTENT, XML_PARSER_START_TAG,
      XML_PARSER_END_TAG:
      break
    default: return nil
    }
    for byte in UnsafeBufferPointer(start: start, count: end - start) {
      _ = ends.isEnd(byte)
      if ends.isLost { return nil }
    }
    return ends
  }

  /// Gives libxml2 a part of the chunk.
  func give(_ part: Range<Int>) {
    guard let start = progress.pointee.chunk.baseAddress, !part.isEmpty else { return }
    // It looks at a last carriage return only with what follows.
    progress.pointee.given = progress.pointee.chunk[part.upperBound - 1] == 0x0D ? part.upperBound - 1 : part.upperBound
    listening {
      _ = xmlParseChunk(
        context, (start + part.lowerBound).assumingMemoryBound(to: CChar.self), Int32(part.count), 0)
    }
    progress.pointee.given = part.upperBound
    noteSilence()
  }

  private func leaveChunk() {
    let chunk = progress.pointee.chunk
    if let input = context?.pointee.input {
      let start = chunk.count - (input.pointee.end - input.pointee.cur)
      if start >= 0 { progress.pointee.pendingColumn = column(in: chunk, at: start) }
    }
    progress.pointee.chunkColumn = column(in: chunk, at: chunk.count)
    progress.pointee.chunk = UnsafeRawBufferPointer(start: nil, count: 0)
    progress.pointee.given = 0
  }

  /// Looks at what was handed over but not parsed, since its end is still to come.
  func checkPendingTag() {
    guard let input = context?.pointee.input, let start = input.pointee.cur, let end = input.pointee.end else { return }
    let pending = UnsafeBufferPointer(start: start, count: end - start)
    guard pending.count > sliceBytes else { return }
    let line = Int64(input.pointee.line)
    if pending.count > limits.recordBytes {
      stop(
        MessageError(
          .limitRecord, "A tag or text is longer than \(limits.recordBytes) bytes.",
          remedy: "Check for a missing > or quotation mark.", line: line))
    } else if pending.count(where: { $0 == UInt8(ascii: "=") }) > 2 * limits.columns {
      stop(tooManyAttributes(line: line))
    }
  }
}
