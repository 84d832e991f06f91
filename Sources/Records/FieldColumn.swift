import Arrow
import Glibc

/// The values that the records of one batch give to one field.
///
/// A row is given its value by number, at any moment until it ends or not at all, so that what a series says of all its
/// observations need not be said for each field of each one.
@usableFromInline
struct FieldColumn {
  let name: String
  @usableFromInline var isText: Bool
  var dictionary = ArrowDictionary()
  @usableFromInline let memory = ValueMemory()
  /// By row: the code of its value, of a text field how many bytes its text has; negative where there is no value.
  @usableFromInline private(set) var codes: UnsafeMutablePointer<Int32>
  private var block: RecordMemory.Block
  /// The texts of all rows, one behind the other.
  private(set) var text: UnsafeMutableRawPointer?
  private var textBlock: RecordMemory.Block?
  private(set) var textCount = 0
  private let owner: RecordMemory

  /// A column with room for as many rows as `rows`, none of which has a value.
  init(name: String, isText: Bool, rows: Int, memory owner: RecordMemory) {
    self.name = name
    self.isText = isText
    self.owner = owner
    block = owner.reuse(Self.bytes(RecordWriter.batchRecords)) ?? owner.take(Self.bytes(rows))
    codes = block.start.assumingMemoryBound(to: Int32.self)
    codes.initialize(repeating: -1, count: rows)
  }

  /// One more than there are rows, for the offsets that a text column turns into.
  private static func bytes(_ rows: Int) -> Int { (rows + 1) * MemoryLayout<Int32>.stride }

  func free() {
    memory.free()
    owner.giveBack(block)
    if let textBlock { owner.giveBack(textBlock) }
  }

  /// Makes the rows `rows` ready to be given values; all rows before them are.
  mutating func prepare(_ rows: Range<Int>) {
    if Self.bytes(rows.upperBound) > block.byteCount {
      let capacity = min(max(rows.lowerBound * 4, rows.upperBound), RecordWriter.batchRecords)
      let larger = owner.take(Self.bytes(capacity))
      larger.start.copyMemory(from: block.start, byteCount: rows.lowerBound * MemoryLayout<Int32>.stride)
      owner.giveBack(block)
      block = larger
      codes = block.start.assumingMemoryBound(to: Int32.self)
    }
    (codes + rows.lowerBound).initialize(repeating: -1, count: rows.count)
  }

  /// Gives `row`, which is the last one, the text that `code` stands for; the field must be a text field.
  mutating func setText(_ row: Int, code: Int32) {
    let values = dictionary
    values.withBytes(code) { set(row, text: $0) }
  }

  /// Gives `row`, which is the last one, the text `bytes`; the field must be a text field.
  mutating func set(_ row: Int, text bytes: UnsafeRawBufferPointer) {
    // What it was given before is the last of the texts.
    if codes[row] > 0 { textCount &-= Int(codes[row]) }
    codes[row] = append(bytes)
  }

  /// The text of `row`, which is the last one and has one.
  func lastText(_ row: Int) -> UnsafeRawBufferPointer {
    guard let text, codes[row] > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    return UnsafeRawBufferPointer(start: text + textCount - Int(codes[row]), count: Int(codes[row]))
  }

  /// How many bytes the value has that `code` stands for.
  func byteCount(_ code: Int32) -> Int { dictionary.withBytes(code) { $0.count } }

  /// How many bytes the coded values of the first `rows` rows would take as text.
  func textBytes(rows: Int) -> Int {
    var total = 0
    for row in 0..<rows where codes[row] >= 0 { total += byteCount(codes[row]) }
    return total
  }

  /// Turns the coded values of the first `rows` rows into text.
  mutating func becomeText(rows: Int) {
    isText = true
    let values = dictionary
    for row in 0..<rows where codes[row] >= 0 {
      codes[row] = values.withBytes(codes[row]) { append($0) }
    }
  }

  /// Takes back the value that `row`, which is the last one, was given.
  mutating func clearRow(_ row: Int) {
    if isText, codes[row] > 0 { textCount -= Int(codes[row]) }
    codes[row] = -1
  }

  /// Forgets the texts of all rows.
  mutating func clearText() { textCount = 0 }

  /// Turns the lengths of the first `rows` texts into offsets, one more than there are rows. The column must be prepared
  /// before it is used again.
  func makeOffsets(rows: Int) -> UnsafeBufferPointer<Int32> {
    var offset: Int32 = 0
    for row in 0..<rows {
      let count = max(codes[row], 0)
      codes[row] = offset
      offset += count
    }
    // The block has room for it, see `bytes`.
    codes[rows] = offset
    return UnsafeBufferPointer(start: codes, count: rows + 1)
  }

  /// Puts `bytes` behind the other texts; how many they are.
  @inline(__always)
  private mutating func append(_ bytes: UnsafeRawBufferPointer) -> Int32 {
    let count = bytes.count
    let end = textCount + count
    if end > textBlock?.byteCount ?? 0 { growText(to: end) }
    if let source = bytes.baseAddress, let text {
      // Both cases write within `count` bytes from `textCount` on, for which there is room now.
      let target = text + textCount
      if count >= 8, count <= 16 {
        let last = source.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
        target.storeBytes(of: source.loadUnaligned(as: UInt64.self), as: UInt64.self)
        target.storeBytes(of: last, toByteOffset: count &- 8, as: UInt64.self)
      } else if count >= 4, count < 8 {
        let last = source.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
        target.storeBytes(of: source.loadUnaligned(as: UInt32.self), as: UInt32.self)
        target.storeBytes(of: last, toByteOffset: count &- 4, as: UInt32.self)
      } else {
        memcpy(target, source, count)
      }
    }
    textCount = end
    return Int32(count)
  }

  @inline(never)
  private mutating func growText(to needed: Int) {
    let capacity = max(needed, (textBlock?.byteCount ?? 0) * 2, 4096)
    let larger = owner.reuse(max(capacity, Self.bytes(RecordWriter.batchRecords))) ?? owner.take(capacity)
    if let textBlock {
      larger.start.copyMemory(from: textBlock.start, byteCount: textCount)
      owner.giveBack(textBlock)
    }
    textBlock = larger
    text = larger.start
  }
}
