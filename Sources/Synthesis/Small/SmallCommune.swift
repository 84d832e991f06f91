/// A commune of the small inbox: households in round numbers, from which everything else follows.
struct SmallCommune {
  /// Code as delivered.
  let code: String
  /// Households by ethnic group, in order of code.
  let households: [(group: String, count: Int)]

  /// Communes that are all alike.
  static func alike(_ codes: String, _ households: [(group: String, count: Int)]) -> [SmallCommune] {
    codes.split(separator: " ").map { SmallCommune(code: String($0), households: households) }
  }
}
