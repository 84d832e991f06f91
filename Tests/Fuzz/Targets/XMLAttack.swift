import SDMX
import Tables

/// Reads bytes as XML, SDMX-ML or a declared table: plain markup on its own and the rest with libxml2, and all of it with
/// libxml2, which must come to the same.
enum XMLAttack {
  nonisolated(unsafe) private static let pair = MessagePair()
  /// Shorter than any margin of plain markup, so that libxml2 reads all there is.
  private static let libraryOnly = 100
  private static let tables = MessageReading.tables.filter {
    if case .xml = $0.declaration.format { true } else { false }
  }

  static func run(_ bytes: UnsafeRawBufferPointer) {
    guard MessageRecognition.isXML(bytes) else { return }
    let limits = MessageReading.limits
    do {
      let claim = try TableRecognition.claim(
        head: bytes, fileName: "fuzz-2026.xml", among: tables, limits: limits, isRecoded: false
      ) { head, _ in Array(head) }
      pair.compare(bytes, whole: bytes.count, piece: libraryOnly, errorsByPlaceAlone: true) { writer, lessons in
        if let claim {
          TableRecognition.reader(claim, writer: writer, limits: limits, isRecoded: false, describedRejects: 32)
        } else {
          try MessageRecognition.reader(
            head: bytes, isRecoded: false, writer: writer, limits: limits, describedRejects: 32, lessons: lessons)
        }
      }
    } catch let error as MessageError {
      require(!error.message.isEmpty && !error.remedy.isEmpty, "an error without a reason or a remedy: \(error)")
    } catch {
      fatalError("an error that is no MessageError: \(error)")
    }
  }
}
