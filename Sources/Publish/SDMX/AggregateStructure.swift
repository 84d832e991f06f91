import Definition
import Vocabulary
import Workspace

/// The data structure of the published aggregates: its components in order, each with its concept and its code list.
struct AggregateStructure {
  /// What a component is for.
  enum Role {
    case dimension, time, measure
    /// An attribute, and what its values are attached to.
    case attribute(Attachment)
  }

  /// What an attribute describes.
  enum Attachment { case observation, measure, dataSet }

  /// Values of a component that has no code list.
  enum Format: String {
    case text = "String", integer = "Integer", number = "Double", period = "ObservationalTimePeriod"
  }

  /// A dimension, measure or attribute.
  struct Component {
    let id: String, name: Title, role: Role
    var codes: CodeList?
    var format = Format.text
  }

  /// A code list with its names.
  struct CodeList {
    /// A code; `parent` where the list is a hierarchy.
    struct Code {
      let id: String, name: Title
      var parent: String?
    }

    let id: String, name: Title, codes: [Code]
  }

  let dissemination: Dissemination
  let title: Title
  let components: [Component]

  init(_ definition: Definition) {
    dissemination = definition.dissemination
    title = Title(
      vi: "Số liệu tổng hợp: " + definition.title.vi, en: "Aggregates: " + definition.title.en)
    let lists = AggregateCodeLists(definition)
    components = [
      Component(id: "FREQ", name: Title(vi: "Tần suất", en: "Frequency"), role: .dimension, codes: lists.frequency),
      Component(id: "REF_AREA", name: Title(vi: "Địa bàn", en: "Reference area"), role: .dimension, codes: lists.area),
      Component(
        id: "ETHNIC_GROUP", name: Title(vi: "Dân tộc", en: "Ethnic group"), role: .dimension, codes: lists.group),
      Component(id: "SEX", name: Title(vi: "Giới tính", en: "Sex"), role: .dimension, codes: lists.sex),
      Component(id: "MEASURE", name: Title(vi: "Chỉ tiêu", en: "Measure"), role: .dimension, codes: lists.measure),
      Component(id: "SCOPE", name: Title(vi: "Phạm vi", en: "Scope"), role: .dimension, codes: lists.scope),
      Component(
        id: "TIME_PERIOD", name: Title(vi: "Kỳ", en: "Time period"), role: .time, format: .period),
      Component(
        id: "OBS_VALUE", name: Title(vi: "Giá trị", en: "Observation value"), role: .measure, format: .number),
      Component(
        id: "UNIT_MEASURE", name: Title(vi: "Đơn vị tính", en: "Unit of measure"), role: .attribute(.measure),
        codes: lists.unit),
      Component(
        id: "OBS_STATUS", name: Title(vi: "Trạng thái quan sát", en: "Observation status"),
        role: .attribute(.observation), codes: lists.observationStatus),
      Component(
        id: "CONF_STATUS", name: Title(vi: "Trạng thái bảo mật", en: "Confidentiality status"),
        role: .attribute(.observation), codes: lists.confidentiality),
      Component(
        id: "COMMUNES_REPORTING", name: Title(vi: "Số xã có báo cáo", en: "Communes reporting"),
        role: .attribute(.observation), format: .integer),
      Component(
        id: "COMMUNES_EXPECTED", name: Title(vi: "Số xã phải báo cáo", en: "Communes expected"),
        role: .attribute(.observation), format: .integer),
      Component(
        id: "COVERAGE", name: Title(vi: "Mức độ đầy đủ", en: "Communes reporting over communes expected"),
        role: .attribute(.observation), format: .number),
      Component(
        id: "AREA_VINTAGE",
        name: Title(vi: "Ngày hiệu lực của danh mục hành chính", en: "Day from which the list of areas is in force"),
        role: .attribute(.dataSet)),
    ]
  }
}
