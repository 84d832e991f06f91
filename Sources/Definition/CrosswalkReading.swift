import Vocabulary

/// One successor of a commune in the next vintage.
struct CrosswalkLink {
  /// Position among the communes of the next vintage.
  let successor: Int
  let share: Double
  let assumed: Bool
}

/// Reads how the communes of one vintage went over to those of the next.
struct CrosswalkReader {
  let table: ReferenceTable
  let old: AreaTables, new: AreaTables
  let log: ProblemLog

  /// Shares are known where a commune went over as a whole or where they were published, else assumed.
  private static let known: Set<String> = ["whole", "published"]

  /// Links by position of the old commune, their shares adding up to 1; nil where the table has not the columns.
  func links() -> [[CrosswalkLink]]? {
    let codes = table.columns.indices.filter { table.columns[$0].hasPrefix("commune_code") }
    guard codes.count == 2 else {
      let message = "a crosswalk has two columns of codes, \"commune_code_...\", the old and the new"
      log.report(Place(file: table.file, line: 1), message, "name the columns so")
      return nil
    }
    guard let share = table.column("share", log), let basis = table.column("basis", log) else { return nil }
    var links = [[CrosswalkLink]](repeating: [], count: old.communes.count)
    var firstRow = [Int](repeating: -1, count: old.communes.count)
    for row in 0..<table.rowCount {
      guard let from = commune(row, codes[0], old), let to = commune(row, codes[1], new),
        let link = link(row, share, basis, to: to)
      else { continue }
      if firstRow[from] < 0 { firstRow[from] = row }
      if links[from].contains(where: { $0.successor == to }) {
        let message = "\(old.communes[from].code) to \(new.communes[to].code) is in the table already"
        log.report(table.place(row), message, "keep one of the two")
        continue
      }
      links[from].append(link)
    }
    for from in links.indices { check(&links[from], from, firstRow[from]) }
    return links
  }

  private func commune(_ row: Int, _ column: Int, _ tables: AreaTables) -> Int? {
    let code = table.text(row, column)
    if let index = tables.indexByCode[code] { return index }
    let message = "\"\(code)\" is not a commune of \(tables.vintage)"
    log.report(table.place(row), message, "correct the code, or add the commune to the table of that vintage")
    return nil
  }

  private func link(_ row: Int, _ share: Int, _ basis: Int, to successor: Int) -> CrosswalkLink? {
    let text = table.text(row, share), kind = table.text(row, basis)
    guard let value = DecimalShare.parse(text), value > 0, value <= 1 else {
      log.report(table.place(row), "\"\(text)\" is not a share", "write a number above 0 and up to 1")
      return nil
    }
    guard Self.known.contains(kind) || kind.hasPrefix("assumed") else {
      log.report(table.place(row), "\"\(kind)\" is not a basis of a share", "write whole, published or assumed_...")
      return nil
    }
    if kind == "whole", value != 1 {
      log.report(table.place(row), "the basis is \"whole\" but the share is \(text)", "correct one of the two")
    }
    return CrosswalkLink(successor: successor, share: value, assumed: value < 1 && !Self.known.contains(kind))
  }

  /// Every old commune is covered, and its shares add up to 1; what rounding in the table leaves is spread over them, so
  /// that totals are kept to the last digits.
  private func check(_ links: inout [CrosswalkLink], _ from: Int, _ firstRow: Int) {
    let code = old.communes[from].code
    guard firstRow >= 0 else {
      let message = "commune \(code) of \(old.vintage) is not in the crosswalk, so its figures would be lost"
      log.report(Place(file: table.file), message, "add a row with its successor in \(new.vintage)")
      return
    }
    let total = links.reduce(0) { $0 + $1.share }
    guard (total - 1).magnitude <= 1e-9 else {
      let message = "the shares of commune \(code) add up to \(DecimalText.text(total)), not 1"
      log.report(table.place(firstRow), message, "correct them, or write them with more digits")
      return
    }
    links = links.map { CrosswalkLink(successor: $0.successor, share: $0.share / total, assumed: $0.assumed) }
  }
}
