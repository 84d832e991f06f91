import Arrow

/// The fields that a generic message names in attributes' values, by the bytes of their names.
struct GenericFields {
  private var names = ArrowDictionary()
  private var fields: [Int] = []

  /// The field called `name`; nil if it was not entered.
  func find(_ name: UnsafeRawBufferPointer) -> Int? {
    names.find(name).map { fields[Int($0)] }
  }

  /// Enters a name that was not entered before.
  mutating func insert(_ name: UnsafeRawBufferPointer, _ field: Int) {
    _ = names.code(name)
    fields.append(field)
  }
}
