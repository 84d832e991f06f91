import Foundation

extension String {
  /// In Unicode normalization form C: two spellings of one name are the same bytes.
  ///
  /// Nothing below U+0300 and nothing in U+1E00...U+1EFF (all of Vietnamese) changes in that form, which saves nearly
  /// every name the slow way.
  var normalizedC: String {
    var utf8 = utf8.makeIterator()
    while let byte = utf8.next() {
      switch byte {
      case 0..<0xCC: continue
      case 0xE1: if let next = utf8.next(), (0xB8...0xBB).contains(next) { continue }
      default: break
      }
      return precomposedStringWithCanonicalMapping
    }
    return self
  }
}
