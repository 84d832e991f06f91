import Containers
import Foundation
import Testing

@Suite("what is opened at all")
struct FileTests {
  @Test("a link, a pipe, a folder and a device are refused without waiting")
  func irregular() throws {
    let scratch = try Scratch()
    let target = try scratch.file([1])
    let link = scratch.path + "/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    let pipe = scratch.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    for path in [link, pipe, scratch.path, "/dev/zero"] {
      #expect(errorCode { _ = try contents(path) } == .notRegular, "\(path)")
    }
    #expect(errorCode { _ = try contents(scratch.path + "/none") } == .unreadableFile)
  }

  @Test("a file that grows while it is read is noticed")
  func changed() throws {
    let scratch = try Scratch()
    let path = try scratch.file([UInt8](repeating: 0x61, count: 1000))
    let container = try Container(path: path)
    _ = try all(#require(try container.nextMember()).content)
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data([0x62]))
    try handle.close()
    #expect(errorCode { _ = try container.file.digest() } == .changedWhileRead)
  }
}
