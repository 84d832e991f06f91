import Records

/// Groups: attributes for all series that share part of their key.
extension XMLMessageState {
  mutating func startGroup(_ attributes: SAXAttributes, isAttributeSet: Bool = false) -> ElementContext {
    groupKey.removeAll()
    groupValues.removeAll()
    groupHasSeries = false
    groupIsAttributeSet = isAttributeSet
    if !isGeneric { hold(attributes, in: groupValues) }
    return .group
  }

  mutating func startInGroup(_ element: ElementName?, _ attributes: SAXAttributes) -> ElementContext {
    switch element {
    case .groupKey where isGeneric: return .groupKey
    case .attributes where isGeneric: return .attributes
    case .component: return startComponent(attributes)
    case .series:
      // SDMX 2.0 may put the series of a group inside it.
      groupHasSeries = true
      return startSeries(attributes)
    default: return .ignored
    }
  }

  mutating func endGroup() {
    defer {
      groupKey.removeAll()
      groupValues.removeAll()
    }
    // A group with its series inside has been applied to them; what a first pass taught is known already.
    guard !groupHasSeries, !groupsAreComplete else { return }
    let set = groups[dataSetNumber]
    groupBytes -= set.byteCount
    set.add(
      groupValues, key: isGeneric ? groupKey : nil, mayHoldForAll: groupIsAttributeSet,
      observationField: knownField(named: observationDimension))
    groupBytes += set.byteCount
    dataSetHasGroups = true
    if groupBytes > limits.groupBytes {
      stop(
        .limitGroups, "The groups of the message take more than \(limits.groupBytes) bytes.",
        "Deliver the attributes with the series instead, or as SDMX-CSV.")
    }
    // Observations it may belong to have been written without it: the message has to be read again.
    if dataSetRecords > 0 { writer.startLearning() }
  }

  /// Finds what the groups say of the series, once per series and before its first observation.
  mutating func matchSeries() {
    seriesIsMatched = true
    matchedValues.removeAll()
    if enclosing(1) == .group {
      groupKey.forEach { matchedValues.hold($0, $1, writer) }
      groupValues.forEach { matchedValues.hold($0, $1, writer) }
    }
    guard dataSetHasGroups else { return }
    let set = groups[dataSetNumber]
    let series = seriesValues
    let matched = matchedValues
    set.match(.ofSeries, value: { series.value(of: $0) }, apply: { matched.hold($0, $1, writer) })
  }

  /// Finds what the groups say of an observation that stands in no series, or of one of a series alone.
  mutating func matchObservation(isFlat: Bool) {
    guard dataSetHasGroups, !writer.isLearning else { return }
    let set = groups[dataSetNumber]
    if !isFlat, !set.hasGroupsOfObservations { return }
    let matched = observationMatches
    let dataSet = dataSetValues
    matched.removeAll()
    set.match(
      isFlat ? .all : .ofObservations,
      value: { field in writer.withValue(field) { $0 } },
      apply: { field, value in
        // Its own value counts more than the group's, the group's more than the data set's.
        if !writer.isSet(field) || dataSet.value(of: field) != nil { matched.hold(field, value, writer) }
      })
    matched.apply(to: writer)
  }

  /// Holds the attributes of a structure-specific element that are components of the structure.
  mutating func hold(_ attributes: SAXAttributes, in values: HeldValues) {
    for index in 0..<attributes.count {
      // `xsi:type`, `ss:action` and the like belong to the message.
      if attributes.namespace(index) != nil { continue }
      let value = attributes.value(index)
      if value.count > limits.valueBytes { return stopForLongValue() }
      values.hold(field(attribute: attributes.localName(index)), value, writer)
    }
  }
}
