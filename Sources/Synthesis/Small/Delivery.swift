/// A file of the small inbox.
struct Delivery {
  /// What is done with the bytes of the message.
  enum Wrapping { case plain, gzip, cutGzip }

  enum Content {
    case observations([Observation], MessageFormat, prepared: String, action: String)
    /// Anything else, as text.
    case text(String)
  }

  let name: String
  let content: Content
  var wrapping = Wrapping.plain

  /// A standard delivery.
  init(
    _ name: String, _ format: MessageFormat, prepared: String = "", action: String = "Replace",
    in wrapping: Wrapping = .plain, _ observations: [Observation]
  ) {
    self.name = name
    self.wrapping = wrapping
    content = .observations(observations, format, prepared: prepared, action: action)
  }

  /// A file with a text.
  init(_ name: String, text: String) {
    self.name = name
    content = .text(text)
  }

  /// The bytes of the file.
  func bytes() throws(SynthesisError) -> Bytes {
    var bytes: Bytes
    switch content {
    case .text(let text):
      bytes = Bytes(text)
    case .observations(let observations, let format, let prepared, let action):
      let id = name.split(separator: ".").first.map(String.init) ?? name
      var message = format.message(id: id, prepared: prepared, action: action)
      for observation in observations { message.write(observation) }
      bytes = message.finish()
    }
    switch wrapping {
    case .plain:
      return bytes
    case .gzip:
      return try Gzip.compress(bytes, level: 9)
    case .cutGzip:
      bytes = try Gzip.compress(bytes, level: 9)
      return Bytes(bytes.prefix(bytes.count * 2 / 3))
    }
  }
}
