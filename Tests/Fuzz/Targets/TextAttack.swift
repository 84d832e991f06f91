import Containers

/// Decodes bytes as each of the encodings, at once and in pieces, which must come to the same.
enum TextAttack {
  static func run(_ bytes: UnsafeRawBufferPointer) {
    guard let first = bytes.first else { return }
    let encoding = TextEncoding.allCases[Int(first) % TextEncoding.allCases.count]
    let text = UnsafeRawBufferPointer(rebasing: bytes[1...])
    let whole = decode(text, encoding, piece: max(text.count, 1))
    let pieces = decode(text, encoding, piece: Pieces.size(of: text))
    require(whole == pieces, "\(encoding) decodes to other text in pieces")
  }

  private static func decode(_ text: UnsafeRawBufferPointer, _ encoding: TextEncoding, piece: Int) -> [UInt8] {
    let decoder = TextDecoder(encoding)
    var decoded: [UInt8] = []
    Pieces.each(of: text, piece) { decoded += decoder.decode($0, isLast: false) }
    decoded += decoder.decode(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true)
    return decoded
  }
}

/// Inputs in pieces, each in memory of its own that ends where the piece does and is gone when the next one comes.
enum Pieces {
  /// How long the pieces of an input are: always the same for the same input, never so short that there are very many.
  static func size(of bytes: UnsafeRawBufferPointer) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes.prefix(64) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return bytes.count / 32 + 1 + Int(hash >> 40) % 61
  }

  static func each(
    of bytes: UnsafeRawBufferPointer, _ size: Int, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) rethrows {
    var start = 0
    while start < bytes.count {
      let end = min(start + size, bytes.count)
      let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: end - start, alignment: 1)
      defer { copy.deallocate() }
      copy.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
      try body(UnsafeRawBufferPointer(copy))
      start = end
    }
  }
}
