import Definition
import Glibc
import SDMX

/// Gathers the rows of a table in XML: elements at a declared path, whose cells are their attributes, their child
/// elements, or children that bear a name (`<field name="Year">2026</field>`). Further attributes of a child are cells
/// called like `Country or Area@key`.
final class XMLRows: SAXHandler {
  /// A cell of the row; its bytes lie in `bytes`.
  struct Cell {
    let name: String
    fileprivate let start: Int
    fileprivate var count: Int
    let place: SAXParser.Place
  }

  private let path: [String]
  private let limits: MessageLimits
  private let parser: SAXParser
  /// Told of every row; an error ends the parse.
  private let row: ([Cell], SAXParser.Place) throws -> Void
  /// What `row` threw.
  private(set) var failure: (any Error)?
  private var names: [UnsafeRawPointer: String] = [:]
  private var depth = 0
  /// How many of the open elements are those of the path.
  private var matched = 0
  private var cells: [Cell] = []
  /// The bytes of all cells of the row, one behind the other.
  private var bytes: UnsafeMutableRawPointer
  private var byteCount = 0
  private var capacity = 4096
  private var rowPlace = SAXParser.Place(line: 1, column: 1)
  /// The cell whose element is open.
  private var open: Int?

  init(
    path: [String], limits: MessageLimits, parser: SAXParser, row: @escaping ([Cell], SAXParser.Place) throws -> Void
  ) {
    self.path = path
    self.limits = limits
    self.parser = parser
    self.row = row
    bytes = .allocate(byteCount: capacity, alignment: 16)
  }

  deinit { bytes.deallocate() }

  /// The bytes of a cell, valid until the row ends.
  func text(of cell: Cell) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: bytes + cell.start, count: cell.count)
  }

  var takesPlainMarkup: Bool { depth > 0 }

  func startElement(_ name: UnsafeRawPointer, namespace: UnsafeRawPointer?, attributes: SAXAttributes) {
    defer { depth += 1 }
    if matched == path.count {
      if depth == path.count { startCell(name, attributes) }
      return
    }
    guard matched == depth, text(of: name) == path[depth] else {
      // Below another root there is no row.
      if depth == 0 {
        parser.stop(
          MessageError(
            .notRecognised, "The root element is not \(path[0]).", remedy: "Check where the file comes from."))
      }
      return
    }
    matched += 1
    guard matched == path.count else { return }
    rowPlace = parser.place()
    cells.removeAll(keepingCapacity: true)
    byteCount = 0
    for index in 0..<attributes.count { add(text(of: attributes.localName(index)), attributes.value(index), rowPlace) }
  }

  func endElement() {
    depth -= 1
    if matched == path.count, depth == path.count { open = nil }
    guard matched > depth else { return }
    if matched == path.count {
      do { try row(cells, rowPlace) } catch {
        failure = error
        parser.stop(MessageError(.malformedXML, "", remedy: ""))
      }
    }
    matched = depth
  }

  func text(_ text: UnsafeRawBufferPointer) {
    guard let open else { return }
    guard append(text) else { return }
    cells[open].count += text.count
  }

  private func startCell(_ name: UnsafeRawPointer, _ attributes: SAXAttributes) {
    let place = parser.place()
    var title = text(of: name)
    for index in 0..<attributes.count where text(of: attributes.localName(index)) == "name" {
      title = String(decoding: attributes.value(index), as: UTF8.self)
    }
    for index in 0..<attributes.count {
      let attribute = text(of: attributes.localName(index))
      if attribute != "name" { add("\(title)@\(attribute)", attributes.value(index), place) }
    }
    add(title, UnsafeRawBufferPointer(start: nil, count: 0), place)
    open = cells.count - 1
  }

  private func add(_ name: String, _ value: UnsafeRawBufferPointer, _ place: SAXParser.Place) {
    guard cells.count < limits.columns else {
      return parser.stop(
        MessageError(
          .limitColumns, "A row has more than \(limits.columns) cells.", remedy: "Check where the file comes from.",
          line: rowPlace.line))
    }
    let start = byteCount
    if append(value) { cells.append(Cell(name: name, start: start, count: value.count, place: place)) }
  }

  /// Keeps bytes of the row; false if it is too long.
  private func append(_ text: UnsafeRawBufferPointer) -> Bool {
    guard byteCount + text.count <= limits.recordBytes else {
      parser.stop(
        MessageError(
          .limitRecord, "A row is longer than \(limits.recordBytes) bytes.",
          remedy: "Check for an element that is never closed.", line: rowPlace.line))
      return false
    }
    if byteCount + text.count > capacity {
      capacity = max(capacity * 2, byteCount + text.count)
      let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
      larger.copyMemory(from: bytes, byteCount: byteCount)
      bytes.deallocate()
      bytes = larger
    }
    if let start = text.baseAddress { (bytes + byteCount).copyMemory(from: start, byteCount: text.count) }
    byteCount += text.count
    return true
  }

  private func text(of name: UnsafeRawPointer) -> String {
    if let known = names[name] { return known }
    let text = String(cString: name.assumingMemoryBound(to: CChar.self))
    if names.count < 10_000 { names[name] = text }
    return text
  }
}
