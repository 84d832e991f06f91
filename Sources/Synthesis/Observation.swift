/// Text of a field, made once and written often.
typealias Bytes = [UInt8]

extension Bytes {
  init(_ text: String) { self = Array(text.utf8) }
}

/// A value as delivered.
enum Figure {
  case whole(Int)
  /// Tenths, written with a decimal point.
  case tenths(Int)
  /// As written: `NaN`, or what is no number.
  case text(Bytes)
  /// An empty field, or none.
  case absent
}

/// One record of a delivery.
struct Observation {
  var area: Bytes, group: Bytes = Codes.total, sex: Bytes = Codes.total, measure: Bytes, period: Bytes
  /// Nil: the one that fits the period.
  var frequency: Bytes?
  var value: Figure
  var unit: Bytes = [], multiplier: Bytes = [], status: Bytes = [], confidentiality: Bytes = []
  var vintage: Bytes = [], comment: Bytes = []
  /// Of SDMX-CSV 2.0; XML has it on the data set.
  var action: Bytes = Codes.append

  /// The frequency as written.
  var writtenFrequency: Bytes {
    if let frequency { return frequency }
    if period.count <= 4 { return Codes.annual }
    return period.contains(UInt8(ascii: "Q")) ? Codes.quarterly : Codes.monthly
  }
}

/// Codes that occur all over.
enum Codes {
  static let total = Bytes("_T"), minorities = Bytes("EM"), male = Bytes("M"), female = Bytes("F")
  static let annual = Bytes("A"), quarterly = Bytes("Q"), monthly = Bytes("M")
  static let append = Bytes("I"), delete = Bytes("D")
  static let missing = Bytes("M"), provisional = Bytes("P"), estimated = Bytes("E"), confidential = Bytes("C")
  static let notANumber = Bytes("NaN")
}
