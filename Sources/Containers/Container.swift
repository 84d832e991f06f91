/// What a delivered file's bytes are wrapped in.
public enum Wrapping: String, Sendable {
  /// Nothing: the bytes are the message.
  case plain
  /// gzip (RFC 1952).
  case gzip
}

/// A delivered file opened for what it contains, recognised by its first bytes and not by its name.
public final class Container {
  /// The wrapping that was recognised.
  public let wrapping: Wrapping
  /// The file as delivered; its digest is complete once `file.digest()` was called.
  public let file: DeliveryFile
  private let text: UnicodeSource

  /// Opens the file at `path`.
  /// - Throws: `ContainerError`.
  public init(path: String, limits: ContainerLimits = ContainerLimits()) throws {
    file = try DeliveryFile(path: path)
    let head = try file.nextChunk()
    if head.count >= 2, head[0] == 0x1F, head[1] == 0x8B {
      wrapping = .gzip
      text = UnicodeSource(GzipSource(file: file, head: head, limits: limits))
    } else {
      wrapping = .plain
      text = UnicodeSource(ResumedSource(head: head, rest: file))
    }
  }

  /// The unwrapped bytes as UTF-8 without a byte order mark, where they came in a Unicode form; see `ByteSource`.
  public var content: any ByteSource { text }

  /// Whether the content was turned from UTF-16 into UTF-8, so that an encoding it declares itself no longer holds.
  public var isRecoded: Bool { text.isRecoded }
}

/// Gives back a chunk that was read to recognise the file, then the rest.
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
