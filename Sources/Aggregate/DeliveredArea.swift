/// The code of an area as delivered, packed so that it sorts as the text does.
public struct DeliveredArea: Hashable, Comparable, Sendable {
  /// The bytes of the code from the highest on, and zeros.
  private let packed: UInt64

  /// The most bytes a code has; those of the design have two or five.
  static let longest = 8

  /// A code; nil where it is empty or too long.
  init?(_ code: String) {
    guard (1...Self.longest).contains(code.utf8.count) else { return nil }
    packed = code.utf8.reduce(0) { $0 << 8 | UInt64($1) } << UInt64(8 * (Self.longest - code.utf8.count))
  }

  /// The code as text.
  public var code: String {
    let bytes = (0..<Self.longest).map { UInt8(truncatingIfNeeded: packed >> UInt64(56 - 8 * $0)) }
    return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// In order of the bytes.
  public static func < (a: DeliveredArea, b: DeliveredArea) -> Bool { a.packed < b.packed }
}
