/// What a message asks to be done with its records, as the one-letter codes of SDMX-CSV.
enum SDMXAction {
  private static let words: [(word: String, letter: Character)] = [
    ("INFORMATION", "I"), ("APPEND", "A"), ("MERGE", "M"), ("REPLACE", "R"), ("DELETE", "D"),
    // SDMX 2.0 says Update where 2.1 says Append ("SDMX-ML: Schema and Documentation", ActionType).
    ("UPDATE", "A"),
  ]

  /// The letter for an action given as a letter or, as in SDMX-ML, as a word; nil if it is none.
  static func letter(_ value: UnsafeRawBufferPointer) -> UInt8? {
    if value.count == 1, let byte = value.first {
      let letter = byte & 0xDF
      return words.contains { $0.letter.asciiValue == letter } ? letter : nil
    }
    return letter(String(decoding: value.prefix(16), as: UTF8.self))?.asciiValue
  }

  /// The letter for an action word in any case; nil if it is none.
  static func letter(_ word: String) -> Character? {
    let upper = word.uppercased()
    return words.first { $0.word == upper || (upper.count == 1 && upper.first == $0.letter) }?.letter
  }
}
