import Records

/// What is known at one moment of reading a message, and what each start tag, end tag and text changes in it.
struct XMLMessageState {
  let writer: RecordWriter
  let limits: MessageLimits
  /// A place is asked for with every observation: no reference is to be counted then. The reader owns both.
  private let unmanagedParser: Unmanaged<SAXParser>
  var parser: SAXParser { unmanagedParser.takeUnretainedValue() }
  /// An error of the writer, which has to pass through C code that knows no errors.
  private(set) var writeError: (any Error)?

  private(set) var contexts: [ElementContext] = []
  private var elementNames = SymbolTable()
  private var attributeFields = SymbolTable()
  private var addressesAreKnown = false
  private(set) var idName: UnsafeRawPointer?
  private(set) var conceptName: UnsafeRawPointer?
  private(set) var valueName: UnsafeRawPointer?

  /// Decided by the root element, and in a message group by each data set.
  private(set) var form: XMLForm?
  var isGeneric = false
  private var setAside: String?
  var prepared: String?
  var messageAction: Character?
  var structures = MessageStructures()
  var observationsAreFlat: Bool?
  private var rejects: RejectLog
  var notes: [String] = []

  /// The text of the element that is being read, where it counts.
  var text: [UInt8] = []
  var headerElement: ElementName?
  var footer = ""

  // The data set that is being read.
  var dataSetNumber = -1
  let dataSetValues = HeldValues()
  var dataSetRecords: Int64 = 0
  var actionCode: Int32 = -1
  var structureCode: Int32 = -1
  var observationDimension = ""
  var observationField: Int?
  var observationValue: Int?

  // Groups.
  var groups: [GroupSet]
  let groupsAreComplete: Bool
  /// Whether the data set has any.
  var dataSetHasGroups = false
  let groupKey = HeldValues()
  let groupValues = HeldValues()
  var groupHasSeries = false
  var groupIsAttributeSet = false
  var groupBytes = 0

  // The series that is being read.
  let seriesValues = HeldValues()
  let matchedValues = HeldValues()
  var seriesIsMatched = false
  var seriesHasObservations = false
  var seriesPlace = SAXParser.Place(line: 1, column: 1)
  var seriesActionCode: Int32 = -1
  var emptySeriesCount = 0

  // The observation that is being read.
  let observationMatches = HeldValues()
  var place = SAXParser.Place(line: 1, column: 1)
  var componentField = -1
  var componentText: [UInt8] = []
  var componentHasValue = false

  private var fieldsByName: [String: Int] = [:]
  var genericFields = GenericFields()

  init(
    writer: RecordWriter, limits: MessageLimits, parser: SAXParser, describedRejects: Int, lessons: MessageLessons
  ) {
    self.writer = writer
    self.limits = limits
    unmanagedParser = Unmanaged.passUnretained(parser)
    rejects = RejectLog(limit: describedRejects)
    groups = lessons.groups
    groupsAreComplete = !lessons.groups.isEmpty
  }

  func free() {
    elementNames.free()
    attributeFields.free()
  }

  var summary: MessageSummary {
    var format = "SDMX-ML"
    if let form {
      format += " \(form.version) \(form.name)"
      if let observationsAreFlat { format += observationsAreFlat ? " (flat)" : " (series)" }
    }
    var notes = notes
    if emptySeriesCount > 0 {
      notes.append("\(emptySeriesCount) series without observations: only observations become records")
    }
    return MessageSummary(
      format: format, prepared: prepared, setAside: setAside, notes: notes, rejects: rejects)
  }

  /// Whether the open element is a data set or part of one. Its own namespace counts, those of its parts do not.
  var isInDataSet: Bool {
    switch contexts.last {
    case .dataSet, .attributes, .group, .groupKey, .series, .seriesKey, .observation, .observationKey, .component,
      .componentValue, .time, .ignored:
      true
    case .envelope, .message, .header, .headerStructure, .headerText, .structureReference, .referenceURN, .keyFamily,
      .footer, .footerMessage, .footerText, nil:
      false
    }
  }

  mutating func startElement(_ name: UnsafeRawPointer, namespace: UnsafeRawPointer?, attributes: SAXAttributes) {
    if !addressesAreKnown { learnAddresses() }
    guard let parent = contexts.last else {
      contexts.append(startMessage(name, namespace))
      return
    }
    let element = elementNames.find(name).flatMap { ElementName(rawValue: $0) }
    let context: ElementContext
    switch parent {
    case .ignored, .headerText, .referenceURN, .keyFamily, .time, .footerText: context = .ignored
    // Structured text: the text of inner elements counts as the value's own.
    case .componentValue: context = .componentValue
    case .envelope: context = startInEnvelope(name, namespace)
    case .message:
      switch element {
      case .header: context = .header
      case .dataSet: context = startDataSet(namespace, attributes)
      case .footer: context = .footer
      default: context = .ignored
      }
    case .footer: context = element == .message ? startFooterMessage(attributes) : .ignored
    case .footerMessage: context = element == .text ? startFooterText() : .ignored
    case .header: context = startHeaderElement(element, attributes)
    case .headerStructure: context = startStructureReference(element)
    case .structureReference: context = startReferencePart(element, attributes)
    case .dataSet: context = startInDataSet(element, attributes)
    case .group: context = startInGroup(element, attributes)
    case .series: context = startInSeries(element, attributes)
    case .observation: context = startInObservation(element, attributes)
    case .attributes, .groupKey, .seriesKey, .observationKey:
      if element == .value { takeGenericValue(in: parent, attributes) }
      context = .ignored
    case .component:
      context = element == .value ? .componentValue : .ignored
      if context == .componentValue { beginComponentValue() }
    }
    contexts.append(context)
  }

