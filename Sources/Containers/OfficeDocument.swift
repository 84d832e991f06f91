/// Documents of office programs, which are zip archives inside.
enum OfficeDocument {
  static let message = "It is a workbook or another document of an office program, which is not read."
  static let remedy = "Save the sheet as CSV (UTF-8) and deliver that."

  private static let suffixes = [".xlsx", ".xlsm", ".xlsb", ".docx", ".pptx", ".ods", ".odt", ".odp"]
  private static let firstMembers = ["[Content_Types].xml", "mimetype", "_rels/", "docProps/", "xl/", "word/", "ppt/"]

  /// Whether an archive that begins with `head` is such a document.
  static func isOne(head: UnsafeRawBufferPointer, name: String) -> Bool {
    if suffixes.contains(where: name.lowercased().hasSuffix) { return true }
    // A local file header is 30 bytes long; the name of the first member follows.
    let first = head.dropFirst(30)
    return firstMembers.contains { first.starts(with: $0.utf8) }
  }

  /// Whether an archive with these members is such a document.
  static func isOne(members: [ZipEntry]) -> Bool {
    members.contains { $0.name == "[Content_Types].xml" } || members.first?.name == "mimetype"
  }
}
