import Arrow
import Containers
import Glibc
import Records
import SDMX
import Tables

/// Brings one delivery in: opens it, reads its message, writes its records.
struct DeliveryIngest {
  let delivery: Inbox.Delivery
  let folder: String
  let limits: IngestLimits
  var tables: [DeclaredTable] = []
  let memory: RecordMemory

  /// - Throws: `ArrowError` if the records cannot be written, `IngestError` if the machine has no means left to read
  ///   them or its disk does not give them, neither of which is the delivery's fault.
  func run() throws -> DeliveryEntry {
    var entry = DeliveryEntry(name: delivery.name)
    entry.bytes = delivery.size
    let file = DeliveryEntry.arrowFileName(delivery.name)
    let path = folder + "/" + file
    var progress = Progress()
    var isWhole = true
    do {
      try read(into: path, &entry, &progress)
      if entry.outcome == .read { entry.file = file } else { unlink(path) }
      return entry
    } catch let error as ContainerError {
      // An archive of which the disk gave a part looks damaged.
      if error.isOfMachine || progress.file?.hasFailed == true {
        throw IngestError(
          message: "\(delivery.path): \(error.message)",
          remedy:
            "Nothing was changed. Look at the disk or the network share (dmesg), at what uses up the machine's memory or "
            + "file handles (free -h, ulimit -n), and run again.")
      }
      isWhole = error.code != .unreadableFile && error.code != .changedWhileRead
      entry.rejects = [
        Reject(
          member: error.member ?? progress.member, code: error.code.rawValue, message: error.message,
          remedy: error.remedy)
      ]
    } catch let error as MessageError {
      entry.rejects = [
        Reject(
          member: progress.member, record: error.record, line: error.line, column: error.column,
          code: error.code.rawValue,
          message: error.path.isEmpty ? error.message : "\(error.message) In element \(error.path).",
          remedy: error.remedy)
      ]
    }
    unlink(path)
    // What it is can be told even where what it holds cannot; but what the disk would not give this time it may give the
    // next, and without a hash the next run reads it again.
    if isWhole, let digest = try? progress.file?.digest() { entry.sha256 = digest }
    entry.outcome = .unreadable
    entry.records = 0
    entry.rejected = 0
    return entry
  }

  /// How far reading came, for what is to be told where it fails.
  private struct Progress {
    var file: DeliveryFile?
    var member: String?
  }

  /// Reads the delivery, a second time if the first one taught what has to be known at the start.
  private func read(into path: String, _ entry: inout DeliveryEntry, _ progress: inout Progress) throws {
    var plan = RecordPlan()
    var lessons: [String: MessageLessons] = [:]
    while true {
      let container = try Container(path: delivery.path, limits: limits.container)
      progress.file = container.file
      entry.bytes = container.file.size
      let writer = RecordWriter(path: path, plan: plan, limits: limits.record, memory: memory)
      var members = MemberSummaries(isArchive: container.wrapping == .zip, rejectLimit: limits.record.describedRejects)
      while let member = try container.nextMember() {
        progress.member = member.name.isEmpty ? nil : member.name
        writer.startMember(member.name)
        try members.add(member) { try read(member, &entry, writer, &lessons[member.name, default: MessageLessons()]) }
      }
      progress.member = nil
      entry.sha256 = try container.file.digest()
      let summary = try members.delivery()
      if let better = try writer.finish(metadata: metadata(entry, summary)) {
        plan = better
        continue
      }
      describe(&entry, summary, writer)
      return
    }
  }

  /// Reads a message: the whole delivery, or a member of an archive.
  private func read(
    _ member: ContainerMember, _ entry: inout DeliveryEntry, _ writer: RecordWriter, _ lessons: inout MessageLessons
  ) throws -> MessageSummary {
    let content = member.content
    let head = try content.nextChunk()
    let recognition = ContentRecognition(delivery: delivery.name, tables: tables, limits: limits)
    let (reader, text) = try recognition.reader(
      head: head, of: member, writer: writer, lessons: lessons)
    do {
      while true {
        let chunk = try text.nextChunk()
        if chunk.isEmpty { break }
        try reader.read(chunk)
      }
      try reader.finish()
    } catch {
      entry.format = reader.summary.format
      throw recognition.explained(error)
    }
    lessons = reader.lessons
    return reader.summary
  }

  private func metadata(_ entry: DeliveryEntry, _ summary: MessageSummary) -> [String: String] {
    ["delivery": entry.name, "sha256": entry.sha256, "format": summary.format]
  }

  private func describe(
    _ entry: inout DeliveryEntry, _ summary: MessageSummary, _ writer: RecordWriter
  ) {
    entry.format = summary.format
    entry.prepared = summary.prepared
    entry.notes = summary.notes
    if let reason = summary.setAside {
      entry.outcome = .setAside
      entry.notes.append(reason)
      return
    }
    entry.outcome = .read
    entry.records = writer.writtenCount
    entry.rejected = summary.rejects.count
    entry.rejects = summary.rejects.described
    entry.structures = writer.values(of: RecordWriter.structure).filter { !$0.isEmpty }
    if summary.rejects.count > Int64(summary.rejects.described.count) {
      entry.notes.append("only the first \(summary.rejects.described.count) rejected records are described")
    }
    if writer.recordCount == 0 { entry.notes.append("it holds no observation") }
  }
}
