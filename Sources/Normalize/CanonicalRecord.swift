/// One record read as a canonical observation. It holds numbers alone, so that those of many rows are plain memory.
struct CanonicalRecord: BitwiseCopyable {
  enum Kind: UInt8 {
    /// An observation, or the removal of what older deliveries said.
    case value, deletion
    /// A record that does not count, or one of a structure that no source claims.
    case rejected, undeclared
    /// One that counts by itself, but not in this delivery: a repetition, or one of two that contradict each other.
    case excluded
    /// Not read yet.
    case unread
  }

  /// Value in the measure's unit; NaN where missing.
  var value = Double.nan
  /// Where the delivered area goes: position in `DeliveredAreas.lists`; the first for a deletion of every area.
  var list: Int32 = 0
  /// Delivered area: its number in `DeliveredAreas`; 0 for any, in a deletion.
  var areaDelivered: Int32 = 0
  /// Period: its number in `DeliveredPeriods`, which has numbers for the open periods of deletions too.
  var period: Int32 = 0
  /// Vintage of the area, measure and group by position; -1 for any, in deletions alone.
  var vintage: Int16 = -1, measure: Int16 = -1, group: Int16 = -1
  /// Sex by raw value; -1 for any, in deletions alone.
  var sex: Int8 = -1
  /// Positions in `StatusCodes`; -1 in a deletion.
  var status: Int8 = -1, confidentiality: Int8 = -1
  var kind = Kind.value

  /// Whether a dimension is open, as a deletion may leave it.
  var isOpen: Bool {
    areaDelivered == 0 || period < DeliveredPeriods.first || min(vintage, group, measure) < 0 || sex < 0
  }
}
