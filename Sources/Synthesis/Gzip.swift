import CZlib

/// gzip (RFC 1952) whose bytes depend on the content alone: the header has no time, no name and no system.
enum Gzip {
  private static let header: Bytes = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]

  /// Compresses the whole content; `level` as in zlib, 1...9.
  static func compress(_ content: Bytes, level: Int32) throws(SynthesisError) -> Bytes {
    var stream = z_stream()
    // Negative window bits: the bare deflate stream, so that zlib does not write a header of its own.
    let begun = deflateInit2_(
      &stream, level, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard begun == Z_OK else { throw SynthesisError("zlib cannot compress (code \(begun)); is there enough memory?") }
    defer { deflateEnd(&stream) }
    let capacity = Int(deflateBound(&stream, UInt(content.count)))
    var result = header
    var outcome = Z_OK
    let body = Bytes(unsafeUninitializedCapacity: capacity) { output, count in
      content.withUnsafeBufferPointer { input in
        stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        outcome = deflate(&stream, Z_FINISH)
      }
      count = capacity - Int(stream.avail_out)
    }
    guard outcome == Z_STREAM_END else { throw SynthesisError("zlib cannot compress (code \(outcome))") }
    result.append(contentsOf: body)
    let sum = content.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) }
    for value in [UInt32(truncatingIfNeeded: sum), UInt32(truncatingIfNeeded: content.count)] {
      for shift in [0, 8, 16, 24] as [UInt32] { result.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }
    return result
  }
}
