/// Why a message cannot be read any further, where, and what to do about it.
public struct MessageError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of trouble it is, a stable word that programs may compare.
  public enum Code: String, Sendable {
    /// It is no format that is known.
    case notRecognised = "not_recognised"
    /// It is SDMX, but a form of it that is not read.
    case notSupported = "not_supported"
    /// The message ends in the middle.
    case truncated = "truncated"
    /// It breaks the rules of XML.
    case malformedXML = "xml_malformed"
    /// It has a document type declaration, which could declare entities.
    case entityDeclared = "entity_declared"
    /// Its bytes are not the encoding they are said to be.
    case invalidEncoding = "invalid_encoding"
    /// The header row lacks a column or has one twice.
    case invalidHeader = "invalid_header"
    /// Several declared sources claim the table.
    case ambiguousTable = "ambiguous_table"
    /// A quotation mark is opened and never closed.
    case unclosedQuote = "unclosed_quote"
    /// A record is longer than `MessageLimits.recordBytes`.
    case limitRecord = "limit_record"
    /// There are more columns than `MessageLimits.columns`, or more fields than the records may have.
    case limitColumns = "limit_columns"
    /// Elements are nested deeper than `MessageLimits.elementDepth`.
    case limitDepth = "limit_depth"
    /// A value is longer than `MessageLimits.valueBytes`.
    case limitValue = "limit_value"
    /// Groups take more memory than `MessageLimits.groupBytes`.
    case limitGroups = "limit_groups"
  }

  /// The kind of trouble.
  public var code: Code
  /// What happened and why.
  public var message: String
  /// What whoever runs the pipeline, or the office that delivered, can do about it.
  public var remedy: String
  /// 1-based ordinal of the record that was being read; nil before the first one.
  public var record: Int64?
  /// 1-based line in the decompressed file; nil where no line is to blame.
  public var line: Int64?
  /// 1-based column in that line, in characters; nil where unknown.
  public var column: Int?

  /// The open elements of an XML message from the root on, as `GenericData/DataSet/Series`; "" elsewhere.
  public var path = ""

  /// Creates an error.
  public init(
    _ code: Code, _ message: String, remedy: String, record: Int64? = nil, line: Int64? = nil, column: Int? = nil
  ) {
    self.code = code
    self.message = message
    self.remedy = remedy
    self.record = record
    self.line = line
    self.column = column
  }

  /// The whole error in one line.
  public var description: String {
    let place = line.map { "\($0):\(column ?? 1): " } ?? ""
    let element = path.isEmpty ? "" : " In element \(path)."
    return "\(place)\(code.rawValue): \(message)\(element) \(remedy)"
  }
}
