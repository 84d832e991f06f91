import Definition
import Records
import SDMX
import Tables

/// What came of reading a message: all that a reader tells, and the file of its records.
struct MessageReading {
  /// The error that it ended with.
  var error: MessageError?
  var summary: MessageSummary?
  var recordCount: Int64 = 0
  var writtenCount: Int64 = 0

  /// Small, so that what the limits stop is reached by small inputs.
  static let limits = MessageLimits(
    recordBytes: 2048, columns: 64, elementDepth: 12, valueBytes: 512, groupBytes: 4096)
  private static let recordLimits = RecordLimits(
    distinctValues: 64, dictionaryBytes: 2048, allDictionaryBytes: 4096, fields: 96, describedRejects: 32)
  /// The tables that the programme's definition declares.
  static let tables: [DeclaredTable] = {
    // They are kept for good, in enumerations whose tags stand in the pointers, where no leak detection sees them.
    stopLookingForLeaks()
    defer { lookForLeaks() }
    do {
      return DeclaredTable.all(in: try Definition.load(path: "Pipelines/emma-2026-2030/pipeline.yaml"))
    } catch {
      fatalError("to be run in the folder of Package.swift: \(error)")
    }
  }()

  /// Reads a message, a second time where the first pass says so.
  /// - Parameter path: where its records go; nil where they are not written.
  init(
    _ bytes: UnsafeRawBufferPointer, piece: Int, into path: String?, memory: RecordMemory,
    reader make: (RecordWriter, MessageLessons) throws -> any MessageReader
  ) {
    var plan = RecordPlan()
    var lessons = MessageLessons()
    for pass in 1... {
      require(pass <= 3, "a message that has to be read again and again")
      let writer = RecordWriter(path: path ?? "/dev/null", plan: plan, limits: Self.recordLimits, memory: memory)
      do {
        let reader = try make(writer, lessons)
        defer { summary = reader.summary }
        try Pieces.each(of: bytes, piece) { try reader.read($0) }
        try reader.finish()
        lessons = reader.lessons
      } catch let error as MessageError {
        self.error = error
      } catch {
        fatalError("an error that is no MessageError: \(error)")
      }
      recordCount = writer.recordCount
      writtenCount = writer.writtenCount
      if error != nil || (path == nil && !writer.isLearning) { break }
      do {
        guard let better = try writer.finish() else { break }
        plan = better
      } catch {
        fatalError("records that cannot be written: \(error)")
      }
    }
    check()
  }

  /// What holds for all messages.
  private func check() {
    require(writtenCount <= recordCount, "more records written than there are")
    if let error {
      require(!error.message.isEmpty && !error.remedy.isEmpty, "an error without a reason or a remedy: \(error)")
      require(error.line ?? 1 >= 1 && error.column ?? 1 >= 1, "an error at a place before the first: \(error)")
    }
    for reject in summary?.rejects.described ?? [] {
      require(!reject.message.isEmpty && !reject.remedy.isEmpty, "a reject without a reason or a remedy: \(reject)")
      require(reject.record ?? 1 >= 1 && reject.line ?? 1 >= 1, "a reject at a place before the first: \(reject)")
    }
  }

  /// Traps where another way to read the same message came to something else. Libxml2 words an error by how much it has
  /// seen, and only whole messages have to agree on more than where it is.
  func mustEqual(_ other: MessageReading, errorsByPlaceAlone: Bool) {
    if errorsByPlaceAlone, let error, let theirs = other.error {
      // What cannot be decoded is found a whole piece before what is wrong with the text.
      if error.code == .invalidEncoding || theirs.code == .invalidEncoding { return }
      // Whether a message that was cut is found out where its last text or tag begins, or where it ends, depends on the
      // pieces that it comes in.
      let cut: [MessageError.Code] = [.malformedXML, .truncated]
      if cut.contains(error.code), cut.contains(theirs.code), error.code == .truncated || theirs.code == .truncated {
        return
      }
      require(error.code == theirs.code || error.code == .malformedXML, "different errors: \([error, theirs])")
      // Which of the pieces of a text is too much depends on where they end.
      if error.code == .limitValue { return }
      require(error.line == theirs.line, "errors on different lines: \(error) but \(theirs)")
      require(error.record == theirs.record, "errors in different records: \(error) but \(theirs)")
      require(error.path == theirs.path, "errors in different elements: \(error) but \(theirs)")
      return
    }
    require(error == other.error, "different errors: \([error, other.error])")
    require(recordCount == other.recordCount && writtenCount == other.writtenCount, "different numbers of records")
    require(summary?.notes == other.summary?.notes, "different notes")
    require(summary?.format == other.summary?.format, "different formats")
    require(summary?.rejects.described == other.summary?.rejects.described, "different rejects")
  }
}

/// Reads messages in two ways, and traps where these differ.
final class MessagePair {
  private let first = ScratchFile("records-1")
  private let second = ScratchFile("records-2")
  private let memory = RecordMemory()

  /// - Parameters:
  ///   - whole: the piece of the first way.
  ///   - piece: that of the second.
  func compare(
    _ bytes: UnsafeRawBufferPointer, whole: Int, piece: Int, errorsByPlaceAlone: Bool,
    reader: (RecordWriter, MessageLessons) throws -> any MessageReader
  ) {
    // Files cost more than all else: the records as such are compared for one input in eight, always the same.
    let isInFull = Pieces.size(of: bytes) % 8 == 1
    func read(_ piece: Int, _ file: ScratchFile) -> MessageReading {
      MessageReading(
        bytes, piece: piece, into: isInFull ? file.path : nil, memory: memory, reader: reader)
    }
    let one = read(whole, first)
    // Of what the first bytes show to be nothing that is read no more can be said.
    if one.summary == nil { return }
    let other = read(piece, second)
    one.mustEqual(other, errorsByPlaceAlone: errorsByPlaceAlone)
    if isInFull, one.error == nil { require(first.read() == second.read(), "different records") }
  }
}
