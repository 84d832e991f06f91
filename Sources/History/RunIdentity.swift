import Crypto
import Records
import Vocabulary

/// The name of a run: its day, and a hash over the definition and the deliveries. The same night's work done again has
/// the same name.
public struct RunIdentity: Sendable, Equatable {
  /// For example `2026-11-30-1f0c52ab90de`.
  public let id: String

  /// The identity of a run over a manifest's deliveries by a definition of a digest.
  public init(day: String, definition digest: String, _ manifest: DeliveryManifest) {
    var hash = SHA256()
    hash.update(data: Array(digest.utf8))
    for delivery in manifest.deliveries {
      hash.update(data: Array("\n\(delivery.name)\t\(delivery.sha256)\t\(delivery.bytes)".utf8))
    }
    id = "\(day)-\(HexText.text(hash.finalize().prefix(6)))"
  }
}
