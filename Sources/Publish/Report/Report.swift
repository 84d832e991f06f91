import Crypto
import Foundation
import Mustache

/// `report.html`: one page, in Vietnamese and English. It asks for nothing from elsewhere, and its script does nothing
/// that reading it needs.
enum Report {
  static let name = "report.html"

  static func text(_ content: PublishedContent, _ changes: ReportChanges) throws -> String {
    var library = MustacheLibrary()
    for (name, template) in ReportTemplates.all { try library.register(template, named: name) }
    var root = try ReportContext(content, changes).root
    root["script"] = ReportScript.text
    root["scriptHash"] = "sha256-" + Data(SHA256.hash(data: Data(ReportScript.text.utf8))).base64EncodedString()
    guard let text = library.render(root, withTemplate: ReportTemplates.page) else {
      throw PublishError(
        what: "\(name): cannot be made", why: "the template \(ReportTemplates.page) is missing",
        remedy: "report this as a defect")
    }
    return text
  }
}
