import ArgumentParser

/// The stages in their order.
public enum Stage: String, CaseIterable, ExpressibleByArgument, Comparable, Sendable {
  case ingest, normalize, aggregate, assess, publish

  /// In the order declared.
  public static func < (a: Stage, b: Stage) -> Bool {
    allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)!
  }
}
