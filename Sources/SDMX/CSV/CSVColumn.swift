import Records

/// What a column of an SDMX-CSV table is for.
struct CSVColumn {
  enum Role: Equatable {
    case ignored, structureType, structure, action
    case field(String)
  }

  let role: Role
  /// Whether values read `code: label`, of which only the code is kept.
  let hasLabels: Bool
  /// What separates several values in one cell, each with a label of its own.
  let valueSeparator: UInt8?

  /// The columns of a header row.
  /// - Throws: `MessageError` with `invalidHeader`.
  static func columns(_ header: [String], version: CSVDialect.Version) throws -> [CSVColumn] {
    var separator: UInt8?
    let names = header.map { cell -> String in
      let name = id(cell)
      if version == .two, name.hasPrefix("STRUCTURE[") {
        separator = name.utf8.dropFirst("STRUCTURE[".utf8.count).first
        return "STRUCTURE"
      }
      return name
    }
    // With labels=name a column of names follows the column of each component.
    let labelColumns = names.contains("STRUCTURE_NAME") ? Self.labelColumns(names) : []
    var columns: [CSVColumn] = []
    var seen: Set<String> = []
    for (index, name) in names.enumerated() {
      let isLabelled = header[index].contains(": ")
      let role: Role
      switch name {
      case "": role = .ignored
      case "DATAFLOW" where version == .one: role = .structure
      case "STRUCTURE" where version == .two: role = .structureType
      case "STRUCTURE_ID" where version == .two: role = .structure
      case "STRUCTURE_NAME" where version == .two: role = .ignored
      case "ACTION": role = .action
      default: role = labelColumns.contains(index) ? .ignored : .field(fieldName(name))
      }
      if role != .ignored, !seen.insert(fieldName(name)).inserted {
        throw MessageError(
          .invalidHeader, "The header row names column \(name) twice.",
          remedy: "Remove one of the two columns or give it another name.", line: 1)
      }
      let isMultiple = name.hasSuffix("[]")
      columns.append(
        CSVColumn(
          role: role,
          hasLabels: role == .structure || (isLabelled && !FieldKind.isFreeText(fieldName(name))),
          valueSeparator: isMultiple ? separator : nil))
    }
    return columns
  }

  /// The part of `id: label` before the label; ids have no spaces, and none around them.
  static func id(_ cell: String) -> String {
    // Byte by byte, since whatever file there is has its first row looked at.
    let bytes = cell.utf8
    let space = UInt8(ascii: " ")
    guard let start = bytes.firstIndex(where: { $0 != space }), let last = bytes.lastIndex(where: { $0 != space })
    else {
      return ""
    }
    let id = bytes[start...last]
    guard let end = id.firstIndex(of: UInt8(ascii: ":")), end != last, id[id.index(after: end)] == space else {
      return String(cell[start...last])
    }
    return String(cell[start..<end])
  }

  /// The id of a component without the brackets that say it may have several values.
  private static func fieldName(_ name: String) -> String {
    name.hasSuffix("[]") ? String(name.dropLast(2)) : name
  }

  /// Which columns hold the names of what stands in the column before.
  ///
  /// Components come in pairs. A custom column may stand alone: it is one if the column after it could be an id and
  /// the one after that could not. Some exports name the structure but no components: there ids follow each other that
  /// no label reads like.
  private static func labelColumns(_ names: [String]) -> Set<Int> {
    let fixed: Set<String> = ["STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "SERIES_KEY", "OBS_KEY"]
    let components = names.indices.filter { !fixed.contains(names[$0]) }
    let areIDsAlone = components.indices.dropFirst().contains { index in
      let name = names[components[index]]
      let previous = names[components[index - 1]]
      return index % 2 == 1 && ["TIME_PERIOD", "OBS_VALUE"].contains(name) && previous != name && isID(previous)
    }
    if areIDsAlone, components.allSatisfy({ isID(names[$0]) }) { return [] }
    if components.count % 2 == 0 {
      return Set(stride(from: 1, to: components.count, by: 2).map { components[$0] })
    }
    var labels: Set<Int> = []
    var position = 0
    while position + 1 < components.count {
      let next = names[components[position + 1]]
      let afterNext = position + 2 < components.count ? names[components[position + 2]] : ""
      if isID(next), !isID(afterNext) || position + 2 == components.count {
        position += 1
      } else {
        labels.insert(components[position + 1])
        position += 2
      }
    }
    return labels
  }

  private static func isID(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
          || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "-")
          || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]")
      }
  }
}
