import Records

extension Workspace {
  /// What ingest found in the inbox.
  public func deliveries() throws -> DeliveryManifest {
    try require(.ingested, from: "ingest")
    let path = path(.ingested, DeliveryManifest.fileName)
    return try manifest.content(of: path) {
      try JSONFile.load(DeliveryManifest.self, from: path, writtenBy: "milepost-ingest")
    }
  }
}
