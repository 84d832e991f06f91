import Containers
import SDMX
import Tables

/// Reads bytes as a delimited table that a source declares, at once and in pieces. The first byte says which of them.
enum TableAttack {
  nonisolated(unsafe) private static let pair = MessagePair()
  private static let tables = MessageReading.tables.filter {
    if case .delimited = $0.declaration.format { true } else { false }
  }

  static func run(_ bytes: UnsafeRawBufferPointer) {
    guard let first = bytes.first else { return }
    let bytes = UnsafeRawBufferPointer(rebasing: bytes[1...])
    let limits = MessageReading.limits
    do {
      let claim = try TableRecognition.claim(
        head: bytes, fileName: "fuzz-2026.csv", among: [tables[Int(first) % tables.count]], limits: limits,
        isRecoded: false, decode: decoded)
      guard let claim, let text = decoded(bytes, claim.table.declaration.encoding) else { return }
      text.withUnsafeBytes { text in
        let piece = Pieces.size(of: text)
        pair.compare(text, whole: text.count, piece: piece, errorsByPlaceAlone: false) { writer, _ in
          TableRecognition.reader(claim, writer: writer, limits: limits, isRecoded: false, describedRejects: 32)
        }
      }
    } catch let error as MessageError {
      require(!error.message.isEmpty && !error.remedy.isEmpty, "an error without a reason or a remedy: \(error)")
    } catch {
      fatalError("an error that is no MessageError: \(error)")
    }
  }

  private static func decoded(_ bytes: UnsafeRawBufferPointer, _ name: String) -> [UInt8]? {
    guard let encoding = TextEncoding(name: name), encoding != .utf8 else { return Array(bytes) }
    return withExtendedLifetime(TextDecoder(encoding)) { Array($0.decode(bytes, isLast: true)) }
  }
}
