import Foundation
import Logging

/// Messages of a run on standard error: a line of text, or a JSON object a line.
struct StandardErrorHandler: LogHandler {
  let label: String
  let format: CommonOptions.LogFormat
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]
  /// The member that names the event.
  static let event = "event"

  init(label: String, format: CommonOptions.LogFormat, quiet: Bool) {
    self.label = label
    self.format = format
    // That a stage begins is for programs, and for a terminal its progress.
    logLevel = quiet ? .warning : format == .json ? .debug : .info
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
      var object: [String: Any] = (event.metadata ?? [:]).mapValues(Self.value)
      object["level"] = event.level.rawValue
      object["message"] = text
      object["program"] = label
      object["time"] = Self.now()
      let data = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
      line = data.map { String(decoding: $0, as: UTF8.self) } ?? text
    }
    ProgressLine.interrupt { FileHandle.standardError.write(Data((line + "\n").utf8)) }
  }

  private static func value(_ value: Logger.MetadataValue) -> Any {
    switch value {
    case .string(let text): text
    case .stringConvertible(let number as Int): number
    case .stringConvertible(let number as Double): number
    case .stringConvertible(let other): other.description
    case .array(let values): values.map(Self.value)
    case .dictionary(let members): members.mapValues(Self.value)
    }
  }

  private static func now() -> String { Date().formatted(.iso8601) }
}

extension CommonOptions {
  /// The log of a program.
  public func log(_ label: String) -> Logger {
    Logger(label: label) { StandardErrorHandler(label: $0, format: logFormat, quiet: quiet) }
  }
}
