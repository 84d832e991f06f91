enum Report {
  static let name = "report.html"
  static func text(_ content: PublishedContent) throws -> String { "" }
}
