import Foundation

extension String {
  /// In Unicode normalization form C: two spellings of one name are the same bytes.
  ///
  /// Nothing below U+0300 and nothing in U+1E00...U+1EFF (all of Vietnamese) changes in that form, which saves nearly
  /// every name the slow way.
  var normalizedC: String {
    utf8.withContiguousStorageIfAvailable(Self.isNormalizedC) ?? false ? self : precomposedStringWithCanonicalMapping
  }

  private static func isNormalizedC(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for (index, byte) in bytes.enumerated() where byte >= 0xCC {
      // Continuation bytes are less than that. 0xE1 and one of these four begin U+1E00...U+1EFF.
      guard byte == 0xE1, (0xB8...0xBB).contains(bytes[index + 1]) else { return false }
    }
    return true
  }
}
