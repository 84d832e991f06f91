import Foundation
import Logging

/// Messages of a run on standard error: a line of text, or a JSON object a line.
struct StandardErrorHandler: LogHandler {
  let label: String
  let format: CommonOptions.LogFormat
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]

  init(label: String, format: CommonOptions.LogFormat, quiet: Bool) {
    self.label = label
    self.format = format
    logLevel = quiet ? .warning : .info
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let text = event.message.description
    let line: String
    switch format {
    case .text:
      line = event.level == .info ? "\(label): \(text)" : "\(label): \(event.level.rawValue): \(text)"
    case .json:
      let object = ["level": event.level.rawValue, "message": text, "program": label, "time": Self.now()]
      let data = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
      line = data.map { String(decoding: $0, as: UTF8.self) } ?? text
    }
    ProgressLine.interrupt { FileHandle.standardError.write(Data((line + "\n").utf8)) }
  }

  private static func now() -> String { Date().formatted(.iso8601) }
}

extension CommonOptions {
  /// The log of a program.
  public func log(_ label: String) -> Logger {
    Logger(label: label) { StandardErrorHandler(label: $0, format: logFormat, quiet: quiet) }
  }
}
