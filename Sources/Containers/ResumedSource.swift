/// Gives back a chunk that was read to recognise the content, then the rest.
package final class ResumedSource: ByteSource {
  private var head: UnsafeRawBufferPointer?
  private let rest: any ByteSource

  package init(head: UnsafeRawBufferPointer, rest: any ByteSource) {
    self.head = head
    self.rest = rest
  }

  package var notes: [String] { rest.notes }

  package func nextChunk() throws -> UnsafeRawBufferPointer {
    if let head {
      self.head = nil
      return head
    }
    return try rest.nextChunk()
  }
}

/// Lets pass what is compressed once, and refuses what turns out to be an archive or compressed again.
final class FlatSource: ByteSource {
  private let source: any ByteSource
  private let member: String?
  private var isChecked = false

  init(_ source: any ByteSource, member: String?) {
    self.source = source
    self.member = member
  }

  var notes: [String] { source.notes }

  func nextChunk() throws -> UnsafeRawBufferPointer {
    let chunk = try source.nextChunk()
    if !isChecked {
      isChecked = true
      if Container.wrapping(chunk) != .plain { throw Self.error(member: member) }
    }
    return chunk
  }

  static func error(member: String?) -> ContainerError {
    ContainerError(
      .nestedArchive, "An archive or compressed file within another one is not unpacked a second time.",
      remedy: "Deliver the inner file itself, or a zip archive whose members are the exports.", member: member)
  }
}
