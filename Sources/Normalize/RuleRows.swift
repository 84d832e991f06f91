import Definition
import Vocabulary

/// The values of one delivery that rules which reject compare with each other. Without such a rule nothing is kept.
struct RuleRows {
  private struct Entry {
    let key: UInt64, measure: Int16, sex: Int8
    let isFree: Bool
    let row: Int, value: Double
  }

  /// A row that must not stand, and why.
  struct Rejection {
    /// Position of the rule in `Definition.rules`.
    let rule: Int
    /// The figures as they were compared; nil where one of them is not free to publish.
    let figures: String?
  }

  private let definition: Definition
  private let rules: [Int]
  /// Measures that some rule compares, by position.
  private let isCompared: [Bool]
  private var entries: [Entry] = []

  init(_ definition: Definition) {
    self.definition = definition
    rules = definition.rules.indices.filter { definition.rules[$0].action == .reject }
    let compared = Set(rules.flatMap { definition.rules[$0].measures })
    isCompared = definition.measures.indices.map(compared.contains)
  }

  /// Whether no rule rejects.
  var isIdle: Bool { rules.isEmpty }

  /// Notes the values among some records that a rule compares.
  mutating func add(_ chunk: DeliveryRecords.Chunk, _ periods: UnsafeMutablePointer<DeliveredPeriods.Entry>) {
    if isIdle { return }
    for (index, record) in chunk.records.enumerated()
    where record.kind == .value && !record.value.isNaN && isCompared[Int(record.measure)] {
      entries.append(
        Entry(
          key: RecordKey.place(record, periods), measure: record.measure, sex: record.sex,
          isFree: Int(record.confidentiality) == StatusCodes.free, row: chunk.firstRow + index, value: record.value))
    }
  }

  /// The rows whose figures do not satisfy a rule, but for those that do not stand anyway. A row of several such rules is
  /// rejected by the first of them.
  mutating func rejections(without skipped: Set<Int>) -> [Int: Rejection] {
    var result: [Int: Rejection] = [:]
    if !skipped.isEmpty { entries.removeAll { skipped.contains($0.row) } }
    // Every row is of one place alone, so that their order among themselves decides nothing.
    entries.sort { ($0.key, $0.row) < ($1.key, $1.row) }
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end].key == entries[start].key { end += 1 }
      if end - start > 1 { for rule in rules { judge(rule, entries[start..<end], &result) } }
      start = end
    }
    return result
  }

  /// Compares the figures of one place, group and period.
  private func judge(_ rule: Int, _ place: ArraySlice<Entry>, _ result: inout [Int: Rejection]) {
    func entry(_ measure: Int, _ sex: Sex) -> Entry? {
      place.first { Int($0.measure) == measure && $0.sex == Int8(sex.rawValue) }
    }
    func reject(_ compared: [Entry?], joined operation: String) {
      let entries = compared.compactMap { $0 }
      let parts = entries.dropLast().map(told).joined(separator: " + ")
      let figures = entries.allSatisfy(\.isFree) ? entries.last.map { parts + operation + told($0) } : nil
      for entry in entries where result[entry.row] == nil {
        result[entry.row] = Rejection(rule: rule, figures: figures)
      }
    }
    switch definition.rules[rule].check {
    case .within(let parts, let whole, let tolerance):
      for sex in Sex.allCases {
        guard let all = entry(whole, sex) else { continue }
        let compared = parts.map { entry($0, sex) }
        let sum = compared.reduce(0) { $0 + ($1?.value ?? 0) }
        if Rule.isMore(sum, than: all.value, tolerance: tolerance) { reject(compared + [all], joined: " > ") }
      }
    case .sexes(let measures, let tolerance):
      for measure in measures {
        guard let both = entry(measure, .total) else { continue }
        let men = entry(measure, .male), women = entry(measure, .female)
        if Rule.disagree(men?.value ?? .nan, women?.value ?? .nan, with: both.value, tolerance: tolerance) {
          reject([men, women, both], joined: ", not ")
        }
      }
    case .change, .delivery: break  // one delivery cannot tell, and the definition does not ask it
    }
  }

  private func told(_ entry: Entry) -> String {
    let sex = Sex(rawValue: UInt8(entry.sex)).map { $0 == .total ? "" : " (\($0.code))" } ?? ""
    return "\(definition.measures[Int(entry.measure)].code)\(sex) \(DecimalText.text(entry.value))"
  }
}
