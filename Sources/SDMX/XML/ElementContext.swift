/// What an open element is to the reader.
enum ElementContext: UInt8 {
  case ignored
  /// A SOAP envelope or an element in it, around the message.
  case envelope
  case message, header, headerStructure, structureReference
  case dataSet, attributes, group, groupKey, series, seriesKey, observation, observationKey
  case component
  /// Elements whose text counts.
  case headerText, referenceURN, keyFamily, time, componentValue, footerText
  case footer, footerMessage
}

/// The element and attribute names that mean something to the reader, whatever their prefix.
enum ElementName: Int32, CaseIterable {
  case header = 0
  case prepared, dataSetAction, keyFamilyReference, keyFamilyAgency
  case structure, structureUsage, provisionAgreement, provisionAgreementMisspelt, reference, urn
  case dataSet, attributes, group, groupKey, series, seriesKey, observation, observationKey
  case observationDimension, observationValue, time, value, component, attributeSet
  case annotations, dataProvider, footer, message, text

  /// The local name in the schemas.
  var localName: String {
    switch self {
    case .header: "Header"
    case .prepared: "Prepared"
    case .dataSetAction: "DataSetAction"
    case .keyFamilyReference: "KeyFamilyRef"
    case .keyFamilyAgency: "KeyFamilyAgency"
    case .structure: "Structure"
    case .structureUsage: "StructureUsage"
    case .provisionAgreement: "ProvisionAgreement"
    // So the schemas of SDMX 2.1 spell it.
    case .provisionAgreementMisspelt: "ProvisionAgrement"
    case .reference: "Ref"
    case .urn: "URN"
    case .dataSet: "DataSet"
    case .attributes: "Attributes"
    case .group: "Group"
    case .groupKey: "GroupKey"
    case .series: "Series"
    case .seriesKey: "SeriesKey"
    case .observation: "Obs"
    case .observationKey: "ObsKey"
    case .observationDimension: "ObsDimension"
    case .observationValue: "ObsValue"
    case .time: "Time"
    case .value: "Value"
    case .component: "Comp"
    case .attributeSet: "Atts"
    case .annotations: "Annotations"
    case .dataProvider: "DataProvider"
    case .footer: "Footer"
    case .message: "Message"
    case .text: "Text"
    }
  }
}
