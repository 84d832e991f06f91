/// Why the bytes of a delivery could not be had, where it happened, and what to do about it.
public struct ContainerError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of trouble it is, a stable word that programs may compare.
  public enum Code: String, Sendable {
    /// The file cannot be opened or read.
    case unreadableFile = "unreadable_file"
    /// It is not a regular file: a link, a device, a pipe, a folder.
    case notRegular = "not_regular"
    /// The file was written to while it was read.
    case changedWhileRead = "changed_while_read"
    /// A compressed file ends in the middle.
    case truncated = "truncated"
    /// A gzip file is damaged: a bad header, bad compressed data, or a wrong checksum or length.
    case corruptGzip = "corrupt_gzip"
    /// A zip archive is damaged: its directory, a member's compressed data, or a checksum or size that is not true.
    case corruptZip = "corrupt_zip"
    /// Two members of a zip archive share bytes, as only a bomb does.
    case overlappingMembers = "overlapping_members"
    /// Two members of a zip archive have the same name.
    case duplicateMember = "duplicate_member"
    /// A member's name points out of the archive.
    case unsafeName = "unsafe_name"
    /// A member is encrypted.
    case encryptedMember = "encrypted_member"
    /// A member is compressed by another method than deflate.
    case unsupportedMethod = "unsupported_method"
    /// An archive within a compressed file, or the other way round, too deep to be read.
    case nestedArchive = "nested_archive"
    /// A workbook or another document of an office program.
    case officeDocument = "office_document"
    /// An archive without members.
    case emptyArchive = "empty_archive"
    /// It has more members than `ContainerLimits.members`.
    case limitMembers = "limit_members"
    /// A member's name is longer than `ContainerLimits.memberNameBytes`.
    case limitName = "limit_name"
    /// It inflates to more bytes than `ContainerLimits.inflatedBytes`.
    case limitInflated = "limit_inflated"
    /// It inflates by more than `ContainerLimits.inflationRatio`.
    case limitRatio = "limit_ratio"
  }

  /// The kind of trouble.
  public let code: Code
  /// What happened and why, in one sentence.
  public let message: String
  /// What whoever runs the pipeline can do about it.
  public let remedy: String
  /// Where in the delivered, still compressed bytes it happened; 0-based, nil where no byte is to blame.
  public let byteOffset: Int64?
  /// The member of the archive to blame; nil where it is none, or no single member is.
  public let member: String?

  /// Whether the machine is to blame, which has no means left or does not give what the disk holds: it says nothing of the
  /// delivery.
  public var isOfMachine = false

  /// Creates an error; `byteOffset` counts bytes of the delivered file from 0.
  public init(_ code: Code, _ message: String, remedy: String, byteOffset: Int64? = nil, member: String? = nil) {
    self.code = code
    self.message = message
    self.remedy = remedy
    self.byteOffset = byteOffset
    self.member = member
  }

  /// The whole error in one line.
  public var description: String {
    let place = byteOffset.map { " (byte \($0))" } ?? ""
    return "\(code.rawValue)\(place): \(message) \(remedy)"
  }
}
