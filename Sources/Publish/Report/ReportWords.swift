import Definition
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
    case .suppressed: Title(vi: "Bảo mật", en: "Withheld")
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
    case .unknown: ""
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
    default: Title(vi: reason, en: reason)
    }
  }

  static func counted(_ counted: Measure.Counted) -> Title {
    switch counted {
    case .persons: Title(vi: "người", en: "persons")
    case .households: Title(vi: "hộ", en: "households")
    case .communes: Title(vi: "xã", en: "communes")
    case .villages: Title(vi: "thôn", en: "villages")
    case .marriages: Title(vi: "cuộc kết hôn", en: "marriages")
    case .cadres: Title(vi: "cán bộ", en: "cadres")
    case .targets: Title(vi: "chỉ tiêu", en: "targets")
    case .hectares: Title(vi: "ha", en: "hectares")
    case .money: Title(vi: "triệu đồng/năm", en: "million VND a year")
    }
  }
}
