/// A schema as a file states it.
struct DecodedSchema {
  var fields: [ArrowField] = []
  /// The dictionary of each dictionary field.
  var dictionaryIDs: [Int64?] = []
  var metadata: [String: String] = [:]

  /// Reads a `Schema` of `Schema.fbs`.
  init(_ schema: FlatTableView) throws(ArrowError) {
    guard try schema.scalar(0, default: 0 as Int16) == 0 else {
      throw ArrowError(path: schema.buffer.path, what: "is big-endian, which is not supported", offset: schema.at)
    }
    for field in try schema.tables(1) {
      let name = try field.string(0) ?? ""
      let nullable = try field.scalar(1, default: 0 as UInt8) != 0
      let encoding = try field.table(4)
      let type = try Self.type(field, name, isDictionary: encoding != nil)
      fields.append(ArrowField(name, type, nullable: nullable))
      dictionaryIDs.append(try encoding?.scalar(0, default: 0 as Int64))
    }
    for pair in try schema.tables(2) {
      metadata[try pair.string(0) ?? ""] = try pair.string(1) ?? ""
    }
  }

  private static func type(
    _ field: FlatTableView, _ name: String, isDictionary: Bool
  ) throws(ArrowError) -> ArrowType {
    let union = try field.scalar(2, default: 0 as UInt8)
    let type: ArrowType?
    switch union {
    case ArrowFormat.typeInt: type = integer(try integerName(field.table(3, "the type of \(name)")))
    case ArrowFormat.typeFloatingPoint:
      let precision = try field.table(3, "the type of \(name)").scalar(0, default: 0 as Int16)
      type = precision == ArrowFormat.precisionDouble ? .float64 : nil
    case ArrowFormat.typeUtf8: type = .utf8
    default: type = nil
    }
    guard let type else { throw unsupported(field, name, "type \(try typeName(field, union))") }
    guard isDictionary else { return type }
    guard type == .utf8 else {
      throw unsupported(field, name, "dictionary of \(try typeName(field, union)) values")
    }
    // An absent index type means int32.
    let index = try field.table(4, "the dictionary of \(name)").table(1).map(integerName) ?? "int32"
    guard index == "int32" else { throw unsupported(field, name, "dictionary index type \(index)") }
    return .dictionary
  }

  private static func integer(_ name: String) -> ArrowType? {
    switch name {
    case "int32": .int32
    case "int64": .int64
    default: nil
    }
  }

  private static func integerName(_ table: FlatTableView) throws(ArrowError) -> String {
    let width = try table.scalar(0, default: 0 as Int32)
    return try table.scalar(1, default: 0 as UInt8) != 0 ? "int\(width)" : "uint\(width)"
  }

  private static func typeName(_ field: FlatTableView, _ union: UInt8) throws(ArrowError) -> String {
    switch union {
    case ArrowFormat.typeInt: return try integerName(field.table(3, "a type"))
    case ArrowFormat.typeFloatingPoint:
      return try field.table(3, "a type").scalar(0, default: 0 as Int16) == 0 ? "float16" : "float32"
    default: return Int(union) < ArrowFormat.typeNames.count ? ArrowFormat.typeNames[Int(union)] : "number \(union)"
    }
  }

  private static func unsupported(_ field: FlatTableView, _ name: String, _ what: String) -> ArrowError {
    ArrowError(path: field.buffer.path, what: "field \(name) has \(what), which is not supported", offset: field.at)
  }
}
