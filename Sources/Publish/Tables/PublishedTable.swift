/// A column of a published table.
struct PublishedColumn: Sendable {
  /// What the column holds, in each of the formats it is written to.
  enum Kind: Sendable {
    case text, number, integer, date
  }

  let name: String, kind: Kind, title: String, description: String
  /// Unit of the numbers, where all rows have the same.
  var unit: String?
  /// All values the column can have, where the list is closed.
  var values: [String] = []
  /// Whether every row has a value.
  var isRequired = false
  var minimum: Double?, maximum: Double?
}

/// A published table: what its columns are, and how SQL finds a row.
struct PublishedTable: Sendable {
  let name: String, title: String, description: String
  let columns: [PublishedColumn]
  /// Columns that tell the rows apart; empty where a row has no key.
  var key: [String] = []
  /// Columns of further indexes.
  var indexes: [[String]] = []
  /// Columns whose values are keys of another table of the database, each with its name.
  var references: [String: String] = [:]

  /// File name of the table as CSV.
  var fileName: String { name + ".csv" }
}
