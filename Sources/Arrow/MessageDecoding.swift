/// A message of a file, found by a block of its footer.
struct DecodedMessage {
  let header: FlatTableView
  /// Offsets of the body into the file.
  let body: Range<Int>

  /// Reads the message that the `Block` at `block` describes; it must end before `limit`.
  init(_ footer: FlatBufferView, block: Int, headerType: UInt8, limit: Int) throws(ArrowError) {
    let start = try footer.load(block, as: Int64.self)
    let metadata = Int64(try footer.load(block + 8, as: Int32.self))
    let length = try footer.load(block + 16, as: Int64.self)
    // Each is bounded on its own first, so that no sum overflows.
    guard start >= 8, start % 8 == 0, start <= limit, metadata >= 16, length >= 0, length <= limit,
      start + metadata + length <= limit
    else {
      throw ArrowError(path: footer.path, what: "the footer points to a message outside the file", offset: block)
    }
    let bodyStart = Int(start + metadata)
    body = bodyStart..<(bodyStart + Int(length))
    let view = FlatBufferView(path: footer.path, bytes: footer.bytes, range: (Int(start) + 8)..<bodyStart)
    let whole = FlatBufferView(path: footer.path, bytes: footer.bytes, range: 0..<limit)
    guard try whole.load(Int(start), as: UInt32.self) == ArrowFormat.continuation else {
      throw ArrowError(path: footer.path, what: "no message where the footer says there is one", offset: Int(start))
    }
    guard Int64(try whole.load(Int(start) + 4, as: Int32.self)) == metadata - 8 else {
      throw ArrowError(path: footer.path, what: "message and footer differ in length", offset: Int(start) + 4)
    }
    let message = try view.root()
    try DecodedMessage.checkVersion(message)
    guard try message.scalar(1, default: 0 as UInt8) == headerType else {
      throw ArrowError(path: footer.path, what: "a message of another kind than the footer says", offset: Int(start))
    }
    guard try message.scalar(3, default: 0 as Int64) == length else {
      throw ArrowError(path: footer.path, what: "message and footer differ in body length", offset: Int(start))
    }
    header = try message.table(2, "the header of a message")
  }

  /// That a `Message` or `Footer`, both of which begin with it, has a version whose layout is known.
  static func checkVersion(_ table: FlatTableView) throws(ArrowError) {
    let version = try table.scalar(0, default: 0 as Int16)
    guard version == ArrowFormat.version4 || version == ArrowFormat.version5 else {
      throw ArrowError(path: table.buffer.path, what: "metadata version \(version) is not supported", offset: table.at)
    }
  }
}
