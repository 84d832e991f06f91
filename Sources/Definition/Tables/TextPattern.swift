/// A pattern as an analyst writes it: words, with `{year}`, `{quarter}`, `{month}` or `{text}` where the text of a
/// delivery changes, and `*` for anything.
///
/// Upper and lower case are the same, and so are one space and several or none. A year has four digits; a quarter is
/// 1 to 4 or I to IV; a month 1 to 12.
public struct TextPattern: Sendable, Equatable {
  /// What a text had in the places of the pattern.
  public struct Match: Sendable, Equatable {
    /// Year, quarter and month where the pattern has them.
    public var year: Int?, quarter: Int?, month: Int?
    /// What stood for `{text}`.
    public var text: String?

    /// The period as a code, if there is a year.
    public var period: String? {
      guard let year else { return nil }
      if let month { return "\(year)-\(month < 10 ? "0" : "")\(month)" }
      if let quarter { return "\(year)-Q\(quarter)" }
      return "\(year)"
    }
  }

  private enum Part: Sendable, Equatable {
    case letter(String)
    case space
    case anything, year, quarter, month, text
  }

  /// The pattern as written.
  public let source: String
  private let parts: [Part]
  /// Longer texts match nothing: no title and no file name is as long.
  private static let longest = 300

  /// Why a text is no pattern.
  struct Fault: Error {
    let reason: String
  }

  init(_ source: String) throws(Fault) {
    var parts: [Part] = []
    var rest = Substring(source)
    while let first = rest.first {
      if first == "{" {
        guard let end = rest.firstIndex(of: "}") else { throw Fault(reason: "it opens a brace and does not close it") }
        let part: Part
        switch rest[rest.index(after: rest.startIndex)..<end] {
        case "year": part = .year
        case "quarter": part = .quarter
        case "month": part = .month
        case "text": part = .text
        case let name: throw Fault(reason: "{\(name)} is none of {year}, {quarter}, {month} and {text}")
        }
        if parts.contains(part) { throw Fault(reason: "it has \(rest[...end]) twice") }
        parts.append(part)
        rest = rest[rest.index(after: end)...]
        continue
      }
      if first == "*" {
        parts.append(.anything)
      } else if first.isWhitespace {
        if parts.last != .space { parts.append(.space) }
      } else {
        parts.append(.letter(first.lowercased()))
      }
      rest = rest.dropFirst()
    }
    // More would take too long on a text that was made to take long.
    if parts.count(where: { $0 == .anything || $0 == .text }) > 2 {
      throw Fault(reason: "it has more than two of * and {text}")
    }
    if parts.contains(.quarter), parts.contains(.month) { throw Fault(reason: "it has a quarter and a month") }
    self.source = source
    self.parts = parts
  }

  /// Whether a period can be read by it, or a text.
  public var hasYear: Bool { parts.contains(.year) }
  /// Whether it has a place for text.
  public var hasText: Bool { parts.contains(.text) }

  /// What a text has in the places of the pattern, all of it or, if `anywhere`, the first part that fits; nil where it
  /// does not fit.
  public func match(_ text: String, anywhere: Bool) -> Match? {
    var letters: [Character] = []
    for character in text.normalizedC.prefix(Self.longest + 1) {
      let isSpace = character.unicodeScalars.allSatisfy { ComparedText.isSpace($0) }
      if isSpace, letters.isEmpty || letters.last == " " { continue }
      letters.append(isSpace ? " " : character)
    }
    if letters.last == " " { letters.removeLast() }
    guard letters.count <= Self.longest else { return nil }
    let matcher = Matcher(parts: parts, letters: letters, anywhere: anywhere)
    for start in 0...(anywhere ? letters.count : 0) {
      if let match = matcher.match(0, start, Match()) { return match }
    }
    return nil
  }

  /// One text against the pattern, with backtracking over few parts and short texts.
  private struct Matcher {
    let parts: [Part]
    let letters: [Character]
    let anywhere: Bool

    func match(_ part: Int, _ position: Int, _ found: Match) -> Match? {
      guard part < parts.count else { return anywhere || position == letters.count ? found : nil }
      switch parts[part] {
      case .letter(let letter):
        // One space and none are the same.
        var position = position
        if position < letters.count, letters[position] == " " { position += 1 }
        guard position < letters.count, letters[position].lowercased() == letter else { return nil }
        return match(part + 1, position + 1, found)
      case .space: return match(part + 1, position, found)
      case .anything:
        for end in position...letters.count {
          if let match = match(part + 1, end, found) { return match }
        }
        return nil
      case .text:
        // As little as possible, but with nothing behind it as much as there is.
        if part + 1 == parts.count { return with(position, letters.count, found) }
        for end in position...letters.count {
          guard let taken = with(position, end, found) else { continue }
          if let match = match(part + 1, end, taken) { return match }
        }
        return nil
      case .year, .quarter, .month: return number(part, position, found)
      }
    }

    private func with(_ start: Int, _ end: Int, _ found: Match) -> Match? {
      let text = String(letters[start..<end]).trimmingSpace
      guard !text.isEmpty else { return nil }
      var found = found
      found.text = text
      return found
    }

    private func number(_ part: Int, _ position: Int, _ found: Match) -> Match? {
      var start = position
      if start < letters.count, letters[start] == " " { start += 1 }
      var found = found
      if parts[part] == .quarter {
        for (roman, value) in [("iii", 3), ("ii", 2), ("iv", 4), ("i", 1)] where has(roman, start) {
          found.quarter = value
          return match(part + 1, start + roman.count, found)
        }
      }
      // A part of a longer number is another number.
      if start > 0, isDigit(start - 1) { return nil }
      var end = start
      while isDigit(end), end - start < 5 { end += 1 }
      guard let value = Int(String(letters[start..<end])) else { return nil }
      switch parts[part] {
      case .year where end - start == 4: found.year = value
      case .quarter where end - start == 1 && (1...4).contains(value): found.quarter = value
      case .month where end - start <= 2 && (1...12).contains(value): found.month = value
      default: return nil
      }
      return match(part + 1, end, found)
    }

    private func has(_ word: String, _ start: Int) -> Bool {
      let end = start + word.count
      guard end <= letters.count, String(letters[start..<end]).lowercased() == word else { return false }
      return end == letters.count || !letters[end].isLetter
    }

    private func isDigit(_ index: Int) -> Bool {
      index < letters.count && letters[index].isASCII && letters[index].isNumber
    }
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  var trimmingSpace: String {
    var text = Substring(self)
    while let first = text.unicodeScalars.first, ComparedText.isSpace(first) { text.unicodeScalars.removeFirst() }
    while let last = text.unicodeScalars.last, ComparedText.isSpace(last) { text.unicodeScalars.removeLast() }
    return String(text)
  }
}
