import Records

extension Workspace {
  /// What ingest found in the inbox.
  public func deliveries() throws -> DeliveryManifest {
    try require(.ingested, from: "ingest")
    return try JSONFile.load(
      DeliveryManifest.self, from: path(.ingested, DeliveryManifest.fileName), writtenBy: "milepost-ingest")
  }
}
