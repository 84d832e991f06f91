import CZlib
import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A gzip file that ends too early or is damaged.
struct Unreadable: Error {}

/// The content of a file, gzip or not.
func unpacked(_ bytes: Data) throws -> Data {
  guard bytes.prefix(2) == Data([0x1F, 0x8B]) else { return bytes }
  var stream = z_stream()
  guard inflateInit2_(&stream, 16 + MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
    throw Unreadable()
  }
  defer { inflateEnd(&stream) }
  var content = Data()
  var outcome = Z_OK
  var chunk = [UInt8](repeating: 0, count: 1 << 18)
  try bytes.withUnsafeBytes { input in
    stream.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress)
    stream.avail_in = UInt32(input.count)
    while outcome != Z_STREAM_END {
      let produced = chunk.withUnsafeMutableBufferPointer { output in
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        outcome = inflate(&stream, Z_NO_FLUSH)
        return output.count - Int(stream.avail_out)
      }
      guard outcome == Z_OK || outcome == Z_STREAM_END else { throw Unreadable() }
      content.append(contentsOf: chunk[..<produced])
    }
  }
  return content
}

enum XMLCheck {
  static func isWellFormed(_ content: Data) -> Bool { XMLParser(data: content).parse() }
}

/// Which areas and measures a message speaks of, found without reading it as SDMX.
struct Fields {
  private(set) var areas: Set<Substring> = [], measures: Set<Substring> = []

  init(of content: Data) {
    let text = String(decoding: content, as: UTF8.self)
    let lines = text.split(separator: "\n")
    guard let first = lines.first else { return }
    if first.hasPrefix("<") {
      for line in lines {
        if let area = Self.attribute("REF_AREA", of: line) { areas.insert(area) }
        if let measure = Self.attribute("MEASURE", of: line) { measures.insert(measure) }
      }
      return
    }
    let header = first.split(separator: ",")
    guard let area = header.firstIndex(of: "REF_AREA"), let measure = header.firstIndex(of: "MEASURE") else { return }
    for line in lines.dropFirst() {
      let fields = line.split(separator: ",", maxSplits: max(area, measure) + 1, omittingEmptySubsequences: false)
      areas.insert(fields[area])
      measures.insert(fields[measure])
    }
  }

  private static func attribute(_ name: String, of line: Substring) -> Substring? {
    let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
    return parts.firstIndex { $0.hasSuffix(" \(name)=") }.map { parts[$0 + 1] }
  }
}
