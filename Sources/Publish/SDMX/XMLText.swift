/// An XML element on its way into text, indented, its attributes in the order given.
struct XMLText {
  private let name: String, attributes: [(String, String)]
  private var children: [XMLText] = []
  private var content: String?

  /// An element with elements in it.
  init(_ name: String, _ attributes: [(String, String)] = [], _ children: [XMLText] = []) {
    self.name = name
    self.attributes = attributes
    self.children = children
  }

  /// An element with text in it.
  init(_ name: String, _ attributes: [(String, String)] = [], text: String) {
    self.name = name
    self.attributes = attributes
    content = text
  }

  /// The document whose root this is, in UTF-8.
  var document: String {
    var result = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    write(to: &result, indent: "")
    return result
  }

  private func write(to result: inout String, indent: String) {
    result += indent + "<" + name
    for (name, value) in attributes { result += " " + name + "=\"" + Markup.escape(value) + "\"" }
    if let content {
      result += ">" + Markup.escape(content) + "</" + name + ">\n"
    } else if children.isEmpty {
      result += "/>\n"
    } else {
      result += ">\n"
      for child in children { child.write(to: &result, indent: indent + "  ") }
      result += indent + "</" + name + ">\n"
    }
  }
}
