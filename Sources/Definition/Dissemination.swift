/// The SDMX structure under which the aggregates are published: who maintains it, its name and its version.
public struct Dissemination: Sendable, Equatable {
  /// Identifiers of the maintenance agency and of the structure, and its version, as SDMX 2.1 has them.
  public let agency: String, structure: String, version: String

  /// A structure; where a definition names none, one of the program itself.
  public init(agency: String = "MILEPOST", structure: String = "AGGREGATES", version: String = "1.0") {
    self.agency = agency
    self.structure = structure
    self.version = version
  }

  /// Its name in data messages: `AGENCY:STRUCTURE(1.0)`.
  public var reference: String { "\(agency):\(structure)(\(version))" }
}

extension DefinitionReader {
  /// How the aggregates are published, which a definition need not say.
  func dissemination(_ top: YAMLMapping) -> Dissemination? {
    guard top.has("dissemination") else { return Dissemination() }
    guard let mapping = top.mapping("dissemination", keys: ["agency", "structure", "version"]) else { return nil }
    let agency = identifier("agency", of: mapping, /[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z][A-Za-z0-9_-]*)*/)
    let structure = identifier("structure", of: mapping, /[A-Za-z][A-Za-z0-9_-]*/)
    let version = identifier("version", of: mapping, /[0-9]+(\.[0-9]+)*/, remedy: "write it like 1.0")
    guard let agency, let structure, let version else { return nil }
    return Dissemination(agency: agency, structure: structure, version: version)
  }

  private func identifier(
    _ key: String, of mapping: YAMLMapping, _ pattern: Regex<some Any>,
    remedy: String = "begin with a letter, and go on with letters, digits, - and _"
  ) -> String? {
    guard let text = mapping.text(key) else { return nil }
    if (try? pattern.wholeMatch(in: text)) != nil { return text }
    mapping.report(key, "\"\(key)\" of \(mapping.what) is \"\(text)\", which SDMX does not allow", remedy)
    return nil
  }
}
