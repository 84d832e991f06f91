/// A table that is no SDMX message, as a source declares it: where its cells are, and what they mean.
public struct TableDeclaration: Sendable, Equatable {
  /// How rows and cells are written.
  public enum Format: Sendable, Equatable {
    /// Lines of cells; the separator is detected where none is declared.
    case delimited(separator: UInt8?)
    /// Elements at this path from the root on, each of them a row.
    case xml(row: [String])
  }

  /// Where the values stand.
  public enum Layout: Sendable, Equatable {
    /// One value a row, in this column.
    case long(value: ColumnName)
    /// A column for every period, recognised by its header.
    case periods([PeriodColumns])
    /// A column for every measure.
    case measures([MeasureColumn])
  }

  /// Headers of periods, and what they say besides.
  public struct PeriodColumns: Sendable, Equatable {
    /// How the header reads.
    public let pattern: TextPattern
    /// What else the header says of the cells below it: sex, group, unit, status.
    public let constants: [TableDimension: String]
  }

  /// A column of one measure's values.
  public struct MeasureColumn: Sendable, Equatable {
    /// Its header.
    public let column: ColumnName
    /// The measure.
    public let measure: String
    /// What else the column says of its cells: sex, group, unit, status.
    public let constants: [TableDimension: String]
  }

  /// Rows that are ours: those whose cell is, or is not, one of a few words.
  public struct Filter: Sendable, Equatable {
    /// The column that is looked at.
    public let column: ColumnName
    /// The words, as `ComparedText` has them.
    public let words: Set<String>
    /// Whether the rows with these words are kept, or those with others.
    public let keeps: Bool
  }

  /// How values are written.
  public struct Numbers: Sendable, Equatable {
    /// The sign before the fraction.
    public var decimal: UInt8 = UInt8(ascii: ".")
    /// Signs between thousands; none where thousands are not separated.
    public var thousands: [String] = []
    /// What one delivered unit is of the declared one.
    public var factor = UnitFactor()
  }

  /// How the cells are written.
  public var format = Format.delimited(separator: nil)
  /// Encoding of the bytes: utf-8, utf-16, windows-1258, tcvn3 or vni.
  public var encoding = "utf-8"
  /// The header row stands within so many lines, and has so many rows.
  public var headerWithin = 30, headerRows = 1
  /// What the lines above the header must say, each of them.
  public var titles: [TextPattern] = []
  /// A row whose first cell begins with one of these ends the data; as `ComparedText` has them.
  public var notes: [String] = []
  /// A row with one of these in a cell is a total of other rows; as `ComparedText` has them.
  public var totals: Set<String> = []
  /// Rows that are ours.
  public var filters: [Filter] = []
  /// Where the values stand.
  public var layout: Layout
  /// Where everything else comes from.
  public var dimensions: [TableDimension: TableOrigin] = [:]
  /// Whether areas and groups are given by name.
  public var areasByName = false, groupsByName = false
  /// The code of each label, by dimension; labels as `ComparedText` has them.
  public var codes: [TableDimension: [String: String]] = [:]
  /// Columns whose empty cells mark a row as no observation.
  public var neededCells: [ColumnName] = []
  /// Years that are taken; columns and rows of others are left out. Nil where all are.
  public var years: ClosedRange<Int>?
  /// How periods in cells are written, where not as codes.
  public var periods: [TextPattern] = []
  /// How values are written.
  public var numbers = Numbers()
  /// What stands for a value that is missing, and for none at all (zero); as `ComparedText` has them.
  public var missing: Set<String> = [], zero: Set<String> = []
  /// Whether an empty cell is no observation; else it is a missing one.
  public var leavesOutEmptyCells = false

  /// The columns whose names recognise the table: all that it needs.
  public var columns: [ColumnName] {
    var columns: [ColumnName] = dimensions.sorted { $0.key < $1.key }.compactMap {
      if case .column(let name, _) = $0.value { return name }
      return nil
    }
    columns += filters.map(\.column) + neededCells
    switch layout {
    case .long(let value): columns.append(value)
    case .periods: break
    case .measures(let list): columns += list.map(\.column)
    }
    return columns
  }
}

/// A column by its header, in any of its accepted spellings.
public struct ColumnName: Sendable, Hashable {
  /// As declared; the first one names the column in messages.
  public let spellings: [String]
  /// As compared.
  public let keys: Set<String>

  /// A column; it needs a spelling.
  public init(_ spellings: [String]) {
    self.spellings = spellings
    keys = Set(spellings.map(ComparedText.key))
  }
}

/// What a cell of a table can be placed by; the raw value is the field of the stage file.
public enum TableDimension: String, Sendable, CaseIterable, Comparable {
  case frequency = "FREQ"
  case area = "REF_AREA"
  case province = "AREA_PROVINCE"
  case district = "AREA_DISTRICT"
  case commune = "AREA_COMMUNE"
  case group = "ETHNIC_GROUP"
  case sex = "SEX"
  case measure = "MEASURE"
  case period = "TIME_PERIOD"
  case unit = "UNIT_MEASURE"
  case multiplier = "UNIT_MULT"
  case status = "OBS_STATUS"
  case confidentiality = "CONF_STATUS"
  case vintage = "AREA_VINTAGE"

  /// Its key in the definition.
  public var key: String { "\(self)" }

  /// Whether it is one of the columns that name an area together.
  public var isAreaName: Bool { self == .province || self == .district || self == .commune }

  /// Whether it says which observation a cell is, rather than something about it.
  public var isKey: Bool {
    isAreaName || self == .area || self == .group || self == .sex || self == .measure || self == .period
  }

  /// In order of the fields of the stage file.
  public static func < (a: TableDimension, b: TableDimension) -> Bool {
    allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)!
  }
}

/// Where a dimension comes from.
public enum TableOrigin: Sendable, Equatable {
  /// A column; where its cells are merged downwards, an empty one means what stands above.
  case column(ColumnName, carried: Bool)
  /// The same throughout.
  case constant(String)
  /// A line above the header.
  case title(TextPattern)
  /// The delivery's file name.
  case file(TextPattern)
}