  mutating func endElement() {
    guard let context = contexts.popLast() else { return }
    switch context {
    case .ignored, .message, .header, .headerStructure, .attributes, .groupKey, .seriesKey, .observationKey: break
    case .envelope: endEnvelope()
    case .footer: break
    case .footerText: endFooterText()
    case .footerMessage: endFooterMessage()
    case .headerText: endHeaderText()
    case .structureReference: endStructureReference()
    case .referenceURN: structures.identify(MessageStructures.id(urn: takeText()))
    case .keyFamily: endKeyFamily()
    case .time: endTime()
    case .componentValue: endComponentValue()
    case .component: endComponent()
    case .group: endGroup()
    case .series: endSeries()
    case .observation: endObservation()
    case .dataSet: break
    }
  }

  mutating func text(_ bytes: UnsafeRawBufferPointer) {
    switch contexts.last {
    case .headerText, .referenceURN, .structureReference, .keyFamily, .time, .componentValue, .footerText:
      if text.count + bytes.count > limits.valueBytes { return stopForLongValue() }
      text.append(contentsOf: bytes)
    default: break
    }
  }

  /// The text of the element that ends, without the blanks around it.
  mutating func takeText() -> String {
    let value = String(decoding: text, as: UTF8.self)
    text.removeAll(keepingCapacity: true)
    let isBlank = { (character: Character) in character.isWhitespace }
    return String(value.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }

  /// What the enclosing element of the one that is being started is.
  func enclosing(_ depth: Int) -> ElementContext? {
    contexts.count > depth ? contexts[contexts.count - 1 - depth] : nil
  }

  /// The field whose id is the local name of an attribute.
  @inline(__always)
  mutating func field(attribute name: UnsafeRawPointer) -> Int {
    if let known = attributeFields.find(name) { return Int(known) }
    let field = field(named: String(cString: name.assumingMemoryBound(to: UInt8.self)))
    attributeFields.insert(name, Int32(field))
    return field
  }

  /// The field called `name`; ends the parse if there are too many.
  mutating func field(named name: String) -> Int {
    if let known = fieldsByName[name] { return known }
    let field = writer.field(named: name)
    fieldsByName[name] = field
    if fieldsByName.count > limits.columns {
      stop(
        .limitColumns, "The message has more than \(limits.columns) different dimensions and attributes.",
        "No SDMX structure has that many components; check where the file comes from.")
    }
    return field
  }

  /// The field called `name` if it was met before.
  func knownField(named name: String) -> Int? { fieldsByName[name] }

  /// Where the element begins that is being reported.
  @inline(__always)
  var elementPlace: SAXParser.Place { unmanagedParser._withUnsafeGuaranteedRef { $0.place() } }

  /// Ends the parse at the element that is being reported.
  func stop(_ code: MessageError.Code, _ message: String, _ remedy: String) {
    let place = parser.place()
    parser.stop(MessageError(code, message, remedy: remedy, line: place.line, column: Int(place.column)))
  }

  func stopForLongValue() {
    stop(
      .limitValue, "A value is longer than \(limits.valueBytes) bytes.", "Shorten it, or check for a missing end tag.")
  }

  /// Ends the parse because a record cannot be written.
  mutating func stop(writing error: any Error) {
    writeError = error
    parser.stop(MessageError(.notSupported, "\(error)", remedy: ""))
  }

  private mutating func learnAddresses() {
    addressesAreKnown = true
    idName = parser.symbol("id")
    conceptName = parser.symbol("concept")
    valueName = parser.symbol("value")
    for element in ElementName.allCases {
      if let address = parser.symbol(element.localName) { elementNames.insert(address, element.rawValue) }
    }
  }

  private mutating func startMessage(_ name: UnsafeRawPointer, _ namespace: UnsafeRawPointer?) -> ElementContext {
    let root = String(cString: name.assumingMemoryBound(to: UInt8.self))
    let address = namespace.map { String(cString: $0.assumingMemoryBound(to: UInt8.self)) } ?? ""
    if XMLForm.isEnvelope(root: root, namespace: address) { return .envelope }
    switch XMLForm.recognise(root: root, namespace: address) {
    case .success(let form):
      self.form = form
      isGeneric = form.kind == .generic
      return .message
    case .failure(.setAside(let note)):
      setAside = note
      return .ignored
    case .failure(.error(let error)):
      parser.stop(error)
      return .ignored
    }
  }

  /// What is inside a SOAP envelope: elements of the service around the one message.
  private mutating func startInEnvelope(
    _ name: UnsafeRawPointer, _ namespace: UnsafeRawPointer?
  ) -> ElementContext {
    if form != nil || setAside != nil { return .ignored }
    let root = String(cString: name.assumingMemoryBound(to: UInt8.self))
    let address = namespace.map { String(cString: $0.assumingMemoryBound(to: UInt8.self)) } ?? ""
    if XMLForm.isEnvelope(root: "Envelope", namespace: address) {
      if root == "Fault" { parser.stop(XMLForm.failure(line: parser.place().line)) }
      return .envelope
    }
    return XMLForm.isMessage(root: root, namespace: address) ? startMessage(name, namespace) : .envelope
  }

  private func endEnvelope() {
    guard contexts.isEmpty, form == nil, setAside == nil else { return }
    stop(.notRecognised, "It is a SOAP envelope without an SDMX message.", "Export as SDMX-ML or SDMX-CSV.")
  }
}
