import Definition
import Workspace

/// The sheet `notes`: what the workbook was made of, and what its columns and words mean.
struct NotesSheet {
  let content: PublishedContent
  /// What the other sheets could not hold.
  let remarks: [String]
  let limits: SheetLimits

  private static let columns = ["topic", "item", "vi", "en"]

  func write(on sheet: WorkbookSheet, _ tables: [PublishedTable]) {
    sheet.widths([16, 26, 70, 100])
    sheet.header(Self.columns)
    var row = 1
    func note(_ topic: String, _ item: String, _ title: Title) {
      sheet.write(topic, row, 0)
      sheet.write(item, row, 1)
      sheet.write(title.vi, row, 2, .wrapped)
      sheet.write(title.en, row, 3, .wrapped)
      row += 1
    }
    for remark in remarks { note("left out", "", Title(vi: "", en: remark)) }
    let definition = content.definition
    note("about", "programme", definition.title)
    sheet.write("about", row, 0)
    sheet.write("as_of", row, 1)
    sheet.write(content.run.asOf, row, 2)
    sheet.write("The day the run speaks of.", row, 3)
    row += 1
    for (item, number, words) in numbers {
      sheet.write("about", row, 0)
      sheet.write(item, row, 1)
      sheet.write(Double(number), row, 2, item == "judged_year" ? .year : .count)
      sheet.write(words, row, 3, .wrapped)
      row += 1
    }
    note(
      "about", "run",
      Title(vi: content.run.id, en: "The same figures as tables, for SQL and as a page: see \(DataPackage.name)."))
    note("about", "definition", Title(vi: definition.id, en: "SHA-256 \(definition.digest)"))
    note("withheld figures", "", withheld)
    note("numbers", "", Self.precision)
    note(
      "limits", "",
      Title(
        vi: "",
        en: "Excel holds \(limits.rows) rows in a sheet and \(limits.textLength) characters in a cell; "
          + "what goes beyond would be named at the top of this sheet."))
    for status in ReportContext.statusOrder { note("status", status.rawValue, ReportWords.status(status)) }
    for outlook in Outlook.allCases { note("outlook", outlook.rawValue, ReportWords.outlook(outlook)) }
    for reason in FlagTable.reasons { note("reason of a flag", reason, ReportWords.reason(reason)) }
    for table in tables {
      for column in table.columns {
        let unit = column.unit.map { " Unit: \($0)." } ?? ""
        note("column of \(table.name)", column.name, Title(vi: "", en: column.description + unit))
      }
    }
    sheet.filter(from: 0, to: row - 1, columns: Self.columns.count)
  }

  private var numbers: [(String, Int, String)] {
    let deliveries = content.run.deliveries
    return [
      ("judged_year", content.judgedYear, "The year of the sheets summary and provinces."),
      ("deliveries", deliveries.count, "Files of the inbox that the run was made of."),
      ("records", deliveries.reduce(0) { $0 + $1.records }, "Records in them."),
      ("rejected", deliveries.reduce(0) { $0 + $1.rejected }, "Records that do not count; see rejects.csv."),
      (
        "suppressed", content.compliance.rows.count { $0.row.status == .suppressed }, "Rows whose figures are withheld."
      ),
    ]
  }

  private var withheld: Title {
    let minimum = Int(content.definition.settings.disclosureMinimum)
    return Title(
      vi:
        "Số liệu về ít hơn \(minimum) người hoặc hộ, số liệu mà nguồn không cho công bố, và những số liệu có thể dùng để tính "
        + "ra chúng được để trống; conf_status cho biết lý do.",
      en: "Figures that count fewer than \(minimum) people or households, figures that their source did not set free, "
        + "and the figures from which these could be computed are empty cells; conf_status says why.")
  }

  private static let precision = Title(
    vi: "Số trong bảng tính có 16 chữ số có nghĩa; compliance.csv có số đầy đủ.",
    en:
      "Numbers are kept to 16 significant digits, one more than Excel shows; compliance.csv has them to the last bit. "
      + "Shares are written in per cent and are numbers of one (10 % is 0.1). Codes such as 01 are texts.")
}
