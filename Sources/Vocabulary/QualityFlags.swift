/// What a sum inherits from the observations in it; a sum's flags are the union of its parts'.
public struct QualityFlags: OptionSet, Hashable, Sendable {
  /// The flags as bits.
  public let rawValue: UInt32
  /// Flags from their bits.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// A contribution is provisional (`OBS_STATUS` P).
  public static let provisional = QualityFlags(rawValue: 1)
  /// A contribution is estimated, forecast or imputed.
  public static let estimated = QualityFlags(rawValue: 2)
  /// A contribution came through a crosswalk share that was assumed.
  public static let assumedShare = QualityFlags(rawValue: 4)
  /// A year put together from fewer periods than it has.
  public static let incompleteYear = QualityFlags(rawValue: 8)
  /// A commune that rests on some but not all of its predecessors.
  public static let incompleteParts = QualityFlags(rawValue: 16)

  /// Bits 8...: one for each `CONF_STATUS` other than F, in alphabetical order.
  private static let confidentialCodes = ConfidentialityStatus.codes.filter { $0 != ConfidentialityStatus.free }
    .sorted()

  /// The flag of a confidentiality code; empty for F.
  public static func confidentiality(_ code: String) -> QualityFlags {
    guard let index = confidentialCodes.firstIndex(of: code) else { return [] }
    return QualityFlags(rawValue: 1 << (8 + UInt32(index)))
  }

  /// Whether every contribution is free to publish.
  @inlinable public var isFree: Bool { rawValue >> 8 == 0 }

  /// `F`, or the first other code in alphabetical order.
  public var confidentialityCode: String {
    isFree ? ConfidentialityStatus.free : Self.confidentialCodes[(rawValue >> 8).trailingZeroBitCount]
  }

  /// `P`, `E` or `A` (METHODS, section 8).
  public var observationStatusCode: String {
    if !isDisjoint(with: [.provisional, .incompleteYear, .incompleteParts]) { return "P" }
    return isDisjoint(with: [.estimated, .assumedShare]) ? "A" : "E"
  }
}
