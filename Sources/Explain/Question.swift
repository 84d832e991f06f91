import Definition
import Vocabulary
import Workspace

/// Why there is no answer to a question.
public struct Unanswerable: Error, CustomStringConvertible, Sendable {
  /// One line: what, why, what to do.
  public let description: String

  /// A reason.
  public init(_ description: String) { self.description = description }
}

/// Reads what people write of targets, areas, groups and years.
struct QuestionReader {
  let definition: Definition

  func target(_ text: String) throws -> Int {
    if let position = definition.targets.firstIndex(where: { $0.id == text }) { return position }
    throw Unanswerable(
      "\(text): no such target; the definition has \(definition.targets.map(\.id).joined(separator: " "))")
  }

  func area(_ text: String) throws -> AreaIndex {
    if let area = definition.areas.index(of: text), definition.areas.level(area) != .commune { return area }
    throw Unanswerable("--area \(text): not a province of \(definition.canonicalVintage); give VN or 2 digits")
  }

  func group(_ text: String) throws -> GroupIndex {
    if let group = definition.groups.index(of: text) { return group }
    throw Unanswerable("--group \(text): no such group; give _T, EM or a code such as 08")
  }

  func year(_ text: String) throws -> Int {
    if let year = Int(text) { return year }
    throw Unanswerable("--period \(text): not a year; targets are judged by the year, for example 2026")
  }
}

extension GroupRegister {
  /// The totals that a group is a part of.
  func totals(of group: GroupIndex) -> Set<GroupIndex> {
    if group == total { return [] }
    return minorityParts.contains(group) ? [minorities, total] : [total]
  }
}

extension Definition {
  /// Code and name of an area, and of a group.
  func named(_ area: AreaIndex) -> String { "\(areas.codes[Int(area)]) \(areas.names[Int(area)])" }
  func named(group: GroupIndex) -> String { "\(groups.codes[Int(group)]) \(groups.names[Int(group)])" }

  /// What one unit of a measure is, for a person.
  func unit(_ measure: Int) -> String {
    let measure = measures[measure]
    return measure.counted == .money ? measure.unit : measure.counted.rawValue
  }

  /// Positions of the targets that a measure goes into, in order.
  func targets(of measure: Int) -> [Int] {
    targets.indices.filter { position in
      let indicator = indicators[targets[position].indicator]
      return indicator.numerator == measure || indicator.denominator == measure
        || measure == scopeMeasure && measures[indicator.numerator].level == .commune
    }
  }
}
