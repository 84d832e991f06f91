import Foundation

/// Brings UTF-8 into normalization form C, chunk by chunk.
///
/// No ASCII character joins what stands before it, so that text may be taken apart before any of them. Only pieces
/// with a character that the form could change go through Foundation: none below U+0300 and none of the ready-made
/// Vietnamese letters (U+1E00...U+1EFF). A decomposed text has the same few pieces again and again; they are remembered.
final class Composition {
  private static let longestPending = 1 << 20
  private static let longestRemembered = 12

  private let pending = ByteBuffer()
  private let output = ByteBuffer()
  private var remembered: [Piece: [UInt8]] = [:]

  private struct Piece: Hashable {
    var low: UInt64 = 0, high: UInt64 = 0
  }

  /// The next part of the text; valid until the next call. Invalid UTF-8 passes unchanged.
  func compose(_ chunk: UnsafeRawBufferPointer, isLast: Bool) -> UnsafeRawBufferPointer {
    output.clear(capacity: pending.count + chunk.count)
    pending.append(chunk)
    var complete = pending.count
    if !isLast {
      complete = pending.bytes.lastIndex { $0 < 0x80 } ?? 0
      if complete == 0, pending.count > Self.longestPending { complete = boundary() }
    }
    compose(UnsafeRawBufferPointer(rebasing: pending.bytes[..<complete]))
    pending.drop(complete)
    return output.bytes
  }

  /// Where a character begins near the end of what is pending, if that has no ASCII character at all.
  private func boundary() -> Int {
    var position = pending.count - 64
    while position > 0, pending.start[position] & 0xC0 == 0x80 { position -= 1 }
    return position
  }

  private func compose(_ text: UnsafeRawBufferPointer) {
    var position = 0
    var start = 0
    // Where the piece that is being read begins: the last ASCII character, as what follows may join it.
    while position < text.count {
      let byte = text[position]
      if byte < 0x80 { start = position }
      let isReady =
        byte < 0xCC || (byte == 0xE1 && position + 1 < text.count && (0xB8...0xBB).contains(text[position + 1]))
      if isReady {
        output.append(byte)
        position += 1
        continue
      }
      var end = position + 1
      while end < text.count, text[end] >= 0x80 { end += 1 }
      output.cut(to: output.count - (position - start))
      append(UnsafeRawBufferPointer(rebasing: text[start..<end]))
      position = end
      start = end
    }
  }

  private func append(_ piece: UnsafeRawBufferPointer) {
    guard piece.count <= Self.longestRemembered else { return composed(piece).withUnsafeBytes { output.append($0) } }
    var key = Piece()
    for (index, byte) in piece.enumerated() {
      if index < 8 { key.low = key.low << 8 | UInt64(byte) } else { key.high = key.high << 8 | UInt64(byte) }
    }
    key.high |= UInt64(piece.count) << 56
    if remembered[key] == nil {
      if remembered.count > 4096 { remembered.removeAll(keepingCapacity: true) }
      remembered[key] = composed(piece)
    }
    remembered[key]!.withUnsafeBytes { output.append($0) }
  }

  private func composed(_ piece: UnsafeRawBufferPointer) -> [UInt8] {
    guard let text = String(validating: piece, as: UTF8.self) else { return Array(piece) }
    return Array(text.precomposedStringWithCanonicalMapping.utf8)
  }
}
