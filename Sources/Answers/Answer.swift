/// What a question about a workspace comes to, before it is written for a person, as JSON or as CSV.
public struct Answer: Sendable {
  /// What the question was, for example `targets`: JSON begins with it.
  public let name: String
  /// In the order in which they are written.
  public var sections: [Section]
  /// Key of the table that is the answer as CSV.
  public let principal: String

  /// A part of an answer.
  public enum Section: Sendable {
    /// Sentences for a person; the other forms have the same as facts or rows.
    case lines([String])
    case facts(AnswerFacts)
    case table(AnswerTable)
  }

  /// An answer.
  public init(_ name: String, principal: String, _ sections: [Section]) {
    self.name = name
    self.principal = principal
    self.sections = sections
  }
}

/// Single facts, each with its name.
public struct AnswerFacts: Sendable {
  /// One fact.
  public struct Fact: Sendable {
    /// Name in JSON, and for a person.
    public let key: String, label: String
    /// What it is.
    public let cell: AnswerCell

    /// A fact; for a person it has the name of JSON unless another is given.
    public init(_ key: String, _ label: String? = nil, _ cell: AnswerCell) {
      self.key = key
      self.label = label ?? key
      self.cell = cell
    }
  }

  /// Name of the object that holds them in JSON; nil where they are members of the answer itself.
  public let key: String?
  /// In the order in which they are written.
  public let facts: [Fact]
  /// Whether they are shown to a person.
  public let isShown: Bool

  /// Facts under a name.
  public init(_ key: String?, isShown: Bool = true, _ facts: [Fact]) {
    self.key = key
    self.facts = facts
    self.isShown = isShown
  }
}

/// Rows of the same kind.
public struct AnswerTable: Sendable {
  /// A column.
  public struct Column: Sendable {
    /// How a column takes part in the text form.
    public enum Role: Sendable {
      /// A word or code.
      case word
      /// A figure, set right.
      case figure
      /// A name, shortened where there is no room.
      case name
      /// A sentence, which goes on below itself where there is no room; the last of the columns.
      case sentence
      /// For programs only.
      case hidden
    }

    /// Name in JSON and CSV, and for a person.
    public let key: String, title: String
    /// How it is shown.
    public let role: Role

    /// A column; for a person it has the name of JSON unless another is given.
    public init(_ key: String, _ title: String? = nil, _ role: Role = .word) {
      self.key = key
      self.title = title ?? key
      self.role = role
    }

    /// A column that has the name of JSON.
    public init(_ key: String, _ role: Role) { self.init(key, nil, role) }
  }

  /// Name of the array that holds the rows in JSON.
  public let key: String
  /// Line above the table, for a person; and the line in its place where there is no row.
  public let title: String?, empty: String?
  /// Columns in order.
  public let columns: [Column]
  /// Rows with as many cells as there are columns.
  public let rows: [[AnswerCell]]
  /// Whether it is shown to a person.
  public let isShown: Bool

  /// A table.
  public init(
    _ key: String, title: String? = nil, empty: String? = nil, isShown: Bool = true, _ columns: [Column],
    _ rows: [[AnswerCell]]
  ) {
    self.key = key
    self.title = title
    self.empty = empty
    self.isShown = isShown
    self.columns = columns
    self.rows = rows
  }
}
