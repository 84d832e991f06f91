/// A list of texts in a mapped file.
public struct ArrowStrings: @unchecked Sendable {
  /// How many there are.
  public let count: Int
  private let offsets: UnsafePointer<Int32>
  private let text: UnsafeRawPointer
  /// Keeps the file mapped. `nil` for the empty list.
  private let owner: MappedFile?

  init(_ view: ArrowColumnView, owner: MappedFile) {
    count = view.count
    offsets = view.values.assumingMemoryBound(to: Int32.self)
    text = view.text
    self.owner = owner
  }

  /// The bytes of a text, valid as long as the list or its file is. A missing one is empty.
  public subscript(_ index: Int) -> UnsafeRawBufferPointer {
    precondition(index >= 0 && index < count, "index out of range")
    let start = Int(offsets[index])
    return UnsafeRawBufferPointer(start: text + start, count: Int(offsets[index + 1]) - start)
  }

  /// A text as a string; bytes that are not UTF-8 are replaced.
  public func string(_ index: Int) -> String { String(decoding: self[index], as: UTF8.self) }
}
