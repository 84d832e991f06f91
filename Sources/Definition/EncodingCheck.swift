/// Says where a text stops being UTF-8, for spreadsheets that save in another encoding.
enum EncodingCheck {
  /// The text of UTF-8 bytes; bytes that are not are reported with their line.
  static func text(_ bytes: ArraySlice<UInt8>, file: String, _ log: ProblemLog) -> String? {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    report(bytes, file: file, log)
    return nil
  }

  /// Whether bytes are UTF-8; reports those that are not with their line.
  static func isText(_ bytes: [UInt8], file: String, _ log: ProblemLog) -> Bool {
    if (try? UTF8Span(validating: bytes.span)) != nil { return true }
    report(bytes[...], file: file, log)
    return false
  }

  private static func report(_ bytes: ArraySlice<UInt8>, file: String, _ log: ProblemLog) {
    // No part of a character is a line feed, so that lines can be looked at one by one.
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let line = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
    log.report(Place(file: file, line: line + 1), "the text is not UTF-8 from here on", "save the file as UTF-8")
  }
}
