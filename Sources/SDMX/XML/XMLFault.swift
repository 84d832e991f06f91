import CLibXML2

/// Says in the words of whoever delivers files what libxml2 found wrong.
enum XMLFault {
  /// The error for a page that a browser would show.
  static func webPage(line: Int64?) -> MessageError {
    MessageError(
      .notRecognised, "It is a web page and no export; perhaps the page asks to log in.",
      remedy: "Download the export again, logged in, and check it before delivering.", line: line)
  }

  /// The error for bytes that libxml2 cannot decode, and of which it says nothing.
  static func wrongEncoding(line: Int64?) -> MessageError {
    MessageError(
      .invalidEncoding, "The bytes are not what the XML declares as its encoding.", remedy: encodingRemedy, line: line)
  }

  /// Errors of a message that ends in what may hold the marks of tags.
  private static let unfinished = [
    XML_ERR_DOCUMENT_END, XML_ERR_CDATA_NOT_FINISHED, XML_ERR_COMMENT_NOT_FINISHED, XML_ERR_PI_NOT_FINISHED,
  ]

  private static let encodingRemedy =
    "Export as UTF-8 and declare no other encoding, or deliver in the declared one."

  /// The error for libxml2's error `code`, found at the end of the message if `isEnd`.
  ///
  /// - Parameter hasMoreTags: Whether tags end behind it: libxml2 finds a tag without its last quotation mark at the end,
  ///   and it is still no message that was cut.
  static func explain(_ error: MessageError, code: Int32, isEnd: Bool, hasMoreTags: Bool) -> MessageError {
    var explained = error
    let reason = error.message
    switch xmlParserErrors(rawValue: UInt32(bitPattern: code)) {
    case XML_ERR_UNKNOWN_ENCODING, XML_ERR_UNSUPPORTED_ENCODING:
      explained.code = .invalidEncoding
      explained.message = "The XML declares an encoding that is not known: \(reason)."
      explained.remedy = "Export as UTF-8."
    case XML_ERR_INVALID_ENCODING, XML_I18N_CONV_FAILED:
      explained.code = .invalidEncoding
      explained.message = "The bytes are not what the XML declares as its encoding: \(reason)."
      explained.remedy = encodingRemedy
    case XML_ERR_INVALID_CHAR:
      explained.code = .invalidEncoding
      explained.message = "The XML holds a character that XML does not allow: \(reason)."
      explained.remedy = "Export again without control characters; NUL bytes point to a damaged file."
    case XML_ERR_UNDECLARED_ENTITY:
      explained.message = "The XML refers to an entity that XML does not have: \(reason)."
      explained.remedy = "Write the character itself instead of the entity."
    case XML_ERR_NAME_TOO_LONG:
      explained.code = .limitValue
      explained.message = "The XML has a name or value that is too long: \(reason)."
      explained.remedy = "Check for a missing quotation mark."
    case _ where reason.contains("too long") || reason.contains("uge input lookup"):
      explained.code = .limitRecord
      explained.message = "The XML has a tag or value that is too long: \(reason)."
      explained.remedy = "Check for a missing > or quotation mark."
    case let code where isEnd && (!hasMoreTags || unfinished.contains(code)):
      explained.code = .truncated
      explained.message = "The XML ends in the middle: \(reason)."
      explained.remedy = "Transfer the file again; compare its size with the sender's."
    default:
      explained.message = "The XML is not well-formed: \(reason)."
      explained.remedy = "Ask the sender for a correct export; an XML editor shows the place."
    }
    return explained
  }
}
