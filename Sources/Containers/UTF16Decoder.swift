/// Turns UTF-16 into UTF-8. What is no valid UTF-16 becomes bytes that no valid UTF-8 contains.
final class UTF16Decoder {
  private let output = ByteBuffer()
  private var pendingByte: UInt8?
  private var pendingSurrogate: UInt16?

  /// Turns UTF-16 code units into UTF-8; a unit or pair that the chunk cuts is completed by the next one, or
  /// by an empty chunk at the end.
  func decode(_ chunk: UnsafeRawBufferPointer, bigEndian: Bool) -> UnsafeRawBufferPointer {
    // A unit of two bytes becomes three at most; the pending ones add two units.
    output.clear(capacity: chunk.count / 2 * 3 + 16)
    let start = output.start
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
