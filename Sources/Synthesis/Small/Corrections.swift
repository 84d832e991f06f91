/// What is put right afterwards: recounts, values withdrawn, records deleted.
enum Corrections {
  static func deliveries() -> [Delivery] {
    [
      // By `Prepared`, whatever the names: the recount is newer than Sơn La's delivery, the draft older.
      Delivery("sonla-recount.xml", .flat, prepared: "2027-02-05T16:45:00+07:00", recount(28)),
      Delivery("sonla-zz-draft.xml", .series, prepared: "2026-12-31T23:59:59Z", recount(90)),
      Delivery("corrections_20270401.csv", .csv2, corrections()),
      // A data set whose action is Delete.
      Delivery(
        "lamdong-withdrawn.xml", .series, prepared: "2027-03-01T00:00:00Z", action: "Delete",
        [record("24616", "53", "HH", .absent)]),
    ]
  }

  private static func recount(_ count: Int) -> [Observation] {
    [record("03760", "08", "HH_POOR", .whole(count))]
  }

  private static func corrections() -> [Observation] {
    // One key, in full.
    var one = record("01304", "05", "HH", .absent)
    one.action = Codes.delete
    // Everything of a group in a commune and year: empty dimensions stand for all of their values.
    var all = record("06985", "54", "", .absent)
    all.action = Codes.delete
    all.sex = []
    all.unit = []
    // Known before, not known any more: the newer one counts.
    var withdrawn = record("01336", "08", "HH_ELECTRICITY", .absent)
    withdrawn.status = Codes.missing
    return [one, all, withdrawn]
      // What `typed-by-hand_20270305.csv` has wrongly, for whoever reads it too kindly.
      + [
        record("24616", "16", "HH_NEAR_POOR", .whole(8)), record("24616", "16", "HH_ELECTRICITY", .whole(99)),
        record("24616", "16", "HH_UNPLANNED_MIGRATION", .whole(12)),
      ]
  }

  private static func record(_ area: String, _ group: String, _ measure: String, _ value: Figure) -> Observation {
    Observation(
      area: Bytes(area), group: Bytes(group), measure: Bytes(measure), period: Bytes("2026"), value: value,
      unit: Bytes("HH"))
  }
}
