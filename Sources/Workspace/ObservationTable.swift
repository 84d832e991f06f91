import Arrow

/// Columns of `canonical/<delivery>.arrow`: one row for every canonical observation, and one for every deletion.
public enum ObservationTable {
  /// Positions of the columns.
  public enum Column: Int, CaseIterable, Sendable {
    case area, areaLevel, province, ethnicGroup, sex, measure, period, value, unit, obsStatus, confStatus
    case areaDelivered, vintageDelivered, share, delivery, record, shareBasis, line, action, member
  }

  /// The columns of the design, then the basis of the share (`whole`, `known`, `assumed`), the line of the record, the
  /// action: empty, or `D` for a deletion, whose empty dimensions stand for every value, and the member of the archive:
  /// empty where the delivery is none. The period of a deletion may also be `A`, `Q` or `M`: every period of that
  /// frequency.
  public static let fields: [ArrowField] = [
    ArrowField("area", .dictionary), ArrowField("area_level", .dictionary), ArrowField("province", .dictionary),
    ArrowField("ethnic_group", .dictionary), ArrowField("sex", .dictionary), ArrowField("measure", .dictionary),
    ArrowField("period", .dictionary), ArrowField("value", .float64, nullable: true), ArrowField("unit", .dictionary),
    ArrowField("obs_status", .dictionary), ArrowField("conf_status", .dictionary),
    ArrowField("area_delivered", .dictionary), ArrowField("vintage_delivered", .dictionary),
    ArrowField("share", .float64), ArrowField("delivery", .dictionary), ArrowField("record", .int64),
    ArrowField("share_basis", .dictionary), ArrowField("line", .int64), ArrowField("action", .dictionary),
    ArrowField("member", .dictionary),
  ]
}
