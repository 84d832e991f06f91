import Records

/// Data sets: their structure, their action, and the attributes that hold for all their observations.
extension XMLMessageState {
  /// Attributes of a data set that describe the message and are no component of the structure (`SetAttributeGroup` of
  /// SDMX 2.1, `DataSetType` of SDMX 2.0).
  private static let describing: Set<String> = [
    "action", "structureRef", "setID", "dataScope", "reportingBeginDate", "reportingEndDate", "validFromDate",
    "validToDate", "publicationYear", "publicationPeriod", "keyFamilyURI", "datasetID", "dataSetID",
    "dataProviderSchemeAgencyId", "dataProviderSchemeId", "dataProviderID", "dataflowAgencyID", "dataflowID",
  ]

  mutating func startDataSet(_ namespace: UnsafeRawPointer?, _ attributes: SAXAttributes) -> ElementContext {
    let address = namespace.map { String(cString: $0.assumingMemoryBound(to: UInt8.self)) } ?? ""
    if form?.kind == .messageGroup { isGeneric = address.hasSuffix("/generic") }
    dataSetNumber += 1
    dataSetRecords = 0
    if groups.count <= dataSetNumber { groups.append(GroupSet()) }
    dataSetHasGroups = !groups[dataSetNumber].isEmpty
    dataSetValues.removeAll()
    seriesValues.removeAll()
    seriesActionCode = -1
    observationField = nil

    var action = messageAction
    var reference = ""
    var namespaces = [address]
    for index in 0..<attributes.count {
      let name = String(cString: attributes.localName(index).assumingMemoryBound(to: UInt8.self))
      let isQualified = attributes.namespace(index) != nil
      switch name {
      case "action":
        action = SDMXAction.letter(String(decoding: attributes.value(index), as: UTF8.self)) ?? action
      case "structureRef": reference = String(decoding: attributes.value(index), as: UTF8.self)
      case "keyFamilyURI": namespaces.append(String(decoding: attributes.value(index), as: UTF8.self))
      default:
        if isGeneric || isQualified || Self.describing.contains(name) { continue }
        dataSetValues.hold(field(attribute: attributes.localName(index)), attributes.value(index), writer)
      }
    }
    setAction(action)
    setStructure(reference: reference, namespaces: namespaces, attributes)
    return .dataSet
  }

  /// What is inside a data set besides its own attributes.
  mutating func startInDataSet(_ element: ElementName?, _ attributes: SAXAttributes) -> ElementContext {
    switch element {
    case .series: return startSeries(attributes)
    case .observation: return startObservation(attributes, isFlat: true)
    case .keyFamilyReference:
      text.removeAll(keepingCapacity: true)
      return .keyFamily
    case .attributes where isGeneric: return .attributes
    case .component: return startComponent(attributes)
    case .group: return startGroup(attributes)
    case .attributeSet: return startGroup(attributes, isAttributeSet: true)
    case .annotations, .dataProvider: return .ignored
    default:
      // SDMX 1.0 and 2.0 call the element of a group by the id of the group.
      let namesGroups = !isGeneric && ["1.0", "2.0"].contains(form?.version)
      return namesGroups && attributes.count > 0 ? startGroup(attributes) : .ignored
    }
  }

  mutating func setStructure(_ id: String) {
    guard !id.isEmpty else { return }
    structureCode = code(RecordWriter.structure, id)
  }

  mutating func setAction(_ letter: Character?) {
    actionCode = letter.map { code(RecordWriter.action, String($0)) } ?? -1
  }

  mutating func code(_ field: Int, _ text: String) -> Int32 {
    var text = text
    return text.withUTF8 { writer.code(field, UnsafeRawBufferPointer($0)) }
  }

  private mutating func setStructure(reference: String, namespaces: [String], _ attributes: SAXAttributes) {
    structureCode = -1
    observationDimension = ""
    if let declaration = structures.declaration(reference: reference, namespaces: namespaces) {
      setStructure(declaration.id.isEmpty ? declaration.reference : declaration.id)
      observationDimension = declaration.observationDimension
    } else if let urn = namespaces.reversed().first(where: { $0.hasPrefix("urn:sdmx:") }) {
      setStructure(MessageStructures.id(urn: urn))
    } else if !structures.keyFamily.isEmpty {
      setStructure(structures.keyFamilyID(""))
    } else if let flow = attributes.string("dataflowID") {
      setStructure(
        MessageStructures.id(agency: attributes.string("dataflowAgencyID") ?? "", id: flow, version: ""))
    } else if !reference.isEmpty {
      setStructure(reference)
    }
    // Time is the dimension at the observation unless another one is declared; so is it in the time-series forms.
    if observationDimension.isEmpty || observationDimension == "AllDimensions" {
      observationDimension = "TIME_PERIOD"
    }
  }
}
