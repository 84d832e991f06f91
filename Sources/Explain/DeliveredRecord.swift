import Arrow
import Workspace

/// One record as it was delivered, from `ingested/`.
struct DeliveredRecord {
  /// Fields in the order of the file that the record gives a value, or an empty one.
  let fields: [(name: String, value: String)]
  /// The structure of the record, and the member of the archive it stands in; empty where there is none.
  let structure: String, member: String
  let line: Int?

  /// Finds a record; nil where it was not written.
  init?(_ record: Int, of delivery: String, in workspace: Workspace) throws {
    let file = try ArrowFile(path: workspace.path(.ingested, delivery: delivery))
    guard let ordinals = file.index(of: "record"), file.fields[ordinals].type == .int64 else { return nil }
    for index in 0..<file.batchCount {
      let batch = file.batch(index)
      let records = batch.int64(ordinals)
      guard let row = (0..<batch.rowCount).first(where: { records[$0] == Int64(record) }) else { continue }
      func text(_ column: Int) -> String? {
        if batch.isNull(column, row) { return nil }
        switch file.fields[column].type {
        case .dictionary: return file.dictionary(column).string(Int(batch.codes(column)[row]))
        case .utf8: return batch.utf8(column).string(row)
        default: return nil
        }
      }
      func given(_ name: String) -> String { file.index(of: name).flatMap(text) ?? "" }
      structure = given("structure")
      member = given("member")
      line = file.index(of: "line").map { Int(batch.int64($0)[row]) }
      let places: Set<String> = ["record", "line", "column", "member", "structure"]
      fields = file.fields.indices.compactMap { column in
        let name = file.fields[column].name
        guard !places.contains(name), let value = text(column), name != "action" || !value.isEmpty else { return nil }
        return (name, value)
      }
      return
    }
    return nil
  }

  /// The value of a field; nil where it has none, or an empty one.
  func value(_ name: String) -> String? {
    fields.first { $0.name == name && !$0.value.isEmpty }?.value
  }
}
