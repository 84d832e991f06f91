import Glibc

/// The pages of a database file in the making (SQLite file format, section 1).
struct PageFile: ~Copyable {
  static let pageSize = 4096
  private var bytes: UnsafeMutableRawPointer
  private var capacity = 1024
  /// How many pages there are; pages are numbered from 1.
  private(set) var count = 0

  init() { bytes = Self.checked(malloc(capacity * Self.pageSize)) }

  deinit { free(bytes) }

  private static func checked(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer {
    guard let pointer else { fatalError("out of memory") }
    return pointer
  }

  /// The whole file.
  var contents: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: bytes, count: count * Self.pageSize) }

  /// The page that holds the bytes which processes lock, 1 GiB into a file, and nothing else (section 1.4).
  private static let lockBytePage = (1 << 30) / pageSize + 1

  /// Adds a page of zeros and returns its number.
  mutating func add() -> Int {
    if count == Self.lockBytePage - 1 { addZeros() }
    addZeros()
    return count
  }

  private mutating func addZeros() {
    if count == capacity {
      capacity *= 2
      // So large a block is moved by its addresses, not copied.
      bytes = Self.checked(realloc(bytes, capacity * Self.pageSize))
    }
    (bytes + count * Self.pageSize).initializeMemory(as: UInt8.self, repeating: 0, count: Self.pageSize)
    count += 1
  }

  /// Writes a big-endian number into a page.
  @inline(__always)
  mutating func store<Number: FixedWidthInteger & BitwiseCopyable>(_ value: Number, page: Int, at offset: Int) {
    place(page, offset, MemoryLayout<Number>.size).storeBytes(of: value.bigEndian, as: Number.self)
  }

  /// Writes a number as a varint and returns how many bytes it took.
  @inline(__always)
  mutating func store(varint value: Int, page: Int, at offset: Int) -> Int {
    let size = Varint.size(value)
    let place = place(page, offset, size)
    for position in 0..<size {
      let bits = UInt8(truncatingIfNeeded: value >> (7 * (size - 1 - position))) & 0x7F
      place.storeBytes(of: position == size - 1 ? bits : bits | 0x80, toByteOffset: position, as: UInt8.self)
    }
    return size
  }

  /// Copies bytes into a page.
  @inline(__always)
  mutating func store(_ source: UnsafeRawBufferPointer, page: Int, at offset: Int) {
    guard let start = source.baseAddress else { return }
    place(page, offset, source.count).copyMemory(from: start, byteCount: source.count)
  }

  /// Where so many bytes of a page are.
  @inline(__always)
  private func place(_ page: Int, _ offset: Int, _ size: Int) -> UnsafeMutableRawPointer {
    precondition(page >= 1 && page <= count && offset >= 0 && offset <= Self.pageSize - size)
    return bytes + ((page - 1) * Self.pageSize + offset)
  }
}

/// Where the cells of one page of a tree go: their places from the front, their bytes from the back (section 1.6).
struct PageCells {
  /// The page types.
  enum Kind: UInt8 {
    case interiorIndex = 2, interiorTable = 5, leafIndex = 10, leafTable = 13

    var headerSize: Int { self == .interiorIndex || self == .interiorTable ? 12 : 8 }
  }

  let page: Int
  private let kind: Kind
  /// 100 in the first page, which begins with the header of the file.
  private let start: Int
  private(set) var count = 0
  private var contentStart = PageFile.pageSize

  init(_ kind: Kind, page: Int) {
    self.kind = kind
    self.page = page
    start = page == 1 ? 100 : 0
  }

  /// Bytes that cells and their places can take in a page of a kind, other than the first.
  static func room(_ kind: Kind) -> Int { PageFile.pageSize - kind.headerSize }

  /// Whether a cell still fits.
  func fits(_ size: Int) -> Bool { contentStart - size >= start + kind.headerSize + 2 * (count + 1) }

  /// Makes room for a cell and returns where its bytes go.
  mutating func place(_ size: Int, _ file: inout PageFile) -> Int {
    precondition(fits(size))
    contentStart -= size
    file.store(UInt16(contentStart), page: page, at: start + kind.headerSize + 2 * count)
    count += 1
    return contentStart
  }

  /// Writes the page's header; an interior page ends with the child right of its cells.
  func finish(rightChild: Int? = nil, _ file: inout PageFile) {
    file.store(kind.rawValue, page: page, at: start)
    file.store(UInt16(count), page: page, at: start + 3)
    file.store(UInt16(contentStart), page: page, at: start + 5)
    if let rightChild { file.store(UInt32(rightChild), page: page, at: start + 8) }
  }
}

/// Numbers of seven bits a byte, the most significant first (section 1.6, "varint"); sizes and rows need no nine bytes.
enum Varint {
  @inline(__always)
  static func size(_ value: Int) -> Int {
    precondition(value >= 0 && value < 1 << 56)
    return max(1, (Int.bitWidth - value.leadingZeroBitCount + 6) / 7)
  }

  @inline(__always)
  static func append(_ value: Int, to bytes: inout OutputBytes) {
    if value < 0x80 { return bytes.append(UInt8(value)) }
    var shift = 7 * (size(value) - 1)
    while shift > 0 {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift) | 0x80)
      shift -= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: value) & 0x7F)
  }
}
