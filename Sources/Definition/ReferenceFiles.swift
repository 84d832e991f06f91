import Crypto
import Glibc
import Vocabulary

/// A file that a definition names, and where it does.
struct NamedFile: Sendable {
  let name: String, place: Place
}

/// The files a definition names, read once each; their bytes are its digest.
final class ReferenceFiles {
  /// Folder of the definition, with its slash; empty for the current one.
  let directory: String
  private(set) var bytesByName: [String: [UInt8]] = [:]
  private var ahead: [String: Alongside<Reading>] = [:]
  private static let greatestSize = 64 << 20

  init(directory: String) { self.directory = directory }

  convenience init(besides path: String) {
    self.init(directory: path.lastIndex(of: "/").map { String(path[...$0]) } ?? "")
  }

  /// The names of the files read so far, in order.
  var names: [String] { bytesByName.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

  /// Where a file named in the definition is.
  func path(of name: String) -> String { name.hasPrefix("/") ? name : directory + name }

  /// A file's bytes; a file that cannot be read is reported at the place that names it.
  func bytes(of name: String, namedAt place: Place, _ log: ProblemLog) -> [UInt8]? {
    if let bytes = bytesByName[name] { return bytes }
    switch Self.read(path(of: name), atMost: Self.greatestSize) {
    case .success(let bytes):
      bytesByName[name] = bytes
      return bytes
    case .failure(let failure):
      log.report(place, "cannot read \"\(path(of: name))\" (\(failure.reason))", failure.remedy)
      return nil
    }
  }

  /// A table beside the definition; nil where it cannot be used, which is reported.
  func table(_ file: NamedFile, _ log: ProblemLog) -> ReferenceTable? {
    guard let reading = ahead.removeValue(forKey: file.name)?.value() else {
      return bytes(of: file.name, namedAt: file.place, log).flatMap {
        ReferenceTable(file: path(of: file.name), bytes: $0, log)
      }
    }
    log.report(reading.problems)
    if let bytes = reading.bytes { bytesByName[file.name] = bytes }
    return reading.table
  }

  /// Begins to read tables on other threads, in this order, before they are asked for. What is asked for, and reported
  /// then, is the same as without.
  func readAhead(_ tables: [NamedFile]) {
    for file in tables where ahead[file.name] == nil {
      ahead[file.name] = Alongside { [directory] in
        let files = ReferenceFiles(directory: directory), log = ProblemLog()
        let table = files.table(file, log)
        return Reading(table: table, bytes: files.bytesByName[file.name], problems: log.problems)
      }
    }
  }

  /// What became of a table that was read ahead.
  private struct Reading: Sendable {
    let table: ReferenceTable?, bytes: [UInt8]?, problems: [DefinitionProblem]
  }

  /// SHA-256 (hex) of the files in order of name, followed by each of some texts: the definition, or a part of it.
  func digests(followedBy texts: [[UInt8]]) -> [String] {
    var files = SHA256()
    for name in names { files.update(data: bytesByName[name]!) }
    return texts.map { text in
      var hash = files
      hash.update(data: text)
      return HexText.text(hash.finalize())
    }
  }

  /// Why a file was not read, and what to do.
  struct Failure: Error {
    let reason: String, remedy: String
  }

  /// Reads a file, or what a pipe gives, of limited size.
  static func read(_ path: String, atMost limit: Int) -> Result<[UInt8], Failure> {
    let unreadable = Failure(reason: "it cannot be opened", remedy: "check its permissions")
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let isMissing = errno == ENOENT || errno == ENOTDIR
      let missing = Failure(reason: "no such file", remedy: "correct the name or put the file there")
      return .failure(isMissing ? missing : unreadable)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return .failure(unreadable) }
    if status.st_mode & S_IFMT == S_IFDIR {
      return .failure(Failure(reason: "it is a folder", remedy: "name the file in it"))
    }
    var bytes: [UInt8] = []
    var size = Int(status.st_size)
    while size <= limit {
      let part = part(of: descriptor, atMost: max(size - bytes.count, 0) + 1)
      guard let part else { return .failure(unreadable) }
      if part.isEmpty { return .success(bytes) }
      if bytes.isEmpty { bytes = part } else { bytes += part }
      // A pipe does not say how much there will be.
      size = max(size, bytes.count)
    }
    let reason = "\(size) bytes, more than the \(limit) allowed"
    return .failure(Failure(reason: reason, remedy: "check that it is the right file"))
  }

  /// Reads until the end, or so many bytes; nil on an error.
  private static func part(of descriptor: Int32, atMost count: Int) -> [UInt8]? {
    var failed = false
    let part = [UInt8](unsafeUninitializedCapacity: max(count, 1 << 14)) { buffer, filled in
      while filled < buffer.count {
        let read = Glibc.read(descriptor, buffer.baseAddress! + filled, buffer.count - filled)
        if read < 0 && errno == EINTR { continue }
        if read < 0 { failed = true }
        if read <= 0 { break }
        filled += read
      }
    }
    return failed ? nil : part
  }
}
