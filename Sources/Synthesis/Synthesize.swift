import Definition

/// Makes an inbox: deliveries as offices would send them, over the real communes of a definition.
///
/// The same kind, definition and seed give the same bytes. Nothing that is in the folder already is removed.
/// - Parameters:
///   - folder: an existing folder.
///   - seed: decides the figures of the national inboxes; the small one is written out in full and takes nothing from it.
/// - Returns: the names of the files written, in order of writing.
/// - Throws: `SynthesisError`.
public func synthesize(
  _ kind: InboxKind, definition: Definition, into folder: String, seed: UInt64
) throws -> [String] {
  var inbox = InboxFolder(path: folder)
  switch kind {
  case .small:
    try SmallInbox.write(to: &inbox)
  case .national(let size):
    try NationalInbox(definition, seed: seed, plan: .national(size)).write(to: &inbox)
  case .benchmark(let size):
    try NationalInbox(definition, seed: seed, plan: .benchmark(size)).write(to: &inbox)
  }
  return inbox.names
}
