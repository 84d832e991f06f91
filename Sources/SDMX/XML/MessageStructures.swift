/// The structures that a message's header declares, and how a data set finds its own among them.
struct MessageStructures {
  /// One `Structure` of a header.
  struct Declaration {
    /// By this the data sets refer to it.
    var reference: String
    /// `AGENCY:ID(VERSION)`.
    var id = ""
    /// The namespace of a structure-specific data set.
    var namespace = ""
    /// The dimension that distinguishes the observations of a series; `AllDimensions` where there are no series.
    var observationDimension: String
  }

  private(set) var declarations: [Declaration] = []
  /// `KeyFamilyRef` of a header of SDMX 2.0.
  var keyFamily = ""
  /// `KeyFamilyAgency` of a header of SDMX 2.0.
  var keyFamilyAgency = ""

  mutating func begin(_ declaration: Declaration) { declarations.append(declaration) }

  /// Gives the declaration that is being read its structure.
  mutating func identify(_ id: String) {
    guard !declarations.isEmpty, !id.isEmpty else { return }
    declarations[declarations.count - 1].id = id
  }

  /// The declaration a data set refers to by `reference`, or whose namespace it uses, or the only one.
  func declaration(reference: String, namespaces: [String]) -> Declaration? {
    if let found = declarations.first(where: { !reference.isEmpty && $0.reference == reference }) { return found }
    if let found = declarations.first(where: { !$0.namespace.isEmpty && namespaces.contains($0.namespace) }) {
      return found
    }
    return declarations.count == 1 ? declarations[0] : nil
  }

  /// `AGENCY:ID(VERSION)` of a reference in parts; version 1.0 where none is given, as SDMX 2.x has it.
  static func id(agency: String, id: String, version: String) -> String {
    let prefix = agency.isEmpty ? "" : agency + ":"
    return "\(prefix)\(id)(\(version.isEmpty ? "1.0" : version))"
  }

  /// `AGENCY:ID(VERSION)` of a URN such as
  /// `urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=BIS:BIS_DER(1.0):ObsLevelDim:TIME_PERIOD`.
  static func id(urn: String) -> String {
    guard urn.hasPrefix("urn:"), let equals = urn.firstIndex(of: "=") else { return urn }
    let rest = urn[urn.index(after: equals)...]
    if let end = rest.firstIndex(of: ")") { return String(rest[...end]) }
    // SDMX 2.0: `…KeyFamily=BIS:EXT_DEBT:compact`.
    let parts = rest.split(separator: ":")
    guard parts.count >= 2 else { return String(rest) }
    return id(agency: String(parts[0]), id: String(parts[1]), version: "")
  }

  /// The id of a key family that SDMX 2.0 names without agency or version.
  func keyFamilyID(_ name: String) -> String {
    let family = name.isEmpty ? keyFamily : name
    if family.isEmpty { return "" }
    if family.hasPrefix("urn:") { return Self.id(urn: family) }
    if family.contains("(") { return family }
    return Self.id(agency: family.contains(":") ? "" : keyFamilyAgency, id: family, version: "")
  }
}
