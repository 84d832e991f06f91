import ArchiveSamples
import Testing

/// A file that is broken, hostile or wrong, with the code by which it must be named.
struct HostileFile: CustomTestStringConvertible {
  let name: String, code: String
  let bytes: @Sendable () -> [UInt8]

  init(_ name: String, _ code: String, _ bytes: @autoclosure @escaping @Sendable () -> [UInt8]) {
    self.name = name
    self.code = code
    self.bytes = bytes
  }

  init(_ name: String, _ code: String, text: String) { self.init(name, code, Array(text.utf8)) }

  var testDescription: String { name }

  /// One record of the standard structure.
  private static func record(
    _ value: String = "1", area: String = "03646", group: String = "_T", measure: String = "HH", period: String = "2026"
  ) -> String {
    var delivery = SmallDelivery()
    delivery.add(area, group, measure, period, value)
    return delivery.text
  }

  private static let generic =
    "<m:GenericData xmlns:m=\"http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message\"><m:DataSet>"
  /// A hundred megabytes that compress to nothing; in pieces that no other limit stops.
  private static let bomb: [UInt8] = {
    let comment = Array("<!--".utf8) + [UInt8](repeating: 0x20, count: 60_000) + Array("-->".utf8)
    var bytes = Array(generic.utf8)
    for _ in 0..<1700 { bytes += comment }
    return bytes
  }()
  private static let bombInGzip = gzipped(bomb)
  private static let good = Array(record().utf8)

  private static func zip(_ name: String, _ change: (inout ZipSample.Member) -> Void = { _ in }) -> [UInt8] {
    var member = ZipSample.Member(name, good)
    change(&member)
    return ZipSample([member]).bytes
  }

  /// All of them.
  static let all: [HostileFile] = [
    HostileFile("cut.csv.gz", "truncated", Array(gzipped(good).dropLast(9))),
    HostileFile(
      "corrupt.csv.gz", "corrupt_gzip",
      {
        var bytes = gzipped(good)
        bytes[bytes.count / 2] ^= 0xFF
        return bytes
      }()),
    HostileFile("bomb.xml.gz", "limit_ratio", bombInGzip),
    HostileFile("bomb.zip", "limit_ratio", ZipSample([ZipSample.Member("a.xml", bomb)]).bytes),
    HostileFile("nested-bomb.zip", "limit_ratio", ZipSample([ZipSample.Member("a.xml.gz", bombInGzip)]).bytes),
    HostileFile(
      "overlapping.zip", "overlapping_members",
      {
        var member = ZipSample.Member("a.csv", "abc")
        member.method = 0
        member.declaredSize = 60
        member.declaredCompressedSize = 60
        return ZipSample([member, ZipSample.Member("b.csv", good)]).bytes
      }()),
    HostileFile("lying.zip", "corrupt_zip", zip("a.csv") { $0.declaredSize = 10 }),
    HostileFile("checksum.zip", "corrupt_zip", zip("a.csv") { $0.declaredChecksum = 1 }),
    HostileFile("cut.zip", "truncated", Array(zip("a.csv").dropLast(30))),
    HostileFile("traversal.zip", "unsafe_name", zip("../../../../../../tmp/milepost-escaped.csv")),
    HostileFile("absolute.zip", "unsafe_name", zip("/tmp/milepost-escaped.csv")),
    HostileFile("encrypted.zip", "encrypted_member", zip("a.csv") { $0.flags |= 1 }),
    HostileFile("zip-in-zip.zip", "nested_archive", ZipSample([ZipSample.Member("in.zip", zip("a.csv"))]).bytes),
    HostileFile("zip.gz", "nested_archive", gzipped(zip("a.csv"))),
    HostileFile(
      "external.xml", "entity_declared",
      text: "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + generic + "&x;</m:DataSet></m:GenericData>"),
    HostileFile(
      "exponential.xml", "entity_declared",
      text: "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\">"
        + "bcdefghij".map { "<!ENTITY \($0) \"\(String(repeating: "&a;", count: 10))\">" }.joined() + "]>"
        + generic + "&j;</m:DataSet></m:GenericData>"),
    HostileFile("deep.xml", "limit_depth", text: generic + String(repeating: "<a>", count: 1_000_000)),
    HostileFile("cut.xml", "truncated", text: generic + "<m:Series>"),
    HostileFile("line.csv", "limit_record", text: record() + String(repeating: "x", count: 30 << 20)),
    HostileFile(
      "tag.xml", "limit_record", text: generic + "<m:Series a=\"" + String(repeating: "x", count: 30 << 20) + "\"/>"),
    HostileFile(
      "columns.csv", "limit_columns",
      text: SmallDelivery.header + (0..<200_000).map { ",C\($0)" }.joined() + "\n"),
    HostileFile(
      "columns.xml", "limit_columns",
      text: generic + "<m:Series " + (0..<200_000).map { "c\($0)=\"\"" }.joined(separator: " ") + "/>"),
    HostileFile("zeros.csv", "not_recognised", [UInt8](repeating: 0, count: 1 << 20)),
    HostileFile("zero-in-value.csv", "nul_byte", text: record(area: "03\u{0}646")),
    HostileFile(
      "latin.csv", "invalid_encoding", Array(record().utf8).map { $0 == UInt8(ascii: "H") ? 0xE9 : $0 }),
    HostileFile(
      "latin.xml", "invalid_encoding",
      Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>".utf8) + Array(generic.utf8) + Array("<a b=\"".utf8)
        + [0xE9, 0x22, 0x2F, 0x3E] + Array("</m:DataSet></m:GenericData>".utf8)),
    HostileFile("klingon.xml", "invalid_encoding", text: "<?xml version=\"1.0\" encoding=\"KLINGON\"?>" + generic),
    HostileFile("page.xml", "not_recognised", text: "<!DOCTYPE html><html><body>504 Gateway Time-out</body></html>"),
    HostileFile("empty.csv", "not_recognised", []),
    HostileFile("negative.csv", "out_of_range", text: record("-5")),
    HostileFile("absurd.csv", "out_of_range", text: record("1e300")),
    HostileFile("infinite.csv", "not_a_number", text: record("INF")),
    HostileFile("words.csv", "not_a_number", text: record("twelve")),
    HostileFile("area.csv", "unknown_area", text: record(area: "99999")),
    HostileFile("group.csv", "unknown_group", text: record(group: "77")),
    HostileFile("measure.csv", "unknown_measure", text: record(measure: "GOLD")),
    HostileFile("period.csv", "bad_period", text: record(period: "soon")),
  ]
}
