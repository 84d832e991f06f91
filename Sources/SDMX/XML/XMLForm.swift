/// Which SDMX-ML message a root element announces.
struct XMLForm: Equatable {
  enum Kind: Equatable {
    case generic, structureSpecific
    /// A group of messages of SDMX 2.0, whose data sets may be generic or compact.
    case messageGroup
  }

  var kind: Kind
  /// `2.0`, `2.1`, `3.0` or `3.1`.
  var version: String
  /// As the format is called in reports.
  var name: String

  /// What a root element that is no data message means.
  enum Refusal: Error {
    case setAside(String)
    case error(MessageError)
  }

  /// Recognises the root element by its local name and the version in its namespace.
  static func recognise(root: String, namespace: String) -> Result<XMLForm, Refusal> {
    let address = namespace.lowercased()
    if root.lowercased() == "html" { return .failure(.error(XMLFault.webPage(line: 1))) }
    guard address.contains("sdmx") else {
      return .failure(
        .error(
          MessageError(
            .notRecognised, "It is XML but no SDMX message: its root element is \(root) of \"\(namespace)\".",
            remedy: "Export as SDMX-ML, or declare a table source for it in the pipeline definition.", line: 1)))
    }
    let versions = ["v1_0", "v2_0", "v2_1", "v3_0", "v3_1"]
    let version =
      versions.first { address.contains($0) }.map {
        $0.dropFirst().replacing("_", with: ".")
      } ?? "2.1"
    let form = { (kind: Kind, name: String) in
      Result<XMLForm, Refusal>.success(XMLForm(kind: kind, version: String(version), name: name))
    }
    switch root {
    case "GenericData": return form(.generic, "generic")
    case "GenericTimeSeriesData": return form(.generic, "generic time-series")
    case "CompactData": return form(.structureSpecific, "compact")
    case "StructureSpecificData": return form(.structureSpecific, "structure-specific")
    case "StructureSpecificTimeSeriesData": return form(.structureSpecific, "structure-specific time-series")
    case "MessageGroup": return form(.messageGroup, "message group")
    case "Structure", "RegistryInterface":
      return .failure(
        .setAside("It is a structure message (\(root), SDMX-ML \(version)): it describes data, it has none."))
    case "GenericMetadata", "StructureSpecificMetadata", "MetadataReport":
      return .failure(.setAside("It is a metadata message (\(root), SDMX-ML \(version)): it has no observations."))
    case "UtilityData", "CrossSectionalData":
      return .failure(
        .error(
          MessageError(
            .notSupported, "It is an SDMX-ML \(version) \(root) message, a form that is not supported.",
            remedy: "Export as CompactData, GenericData or SDMX-CSV.", line: 1)))
    case "Error": return .failure(.error(failure(line: 1)))
    default:
      return .failure(
        .error(
          MessageError(
            .notSupported, "It is an SDMX-ML \(version) \(root) message, which holds no data set.",
            remedy: "Export a data message.", line: 1)))
    }
  }

  /// Whether an element is an envelope of SOAP 1.1 or 1.2.
  static func isEnvelope(root: String, namespace: String) -> Bool {
    root == "Envelope"
      && ["http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"].contains(namespace)
  }

  /// Whether an element is the root of a message and not an element that a web service puts around it.
  static func isMessage(root: String, namespace: String) -> Bool {
    let roots = [
      "GenericData", "GenericTimeSeriesData", "CompactData", "StructureSpecificData", "StructureSpecificTimeSeriesData",
      "MessageGroup", "Structure", "RegistryInterface", "GenericMetadata", "StructureSpecificMetadata",
      "MetadataReport", "UtilityData", "CrossSectionalData", "Error",
    ]
    return roots.contains(root) && namespace.lowercased().contains("sdmx") && namespace.hasSuffix("/message")
  }

  /// The error for a message that says that there is none.
  static func failure(line: Int64) -> MessageError {
    MessageError(
      .notSupported, "It is an SDMX error message: the sender's service reported a failure instead of data.",
      remedy: "Ask the sender to export again; the message itself says what went wrong.", line: line)
  }
}
