/// A source of deliveries: how its exports are recognised and mapped to canonical observations.
public struct Source: Sendable, Equatable {
  /// Identifier in the definition, shown in messages and summaries.
  public let id: String
  /// Structures it claims, as deliveries write them, without a version where any version will do:
  /// `VN_EMMA:COMMUNE_OBS(1.0)`, or `VN_EMMA:COMMUNE_OBS`.
  public let structures: [String]
  /// The delivered field of each canonical one.
  public let fields: FieldMap
  /// Vintage of area codes where a record does not give one; nil leaves it to the period.
  public let vintage: String?
  /// Records that may be rejected before nothing is published: more than both of these is too many.
  public let errorBudget: ErrorBudget
  /// The table that it delivers, where it is no SDMX message; its records have the structure `table:<id>`.
  public let table: TableDeclaration?

  /// A source as declared.
  public init(
    id: String, structures: [String], fields: FieldMap, vintage: String?, errorBudget: ErrorBudget,
    table: TableDeclaration? = nil
  ) {
    self.id = id
    self.structures = structures
    self.fields = fields
    self.vintage = vintage
    self.errorBudget = errorBudget
    self.table = table
  }

  /// The structure that records of a source's table have.
  public static func tableStructure(_ id: String) -> String { "table:\(id)" }

  /// Whether the source claims a structure as delivered; a declared name without a version takes any.
  public func claims(structure: String) -> Bool {
    let unversioned = structure.prefix { $0 != "(" }
    return structures.contains { $0 == structure || $0 == unversioned }
  }
}

/// The delivered field of each canonical one.
public struct FieldMap: Sendable, Equatable {
  /// Dimensions.
  public var frequency = "FREQ", area = "REF_AREA", group = "ETHNIC_GROUP", sex = "SEX", measure = "MEASURE"
  /// Time and value.
  public var period = "TIME_PERIOD", value = "OBS_VALUE"
  /// Attributes.
  public var unit = "UNIT_MEASURE", multiplier = "UNIT_MULT", status = "OBS_STATUS"
  /// Attributes.
  public var confidentiality = "CONF_STATUS", vintage = "AREA_VINTAGE"

  /// The standard delivery's fields.
  public init() {}
}

/// Rejected records a source may have: exceeded where more than `records` and more than `share` of its records are.
public struct ErrorBudget: Sendable, Equatable {
  /// Share of the source's records, 0...1.
  public let share: Double
  /// Records.
  public let records: Int

  /// A budget.
  public init(share: Double, records: Int) {
    self.share = share
    self.records = records
  }

  /// Whether so many rejects are too many.
  public func isExceeded(rejected: Int, of records: Int) -> Bool {
    rejected > self.records && Double(rejected) > share * Double(records)
  }
}
