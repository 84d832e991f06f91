/// A table as lines that fit a terminal. Names become shorter where they must, figures never; where even that is too
/// wide, names and then the last columns go on lines of their own below their row.
struct TextTable {
  private let columns: [AnswerTable.Column]
  private let rows: [[AnswerCell]]
  private let terminal: Terminal

  /// What names are shortened to at least.
  private static let shortestName = 18
  /// How much room a sentence needs beside other columns.
  private static let shortestSentence = 28
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
    guard let width = terminal.width else { return aligned(Array(columns.indices), widths, below: []) }
    var aside = Array(columns.indices)
    var below: [Int] = []
    while !fit(&widths, aside, width), aside.count > 1 {
      let moved = aside.lastIndex { columns[$0].role == .name && $0 > 0 } ?? aside.count - 1
      below.append(aside.remove(at: moved))
    }
    return aligned(aside, widths, below: below.filter(isName).sorted() + below.filter { !isName($0) }.sorted())
  }

  private func isName(_ column: Int) -> Bool { columns[column].role == .name || isSentence(column) }
  private func isSentence(_ column: Int) -> Bool { columns[column].role == .sentence }

  /// Lines with some columns side by side, and others below each row.
  private func aligned(_ aside: [Int], _ widths: [Int], below: [Int]) -> [String] {
    let head = line(aside.map { ($0, columns[$0].title, nil) }, widths)
    return [head]
      + rows.flatMap { row -> [String] in
        let first = lines(of: row, aside, widths)
        let rest = below.filter { row[$0].shown != "-" }.map { column in
          let text = DisplayWidth.printable(row[column].shown)
          // A figure stays with its title.
          return isName(column) ? text : (columns[column].title + " " + text).replacing(" ", with: "\u{A0}")
        }
        if rest.isEmpty { return first }
        let wrapped = Answer.wrapped("    " + rest.joined(separator: Self.gap), terminal.width, indent: 4)
        return first + wrapped.map { $0.replacing("\u{A0}", with: " ") }
      }
  }

  /// A row side by side; a sentence that ends it goes on below itself.
  private func lines(of row: [AnswerCell], _ aside: [Int], _ widths: [Int]) -> [String] {
    var cells = aside.map { (column: $0, text: row[$0].shown, tone: row[$0].tone) }
    guard let last = aside.last, isSentence(last) else { return [line(cells, widths)] }
    let inset = aside.dropLast().reduce(0) { $0 + widths[$1] + Self.gap.count }
    let parts = Answer.wrapped(DisplayWidth.printable(row[last].shown), widths[last], indent: 0)
    cells[cells.count - 1].text = parts[0]
    return [line(cells, widths)] + parts.dropFirst().map { String(repeating: " ", count: inset) + $0 }
  }

  /// Shortens the widest names among columns side by side until they fit; false, and nothing done, where they cannot.
  private func fit(_ widths: inout [Int], _ aside: [Int], _ width: Int) -> Bool {
    var tried = widths
    defer { widths = tried }
    while true {
      let excess = aside.reduce(0) { $0 + tried[$1] } + Self.gap.count * max(0, aside.count - 1) - width
      if excess <= 0 { return true }
      let names = aside.filter { isName($0) && tried[$0] > shortest($0) }
      guard let widest = names.max(by: { tried[$0] < tried[$1] }) else {
        tried = widths
        return false
      }
      let next = names.map { tried[$0] }.filter { $0 < tried[widest] }.max() ?? 0
      tried[widest] -= min(excess, max(1, tried[widest] - max(next, shortest(widest))))
    }
  }

  private func shortest(_ column: Int) -> Int { isSentence(column) ? Self.shortestSentence : Self.shortestName }

  private func line(_ cells: [(column: Int, text: String, tone: AnswerCell.Tone?)], _ widths: [Int]) -> String {
    let parts = cells.enumerated().map { position, cell in
      let isRight = columns[cell.column].role == .figure
      let width = widths[cell.column]
      let whole = DisplayWidth.printable(cell.text)
      let text = isSentence(cell.column) ? whole : DisplayWidth.shortened(whole, to: width)
      // Spaces stay outside the colour.
      let space = String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
      let word = terminal.coloured(text, cell.tone)
      if isRight { return space + word }
      return position == cells.count - 1 ? word : word + space
    }
    var line = parts.joined(separator: Self.gap)
    while line.last == " " { line.removeLast() }
    return line
  }
}
