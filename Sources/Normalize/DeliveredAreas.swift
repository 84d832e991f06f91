import Arrow
import Definition

/// The areas of one delivery as delivered, numbered over all its records (fields and their codes differ by structure),
/// and where each goes.
final class DeliveredAreas {
  /// One successor of a delivered area.
  struct Successor: BitwiseCopyable {
    /// Canonical area; -1 for every area.
    let area: Int32
    let isAssumed: Bool
    /// Share of a count that goes there.
    let share: Double
  }

  /// The successors of an area of one vintage, as a part of `successors`.
  struct List: BitwiseCopyable {
    let start: Int32
    /// None where the vintage does not have the area.
    let count: Int32
    /// What the first of them is: the raw value of an `AreaLevel`.
    let level: UInt8
    /// Whether the area went over unchanged.
    let isUnchanged: Bool
  }

  let vintageCount: Int
  /// By number of the area, then vintage.
  let lists = FlatList<List>()
  let successors = FlatList<Successor>()
  private let definition: Definition
  private var numbers = ArrowDictionary()

  init(_ definition: Definition) {
    self.definition = definition
    vintageCount = definition.vintages.count
    // Number 0 is empty text: every area.
    _ = numbers.code("")
    successors.append(Successor(area: -1, isAssumed: false, share: 1))
    let nation = definition.areas.level(AreaRegister.nation).rawValue
    lists.extend(to: vintageCount, with: List(start: 0, count: 1, level: nation, isUnchanged: true))
  }

  /// How many numbers were given.
  var count: Int { numbers.count }

  /// The number of an area; -1 where no vintage has it.
  func number(of code: String) -> Int32 {
    var code = code
    if let known = code.withUTF8({ numbers.find(UnsafeRawBufferPointer($0)) }) { return known }
    let found = definition.vintages.map { $0.successors[code] }
    guard found.contains(where: { $0 != nil }) else { return -1 }
    for (vintage, list) in zip(definition.vintages, found) {
      guard let list, let first = list.first else {
        lists.append(List(start: 0, count: 0, level: 0, isUnchanged: false))
        continue
      }
      lists.append(
        List(
          start: Int32(successors.count), count: Int32(list.count),
          level: definition.areas.level(first.area).rawValue, isUnchanged: vintage.isUnchanged(list)))
      for successor in list {
        successors.append(
          Successor(area: Int32(successor.area), isAssumed: successor.assumed, share: successor.share))
      }
    }
    return numbers.code(code)
  }

  /// The position in `lists` of an area of a vintage.
  func list(_ area: Int32, vintage: Int) -> Int32 { area * Int32(vintageCount) + Int32(vintage) }

  /// The area of a number.
  func text(_ number: Int32) -> String { numbers.string(number) }
}
