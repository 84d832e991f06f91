/// Hands on text as UTF-8 without a byte order mark, whatever Unicode form it came in.
///
/// UTF-16 is recognised by its byte order mark, by a first `<` of two bytes, or by two capital letters of two bytes, with
/// which the header of a table begins. A half surrogate pair
/// becomes three bytes that no valid UTF-8 contains, so that whoever reads the record it stands in rejects it. Text in
/// any other encoding passes through unchanged.
final class UnicodeSource: ByteSource {
  private enum Form { case unknown, bytes, utf16(bigEndian: Bool) }

  private let source: any ByteSource
  private var form = Form.unknown
  private let utf16 = UTF16Decoder()
  private var recoded = false

  init(_ source: any ByteSource) {
    self.source = source
  }

  var notes: [String] { source.notes }

  /// Whether the text came as UTF-16, in which case an encoding that an XML declaration names no longer holds.
  var isRecoded: Bool { recoded }

  /// Whether a byte order mark, or UTF-16 without one, showed that the text is Unicode.
  private(set) var isMarked = false

  func nextChunk() throws -> UnsafeRawBufferPointer {
    var chunk = try source.nextChunk()
    if case .unknown = form {
      let head = chunk.prefix(4).map { $0 }
      if head.starts(with: [0xEF, 0xBB, 0xBF]) {
        form = .bytes
        isMarked = true
        chunk = UnsafeRawBufferPointer(rebasing: chunk[3...])
        // A file that holds nothing but the mark must not look as if it had ended early: it has.
      } else if head.starts(with: [0xFF, 0xFE]) {
        form = .utf16(bigEndian: false)
        chunk = UnsafeRawBufferPointer(rebasing: chunk[2...])
      } else if head.starts(with: [0xFE, 0xFF]) {
        form = .utf16(bigEndian: true)
        chunk = UnsafeRawBufferPointer(rebasing: chunk[2...])
      } else if head.starts(with: [0x3C, 0]) || Self.isUTF16(head, upper: 1) {
        form = .utf16(bigEndian: false)
      } else if head.starts(with: [0, 0x3C]) || Self.isUTF16(head, upper: 0) {
        form = .utf16(bigEndian: true)
      } else {
        form = .bytes
      }
    }
    guard case .utf16(let bigEndian) = form else { return chunk }
    recoded = true
    isMarked = true
    return utf16.decode(chunk, bigEndian: bigEndian)
  }

  /// Whether two capital letters of two bytes begin the text, of which the bytes at `upper` are zero.
  private static func isUTF16(_ head: [UInt8], upper: Int) -> Bool {
    head.count == 4 && head[upper] == 0 && head[upper + 2] == 0
      && [head[1 - upper], head[3 - upper]].allSatisfy { (0x41...0x5A).contains($0) }
  }
}
