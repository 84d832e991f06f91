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
    for pair in try footer.tables(4) where try pair.string(0) == Self.key {
      if let text = try pair.vector(1, stride: 1), text.count == ChecksumText.length {
        digits = text.start..<(text.start + text.count)
        return
      }
    }
    throw ArrowError(path: file.path, what: "has no checksum", offset: range.lowerBound)
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
