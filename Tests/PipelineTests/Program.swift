import Foundation

/// The built executables, run as processes on real files.
struct Program {
  /// What a process left.
  struct Outcome {
    let status: Int32, output: String, errors: String
  }

  let name: String
  private let isOptimized: Bool

  /// - Parameter optimized: Whether the optimized executable is run where it is built, for tests of many runs.
  init(_ name: String, optimized: Bool = false) {
    self.name = name
    isOptimized = optimized
  }

  /// The checkout's root.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  private static let folder =
    ProcessInfo.processInfo.environment["MILEPOST_BIN"] ?? Bundle.main.bundlePath

  private var path: String {
    let quick = Self.root + "/.build/release/" + name
    if isOptimized, FileManager.default.isExecutableFile(atPath: quick) { return quick }
    let beside = Self.folder + "/" + name
    return FileManager.default.isExecutableFile(atPath: beside) ? beside : Self.root + "/.build/debug/" + name
  }

  /// The executable in the checkout's root, not yet started.
  ///
  /// - Parameter through: A program, with its first arguments, that runs what follows them.
  func process(_ arguments: [String], through: [String] = []) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: through.isEmpty ? path : "/usr/bin/env")
    process.currentDirectoryURL = URL(fileURLWithPath: Self.root)
    process.arguments = through.isEmpty ? arguments : through + [path] + arguments
    return process
  }

  /// Runs the executable.
  func run(_ arguments: [String], through: [String] = []) throws -> Outcome {
    let process = process(arguments, through: through)
    // Files rather than pipes: nothing to drain while the process runs.
    let folder = try TemporaryFolder()
    let (output, errors) = (folder.path + "/out", folder.path + "/err")
    for file in [output, errors] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
      output: try String(contentsOfFile: output, encoding: .utf8),
      errors: try String(contentsOfFile: errors, encoding: .utf8))
  }
}

/// A folder that goes when it is no longer held.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("milepost-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Creates a file, folders above it included.
  func write(_ text: String, to name: String) throws {
    let file = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
}

/// A place for one run: an inbox, a workspace, a published folder.
struct Site {
  let folder: TemporaryFolder
  var inbox: String
  var workspace: String { folder.path + "/workspace" }
  var out: String { folder.path + "/published" }

  /// A site over the committed inbox, or another folder.
  init(inbox: String = Program.root + "/Fixtures/inbox") throws {
    folder = try TemporaryFolder()
    self.inbox = inbox
  }

  /// Gives the site a copy of its inbox, which may be edited, without some deliveries.
  mutating func takeInbox(without names: String...) throws {
    let own = folder.path + "/inbox"
    try FileManager.default.copyItem(atPath: inbox, toPath: own)
    inbox = own
    for name in names { try FileManager.default.removeItem(atPath: inbox + "/" + name) }
  }

  /// Gives the site a copy of the definition, which may be edited.
  ///
  /// - Returns: Its path.
  func takeDefinition() throws -> String {
    try FileManager.default.copyItem(
      atPath: Program.root + "/Pipelines/emma-2026-2030", toPath: folder.path + "/pipeline")
    return folder.path + "/pipeline/pipeline.yaml"
  }

  /// The options that every stage accepts.
  var options: [String] {
    ["--inbox", inbox, "--workspace", workspace, "--out", out, "--as-of", "2026-11-30", "--quiet"]
  }

  func run(_ more: String...) throws -> Program.Outcome { try Program("milepost").run(["run"] + options + more) }

  /// Contents of every file below a folder, by relative path.
  static func contents(of folder: String) throws -> [String: Data] {
    var result: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      var isFolder: ObjCBool = false
      let path = folder + "/" + name
      if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
        result[name] = try Data(contentsOf: URL(fileURLWithPath: path))
      }
    }
    return result
  }
}

/// A delivery of the standard structure, written by hand.
struct SmallDelivery {
  var rows: [String] = []
  static let header =
    "DATAFLOW,FREQ,REF_AREA,ETHNIC_GROUP,SEX,MEASURE,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT,OBS_STATUS,CONF_STATUS,"
    + "AREA_VINTAGE,COMMENT_OBS"

  mutating func add(
    _ area: String, _ group: String, _ measure: String, _ period: String, _ value: String, status: String = "",
    confidentiality: String = "", vintage: String = ""
  ) {
    rows.append(
      "VN_EMMA:COMMUNE_OBS(1.0),A,\(area),\(group),_T,\(measure),\(period),\(value),,,\(status),\(confidentiality),"
        + "\(vintage),")
  }

  var text: String { ([Self.header] + rows).joined(separator: "\n") + "\n" }
}
