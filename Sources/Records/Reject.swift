/// A record that could not be read, or a whole delivery, with its place, the reason and what to do about it.
public struct Reject: Codable, Sendable, Equatable {
  /// The member of the archive that the delivery is; nil where it is none, or no single member is to blame.
  public var member: String?
  /// 1-based ordinal of the record within the delivery; nil where no single record is to blame.
  public var record: Int64?
  /// 1-based line in the decompressed file or member; nil where no line is to blame.
  public var line: Int64?
  /// 1-based column in that line, in characters; nil where unknown.
  public var column: Int?
  /// The field to blame, or "" for none.
  public var field: String
  /// The value to blame as delivered, cut after 200 bytes; "" for none.
  public var value: String
  /// What kind of trouble it is, a stable word that programs may compare.
  public var code: String
  /// What happened and why.
  public var message: String
  /// What whoever runs the pipeline, or the office that delivered, can do about it.
  public var remedy: String

  /// Creates a reject.
  public init(
    member: String? = nil, record: Int64? = nil, line: Int64? = nil, column: Int? = nil, field: String = "",
    value: String = "",
    code: String, message: String, remedy: String
  ) {
    self.member = member
    self.record = record
    self.line = line
    self.column = column
    self.field = field
    self.value = value
    self.code = code
    self.message = message
    self.remedy = remedy
  }

  /// As much of a delivered value as a message can bear; bytes that are no text are replaced.
  public static func excerpt(_ bytes: UnsafeRawBufferPointer) -> String {
    let head = String(decoding: bytes.prefix(200), as: UTF8.self)
    // NUL would cut the line short wherever C code prints it.
    return String(head.map { $0 == "\0" ? "\u{FFFD}" : $0 })
  }
}

/// The rejected records of one delivery: the first ones described, all of them counted.
public struct RejectLog: Sendable {
  /// Descriptions in the order of the records, at most as many as the limit allows.
  public private(set) var described: [Reject] = []
  /// How many records were rejected.
  public private(set) var count: Int64 = 0
  private let limit: Int

  /// Creates an empty log that describes at most `limit` rejects.
  public init(limit: Int) {
    self.limit = limit
  }

  /// Adds what was rejected in a member of an archive, which is named `member`.
  public mutating func add(_ log: RejectLog, member: String) {
    count += log.count
    for var reject in log.described.prefix(limit - described.count) {
      if !member.isEmpty { reject.member = member }
      described.append(reject)
    }
  }

  /// Adds a reject. The description is only made if it will be kept.
  public mutating func add(_ reject: @autoclosure () -> Reject) {
    count += 1
    if described.count < limit { described.append(reject()) }
  }
}
