import Definition
import Vocabulary

/// The columns that say where a figure belongs, the same in every table.
enum PlaceColumns {
  static let areaLevel = PublishedColumn(
    name: "area_level", kind: .text, title: "Area level", description: "What the area is.",
    values: AreaLevel.allCases.map(\.name), isRequired: true)
  static let area = PublishedColumn(
    name: "area", kind: .text, title: "Area",
    description: "VN for the nation, else the code of the province in the canonical vintage.", isRequired: true)
  static let areaName = PublishedColumn(
    name: "area_name", kind: .text, title: "Area name", description: "Name of the area in Vietnamese.")
  static let group = PublishedColumn(
    name: "ethnic_group", kind: .text, title: "Ethnic group",
    description: "01 to 54 of the official list, 55 foreign, NK not stated, _T everyone, EM all minorities (02 to 54).",
    isRequired: true)
  static let groupName = PublishedColumn(
    name: "ethnic_group_name", kind: .text, title: "Ethnic group name",
    description: "Name of the ethnic group in Vietnamese.")
  static let sex = PublishedColumn(
    name: "sex", kind: .text, title: "Sex", description: "_T both, M male, F female.",
    values: Sex.allCases.map(\.code), isRequired: true)
  static let delivery = PublishedColumn(
    name: "delivery", kind: .text, title: "Delivery", description: "Name of the file in the inbox.", isRequired: true)
  static let period = PublishedColumn(
    name: "period", kind: .integer, title: "Period", description: "Calendar year.", unit: "year", isRequired: true)
  static let reporting = PublishedColumn(
    name: "communes_reporting", kind: .integer, title: "Communes reporting",
    description: "Communes that report what the figure is made of; provinces, for measures kept by the province.",
    unit: "communes", isRequired: true, minimum: 0)
  static let expected = PublishedColumn(
    name: "communes_expected", kind: .integer, title: "Communes expected",
    description:
      "Communes of the programme in which the group has been observed; provinces, for measures kept by them.",
    unit: "communes", isRequired: true, minimum: 0)
  static let coverage = PublishedColumn(
    name: "coverage", kind: .number, title: "Coverage", description: "Communes reporting over communes expected.",
    unit: "ratio", minimum: 0)
  static let observationStatus = PublishedColumn(
    name: "obs_status", kind: .text, title: "Observation status",
    description:
      "SDMX CL_OBS_STATUS: P provisional or incomplete, E estimated or through an assumed share, A otherwise; "
      + "empty where nothing reports.",
    values: ["A", "E", "P"])
  static let confidentiality = PublishedColumn(
    name: "conf_status", kind: .text, title: "Confidentiality status",
    description:
      "SDMX CL_CONF_STATUS: F free; A withheld because it counts too few people; S withheld to protect another "
      + "figure; another code as delivered, and withheld for it; empty where nothing reports.",
    values: ConfidentialityStatus.codes.sorted())
}

/// The words of those columns.
struct PlaceWords: Sendable {
  private let levels: Words, areas: Words, areaNames: Words, groups: Words, groupNames: Words, sexes: Words
  private let register: AreaRegister

  init(_ definition: Definition) {
    register = definition.areas
    levels = Words(AreaLevel.allCases.map(\.name))
    areas = Words(register.codes)
    areaNames = Words(register.names)
    groups = Words(definition.groups.codes)
    groupNames = Words(definition.groups.names)
    sexes = Words(Sex.allCases.map(\.code))
  }

  /// Level and code of an area.
  func append(_ area: AreaIndex, to writer: inout some RowWriter & ~Copyable) {
    writer.append(levels, Int(register.level(area).rawValue))
    writer.append(areas, Int(area))
  }

  /// Code of a group.
  func append(_ group: GroupIndex, to writer: inout some RowWriter & ~Copyable) { writer.append(groups, Int(group)) }

  /// The codes of area, group and sex.
  func append(code area: AreaIndex, _ group: GroupIndex, _ sex: Sex, to writer: inout some RowWriter & ~Copyable) {
    writer.append(areas, Int(area))
    writer.append(groups, Int(group))
    writer.append(sexes, Int(sex.rawValue))
  }

  /// All columns from the area's level to the period.
  func append(
    _ area: AreaIndex, _ group: GroupIndex, _ sex: Sex, _ year: Int, to writer: inout some RowWriter & ~Copyable
  ) {
    append(area, to: &writer)
    writer.append(areaNames, Int(area))
    append(group, to: &writer)
    writer.append(groupNames, Int(group))
    writer.append(sexes, Int(sex.rawValue))
    writer.append(integer: year)
  }
}
