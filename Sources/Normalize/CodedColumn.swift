import Arrow

/// A delivered field whose values are small integers, however the stage file holds them: a dictionary column as it is, a
/// plain column numbered here, an absent one as empty text throughout.
final class CodedColumn {
  private enum Storage {
    case dictionary(Int, offset: Int32)
    case plain(Int)
    case absent
  }

  private let storage: Storage
  private let file: ArrowFile
  private var numbered = ArrowDictionary()
  /// The code that an empty text has in the file: read as 0, as if nothing was given.
  private var emptyCode: Int32 = -1

  init(_ name: String, in file: ArrowFile) {
    self.file = file
    _ = numbered.code("")
    // Columns of numbers are the stage file's own: no delivered field is one.
    guard let index = file.index(of: name), [.dictionary, .utf8].contains(file.fields[index].type) else {
      storage = .absent
      return
    }
    if file.fields[index].type == .dictionary {
      storage = .dictionary(index, offset: 1)
      let values = file.dictionary(index)
      if let empty = (0..<values.count).first(where: { values[$0].isEmpty }) { emptyCode = Int32(empty) }
    } else {
      storage = .plain(index)
    }
  }

  /// The code of a row: 0 where nothing, or empty text, was given.
  func code(_ batch: ArrowBatch, _ row: Int) -> Int {
    switch storage {
    case .absent: return 0
    case .dictionary(let index, let offset):
      let code = batch.codes(index)[row]
      return code == emptyCode || batch.isNull(index, row) ? 0 : Int(code + offset)
    case .plain(let index):
      if batch.isNull(index, row) { return 0 }
      return Int(numbered.code(batch.utf8(index)[row]))
    }
  }

  /// The text of a code, as much of it as a message can bear.
  func excerpt(_ code: Int) -> String {
    let text = text(code)
    return text.utf8.count > 100 ? text.prefix(99) + "…" : text
  }

  /// The text of a code.
  func text(_ code: Int) -> String {
    if code == 0 { return "" }
    if case .dictionary(let index, let offset) = storage { return file.dictionary(index).string(code - Int(offset)) }
    return numbered.string(Int32(code))
  }
}

/// The areas of one delivery as delivered, numbered over all its records: fields and their codes differ by structure.
final class DeliveredAreas {
  private var numbers = ArrowDictionary()

  /// Empty text is 0.
  init() { _ = numbers.code("") }

  /// The number of an area.
  func number(_ text: String) -> Int { Int(numbers.code(text)) }

  /// The area of a number.
  func text(_ number: Int) -> String { numbers.string(Int32(number)) }
}

/// What a field's codes mean, worked out once a code.
final class Resolved<Meaning> {
  private var meanings: [Meaning?] = []

  init() {}

  /// The meaning of a code, from `resolve` on first sight.
  func meaning(of code: Int, _ resolve: (Int) -> Meaning) -> Meaning {
    if code < meanings.count, let known = meanings[code] { return known }
    if code >= meanings.count {
      meanings.append(contentsOf: repeatElement(nil, count: max(code + 1 - meanings.count, meanings.count)))
    }
    let meaning = resolve(code)
    meanings[code] = meaning
    return meaning
  }
}
