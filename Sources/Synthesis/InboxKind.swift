/// Which inbox is made.
public enum InboxKind: Sendable {
  /// A few communes of six provinces, whose deliveries show every rule of the pipeline; `Fixtures/README.md` says by
  /// which rows.
  case small
  /// Every commune of the country, plausible figures, and later revisions of some.
  case national(InboxSize)
  /// Every commune of the country in one gzip file for each province and year and nothing else: 12 of 17 are CSV, so
  /// that what it costs to read it compares with what other programs need for the CSV files.
  case benchmark(InboxSize)
}
