import Definition
import Vocabulary
import Workspace

/// The words of the report that stand for codes, in both languages.
enum ReportWords {
  static func status(_ status: ComplianceStatus) -> Title {
    switch status {
    case .met: Title(vi: "Đạt", en: "Met")
    case .metWithinTolerance: Title(vi: "Cơ bản đạt", en: "Met within tolerance")
    case .unmet: Title(vi: "Chưa đạt", en: "Unmet")
    case .insufficientCoverage: Title(vi: "Chưa đủ báo cáo", en: "Too few reports")
    case .noData: Title(vi: "Không có số liệu", en: "No data")
    case .notApplicable: Title(vi: "Không áp dụng", en: "Not applicable")
    case .suppressed: Title(vi: "Không công bố", en: "Withheld")
    }
  }

  /// A sign that tells the status without its colour.
  static func sign(_ status: ComplianceStatus) -> String {
    switch status {
    case .met: "✓"
    case .metWithinTolerance: "≈"
    case .unmet: "✗"
    case .insufficientCoverage: "?"
    case .noData: "–"
    case .notApplicable: "·"
    case .suppressed: "■"
    }
  }

  static func outlook(_ outlook: Outlook) -> Title {
    switch outlook {
    case .achieved: Title(vi: "Đã đạt", en: "Achieved")
    case .onTrack: Title(vi: "Đúng tiến độ", en: "On track")
    case .slow: Title(vi: "Chậm", en: "Slow")
    case .insufficient: Title(vi: "Không đủ nhanh", en: "Insufficient")
    case .movingAway: Title(vi: "Xa dần mục tiêu", en: "Moving away")
    case .unknown: Title(vi: "Chưa rõ", en: "Not known")
    }
  }

  static func sign(_ outlook: Outlook) -> String {
    switch outlook {
    case .achieved: "★"
    case .onTrack: "▲"
    case .slow: "△"
    case .insufficient: "▷"
    case .movingAway: "▼"
    case .unknown: "–"
    }
  }

  static func severity(_ severity: Finding.Severity) -> Title {
    switch severity {
    case .critical: Title(vi: "Nghiêm trọng", en: "Critical")
    case .warning: Title(vi: "Cảnh báo", en: "Warning")
    case .info: Title(vi: "Thông tin", en: "Information")
    }
  }

  static func reason(_ reason: String) -> Title {
    switch reason {
    case "unmet_threshold": Title(vi: "Chưa đạt ngưỡng", en: "Threshold not met")
    case "off_track": Title(vi: "Chậm tiến độ", en: "Off track")
    case "moving_away": Title(vi: "Xa dần mục tiêu", en: "Moving away")
    case "insufficient_coverage": Title(vi: "Chưa đủ báo cáo", en: "Too few reports")
    case "missing_delivery": Title(vi: "Thiếu báo cáo", en: "Missing delivery")
    case "inconsistent_total": Title(vi: "Tổng không khớp", en: "Inconsistent total")
    case "revised_value": Title(vi: "Số liệu đã sửa", en: "Revised value")
    case "implausible": Title(vi: "Số liệu không hợp lý", en: "Implausible figure")
    default: Title(vi: reason, en: reason)
    }
  }

  static func counted(_ counted: Measure.Counted, isOne: Bool = false) -> Title {
    switch counted {
    case .persons: Title(vi: "người", en: isOne ? "person" : "persons")
    case .households: Title(vi: "hộ", en: isOne ? "household" : "households")
    case .communes: Title(vi: "xã", en: isOne ? "commune" : "communes")
    case .villages: Title(vi: "thôn", en: isOne ? "village" : "villages")
    case .marriages: Title(vi: "cuộc kết hôn", en: isOne ? "marriage" : "marriages")
    case .cadres: Title(vi: "cán bộ", en: isOne ? "cadre" : "cadres")
    case .targets: Title(vi: "chỉ tiêu", en: isOne ? "indicator" : "indicators")
    case .hectares: Title(vi: "ha", en: isOne ? "hectare" : "hectares")
    case .money: Title(vi: "triệu đồng/năm", en: "million VND a year")
    }
  }

  /// The units whose reports are counted for a measure.
  static func reporters(_ level: AreaLevel) -> Title {
    level == .province ? Title(vi: "tỉnh, thành phố", en: "provinces") : Title(vi: "xã", en: "communes")
  }

  static func outcome(_ outcome: String) -> Title {
    switch outcome {
    case "read", "accepted": Title(vi: "Đã đọc", en: "Read")
    case "set_aside": Title(vi: "Để riêng, không có số liệu", en: "Set aside, holds no data")
    case "unreadable", "rejected": Title(vi: "Không đọc được", en: "Unreadable")
    default: Title(vi: outcome, en: outcome)
    }
  }

  /// Marks beside a value, with what they stand for.
  static let marks: [(sign: String, label: Title)] = [
    ("P", Title(vi: "tạm tính hoặc năm chưa trọn", en: "provisional, or a year not complete")),
    ("E", Title(vi: "ước tính, dự báo hoặc điền thay", en: "estimated, forecast or imputed")),
    ("÷", Title(vi: "qua tỷ lệ chia giả định của xã tách, nhập", en: "through an assumed share of a divided commune")),
  ]

  /// The marks of a row.
  static func marks(_ row: ComplianceRow) -> String {
    guard row.reporting > 0 else { return "" }
    var result = ""
    if row.observationStatus == "P" { result += "P" }
    if row.quality.contains(.estimated) { result += "E" }
    if row.quality.contains(.assumedShare) { result += "÷" }
    return result
  }
}
