import Containers
import Records
import SDMX

/// What the messages of one delivery say, put together: of one, or of all members of an archive.
///
/// In an archive, what holds no data is set aside with a note: structure messages, read-mes, metadata and pictures lie
/// beside the data of many a public download. Only if no member holds data the archive as a whole does not.
struct MemberSummaries {
  private let isArchive: Bool
  private var last: MessageSummary?
  private var formats: [String] = []
  private var prepared: String?
  private var notes: [String] = []
  private var rejects: RejectLog
  /// Members that are no message, with the reason.
  private var unrecognised: [String] = []

  init(isArchive: Bool, rejectLimit: Int) {
    self.isArchive = isArchive
    rejects = RejectLog(limit: rejectLimit)
  }

  /// Adds what `read` finds in a member.
  /// - Throws: what `read` throws, unless it only means that a member of an archive is no message.
  mutating func add(_ member: ContainerMember, _ read: () throws -> MessageSummary) throws {
    if let reason = member.reasonToSetAside { return leave(member, reason) }
    let summary: MessageSummary
    do {
      summary = try read()
    } catch let error as MessageError where isArchive && error.code == .notRecognised {
      return leave(member, error.message)
    }
    last = summary
    let prefix = isArchive ? "\(member.name): " : ""
    notes += (member.content.notes + summary.notes).map { prefix + $0 }
    guard isArchive else {
      rejects = summary.rejects
      return
    }
    if let reason = summary.setAside {
      notes.append("\(member.name): set aside. \(reason)")
      return
    }
    if !formats.contains(summary.format) { formats.append(summary.format) }
    // Of several messages the latest one counts, by its text.
    prepared = [prepared, summary.prepared].compactMap { $0 }.max()
    rejects.add(summary.rejects, member: member.name)
  }

  private mutating func leave(_ member: ContainerMember, _ reason: String) {
    let note = "\(member.name): set aside. \(reason)"
    unrecognised.append(note)
    notes.append(note)
  }

  /// The summary of the delivery.
  /// - Throws: `MessageError` with `notRecognised` for an archive of which no member is a message.
  func delivery() throws -> MessageSummary {
    guard var summary = last else {
      let more = unrecognised.count > 3 ? "; and \(unrecognised.count - 3) more" : ""
      throw MessageError(
        .notRecognised, "No member of the archive holds data: \(unrecognised.prefix(3).joined(separator: "; "))\(more)",
        remedy: "Export as SDMX-CSV or SDMX-ML, or declare a table source for it in the pipeline definition.")
    }
    summary.notes = notes
    summary.rejects = rejects
    guard isArchive else { return summary }
    summary.format = formats.joined(separator: ", ")
    summary.prepared = prepared
    summary.setAside = formats.isEmpty ? "No member of the archive holds data." : nil
    return summary
  }
}
