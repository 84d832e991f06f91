import Definition
import Glibc

/// Reads bytes as a definition with its reference tables.
///
/// Parts of an input stand between bytes 0x1E: the definition, then each of `tables` in their order. A part that is empty
/// or not there is as in Tests/Fuzz/definition.
enum DefinitionAttack {
  /// The tables that the definition there names, and what they hold.
  static let tables: [(name: String, text: [UInt8])] = [
    "provinces.csv", "groups.csv", "old.csv", "middle.csv", "new.csv", "cross-1.csv", "cross-2.csv",
  ].map { ($0, original($0)) }
  private static let definition = (file: ScratchFile("pipeline.yaml"), text: original("pipeline.yaml"))
  private static let files = tables.map { ScratchFile($0.name) }
  /// Which files hold what they do in Tests/Fuzz/definition.
  nonisolated(unsafe) private static var isOriginal = [Bool](repeating: false, count: tables.count)

  static func run(_ bytes: UnsafeRawBufferPointer) {
    let parts = bytes.split(separator: 0x1E, maxSplits: tables.count, omittingEmptySubsequences: false)
    if let first = parts.first, !first.isEmpty {
      definition.file.write(UnsafeRawBufferPointer(rebasing: first))
    } else {
      definition.text.withUnsafeBytes { definition.file.write($0) }
    }
    for (index, table) in tables.enumerated() {
      if index + 1 < parts.count, !parts[index + 1].isEmpty {
        files[index].write(UnsafeRawBufferPointer(rebasing: parts[index + 1]))
        isOriginal[index] = false
      } else if !isOriginal[index] {
        table.text.withUnsafeBytes { files[index].write($0) }
        isOriginal[index] = true
      }
    }
    do {
      let definition = try Definition.load(path: definition.file.path)
      require(!definition.vintages.isEmpty && definition.digest.utf8.count == 64, "a definition without tables")
    } catch {
      require(!error.problems.isEmpty, "an error without a problem")
      for problem in error.problems {
        require(!problem.message.isEmpty && !problem.remedy.isEmpty, "a problem without a remedy: \(problem)")
        require(problem.place.line ?? 1 >= 1 && problem.place.column ?? 1 >= 1, "a place before the first: \(problem)")
      }
    }
  }

  private static func original(_ name: String) -> [UInt8] {
    let path = "Tests/Fuzz/definition/\(name)"
    guard let file = fopen(path, "r") else { fatalError("\(path): to be run in the folder of Package.swift") }
    defer { fclose(file) }
    return [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, filled in
      filled = fread(buffer.baseAddress, 1, buffer.count, file)
    }
  }
}
