/// A stream of bytes that is pulled chunk by chunk, so that no file is ever held whole.
public protocol ByteSource: AnyObject {
  /// The next bytes, or an empty buffer at the end.
  ///
  /// The bytes stay valid only until the next call. Every chunk but the last is at least 64 KiB long, so that the
  /// first one is enough to recognise a format by its content.
  /// - Throws: `ContainerError`.
  func nextChunk() throws -> UnsafeRawBufferPointer

  /// Things worth telling about the container that are no errors, such as bytes after its end.
  var notes: [String] { get }
}

/// How many bytes are read from a file, and inflated, at a time.
let chunkCapacity = 256 << 10
