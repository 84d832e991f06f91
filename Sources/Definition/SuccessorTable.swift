/// Where the areas of a vintage went: the successors of each, in order of canonical code.
///
/// A vintage has up to ten thousand areas and every process looks at a few hundred, so that a sorted list is made sooner
/// than a dictionary.
public struct SuccessorTable: Sendable {
  /// One successor of an area.
  public typealias Successor = VintageConversion.Successor

  /// Code of the nation, which is its own successor.
  private let nation: String
  /// Codes of provinces and communes as numbers (see `key`), ascending; where the successors of each end.
  private let codes: [Int32], ends: [Int32]
  private let successors: [Successor]

  /// A table of the nation, provinces and communes, in any order.
  /// - Parameters:
  ///   - provinces: Codes of two digits, with their successors.
  ///   - communes: Codes of five digits as numbers.
  public init(
    nation: String, provinces: [(code: Int, successor: AreaIndex)], communes: [(code: Int, successors: [Successor])]
  ) {
    self.nation = nation
    var codes: [Int32] = [], ends: [Int32] = [], successors: [Successor] = []
    codes.reserveCapacity(provinces.count + communes.count)
    ends.reserveCapacity(provinces.count + communes.count)
    successors.reserveCapacity(provinces.count + communes.count)
    for (code, area) in provinces.sorted(by: { $0.code < $1.code }) {
      codes.append(Int32(code))
      successors.append(Successor(area: area, share: 1, assumed: false))
      ends.append(Int32(successors.count))
    }
    for (code, list) in communes.sorted(by: { $0.code < $1.code }) {
      codes.append(Self.provinceCodes + Int32(code))
      successors += list
      ends.append(Int32(successors.count))
    }
    self.codes = codes
    self.ends = ends
    self.successors = successors
  }

  /// For each canonical area, how many areas have a share in it.
  func predecessorCounts(areaCount: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: areaCount)
    counts[Int(AreaRegister.nation)] = 1
    for successor in successors { counts[Int(successor.area)] += 1 }
    return counts
  }

  /// The successors of an area; nil where the vintage does not have it.
  public subscript(code: String) -> [Successor]? {
    if code == nation { return nationItself }
    guard let key = Self.key(code) else { return nil }
    var low = 0, high = codes.count
    while low < high {
      let middle = (low + high) / 2
      if codes[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < codes.count && codes[low] == key ? list(low) : nil
  }

  /// How many provinces there are.
  public var provinceCount: Int { codes.firstIndex { $0 >= Self.provinceCodes } ?? codes.count }
  /// How many communes there are.
  public var communeCount: Int { codes.count - provinceCount }

  /// All areas with their successors: the nation, provinces, communes, each in order of code.
  public var areas: [(code: String, successors: [Successor])] {
    [(nation, nationItself)] + codes.indices.map { (Self.text(codes[$0]), list($0)) }
  }

  private var nationItself: [Successor] { [Successor(area: AreaRegister.nation, share: 1, assumed: false)] }

  private func list(_ position: Int) -> [Successor] {
    Array(successors[(position == 0 ? 0 : Int(ends[position - 1]))..<Int(ends[position])])
  }

  private static let provinceCodes: Int32 = 100

  private static func text(_ code: Int32) -> String {
    let (digits, count) =
      code < provinceCodes
      ? (String(code), AreaTables.provinceDigits) : (String(code - provinceCodes), AreaTables.communeDigits)
    return String(repeating: "0", count: count - digits.utf8.count) + digits
  }

  /// A code of two digits as it is, one of five digits behind all of those; nil for another text.
  private static func key(_ code: String) -> Int32? {
    let digits = code.utf8
    guard digits.count == AreaTables.provinceDigits || digits.count == AreaTables.communeDigits else { return nil }
    var number: Int32 = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      number = number * 10 + Int32(digit - 0x30)
    }
    return digits.count == AreaTables.provinceDigits ? number : provinceCodes + number
  }
}
