import Arrow

/// JSON objects of the workspace with a checksum over their own text, so that a damaged one is not believed.
///
/// The second line of a sealed object, which is laid out over lines, is its member `checksum`: XXH64 of all the other lines.
public enum SealedJSON {
  private static let head = Array("{\n".utf8)
  private static let before = Array("  \"checksum\" : \"".utf8)
  private static let after = Array("\",\n".utf8)
  private static let digits = 16

  /// An object with its seal.
  ///
  /// - Parameter object: Text that begins with a line `{` and has at least one member.
  public static func sealed(_ object: some Collection<UInt8>) -> [UInt8] {
    precondition(object.starts(with: head), "an object laid out over lines")
    return head + before + ChecksumText.digits(of: object) + after + object.dropFirst(head.count)
  }

  /// The object without its seal; nil where the seal is not there, or is not that of the text.
  public static func opened(_ text: some Collection<UInt8>) -> [UInt8]? {
    let text = Array(text)
    let start = head.count + before.count, end = start + digits
    guard text.count > end + after.count, text.starts(with: head + before),
      text[end..<(end + after.count)].elementsEqual(after)
    else { return nil }
    let object = head + text[(end + after.count)...]
    return text[start..<end].elementsEqual(ChecksumText.digits(of: object)) ? object : nil
  }
}
