import CZlib

/// A zip archive written byte by byte, so that tests can also make what no usual program makes.
public struct ZipSample {
  /// A member, with what its headers say where that is not the truth.
  public struct Member {
    /// Its name as it stands in the archive.
    public var name: [UInt8]
    /// What it holds, not compressed.
    public var content: [UInt8]
    /// 8 is deflate, 0 stored.
    public var method: UInt16 = 8
    /// Bit 11 says that the name is UTF-8.
    public var flags: UInt16 = 1 << 11
    /// The size that the headers declare.
    public var declaredSize: UInt64?
    /// How many bytes of the archive the headers declare as the member's.
    public var declaredCompressedSize: UInt64?
    /// The checksum that the headers declare.
    public var declaredChecksum: UInt32?
    /// What stands in the archive instead of the compressed content.
    public var compressed: [UInt8]?
    /// Whether sizes and offset stand in zip64 fields.
    public var isZip64 = false
    /// Whether checksum and sizes follow the data instead of standing before them.
    public var hasDescriptor = false
    /// The member whose bytes this one claims as its own.
    public var sharesBytesOf: Int?

    /// A member, deflated.
    public init(_ name: String, _ content: [UInt8]) {
      self.name = Array(name.utf8)
      self.content = content
    }

    /// A member that holds text, deflated.
    public init(_ name: String, _ content: String) { self.init(name, Array(content.utf8)) }
  }

  /// The members in order.
  public var members: [Member]
  /// How many members the end of the directory declares.
  public var declaredCount: Int?

  /// An archive of these members.
  public init(_ members: [Member]) { self.members = members }

  /// The archive.
  public var bytes: [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    var offsets: [UInt64] = []
    for member in members {
      let data = member.compressed ?? (member.method == 8 ? deflated(member.content) : member.content)
      let taken = member.declaredCompressedSize ?? UInt64(data.count)
      let size = member.declaredSize ?? UInt64(member.content.count)
      let checksum = member.declaredChecksum ?? Self.checksum(member.content)
      let flags = member.flags | (member.hasDescriptor ? 1 << 3 : 0)
      let offset = member.sharesBytesOf.map { offsets[$0] } ?? UInt64(archive.count)
      offsets.append(offset)
      if member.sharesBytesOf == nil {
        let isOpen = member.hasDescriptor
        archive += Self.little(0x0403_4B50, 4) + Self.little(20, 2) + Self.little(UInt64(flags), 2)
        archive +=
          Self.little(UInt64(member.method), 2) + Self.little(0, 4) + Self.little(isOpen ? 0 : UInt64(checksum), 4)
        let local = member.isZip64 && !isOpen
        archive += Self.little(local ? 0xFFFF_FFFF : isOpen ? 0 : taken, 4)
        archive += Self.little(local ? 0xFFFF_FFFF : isOpen ? 0 : size, 4)
        let extra = local ? Self.little(1, 2) + Self.little(16, 2) + Self.little(size, 8) + Self.little(taken, 8) : []
        archive += Self.little(UInt64(member.name.count), 2) + Self.little(UInt64(extra.count), 2)
        archive += member.name + extra + data
        if isOpen {
          archive += Self.little(0x0807_4B50, 4) + Self.little(UInt64(checksum), 4)
          archive += Self.little(taken, 4) + Self.little(size, 4)
        }
      }
      directory += Self.little(0x0201_4B50, 4) + Self.little(20, 2) + Self.little(20, 2) + Self.little(UInt64(flags), 2)
      directory += Self.little(UInt64(member.method), 2) + Self.little(0, 4) + Self.little(UInt64(checksum), 4)
      directory += Self.little(member.isZip64 ? 0xFFFF_FFFF : taken, 4)
      directory += Self.little(member.isZip64 ? 0xFFFF_FFFF : size, 4)
      let extra =
        member.isZip64
        ? Self.little(1, 2) + Self.little(24, 2) + Self.little(size, 8) + Self.little(taken, 8)
          + Self.little(offset, 8) : []
      directory += Self.little(UInt64(member.name.count), 2) + Self.little(UInt64(extra.count), 2)
      directory += Self.little(0, 10) + Self.little(member.isZip64 ? 0xFFFF_FFFF : offset, 4)
      directory += member.name + extra
    }
    let count = UInt64(declaredCount ?? members.count)
    let start = UInt64(archive.count)
    archive += directory
    if members.contains(where: \.isZip64) {
      let end = UInt64(archive.count)
      archive += Self.little(0x0606_4B50, 4) + Self.little(44, 8) + Self.little(45, 2) + Self.little(45, 2)
      archive += Self.little(0, 8) + Self.little(count, 8) + Self.little(count, 8)
      archive += Self.little(UInt64(directory.count), 8) + Self.little(start, 8)
      archive += Self.little(0x0706_4B50, 4) + Self.little(0, 4) + Self.little(end, 8) + Self.little(1, 4)
    }
    archive += Self.little(0x0605_4B50, 4) + Self.little(0, 4) + Self.little(count, 2) + Self.little(count, 2)
    archive += Self.little(UInt64(directory.count), 4) + Self.little(start, 4) + Self.little(0, 2)
    return archive
  }

  private static func little(_ value: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) : 0 }
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    UInt32(truncatingIfNeeded: bytes.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) })
  }
}

/// Compresses without any wrapper.
public func deflated(_ bytes: [UInt8]) -> [UInt8] { compressed(bytes, windowBits: -15) }

/// Compresses as gzip does, in one member.
public func gzipped(_ bytes: [UInt8]) -> [UInt8] { compressed(bytes, windowBits: 15 + 16) }

private func compressed(_ bytes: [UInt8], windowBits: Int32) -> [UInt8] {
  var stream = z_stream()
  deflateInit2_(
    &stream, 9, Z_DEFLATED, windowBits, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  defer { deflateEnd(&stream) }
  var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))) + 64)
  var input = bytes
  let count = input.withUnsafeMutableBufferPointer { input in
    output.withUnsafeMutableBufferPointer { output in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      stream.next_out = output.baseAddress
      stream.avail_out = UInt32(output.count)
      deflate(&stream, Z_FINISH)
      return output.count - Int(stream.avail_out)
    }
  }
  return Array(output.prefix(count))
}
