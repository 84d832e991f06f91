import Definition

/// The order of rows in every published table: targets or measures as the definition has them, then period, then area
/// (the nation, the provinces by code), then group (everyone, all minorities, the others by code), then sex.
struct PublishedOrder: Sendable {
  private let rankOfGroup: [Int]

  init(_ groups: GroupRegister) {
    let others = groups.codes.indices.filter { $0 != Int(groups.total) && $0 != Int(groups.minorities) }
      .sorted { groups.codes[$0] < groups.codes[$1] }
    var ranks = [Int](repeating: 0, count: groups.count)
    for (rank, group) in ([Int(groups.total), Int(groups.minorities)] + others).enumerated() { ranks[group] = rank }
    rankOfGroup = ranks
  }

  func rank(_ group: GroupIndex) -> Int { rankOfGroup[Int(group)] }
}
