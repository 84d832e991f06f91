import Testing
import Vocabulary

@Suite struct QualityFlagsTests {
  @Test func confidentialityIsFreeOrTheFirstCodeInOrder() {
    #expect(QualityFlags().confidentialityCode == "F")
    #expect(QualityFlags.confidentiality("F").isFree)
    #expect(QualityFlags.confidentiality("").isFree)
    for code in ConfidentialityStatus.codes where code != "F" {
      #expect(!QualityFlags.confidentiality(code).isFree)
      #expect(QualityFlags.confidentiality(code).confidentialityCode == code)
      for other in ConfidentialityStatus.codes {
        let both = QualityFlags.confidentiality(code).union(.confidentiality(other))
        #expect(both.confidentialityCode == (other == "F" ? code : min(code, other)))
      }
    }
  }

  @Test func codesDoNotOverlapTheOtherFlags() {
    let others: QualityFlags = [.provisional, .estimated, .assumedShare, .incompleteYear, .incompleteParts]
    #expect(others.isFree)
    #expect(others.confidentialityCode == "F")
    for code in ConfidentialityStatus.codes {
      #expect(QualityFlags.confidentiality(code).isDisjoint(with: others))
      #expect(QualityFlags.confidentiality(code).observationStatusCode == "A")
    }
  }

  @Test(
    arguments: [
      ([], "A"), (.estimated, "E"), (.assumedShare, "E"), (.provisional, "P"), (.incompleteYear, "P"),
      (.incompleteParts, "P"), ([.estimated, .provisional], "P"), ([.assumedShare, .incompleteParts], "P"),
    ] as [(QualityFlags, String)])
  func provisionalGoesBeforeEstimated(flags: QualityFlags, code: String) {
    #expect(flags.observationStatusCode == code)
  }
}

@Suite struct CodeTests {
  @Test func sexesReadBackFromTheirCodes() {
    for sex in Sex.allCases { #expect(Sex(code: sex.code) == sex) }
    #expect(Sex(code: "T") == .total)
    for text in ["", "m", "X", "MF", "_T "] { #expect(Sex(code: text) == nil) }
  }

  @Test func levelsGoFromTheNationDown() {
    #expect(AreaLevel.allCases.map(\.name) == ["nation", "province", "commune"])
    #expect(AreaLevel.nation < .province)
    #expect(AreaLevel.province < .commune)
  }

  @Test func statusesWithoutAValueAreKnownCodes() {
    #expect(ObservationStatus.missing.isSubset(of: ObservationStatus.codes))
    #expect(ObservationStatus.estimated.isSubset(of: ObservationStatus.codes))
    #expect(ObservationStatus.missing.isDisjoint(with: ObservationStatus.estimated))
    #expect(ObservationStatus.codes.contains(ObservationStatus.provisional))
  }
}
