/// The small inbox: six provinces, each with a story, and what is put right and wrong about them.
enum SmallInbox {
  static func write(to folder: inout InboxFolder) throws(SynthesisError) {
    let deliveries =
      SonLa.deliveries() + TuyenQuang.deliveries() + CaoBang.deliveries() + LamDong.deliveries()
      + QuangNinh.deliveries() + HungYen.deliveries() + Corrections.deliveries() + Mistakes.deliveries()
    for delivery in deliveries { try folder.write(delivery.bytes(), as: delivery.name) }
  }
}
