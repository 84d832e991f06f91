import Arrow
import Glibc

/// The values that the records of one batch give to one field.
///
/// A row is given its value by number, in any order or not at all, so that what a series says of all its
/// observations need not be said for each field of each one.
struct FieldColumn {
  let name: String
  var isText: Bool
  var dictionary = ArrowDictionary()
  let memory = ValueMemory()
  /// By row: 0 for no value, otherwise the code plus one. Of a text field, any value other than 0 says that there is
  /// one.
  private(set) var marks: UnsafeMutablePointer<Int32>
  private var rowCapacity: Int
  /// By row of a text field: where its text begins in `text`, and how long it is.
  private var spans: UnsafeMutablePointer<(start: Int32, count: Int32)>?
  private(set) var text: UnsafeMutablePointer<UInt8>?
  private(set) var textCount = 0
  private var textCapacity = 0

  /// A column without values for as many rows as `rowCapacity`.
  init(name: String, isText: Bool, rowCapacity: Int) {
    self.name = name
    self.isText = isText
    self.rowCapacity = rowCapacity
    marks = .allocate(capacity: rowCapacity)
    marks.initialize(repeating: 0, count: rowCapacity)
  }

  /// Makes room for as many rows as `capacity`.
  mutating func grow(rows capacity: Int) {
    let larger = UnsafeMutablePointer<Int32>.allocate(capacity: capacity)
    larger.update(from: marks, count: rowCapacity)
    (larger + rowCapacity).initialize(repeating: 0, count: capacity - rowCapacity)
    marks.deallocate()
    marks = larger
    if let spans {
      let larger = UnsafeMutablePointer<(start: Int32, count: Int32)>.allocate(capacity: capacity)
      larger.update(from: spans, count: rowCapacity)
      spans.deallocate()
      self.spans = larger
    }
    rowCapacity = capacity
  }

  func free() {
    memory.free()
    marks.deallocate()
    spans?.deallocate()
    text?.deallocate()
  }

  /// Gives `row` the value that `code` stands for.
  mutating func set(_ row: Int, code: Int32) {
    if isText {
      let values = dictionary
      values.withBytes(code) { set(row, text: $0) }
    } else {
      marks[row] = code &+ 1
    }
  }

  /// Gives `row` the text `bytes`; the field must be a text field.
  mutating func set(_ row: Int, text bytes: UnsafeRawBufferPointer) {
    if spans == nil { spans = .allocate(capacity: rowCapacity) }
    if textCount + bytes.count > textCapacity { grow(to: textCount + bytes.count) }
    if let source = bytes.baseAddress, let text {
      memcpy(text + textCount, source, bytes.count)
    }
    spans?[row] = (Int32(textCount), Int32(bytes.count))
    textCount += bytes.count
    marks[row] = 1
  }

  /// The text of `row`, which must have one.
  func text(_ row: Int) -> UnsafeRawBufferPointer {
    guard let spans else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    let span = spans[row]
    guard let text, span.count > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    return UnsafeRawBufferPointer(start: text + Int(span.start), count: Int(span.count))
  }

  /// How many bytes the value has that `code` stands for.
  func byteCount(_ code: Int32) -> Int { dictionary.withBytes(code) { $0.count } }

  /// How many bytes the coded values of the first `rows` rows would take as text.
  func textBytes(rows: Int) -> Int {
    var total = 0
    for row in 0..<rows where marks[row] > 0 { total += byteCount(marks[row] - 1) }
    return total
  }

  /// Turns the coded values of the first `rows` rows into text.
  mutating func becomeText(rows: Int) {
    isText = true
    let values = dictionary
    for row in 0..<rows where marks[row] > 0 {
      values.withBytes(marks[row] - 1) { set(row, text: $0) }
    }
  }

  /// Takes back the value that `row` was given.
  func clearRow(_ row: Int) { marks[row] = 0 }

  /// Makes `rows` rows ready for the next batch.
  mutating func clear(rows: Int) {
    marks.update(repeating: 0, count: rows)
    textCount = 0
  }

  private mutating func grow(to needed: Int) {
    let capacity = max(needed, textCapacity * 2, 4096)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    if let text {
      memcpy(larger, text, textCount)
      text.deallocate()
    }
    text = larger
    textCapacity = capacity
  }
}
