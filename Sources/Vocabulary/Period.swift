/// A reporting period: a calendar year, or a quarter or month of one.
///
/// Packed into one integer that sorts by year, then frequency (annual, quarterly, monthly), then position.
public struct Period: Hashable, Comparable, Sendable {
  /// How often a series is observed, finest last (SDMX code list `CL_FREQ`).
  public enum Frequency: UInt8, Sendable {
    case annual = 0
    case quarterly = 1
    case monthly = 2

    /// `A`, `Q` or `M`.
    public var code: String {
      switch self {
      case .annual: "A"
      case .quarterly: "Q"
      case .monthly: "M"
      }
    }

    /// Reads `A`, `Q` or `M`; nil for anything else.
    public init?(code: String) {
      switch code {
      case "A": self = .annual
      case "Q": self = .quarterly
      case "M": self = .monthly
      default: return nil
      }
    }

    /// Periods in a full year.
    public var periodsPerYear: Int {
      switch self {
      case .annual: 1
      case .quarterly: 4
      case .monthly: 12
      }
    }
  }

  /// year << 8 | frequency << 4 | ordinal (1-based; 0 for a year).
  public let packed: Int32

  /// A calendar year.
  public init(year: Int) { packed = Int32(year) << 8 }

  /// A quarter (1...4) or month (1...12) of a year; the ordinal of an annual period is ignored.
  public init(year: Int, frequency: Frequency, ordinal: Int) {
    let position = frequency == .annual ? 0 : Int32(ordinal)
    packed = Int32(year) << 8 | Int32(frequency.rawValue) << 4 | position
  }

  /// A period as `packed` gave it.
  public init(packed: Int32) { self.packed = packed }

  /// Calendar year.
  @inlinable public var year: Int { Int(packed >> 8) }
  /// Annual, quarterly or monthly.
  @inlinable public var frequency: Frequency { Frequency(rawValue: UInt8((packed >> 4) & 0xF)) ?? .annual }
  /// 1-based position within the year; 0 for a whole year.
  @inlinable public var ordinal: Int { Int(packed & 0xF) }

  /// In the order declared.
  public static func < (a: Period, b: Period) -> Bool { a.packed < b.packed }

  /// The period's last day.
  public var lastDay: CalendarDate {
    let month =
      switch frequency {
      case .annual: 12
      case .quarterly: ordinal * 3
      case .monthly: ordinal
      }
    return CalendarDate(year: year, month: month, day: CalendarDate.days(in: month, of: year))
  }

  /// Reads `2026`, `2026-A1`, `2026-Q1`, `2026Q1`, `2026-03` or `2026-M03`; nil for anything else.
  ///
  /// SDMX 2.1 technical notes, section 4.2 (time formats): Gregorian years and months, reporting years (A), quarters (Q)
  /// and months (M).
  public init?(_ text: UnsafeRawBufferPointer) {
    guard text.count >= 4, let year = Self.number(text, 0, 4) else { return nil }
    if text.count == 4 {
      self.init(year: year)
      return
    }
    let start = text[4] == UInt8(ascii: "-") ? 5 : 4
    guard text.count > start else { return nil }
    let digits = text.count - start - 1
    switch text[start] {
    case UInt8(ascii: "A") where digits == 1 && text[start + 1] == UInt8(ascii: "1"):
      self.init(year: year)
    case UInt8(ascii: "Q") where digits == 1:
      guard let quarter = Self.number(text, start + 1, 1), (1...4).contains(quarter) else { return nil }
      self.init(year: year, frequency: .quarterly, ordinal: quarter)
    case UInt8(ascii: "M") where digits == 1 || digits == 2:
      guard let month = Self.number(text, start + 1, digits), (1...12).contains(month) else { return nil }
      self.init(year: year, frequency: .monthly, ordinal: month)
    default:
      guard start == 5, text.count == 7, let month = Self.number(text, 5, 2), (1...12).contains(month) else {
        return nil
      }
      self.init(year: year, frequency: .monthly, ordinal: month)
    }
  }

  private static func number(_ text: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> Int? {
    var value = 0
    for index in start..<(start + count) {
      guard text[index] >= 0x30, text[index] <= 0x39 else { return nil }
      value = value * 10 + Int(text[index] - 0x30)
    }
    return value
  }
}

extension Period: CustomStringConvertible {
  /// `2026`, `2026-Q1` or `2026-03`.
  public var description: String {
    switch frequency {
    case .annual: "\(year)"
    case .quarterly: "\(year)-Q\(ordinal)"
    case .monthly: ordinal < 10 ? "\(year)-0\(ordinal)" : "\(year)-\(ordinal)"
    }
  }
}
