/// Which program made a stage file. A result is kept from one night to the next only where the program is the same.
public enum ProgramVersion {
  /// A hash over the sources of the stages, which `make revision` writes here; a test fails where it is not theirs.
  public static let stages = "2e8cdaeb95df05b1"
}
