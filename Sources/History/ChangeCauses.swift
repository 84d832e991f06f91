import Definition
import Vocabulary
import Workspace

/// Finds what made rows change: of the deliveries and parts of the definition that changed, those that a row depends on.
///
/// What did not change is never a cause, and neither is a delivery of another province, but where the row is set against
/// the nation's figure.
public struct ChangeCauses: Sendable {
  private let comparison: RunComparison
  private let definition: Definition
  /// Changed deliveries by name.
  private let changed: [String: RunComparison.DeliveryChange.Kind]
  private let parts: Set<String>
  private let areas: [AreaIndex]

  /// Finds causes of the changes between two runs.
  public init(_ comparison: RunComparison, _ definition: Definition) {
    self.comparison = comparison
    self.definition = definition
    changed = Dictionary((comparison.deliveries ?? []).map { ($0.name, $0.kind) }) { first, _ in first }
    parts = Set(comparison.parts ?? [])
    areas = [AreaRegister.nation] + definition.areas.provinces
  }

  /// The causes of a change: deliveries in order of name, then parts of the definition.
  public func causes(of change: RowChange) -> [ChangeCause] {
    let needs = RowNeeds(change, definition)
    var causes = definitionCauses(change, needs)
    // What only a number of the definition decides is nobody's delivery.
    let onlyJudged = needs.inputs.isEmpty
    if !onlyJudged || causes.isEmpty { causes = deliveryCauses(needs) + causes }
    if causes.isEmpty, comparison.isSameProgram == false { causes = [.program] }
    if causes.isEmpty { causes = [.unknown("no delivery or part of the definition that it depends on changed")] }
    return causes
  }

  private func definitionCauses(_ change: RowChange, _ needs: RowNeeds) -> [ChangeCause] {
    if comparison.parts == nil, comparison.isSameDefinition != true {
      return [.unknown("a run did not keep the parts of its definition")]
    }
    return needs.parts.filter { parts.contains($0) || $0.hasSuffix("*") }.flatMap { part -> [ChangeCause] in
      guard part.hasSuffix("*") else { return [.definition(part)] }
      return parts.filter { $0.hasPrefix(part.dropLast()) }.sorted().map { .definition($0) }
    }
  }

  private func deliveryCauses(_ needs: RowNeeds) -> [ChangeCause] {
    guard comparison.deliveries != nil else { return [.unknown("a run did not keep the list of its deliveries")] }
    if changed.isEmpty { return [] }
    guard let before = comparison.earlier.origins, let after = comparison.later.origins else {
      return [.unknown("a run did not keep which deliveries its figures stand on")]
    }
    func names(_ inputs: [RowNeeds.Input]) -> Set<String> {
      inputs.reduce(into: []) { found, input in
        let provinces = input.area == AreaRegister.nation ? areas : [input.area]
        let measures = input.measures ?? Array(definition.measures.indices)
        for origins in [before, after] {
          found.formUnion(origins.deliveries(measures, provinces, input.years).filter { changed[$0] != nil })
        }
      }
    }
    let own = names(needs.inputs.filter { !$0.isReference })
    let reference = names(needs.inputs.filter(\.isReference)).subtracting(own)
    return own.sorted().map { .delivery($0, changed[$0]!) } + reference.sorted().map { .reference($0, changed[$0]!) }
  }
}
