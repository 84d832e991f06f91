/// Numbers fixed by the Arrow format: `Schema.fbs`, `Message.fbs`, `File.fbs` and "IPC File Format".
enum ArrowFormat {
  /// Both ends of a file.
  static let magic: [UInt8] = Array("ARROW1".utf8)
  /// Stands before every message since version 0.15.
  static let continuation: UInt32 = 0xFFFF_FFFF
  /// The alignment of buffers: eight is required, 64 recommended.
  static let alignment = 64

  /// `MetadataVersion`.
  static let version4: Int16 = 3
  static let version5: Int16 = 4

  /// `MessageHeader`.
  static let headerSchema: UInt8 = 1
  static let headerDictionaryBatch: UInt8 = 2
  static let headerRecordBatch: UInt8 = 3

  /// `Type`.
  static let typeInt: UInt8 = 2
  static let typeFloatingPoint: UInt8 = 3
  static let typeUtf8: UInt8 = 5
  /// `Precision`.
  static let precisionDouble: Int16 = 2

  /// The names of the members of the union `Type`, for errors about the ones not supported.
  static let typeNames = [
    "none", "null", "int", "floating point", "binary", "utf8", "bool", "decimal", "date", "time", "timestamp",
    "interval", "list", "struct", "union", "fixed-size binary", "fixed-size list", "map", "duration",
    "large binary", "large utf8", "large list", "run-end encoded", "binary view", "utf8 view", "list view",
    "large list view",
  ]
}
