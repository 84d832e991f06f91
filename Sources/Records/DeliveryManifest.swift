import FoundationEssentials

/// What became of every file of an inbox: the contents of `deliveries.json`.
public struct DeliveryManifest: Codable, Sendable, Equatable {
  /// The file's name within the folder of ingested deliveries.
  public static let fileName = "deliveries.json"

  /// What deliveries were read by: the same bytes are read the same way as long as both are the same.
  public struct Basis: Codable, Sendable, Equatable {
    /// The program, and the tables that the definition declares, each as a hash.
    public var program: String, tables: String

    /// A basis.
    public init(program: String, tables: String) {
      self.program = program
      self.tables = tables
    }
  }

  /// What they were read by; nil where that is not known.
  public var basis: Basis?
  /// One entry for each delivery, in byte order of their names.
  public var deliveries: [DeliveryEntry]

  /// Creates a manifest.
  public init(deliveries: [DeliveryEntry], basis: Basis? = nil) {
    self.basis = basis
    self.deliveries = deliveries
  }

  /// Reads the manifest of the folder at `folder`.
  /// - Throws: the errors of reading a file and of decoding JSON; `CocoaError` where the file is damaged.
  public static func load(from folder: String) throws -> DeliveryManifest {
    let path = folder + "/" + fileName
    guard let data = SealedJSON.opened(try Data(contentsOf: URL(filePath: path))) else {
      throw CocoaError(.fileReadCorruptFile)
    }
    return try JSONDecoder().decode(DeliveryManifest.self, from: Data(data))
  }

  /// Writes the manifest into the folder at `folder`: keys sorted, so that the same deliveries give the same bytes.
  /// - Throws: the errors of writing a file.
  public func save(to folder: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    var data = try encoder.encode(self)
    data.append(0x0A)
    try Data(SealedJSON.sealed(data)).write(to: URL(filePath: folder + "/" + Self.fileName))
  }
}

/// What became of one delivery.
public struct DeliveryEntry: Codable, Sendable, Equatable {
  /// How reading the delivery ended.
  public enum Outcome: String, Codable, Sendable {
    /// Its records were written, but for the rejected ones.
    case read
    /// It is a message without data, and no fault of anybody.
    case setAside = "set_aside"
    /// It could not be read; `rejects` has one entry that says why.
    case unreadable
  }

  /// The path of the file relative to the inbox.
  public var name: String
  /// The SHA-256 of the delivered bytes in hexadecimal; "" if they could not be read to the end.
  public var sha256: String
  /// The size of the delivered file in bytes.
  public var bytes: Int64
  /// How reading it ended.
  public var outcome: Outcome
  /// The format with its version, as `SDMX-CSV 2.0`; "" where it was not recognised.
  public var format: String
  /// The ids of the structures of its records, in order of appearance.
  public var structures: [String]
  /// When the message says it was prepared, as delivered; nil where it does not say.
  public var prepared: String?
  /// How many records were written.
  public var records: Int64
  /// How many records were rejected, described or not.
  public var rejected: Int64
  /// The rejected records, the first ones only where there are very many; of an unreadable delivery, the reason.
  public var rejects: [Reject]
  /// Things worth telling that are no errors, and why a message was set aside.
  public var notes: [String]
  /// The name of the Arrow file in the same folder; nil where nothing was written.
  public var file: String?

  /// Creates an entry for a delivery of which nothing is known yet.
  public init(name: String) {
    self.name = name
    sha256 = ""
    bytes = 0
    outcome = .unreadable
    format = ""
    structures = []
    records = 0
    rejected = 0
    rejects = []
    notes = []
  }

  /// Writes all keys, null where there is no value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(sha256, forKey: .sha256)
    try container.encode(bytes, forKey: .bytes)
    try container.encode(outcome, forKey: .outcome)
    try container.encode(format, forKey: .format)
    try container.encode(structures, forKey: .structures)
    try container.encode(prepared, forKey: .prepared)
    try container.encode(records, forKey: .records)
    try container.encode(rejected, forKey: .rejected)
    try container.encode(rejects, forKey: .rejects)
    try container.encode(notes, forKey: .notes)
    try container.encode(file, forKey: .file)
  }

  /// The name of the Arrow file for the delivery called `name`: one file name for each delivery, and no folder.
  public static func arrowFileName(_ name: String) -> String {
    name.replacing("%", with: "%25").replacing("/", with: "%2F") + ".arrow"
  }
}
