import Records

/// Recognises the format of a message by its first bytes, whatever the file is called.
public enum MessageRecognition {
  /// Whether the first character of `head` but white space begins XML.
  public static func isXML(_ head: UnsafeRawBufferPointer) -> Bool {
    head.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "<")
  }

  /// The reader for the message that begins with `head`, which should be its first 64 KiB or all of it.
  /// - Parameters:
  ///   - isRecoded: whether the text was brought to UTF-8 already, so that the encoding it declares no longer holds.
  ///   - lessons: what an earlier pass over the same message taught.
  /// - Throws: `MessageError` with `notRecognised`, or `invalidHeader` for a table that is nearly SDMX-CSV.
  public static func reader(
    head: UnsafeRawBufferPointer, isRecoded: Bool, writer: RecordWriter, limits: MessageLimits,
    describedRejects: Int, lessons: MessageLessons = MessageLessons()
  ) throws -> any MessageReader {
    var start = 0
    while start < head.count, [0x20, 0x09, 0x0A, 0x0D].contains(head[start]) { start += 1 }
    if start == head.count {
      throw MessageError(
        .notRecognised, "The file is empty.", remedy: "Ask the sender for the export again; this one holds nothing.")
    }
    if head[start] == UInt8(ascii: "<") {
      return XMLMessageReader(
        writer: writer, limits: limits, isRecoded: isRecoded, describedRejects: describedRejects, lessons: lessons)
    }
    if let dialect = CSVDialect(head: head) {
      return CSVMessageReader(
        dialect: dialect, writer: writer, limits: limits, describedRejects: describedRejects)
    }
    throw MessageError(
      .notRecognised,
      "It is neither XML nor SDMX-CSV: the header row has neither DATAFLOW nor STRUCTURE and STRUCTURE_ID.",
      remedy: "Export as SDMX-CSV or SDMX-ML, or declare a table source for it in the pipeline definition.", line: 1)
  }
}
