/// What goes wrong in deliveries: a few records in a thousand that are missing, confidential or wrong.
struct NationalNoise {
  private var random: SplitMix64
  private let isProvisional: Bool
  /// Whether groups may be confidential: where the totals over them are delivered, which stay free.
  private let mayBeConfidential: Bool
  private var rejectKind = 0

  init(seed: UInt64, province: Int, year: Int, deliversTotals: Bool) {
    mayBeConfidential = deliversTotals
    random = SplitMix64(seed: seed, of: -2, province, year)
    isProvisional = year == 2026 && province % 4 == 1
  }

  /// Spoils one record, rarely.
  mutating func disturb(_ observation: inout Observation) {
    if isProvisional { observation.status = Codes.provisional }
    switch random.below(100_000) {
    case 0..<120:
      observation.value = .absent
      observation.status = Codes.missing
    case 120..<200:
      observation.value = .text(Codes.notANumber)
    case 200..<260:
      observation.status = Codes.estimated
    case 260..<270 where mayBeConfidential && observation.group.first == UInt8(ascii: "0"):
      observation.confidentiality = Codes.confidential
    case 270..<306:
      makeWrong(&observation)
    default:
      break
    }
  }

  private mutating func makeWrong(_ observation: inout Observation) {
    rejectKind += 1
    switch rejectKind % 6 {
    case 0: observation.area = Bytes("99999")
    case 1: observation.group = Bytes("77")
    case 2: observation.value = .text(Bytes("1.234,5"))
    case 3: observation.value = .whole(-1)
    case 4: observation.period = Bytes("2026-Q7")
    default: observation.unit = Bytes("KG")
    }
  }
}
