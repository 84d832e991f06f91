import Definition
import Testing

@Suite("A definition that is not YAML as it should be")
struct UnreadableDefinitionTests {
  @Test("names the second of two equal keys")
  func duplicateKey() throws {
    let twice = "    indicator: special\n    indicator: poor\n"
    let broken = SmallDefinition.replacing("    indicator: special\n", with: twice)
    let first = broken.place(of: "indicator: special").prefix { $0 != ":" }
    let second = broken.place(of: "indicator: poor\n    holds: \"<= ")
    let expected = "pipeline.yaml:\(second): error: key \"indicator\" is already on line \(first); keep one of the two"
    #expect(try broken.load().problems == [expected])
  }

  @Test("names an unclosed bracket")
  func syntax() throws {
    let problems = try SmallDefinition.replacing("codes: [money]", with: "codes: [money").load().problems
    #expect(problems.count == 1)
    #expect(problems[0].hasPrefix("pipeline.yaml:33:"))
    #expect(problems[0].contains("not YAML"))
  }

  @Test("refuses aliases before they are expanded")
  func aliases() throws {
    var bomb = SmallDefinition()
    bomb.yaml = "# Tên &x *x\na: &a [x, x, x, x, x, x, x, x, x]\n"
    for (previous, next) in zip("abcdefghijk", "bcdefghijkl") {
      bomb.yaml += "\(next): &\(next) [\([String](repeating: "*\(previous)", count: 9).joined(separator: ", "))]\n"
    }
    bomb.yaml += "? *l\n: 1\n"
    let expected =
      "pipeline.yaml:2:4: error: anchors and aliases (&name, *name) are not read; write the value out where it is used"
    #expect(try bomb.load().problems == [expected])
  }

  @Test("names a control character, and a line in another encoding")
  func characters() throws {
    let control = SmallDefinition.replacing("baseline: 2025\n", with: "baseline: \u{7}2025\n")
    let problems = try control.load().problems
    let expected = "pipeline.yaml:4:11: error: not YAML: control characters are not allowed; remove the character"
    #expect(problems == [expected])
    #expect(Self.unreadableGroups.hasPrefix("groups.csv:3: error: the text is not UTF-8 from here on"))
  }

  /// What is said of a table saved in Windows-1252.
  private static let unreadableGroups: String = {
    var small = SmallDefinition()
    let start = "code,name_vi,name_en\n01,Kinh,Kinh\n02,T"
    small.rawTables["groups.csv"] = Array(start.utf8) + [0xE0] + Array("y,Tay\n".utf8)
    return (try? small.load().problems.first) ?? ""
  }()

  @Test("refuses a file larger than 4 MiB")
  func size() throws {
    var large = SmallDefinition()
    large.yaml += String(repeating: "#\n", count: 2 << 20)
    let problems = try large.load().problems
    #expect(problems.count == 1)
    #expect(problems[0].contains("more than the 4194304 allowed"))
  }

  @Test("is reported as empty, missing, or of another shape", arguments: ["", "- a\n", "text\n", "a: 1\n---\nb: 2\n"])
  func shape(_ yaml: String) throws {
    var other = SmallDefinition()
    other.yaml = yaml
    #expect(try other.load().problems.count == 1)
    #expect(DefinitionCheck(path: "no/such/pipeline.yaml").problems.count == 1)
  }

  @Test("gives all problems at once, in order of place")
  func several() throws {
    var broken = SmallDefinition.replacing("tolerance: 5 %", with: "tolerance: 500 %")
    broken.yaml = broken.yaml.replacingOccurrences(of: "minimum: 80 %", with: "minimum: 180 %")
    broken.yaml = broken.yaml.replacingOccurrences(of: "numerator: SPECIAL", with: "numerator: SPECIALS")
    let places = try broken.load().problems.map { $0.prefix { $0 != " " } }
    #expect(places == ["180 %", "SPECIALS", "500 %"].map { "pipeline.yaml:\(broken.place(of: $0)):" })
  }
}
