import Foundation
import Records
import Synchronization
import Testing
import Workspace

@Suite struct WorkspaceTests {
  @Test func aDeliveryInASubfolderKeepsOneFlatName() {
    let names = ["14/2026.csv.gz", "14%2F2026.csv.gz", "14_2026.csv.gz", "a/b/c", "a/b%2Fc", "a%2Fb/c"]
    let files = names.map(Workspace.fileName)
    #expect(files[0] == "14%2F2026.csv.gz.arrow")
    #expect(Set(files).count == names.count)
    #expect(!files.contains { $0.contains("/") })
    #expect(Workspace("/w").path(.ingested, delivery: "a/b") == "/w/ingested/a%2Fb.arrow")
  }

  @Test func aMissingStageNamesTheOneToRun() throws {
    let folder = try TemporaryFolder()
    let workspace = Workspace(folder.path)
    let error = #expect(throws: WorkspaceError.self) { try workspace.require(.canonical, from: "normalize") }
    #expect(error?.description.contains("milepost-normalize") == true)
    #expect(throws: WorkspaceError.self) { try workspace.deliveries() }
    try folder.write("{", to: "ingested/deliveries.json")
    let damaged = #expect(throws: WorkspaceError.self) { try workspace.deliveries() }
    #expect(damaged?.remedy == "run milepost-ingest again")
  }

  @Test func summariesReadBackAndAreTheSameBytes() throws {
    let folder = try TemporaryFolder()
    var delivery = NormalizeSummary.Delivery(name: "14/a.csv", sources: ["standard"])
    (delivery.records, delivery.accepted, delivery.missing, delivery.deletions) = (10, 5, 1, 2)
    (delivery.repeated, delivery.rejected, delivery.undeclared) = (1, 2, 3)
    let summary = NormalizeSummary(
      deliveries: [delivery, NormalizeSummary.Delivery(name: "b")],
      sources: [NormalizeSummary.Source(id: "standard", records: 10, rejected: 2, overBudget: true)])
    let workspace = Workspace(folder.path)
    try folder.write("", to: "rejected/x")
    try summary.save(to: workspace.path(.rejected))
    let first = folder.text("rejected/summary.json")
    #expect(try NormalizeSummary.load(from: workspace) == summary)
    try NormalizeSummary.load(from: workspace).save(to: workspace.path(.rejected))
    #expect(folder.text("rejected/summary.json") == first)
    #expect(first?.contains("14/a.csv") == true)
  }
}

@Suite struct StageInspectionTests {
  @Test func whatWasWrittenRightBeforeTheEndNeedsNoSecondLook() throws {
    // Often enough for the clock of files, which stands still for milliseconds, to stand still in between.
    for number in 0..<10 {
      let folder = try TemporaryFolder()
      let workspace = Workspace(folder.path)
      try folder.write("\(number)", to: "assessed/compliance.arrow")
      #expect(!StageInspection(workspace).isUntouched)
      StageInspection.noteEnd(of: workspace)
      #expect(StageInspection(workspace).isUntouched)
      try folder.write("\(number + 1)", to: "assessed/compliance.arrow")
      #expect(!StageInspection(workspace).isUntouched)
    }
  }
}

@Suite struct ConcurrentlyTests {
  private struct Failed: Error, Equatable { let index: Int }

  @Test(arguments: [-1, 0, 1, 2, 7, 64])
  func resultsComeInOrder(jobs: Int) throws {
    for count in [0, 1, 2, 100] {
      let results = try concurrently(count, jobs: jobs) { index in
        if index % 3 == 0 { usleep(50) }
        return index * index
      }
      #expect(results == (0..<count).map { $0 * $0 })
    }
  }

  @Test(arguments: [1, 8])
  func everyIndexIsRunOnce(jobs: Int) throws {
    let runs = Mutex([Int](repeating: 0, count: 500))
    _ = try concurrently(500, jobs: jobs) { index in runs.withLock { $0[index] += 1 } }
    #expect(runs.withLock { $0 } == [Int](repeating: 1, count: 500))
  }

  @Test(arguments: [1, 8])
  func theErrorOfTheLowestIndexIsThrown(jobs: Int) {
    let error = #expect(throws: Failed.self) {
      _ = try concurrently(40, jobs: jobs) { index -> Int in
        if index == 5 { usleep(2000) }
        if index >= 5, index % 5 == 0 { throw Failed(index: index) }
        return index
      }
    }
    #expect(error == Failed(index: 5))
  }

  @Test(arguments: [1, 2, 8])
  func heavyOnesAreNotSideBySide(jobs: Int) throws {
    let weights = (0..<60).map { _ in Int.random(in: 0...100) } + [100, 100, 100]
    let now = Mutex((weight: 0, most: 0, runs: [Int](repeating: 0, count: weights.count)))
    let results = try concurrently(weights: weights, jobs: jobs) { index in
      now.withLock {
        $0.weight += weights[index]
        $0.most = max($0.most, $0.weight)
        $0.runs[index] += 1
      }
      usleep(100)
      now.withLock { $0.weight -= weights[index] }
      return index
    }
    #expect(results == Array(weights.indices))
    #expect(now.withLock { $0.most } <= 125)
    #expect(now.withLock { $0.runs } == [Int](repeating: 1, count: weights.count))
    #expect(try concurrently(weights: [], jobs: jobs) { $0 } == [])
    #expect(throws: Failed(index: 1)) {
      _ = try concurrently(weights: [1, 5, 9], jobs: jobs) { index -> Int in
        if index > 0 { throw Failed(index: index) }
        return index
      }
    }
  }
}
