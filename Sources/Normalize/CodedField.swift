import Arrow

/// A delivered field whose values mean small numbers, each worked out once a code.
///
/// A negative meaning is a value that the quick way of reading leaves to the careful one: an unknown code, most often.
final class CodedField {
  /// How many rows `fill` can be asked for.
  static let rowLimit = 512

  /// What no known code means.
  static let unknown: Int32 = -1

  let column: CodedColumn
  /// The meaning of each of the rows asked for last.
  let meaningsOfRows: UnsafeMutablePointer<Int32>
  private let meanings = FlatList<Int32>()
  private let resolve: (String) -> Int32
  private var areAllResolved = false
  /// The meaning that stands in all of `meaningsOfRows`, where it is one.
  private var constant: Int32?

  /// Stands for the meaning of a code that was not met yet.
  private static let unresolved = Int32.min

  /// - Parameters:
  ///   - none: the meaning of nothing, or empty text.
  ///   - resolve: the meaning of a text.
  init(_ name: String, in file: ArrowFile, none: Int32, _ resolve: @escaping (String) -> Int32) {
    column = CodedColumn(name, in: file)
    self.resolve = resolve
    meanings.append(none)
    meaningsOfRows = .allocate(capacity: Self.rowLimit)
    meaningsOfRows.initialize(repeating: none, count: Self.rowLimit)
  }

  deinit { meaningsOfRows.deallocate() }

  /// The code of a row: 0 where nothing, or empty text, was given.
  func code(_ batch: ArrowBatch, _ row: Int) -> Int { column.code(batch, row) }

  /// The meaning of a code.
  func meaning(of code: Int) -> Int32 {
    meanings.extend(to: code + 1, with: Self.unresolved)
    if meanings[code] == Self.unresolved { meanings[code] = resolve(column.text(code)) }
    return meanings[code]
  }

  /// Works out the meanings of some rows.
  func fill(_ batch: ArrowBatch, _ rows: Range<Int>) {
    precondition(rows.count <= Self.rowLimit && rows.lowerBound >= 0 && rows.upperBound <= batch.rowCount)
    switch column.storage {
    case .absent: fill(with: meanings[0])
    case .plain:
      constant = nil
      for (index, row) in rows.enumerated() { meaningsOfRows[index] = meaning(of: column.code(batch, row)) }
    case .dictionary(let index, let size):
      resolveAll(size)
      if let validity = batch.validity(index) {
        constant = nil
        fill(batch.codes(index), validity, rows)
      } else if size == 1 {
        fill(with: meanings[1])
      } else {
        constant = nil
        fill(batch.codes(index), rows)
      }
    }
  }

  private func fill(with meaning: Int32) {
    if constant == meaning { return }
    meaningsOfRows.update(repeating: meaning, count: Self.rowLimit)
    constant = meaning
  }

  /// All codes of a dictionary at once, so that the loops over rows need not ask whether one was resolved.
  private func resolveAll(_ size: Int) {
    guard !areAllResolved else { return }
    areAllResolved = true
    for code in 0...size { _ = meaning(of: code) }
    if let empty = column.emptyCode { meanings[empty + 1] = meanings[0] }
  }

  // The file was checked when it was opened: a code that is not missing is below the size of its dictionary, and
  // `resolveAll` made `meanings` one longer than that. The rows are those of the batch.

  private func fill(_ codes: UnsafeBufferPointer<Int32>, _ rows: Range<Int>) {
    guard let start = codes.baseAddress else { return }
    let codes = start + rows.lowerBound, meanings = meanings.base + 1, target = meaningsOfRows
    for index in 0..<rows.count { target[index] = meanings[Int(codes[index])] }
  }

  /// A missing value may have any code, which is turned into the one before all others.
  private func fill(_ codes: UnsafeBufferPointer<Int32>, _ validity: UnsafePointer<UInt8>, _ rows: Range<Int>) {
    guard let codes = codes.baseAddress else { return }
    let meanings = meanings.base, target = meaningsOfRows
    for (index, row) in rows.enumerated() {
      let isValid = Int32(validity[row >> 3] >> UInt8(row & 7) & 1)
      target[index] = meanings[Int((codes[row] &+ 1) & (0 &- isValid))]
    }
  }

  /// The text of a code.
  func text(_ code: Int) -> String { column.text(code) }

  /// The text of a code, as much of it as a message can bear.
  func excerpt(_ code: Int) -> String { column.excerpt(code) }
}
