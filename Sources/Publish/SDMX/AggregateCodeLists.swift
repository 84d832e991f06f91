import Definition
import Vocabulary
import Workspace

/// The code lists of the published aggregates, with names in Vietnamese and English.
struct AggregateCodeLists {
  typealias CodeList = AggregateStructure.CodeList
  typealias Code = CodeList.Code

  let frequency: CodeList, area: CodeList, group: CodeList, sex: CodeList, measure: CodeList, scope: CodeList
  let unit: CodeList, observationStatus: CodeList, confidentiality: CodeList

  init(_ definition: Definition) {
    frequency = CodeList(
      id: "CL_FREQ", name: Title(vi: "Tần suất", en: "Frequency"),
      codes: [Code(id: "A", name: Title(vi: "Năm", en: "Annual"))])
    area = Self.areas(definition)
    group = Self.groups(definition.groups)
    sex = CodeList(
      id: "CL_SEX", name: Title(vi: "Giới tính", en: "Sex"),
      codes: [
        Code(id: Sex.total.code, name: Title(vi: "Cả hai giới", en: "Total")),
        Code(id: Sex.male.code, name: Title(vi: "Nam", en: "Male"), parent: Sex.total.code),
        Code(id: Sex.female.code, name: Title(vi: "Nữ", en: "Female"), parent: Sex.total.code),
      ])
    measure = CodeList(
      id: "CL_MEASURE", name: Title(vi: "Chỉ tiêu", en: "Measure"),
      codes: definition.measures.map { Code(id: $0.code, name: $0.title) })
    scope = CodeList(
      id: "CL_SCOPE", name: Title(vi: "Phạm vi", en: "Scope"),
      codes: [
        Code(
          id: SumScope.programme.code,
          name: Title(vi: "Các xã thuộc chương trình trong năm", en: "Communes of the programme in the year")),
        Code(id: SumScope.all.code, name: Title(vi: "Mọi xã", en: "Every commune")),
      ])
    unit = Self.units(definition.measures)
    observationStatus = CodeList(
      id: "CL_OBS_STATUS", name: Title(vi: "Trạng thái quan sát", en: "Observation status"),
      codes: Self.observationStatuses.map { Code(id: $0.0, name: $0.1) })
    confidentiality = CodeList(
      id: "CL_CONF_STATUS", name: Title(vi: "Trạng thái bảo mật", en: "Confidentiality status"),
      codes: ConfidentialityStatus.codes.sorted().map { Code(id: $0, name: Self.confidentiality($0)) })
  }

  /// The areas that aggregates are published for: the nation with its provinces.
  private static func areas(_ definition: Definition) -> CodeList {
    let areas = definition.areas, vintage = definition.canonicalVintage
    func name(_ area: AreaIndex) -> Title {
      let english = areas.englishNames[Int(area)]
      return Title(vi: areas.names[Int(area)], en: english.isEmpty ? areas.names[Int(area)] : english)
    }
    let nation = areas.codes[Int(AreaRegister.nation)]
    return CodeList(
      id: "CL_AREA", name: Title(vi: "Địa bàn, danh mục ngày \(vintage)", en: "Areas, list of \(vintage)"),
      codes: [Code(id: nation, name: name(AreaRegister.nation))]
        + areas.provinces.map { Code(id: areas.codes[Int($0)], name: name($0), parent: nation) })
  }

  /// The groups below the totals that they are parts of.
  private static func groups(_ groups: GroupRegister) -> CodeList {
    let parts = Set(groups.minorityParts)
    return CodeList(
      id: "CL_ETHNIC_GROUP", name: Title(vi: "Dân tộc", en: "Ethnic group"),
      codes: PublishedOrder.groups(groups).map { group in
        let english = groups.englishNames[Int(group)], name = groups.names[Int(group)]
        let above = parts.contains(group) ? groups.minorities : groups.total
        return Code(
          id: groups.codes[Int(group)], name: Title(vi: name, en: english.isEmpty ? name : english),
          parent: group == groups.total ? nil : groups.codes[Int(above)])
      })
  }

  private static func units(_ measures: [Measure]) -> CodeList {
    var names: [String: Title] = [:]
    for measure in measures {
      names[measure.unitCode] = Title(vi: ReportWords.counted(measure.counted).vi, en: measure.unit)
    }
    return CodeList(
      id: "CL_UNIT", name: Title(vi: "Đơn vị tính", en: "Unit of measure"),
      codes: names.sorted { $0.key < $1.key }.map { Code(id: $0.key, name: $0.value) })
  }

  /// Codes of SDMX CL_OBS_STATUS 2.2 that aggregates have.
  private static let observationStatuses: [(String, Title)] = [
    ("A", Title(vi: "Giá trị bình thường", en: "Normal value")),
    ("E", Title(vi: "Giá trị ước tính", en: "Estimated value")),
    (ObservationStatus.notReported, Title(vi: "Thiếu giá trị: không có báo cáo", en: "Missing value")),
    ("P", Title(vi: "Giá trị tạm tính", en: "Provisional value")),
    (ObservationStatus.suppressed, Title(vi: "Thiếu giá trị: không công bố", en: "Missing value; suppressed")),
  ]

  /// Names of SDMX CL_CONF_STATUS 1.3, as far as an aggregate is likely to have the code.
  private static func confidentiality(_ code: String) -> Title {
    switch code {
    case "A": Title(vi: "Bảo mật do số lượng nhỏ", en: "Primary confidentiality due to small counts")
    case "C": Title(vi: "Thông tin thống kê mật", en: "Confidential statistical information")
    case "D":
      Title(
        vi: "Bảo mật thứ cấp do nơi gửi đặt", en: "Secondary confidentiality set by the sender, not for publication")
    case "F": Title(vi: "Được công bố", en: "Free for publication")
    case "N":
      Title(vi: "Chỉ dùng nội bộ", en: "Not for publication, restricted for internal use only")
    case "S":
      Title(
        vi: "Bảo mật thứ cấp để bảo vệ số liệu khác",
        en: "Secondary confidentiality set and managed by the receiver, not for publication")
    default:
      Title(vi: "Bảo mật theo mã \(code) của nguồn", en: "Confidential, code \(code) of CL_CONF_STATUS as delivered")
    }
  }
}

extension SumScope {
  /// The code of the scope in SDMX.
  var code: String { self == .programme ? "PROGRAMME" : "ALL" }
}

extension ObservationStatus {
  /// No report has a value; a value there is not published.
  static let notReported = "O", suppressed = "Q"
}

extension Measure {
  /// The code of the unit: one that deliveries of the measure may have, where SDMX allows one of those as an identifier.
  var unitCode: String {
    let plain = Self.identifier(unit)
    let accepted = unitFactors.filter { $0.value == UnitFactor() && Self.identifier($0.key) == $0.key }.keys
    for code in [plain, Self.identifier(counted.rawValue)] where accepted.contains(code) { return code }
    // The longest says most.
    return accepted.max { ($0.utf8.count, $1) < ($1.utf8.count, $0) } ?? plain
  }

  private static func identifier(_ text: String) -> String {
    String(
      text.uppercased().map { letter in
        letter.isASCII && (letter.isLetter || letter.isNumber || letter == "_") ? letter : "_"
      })
  }
}
