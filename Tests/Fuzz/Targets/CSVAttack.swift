import SDMX

/// Reads bytes as SDMX-CSV, at once and in pieces.
enum CSVAttack {
  nonisolated(unsafe) private static let pair = MessagePair()

  static func run(_ bytes: UnsafeRawBufferPointer) {
    if bytes.isEmpty || MessageRecognition.isXML(bytes) { return }
    let piece = Pieces.size(of: bytes)
    pair.compare(bytes, whole: bytes.count, piece: piece, errorsByPlaceAlone: false) { writer, lessons in
      try MessageRecognition.reader(
        head: bytes, isRecoded: false, writer: writer, limits: MessageReading.limits, describedRejects: 32,
        lessons: lessons)
    }
  }
}
