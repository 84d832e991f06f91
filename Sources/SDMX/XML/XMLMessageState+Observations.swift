import Records

/// Series and observations.
extension XMLMessageState {
  mutating func startSeries(_ attributes: SAXAttributes) -> ElementContext {
    seriesValues.removeAll()
    seriesIsMatched = false
    seriesHasObservations = false
    seriesPlace = elementPlace
    seriesActionCode = -1
    if !isGeneric {
      hold(attributes, in: seriesValues)
      seriesActionCode = qualifiedAction(attributes)
    }
    return .series
  }

  mutating func startInSeries(_ element: ElementName?, _ attributes: SAXAttributes) -> ElementContext {
    switch element {
    case .observation: return startObservation(attributes, isFlat: false)
    case .seriesKey where isGeneric: return .seriesKey
    case .attributes where isGeneric: return .attributes
    case .component: return startComponent(attributes)
    default: return .ignored
    }
  }

  mutating func startObservation(_ attributes: SAXAttributes, isFlat: Bool) -> ElementContext {
    place = elementPlace
    if observationsAreFlat == nil { observationsAreFlat = isFlat }
    if actionCode >= 0 { writer.set(RecordWriter.action, code: actionCode) }
    if structureCode >= 0 { writer.set(RecordWriter.structure, code: structureCode) }
    dataSetValues.apply(to: writer)
    if !isFlat {
      seriesHasObservations = true
      if !seriesIsMatched { matchSeries() }
      matchedValues.apply(to: writer)
      seriesValues.apply(to: writer)
      if seriesActionCode >= 0 { writer.set(RecordWriter.action, code: seriesActionCode) }
    }
    if isGeneric { return .observation }
    var hasQualified = false
    for index in 0..<attributes.count {
      if attributes.namespace(index) != nil {
        hasQualified = true
        continue
      }
      let value = attributes.value(index)
      if value.count > limits.valueBytes {
        stopForLongValue()
        return .observation
      }
      // Not as an argument below: `self` would be copied before the field may change it.
      let field = field(attribute: attributes.localName(index))
      set(field, value)
    }
    if hasQualified { takeQualified(attributes) }
    return .observation
  }

  mutating func startInObservation(_ element: ElementName?, _ attributes: SAXAttributes) -> ElementContext {
    switch element {
    case .component: return startComponent(attributes)
    case .observationDimension where isGeneric:
      let (name, value) = nameAndValue(attributes)
      let field = name.map { genericField($0) } ?? observationDimensionField()
      if let value { set(field, value) }
      return .ignored
    case .observationValue where isGeneric:
      let (name, value) = nameAndValue(attributes)
      let field = name.map { genericField($0) } ?? observationValueField()
      if let value { set(field, value) }
      return .ignored
    case .observationKey where isGeneric: return .observationKey
    case .attributes where isGeneric: return .attributes
    case .time where isGeneric:
      text.removeAll(keepingCapacity: true)
      return .time
    default: return .ignored
    }
  }

  /// A series without observations says nothing, but where it is to be deleted: then it stands for all of its own.
  mutating func endSeries() {
    defer { seriesValues.removeAll() }
    if seriesHasObservations { return }
    let action = seriesActionCode >= 0 ? seriesActionCode : actionCode
    guard action >= 0, action == code(RecordWriter.action, "D") else {
      emptySeriesCount += 1
      return
    }
    writer.set(RecordWriter.action, code: action)
    if structureCode >= 0 { writer.set(RecordWriter.structure, code: structureCode) }
    dataSetValues.apply(to: writer)
    seriesValues.apply(to: writer)
    endRecord(at: seriesPlace)
  }

  mutating func endObservation() {
    seriesHasObservations = true
    matchObservation(isFlat: enclosing(0) == .dataSet)
    endRecord(at: place)
  }

  private mutating func endRecord(at place: SAXParser.Place) {
    dataSetRecords += 1
    do {
      try writer.endRecord(line: place.line, column: place.column)
    } catch {
      stop(writing: error)
    }
  }

