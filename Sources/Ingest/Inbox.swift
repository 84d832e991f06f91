import Glibc
import Records

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

  /// How deep folders may be nested.
  private static let deepest = 32
  /// The most bytes of a delivery's Arrow file name; file systems end names at 255.
  private static let longestName = 250

  private mutating func list(_ folder: String, prefix: String, depth: Int = 0) throws {
    guard let stream = opendir(folder) else {
      if depth > 0, errno == EACCES || errno == ENOENT {
        skipped.append((prefix, "the folder cannot be listed: \(String(cString: strerror(errno)))"))
        return
      }
      throw IngestError(
        message: "The folder \(folder) cannot be listed: \(String(cString: strerror(errno))).",
        remedy: "Nothing was changed. Check that it exists and may be read, look at the disk (dmesg), and run again.")
    }
    defer { closedir(stream) }
    while let entry = try Self.next(stream, folder) {
      let bytes = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      let file = String(decoding: bytes, as: UTF8.self)
      if file == "." || file == ".." { continue }
      let name = prefix + file
      if let reason = Self.reasonToSkip(file) ?? Self.fault(ofName: bytes, path: name) {
        skipped.append((Self.printable(name), reason))
        continue
      }
      let path = folder + "/" + file
      var status = stat()
      guard lstat(path, &status) == 0 else {
        guard errno == EACCES || errno == ENOENT else { throw Self.refusal(path, "examined") }
        skipped.append((name, "it cannot be examined: \(String(cString: strerror(errno)))"))
        continue
      }
      switch status.st_mode & S_IFMT {
      case S_IFREG: deliveries.append(Delivery(name: name, path: path, size: Int64(status.st_size)))
      case S_IFDIR where depth == Self.deepest:
        skipped.append((name, "folders are nested deeper than \(Self.deepest); deliver into a folder further up"))
      case S_IFDIR: try list(path, prefix: name + "/", depth: depth + 1)
      case S_IFLNK: skipped.append((name, "it is a symbolic link; put the file itself into the inbox"))
      case S_IFIFO: skipped.append((name, "it is a pipe and no file"))
      case S_IFSOCK: skipped.append((name, "it is a socket and no file"))
      default: skipped.append((name, "it is a device and no file"))
      }
    }
  }

  /// The next entry of a folder; nil at its end.
  private static func next(_ stream: OpaquePointer, _ folder: String) throws -> UnsafeMutablePointer<dirent>? {
    errno = 0
    let entry = readdir(stream)
    guard entry != nil || errno == 0 else { throw refusal(folder, "listed") }
    return entry
  }

  /// A disk that does not tell what the inbox holds: a run without it would publish that deliveries are gone.
  private static func refusal(_ path: String, _ what: String) -> IngestError {
    IngestError(
      message: "\(path): It cannot be \(what): \(String(cString: strerror(errno))).",
      remedy: "Nothing was changed. Look at the disk or the network share (dmesg), and run again.")
  }

  /// Why a name cannot be that of a delivery: it has to be told in tables and logs, and to name a file.
  private static func fault(ofName bytes: [UInt8], path: String) -> String? {
    if String(validating: bytes, as: UTF8.self) == nil { return "its name is not UTF-8; rename it" }
    if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
      return "its name has line breaks or other control characters; rename it"
    }
    let length = DeliveryEntry.arrowFileName(path).utf8.count
    if length > longestName { return "its name with its folders is too long; shorten it by \(length - longestName)" }
    return nil
  }

  /// A name as it can stand in one line.
  private static func printable(_ name: String) -> String {
    String(name.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "?" : Character($0) })
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
