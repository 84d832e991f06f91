/// One row of a table while it is read; bytes are valid until the next cell is asked for.
protocol TableRow {
  /// How many cells it has.
  var count: Int { get }
  /// The 1-based line it begins on, and the column.
  var place: (line: Int64, column: Int) { get }
  /// The bytes of a cell as delivered.
  func cell(_ index: Int) -> UnsafeRawBufferPointer
  /// Where a cell begins; asked for from left to right.
  mutating func place(of index: Int) -> (line: Int64, column: Int)
}

extension UnsafeRawBufferPointer {
  /// Whether there is nothing but white space, non-breaking spaces among it.
  var isBlank: Bool {
    var index = 0
    while index < count {
      switch self[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      case 0xC2 where index + 1 < count && self[index + 1] == 0xA0: index += 2
      default: return false
      }
    }
    return true
  }

  /// The first bytes, at most `count`.
  func head(_ count: Int) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: prefix(count)) }

  var text: String { String(decoding: self, as: UTF8.self) }
}
