/// Turns text of a declared encoding into UTF-8 in normalization form C, chunk by chunk; chunks may end anywhere.
///
/// A byte that the encoding does not have becomes 0xFF, which no valid UTF-8 contains: whoever reads the record it
/// stands in rejects it there, with its line. Nothing is replaced in silence.
public final class TextDecoder {
  /// The encoding of what comes in.
  public let encoding: TextEncoding
  /// How many bytes, or UTF-16 units, the encoding does not have; invalid UTF-8 is passed on and not counted.
  public private(set) var unmappableCount = 0
  /// The 1-based line of the first of them.
  public private(set) var firstUnmappableLine: Int?

  private let letters: LegacyLetters?
  private let decoded = ByteBuffer()
  private let composition = Composition()
  private let utf16 = UTF16Decoder()
  private var isBigEndian: Bool?
  /// What came of UTF-16 before its order could be told: nothing, or one byte.
  private var firstBytes: [UInt8] = []
  private var line = 1
  /// The last letter, which a mark of VNI belongs to.
  private var base: UInt8 = 0

  /// Creates a decoder at the start of a text.
  public init(_ encoding: TextEncoding) {
    self.encoding = encoding
    letters = LegacyLetters.of(encoding)
  }

  /// Decodes the next bytes. What comes out is valid until the next call, and lags a few bytes behind, since a letter
  /// is complete only when the next one begins.
  /// - Parameter isLast: whether nothing follows, so that nothing is kept back.
  public func decode(_ chunk: UnsafeRawBufferPointer, isLast: Bool = false) -> UnsafeRawBufferPointer {
    switch encoding {
    case .utf8: return composition.compose(chunk, isLast: isLast)
    case .utf16: return decodeUTF16(chunk, isLast)
    case .windows1258, .tcvn3: decodeSingleBytes(chunk)
    case .vni: decodeVNI(chunk)
    }
    return composition.compose(decoded.bytes, isLast: isLast)
  }

  private func decodeSingleBytes(_ chunk: UnsafeRawBufferPointer) {
    decoded.clear(capacity: 3 * chunk.count)
    for byte in chunk {
      if byte == 0x0A { line += 1 }
      letters!.append(byte, to: decoded) { noteUnmappable() }
    }
  }

  private func decodeVNI(_ chunk: UnsafeRawBufferPointer) {
    decoded.clear(capacity: 4 * chunk.count)
    for byte in chunk {
      if byte == 0x0A { line += 1 }
      if let marks = VNIMarks.of(byte) {
        if VNIMarks.isBase(base, of: byte) {
          for mark in marks { decoded.append(mark) }
        } else {
          decoded.append(0xFF)
          noteUnmappable()
        }
        base = 0
      } else {
        letters!.append(byte, to: decoded) { noteUnmappable() }
        base = byte
      }
    }
  }

  private func decodeUTF16(_ chunk: UnsafeRawBufferPointer, _ isLast: Bool) -> UnsafeRawBufferPointer {
    var chunk = chunk
    decoded.clear()
    if isBigEndian == nil {
      let start = firstBytes + chunk.prefix(2 - firstBytes.count)
      if start.count < 2, !isLast {
        firstBytes = start
        return composition.compose(decoded.bytes, isLast: false)
      }
      // Tables begin with a mark, or with a letter whose upper byte is small and whose lower one is not zero.
      let isBigEndian = start == [0xFE, 0xFF] || (start.count == 2 && start[0] == 0 && start[1] != 0)
      self.isBigEndian = isBigEndian
      let hasMark = start == [0xFE, 0xFF] || start == [0xFF, 0xFE]
      if hasMark {
        chunk = UnsafeRawBufferPointer(rebasing: chunk[(2 - firstBytes.count)...])
      } else if !firstBytes.isEmpty {
        firstBytes.withUnsafeBytes { decoded.append(utf16.decode($0, bigEndian: isBigEndian)) }
      }
    }
    if !chunk.isEmpty { decoded.append(utf16.decode(chunk, bigEndian: isBigEndian ?? false)) }
    if isLast {
      decoded.append(utf16.decode(UnsafeRawBufferPointer(start: nil, count: 0), bigEndian: isBigEndian ?? false))
    }
    return composition.compose(decoded.bytes, isLast: isLast)
  }

  private func noteUnmappable() {
    unmappableCount += 1
    if firstUnmappableLine == nil { firstUnmappableLine = line }
  }
}

/// A source whose text is decoded by a `TextDecoder` as it is read.
public final class DecodedSource: ByteSource {
  private let source: any ByteSource
  private let member: ContainerMember?
  private var decoder: TextDecoder
  private var hasStarted = false
  private var hasEnded = false

  /// Decodes `bytes`, whose encoding is certain.
  public init(_ bytes: any ByteSource, encoding: TextEncoding) {
    source = bytes
    member = nil
    decoder = TextDecoder(encoding)
  }

  /// Decodes the content of `member`, whose encoding is declared; a byte order mark knows better.
  public init(_ member: ContainerMember, encoding: TextEncoding) {
    source = member.content
    self.member = member
    decoder = TextDecoder(encoding)
  }

  /// What the source has to tell, and that there were bytes which the encoding does not have.
  public var notes: [String] {
    guard let line = decoder.firstUnmappableLine else { return source.notes }
    return source.notes + [
      "\(decoder.unmappableCount) bytes are none of \(decoder.encoding.rawValue), the first one in line \(line)"
    ]
  }

  /// The next part of the text; see `ByteSource`.
  public func nextChunk() throws -> UnsafeRawBufferPointer {
    while !hasEnded {
      let chunk = try source.nextChunk()
      if !hasStarted, member?.isMarked == true { decoder = TextDecoder(.utf8) }
      hasStarted = true
      hasEnded = chunk.isEmpty
      let text = decoder.decode(chunk, isLast: hasEnded)
      if !text.isEmpty { return text }
    }
    return UnsafeRawBufferPointer(start: nil, count: 0)
  }
}
