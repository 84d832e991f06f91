/// Whether an Arrow file is as it was written.
///
/// Its footer's custom metadata (`File.fbs`) hold a checksum over all bytes up to the end of the footer, computed with zeros
/// in its own place. Other readers of Arrow files pass it over.
struct FileIntegrity {
  static let key = "xxh64"
  /// Memory that a check maps in at a time.
  private static let window = 8 << 20

  let file: MappedFile
  /// Where the footer lies, and the digits of its checksum.
  let footer: Range<Int>
  private let digits: Range<Int>

  init(_ file: MappedFile, footer range: Range<Int>, _ footer: FlatTableView) throws(ArrowError) {
    self.file = file
    self.footer = range
    digits = try Self.digits(in: footer)
  }

  /// Where the digits of the checksum lie in a footer that is about to be written.
  static func digits(ofFooter bytes: [UInt8], path: String) throws(ArrowError) -> Range<Int> {
    try bytes.withUnsafeBufferPointer { (bytes) throws(ArrowError) in
      let view = FlatBufferView(path: path, bytes: UnsafeRawBufferPointer(bytes), range: 0..<bytes.count)
      return try digits(in: view.root())
    }
  }

  private static func digits(in footer: FlatTableView) throws(ArrowError) -> Range<Int> {
    for pair in try footer.tables(4) where try pair.string(0) == key {
      if let text = try pair.vector(1, stride: 1), text.count == ChecksumText.length {
        return text.start..<(text.start + text.count)
      }
    }
    throw ArrowError(path: footer.buffer.path, what: "has no checksum", offset: footer.buffer.range.lowerBound)
  }

  /// Fails where the bytes are not those that were written.
  func check() throws(ArrowError) {
    var checksum = Checksum()
    var at = 0
    while at < digits.lowerBound {
      let end = min(at + Self.window, digits.lowerBound)
      checksum.update(UnsafeRawBufferPointer(rebasing: file.bytes[at..<end]))
      // A file of gigabytes must not be in memory as a whole, only because it was looked at.
      if file.bytes.count > Self.window { file.release() }
      at = end
    }
    ChecksumText.blank.withUnsafeBytes { checksum.update($0) }
    checksum.update(UnsafeRawBufferPointer(rebasing: file.bytes[digits.upperBound..<footer.upperBound]))
    guard file.bytes[digits].elementsEqual(ChecksumText.digits(checksum.value())) else {
      throw ArrowError(path: file.path, what: "is damaged: its bytes are not those that were written")
    }
  }
}
