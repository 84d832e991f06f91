import Glibc

/// Why an Arrow file could not be written or read.
public struct ArrowError: Error, CustomStringConvertible, Sendable, Equatable {
  /// The file in question.
  public let path: String
  /// What is wrong with it, in words.
  public let what: String
  /// The byte of the file at which it is wrong, where that means anything.
  public let offset: Int?
  /// What lies behind it.
  public let cause: Cause

  /// What lies behind an error.
  public enum Cause: Sendable, Equatable {
    /// The file is not what a writer wrote, or not there: whoever can make it again should.
    case damage
    /// The system refused something, by the number of its error: the file may be as it should.
    case system(Int32)
    /// What was to be written makes no table.
    case misuse
  }

  /// An error about the file at `path`.
  public init(path: String, what: String, offset: Int? = nil, cause: Cause = .damage) {
    self.path = path
    self.what = what
    self.offset = offset
    self.cause = cause
  }

  /// An error that the system reported.
  init(path: String, what: String, errno code: Int32) {
    self.init(
      path: path, what: "\(what): \(String(cString: strerror(code)))",
      cause: code == ENOENT ? .damage : .system(code))
  }

  /// `path: what (at byte offset)`, and what to do where the system refused something.
  public var description: String {
    let place = offset.map { " (at byte \($0))" } ?? ""
    let remedy = if case .system(let code) = cause { "; \(SystemRefusal.remedy(code))" } else { "" }
    return "\(path): \(what)\(place)\(remedy)"
  }
}
