import Containers
import SDMX

/// Brings tables in the encoding that their source declares to UTF-8. A byte order mark knows better, and what is UTF-8
/// needs nothing.
struct TableEncoding {
  /// The encoding to decode; nil where the content is UTF-8 already.
  private let encoding: TextEncoding?

  /// The way to read content that was or was not found to be Unicode, of a source that declares an encoding.
  init(declared name: String, isMarked: Bool) {
    let declared = TextEncoding(name: name)
    encoding = isMarked || declared == .utf8 ? nil : declared
  }

  /// Whether the content is decoded, so that an encoding it declares itself no longer holds.
  var isDecoding: Bool { encoding != nil }

  /// The head of a delivery as text; nil where it cannot be text of that encoding.
  func decoded(_ head: UnsafeRawBufferPointer) -> [UInt8]? {
    guard let encoding else { return Array(head) }
    // A `<` of one byte would be half of a letter that no table in Vietnamese begins with; one of two bytes is
    // recognised as UTF-16 before anything is asked here. So XML, of which there is much, need not be decoded.
    if encoding == .utf16, MessageRecognition.isXML(head) { return nil }
    // What the decoder gives lives as long as it does.
    return withExtendedLifetime(TextDecoder(encoding)) { Array($0.decode(head, isLast: true)) }
  }

  /// The whole content of a delivery as text.
  func source(head: UnsafeRawBufferPointer, rest: any ByteSource) -> any ByteSource {
    let source = ResumedSource(head: head, rest: rest)
    return encoding.map { DecodedSource(source, encoding: $0) } ?? source
  }
}
