import Containers
import Glibc

/// Opens bytes as a delivery, plain, gzip or zip, and reads all of its members.
enum ContainerAttack {
  /// Small, so that what the limits stop is reached by small inputs.
  private static let limits = ContainerLimits(
    inflatedBytes: 1 << 20, inflationRatio: 100, ratioGrace: 1 << 16, members: 16, memberNameBytes: 64)
  private static let file = ScratchFile("delivery")

  static func run(_ bytes: UnsafeRawBufferPointer) {
    file.write(bytes)
    do {
      let container = try Container(path: file.path, limits: limits)
      var names: Set<String> = []
      var inflated: Int64 = 0
      while let member = try container.nextMember() {
        require(names.insert(member.name).inserted, "two members of one name")
        if member.reasonToSetAside != nil { continue }
        while true {
          let chunk = try member.content.nextChunk()
          if chunk.isEmpty { break }
          inflated += Int64(chunk.count)
          // UTF-16 may take half as much again as UTF-8, and one chunk is inflated before a limit is looked at.
          require(inflated <= 2 * limits.inflatedBytes, "more bytes than the limit allows")
        }
      }
      let digest = try container.file.digest()
      require(digest.utf8.count == 64 && container.file.bytesRead == Int64(bytes.count), "a digest of other bytes")
    } catch let error as ContainerError {
      require(!error.message.isEmpty && !error.remedy.isEmpty, "an error without a reason or a remedy")
    } catch {
      fatalError("an error that is no ContainerError: \(error)")
    }
  }
}

/// A file in memory that each input is put into, for what opens files by their path.
final class ScratchFile: Sendable {
  static let folder: String = {
    let folder = "/dev/shm/milepost-fuzz-\(getpid())"
    require(mkdir(folder, 0o700) == 0 || errno == EEXIST, "\(folder) cannot be made")
    atexit {
      for name in ScratchFile.names { unlink("\(ScratchFile.folder)/\(name)") }
      rmdir(ScratchFile.folder)
    }
    return folder
  }()
  /// All files that a target writes.
  static let names =
    ["delivery", "records-1", "records-2", "pipeline.yaml"] + DefinitionAttack.tables.map(\.name)

  let path: String
  private let descriptor: Int32

  init(_ name: String) {
    path = "\(Self.folder)/\(name)"
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    require(descriptor >= 0, "\(path) cannot be made")
  }

  func write(_ bytes: UnsafeRawBufferPointer) {
    require(
      ftruncate(descriptor, bytes.count) == 0 && pwrite(descriptor, bytes.baseAddress, bytes.count, 0) == bytes.count,
      "\(path) cannot be written")
  }

  /// What the file holds.
  func read() -> [UInt8] {
    var status = stat()
    require(fstat(descriptor, &status) == 0, "\(path) cannot be examined")
    return [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, filled in
      filled = max(0, pread(descriptor, buffer.baseAddress, buffer.count, 0))
    }
  }
}
