import CZlib

/// The content of one member of a zip archive, inflated as it is read. It gives no more bytes than the directory
/// declares; that there are as many, and the right ones, is checked at the end.
final class ZipMemberSource: ByteSource {
  private let archive: ZipArchive
  private let entry: ZipEntry
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkCapacity, alignment: 64)
  private let output = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkCapacity, alignment: 64)
  /// nil for a member that is stored as it is.
  private let stream: UnsafeMutablePointer<z_stream>?
  private var readBytes: Int64 = 0
  private var inflatedBytes: Int64 = 0
  private var checksum: UInt = 0
  private var hasEnded = false

  init(archive: ZipArchive, entry: ZipEntry) {
    self.archive = archive
    self.entry = entry
    guard entry.method == 8 else {
      stream = nil
      return
    }
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // Negative: deflate without a wrapper.
    let result = inflateInit2_(stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(result == Z_OK, "zlib refused to start: \(result)")
    self.stream = stream
  }

  deinit {
    if let stream {
      inflateEnd(stream)
      stream.deallocate()
    }
    input.deallocate()
    output.deallocate()
  }

  var notes: [String] { [] }

  func nextChunk() throws -> UnsafeRawBufferPointer {
    let count = try stream.map { try inflateChunk($0) } ?? readStored()
    let chunk = UnsafeRawBufferPointer(rebasing: output[..<count])
    inflatedBytes += Int64(count)
    if inflatedBytes > entry.size { throw archive.falseSize(entry) }
    checksum = crc32(checksum, chunk.baseAddress?.assumingMemoryBound(to: Bytef.self), UInt32(count))
    if count < output.count, !hasEnded {
      hasEnded = true
      if inflatedBytes != entry.size || readBytes != entry.compressedSize { throw archive.falseSize(entry) }
      if checksum != entry.checksum { throw archive.damaged(entry, "its checksum is wrong") }
    }
    return chunk
  }

  private func readStored() throws -> Int { hasEnded ? 0 : try read(into: output) }

  private func inflateChunk(_ stream: UnsafeMutablePointer<z_stream>) throws -> Int {
    if hasEnded { return 0 }
    stream.pointee.next_out = output.baseAddress!.assumingMemoryBound(to: Bytef.self)
    stream.pointee.avail_out = UInt32(output.count)
    while stream.pointee.avail_out > 0 {
      if stream.pointee.avail_in == 0 {
        // At the end there may be none left though zlib still holds back the last bytes.
        let count = try read(into: input)
        stream.pointee.next_in = input.baseAddress!.assumingMemoryBound(to: Bytef.self)
        stream.pointee.avail_in = UInt32(count)
      }
      switch inflate(stream, Z_NO_FLUSH) {
      case Z_OK: continue
      case Z_BUF_ERROR: throw archive.damaged(entry, "its compressed data end in the middle")
      case Z_STREAM_END:
        if stream.pointee.avail_in > 0 { throw archive.falseSize(entry) }
        return output.count - Int(stream.pointee.avail_out)
      default: throw archive.damaged(entry, "its compressed data are wrong")
      }
    }
    return output.count
  }

  /// The next compressed bytes.
  private func read(into target: UnsafeMutableRawBufferPointer) throws -> Int {
    let wanted = Int(min(Int64(target.count), entry.compressedSize - readBytes))
    let slice = UnsafeMutableRawBufferPointer(rebasing: target[..<wanted])
    guard let count = archive.file.fill(slice, from: entry.dataOffset + readBytes) else {
      throw ContainerError(
        .unreadableFile, "Reading failed within the member \(entry.name).",
        remedy: "Check the disk or the network share, then run again.", member: entry.name)
    }
    readBytes += Int64(count)
    return count
  }
}
