/// A message that is being written; formats differ in how they write an observation.
protocol Message {
  /// Adds an observation.
  mutating func write(_ observation: Observation)
  /// Ends the message and gives all of it.
  mutating func finish() -> Bytes
}

/// The formats of the standard delivery that the inboxes use.
enum MessageFormat: CaseIterable {
  case csv1, csv2, flat, series

  /// An empty message; what CSV cannot say of itself is left out.
  /// - Parameters:
  ///   - prepared: when it was prepared, `YYYY-MM-DDThh:mm:ss`, perhaps with a zone.
  ///   - action: what is asked to be done with the data set, an SDMX action.
  func message(id: String, prepared: String, action: String = "Replace") -> any Message {
    switch self {
    case .csv1: CSVMessage(version: .one)
    case .csv2: CSVMessage(version: .two)
    case .flat: XMLMessage(id: id, prepared: prepared, action: action, layout: .flat)
    case .series: XMLMessage(id: id, prepared: prepared, action: action, layout: .series)
    }
  }

  /// Whether it is one of the CSV formats.
  var isTable: Bool { self == .csv1 || self == .csv2 }
}
