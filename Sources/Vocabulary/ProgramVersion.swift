/// Which program made a stage file. A result is kept from one night to the next only where the program is the same.
public enum ProgramVersion {
  /// The version, by semantic versioning: what `--version` prints, and what a package is called by.
  public static let release = "0.1.0"
  /// A hash over the sources of the stages, which `make revision` writes here; a test fails where it is not theirs.
  public static let stages = "742343dd2d6a74aa"
}
