/// Views of the database: the questions that people ask, each in one SELECT.
///
/// They are made of the published tables alone, so that they cannot show what those withhold. All but those about
/// periods speak of the year that is judged, which the table `run` names.
enum DatabaseViews {
  /// All views, each after those it rests on.
  static let all = [
    headlines, nationalSummary, worstProvinces, groupsLeftBehind, flagsByProvince, whereFrom, rejectsByDelivery,
  ]

  /// The rows of each target's headline group over all years, in published order.
  private static let headlines = """
    CREATE VIEW headlines AS
    SELECT t.title_vi, t.title_en, t.is_monitor, c.*
    FROM targets AS t
    JOIN compliance AS c ON c.target = t.target AND c.ethnic_group = t.headline_group AND c.sex = '_T'
    ORDER BY t.position, c.period, c.area_level <> 'nation', c.area
    """

  /// Where the nation stands on each target, and in how many provinces it holds.
  private static let nationalSummary = """
    CREATE VIEW national_summary AS
    SELECT t.target, t.title_vi, t.title_en, t.is_monitor, r.judged_year AS period, t.headline_group AS ethnic_group,
      c.value, t.comparator, c.threshold, t.tolerance, coalesce(c.status, 'no_data') AS status, c.gap, c.gap_units,
      t.unit, c.outlook, c.coverage, p.judged AS provinces_judged, p.met AS provinces_met, p.unmet AS provinces_unmet
    FROM targets AS t
    CROSS JOIN run AS r
    LEFT JOIN compliance AS c ON c.target = t.target AND c.area_level = 'nation'
      AND c.ethnic_group = t.headline_group AND c.sex = '_T' AND c.period = r.judged_year
    LEFT JOIN (
      SELECT h.target, h.period, sum(h.status IN ('met', 'met_within_tolerance', 'unmet')) AS judged,
        sum(h.status = 'met') AS met, sum(h.status = 'unmet') AS unmet
      FROM headlines AS h WHERE h.area_level = 'province' GROUP BY h.target, h.period
    ) AS p ON p.target = t.target AND p.period = r.judged_year
    ORDER BY t.position
    """

  /// Provinces that fall short of a target, furthest first; last those whose distance is not published. `rank_by_units`
  /// 1 is where most units must still change: a large province leads there that is not far from the target.
  private static let worstProvinces = """
    CREATE VIEW worst_provinces AS
    SELECT c.target, t.title_vi, t.title_en, \(rank), c.area, c.area_name, a.name_en AS area_name_en, c.period, c.value,
      c.comparator, c.threshold, c.status, c.gap, c.gap_units, t.unit, c.outlook, c.coverage,
      \(basis),
      CASE WHEN c.gap_units IS NOT NULL THEN rank() OVER (
        PARTITION BY c.target ORDER BY c.gap_units IS NULL, c.gap_units DESC) END AS rank_by_units
    FROM run AS r
    CROSS JOIN targets AS t
    JOIN compliance AS c ON c.target = t.target AND c.ethnic_group = t.headline_group AND c.sex = '_T'
      AND c.period = r.judged_year
    JOIN areas AS a ON a.area = c.area
    WHERE c.area_level = 'province' AND c.status IN ('unmet', 'met_within_tolerance')
    ORDER BY t.position, c.gap IS NULL, c.gap, c.area
    """

  /// Ethnic groups of the nation that fall short of a target, furthest first, and where they are heading.
  private static let groupsLeftBehind = """
    CREATE VIEW groups_left_behind AS
    SELECT c.target, t.title_vi, t.title_en, \(rank), c.ethnic_group, c.ethnic_group_name,
      g.name_en AS ethnic_group_name_en, c.period, c.value, c.comparator, c.threshold, c.status, c.gap, c.gap_units,
      t.unit, c.outlook, c.pace_observed, c.pace_required, c.coverage,
      \(basis)
    FROM run AS r
    CROSS JOIN targets AS t
    JOIN compliance AS c ON c.target = t.target AND c.period = r.judged_year AND c.sex = '_T'
    JOIN ethnic_groups AS g ON g.ethnic_group = c.ethnic_group
    WHERE c.area_level = 'nation' AND g.is_total = 0 AND c.status IN ('unmet', 'met_within_tolerance')
    ORDER BY t.position, c.gap IS NULL, c.gap, g.position
    """

  /// What a figure rests on, for who must judge how far to trust it.
  private static let basis =
    "c.numerator, c.denominator, c.communes_reporting, c.communes_expected, c.baseline_period, c.obs_status"

  private static let rank =
    "CASE WHEN c.gap IS NOT NULL THEN rank() OVER (PARTITION BY c.target ORDER BY c.gap IS NULL, c.gap) END AS rank"

  /// How many flags each province has in each year, its communes' included, by severity and by reason.
  private static let flagsByProvince = """
    CREATE VIEW flags_by_province AS
    SELECT p.area, p.name_vi AS area_name, p.name_en AS area_name_en,
      CAST(substr(f.period, 1, 4) AS INTEGER) AS period, count(*) AS flags,
      \(FlagTable.severities.map { counting("severity", $0.rawValue) }.joined(separator: ", ")),
      \(FlagTable.reasons.map { counting("reason", $0) }.joined(separator: ", ")),
      min(f.first_seen) AS first_seen
    FROM flags AS f
    JOIN areas AS a ON a.area = f.area
    JOIN areas AS p ON p.area = a.province
    GROUP BY p.area, substr(f.period, 1, 4)
    ORDER BY p.area, period
    """

  private static func counting(_ column: String, _ value: String) -> String {
    "sum(f.\(column) = '\(value)') AS \(value)"
  }

  /// Which deliveries, and which of their lines, the two measures of a target stand on in a province and year.
  private static let whereFrom = """
    CREATE VIEW where_from AS
    SELECT t.target, o.area, o.area_name, o.period,
      CASE o.measure WHEN t.numerator THEN 'numerator' ELSE 'denominator' END AS part, o.measure, o.delivery,
      o.observations, o.superseded, o.deletions, o.first_line, o.last_line, d.format, d.sha256
    FROM targets AS t
    JOIN origins AS o ON o.measure IN (t.numerator, t.denominator)
    JOIN deliveries AS d ON d.delivery = o.delivery
    ORDER BY t.position, o.area, o.period, o.measure = t.denominator, o.delivery
    """

  /// Why records of a delivery do not count: how many for each reason, and the first of them with what to do.
  private static let rejectsByDelivery = """
    CREATE VIEW rejects_by_delivery AS
    SELECT r.delivery, d.format, d.outcome, d.records, r.code, count(*) AS rejects, min(r.record) AS first_record,
      r.line AS first_line, r.message AS first_message, r.remedy
    FROM rejects AS r
    LEFT JOIN deliveries AS d ON d.delivery = r.delivery
    GROUP BY r.delivery, r.code
    ORDER BY rejects DESC, r.delivery, r.code
    """
}
