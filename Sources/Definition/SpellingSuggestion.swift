/// The nearest of the names that would have been right, for messages about those that are not.
enum SpellingSuggestion {
  /// `did you mean "threshold"?`, or, where nothing is near, `use one of a, b, c`.
  static func remedy(for name: String, among names: some Collection<String>) -> String {
    if let nearest = nearest(to: name, among: names) { return "did you mean \"\(nearest)\"?" }
    if names.isEmpty { return "none is declared" }
    let shown = names.sorted().prefix(12).joined(separator: ", ")
    return "use one of \(shown)\(names.count > 12 ? ", ..." : "")"
  }

  /// The name with the fewest edits, if these are few for its length. Codes of digits and days are never near: one
  /// digit away is another commune.
  static func nearest(to name: String, among names: some Collection<String>) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars)
    // Long input would cost quadratic time and has no near neighbour among keys and codes.
    guard wanted.count <= 80, wanted.contains(where: \.properties.isAlphabetic) else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in names.sorted() {
      let distance = edits(wanted, Array(candidate.lowercased().unicodeScalars))
      if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    guard let best, best.distance <= (wanted.count < 5 ? 1 : max(2, wanted.count / 4)) else { return nil }
    return best.name
  }

  /// Levenshtein's distance.
  static func edits(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var row = Array(0...b.count)
    for (i, left) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, right) in b.enumerated() {
        let substituted = diagonal + (left == right ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[b.count]
  }
}
