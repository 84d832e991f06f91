import Arrow

/// JSON objects of the workspace with a checksum over their own text, so that a damaged one is not believed.
///
/// The second line of a sealed object, which is laid out over lines, is its member `checksum`: XXH64 of all the other lines.
public enum SealedJSON {
  private static let head = Array("{\n".utf8)
  private static let before = Array("  \"checksum\" : \"".utf8)
  private static let after = Array("\",\n".utf8)
  private static let digits = 16
  /// How an object without members ends, and its seal: no comma stands after the last member.
  private static let empty = Array("}\n".utf8), afterAlone = Array("\"\n".utf8)

  /// An object with its seal.
  ///
  /// - Parameter object: Text that begins with a line `{`; one without members may have empty lines.
  public static func sealed(_ object: some Collection<UInt8>) -> [UInt8] {
    precondition(object.starts(with: head), "an object laid out over lines")
    let members = Array(object.dropFirst(head.count))
    let isEmpty = members.allSatisfy { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "}") }
    if isEmpty { return head + before + ChecksumText.digits(of: head + empty) + afterAlone + empty }
    return head + before + ChecksumText.digits(of: object) + after + members
  }

  /// The object without its seal; nil where the seal is not there, or is not that of the text.
  public static func opened(_ text: some Collection<UInt8>) -> [UInt8]? {
    let text = Array(text)
    let start = head.count + before.count, end = start + digits
    guard text.count > end + after.count, text.starts(with: head + before) else { return nil }
    let object: [UInt8]
    if text[end..<(end + after.count)].elementsEqual(after) {
      object = head + text[(end + after.count)...]
    } else if text[end...].elementsEqual(afterAlone + empty) {
      object = head + empty
    } else {
      return nil
    }
    return text[start..<end].elementsEqual(ChecksumText.digits(of: object)) ? object : nil
  }
}
