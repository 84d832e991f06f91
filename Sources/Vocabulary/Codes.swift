/// Sex of the persons counted (SDMX code list `CL_SEX`).
public enum Sex: UInt8, Sendable, CaseIterable {
  case total = 0
  case male = 1
  case female = 2

  /// `_T`, `M` or `F`.
  public var code: String {
    switch self {
    case .total: "_T"
    case .male: "M"
    case .female: "F"
    }
  }

  /// Reads `_T`, `T`, `M` or `F`; nil for anything else.
  public init?(code: String) {
    switch code {
    case "_T", "T": self = .total
    case "M": self = .male
    case "F": self = .female
    default: return nil
    }
  }
}

/// What an area is.
public enum AreaLevel: UInt8, Sendable, CaseIterable, Comparable {
  case nation = 0
  case province = 1
  case commune = 2

  /// `nation`, `province` or `commune`, as published.
  public var name: String {
    switch self {
    case .nation: "nation"
    case .province: "province"
    case .commune: "commune"
    }
  }

  /// In the order declared.
  public static func < (a: AreaLevel, b: AreaLevel) -> Bool { a.rawValue < b.rawValue }
}

/// SDMX code list `CL_OBS_STATUS` (2.2), as far as it changes what a value is worth.
public enum ObservationStatus {
  /// All codes of the list; another one is an error of the record.
  public static let codes: Set<String> = [
    "A", "B", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "S", "U", "V", "W",
  ]
  /// Codes that say there is no value: missing (M), exists but not collected (L), holiday (H), not sent (O).
  public static let missing: Set<String> = ["M", "L", "H", "O"]
  /// Codes of values that were not counted: estimated (E), forecast (F), imputed (I).
  public static let estimated: Set<String> = ["E", "F", "I"]
  /// Provisional.
  public static let provisional = "P"
}

/// SDMX code list `CL_CONF_STATUS` (1.3): who may see a value.
public enum ConfidentialityStatus {
  /// All codes of the list; another one is an error of the record.
  public static let codes: Set<String> = ["A", "C", "D", "F", "G", "M", "N", "O", "P", "S", "T", "U", "W"]
  /// Free to publish.
  public static let free = "F"
  /// Primary confidentiality due to small counts.
  public static let smallCount = "A"
  /// Secondary confidentiality, set by the receiver.
  public static let secondary = "S"
}
