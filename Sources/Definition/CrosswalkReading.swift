import Vocabulary

/// One successor of a commune in the next vintage.
struct CrosswalkLink {
  /// Position among the communes of the next vintage.
  let successor: Int
  let share: Double
  let assumed: Bool
}

/// The successors of every commune of a vintage, by position.
struct CrosswalkLinks {
  private let links: [CrosswalkLink]
  private let starts: [Int]

  /// Links each with the commune it is of, in order of commune.
  init(_ links: [(from: Int, link: CrosswalkLink)], communes: Int) {
    self.links = links.map(\.link)
    var starts = [Int](repeating: 0, count: communes + 1)
    for (from, _) in links { starts[from + 1] += 1 }
    for commune in 0..<communes { starts[commune + 1] += starts[commune] }
    self.starts = starts
  }

  /// The successors of a commune.
  subscript(_ commune: Int) -> ArraySlice<CrosswalkLink> { links[starts[commune]..<starts[commune + 1]] }
}

/// Reads how the communes of one vintage went over to those of the next.
struct CrosswalkReader {
  let table: ReferenceTable
  let old: AreaTables, new: AreaTables
  let log: ProblemLog

  /// Links of every old commune, their shares adding up to 1; nil where the table has not the columns.
  func links() -> CrosswalkLinks? {
    let codes = table.columns.indices.filter { table.columns[$0].hasPrefix("commune_code") }
    guard codes.count == 2 else {
      let message = "a crosswalk has two columns of codes, \"commune_code_...\", the old and the new"
      log.report(Place(file: table.file, line: 1), message, "name the columns so")
      return nil
    }
    guard let share = table.column("share", log), let basis = table.column("basis", log) else { return nil }
    var read: [(from: Int, row: Int, link: CrosswalkLink)] = []
    read.reserveCapacity(table.rowCount)
    for row in 0..<table.rowCount {
      guard let from = commune(row, codes[0], old), let to = commune(row, codes[1], new),
        let link = link(row, share, basis, to: to)
      else { continue }
      read.append((from, row, link))
    }
    read.sort { ($0.from, $0.row) < ($1.from, $1.row) }
    var links: [(from: Int, link: CrosswalkLink)] = []
    links.reserveCapacity(read.count)
    var next = 0
    for from in old.communes.indices {
      let first = next
      while next < read.count, read[next].from == from { next += 1 }
      // Most go over as a whole.
      if next == first + 1, read[first].link.share == 1 {
        links.append((from, read[first].link))
        continue
      }
      for link in sound(read[first..<next], of: from) { links.append((from, link)) }
    }
    return CrosswalkLinks(links, communes: old.communes.count)
  }

  private func commune(_ row: Int, _ column: Int, _ tables: AreaTables) -> Int? {
    if let index = tables.commune(table, row, column) { return index }
    let message = "\"\(table.text(row, column))\" is not a commune of \(tables.vintage)"
    log.report(table.place(row), message, "correct the code, or add the commune to the table of that vintage")
    return nil
  }

  private func link(_ row: Int, _ share: Int, _ basis: Int, to successor: Int) -> CrosswalkLink? {
    guard let value = table.withBytes(row, share, DecimalShare.parse), value > 0, value <= 1 else {
      log.report(table.place(row), "\"\(table.text(row, share))\" is not a share", "write a number above 0 and up to 1")
      return nil
    }
    let kind = table.text(row, basis)
    // Shares are known where a commune went over as a whole or where they were published, else assumed.
    let isKnown = kind == "whole" || kind == "published"
    guard isKnown || kind.hasPrefix("assumed") else {
      log.report(table.place(row), "\"\(kind)\" is not a basis of a share", "write whole, published or assumed_...")
      return nil
    }
    if kind == "whole", value != 1 {
      let message = "the basis is \"whole\" but the share is \(table.text(row, share))"
      log.report(table.place(row), message, "correct one of the two")
    }
    return CrosswalkLink(successor: successor, share: value, assumed: value < 1 && !isKnown)
  }

  /// The links of an old commune, which is covered, each successor once, and whose shares add up to 1; what rounding in
  /// the table leaves is spread over them, so that totals are kept to the last digits.
  private func sound(_ read: ArraySlice<(from: Int, row: Int, link: CrosswalkLink)>, of from: Int) -> [CrosswalkLink] {
    guard let first = read.first else {
      let message = "commune \(old.code(from)) of \(old.vintage) is not in the crosswalk, so its figures would be lost"
      log.report(Place(file: table.file), message, "add a row with its successor in \(new.vintage)")
      return []
    }
    var links: [CrosswalkLink] = []
    for (_, row, link) in read {
      if links.contains(where: { $0.successor == link.successor }) {
        let message = "\(old.code(from)) to \(new.code(link.successor)) is in the table already"
        log.report(table.place(row), message, "keep one of the two")
        continue
      }
      links.append(link)
    }
    let total = links.reduce(0) { $0 + $1.share }
    guard (total - 1).magnitude <= 1e-9 else {
      let message = "the shares of commune \(old.code(from)) add up to \(DecimalText.text(total)), not 1"
      log.report(table.place(first.row), message, "correct them, or write them with more digits")
      return links
    }
    return links.map { CrosswalkLink(successor: $0.successor, share: $0.share / total, assumed: $0.assumed) }
  }
}
