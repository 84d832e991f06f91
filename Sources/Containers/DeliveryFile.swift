import Crypto
import Glibc

/// A delivered file, opened for reading only, hashed while it is read.
///
/// A symbolic link, a device, a pipe or a folder is refused: what counts is the file in the inbox, not what
/// something in the inbox points at.
public final class DeliveryFile: ByteSource {
  private let descriptor: Int32
  private let buffer: UnsafeMutableRawBufferPointer
  private let opened: stat
  private var hasher = SHA256()
  private var ended = false

  /// Whether the system refused to read: that says nothing of the delivery.
  public private(set) var hasFailed = false
  /// How many bytes of the file were read so far.
  public private(set) var bytesRead: Int64 = 0
  /// The size of the file in bytes when it was opened.
  public var size: Int64 { Int64(opened.st_size) }
  /// A file as such has nothing to tell.
  public var notes: [String] { [] }

  /// Opens the file at `path`.
  /// - Throws: `ContainerError` with `unreadableFile` or `notRegular`.
  public init(path: String) throws {
    // O_NONBLOCK: opening a pipe without a writer must not wait for one.
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      let reason = errno
      if reason == ELOOP {
        throw ContainerError(
          .notRegular, "It is a symbolic link.", remedy: "Put the file itself into the inbox.")
      }
      var error = ContainerError(
        .unreadableFile, "It cannot be opened: \(String(cString: strerror(reason))).",
        remedy: "Check the file's permissions and that it is still there.")
      error.isOfMachine = ![EACCES, EPERM, ENOENT, ENOTDIR, ENXIO, ENAMETOOLONG].contains(reason)
      throw error
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let error = Self.refused("It cannot be examined", errno)
      close(descriptor)
      throw error
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw ContainerError(
        .notRegular, "It is not a regular file.", remedy: "Put a regular file into the inbox.")
    }
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    self.descriptor = descriptor
    self.opened = status
    self.buffer = .allocate(byteCount: chunkCapacity, alignment: 64)
  }

  deinit {
    close(descriptor)
    buffer.deallocate()
  }

  /// The next bytes of the file as delivered, or an empty buffer at its end.
  public func nextChunk() throws -> UnsafeRawBufferPointer {
    var filled = 0
    while filled < buffer.count, !ended {
      let count = read(descriptor, buffer.baseAddress! + filled, buffer.count - filled)
      if count > 0 {
        filled += count
      } else if count == 0 {
        ended = true
      } else if errno != EINTR {
        let reason = errno
        hasFailed = true
        throw Self.refused("Reading failed", reason, at: bytesRead + Int64(filled))
      }
    }
    let chunk = UnsafeRawBufferPointer(rebasing: buffer[..<filled])
    hasher.update(bufferPointer: chunk)
    bytesRead += Int64(filled)
    return chunk
  }

  /// Reads bytes from anywhere in the file, past what `nextChunk` and the digest have to do with.
  /// - Returns: how many were read, fewer than asked for at the end of the file only; nil if reading failed.
  func fill(_ target: UnsafeMutableRawBufferPointer, from offset: Int64) -> Int? {
    var filled = 0
    while filled < target.count {
      let count = pread(descriptor, target.baseAddress! + filled, target.count - filled, off_t(offset) + off_t(filled))
      if count == 0 { break }
      if count > 0 {
        filled += count
      } else if errno != EINTR {
        hasFailed = true
        return nil
      }
    }
    return filled
  }

  private static func refused(_ what: String, _ reason: Int32, at offset: Int64? = nil) -> ContainerError {
    var error = ContainerError(
      .unreadableFile, "\(what): \(String(cString: strerror(reason))).",
      remedy: "Check the disk or the network share, then run again.", byteOffset: offset)
    error.isOfMachine = true
    return error
  }

  /// Reads on to the end of the file and returns the SHA-256 of all its bytes in lower-case hexadecimal digits.
  /// - Throws: `ContainerError` with `unreadableFile`, or `changedWhileRead` if the file is not what it was when it
  ///   was opened.
  public func digest() throws -> String {
    while try !nextChunk().isEmpty {}
    var now = stat()
    guard fstat(descriptor, &now) == 0 else {
      hasFailed = true
      throw Self.refused("It cannot be examined", errno)
    }
    guard now.st_size == opened.st_size, bytesRead == size,
      now.st_mtim.tv_sec == opened.st_mtim.tv_sec, now.st_mtim.tv_nsec == opened.st_mtim.tv_nsec
    else {
      throw ContainerError(
        .changedWhileRead, "The file was written to while it was read.",
        remedy: "Deliver under a name ending in .part and rename the file once it is complete.")
    }
    return hexadecimal(hasher.finalize())
  }

  private func hexadecimal(_ digest: SHA256.Digest) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in digest {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
