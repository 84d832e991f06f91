import Foundation

/// The course of a value over the years as a small line, with the threshold as a dashed one.
struct Sparkline {
  private static let width = 96.0, height = 26.0, margin = 4.0

  /// Points of unbroken stretches, as SVG writes them.
  let lines: [String]
  /// The last point.
  let lastX: String, lastY: String
  /// Height of the threshold; nil where there is none.
  let thresholdY: String?

  /// Nil where there are fewer than two values.
  init?(_ values: [Double], threshold: Double) {
    let known = values.filter { !$0.isNaN }
    guard known.count > 1, let last = values.lastIndex(where: { !$0.isNaN }) else { return nil }
    let all = threshold.isNaN ? known : known + [threshold]
    let low = all.min()!
    let span = max(all.max()! - low, 1e-9)
    func x(_ index: Int) -> String {
      Self.text(Self.margin + (Self.width - 2 * Self.margin) * Double(index) / Double(values.count - 1))
    }
    func y(_ value: Double) -> String {
      Self.text(Self.height - Self.margin - (Self.height - 2 * Self.margin) * (value - low) / span)
    }
    var lines: [[String]] = [[]]
    for (index, value) in values.enumerated() {
      if value.isNaN { lines.append([]) } else { lines[lines.count - 1].append("\(x(index)),\(y(value))") }
    }
    self.lines = lines.filter { $0.count > 1 }.map { $0.joined(separator: " ") }
    lastX = x(last)
    lastY = y(values[last])
    thresholdY = threshold.isNaN ? nil : y(threshold)
  }

  private static func text(_ value: Double) -> String { String(format: "%.1f", value) }
}
