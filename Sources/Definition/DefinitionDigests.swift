/// What each stage works with of a definition and the files it names, as hashes.
public struct DefinitionDigests: Codable, Sendable, Equatable {
  /// All of it; without the judgements; without the calculations as well; the sources alone. See `Definition`.
  public var digest: String, foundation: String, normalization: String, collection: String
  /// Names of the files that it names, in order.
  public var files: [String]

  /// The hashes of a loaded definition.
  public init(_ definition: Definition) {
    digest = definition.digest
    foundation = definition.foundation
    normalization = definition.normalization
    collection = definition.collection
    files = definition.files
  }

  init(definition bytes: [UInt8], _ files: ReferenceFiles) {
    let digests = files.digests(followedBy: [
      bytes, DefinitionFoundation.aggregate(of: bytes), DefinitionFoundation.normalize(of: bytes),
    ])
    digest = digests[0]
    foundation = digests[1]
    normalization = digests[2]
    collection = DefinitionFoundation.collection(of: bytes)
    self.files = files.names
  }

  /// The hashes of a definition of which it is known which files it names, without reading what it says: they are those
  /// of an earlier run exactly where nothing in it changed.
  /// - Returns: nil where one of the files cannot be read.
  public init?(path: String, files names: [String]) {
    guard case .success(let bytes) = ReferenceFiles.read(path, atMost: YAMLDocument.greatestSize) else { return nil }
    let files = ReferenceFiles(besides: path)
    let log = ProblemLog()
    for name in names where files.bytes(of: name, namedAt: Place(file: path), log) == nil { return nil }
    self.init(definition: bytes, files)
  }
}
