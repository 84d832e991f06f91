import Foundation

/// A program run in a terminal of a given width.
struct PseudoTerminal {
  let width: Int

  /// What the terminal was sent, and how the program ended.
  struct Outcome {
    let text: String, status: Int32

    /// Lines as they stand on the screen in the end: without colour and without what was wiped.
    var lines: [String] {
      text.replacing(/\u{1B}\[[0-9]*m/, with: "").replacing("\r\n", with: "\n").split(
        separator: "\n", omittingEmptySubsequences: false
      ).map { line in line.split(separator: "\r\u{1B}[K", omittingEmptySubsequences: false).last.map(String.init) ?? ""
      }
    }
  }

  // TIOCSPTLCK and TIOCGPTN (ioctl_tty(2)), which Swift's Glibc module does not show.
  private static let setLock: UInt = 0x4004_5431, getNumber: UInt = 0x8004_5430

  /// Runs a program with standard output and error on the terminal.
  func run(
    _ program: Program, _ arguments: [String], environment changes: [String: String] = [:]
  ) throws -> Outcome {
    let master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    defer { close(master) }
    var isLocked: Int32 = 0, number: Int32 = 0
    guard master >= 0, ioctl(master, Self.setLock, &isLocked) == 0, ioctl(master, Self.getNumber, &number) == 0 else {
      throw POSIXError(.ENXIO)
    }
    let slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    guard slave >= 0 else { throw POSIXError(.ENXIO) }
    var size = winsize(ws_row: 40, ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
    guard ioctl(slave, UInt(TIOCSWINSZ), &size) == 0 else { throw POSIXError(.ENOTTY) }
    var environment = ProcessInfo.processInfo.environment.merging(["TERM": "xterm"]) { $1 }
    for key in ["COLUMNS", "NO_COLOR"] { environment[key] = nil }
    let handle = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
    let process = program.process(arguments)
    process.environment = environment.merging(changes) { $1 }
    process.standardOutput = handle
    process.standardError = handle
    process.standardInput = FileHandle.nullDevice
    try process.run()
    // The terminal ends when the last one who could write to it is gone.
    close(slave)
    var data = Data()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(master, &buffer, buffer.count)
      if count > 0 { data += buffer[..<count] } else if count == 0 || errno != EINTR { break }
    }
    process.waitUntilExit()
    return Outcome(text: String(decoding: data, as: UTF8.self), status: process.terminationStatus)
  }
}
