import Console
import Ingest
import Logging

extension Logger {
  /// Tells what ingest has to say of a delivery.
  func note(_ remark: IngestRemark, in inbox: String) {
    let event: Event =
      switch remark.kind {
      case .skipped: .deliverySkipped
      case .setAside: .deliverySetAside
      case .unreadable: .deliveryUnreadable
      case .rejects: .deliveryRejects
      case .note: .deliveryRemark
      }
    var members: [String: EventMember] = ["delivery": .text(remark.delivery), "stage": .text(Stage.ingest.rawValue)]
    if !remark.code.isEmpty { members["code"] = .text(remark.code) }
    note(event, .warning, "\(inbox)/\(remark)", members)
  }
}
