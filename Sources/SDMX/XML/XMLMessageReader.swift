import Records

/// Reads SDMX-ML data messages: 2.0 generic and compact, 2.1 generic and structure-specific with their time-series
/// forms, 3.0 and 3.1 structure-specific; series or flat, with groups.
///
/// An observation becomes a record when its element ends. It gets the values of its data set, of the groups its series
/// belongs to, of its series and its own, in this order, so that the closest one counts.
final class XMLMessageReader: MessageReader, SAXHandler {
  /// Behind a pointer, so that no event pays for run-time exclusivity checks.
  private let state: UnsafeMutablePointer<XMLMessageState>
  private let parser: SAXParser

  init(
    writer: RecordWriter, limits: MessageLimits, isRecoded: Bool, describedRejects: Int, lessons: MessageLessons
  ) {
    parser = SAXParser(limits: limits, isRecoded: isRecoded)
    state = .allocate(capacity: 1)
    state.initialize(
      to: XMLMessageState(
        writer: writer, limits: limits, parser: parser, describedRejects: describedRejects, lessons: lessons))
    parser.handler = self
  }

  deinit {
    state.pointee.free()
    state.deinitialize(count: 1)
    state.deallocate()
  }

  var lessons: MessageLessons {
    var lessons = MessageLessons()
    lessons.groups = state.pointee.groups
    return lessons
  }

  var summary: MessageSummary { state.pointee.summary }

  func read(_ chunk: UnsafeRawBufferPointer) throws {
    try parsing { try parser.parse(chunk) }
  }

  func finish() throws {
    try parsing { try parser.finish() }
  }

  var takesPlainMarkup: Bool { state.pointee.isInDataSet }

  func startElement(_ name: UnsafeRawPointer, namespace: UnsafeRawPointer?, attributes: SAXAttributes) {
    state.pointee.startElement(name, namespace: namespace, attributes: attributes)
  }

  func endElement() { state.pointee.endElement() }

  func text(_ bytes: UnsafeRawBufferPointer) { state.pointee.text(bytes) }

  private func parsing(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch var error as MessageError {
      if let writeError = state.pointee.writeError { throw writeError }
      let records = state.pointee.writer.recordCount
      if error.record == nil, records > 0 || state.pointee.contexts.contains(.dataSet) { error.record = records + 1 }
      throw error
    }
  }
}
