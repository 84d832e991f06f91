import Records

/// Reads one message chunk by chunk and hands its records to a `RecordWriter`.
public protocol MessageReader: AnyObject {
  /// Takes the next bytes of the message, as UTF-8 unless it declares another encoding itself.
  /// - Throws: `MessageError` if the message cannot be read any further, `ArrowError` if the records cannot be
  ///   written.
  func read(_ chunk: UnsafeRawBufferPointer) throws

  /// Ends the message.
  /// - Throws: as `read(_:)`; `truncated` if the message is not complete.
  func finish() throws

  /// What was learnt of the message; complete after `finish()`.
  var summary: MessageSummary { get }

  /// What a second pass has to know that only the end of the message tells.
  var lessons: MessageLessons { get }
}

/// What a message says of itself, and the records of it that could not be read.
public struct MessageSummary: Sendable {
  /// The format with its version, as `SDMX-CSV 2.0` or `SDMX-ML 2.1 structure-specific (series)`.
  public var format: String
  /// When the message was prepared, as delivered.
  public var prepared: String?
  /// Why the message holds no data though it can be read; nil for a data message.
  public var setAside: String?
  /// Things worth telling that are no errors.
  public var notes: [String]
  /// The records that could not be read.
  public var rejects: RejectLog

  /// A summary.
  public init(format: String, prepared: String?, setAside: String?, notes: [String], rejects: RejectLog) {
    self.format = format
    self.prepared = prepared
    self.setAside = setAside
    self.notes = notes
    self.rejects = rejects
  }
}

/// What the first pass over a message teaches the second: groups that came after the series they belong to.
public struct MessageLessons: Sendable {
  var groups: [GroupSet] = []

  /// Creates lessons; empty ones teach nothing.
  public init() {}
}
