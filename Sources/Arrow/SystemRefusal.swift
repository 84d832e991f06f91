import Glibc

/// What to do where the system refuses to read or write: nothing of that says anything about the file.
public enum SystemRefusal {
  /// A remedy, for the end of a message.
  ///
  /// - Parameter code: The number of the error (`errno`).
  public static func remedy(_ code: Int32) -> String {
    switch code {
    case ENOSPC, EDQUOT: "make room on the disk, or raise the quota (df -h, quota), and run again"
    case EMFILE, ENFILE, ENOMEM, EAGAIN:
      "see what uses up the machine's memory or file handles (free -h, ulimit -n), and run again"
    case EROFS: "the disk is read-only: see why (dmesg, findmnt), mount it for writing, and run again"
    case EACCES, EPERM: "check the permissions there, and run again"
    default: "look at the disk or the network share (dmesg), and run again"
    }
  }
}
