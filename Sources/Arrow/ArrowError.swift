/// Why an Arrow file could not be written or read.
public struct ArrowError: Error, CustomStringConvertible, Sendable, Equatable {
  /// The file in question.
  public let path: String
  /// What is wrong with it, in words.
  public let what: String
  /// The byte of the file at which it is wrong, where that means anything.
  public let offset: Int?

  /// An error about the file at `path`.
  public init(path: String, what: String, offset: Int? = nil) {
    self.path = path
    self.what = what
    self.offset = offset
  }

  /// `path: what (at byte offset)`.
  public var description: String {
    guard let offset else { return "\(path): \(what)" }
    return "\(path): \(what) (at byte \(offset))"
  }
}
