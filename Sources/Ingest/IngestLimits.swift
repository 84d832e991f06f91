import Containers
import Records
import SDMX

/// All declared limits of ingest in one place; every one has a safe default.
public struct IngestLimits: Sendable, Equatable {
  /// Limits of compressed files.
  public var container: ContainerLimits
  /// Limits of messages and tables.
  public var message: MessageLimits
  /// Limits of records and their fields.
  public var record: RecordLimits

  /// Creates limits.
  public init(
    container: ContainerLimits = ContainerLimits(), message: MessageLimits = MessageLimits(),
    record: RecordLimits = RecordLimits()
  ) {
    self.container = container
    self.message = message
    self.record = record
  }
}
