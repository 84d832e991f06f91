/// Where a problem is: a file, and a line and column in it as far as they are known (both from 1).
public struct Place: Sendable, Hashable, CustomStringConvertible {
  /// Path as the caller gave it, or beside it.
  public let file: String
  /// Line and column from 1; nil where the problem is the whole file's, or the whole line's.
  public let line: Int?, column: Int?

  /// A place.
  public init(file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `file`, `file:line` or `file:line:column`.
  public var description: String {
    guard let line else { return file }
    guard let column else { return "\(file):\(line)" }
    return "\(file):\(line):\(column)"
  }
}

/// One thing that is wrong with a definition or its tables.
public struct DefinitionProblem: Sendable, Hashable, CustomStringConvertible {
  /// Where.
  public let place: Place
  /// What is wrong, and why that is an error.
  public let message: String
  /// What to do about it.
  public let remedy: String

  /// A problem.
  public init(place: Place, message: String, remedy: String) {
    self.place = place
    self.message = message
    self.remedy = remedy
  }

  /// `pipeline.yaml:41:9: error: unknown key "treshold" in target T02; did you mean "threshold"?`
  public var description: String { "\(place): error: \(message); \(remedy)" }
}

/// All that is wrong with a definition, so that an analyst corrects it in one go.
public struct DefinitionErrors: Error, Sendable, CustomStringConvertible {
  /// In order of file as read, then of place; never empty.
  public let problems: [DefinitionProblem]

  /// Problems of one definition.
  public init(problems: [DefinitionProblem]) { self.problems = problems }

  /// One problem a line.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// Collects problems while a definition is read, so that reading goes on after the first.
final class ProblemLog {
  private(set) var problems: [DefinitionProblem] = []

  func report(_ place: Place, _ message: String, _ remedy: String) {
    problems.append(DefinitionProblem(place: place, message: message, remedy: remedy))
  }

  /// Adds what was found elsewhere.
  func report(_ others: [DefinitionProblem]) { problems += others }

  /// Whether nothing is wrong so far.
  var isEmpty: Bool { problems.isEmpty }

  /// A table of another vintage by mistake is wrong in every row; nobody reads more than this of one file.
  private static let mostPerFile = 50

  /// Problems by file in order of first mention, then line and column.
  var errors: DefinitionErrors {
    var order: [String: Int] = [:]
    for problem in problems where order[problem.place.file] == nil { order[problem.place.file] = order.count }
    let sorted = problems.enumerated().sorted { a, b in
      let left = (order[a.element.place.file]!, a.element.place.line ?? 0, a.element.place.column ?? 0, a.offset)
      let right = (order[b.element.place.file]!, b.element.place.line ?? 0, b.element.place.column ?? 0, b.offset)
      return left < right
    }
    var counts: [String: Int] = [:]
    var shown: [DefinitionProblem] = []
    for (_, problem) in sorted {
      let count = counts[problem.place.file, default: 0] + 1
      counts[problem.place.file] = count
      if count <= Self.mostPerFile { shown.append(problem) }
    }
    for (file, count) in counts.sorted(by: { order[$0.key]! < order[$1.key]! }) where count > Self.mostPerFile {
      let message = "\(count - Self.mostPerFile) more problems in this file"
      shown.append(DefinitionProblem(place: Place(file: file), message: message, remedy: "correct those above first"))
    }
    return DefinitionErrors(problems: shown)
  }
}
