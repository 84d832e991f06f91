/// Hands on text as UTF-8 without a byte order mark, whatever Unicode form it came in.
///
/// UTF-16 is recognised by its byte order mark or, for XML, by a first `<` of two bytes. A half surrogate pair
/// becomes three bytes that no valid UTF-8 contains, so that whoever reads the record it stands in rejects it. Text in
/// any other encoding passes through unchanged.
final class UnicodeSource: ByteSource {
  private enum Form { case unknown, bytes, utf16(bigEndian: Bool) }

  private let source: any ByteSource
  private var form = Form.unknown
  private var output: UnsafeMutablePointer<UInt8>?
  private var pendingByte: UInt8?
  private var pendingSurrogate: UInt16?
  private var recoded = false

  init(_ source: any ByteSource) {
    self.source = source
  }

  deinit { output?.deallocate() }

  var notes: [String] { source.notes }

  /// Whether the text came as UTF-16, in which case an encoding that an XML declaration names no longer holds.
  var isRecoded: Bool { recoded }

  func nextChunk() throws -> UnsafeRawBufferPointer {
    var chunk = try source.nextChunk()
    if case .unknown = form {
      let head = chunk.prefix(4).map { $0 }
      if head.starts(with: [0xEF, 0xBB, 0xBF]) {
        form = .bytes
        chunk = UnsafeRawBufferPointer(rebasing: chunk[3...])
        // A file that holds nothing but the mark must not look as if it had ended early: it has.
      } else if head.starts(with: [0xFF, 0xFE]) {
        form = .utf16(bigEndian: false)
        chunk = UnsafeRawBufferPointer(rebasing: chunk[2...])
      } else if head.starts(with: [0xFE, 0xFF]) {
        form = .utf16(bigEndian: true)
        chunk = UnsafeRawBufferPointer(rebasing: chunk[2...])
      } else if head.starts(with: [0x3C, 0]) {
        form = .utf16(bigEndian: false)
      } else if head.starts(with: [0, 0x3C]) {
        form = .utf16(bigEndian: true)
      } else {
        form = .bytes
      }
    }
    guard case .utf16(let bigEndian) = form else { return chunk }
    recoded = true
    return recode(chunk, bigEndian: bigEndian)
  }

  /// Turns UTF-16 code units into UTF-8; a unit or pair that the chunk cuts is completed by the next one.
  private func recode(_ chunk: UnsafeRawBufferPointer, bigEndian: Bool) -> UnsafeRawBufferPointer {
    // A unit of two bytes becomes three at most; the pending ones add two units.
    let start = output ?? .allocate(capacity: chunkCapacity / 2 * 3 + 16)
    output = start
    var end = start
    for byte in chunk {
      guard let first = pendingByte else {
        pendingByte = byte
        continue
      }
      pendingByte = nil
      let unit = bigEndian ? UInt16(first) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(first)
      if let high = pendingSurrogate {
        pendingSurrogate = nil
        if unit & 0xFC00 == 0xDC00 {
          let scalar = 0x10000 + (UInt32(high & 0x3FF) << 10 | UInt32(unit & 0x3FF))
          end[0] = UInt8(0xF0 | scalar >> 18)
          end[1] = UInt8(0x80 | scalar >> 12 & 0x3F)
          end[2] = UInt8(0x80 | scalar >> 6 & 0x3F)
          end[3] = UInt8(0x80 | scalar & 0x3F)
          end += 4
          continue
        }
        end = append(high, at: end)
      }
      if unit & 0xFC00 == 0xD800 {
        pendingSurrogate = unit
      } else {
        end = append(unit, at: end)
      }
    }
    if chunk.isEmpty {
      if let high = pendingSurrogate {
        pendingSurrogate = nil
        end = append(high, at: end)
      }
      if pendingByte != nil {
        pendingByte = nil
        end.pointee = 0xFF
        end += 1
      }
    }
    return UnsafeRawBufferPointer(start: start, count: end - start)
  }

  private func append(_ unit: UInt16, at end: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
    if unit < 0x80 {
      end[0] = UInt8(unit)
      return end + 1
    }
    if unit < 0x800 {
      end[0] = UInt8(0xC0 | unit >> 6)
      end[1] = UInt8(0x80 | unit & 0x3F)
      return end + 2
    }
    end[0] = UInt8(0xE0 | unit >> 12)
    end[1] = UInt8(0x80 | unit >> 6 & 0x3F)
    end[2] = UInt8(0x80 | unit & 0x3F)
    return end + 3
  }
}
