import CZlib

/// Inflates a gzip file (RFC 1952) of one or several members.
///
/// Zero bytes after the last member are padding; anything else after it is left alone and told in `notes`, as gzip
/// itself does.
final class GzipSource: ByteSource {
  private let source: any ByteSource
  private let limits: ContainerLimits
  /// How many bytes of the delivered file the compressed bytes take, where those are compressed themselves.
  private let deliveredBytes: Int64?
  private var suppliedBytes: Int64 = 0
  private let stream: UnsafeMutablePointer<z_stream>
  private let output: UnsafeMutableRawBufferPointer
  private(set) var inflatedBytes: Int64 = 0
  private var members = 0
  private var ended = false
  private(set) var notes: [String] = []

  /// Starts inflating `source`, whose first bytes `head` were already read to recognise it.
  init(_ source: any ByteSource, head: UnsafeRawBufferPointer, limits: ContainerLimits, deliveredBytes: Int64? = nil) {
    self.source = source
    self.limits = limits
    self.deliveredBytes = deliveredBytes
    self.stream = .allocate(capacity: 1)
    self.stream.initialize(to: z_stream())
    self.output = .allocate(byteCount: chunkCapacity, alignment: 64)
    supply(head)
    // 15 bits of window, and 16 more to ask for the gzip wrapper with its checksum.
    let result = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(result == Z_OK, "zlib refused to start: \(result)")
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    output.deallocate()
  }

  func nextChunk() throws -> UnsafeRawBufferPointer {
    stream.pointee.next_out = output.baseAddress!.assumingMemoryBound(to: Bytef.self)
    stream.pointee.avail_out = UInt32(output.count)
    while stream.pointee.avail_out > 0, !ended {
      if stream.pointee.avail_in == 0 {
        let chunk = try source.nextChunk()
        if chunk.isEmpty { throw truncated() }
        supply(chunk)
      }
      switch inflate(stream, Z_NO_FLUSH) {
      case Z_OK, Z_BUF_ERROR: continue
      case Z_STREAM_END: try startNextMember()
      case Z_DATA_ERROR where members > 0 && stream.pointee.total_out == 0:
        // What follows the last member began like a gzip member but is none.
        throw trailingBytes()
      default: throw corrupt()
      }
    }
    let count = output.count - Int(stream.pointee.avail_out)
    inflatedBytes += Int64(count)
    try checkLimits()
    return UnsafeRawBufferPointer(rebasing: output[..<count])
  }

  private func supply(_ chunk: UnsafeRawBufferPointer) {
    let start = chunk.baseAddress?.assumingMemoryBound(to: Bytef.self)
    stream.pointee.next_in = UnsafeMutablePointer(mutating: start)
    stream.pointee.avail_in = UInt32(chunk.count)
    suppliedBytes += Int64(chunk.count)
  }

  /// After the end of a member: another one, padding, or something else.
  private func startNextMember() throws {
    members += 1
    while true {
      while stream.pointee.avail_in > 0, stream.pointee.next_in.pointee == 0 {
        stream.pointee.next_in += 1
        stream.pointee.avail_in -= 1
      }
      if stream.pointee.avail_in > 0 { break }
      let chunk = try source.nextChunk()
      if chunk.isEmpty {
        ended = true
        return
      }
      supply(chunk)
    }
    if stream.pointee.next_in.pointee == 0x1F {
      inflateReset(stream)
    } else {
      throw trailingBytes()
    }
  }

  /// What follows a member and is neither another one nor padding may have been one, and its records are lost.
  private func trailingBytes() -> ContainerError {
    ContainerError(
      .corruptGzip, "After a member of the gzip data come bytes that are no gzip, from byte \(position) on.",
      remedy: "Transfer the file again; if the sender appended something, deliver without it.", byteOffset: position)
  }

  /// How many compressed bytes were used so far.
  private var position: Int64 { suppliedBytes - Int64(stream.pointee.avail_in) }

  private func checkLimits() throws {
    if inflatedBytes > limits.inflatedBytes {
      throw ContainerError(
        .limitInflated, "It inflates to more than \(limits.inflatedBytes) bytes.",
        remedy: "Split the export, or raise the limit if the delivery is known to be that large.",
        byteOffset: position)
    }
    if inflatedBytes > limits.ratioGrace,
      inflatedBytes / max(min(position, deliveredBytes ?? position), 1) > limits.inflationRatio
    {
      throw ContainerError(
        .limitRatio, "It inflates to more than \(limits.inflationRatio) times its size, as no real export does.",
        remedy: "Check where the file comes from; if it is genuine, deliver it uncompressed.",
        byteOffset: position)
    }
  }

  private func truncated() -> ContainerError {
    ContainerError(
      .truncated, "The gzip data end in the middle, after byte \(suppliedBytes).",
      remedy: "Transfer the file again; compare its size with the sender's.", byteOffset: suppliedBytes)
  }

  private func corrupt() -> ContainerError {
    let reason = stream.pointee.msg.map { String(cString: $0) } ?? "unknown"
    return ContainerError(
      .corruptGzip, "The gzip data are damaged near byte \(position) (\(reason)).",
      remedy: "Transfer the file again in binary mode, or ask the sender for a new copy.", byteOffset: position)
  }
}
