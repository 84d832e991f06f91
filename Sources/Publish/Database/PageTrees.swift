/// A cell's payload and the pages that what does not fit in the cell goes on in (SQLite file format, section 1.6,
/// "Cell payload overflow pages").
struct CellPayload {
  /// Bytes of a payload that stay in the cell: all up to `greatest`, else what fills the last overflow page, or the
  /// least.
  private static func local(_ size: Int, greatest: Int) -> Int {
    if size <= greatest { return size }
    let least = (PageFile.pageSize - 12) * 32 / 255 - 23
    let filling = least + (size - least) % (PageFile.pageSize - 4)
    return filling <= greatest ? filling : least
  }

  /// Greatest payloads that are kept whole.
  static let greatestOfTable = PageFile.pageSize - 35
  static let greatestOfIndex = (PageFile.pageSize - 12) * 64 / 255 - 23

  /// Size in the cell, with the number of the first overflow page.
  static func size(_ payload: Int, greatest: Int) -> Int {
    let local = local(payload, greatest: greatest)
    return local == payload ? local : local + 4
  }

  /// Writes a payload into a page.
  static func store(
    _ payload: UnsafeRawBufferPointer, greatest: Int, page: Int, at offset: Int, _ file: inout PageFile
  ) {
    let local = local(payload.count, greatest: greatest)
    file.store(UnsafeRawBufferPointer(rebasing: payload[..<local]), page: page, at: offset)
    var rest = payload[local...]
    var previous = (page: page, at: offset + local)
    while !rest.isEmpty {
      let page = file.add()
      file.store(UInt32(page), page: previous.page, at: previous.at)
      let part = rest.prefix(PageFile.pageSize - 4)
      file.store(UnsafeRawBufferPointer(rebasing: part), page: page, at: 4)
      rest = rest.dropFirst(part.count)
      previous = (page, 0)
    }
  }
}

/// Builds the tree of a table from records in order of row, numbered from 1 (section 1.6, "table b-tree").
struct TableTree {
  private var leaf: PageCells?
  private(set) var rows = 0
  /// Finished pages of the level, each with its last row.
  private var children: [(page: Int, lastRow: Int)] = []

  /// Adds the next row.
  mutating func append(_ record: UnsafeRawBufferPointer, _ file: inout PageFile) {
    let greatest = CellPayload.greatestOfTable
    let size =
      Varint.size(record.count) + Varint.size(rows + 1) + CellPayload.size(record.count, greatest: greatest)
    if let leaf, !leaf.fits(size) { finishLeaf(leaf, &file) }
    var cells = leaf ?? PageCells(.leafTable, page: file.add())
    var offset = cells.place(size, &file)
    rows += 1
    offset += file.store(varint: record.count, page: cells.page, at: offset)
    offset += file.store(varint: rows, page: cells.page, at: offset)
    CellPayload.store(record, greatest: greatest, page: cells.page, at: offset, &file)
    leaf = cells
  }

  /// Finishes the tree and returns its root. The first page of a file has room for few children, no rows.
  mutating func finish(inFirstPage: Bool = false, _ file: inout PageFile) -> Int {
    finishLeaf(leaf ?? PageCells(.leafTable, page: file.add()), &file)
    let room = PageCells.room(.interiorTable) - (inFirstPage ? 100 : 0)
    let perPage = room / (2 + 4 + Varint.size(rows))
    while children.count > 1 || inFirstPage {
      let pages = (children.count + perPage - 1) / perPage
      var level: [(page: Int, lastRow: Int)] = []
      for number in 0..<pages {
        // Spread evenly, so that none is left with a single child.
        let part = children[(children.count * number / pages)..<(children.count * (number + 1) / pages)]
        let page = pages == 1 && inFirstPage ? 1 : file.add()
        interior(part, page: page, &file)
        level.append((page, part.last!.lastRow))
      }
      children = level
      if pages == 1 { break }
    }
    return children[0].page
  }

  private mutating func finishLeaf(_ page: PageCells, _ file: inout PageFile) {
    page.finish(&file)
    children.append((page.page, rows))
    leaf = nil
  }

  private func interior(_ children: ArraySlice<(page: Int, lastRow: Int)>, page: Int, _ file: inout PageFile) {
    var cells = PageCells(.interiorTable, page: page)
    for child in children.dropLast() {
      let offset = cells.place(4 + Varint.size(child.lastRow), &file)
      file.store(UInt32(child.page), page: page, at: offset)
      _ = file.store(varint: child.lastRow, page: page, at: offset + 4)
    }
    cells.finish(rightChild: children.last!.page, &file)
  }
}

/// Builds the tree of an index from its entries in order (section 1.6, "index b-tree").
struct IndexTree {
  /// The entries one after the other, and where each begins and ends.
  private let entries: UnsafeRawBufferPointer
  private let ends: [Int]

  /// Entries in order; the first of `ends` is 0, each further one the end of an entry.
  init(_ entries: UnsafeRawBufferPointer, ends: [Int]) {
    self.entries = entries
    self.ends = ends
  }

  /// Writes the tree and returns its root.
  func write(_ file: inout PageFile) -> Int {
    var level = Array(0..<(ends.count - 1))
    var children: [Int] = []
    // Level by level from the leaves: the entry between two pages stands in the level above.
    while true {
      let kind: PageCells.Kind = children.isEmpty ? .leafIndex : .interiorIndex
      let parts = Self.parts(level.map { cellSize($0, kind) + 2 }, room: PageCells.room(kind))
      var pages: [Int] = []
      for part in parts {
        var cells = PageCells(kind, page: file.add())
        for position in part {
          write(level[position], leftChild: children.isEmpty ? nil : children[position], &cells, &file)
        }
        cells.finish(rightChild: children.isEmpty ? nil : children[part.upperBound], &file)
        pages.append(cells.page)
      }
      if pages.count == 1 { return pages[0] }
      level = parts.dropLast().map { level[$0.upperBound] }
      children = pages
    }
  }

  private func write(_ entry: Int, leftChild: Int?, _ cells: inout PageCells, _ file: inout PageFile) {
    var offset = cells.place(cellSize(entry, leftChild == nil ? .leafIndex : .interiorIndex), &file)
    if let leftChild {
      file.store(UInt32(leftChild), page: cells.page, at: offset)
      offset += 4
    }
    let bytes = UnsafeRawBufferPointer(rebasing: entries[ends[entry]..<ends[entry + 1]])
    offset += file.store(varint: bytes.count, page: cells.page, at: offset)
    CellPayload.store(bytes, greatest: CellPayload.greatestOfIndex, page: cells.page, at: offset, &file)
  }

  private func cellSize(_ entry: Int, _ kind: PageCells.Kind) -> Int {
    let payload = ends[entry + 1] - ends[entry]
    return (kind == .interiorIndex ? 4 : 0) + Varint.size(payload)
      + CellPayload.size(payload, greatest: CellPayload.greatestOfIndex)
  }

  /// The entries of each page of a level, one left out between two pages for the level above. No page is empty, unless
  /// there are no entries.
  static func parts(_ sizes: [Int], room: Int) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = 0
    var used = 0
    for (entry, size) in sizes.enumerated() {
      if used + size <= room {
        used += size
        continue
      }
      // This one goes up; but the last one needs a page, so that the one before it goes up instead.
      let isLast = entry == sizes.count - 1
      parts.append(start..<(isLast ? entry - 1 : entry))
      start = isLast ? entry : entry + 1
      used = isLast ? size : 0
    }
    parts.append(start..<sizes.count)
    return parts
  }
}
