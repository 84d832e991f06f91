import ArgumentParser

/// The stages in their order.
public enum Stage: String, CaseIterable, ExpressibleByArgument, Comparable, Sendable {
  case ingest, normalize, aggregate, assess, publish

  /// What its work is counted in, for whoever waits.
  var parts: String {
    switch self {
    case .ingest, .normalize: "deliveries"
    case .aggregate: "areas"
    case .assess: "targets"
    case .publish: "files"
    }
  }

  /// In the order declared.
  public static func < (a: Stage, b: Stage) -> Bool {
    allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)!
  }
}
