import Definition
import Foundation
import Testing
import Vocabulary
import Workspace

@testable import Publish

@Suite("Workbook")
struct WorkbookTests {
  /// The text of a sheet as it lies in the archive, read by another library.
  private func sheet(_ number: Int, of folder: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let script = "import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))"
    process.arguments = [
      "python3", "-c", script, folder + "/" + WorkbookFile.name, "xl/worksheets/sheet\(number).xml",
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  private func workbook(
    _ invented: InventedWorkspace, limits: SheetLimits = SheetLimits(), in folder: String
  ) throws -> PublishedFile {
    let content = try PublishedContent(invented.definition, invented.workspace, invented.run, jobs: 1, firstSeen: nil)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let workbook = try ComplianceWorkbook(content, in: folder, limits: limits)
    try workbook.writeFlags()
    return try workbook.finish()
  }

  private func invented(details: [String]) throws -> InventedWorkspace {
    let invented = try InventedWorkspace(SmallDefinition.definition, years: [2025, 2026], seed: 21)
    let flags = details.enumerated().map { index, detail in
      Flag(
        id: "F\(index)", severity: .info, target: nil, area: 0, group: 5,
        period: index + 1 == details.count ? "2026-Q1" : "2026",
        reason: "revised_value", detail: detail)
    }
    try Flag.write(flags, to: invented.workspace.path(.assessed, "flags.arrow"), invented.definition)
    return invented
  }

  @Test("texts are never formulas, and days and years are numbers")
  func texts() throws {
    let details = ["=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)", "{=1}", "007", "Đắk Lắk <&>", "\t=1"]
    let invented = try invented(details: details)
    defer { try? FileManager.default.removeItem(atPath: invented.folder) }
    _ = try workbook(invented, in: invented.folder + "/book")
    let flags = try sheet(3, of: invented.folder + "/book")
    #expect(!flags.contains("<f>") && !flags.contains("<f "))
    for (index, detail) in details.enumerated() {
      let escaped = detail.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
        .replacingOccurrences(of: ">", with: "&gt;")
      let cell = try #require(
        flags.split(separator: "<c r=\"I\(index + 2)\"").dropFirst().first?.split(separator: "</c>")[0])
      #expect(cell.hasPrefix(" t=\"inlineStr\">"), "\(detail)")
      #expect(cell.contains(">\(escaped)</t>") || cell.contains("_x0009_"), "\(cell)")
    }
    // 2026-11-24 is day 46350 of Excel; a quarter is no number.
    #expect(flags.contains("<v>46350</v>") && flags.contains("<t>2026-Q1</t>") && flags.contains("<v>2026</v>"))
  }

  @Test("what Excel cannot hold is left out and said")
  func limits() throws {
    let long = String(repeating: "Đắk Lắk 😀 ", count: 20)
    let invented = try invented(details: ["short", long, "short"])
    defer { try? FileManager.default.removeItem(atPath: invented.folder) }
    let whole = try workbook(invented, in: invented.folder + "/whole")
    #expect(whole.remarks.isEmpty)
    #expect(try sheet(3, of: invented.folder + "/whole").contains(long.trimmingCharacters(in: .whitespaces)))
    let folder = invented.folder + "/book"
    let file = try workbook(invented, limits: SheetLimits(rows: 40, textLength: 50), in: folder)
    let rows = invented.figures.compliance.count
    #expect(file.remarks.count == 2)
    #expect(
      file.remarks[0].contains("sheet compliance ends after 39 rows") && file.remarks[0].contains("\(rows - 39) more"))
    #expect(file.remarks[1].contains("1 texts of the sheet flags") && file.remarks[1].contains("flags.csv"))
    let compliance = try sheet(2, of: folder)
    #expect(compliance.contains("<row r=\"40\"") && !compliance.contains("<row r=\"41\""))
    #expect(try sheet(3, of: folder).contains(" […]</t>"))
    // The workbook says it too.
    #expect(try sheet(5, of: folder).contains("\(rows - 39) more stand in compliance.csv"))
  }

  @Test("whichever sheet comes first, the bytes are the same")
  func order() throws {
    let invented = try invented(details: ["a", "b"])
    defer { try? FileManager.default.removeItem(atPath: invented.folder) }
    let flagsFirst = try workbook(invented, in: invented.folder + "/first")
    let content = try PublishedContent(invented.definition, invented.workspace, invented.run, jobs: 1, firstSeen: nil)
    let folder = invented.folder + "/last"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let book = try ComplianceWorkbook(content, in: folder)
    // The compliance table stands long before the flags begin.
    DispatchQueue.global().asyncAfter(deadline: .now() + 1) { try? book.writeFlags() }
    #expect(try book.finish().sha256 == flagsFirst.sha256)
  }

  @Test("a workbook that lost something on its way is refused")
  func check() throws {
    let invented = try invented(details: ["a"])
    defer { try? FileManager.default.removeItem(atPath: invented.folder) }
    _ = try workbook(invented, in: invented.folder + "/book")
    let path = invented.folder + "/book/" + WorkbookFile.name
    let rows = try (1...5).map { number in
      let sheet = try sheet(number, of: invented.folder + "/book")
      let first = try #require(sheet.range(of: "<sheetData>")), last = try #require(sheet.range(of: "</sheetData>"))
      return sheet[first.upperBound..<last.lowerBound].utf8.count
    }
    for exactly in [false, true] {
      try WorkbookCheck.check(path, rowBytes: rows, exactly: exactly)
      var more = rows
      more[1] += 4096
      #expect(throws: PublishError.self) { try WorkbookCheck.check(path, rowBytes: more, exactly: exactly) }
      #expect(throws: PublishError.self) { try WorkbookCheck.check(path, rowBytes: rows + [1], exactly: exactly) }
    }
    var more = rows
    more[2] += 1
    #expect(throws: PublishError.self) { try WorkbookCheck.check(path, rowBytes: more, exactly: true) }
    #expect(throws: PublishError.self) { try WorkbookCheck.check(path + "x", rowBytes: rows) }
  }
}
