import Arrow
import Foundation

/// What the system library reports in words of its own, as messages are elsewhere: file: why; what to do.
enum SystemMessage {
  /// The message of an error; as it describes itself where it is none of the library's.
  static func text(_ error: any Error) -> String {
    guard type(of: error) == CocoaError.self || type(of: error) == NSError.self || error is POSIXError else {
      return "\(error)"
    }
    let error = error as NSError
    let lower = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    let path = error.userInfo[NSFilePathErrorKey] as? String ?? (error.userInfo[NSURLErrorKey] as? URL)?.path
    guard lower.domain == NSPOSIXErrorDomain else {
      return
        "\(path.map { "\($0): " } ?? "")\(error.localizedDescription); look at the disk (df -h, dmesg), and run again"
    }
    let code = Int32(lower.code)
    let why = String(cString: strerror(code))
    return "\(path ?? "a file of the run"): cannot be read or written: \(why); \(SystemRefusal.remedy(code))"
  }
}
