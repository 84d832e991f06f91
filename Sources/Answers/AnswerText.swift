extension Answer {
  /// The answer for a person, in lines that fit a terminal.
  public func text(_ terminal: Terminal) -> String {
    var blocks: [[String]] = []
    for section in sections {
      switch section {
      case .lines(let lines): blocks.append(lines.flatMap { Self.wrapped(DisplayWidth.printable($0), terminal.width) })
      case .facts(let facts) where facts.isShown: blocks.append(Self.lines(facts, terminal))
      case .table(let table) where table.isShown: blocks.append(Self.lines(table, terminal))
      case .facts, .table: break
      }
    }
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }

  private static func lines(_ facts: AnswerFacts, _ terminal: Terminal) -> [String] {
    let width = facts.facts.map { DisplayWidth.of($0.label) }.max() ?? 0
    return facts.facts.flatMap { fact -> [String] in
      let label = fact.label + String(repeating: " ", count: width - DisplayWidth.of(fact.label) + 1)
      let text = DisplayWidth.printable(fact.cell.shown)
      let lines = wrapped(label + text, terminal.width, indent: width + 1)
      guard let tone = fact.cell.tone, lines.count == 1 else { return lines }
      return [label + terminal.coloured(text, tone)]
    }
  }

  private static func lines(_ table: AnswerTable, _ terminal: Terminal) -> [String] {
    if table.rows.isEmpty { return table.empty.map { wrapped($0, terminal.width) } ?? [] }
    return (table.title.map { wrapped($0, terminal.width) } ?? []) + TextTable(table, terminal).lines
  }

  /// A line as several where it is too long: broken between words, those after the first set in. A word that is too long
  /// stays whole, so that names and figures can be copied.
  static func wrapped(_ line: String, _ width: Int?, indent: Int? = nil) -> [String] {
    guard let width, DisplayWidth.of(line) > width else { return [line] }
    let lead = line.prefix { $0 == " " }.count
    let inset = min(indent ?? lead + 4, max(width / 2, 1))
    var lines: [String] = []
    var current = "", used = 0, space = ""
    for word in line.split(separator: " ", omittingEmptySubsequences: false) {
      let size = DisplayWidth.of(word)
      if used > 0, used + space.count + size > width, current.contains(where: { $0 != " " }) {
        while current.last == " " { current.removeLast() }
        lines.append(current)
        current = String(repeating: " ", count: inset) + word
        used = inset + size
      } else {
        current += space + word
        used += space.count + size
      }
      space = " "
    }
    return lines + [current]
  }
}
