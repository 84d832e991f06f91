import Arrow
import Records

/// The groups of one data set: attributes that hold for every series whose key matches part of a key.
///
/// A generic message says which values of a group are its key. A structure-specific one does not; there those are the
/// key that the series has as well, since an attribute is attached either to groups or to series.
final class GroupSet: @unchecked Sendable {
  /// Groups that give the same fields.
  private struct Shape {
    var fields: [Int]
    /// Which of the fields are the key, bit by bit; 0 where the message does not say.
    var key: UInt64
    /// Whether all observations of the data set are meant where none of the fields is a key.
    var mayHoldForAll: Bool
    /// Whether one of the fields is the dimension that distinguishes the observations of a series.
    var isOfObservations: Bool
    /// Where the values of each group begin in `offsets`.
    var groups: [Int] = []
  }

  private struct LookupID: Hashable {
    var shape: Int
    var key: UInt64
  }

  /// The groups of one shape by the values of some of its fields.
  private struct Lookup {
    var keys = ArrowDictionary()
    var groups: [Int] = []
  }

  private var shapes: [Shape] = []
  private var lookups: [LookupID: Lookup] = [:]
  private var offsets: [Int] = []
  private var arena: [UInt8] = []
  private var scratch: [UInt8] = []

  /// Whether there is no group.
  var isEmpty: Bool { shapes.isEmpty }

  /// Whether some groups belong to single observations of a series.
  private(set) var hasGroupsOfObservations = false

  /// About how many bytes of memory the groups take, without their look-up tables.
  var byteCount: Int { arena.count + offsets.count * 8 }

  /// Adds a group.
  /// - Parameters:
  ///   - key: the fields of its key, nil where the message does not say.
  ///   - mayHoldForAll: whether it holds for the whole data set if it has no key, as `Atts` of SDMX 3.0 does.
  ///   - observationField: the dimension at the observation, nil if it was not met yet.
  func add(_ values: HeldValues, key: HeldValues?, mayHoldForAll: Bool, observationField: Int?) {
    var fields: [Int] = []
    var keyBits: UInt64 = 0
    let start = offsets.count
    let take = { (field: Int, bytes: UnsafeRawBufferPointer) in
      fields.append(field)
      self.offsets.append(self.arena.count)
      self.arena.append(contentsOf: bytes)
    }
    key?.forEach { field, bytes in
      if fields.count < 64 { keyBits |= 1 << UInt64(fields.count) }
      take(field, bytes)
    }
    values.forEach(take)
    offsets.append(arena.count)
    let shape: Int
    if let known = shapes.firstIndex(where: {
      $0.fields == fields && $0.key == keyBits && $0.mayHoldForAll == mayHoldForAll
    }) {
      shape = known
    } else {
      shape = shapes.count
      let isOfObservations = observationField.map { fields.contains($0) } ?? false
      hasGroupsOfObservations = hasGroupsOfObservations || isOfObservations
      shapes.append(
        Shape(
          fields: fields, key: keyBits, mayHoldForAll: mayHoldForAll, isOfObservations: isOfObservations))
    }
    shapes[shape].groups.append(start)
    for id in lookups.keys where id.shape == shape { enter(start, id) }
  }

  /// Which groups are asked for.
  enum Scope { case all, ofSeries, ofObservations }

  /// Calls `apply` with every attribute that the groups give to a series or an observation.
  /// - Parameter value: gives the value that the series or observation has of a field, nil if none.
  func match(
    _ scope: Scope, value: (Int) -> UnsafeRawBufferPointer?, apply: (Int, UnsafeRawBufferPointer) -> Void
  ) {
    for shape in shapes.indices {
      if scope != .all, shapes[shape].isOfObservations != (scope == .ofObservations) { continue }
      let fields = shapes[shape].fields
      var present: UInt64 = 0
      for (position, field) in fields.prefix(64).enumerated() where value(field) != nil {
        present |= 1 << UInt64(position)
      }
      let key = shapes[shape].key == 0 ? present : shapes[shape].key
      guard key != 0 || shapes[shape].mayHoldForAll, key & ~present == 0 else { continue }
      let id = LookupID(shape: shape, key: key)
      if lookups[id] == nil {
        // Series that give ever new sets of fields must not fill the memory with tables.
        if lookups.count >= 256 { lookups.removeAll() }
        lookups[id] = Lookup()
        for group in shapes[shape].groups { enter(group, id) }
      }
      scratch.removeAll(keepingCapacity: true)
      for position in fields.indices where position < 64 && key & (1 << UInt64(position)) != 0 {
        if let bytes = value(fields[position]) { appendToKey(bytes) }
      }
      guard let code = scratch.withUnsafeBytes({ lookups[id]?.keys.find($0) }), let lookup = lookups[id] else {
        continue
      }
      let group = lookup.groups[Int(code)]
      for position in fields.indices where position >= 64 || key & (1 << UInt64(position)) == 0 {
        withValue(group, position) { apply(fields[position], $0) }
      }
    }
  }

  /// Enters a group into a look-up table; of two groups with one key the later one counts.
  private func enter(_ group: Int, _ id: LookupID) {
    scratch.removeAll(keepingCapacity: true)
    for position in shapes[id.shape].fields.indices
    where position < 64 && id.key & (1 << UInt64(position)) != 0 {
      withValue(group, position) { appendToKey($0) }
    }
    guard let code = scratch.withUnsafeBytes({ lookups[id]?.keys.code($0) }) else { return }
    if Int(code) == lookups[id]?.groups.count {
      lookups[id]?.groups.append(group)
    } else {
      lookups[id]?.groups[Int(code)] = group
    }
  }

  private func withValue(_ group: Int, _ position: Int, _ body: (UnsafeRawBufferPointer) -> Void) {
    let start = offsets[group + position]
    let end = offsets[group + position + 1]
    arena.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
  }

  /// The length goes before the bytes, so that no two lists of values look alike.
  private func appendToKey(_ bytes: UnsafeRawBufferPointer) {
    withUnsafeBytes(of: UInt32(bytes.count)) { scratch.append(contentsOf: $0) }
    scratch.append(contentsOf: bytes)
  }
}
