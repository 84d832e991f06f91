import Definition
import Vocabulary

/// What decides about the values of a measure, apart from its names: small enough to be looked at for every record.
struct ValueRule: BitwiseCopyable {
  let byGroup: Bool, isStatus: Bool, isConvertible: Bool
  /// Raw value of the level whose figures are used.
  let level: UInt8
  let minimum: Double, maximum: Double

  init(_ measure: Measure) {
    byGroup = measure.byGroup
    level = measure.level.rawValue
    minimum = measure.minimum
    maximum = measure.maximum
    if case .status(let conversion) = measure.kind {
      isStatus = true
      isConvertible = conversion != .none
    } else {
      isStatus = false
      isConvertible = true
    }
  }
}

/// The code lists of statuses in order, so that a record holds a position rather than a text.
enum StatusCodes {
  static let observation = ObservationStatus.codes.sorted()
  static let confidentiality = ConfidentialityStatus.codes.sorted()
  static let isMissing = observation.map { ObservationStatus.missing.contains($0) }
  /// The same as bits: the code list is shorter than a word.
  static let missingBits = isMissing.enumerated().reduce(UInt64(0)) { $0 | ($1.element ? 1 << UInt64($1.offset) : 0) }
  static let normal = observation.firstIndex(of: "A")!
  static let free = confidentiality.firstIndex(of: ConfidentialityStatus.free)!
}
