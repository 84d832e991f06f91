import Records

/// Components with several values or structured text, which SDMX 3.0 writes as elements of their own:
/// `<Comp id="…"><Value>…</Value></Comp>`. Several values are joined by `;`, as SDMX-CSV joins them.
extension XMLMessageState {
  mutating func startComponent(_ attributes: SAXAttributes) -> ElementContext {
    guard let id = attributes.string("id") else { return .ignored }
    componentField = field(named: id)
    componentText.removeAll(keepingCapacity: true)
    componentHasValue = false
    return .component
  }

  mutating func beginComponentValue() {
    text.removeAll(keepingCapacity: true)
  }

  mutating func endComponentValue() {
    // An inner element ends here too; only the value's own end counts.
    guard enclosing(0) == .component else { return }
    let value = takeText()
    if componentHasValue { componentText.append(UInt8(ascii: ";")) }
    componentHasValue = true
    componentText.append(contentsOf: value.utf8)
    if componentText.count > limits.valueBytes { stopForLongValue() }
  }

  mutating func endComponent() {
    let field = componentField
    componentText.withUnsafeBytes { value in
      switch enclosing(0) {
      case .dataSet: dataSetValues.hold(field, value, writer)
      case .group: groupValues.hold(field, value, writer)
      case .series: seriesValues.hold(field, value, writer)
      default: set(field, value)
      }
    }
  }
}
