import Glibc

/// The deliveries of an inbox: its regular files, at any depth.
struct Inbox {
  /// One delivered file.
  struct Delivery: Sendable {
    /// Its path relative to the inbox.
    var name: String
    /// Its path as the system wants it.
    var path: String
    /// Its size in bytes.
    var size: Int64
  }

  /// In byte order of their names.
  private(set) var deliveries: [Delivery] = []
  /// What was left alone and why, in byte order of the names.
  private(set) var skipped: [(name: String, reason: String)] = []

  /// Lists the inbox at `path`.
  /// - Throws: `IngestError` if a folder cannot be listed.
  init(path: String) throws {
    try list(path, prefix: "")
    deliveries.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    skipped.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private mutating func list(_ folder: String, prefix: String) throws {
    guard let stream = opendir(folder) else {
      throw IngestError(
        message: "The folder \(folder) cannot be listed: \(String(cString: strerror(errno))).",
        remedy: "Check that it exists and may be read.")
    }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let file = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if file == "." || file == ".." { continue }
      let name = prefix + file
      if let reason = Self.reasonToSkip(file) {
        skipped.append((name, reason))
        continue
      }
      let path = folder + "/" + file
      var status = stat()
      guard lstat(path, &status) == 0 else {
        skipped.append((name, "it cannot be examined: \(String(cString: strerror(errno)))"))
        continue
      }
      switch status.st_mode & S_IFMT {
      case S_IFREG: deliveries.append(Delivery(name: name, path: path, size: Int64(status.st_size)))
      case S_IFDIR: try list(path, prefix: name + "/")
      case S_IFLNK: skipped.append((name, "it is a symbolic link; put the file itself into the inbox"))
      case S_IFIFO: skipped.append((name, "it is a pipe and no file"))
      case S_IFSOCK: skipped.append((name, "it is a socket and no file"))
      default: skipped.append((name, "it is a device and no file"))
      }
    }
  }

  private static func reasonToSkip(_ file: String) -> String? {
    if file.hasPrefix(".") { return "it is hidden" }
    if file.hasSuffix(".part") || file.hasSuffix(".tmp") { return "it is still being transferred, by its name" }
    if file.hasSuffix("~") { return "it is an editor's backup copy, by its name" }
    return nil
  }
}

/// Why an inbox as a whole cannot be ingested.
public struct IngestError: Error, Sendable, CustomStringConvertible {
  /// What happened and why.
  public let message: String
  /// What to do about it.
  public let remedy: String

  /// Both in one line.
  public var description: String { "\(message) \(remedy)" }
}
