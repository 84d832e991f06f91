/// A table as lines that fit a terminal. Names become shorter where they must, figures never; where even that is too
/// wide, each row becomes a few lines.
struct TextTable {
  private let columns: [AnswerTable.Column]
  private let rows: [[AnswerCell]]
  private let terminal: Terminal

  /// What names are shortened to at least.
  private static let shortestName = 12
  private static let gap = "  "

  init(_ table: AnswerTable, _ terminal: Terminal) {
    let shown = table.columns.indices.filter { table.columns[$0].role != .hidden }
    columns = shown.map { table.columns[$0] }
    rows = table.rows.map { row in shown.map { row[$0] } }
    self.terminal = terminal
  }

  var lines: [String] {
    var widths = columns.indices.map { column in
      rows.reduce(DisplayWidth.of(columns[column].title)) {
        max($0, DisplayWidth.of(DisplayWidth.printable($1[column].shown)))
      }
    }
    if let width = terminal.width, !fit(&widths, width) { return folded(width) }
    let head = line(columns.map { ($0.title, nil) }, widths)
    return [head] + rows.map { row in line(row.map { ($0.shown, $0.tone) }, widths) }
  }

  /// Shortens the widest names until the table fits; false where it cannot.
  private func fit(_ widths: inout [Int], _ width: Int) -> Bool {
    while true {
      let excess = widths.reduce(0, +) + Self.gap.count * max(0, widths.count - 1) - width
      if excess <= 0 { return true }
      let names = columns.indices.filter { columns[$0].role == .name && widths[$0] > Self.shortestName }
      guard let widest = names.max(by: { widths[$0] < widths[$1] }) else { return false }
      let next = names.map { widths[$0] }.filter { $0 < widths[widest] }.max() ?? Self.shortestName
      widths[widest] -= min(excess, max(1, widths[widest] - max(next, Self.shortestName)))
    }
  }

  private func line(_ cells: [(text: String, tone: AnswerCell.Tone?)], _ widths: [Int]) -> String {
    let parts = cells.enumerated().map { column, cell in
      let isRight = columns[column].role == .figure
      let text = DisplayWidth.shortened(DisplayWidth.printable(cell.text), to: widths[column])
      let isLast = column == cells.count - 1
      let filled = isLast && !isRight ? text : DisplayWidth.padded(text, to: widths[column], isRight: isRight)
      // Spaces stay outside the colour, so that they are never underlined or inverted.
      guard let tone = cell.tone, terminal.hasColour else { return filled }
      let space = filled.count - text.count
      return terminal.coloured(text, tone) + String(repeating: " ", count: space)
    }
    var line = parts.joined(separator: Self.gap)
    while line.last == " " { line.removeLast() }
    return line
  }

  /// Every row over several lines: its first cell, then the others with the titles of their columns.
  private func folded(_ width: Int) -> [String] {
    rows.flatMap { row -> [String] in
      var lines: [String] = []
      var line = "", used = 0
      for (column, cell) in row.enumerated() where column == 0 || cell.shown != "-" {
        let title = column == 0 ? "" : columns[column].title + " "
        let room = width - (column == 0 ? 0 : 4) - DisplayWidth.of(title)
        let text = DisplayWidth.printable(cell.shown)
        let cut = columns[column].role == .name ? DisplayWidth.shortened(text, to: max(room, 1)) : text
        let size = DisplayWidth.of(title) + DisplayWidth.of(cut)
        if column > 0, used + Self.gap.count + size > width {
          lines.append(line)
          (line, used) = ("    ", 4)
        } else if column > 0 {
          line += Self.gap
          used += Self.gap.count
        }
        line += title + terminal.coloured(cut, cell.tone)
        used += size
      }
      return lines + [line]
    }
  }
}
