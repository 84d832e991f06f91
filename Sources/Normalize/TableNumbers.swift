import Definition
import Vocabulary

/// Reads values as a table writes them: decimal sign, signs between thousands, marks for missing and for none.
struct TableNumbers {
  enum Reading: Equatable {
    case value(Double), missing, unreadable
  }

  private let table: TableDeclaration
  private let thousands: Set<Character>
  private let decimal: Character

  init(_ table: TableDeclaration) {
    self.table = table
    thousands = Set(table.numbers.thousands.compactMap(\.first))
    decimal = Character(Unicode.Scalar(table.numbers.decimal))
  }

  /// A value times ten to the power `scale`; an empty one is missing.
  func read(_ bytes: UnsafeRawBufferPointer, scale: Int) -> Reading {
    if !bytes.isEmpty, bytes.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
      return DecimalText.parse(bytes, scale: scale).map { .value($0) } ?? .unreadable
    }
    let text = String(decoding: bytes, as: UTF8.self).withoutOuterSpace
    let key = ComparedText.key(text)
    if text.isEmpty || text == "NaN" || table.missing.contains(key) { return .missing }
    if table.zero.contains(key) { return .value(0) }
    guard var digits = plain(text) else { return .unreadable }
    return digits.withUTF8 { DecimalText.parse(UnsafeRawBufferPointer($0), scale: scale) }.map { .value($0) }
      ?? .unreadable
  }

  /// A number with a decimal point and nothing between thousands; nil where the signs do not stand as they must.
  private func plain(_ text: String) -> String? {
    var rest = Substring(text)
    var sign = ""
    if let first = rest.first, "-+−".contains(first) {
      sign = first == "+" ? "" : "-"
      rest = rest.dropFirst()
    }
    let parts = rest.split(separator: decimal, maxSplits: 1, omittingEmptySubsequences: false)
    let groups = parts[0].split(omittingEmptySubsequences: false) { thousands.contains($0) }
    if groups.count > 1 {
      guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
    }
    let digits = groups.joined()
    // Without the sign for it a point is no decimal point: 1.234 is not a little more than one.
    guard !digits.contains("."), parts.count == 1 || !parts[1].contains(where: { $0 == "." || $0 == "," }) else {
      return nil
    }
    return sign + digits + (parts.count > 1 ? "." + parts[1] : "")
  }

  /// How a number is written, for messages.
  var example: String {
    let separator = table.numbers.thousands.first ?? ""
    return "1\(separator)234\(decimal)5"
  }
}

extension String {
  /// Without white space at both ends, non-breaking spaces among it.
  var withoutOuterSpace: String {
    var text = Substring(self)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
