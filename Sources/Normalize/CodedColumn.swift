import Arrow

/// A delivered field whose values are small integers, however the stage file holds them: a dictionary column as it is, a
/// plain column numbered here, an absent one as empty text throughout.
final class CodedColumn {
  /// Where its values are.
  enum Storage {
    /// A column of codes, and how many values its dictionary has.
    case dictionary(Int, size: Int)
    /// A column of text.
    case plain(Int)
    case absent
  }

  let storage: Storage
  private let file: ArrowFile
  private var numbered = ArrowDictionary()
  /// The code that an empty text has in the file: read as 0, as if nothing was given.
  let emptyCode: Int?

  init(_ name: String, in file: ArrowFile) {
    self.file = file
    _ = numbered.code("")
    // Columns of numbers are the stage file's own: no delivered field is one.
    guard let index = file.index(of: name), [.dictionary, .utf8].contains(file.fields[index].type) else {
      storage = .absent
      emptyCode = nil
      return
    }
    if file.fields[index].type == .dictionary {
      let values = file.dictionary(index)
      storage = .dictionary(index, size: values.count)
      emptyCode = (0..<values.count).first { values[$0].isEmpty }
    } else {
      storage = .plain(index)
      emptyCode = nil
    }
  }

  /// The code of a row: 0 where nothing, or empty text, was given.
  func code(_ batch: ArrowBatch, _ row: Int) -> Int {
    switch storage {
    case .absent: return 0
    case .dictionary(let index, _):
      if batch.isNull(index, row) { return 0 }
      let code = Int(batch.codes(index)[row])
      return code == emptyCode ? 0 : code + 1
    case .plain(let index):
      if batch.isNull(index, row) { return 0 }
      return Int(numbered.code(batch.utf8(index)[row]))
    }
  }

  /// The text of a code, as much of it as a message can bear.
  func excerpt(_ code: Int) -> String { Self.excerpt(text(code)) }

  /// As much of a text as a message can bear.
  static func excerpt(_ text: String) -> String {
    text.utf8.count > 100 ? text.prefix(99) + "…" : text
  }

  /// The text of a code.
  func text(_ code: Int) -> String {
    if code == 0 { return "" }
    if case .dictionary(let index, _) = storage { return file.dictionary(index).string(code - 1) }
    return numbered.string(Int32(code))
  }
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
