import Definition
import SDMX

/// A table that a source of the definition declares.
public struct DeclaredTable: Sendable {
  /// Identifier of the source.
  public let id: String
  /// What was declared.
  public let declaration: TableDeclaration

  /// A declared table.
  public init(id: String, declaration: TableDeclaration) {
    self.id = id
    self.declaration = declaration
  }

  /// The tables of a definition, in order of declaration.
  public static func all(in definition: Definition) -> [DeclaredTable] {
    definition.sources.compactMap { source in
      source.table.map { DeclaredTable(id: source.id, declaration: $0) }
    }
  }

  /// What recognises it, for messages: `gso_population (Địa phương)`.
  var wanted: String {
    var wanted = declaration.columns.map { $0.spellings[0] }
    if case .periods(let periods) = declaration.layout { wanted += periods.prefix(1).map(\.pattern.source) }
    let titles = declaration.titles.map { "the title \"\($0.source)\"" }
    return "\(id) (\((wanted + titles).joined(separator: ", ")))"
  }
}

/// A table found in a delivery: which source claims it, and where its cells are.
public struct TableClaim: Sendable {
  /// The source that claims the delivery.
  public let table: DeclaredTable
  /// How its rows are written.
  let form: Form
  /// The columns found.
  let columns: TableColumns
  /// What the titles and the file name say.
  let constants: [TableDimension: String]

  /// How rows are written, with what was found of it.
  enum Form: Sendable {
    /// Separator, and the line the last header row begins on.
    case delimited(separator: UInt8, headerLine: Int64)
    case xml
  }
}
