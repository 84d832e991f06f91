import Foundation

/// The definition that is worked with where none is named.
public enum DefaultPipeline {
  private static let name = "Pipelines/emma-2026-2030/pipeline.yaml"

  /// Its path: in the current folder where there is one, else as installed beside the executable, in
  /// `PREFIX/share/milepost`.
  public static let path: String = {
    let manager = FileManager.default
    guard !manager.fileExists(atPath: name),
      let program = try? manager.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    else { return name }
    let prefix = URL(fileURLWithPath: program).deletingLastPathComponent().deletingLastPathComponent().path
    let installed = prefix + "/share/milepost/" + name
    return manager.fileExists(atPath: installed) ? installed : name
  }()
}
