/// A member of a zip archive as the archive's directory describes it.
struct ZipEntry {
  /// Its name as text: UTF-8, where its bytes are; bytes and characters that no line should hold as `%0A`.
  let name: String
  let nameBytes: [UInt8]
  let method: UInt
  let flags: UInt
  let checksum: UInt
  private(set) var compressedSize: Int64
  private(set) var size: Int64
  /// Where its own header stands in the file.
  private(set) var headerOffset: Int64
  /// Where its data begin; known once its own header was read.
  var dataOffset: Int64 = 0

  /// - Parameters:
  ///   - sizes: compressed and not, and the place of the header, as the directory has them in 32 bits each.
  ///   - extra: the extra fields of its entry in the directory.
  /// - Returns: nil where the sizes are no sizes.
  init?(
    nameBytes: [UInt8], method: UInt, flags: UInt, checksum: UInt, sizes: (compressed: UInt64, size: UInt64),
    headerOffset: UInt64, extra: [UInt8]
  ) {
    name = Self.label(nameBytes)
    self.nameBytes = nameBytes
    self.method = method
    self.flags = flags
    self.checksum = checksum
    // Debian's minizip leaves the 64-bit fields of a member alone: they are in the order size, compressed size, offset,
    // each only where the 32-bit field is full.
    var long = Self.zip64Values(extra)[...]
    func value(_ short: UInt64) -> Int64? {
      guard short == 0xFFFF_FFFF, let first = long.popFirst() else { return Int64(exactly: short) }
      return Int64(exactly: first)
    }
    guard let size = value(sizes.size), let compressedSize = value(sizes.compressed), let offset = value(headerOffset)
    else { return nil }
    self.size = size
    self.compressedSize = compressedSize
    self.headerOffset = offset
  }

  private static func zip64Values(_ extra: [UInt8]) -> [UInt64] {
    var position = 0
    while position + 4 <= extra.count {
      let id = Int(extra[position]) | Int(extra[position + 1]) << 8
      let count = Int(extra[position + 2]) | Int(extra[position + 3]) << 8
      position += 4
      if id == 1 {
        let data = extra[position..<min(extra.count, position + count)]
        return stride(from: data.startIndex, to: data.endIndex - 7, by: 8).map { start in
          (0..<8).reduce(0) { $0 | UInt64(data[start + $1]) << (8 * UInt64($1)) }
        }
      }
      position += count
    }
    return []
  }

  /// Folders have a name that ends in a slash and no content.
  var isFolder: Bool { size == 0 && (name.hasSuffix("/") || name.hasSuffix("\\")) }

  /// The name as text that can stand in a message, a table, and a line of a log.
  static func label(_ bytes: [UInt8]) -> String {
    var label = ""
    if let text = String(validating: bytes, as: UTF8.self) {
      for scalar in text.unicodeScalars {
        let isControl =
          scalar.properties.generalCategory == .control || scalar.value == 0x2028 || scalar.value == 0x2029
        if isControl { label += escape(Array(String(scalar).utf8)) } else { label.unicodeScalars.append(scalar) }
      }
    } else {
      for byte in bytes {
        if (0x20..<0x7F).contains(byte) {
          label.unicodeScalars.append(Unicode.Scalar(byte))
        } else {
          label += escape([byte])
        }
      }
    }
    return label
  }

  private static func escape(_ bytes: [UInt8]) -> String {
    bytes.map { "%" + (($0 < 16) ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
  }

  /// Whether whoever unpacked the archive by its names would write outside the folder they unpack into.
  var pointsOutside: Bool {
    let path = name.replacing("\\", with: "/")
    let hasDrive = path.dropFirst().first == ":" && path.first?.isLetter == true
    return path.hasPrefix("/") || hasDrive || path.split(separator: "/").contains("..")
  }
}
