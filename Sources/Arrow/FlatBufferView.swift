/// The part of a file in which a FlatBuffer lies. Every load is checked against it.
struct FlatBufferView {
  let path: String
  let bytes: UnsafeRawBufferPointer
  /// Offsets into the file.
  let range: Range<Int>

  func load<T: FixedWidthInteger & BitwiseCopyable>(_ at: Int, as type: T.Type) throws(ArrowError) -> T {
    try check(at, MemoryLayout<T>.size)
    return T(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: T.self))
  }

  /// That `count` bytes from `at` on lie in the buffer.
  func check(_ at: Int, _ count: Int) throws(ArrowError) {
    guard at >= range.lowerBound, at <= range.upperBound, count >= 0, count <= range.upperBound - at else {
      throw ArrowError(path: path, what: "metadata points outside itself", offset: at)
    }
  }

  /// Where the 32-bit offset at `at` points to. It is unsigned and relative to itself.
  func follow(_ at: Int) throws(ArrowError) -> Int { at + Int(try load(at, as: UInt32.self)) }

  func root() throws(ArrowError) -> FlatTableView { try FlatTableView(self, at: follow(range.lowerBound)) }
}

/// A table in a FlatBuffer.
struct FlatTableView {
  let buffer: FlatBufferView
  let at: Int
  private let vtable: Int
  private let vtableSize: Int

  init(_ buffer: FlatBufferView, at: Int) throws(ArrowError) {
    self.buffer = buffer
    self.at = at
    vtable = at - Int(try buffer.load(at, as: Int32.self))
    vtableSize = Int(try buffer.load(vtable, as: UInt16.self))
    guard vtableSize >= 4 else {
      throw ArrowError(path: buffer.path, what: "metadata has a table without a layout", offset: vtable)
    }
    try buffer.check(vtable, vtableSize)
  }

  /// Where a slot's value lies, if the table has it.
  private func position(_ slot: Int) throws(ArrowError) -> Int? {
    let entry = 4 + 2 * slot
    guard entry + 2 <= vtableSize else { return nil }
    let offset = Int(try buffer.load(vtable + entry, as: UInt16.self))
    return offset == 0 ? nil : at + offset
  }

  func has(_ slot: Int) throws(ArrowError) -> Bool { try position(slot) != nil }

  func scalar<T: FixedWidthInteger & BitwiseCopyable>(_ slot: Int, default: T) throws(ArrowError) -> T {
    guard let position = try position(slot) else { return `default` }
    return try buffer.load(position, as: T.self)
  }

  func table(_ slot: Int) throws(ArrowError) -> FlatTableView? {
    guard let position = try position(slot) else { return nil }
    return try FlatTableView(buffer, at: buffer.follow(position))
  }

  /// A table that must be there.
  func table(_ slot: Int, _ what: String) throws(ArrowError) -> FlatTableView {
    guard let table = try table(slot) else {
      throw ArrowError(path: buffer.path, what: "metadata lacks \(what)", offset: at)
    }
    return table
  }

  func string(_ slot: Int) throws(ArrowError) -> String? {
    guard let vector = try vector(slot, stride: 1) else { return nil }
    let text = UnsafeRawBufferPointer(rebasing: buffer.bytes[vector.start..<(vector.start + vector.count)])
    guard let string = String(validating: text, as: UTF8.self) else {
      throw ArrowError(path: buffer.path, what: "metadata has text that is not UTF-8", offset: vector.start)
    }
    return string
  }

  /// A vector of elements of `stride` bytes, all of which lie in the buffer.
  func vector(_ slot: Int, stride: Int) throws(ArrowError) -> (start: Int, count: Int)? {
    guard let position = try position(slot) else { return nil }
    let vector = try buffer.follow(position)
    let count = Int(try buffer.load(vector, as: UInt32.self))
    try buffer.check(vector + 4, count * stride)
    return (vector + 4, count)
  }

  func tables(_ slot: Int) throws(ArrowError) -> [FlatTableView] {
    guard let vector = try vector(slot, stride: 4) else { return [] }
    var tables: [FlatTableView] = []
    tables.reserveCapacity(vector.count)
    for index in 0..<vector.count {
      tables.append(try FlatTableView(buffer, at: buffer.follow(vector.start + 4 * index)))
    }
    return tables
  }
}
