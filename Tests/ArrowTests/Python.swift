import Foundation

/// The Python that `MILEPOST_PYTHON` names, if it has pyarrow and polars.
enum Python {
  static let isAvailable: Bool = {
    guard executable != nil else { return false }
    return (try? run(["-c", "import pyarrow, polars"]).status) == 0
  }()

  private static let executable = ProcessInfo.processInfo.environment["MILEPOST_PYTHON"]

  /// Runs a script that lies beside this file.
  static func run(script: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    return try run([folder.appendingPathComponent(script).path] + arguments)
  }

  private static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable ?? "/nonexistent")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
