import Definition
import Testing
import Workspace

@testable import Normalize

@Suite struct SourceTests {
  private func source(
    _ id: String, vintage: String? = nil, budget: ErrorBudget = ErrorBudget(share: 0.1, records: 1),
    _ change: (inout FieldMap) -> Void = { _ in }
  ) -> Source {
    var fields = FieldMap()
    change(&fields)
    return Source(id: id, structures: ["X:\(id)"], fields: fields, vintage: vintage, errorBudget: budget)
  }

  @Test func aSourceNamesItsFieldsAndVintage() throws {
    let definition = try Ingested.definition([
      source("OLD", vintage: "2024-01-01") {
        $0.area = "XA"
        $0.value = "SO_HO"
      }
    ])
    let inbox = try Ingested(definition)
    var record = Ingested.Record.standard(["structure": "X:OLD(2.3)", "XA": "00001", "SO_HO": "12", "REF_AREA": ""])
    record["OBS_VALUE"] = nil
    try inbox.add("a.csv", [record, record.merging(["XA": "00002"]) { $1 }])
    try inbox.normalize()
    let rows = try inbox.observations()
    #expect(rows.map { $0[.area] } == ["00097"])
    #expect(rows.map(\.value) == [12])
    #expect(try inbox.rejects().map(\.field) == ["XA"])
    #expect(try inbox.rejects().map(\.value) == ["00002"])
  }

  /// Two structures in one message, with their areas in different fields.
  @Test func sourcesOfOneDeliveryDoNotMixTheirAreas() throws {
    let inbox = try Ingested(try Ingested.definition([source("ONE"), source("TWO") { $0.area = "XA" }]))
    func one(_ area: String) -> Ingested.Record { .standard(["structure": "X:ONE(1.0)", "REF_AREA": area]) }
    func two(_ area: String) -> Ingested.Record {
      .standard(["structure": "X:TWO(1.0)", "REF_AREA": "", "XA": area, "OBS_VALUE": "7"])
    }
    try inbox.add("a.csv", [one("00004"), two("00070"), two("00004"), one("00070"), two("00008")])
    try inbox.normalize()
    // Different values for 00004 and 00070 from the two of them; 00008 stands alone.
    #expect(try inbox.rejects().map(\.record) == [1, 2, 3, 4])
    let rows = try inbox.observations()
    #expect(rows.map { $0[.areaDelivered] } == ["00008"])
    #expect(rows.map { $0[.area] } == ["00008"])
  }

  /// `record`, `line` and `column` are columns of every stage file, and no field of any delivery.
  @Test(arguments: ["record", "line", "column"])
  func aFieldCalledLikeAColumnOfNumbersIsAbsent(name: String) throws {
    let definition = try Ingested.definition([
      source("ONE") {
        $0.area = name
        $0.value = name
      }
    ])
    let inbox = try Ingested(definition)
    try inbox.add("a.csv", [.standard(["structure": "X:ONE(1.0)"])])
    try inbox.normalize()
    #expect(try inbox.rejects().map(\.code) == ["missing_dimension"])
  }

  @Test func aBudgetIsExceededByShareAndNumberTogether() throws {
    let good = Ingested.Record.standard(["structure": "X:ONE(1.0)"]), bad = good.merging(["SEX": "?"]) { $1 }
    func isOver(good goods: Int, bad bads: Int) throws -> Bool {
      let inbox = try Ingested(try Ingested.definition([source("ONE")]))
      let areas = inbox.definition.areas.communes.prefix(goods).map { inbox.definition.areas.codes[Int($0)] }
      try inbox.add(
        "a.csv", areas.map { good.merging(["REF_AREA": $0]) { $1 } } + Array(repeating: bad, count: bads))
      return try inbox.normalize().sources[0].overBudget
    }
    #expect(try !isOver(good: 1, bad: 1))
    #expect(try !isOver(good: 18, bad: 2))
    #expect(try isOver(good: 17, bad: 2))
  }

  @Test func jobsAndOrderChangeNothing() throws {
    let names = ["b.csv", "a.csv", "c/a.csv"]
    var results: [[String]] = []
    for jobs in [1, 4] {
      let inbox = try Ingested()
      for name in jobs == 1 ? names : names.reversed() {
        try inbox.add(name, [.standard(["OBS_VALUE": "\(name.utf8.first!)"]), .standard(["SEX": "?"])])
      }
      try inbox.normalize(jobs: jobs)
      results.append(
        try names.map { name in "\(try inbox.observations(name).map(\.value)) \(try inbox.rejects(name).count)" })
    }
    #expect(results[0] == results[1])
  }
}
