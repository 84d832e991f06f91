/// Plain values one after another, in memory that grows by doubling.
///
/// A loop over many records takes `base` once, and then pays for no reference count and no exclusivity check.
final class FlatList<Element: BitwiseCopyable> {
  /// Where the values stand, until the list grows.
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity = 16

  init() { base = .allocate(capacity: capacity) }

  init(_ values: some Collection<Element>) {
    capacity = max(values.count, 16)
    base = .allocate(capacity: capacity)
    for value in values { append(value) }
  }

  deinit { base.deallocate() }

  subscript(_ index: Int) -> Element {
    get {
      precondition(index >= 0 && index < count, "index out of range")
      return base[index]
    }
    set {
      precondition(index >= 0 && index < count, "index out of range")
      base[index] = newValue
    }
  }

  func append(_ value: Element) {
    if count == capacity { reserve(count + 1) }
    (base + count).initialize(to: value)
    count += 1
  }

  /// Makes the list at least `count` long, `value` filling what is new.
  func extend(to count: Int, with value: Element) {
    guard count > self.count else { return }
    if count > capacity { reserve(count) }
    (base + self.count).initialize(repeating: value, count: count - self.count)
    self.count = count
  }

  private func reserve(_ needed: Int) {
    capacity = max(needed, capacity * 2)
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
  }
}
