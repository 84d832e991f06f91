/// How much a container may ask of the machine that opens it.
///
/// Compressed data can claim any size: a few kilobytes may unfold into terabytes. The defaults let through every
/// statistical export seen so far (the largest public ones inflate to a few gigabytes, at most 150 times their
/// compressed size) and stop what only an attack or an accident would send.
public struct ContainerLimits: Sendable, Equatable {
  /// The most bytes one delivery, all members of an archive together, may inflate to. 64 GiB unless declared otherwise.
  public var inflatedBytes: Int64
  /// The largest ratio of inflated to compressed bytes, judged once `ratioGrace` bytes were inflated. 500 unless
  /// declared otherwise; deflate itself cannot pass 1,032.
  public var inflationRatio: Int64
  /// The most members of an archive, folders included. 10,000.
  public var members: Int
  /// The most bytes of a member's name. 1,024.
  public var memberNameBytes: Int
  /// How many bytes may be inflated before the ratio is judged, since short files compress oddly. 64 MiB.
  public var ratioGrace: Int64

  /// Creates limits; every one has a safe default.
  public init(
    inflatedBytes: Int64 = 64 << 30, inflationRatio: Int64 = 500, ratioGrace: Int64 = 64 << 20,
    members: Int = 10_000, memberNameBytes: Int = 1024
  ) {
    self.inflatedBytes = inflatedBytes
    self.inflationRatio = inflationRatio
    self.ratioGrace = ratioGrace
    self.members = members
    self.memberNameBytes = memberNameBytes
  }
}
