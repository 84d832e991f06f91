import Containers
import SDMX

/// Brings tables in the encoding that their source declares to UTF-8; the containers have done so with UTF-16.
enum TableEncoding {
  /// The head of a delivery read in an encoding.
  static func decoded(
    _ head: UnsafeRawBufferPointer, as encoding: String, isRecoded: Bool
  ) -> [UInt8]? {
    // What is UTF-16 is no legacy encoding, whatever the source declares.
    isRecoded || isUnicode(encoding) ? Array(head) : nil
  }

  /// The whole content of a delivery, read in an encoding.
  static func source(
    head: UnsafeRawBufferPointer, rest: any ByteSource, as encoding: String, isRecoded: Bool
  ) -> any ByteSource {
    ResumedSource(head: head, rest: rest)
  }

  private static func isUnicode(_ encoding: String) -> Bool { encoding == "utf-8" || encoding == "utf-16" }
}
