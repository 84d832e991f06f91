import Containers
import Records
import SDMX
import Tables

/// Finds out what the content of a delivery is, and who reads it.
struct ContentRecognition {
  let delivery: String
  let tables: [DeclaredTable]
  let limits: IngestLimits

  /// The reader of the content, and the content as it reads it: an SDMX message, else a table that a source declares.
  /// In XML the other way round, since a table there names the elements it is made of.
  func reader(
    head: UnsafeRawBufferPointer, of member: ContainerMember, writer: RecordWriter, lessons: MessageLessons
  ) throws -> (reader: any MessageReader, content: any ByteSource) {
    let (content, isRecoded) = (member.content, member.isRecoded)
    let described = limits.record.describedRejects
    let message = Result {
      try MessageRecognition.reader(
        head: head, isRecoded: isRecoded, writer: writer, limits: limits.message, describedRejects: described,
        lessons: lessons)
    }
    if case .success(let reader) = message, !MessageRecognition.isXML(head) {
      return (reader, ResumedSource(head: head, rest: content))
    }
    let claim = try TableRecognition.claim(
      head: head, fileName: member.name.isEmpty ? delivery : member.name, among: tables, limits: limits.message,
      isRecoded: isRecoded
    ) { TableEncoding(declared: $1, isMarked: member.isMarked).decoded($0) }
    guard let claim else {
      do { return (try message.get(), ResumedSource(head: head, rest: content)) } catch { throw explained(error) }
    }
    let encoding = TableEncoding(declared: claim.table.declaration.encoding, isMarked: member.isMarked)
    let reader = TableRecognition.reader(
      claim, writer: writer, limits: limits.message, isRecoded: isRecoded || encoding.isDecoding,
      describedRejects: described)
    return (reader, encoding.source(head: head, rest: content))
  }

  /// Adds to the remedy for a file that is nothing known which tables were looked for.
  func explained(_ error: any Error) -> any Error {
    guard var error = error as? MessageError, error.code == .notRecognised else { return error }
    let wanted = TableRecognition.wanted(tables)
    if !wanted.isEmpty { error.remedy += " " + wanted }
    return error
  }
}
