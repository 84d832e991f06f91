import Mustache

/// `report.html`: one page, in Vietnamese and English, that needs nothing from elsewhere and no script.
enum Report {
  static let name = "report.html"

  static func text(_ content: PublishedContent) throws -> String {
    var library = MustacheLibrary()
    for (name, template) in ReportTemplates.all { try library.register(template, named: name) }
    guard let text = library.render(ReportContext(content).root, withTemplate: ReportTemplates.page) else {
      throw PublishError(
        what: "\(name): cannot be made", why: "the template \(ReportTemplates.page) is missing",
        remedy: "report this as a defect")
    }
    return text
  }
}
