import CMinizip

/// The delivered file as minizip reads it: from anywhere, through a buffer, since it asks for single bytes.
final class ZipInput {
  private let file: DeliveryFile
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 64)
  private var bufferStart: Int64 = 0
  private var bufferCount = 0
  private var position: Int64 = 0
  /// Whether the system failed to read, rather than the archive to be whole.
  private(set) var hasFailed = false

  init(_ file: DeliveryFile) {
    self.file = file
  }

  deinit { buffer.deallocate() }

  /// Opens the archive; nil where minizip finds none. The input must outlive it.
  func open() -> unzFile? {
    var functions = zlib_filefunc64_def()
    functions.opaque = Unmanaged.passUnretained(self).toOpaque()
    functions.zopen64_file = { opaque, _, _ in opaque }
    functions.zread_file = { _, stream, target, size in
      let target = UnsafeMutableRawBufferPointer(start: target, count: Int(clamping: size))
      return UInt(Unmanaged<ZipInput>.fromOpaque(stream!).takeUnretainedValue().read(into: target))
    }
    // Nothing is ever written.
    functions.zwrite_file = { _, _, _, _ in 0 }
    functions.ztell64_file = { _, stream in
      ZPOS64_T(Unmanaged<ZipInput>.fromOpaque(stream!).takeUnretainedValue().position)
    }
    functions.zseek64_file = { _, stream, offset, origin in
      Unmanaged<ZipInput>.fromOpaque(stream!).takeUnretainedValue().seek(offset, from: origin) ? 0 : -1
    }
    functions.zclose_file = { _, _ in 0 }
    functions.zerror_file = { _, stream in
      Unmanaged<ZipInput>.fromOpaque(stream!).takeUnretainedValue().hasFailed ? 1 : 0
    }
    return unzOpen2_64(nil, &functions)
  }

  private func read(into target: UnsafeMutableRawBufferPointer) -> Int {
    var filled = 0
    while filled < target.count {
      if position < bufferStart || position >= bufferStart + Int64(bufferCount) {
        // minizip asks on behind the end, a byte at a time: that costs no call of the system.
        guard position < file.size else { break }
        bufferStart = position
        guard let count = file.fill(buffer, from: position) else {
          hasFailed = true
          bufferCount = 0
          break
        }
        bufferCount = count
        if count == 0 { break }
      }
      let start = Int(position - bufferStart)
      let count = min(bufferCount - start, target.count - filled)
      (target.baseAddress! + filled).copyMemory(from: buffer.baseAddress! + start, byteCount: count)
      filled += count
      position += Int64(count)
    }
    return filled
  }

  private func seek(_ offset: ZPOS64_T, from origin: Int32) -> Bool {
    guard let offset = Int64(exactly: offset) else { return false }
    let base: Int64
    switch origin {
    case ZLIB_FILEFUNC_SEEK_SET: base = 0
    case ZLIB_FILEFUNC_SEEK_CUR: base = position
    case ZLIB_FILEFUNC_SEEK_END: base = file.size
    default: return false
    }
    let (target, overflow) = base.addingReportingOverflow(offset)
    // Beyond the end nothing is read, as with files.
    guard !overflow, target >= 0 else { return false }
    position = target
    return true
  }

  /// Bytes of the file at an offset; fewer at its end.
  func bytes(at offset: Int64, count: Int) -> [UInt8] {
    guard offset >= 0 else { return [] }
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = file.fill(UnsafeMutableRawBufferPointer(buffer), from: offset) ?? 0
    }
  }
}
