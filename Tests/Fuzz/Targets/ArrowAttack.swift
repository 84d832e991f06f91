import Arrow

/// Opens bytes as a stage file and reads every value, as the stages do.
enum ArrowAttack {
  static func run(_ bytes: UnsafeRawBufferPointer, _ integrity: ArrowFile.Integrity) {
    do {
      let file = try ArrowFile(path: "fuzz", lent: bytes, integrity)
      var sum: UInt64 = 0
      for index in file.fields.indices where file.fields[index].type == .dictionary {
        let values = file.dictionary(index)
        for code in 0..<values.count { add(values[code], &sum) }
      }
      for index in 0..<file.batchCount {
        let batch = file.batch(index)
        // Batches of a damaged file may overlap; what is open to be read is the same for each of their rows.
        for field in file.fields.indices { read(file, batch, field, &sum) }
      }
      withExtendedLifetime(file) { _ = sum }
    } catch {
      require(!error.what.isEmpty && error.path == "fuzz", "an error without a reason")
    }
  }

  private static func read(_ file: ArrowFile, _ batch: ArrowBatch, _ field: Int, _ sum: inout UInt64) {
    for row in 0..<batch.rowCount {
      let isNull = batch.isNull(field, row)
      switch file.fields[field].type {
      case .int32: sum &+= UInt64(UInt32(bitPattern: batch.int32(field)[row]))
      case .int64: sum &+= UInt64(bitPattern: batch.int64(field)[row])
      case .float64: sum &+= batch.float64(field)[row].bitPattern
      case .utf8: add(batch.utf8(field)[row], &sum)
      case .dictionary:
        if !isNull { add(file.dictionary(field)[Int(batch.codes(field)[row])], &sum) }
      }
    }
  }

  private static func add(_ text: UnsafeRawBufferPointer, _ sum: inout UInt64) {
    for byte in text { sum = sum &* 31 &+ UInt64(byte) }
  }
}
