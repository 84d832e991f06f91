/// Which fields are written as plain text from the start, because nearly every record has a value of its own.
///
/// The names are those the SDMX Content-Oriented Guidelines give to measures, comments and titles, and the two key
/// columns of SDMX-CSV. Any other field begins as a dictionary and turns into text where its values are too many.
public enum FieldKind {
  private static let text: Set<String> = [
    "OBS_VALUE", "OBS_PRE_BREAK", "SERIES_KEY", "OBS_KEY", "COMMENT", "TITLE", "TITLE_COMPL",
  ]

  /// Whether the field called `name` holds free text or figures rather than codes.
  public static func isText(_ name: String) -> Bool {
    text.contains(name) || isFreeText(name)
  }

  /// Whether the field called `name` holds sentences that people wrote, which may contain any punctuation.
  public static func isFreeText(_ name: String) -> Bool {
    name.hasPrefix("COMMENT") || name.hasPrefix("TITLE")
  }
}
