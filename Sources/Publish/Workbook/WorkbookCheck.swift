import CMinizip
import Glibc

/// Makes sure that a workbook holds what was written into it. libxlsxwriter notices a full disk only while it writes the
/// archive, and not while it puts the parts together that go into it.
enum WorkbookCheck {
  /// Checks the lengths of the sheets, and where files may have been refused bytes, every byte of them.
  ///
  /// - Parameter rowBytes: How many bytes the rows of each sheet are.
  static func check(_ path: String, rowBytes: [Int]) throws {
    try check(path, rowBytes: rowBytes, exactly: hasLimits(path))
  }

  /// - Parameter exactly: Whether the sheets are read whatever their length. A block that is missing shows in the length,
  ///   since what stands around the rows is hardly more than a block (`around`).
  static func check(_ path: String, rowBytes: [Int], exactly: Bool) throws {
    guard let archive = unzOpen64(path) else { throw failure(path, "it is no archive") }
    defer { unzClose(archive) }
    for (index, rows) in rowBytes.enumerated() {
      let name = "xl/worksheets/sheet\(index + 1).xml"
      var info = unz_file_info64()
      guard unzLocateFile(archive, name, 1) == UNZ_OK,
        unzGetCurrentFileInfo64(archive, &info, nil, 0, nil, 0, nil, 0) == UNZ_OK
      else { throw failure(path, "\(name) is missing in it") }
      if !exactly, around ~= Int(info.uncompressed_size) - rows { continue }
      guard unzOpenCurrentFile(archive) == UNZ_OK else { throw failure(path, "\(name) is damaged in it") }
      let found = try length(archive, path, name)
      guard unzCloseCurrentFile(archive) == UNZ_OK else { throw failure(path, "\(name) is damaged in it") }
      guard found == rows else {
        throw failure(path, "\(name) holds \(found) bytes of rows, and \(rows) were written")
      }
    }
  }

  /// How many bytes stand around the rows of a sheet. Less than a block (4,096 bytes) lies between least and most.
  static let around = 400..<4400

  /// Whether a file may have been refused its last bytes: on a disk that is nearly full, or above a limit of the process.
  private static func hasLimits(_ path: String) -> Bool {
    var status = statvfs(), limit = rlimit()
    guard statvfs(path, &status) == 0, getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0,
      limit.rlim_cur == .max
    else { return true }
    return UInt64(status.f_bavail) * UInt64(status.f_frsize) < 1 << 30
  }

  /// Bytes of the rows in an open sheet: what stands between the first `<sheetData>` and the last `</sheetData>`.
  private static func length(_ archive: unzFile, _ path: String, _ name: String) throws -> Int {
    let size = 1 << 18
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    defer { piece.deallocate() }
    var head: Int?
    var total = 0
    /// The end of what was read, which holds all that follows the rows.
    var tail: [UInt8] = []
    while true {
      let count = Int(unzReadCurrentFile(archive, piece.baseAddress, UInt32(size)))
      guard count >= 0 else { throw failure(path, "\(name) is damaged in it") }
      if count == 0 { break }
      let read = UnsafeRawBufferPointer(rebasing: piece[..<count])
      if head == nil { head = position(of: "<sheetData>", in: Array(read)).map { $0 + 11 } }
      total += count
      tail = count >= tailSize ? Array(read.suffix(tailSize)) : Array((tail + read).suffix(tailSize))
    }
    guard let head, let end = position(of: "</sheetData>", in: tail), tail.ends(with: "</worksheet>") else {
      throw failure(path, "\(name) is cut short in it")
    }
    return total - tail.count + end - head
  }

  private static let tailSize = 1 << 16

  private static func position(of text: String, in bytes: [UInt8]) -> Int? {
    let wanted = Array(text.utf8)
    guard bytes.count >= wanted.count else { return nil }
    return (0...(bytes.count - wanted.count)).first { start in
      bytes[start] == wanted[0] && bytes[start..<(start + wanted.count)].elementsEqual(wanted)
    }
  }

  private static func failure(_ path: String, _ why: String) -> PublishError {
    PublishError(what: "\(path): not written whole", why: why, remedy: "check the free space there, and run again")
  }
}

extension [UInt8] {
  fileprivate func ends(with text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
