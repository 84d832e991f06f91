import CLibXML2
import Glibc

/// One attribute of a start tag, as libxml2 hands it over: five pointers in a row.
package struct SAXAttributes {
  let base: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  package let count: Int

  @inline(__always)
  package func localName(_ index: Int) -> UnsafeRawPointer { pointer(index, 0) ?? UnsafeRawPointer(base!) }
  @inline(__always)
  func namespace(_ index: Int) -> UnsafeRawPointer? { pointer(index, 2) }
  @inline(__always)
  package func value(_ index: Int) -> UnsafeRawBufferPointer {
    guard let start = pointer(index, 3), let end = pointer(index, 4) else {
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    return UnsafeRawBufferPointer(start: start, count: end - start)
  }

  @inline(__always)
  private func pointer(_ index: Int, _ part: Int) -> UnsafeRawPointer? {
    base?[index &* 5 &+ part].map { UnsafeRawPointer($0) }
  }
}

/// Takes what the parser finds. Names are kept once by the parser: the same name is always the same address.
package protocol SAXHandler: AnyObject {
  /// Whether the elements inside the open one mean the same in any namespace.
  var takesPlainMarkup: Bool { get }
  func startElement(_ name: UnsafeRawPointer, namespace: UnsafeRawPointer?, attributes: SAXAttributes)
  func endElement()
  func text(_ bytes: UnsafeRawBufferPointer)
}

/// libxml2's push parser with everything off that could reach beyond the message: no network, no external subset,
/// no entities but the five of XML itself. A document type declaration ends the parse.
///
/// Where nothing but plain markup comes, it is read without libxml2, which is only told of what it has to know for what
/// follows: see `PlainMarkup`. Whatever is wrong with a message libxml2 says.
package final class SAXParser {
  /// Where the element that is being reported began; 1-based line, and column in characters.
  package struct Place {
    package var line: Int64
    package var column: Int32

    package init(line: Int64, column: Int32) {
      self.line = line
      self.column = column
    }
  }

  /// libxml2 sets up its tables at the first use, which several threads must not do at once.
  private static let startLibrary: Void = xmlInitParser()

  let limits: MessageLimits
  private let isRecoded: Bool
  private(set) var context: xmlParserCtxtPtr?
  private var errorCode: Int32 = 0
  private var errorText = ""
  /// Whether a tag ends behind the error, so that the message does not end there.
  private var hasMoreTags = false
  private var failure: MessageError?
  /// Takes what is found. It owns this parser and outlives every call into it.
  package unowned(unsafe) var handler: (any SAXHandler)!
  /// Behind a pointer, so that no event pays for run-time exclusivity checks.
  let progress: UnsafeMutablePointer<Progress>
  let plain: UnsafeMutablePointer<PlainMarkup>
  /// The names of the open elements, for errors.
  let path: UnsafeMutablePointer<UnsafePointer<xmlChar>>

  /// How far the parser is.
  struct Progress {
    /// How many elements are open.
    var depth = 0
    /// Whether the rest of the message is of no interest.
    var isStopped = false
    /// Whether what is being reported was read as plain markup.
    var isPlain = false
    /// Whether libxml2 is being told of tags that were reported already.
    var isMuted = false
    /// The bytes that are being parsed, the column where they begin, and up to where libxml2 has them.
    var chunk = UnsafeRawBufferPointer(start: nil, count: 0)
    var chunkColumn = 1
    var given = 0
    /// The column of the tag that began in the chunk before and has not ended there.
    var pendingColumn = 1
    /// How many bytes libxml2 is given at least before plain markup is looked for again.
    var patience = 0
  }

  package init(limits: MessageLimits, isRecoded: Bool) {
    self.limits = limits
    self.isRecoded = isRecoded
    progress = .allocate(capacity: 1)
    progress.initialize(to: Progress())
    plain = .allocate(capacity: 1)
    plain.initialize(to: PlainMarkup())
    path = .allocate(capacity: limits.elementDepth + 1)
  }

  deinit {
    progress.deallocate()
    plain.pointee.free()
    plain.deinitialize(count: 1)
    plain.deallocate()
    path.deallocate()
    if let context { xmlFreeParserCtxt(context) }
  }

  /// Ends the message.
  /// - Throws: `MessageError` with `truncated` if an element is still open.
  package func finish() throws {
    listening { _ = xmlParseChunk(context, nil, 0, 1) }
    noteSilence()
    try check(isEnd: true)
  }

  /// Does something with libxml2, and ends the parse where it finds bytes that are not of the declared encoding: it passes
  /// over them, goes on with what follows, and says so to no parser's handler but to that of the thread.
  func listening(_ work: () -> Void) {
    milepost_silence_libxml2()
    xmlSetStructuredErrorFunc(Unmanaged.passUnretained(self).toOpaque()) { context, error in
      guard let context, let error, error.pointee.code == XML_I18N_CONV_FAILED.rawValue else { return }
      Unmanaged<SAXParser>.fromOpaque(context)._withUnsafeGuaranteedRef { parser in
        parser.stop(XMLFault.wrongEncoding(line: parser.context?.pointee.input.map { Int64($0.pointee.line) }))
      }
    }
    work()
    xmlSetStructuredErrorFunc(nil, nil)
  }

  /// Ends the parse where libxml2 has given up and not said so: it does where bytes are not of the declared encoding, and
  /// passes over all that follows.
  func noteSilence() {
    guard failure == nil, !progress.pointee.isStopped, let context, context.pointee.disableSAX != 0 else { return }
    stop(XMLFault.wrongEncoding(line: context.pointee.input.map { Int64($0.pointee.line) }))
  }

  /// Ends the parse with an error; the handler is told nothing more.
  package func stop(_ error: MessageError) {
    if failure == nil {
      failure = error
      failure?.path = openElements
    }
    progress.pointee.isStopped = true
  }

  /// Lets go of the rest of the message. Not before the event is over: it frees what the event's attributes point to.
  private func leaveIfStopped() {
    if progress.pointee.isStopped { xmlStopParser(context) }
  }

  /// The address under which the parser keeps `name`.
  func symbol(_ name: String) -> UnsafeRawPointer? {
    guard let context else { return nil }
    return xmlDictLookup(context.pointee.dict, name, Int32(name.utf8.count)).map { UnsafeRawPointer($0) }
  }

  /// Starts libxml2 with the first bytes, by which it tells the encoding.
  func create(_ chunk: UnsafeRawBufferPointer) {
    Self.startLibrary
    var callbacks = xmlSAXHandler()
    callbacks.initialized = UInt32(XML_SAX2_MAGIC)
    callbacks.startElementNs = { context, name, _, namespace, _, _, attributeCount, _, attributes in
      Unmanaged<SAXParser>.fromOpaque(context!)._withUnsafeGuaranteedRef {
        $0.start(name!, namespace, SAXAttributes(base: attributes, count: Int(attributeCount)))
      }
    }
    callbacks.endElementNs = { context, _, _, _ in
      Unmanaged<SAXParser>.fromOpaque(context!)._withUnsafeGuaranteedRef { $0.end() }
    }
    let text: charactersSAXFunc = { context, characters, count in
      Unmanaged<SAXParser>.fromOpaque(context!)._withUnsafeGuaranteedRef {
        $0.text(UnsafeRawBufferPointer(start: characters, count: Int(count)))
      }
    }
    callbacks.characters = text
    // The same function, so that libxml2 does not spend time on telling blank text from other text.
    callbacks.ignorableWhitespace = text
    callbacks.cdataBlock = text
    callbacks.internalSubset = { context, name, _, _ in
      Unmanaged<SAXParser>.fromOpaque(context!)._withUnsafeGuaranteedRef { $0.refuseTypeDeclaration(name) }
    }
    callbacks.serror = { context, error in
      guard let context, let error else { return }
      Unmanaged<SAXParser>.fromOpaque(context)._withUnsafeGuaranteedRef { $0.note(error.pointee) }
    }
    let this = Unmanaged.passUnretained(self).toOpaque()
    let count = min(4, chunk.count)
    let bytes = chunk.baseAddress?.assumingMemoryBound(to: CChar.self)
    listening { context = xmlCreatePushParserCtxt(&callbacks, this, bytes, Int32(count), nil) }
    progress.pointee.given = count
    // NOENT makes `&amp;` come as `&`. There is nothing else to replace: a declaration of entities ends the parse.
    var options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue)
    if isRecoded { options |= Int32(XML_PARSE_IGNORE_ENC.rawValue) }
    xmlCtxtUseOptions(context, options)
  }

  private func start(_ name: UnsafePointer<xmlChar>, _ namespace: UnsafePointer<xmlChar>?, _ attributes: SAXAttributes)
  {
    progress.pointee.depth += 1
    if progress.pointee.depth <= limits.elementDepth { path[progress.pointee.depth - 1] = name }
    guard !progress.pointee.isStopped, !progress.pointee.isMuted, isComplete else { return }
    defer { leaveIfStopped() }
    if progress.pointee.depth > limits.elementDepth {
      let place = place()
      return stop(
        MessageError(
          .limitDepth, "Elements are nested more than \(limits.elementDepth) deep.",
          remedy: "No SDMX message is nested like this; check where the file comes from.",
          line: place.line, column: Int(place.column)))
    }
    if attributes.count > limits.columns { return stop(tooManyAttributes(line: place().line)) }
    handler.startElement(
      UnsafeRawPointer(name), namespace: namespace.map { UnsafeRawPointer($0) }, attributes: attributes)
  }

  /// Whether the start tag that is being reported has an end. At the end of a message that was cut, libxml2 reports
  /// what there is of a tag before it finds that something is missing.
  private var isComplete: Bool {
    guard let input = context?.pointee.input, let current = input.pointee.cur, current < input.pointee.end else {
      return false
    }
    return current.pointee == UInt8(ascii: ">") || current.pointee == UInt8(ascii: "/")
  }

  private func end() {
    progress.pointee.depth -= 1
    guard !progress.pointee.isStopped else { return }
    handler.endElement()
    leaveIfStopped()
  }

  private func text(_ bytes: UnsafeRawBufferPointer) {
    guard !progress.pointee.isStopped else { return }
    handler.text(bytes)
    leaveIfStopped()
  }

  private func refuseTypeDeclaration(_ name: UnsafePointer<xmlChar>?) {
    let line = context?.pointee.input.map { Int64($0.pointee.line) }
    defer { leaveIfStopped() }
    if let name, String(cString: name).lowercased() == "html" {
      return stop(XMLFault.webPage(line: line))
    }
    stop(
      MessageError(
        .entityDeclared, "The message has a document type declaration (DOCTYPE), which may declare entities.",
        remedy: "Remove the DOCTYPE; SDMX-ML has none.", line: line))
  }

  /// Keeps the first error and leaves warnings alone.
  private func note(_ error: xmlError) {
    guard errorCode == 0, error.level == XML_ERR_ERROR || error.level == XML_ERR_FATAL else { return }
    // A namespace prefix that is not declared harms no value.
    guard error.domain != Int32(XML_FROM_NAMESPACE.rawValue) else { return }
    errorCode = error.code
    if let input = context?.pointee.input, let current = input.pointee.cur, let end = input.pointee.end {
      hasMoreTags = UnsafeBufferPointer(start: current, count: end - current).contains(UInt8(ascii: ">"))
    }
    errorText = error.message.map { String(cString: $0) } ?? "unknown error"
    errorText = errorText.split(whereSeparator: \.isNewline).joined(separator: ", ")
    let line = Int64(error.line)
    progress.pointee.isStopped = true
    guard failure == nil else { return }
    failure = MessageError(
      .malformedXML, errorText, remedy: "", line: line, column: error.int2 > 0 ? Int(error.int2) : nil)
    failure?.path = openElements
  }

  /// The open elements from the root on, as `GenericData/DataSet/Series`.
  private var openElements: String {
    (0..<max(0, min(progress.pointee.depth, limits.elementDepth))).map { String(cString: path[$0]) }
      .joined(separator: "/")
  }

  func check(isEnd: Bool) throws {
    if failure == nil { checkPendingTag() }
    guard var error = failure else { return }
    if error.code == .malformedXML {
      error = XMLFault.explain(error, code: errorCode, isEnd: isEnd, hasMoreTags: hasMoreTags)
    }
    failure = error
    throw error
  }

  func tooManyAttributes(line: Int64) -> MessageError {
    MessageError(
      .limitColumns, "An element has more than \(limits.columns) attributes.",
      remedy: "No SDMX structure has that many components; check where the file comes from.", line: line)
  }
}
