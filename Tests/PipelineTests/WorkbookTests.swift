import Foundation
import Testing

/// `compliance.xlsx` and `datapackage.json` as their readers open them.
@Suite struct WorkbookTests {
  @Test(.enabled(if: Interpreter.hasSpreadsheetTools, "needs MILEPOST_PYTHON with openpyxl, which make test sets"))
  func cellsInOpenpyxl() throws {
    let site = try Site()
    #expect(try site.run().status == 0)
    let outcome = try Interpreter.run(["Tests/PipelineTests/open_workbook.py", site.out])
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(outcome.text.contains("cells agree"))
  }

  @Test(.enabled(if: CommandLineTool.hasOffice, "needs LibreOffice Calc, which make test installs"))
  func rowsInLibreOffice() throws {
    let site = try Site()
    #expect(try site.run().status == 0)
    let outcome = try Interpreter.run(["Tests/PipelineTests/compare_office.py", site.out])
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(outcome.text.contains("cells agree"))
  }

  @Test(.enabled(if: Interpreter.hasSpreadsheetTools, "needs MILEPOST_PYTHON with frictionless, which make test sets"))
  func dataPackageInFrictionless() throws {
    let site = try Site()
    #expect(try site.run().status == 0)
    let outcome = try Interpreter.run(["Tests/PipelineTests/open_data_package.py", site.out])
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(outcome.text.contains("are valid"))
  }

  /// The clock goes on between two runs, and nothing of it is in the files.
  @Test func theClockIsInNoFile() throws {
    let (first, second) = (try Site(), try Site())
    #expect(try first.run().status == 0)
    // The archive's times would go in steps of two seconds.
    Thread.sleep(forTimeInterval: 2.1)
    #expect(try second.run().status == 0)
    let (one, other) = (try Site.contents(of: first.out), try Site.contents(of: second.out))
    #expect(one["compliance.xlsx"] != nil && one.keys.sorted() == other.keys.sorted())
    for (name, data) in one { #expect(other[name] == data, "\(name)") }
  }

  /// A disk that is full while the rows are put aside, and one that is while the sheet is put together: the library
  /// says nothing of either. A limit on the size of files stands for the disk.
  @Test func aFullDiskIsSaid() throws {
    let site = try Site()
    #expect(try site.run().status == 0)
    let before = try Site.contents(of: site.out)
    let length = try Interpreter.run([
      "-c", "import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).getinfo(sys.argv[2]).file_size)",
      site.out + "/compliance.xlsx", "xl/worksheets/sheet2.xml",
    ])
    let kilobytes = (try #require(Int(length.text.trimmingCharacters(in: .whitespacesAndNewlines))) - 1) / 1024
    let cases = [
      (kilobytes / 2, "do not fit on the disk", "make room on the disk"),
      (kilobytes, "sheet2.xml is cut short", "free space"),
    ]
    for (limit, why, remedy) in cases {
      let script = "trap '' XFSZ; ulimit -f \(limit); exec \"$@\""
      let outcome = try Program("milepost").run(
        ["run"] + site.options + ["--from", "assess", "--as-of", "2026-11-29"], through: ["bash", "-c", script, "bash"])
      #expect(outcome.status == 1, "\(outcome.errors)")
      #expect(outcome.errors.contains("compliance.xlsx: ") && outcome.errors.contains(why), "\(outcome.errors)")
      #expect(outcome.errors.contains(remedy), "\(outcome.errors)")
      #expect(try Site.contents(of: site.out) == before)
    }
  }
}
