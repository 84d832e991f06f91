import Definition

/// Tells the rows of observations from all others that stand below a header.
struct RowJudge {
  enum Verdict {
    case kept, skipped, ragged
    /// No observation, but it names what the rows below are of.
    case heading
  }

  private let declaration: TableDeclaration
  private let columns: TableColumns
  /// Columns that say which observation a cell is; merged ones are often empty.
  private let keys: [Int]
  private var isFirst = true
  private var hasEnded = false
  private let periodColumn: Int?
  private var otherYears = 0
  private var totals = 0, others = 0, withoutKeys = 0, below = 0, numbering = 0
  /// Whether a cell is a total's, for the cells met last: names repeat.
  private var totalWords: [String: Bool] = [:]

  init(_ claim: TableClaim) {
    declaration = claim.table.declaration
    columns = claim.columns
    periodColumn = columns.dimensions.first { $0.dimension == .period }?.index
    keys = columns.dimensions.filter { $0.dimension.isKey && !$0.isCarried }.map(\.index)
  }

  /// What was left out, and how often.
  var notes: [String] {
    var notes: [String] = []
    func add(_ count: Int, _ what: String) {
      if count > 0 { notes.append("\(count) \(count == 1 ? "row" : "rows") \(what)") }
    }
    add(numbering, "with the numbers of the columns left out")
    add(totals, "of totals left out, as declared")
    add(others, "of others left out, as declared (where)")
    add(otherYears, "of other years left out, as declared")
    add(withoutKeys, "with empty key cells left out")
    add(below, "of notes at the end not read, as declared")
    return notes
  }

  mutating func verdict(_ row: some TableRow) -> Verdict {
    defer { isFirst = false }
    if hasEnded {
      below += 1
      return .skipped
    }
    guard let first = (0..<row.count).first(where: { !row.cell($0).isBlank }) else { return .skipped }
    if !declaration.notes.isEmpty {
      let text = ComparedText.key(row.cell(first).head(200).text)
      if declaration.notes.contains(where: { text.hasPrefix($0) }) {
        hasEnded = true
        below += 1
        return .skipped
      }
    }
    if isFirst, isNumbering(row) {
      numbering += 1
      return .skipped
    }
    if !declaration.totals.isEmpty, isTotal(row, first) {
      totals += 1
      return .skipped
    }
    guard row.count >= columns.width, (columns.width..<row.count).allSatisfy({ row.cell($0).isBlank }) else {
      return .ragged
    }
    for (filter, index) in zip(declaration.filters, columns.filters)
    where filter.words.contains(ComparedText.key(row.cell(index).text)) != filter.keeps {
      others += 1
      return .skipped
    }
    if let years = declaration.years, let periodColumn, let year = year(row.cell(periodColumn)), !years.contains(year) {
      otherYears += 1
      return .skipped
    }
    if columns.needed.contains(where: { row.cell($0).isBlank }) {
      withoutKeys += 1
      return .heading
    }
    if !keys.isEmpty, keys.allSatisfy({ row.cell($0).isBlank }) {
      withoutKeys += 1
      return .skipped
    }
    return .kept
  }

  /// The year that a cell begins with, or has in one of the declared ways to write periods.
  private func year(_ cell: UnsafeRawBufferPointer) -> Int? {
    let text = cell.head(200).text
    if let year = declaration.periods.lazy.compactMap({ $0.match(text, anywhere: false)?.year }).first { return year }
    let digits = text.drop(while: \.isWhitespace).prefix(4)
    return digits.count == 4 ? Int(digits) : nil
  }

  private mutating func isTotal(_ row: some TableRow, _ first: Int) -> Bool {
    if isTotal(row.cell(first)) { return true }
    for column in columns.dimensions where column.index < row.count && column.index != first {
      if isTotal(row.cell(column.index)) { return true }
    }
    return false
  }

  private mutating func isTotal(_ cell: UnsafeRawBufferPointer) -> Bool {
    guard cell.count <= 200 else { return false }
    let text = cell.text
    if let known = totalWords[text] { return known }
    var key = ComparedText.key(text)
    while key.last == ":" { key.removeLast() }
    if totalWords.count > 10_000 { totalWords = [:] }
    let isTotal = declaration.totals.contains(key)
    totalWords[text] = isTotal
    return isTotal
  }

  /// Whether the row numbers the columns, as forms do below their header: letters, then 1, 2, 3, in brackets or not.
  private func isNumbering(_ row: some TableRow) -> Bool {
    var next = 1, letters = 0
    for index in 0..<row.count where !row.cell(index).isBlank {
      let bytes = row.cell(index)
      guard bytes.count <= 8 else { return false }
      let text = bytes.text.filter { !$0.isWhitespace && $0 != "(" && $0 != ")" }
      if Int(text) == next {
        next += 1
      } else if text.utf8.count == 1, text.first!.isLetter, next == 1 {
        letters += 1
      } else {
        return false
      }
    }
    return next > 2 && next + letters > 3
  }
}
