/// The header: when the message was prepared, what is to be done with it, which structures it uses.
extension XMLMessageState {
  mutating func startHeaderElement(_ element: ElementName?, _ attributes: SAXAttributes) -> ElementContext {
    switch element {
    case .prepared, .dataSetAction, .keyFamilyReference, .keyFamilyAgency:
      headerElement = element
      text.removeAll(keepingCapacity: true)
      return .headerText
    case .structure:
      structures.begin(
        MessageStructures.Declaration(
          reference: attributes.string("structureID") ?? "", namespace: attributes.string("namespace") ?? "",
          observationDimension: attributes.string("dimensionAtObservation") ?? ""))
      return .headerStructure
    default: return .ignored
    }
  }

  mutating func endHeaderText() {
    let value = takeText()
    switch headerElement {
    case .prepared: prepared = value.isEmpty ? nil : value
    case .dataSetAction: messageAction = SDMXAction.letter(value)
    case .keyFamilyReference: structures.keyFamily = value
    case .keyFamilyAgency: structures.keyFamilyAgency = value
    default: break
    }
  }

  mutating func startStructureReference(_ element: ElementName?) -> ElementContext {
    switch element {
    case .structure, .structureUsage, .provisionAgreement, .provisionAgreementMisspelt:
      text.removeAll(keepingCapacity: true)
      return .structureReference
    default: return .ignored
    }
  }

  mutating func startReferencePart(_ element: ElementName?, _ attributes: SAXAttributes) -> ElementContext {
    switch element {
    case .reference:
      structures.identify(
        MessageStructures.id(
          agency: attributes.string("agencyID") ?? "", id: attributes.string("id") ?? "",
          version: attributes.string("version") ?? ""))
      return .ignored
    case .urn:
      text.removeAll(keepingCapacity: true)
      return .referenceURN
    default: return .ignored
    }
  }

  /// From SDMX 3.0 on the URN is the element's own text.
  mutating func endStructureReference() {
    let value = takeText()
    if value.hasPrefix("urn:") { structures.identify(MessageStructures.id(urn: value)) }
  }

  mutating func endKeyFamily() { setStructure(structures.keyFamilyID(takeText())) }

  /// A message of the footer, which a service adds where it had trouble or gives less than was asked for.
  mutating func startFooterMessage(_ attributes: SAXAttributes) -> ElementContext {
    footer = ["severity", "code"].compactMap { attributes.string($0) }.joined(separator: " ")
    return .footerMessage
  }

  mutating func startFooterText() -> ElementContext {
    text.removeAll(keepingCapacity: true)
    return .footerText
  }

  mutating func endFooterText() {
    let line = takeText().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    footer += (footer.isEmpty ? "" : ": ") + line
  }

  /// Notes the first few, of which each is cut if it is long.
  mutating func endFooterMessage() {
    if notes.count < 10, !footer.isEmpty { notes.append("its footer says: \(footer.prefix(500))") }
  }
}

extension SAXAttributes {
  /// The value of the attribute called `name`, whatever its prefix.
  func string(_ name: String) -> String? {
    for index in 0..<count where isNamed(index, name) { return String(decoding: value(index), as: UTF8.self) }
    return nil
  }

  /// Whether the local name of an attribute is `name`.
  func isNamed(_ index: Int, _ name: String) -> Bool {
    let bytes = localName(index).assumingMemoryBound(to: UInt8.self)
    var position = 0
    for byte in name.utf8 {
      if bytes[position] != byte { return false }
      position += 1
    }
    return bytes[position] == 0
  }
}
