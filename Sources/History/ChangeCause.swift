/// Why a row is another one than in the run before.
public enum ChangeCause: Hashable, Sendable {
  /// A delivery that came, was revised or went, whose observations or deletions decide the row, before or now.
  case delivery(String, RunComparison.DeliveryChange.Kind)
  /// The same, of one that decides the nation's figure, which the row is set against.
  case reference(String, RunComparison.DeliveryChange.Kind)
  /// A part of the definition that the row depends on.
  case definition(String)
  /// The program.
  case program
  /// What is known of a run does not tell.
  case unknown(String)

  /// For a person.
  public var description: String {
    switch self {
    case .delivery(let name, let kind): "\(name) \(kind.rawValue)"
    case .reference(let name, let kind): "the nation's figure (\(name) \(kind.rawValue))"
    case .definition(let part): "definition: \(part)"
    case .program: "another version of the program"
    case .unknown(let why): "not known: \(why)"
    }
  }
}
