import Definition
import Vocabulary

/// The periods of one delivery, numbered over all its records.
///
/// The first numbers are for the open periods of deletions: every period, then every period of a frequency.
final class DeliveredPeriods {
  struct Entry: BitwiseCopyable {
    let packed: Int32
    /// Raw value of the frequency.
    let frequency: Int16
    /// Position of the vintage in force at the period's end; -1 where none was.
    let vintage: Int16
  }

  /// Number of any period, and the first number of a period.
  static let any: Int32 = 0, first: Int32 = 4

  let entries = FlatList<Entry>()
  private let definition: Definition
  private var numbers: [Int32: Int32] = [:]

  init(_ definition: Definition) {
    self.definition = definition
    entries.extend(to: Int(Self.first), with: Entry(packed: 0, frequency: -1, vintage: -1))
  }

  /// The number of every period of a frequency.
  static func any(_ frequency: Period.Frequency) -> Int32 { Int32(frequency.rawValue) + 1 }

  /// The number of a period.
  func number(of period: Period) -> Int32 {
    if let known = numbers[period.packed] { return known }
    let number = Int32(entries.count)
    numbers[period.packed] = number
    entries.append(
      Entry(
        packed: period.packed, frequency: Int16(period.frequency.rawValue),
        vintage: Int16(definition.vintage(inForceOn: period.lastDay) ?? -1)))
    return number
  }

  /// The period of a number that stands for one.
  func period(_ number: Int32) -> Period { Period(packed: entries[Int(number)].packed) }

  /// A period as the canonical file has it; open ones as empty text or the code of their frequency.
  func text(_ number: Int32) -> String {
    if number >= Self.first { return period(number).description }
    return number == Self.any ? "" : Period.Frequency(rawValue: UInt8(number - 1))!.code
  }
}
