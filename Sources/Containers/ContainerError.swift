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

  /// Creates an error; `byteOffset` counts bytes of the delivered file from 0.
  public init(_ code: Code, _ message: String, remedy: String, byteOffset: Int64? = nil) {
    self.code = code
    self.message = message
    self.remedy = remedy
    self.byteOffset = byteOffset
  }

  /// The whole error in one line.
  public var description: String {
    let place = byteOffset.map { " (byte \($0))" } ?? ""
    return "\(code.rawValue)\(place): \(message) \(remedy)"
  }
}
