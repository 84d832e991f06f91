/// What a delivered file's bytes are wrapped in.
public enum Wrapping: String, Sendable {
  /// Nothing: the bytes are the message.
  case plain
  /// gzip (RFC 1952).
  case gzip
  /// A zip archive, whose members are messages and what goes with them.
  case zip
}

/// A delivered file opened for what it contains, recognised by its first bytes and not by its name.
///
/// Whatever it is, it is read member by member: a file that is no archive has one, without a name.
public final class Container {
  /// The wrapping that was recognised.
  public let wrapping: Wrapping
  /// The file as delivered; its digest is complete once `file.digest()` was called.
  public let file: DeliveryFile
  private let limits: ContainerLimits
  private let head: UnsafeRawBufferPointer
  private var archive: ZipArchive?
  private var started = 0
  private var innerGzip: GzipSource?
  private var innerInflatedBytes: Int64 = 0

  /// Opens the file at `path`.
  /// - Throws: `ContainerError`.
  public init(path: String, limits: ContainerLimits = ContainerLimits()) throws {
    self.limits = limits
    file = try DeliveryFile(path: path)
    head = try file.nextChunk()
    wrapping = Self.wrapping(head)
  }

  /// The next member, in the order of the archive's directory; nil after the last one. The one before must not be read
  /// any more.
  /// - Throws: `ContainerError`. An archive is judged as a whole before its first member is given.
  public func nextMember() throws -> ContainerMember? {
    if wrapping == .zip { return try nextArchiveMember() }
    guard started == 0 else { return nil }
    started = 1
    if wrapping == .plain { return ContainerMember(name: "", source: ResumedSource(head: head, rest: file)) }
    return ContainerMember(name: "", source: FlatSource(GzipSource(file, head: head, limits: limits), member: nil))
  }

  private func nextArchiveMember() throws -> ContainerMember? {
    let archive = try archive ?? ZipArchive(file: file, limits: limits)
    self.archive = archive
    innerInflatedBytes += innerGzip?.inflatedBytes ?? 0
    innerGzip = nil
    guard started < archive.entries.count else { return nil }
    let entry = archive.entries[started]
    started += 1
    let source = ZipMemberSource(archive: archive, entry: entry)
    let head = try source.nextChunk()
    switch Self.wrapping(head) {
    case .plain: return ContainerMember(name: entry.name, source: ResumedSource(head: head, rest: source))
    case .gzip:
      var limits = limits
      limits.inflatedBytes -= innerInflatedBytes
      let gzip = GzipSource(source, head: head, limits: limits, deliveredBytes: entry.compressedSize)
      innerGzip = gzip
      return ContainerMember(name: entry.name, source: FlatSource(gzip, member: entry.name))
    case .zip:
      guard OfficeDocument.isOne(head: head, name: entry.name) else { throw FlatSource.error(member: entry.name) }
      let member = ContainerMember(name: entry.name, source: ResumedSource(head: head, rest: source))
      member.reasonToSetAside = OfficeDocument.message
      return member
    }
  }

  /// What the first bytes of a file or member show.
  static func wrapping(_ head: UnsafeRawBufferPointer) -> Wrapping {
    if head.count >= 2, head[0] == 0x1F, head[1] == 0x8B { return .gzip }
    // A local file header, the end of an archive without members, or the mark of one that was split.
    guard head.count >= 4, head[0] == UInt8(ascii: "P"), head[1] == UInt8(ascii: "K") else { return .plain }
    return [[3, 4], [5, 6], [7, 8]].contains([head[2], head[3]]) ? .zip : .plain
  }
}

/// One member of an archive, or the whole of a file that is none.
public final class ContainerMember {
  /// Its name in the archive, a label and never a path; "" where the file is no archive.
  public let name: String
  /// Why its content is of no interest, known without reading it; nil where it has to be read.
  public internal(set) var reasonToSetAside: String?
  private let text: UnicodeSource

  init(name: String, source: any ByteSource) {
    self.name = name
    text = UnicodeSource(source)
  }

  /// The unwrapped bytes as UTF-8 without a byte order mark, where they came in a Unicode form; see `ByteSource`.
  public var content: any ByteSource { text }

  /// Whether the content was turned from UTF-16 into UTF-8, so that an encoding it declares itself no longer holds.
  public var isRecoded: Bool { text.isRecoded }

  /// Whether a byte order mark or the like showed that the content is Unicode, whatever encoding is declared for it.
  public var isMarked: Bool { text.isMarked }
}