  /// `Time` of SDMX 2.0.
  mutating func endTime() {
    let value = takeText()
    var utf8 = value
    let field = field(named: "TIME_PERIOD")
    utf8.withUTF8 { set(field, UnsafeRawBufferPointer($0)) }
  }

  /// Takes `<Value id="…" value="…"/>`, or `concept` for `id` as SDMX 2.0 has it.
  mutating func takeGenericValue(in context: ElementContext, _ attributes: SAXAttributes) {
    guard case (let name?, let value?) = nameAndValue(attributes) else { return }
    let field = genericField(name)
    switch context {
    case .seriesKey: seriesValues.hold(field, value, writer)
    case .groupKey: groupKey.hold(field, value, writer)
    case .observationKey: set(field, value)
    default:
      switch enclosing(1) {
      case .dataSet: dataSetValues.hold(field, value, writer)
      case .group: groupValues.hold(field, value, writer)
      case .series: seriesValues.hold(field, value, writer)
      default: set(field, value)
      }
    }
  }

  /// The `id`, or `concept`, and the `value` of an element of a generic message.
  @inline(__always)
  private func nameAndValue(
    _ attributes: SAXAttributes
  ) -> (name: UnsafeRawBufferPointer?, value: UnsafeRawBufferPointer?) {
    var name: UnsafeRawBufferPointer?
    var value: UnsafeRawBufferPointer?
    for index in 0..<attributes.count where attributes.namespace(index) == nil {
      let address = attributes.localName(index)
      if address == valueName {
        value = attributes.value(index)
      } else if address == idName || address == conceptName {
        name = attributes.value(index)
      }
    }
    if let value, value.count > limits.valueBytes { stopForLongValue() }
    return (name, value)
  }

  /// The field that a generic message names in an attribute's value.
  private mutating func genericField(_ name: UnsafeRawBufferPointer) -> Int {
    if let known = genericFields.find(name) { return known }
    let field = field(named: String(decoding: name, as: UTF8.self))
    genericFields.insert(name, field)
    return field
  }

  /// Gives the observation a value. libxml2 has made sure that it is valid text.
  @inline(__always)
  func set(_ field: Int, _ value: UnsafeRawBufferPointer) {
    if !writer.set(field, value) {
      stop(.invalidEncoding, "A value of \(writer.name(of: field)) is not valid UTF-8.", "Export as UTF-8.")
    }
  }

  private mutating func observationValueField() -> Int {
    if let observationValue { return observationValue }
    let field = field(named: "OBS_VALUE")
    observationValue = field
    return field
  }

  private mutating func observationDimensionField() -> Int {
    if let observationField { return observationField }
    let field = field(named: observationDimension)
    observationField = field
    return field
  }

  /// The action that a series or an observation has of its own, as SDMX 3.0 allows; -1 if none.
  private mutating func qualifiedAction(_ attributes: SAXAttributes) -> Int32 {
    for index in 0..<attributes.count where attributes.namespace(index) != nil {
      guard attributes.isNamed(index, "action") else { continue }
      guard let letter = SDMXAction.letter(String(decoding: attributes.value(index), as: UTF8.self)) else { continue }
      return code(RecordWriter.action, String(letter))
    }
    return -1
  }

  /// Takes `ss:action`, and the type of an observation where it stands for the value of the measure dimension
  /// (SDMX 2.1, "explicit measures").
  private mutating func takeQualified(_ attributes: SAXAttributes) {
    let action = qualifiedAction(attributes)
    if action >= 0 { writer.set(RecordWriter.action, code: action) }
    guard form?.version == "2.1", observationDimension != "TIME_PERIOD" else { return }
    let field = observationDimensionField()
    if writer.isSet(field) { return }
    guard let type = attributes.string("type") else { return }
    var name = type.split(separator: ":").last.map(String.init) ?? type
    if name == "ObsType" { return }
    name.withUTF8 { set(field, UnsafeRawBufferPointer($0)) }
  }
}
