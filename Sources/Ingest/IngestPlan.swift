import Containers
import Foundation
import Records
import Vocabulary
import Workspace

/// What there is to do in an inbox: its deliveries, and which of them an earlier run has read already.
///
/// A delivery is what its name and its bytes are. Where both are as they were, and the program and the tables that the
/// definition declares are too, what was read of it stands.
public struct IngestPlan: Sendable {
  let listing: Inbox
  /// By delivery: what an earlier run found, where it stands.
  let kept: [DeliveryEntry?]
  /// The folder that the files of those are in.
  let keptFolder: String
  /// What a manifest of this run says of the program and the definition.
  public let basis: DeliveryManifest.Basis
  /// Whether the deliveries are the same as before, so that nothing has to be done.
  public let isUnchanged: Bool
  /// What stands of an earlier run.
  public let previous: DeliveryManifest?

  /// Lists an inbox and compares it with what an earlier run left in a folder, on up to `jobs` threads.
  /// - Parameter declared: what the definition says of tables, as a hash.
  /// - Throws: `IngestError` if the inbox cannot be listed.
  public init(inbox: String, earlier folder: String, declared: String, jobs: Int) throws {
    let listing = try Inbox(path: inbox)
    let basis = DeliveryManifest.Basis(program: ProgramVersion.stages, tables: declared)
    self.listing = listing
    self.basis = basis
    keptFolder = folder
    let loaded = try? DeliveryManifest.load(from: folder)
    previous = loaded?.basis == basis ? loaded : nil
    let entries = Dictionary(
      (previous?.deliveries ?? []).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    kept = try concurrently(listing.deliveries.count, jobs: jobs) { index in
      let delivery = listing.deliveries[index]
      guard let entry = entries[delivery.name], entry.bytes == delivery.size, !entry.sha256.isEmpty else { return nil }
      if let file = entry.file, !FileManager.default.fileExists(atPath: folder + "/" + file) { return nil }
      // A file that cannot be read now is dealt with, and told of, when it is its turn.
      guard let digest = try? DeliveryFile(path: delivery.path).digest(), digest == entry.sha256 else { return nil }
      return entry
    }
    isUnchanged =
      previous != nil && kept.allSatisfy { $0 != nil } && entries.count == listing.deliveries.count
  }
}
