/// Which inbox is made.
public enum InboxKind: Sendable {
  /// A few communes of six provinces, whose deliveries show every rule of the pipeline; `Fixtures/README.md` says by
  /// which rows.
  case small
  /// Every commune of the country, three years, plausible figures.
  case national
}
