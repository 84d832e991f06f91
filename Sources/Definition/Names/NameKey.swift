import Foundation

/// A Vietnamese name as it is compared: letters in lower case with what makes them other letters (ă, â, đ, ê, ô, ơ, ư),
/// and apart from them the tones in order, so that it does not matter over which vowel a tone is written (hoà, hòa).
///
/// Spaces, hyphens, apostrophes and points say nothing, and a number is the same with leading zeros.
struct NameKey: Hashable {
  /// Letters and digits; `#` starts a number.
  let letters: [Unicode.Scalar]
  /// Tones in order of the letters: combining marks.
  let tones: [Unicode.Scalar]

  init(_ text: String) {
    var letters: [Unicode.Scalar] = []
    var tones: [Unicode.Scalar] = []
    var isNumber = false, hasDigit = false
    for scalar in text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
      switch scalar {
      case "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}": tones.append(scalar)
      case "\u{302}", "\u{306}", "\u{31B}":
        if let last = letters.last, let marked = Self.marked[last]?[scalar] { letters[letters.count - 1] = marked }
      case "0"..."9":
        if !isNumber {
          letters.append("#")
          hasDigit = false
        }
        isNumber = true
        if scalar != "0" || hasDigit {
          letters.append(scalar)
          hasDigit = true
        }
        continue
      default: if scalar.properties.isAlphabetic { letters.append(scalar) }
      }
      isNumber = false
    }
    self.letters = letters
    self.tones = tones
  }

  /// The letters without any mark.
  var plain: [Unicode.Scalar] { letters.map { Self.bare[$0] ?? $0 } }

  /// Whether this is `full` with some of its marks left out and none that it does not have.
  func leavesMarksOut(of full: NameKey) -> Bool {
    guard letters.count == full.letters.count else { return false }
    for (own, other) in zip(letters, full.letters) where own != other && own != Self.bare[other] { return false }
    var rest = full.tones[...]
    for tone in tones {
      guard let position = rest.firstIndex(of: tone) else { return false }
      rest = rest[(position + 1)...]
    }
    return true
  }

  private static let marked: [Unicode.Scalar: [Unicode.Scalar: Unicode.Scalar]] = [
    "a": ["\u{302}": "â", "\u{306}": "ă"], "e": ["\u{302}": "ê"], "o": ["\u{302}": "ô", "\u{31B}": "ơ"],
    "u": ["\u{31B}": "ư"],
  ]
  private static let bare: [Unicode.Scalar: Unicode.Scalar] = [
    "ă": "a", "â": "a", "đ": "d", "ê": "e", "ô": "o", "ơ": "o", "ư": "u",
  ]
}
