import Foundation
import Workspace

/// The folder that is published, replaced as a whole.
struct PublishedFolder {
  private let path: String
  private let workspace: Workspace

  /// A folder to publish in; refuses one that holds something else.
  init(_ out: String, _ workspace: Workspace) throws {
    // The exchange must move the folder itself, not a link to it.
    path = URL(fileURLWithPath: out).resolvingSymlinksInPath().path
    self.workspace = workspace
    try refuseForeignContent(out)
  }

  /// Replaces the folder by what `build` writes; on an error it stays as it was.
  func replace<Result>(_ build: (_ draft: String) throws -> Result) throws -> Result {
    let above = URL(fileURLWithPath: path).deletingLastPathComponent().path
    do {
      try FileManager.default.createDirectory(atPath: above, withIntermediateDirectories: true)
    } catch {
      throw PublishError(
        what: "\(above): cannot create the folder", why: error.localizedDescription,
        remedy: "give --out a folder that can be written")
    }
    // A folder can be moved in one step only within its file system.
    let isNear = Self.device(workspace.root) == Self.device(above)
    let draft = isNear ? workspace.root + "/.draft-published" : path + ".draft"
    return try FolderReplacement.replace(path, draft: draft, isDurable: true, build)
  }

  /// Removes everything but some files: libraries put temporary files beside theirs, and say nothing where the system
  /// refuses to remove one.
  static func keepOnly(_ names: [String], in folder: String) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where !names.contains(name) {
      guard unlink(folder + "/" + name) == 0 else {
        throw PublishError(
          what: "\(folder)/\(name): cannot be removed", why: String(cString: strerror(errno)),
          remedy: PublishError.diskRemedy)
      }
    }
  }

  private func refuseForeignContent(_ out: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
    if isFolder.boolValue {
      let names = try FileManager.default.contentsOfDirectory(atPath: path)
      if names.isEmpty || holdsPackage() { return }
    }
    throw PublishError(
      what: "\(out): not replaced",
      why: isFolder.boolValue
        ? "it holds files, and no \(DataPackage.name) of an earlier publication" : "it is a file, not a folder",
      remedy: "give --out a new or empty folder, or one published before")
  }

  private func holdsPackage() -> Bool {
    guard let data = FileManager.default.contents(atPath: path + "/" + DataPackage.name),
      let members = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let name = members["name"] as? String
    else { return false }
    guard let profile = members["profile"] as? String else { return false }
    return DataPackage.profiles.contains(profile) && name.hasPrefix(DataPackage.namePrefix)
  }

  private static func device(_ path: String) -> UInt64? {
    var status = stat()
    return stat(path, &status) == 0 ? UInt64(status.st_dev) : nil
  }
}
