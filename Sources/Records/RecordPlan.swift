/// What has to be known of a delivery's fields before its first record can be written.
///
/// The file's schema stands at its start, but a message may show a field for the first time in its last record. The
/// first pass then teaches this plan, and a second one writes by it.
public struct RecordPlan: Sendable, Equatable {
  /// Every field in order of first appearance.
  public var fields: [String]
  /// Those that have too many different values for a dictionary.
  public var textFields: Set<String>

  /// Creates a plan; an empty one knows nothing yet.
  public init(fields: [String] = [], textFields: Set<String> = []) {
    self.fields = fields
    self.textFields = textFields
  }
}
