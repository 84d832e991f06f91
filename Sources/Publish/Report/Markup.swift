import Definition

/// Pieces of HTML that are put together by the thousand: cheaper to join than to render from templates.
enum Markup {
  /// Text as it may stand in an element or a quoted attribute.
  static func escape(_ text: String) -> String {
    guard text.utf8.contains(where: { [0x26, 0x3C, 0x3E, 0x22, 0x27].contains($0) }) else { return text }
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }

  /// A text in both languages, of which the style shows one; once where they are the same.
  static func both(_ title: Title) -> String {
    if title.vi == title.en { return escape(title.vi) }
    return #"<span lang="vi">\#(escape(title.vi))</span><span lang="en">\#(escape(title.en))</span>"#
  }

  /// The same for a text that is read aloud and not seen.
  static func unseen(_ title: Title) -> String { #"<span class="unseen">\#(both(title))</span>"# }

  /// A status or an outlook: its sign and its words, and the colour besides.
  static func badge(_ name: String, _ sign: String, _ label: Title) -> String {
    #"<span class="badge \#(name)"><b aria-hidden="true">\#(sign)</b> \#(both(label))</span>"#
  }
}
