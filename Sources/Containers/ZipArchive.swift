import CMinizip

/// The directory of a zip archive, judged before a byte of any member is inflated.
///
/// minizip finds and walks the directory; the checks here are those that a program needs which opens what strangers send: sizes,
/// ratios, names, and that no two members share bytes. One thing wrong with any member refuses the archive as a whole,
/// since what it still says cannot be told from what it was meant to say.
final class ZipArchive {
  /// Its members in the order of the directory, without folders.
  private(set) var entries: [ZipEntry] = []
  let file: DeliveryFile
  private let handle: unzFile
  private let input: ZipInput
  private let limits: ContainerLimits

  /// - Throws: `ContainerError`.
  init(file: DeliveryFile, limits: ContainerLimits) throws {
    self.file = file
    self.limits = limits
    input = ZipInput(file)
    guard Self.hasEnd(input, file), let handle = input.open() else { throw Self.withoutDirectory(input, file) }
    self.handle = handle
    try readDirectory()
    for entry in entries { try check(entry) }
    try checkTotals()
    try checkNames()
    try checkPlaces()
    entries.removeAll(where: \.isFolder)
    if OfficeDocument.isOne(members: entries) {
      throw ContainerError(.officeDocument, OfficeDocument.message, remedy: OfficeDocument.remedy)
    }
    guard !entries.isEmpty else { throw Self.withoutMembers }
  }

  deinit { unzClose(handle) }

  private func readDirectory() throws {
    var info = unz_global_info64()
    guard unzGetGlobalInfo64(handle, &info) == UNZ_OK else { throw damagedDirectory() }
    if info.number_entry > ZPOS64_T(limits.members) {
      throw ContainerError(
        .limitMembers, "The archive has \(info.number_entry) members, more than \(limits.members).",
        remedy: "Deliver the exports in several archives, or raise the limit.")
    }
    if info.number_entry == 0 { return }
    var result = unzGoToFirstFile(handle)
    while result == UNZ_OK {
      entries.append(try currentEntry())
      if entries.count > limits.members { throw damagedDirectory() }
      if entries.count == Int(info.number_entry) { break }
      result = unzGoToNextFile(handle)
    }
    guard result == UNZ_OK, entries.count == Int(info.number_entry), try !hasFurtherEntry() else {
      throw damagedDirectory()
    }
  }

  private func currentEntry() throws -> ZipEntry {
    var info = unz_file_info64()
    guard unzGetCurrentFileInfo64(handle, &info, nil, 0, nil, 0, nil, 0) == UNZ_OK else { throw damagedDirectory() }
    let length = Int(info.size_filename)
    if length > limits.memberNameBytes {
      throw ContainerError(
        .limitName, "A member's name is \(length) bytes long, more than \(limits.memberNameBytes).",
        remedy: "Give the member a shorter name.")
    }
    // An entry is 46 bytes long, its header's offset in the last four of them; name and extra fields follow.
    let place = Int64(truncatingIfNeeded: unzGetOffset64(handle))
    let bytes = input.bytes(at: place, count: 46 + length + Int(info.size_file_extra))
    guard bytes.count == 46 + length + Int(info.size_file_extra), bytes.starts(with: [0x50, 0x4B, 1, 2]),
      let entry = ZipEntry(
        nameBytes: Array(bytes[46..<(46 + length)]), method: info.compression_method, flags: info.flag,
        checksum: info.crc, sizes: (info.compressed_size, info.uncompressed_size),
        headerOffset: UInt64(Self.little(bytes[42..<46])), extra: Array(bytes[(46 + length)...]))
    else { throw damagedDirectory() }
    return entry
  }

  private static func little(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reversed().reduce(0) { $0 << 8 | Int($1) } }

  /// Whether another entry stands where the directory is said to end: a reader that looks would see other members.
  private func hasFurtherEntry() throws -> Bool {
    var info = unz_file_info64()
    guard unzGetCurrentFileInfo64(handle, &info, nil, 0, nil, 0, nil, 0) == UNZ_OK else { throw damagedDirectory() }
    let entryBytes = 46 + info.size_filename + info.size_file_extra + info.size_file_comment
    let end = Int64(truncatingIfNeeded: unzGetOffset64(handle)) + Int64(entryBytes)
    return input.bytes(at: end, count: 4) == [0x50, 0x4B, 1, 2]
  }

  private func check(_ entry: ZipEntry) throws {
    // Bit 0: encrypted; 6: strongly; 13: the directory too.
    if entry.flags & (1 | 1 << 6 | 1 << 13) != 0 {
      throw ContainerError(
        .encryptedMember, "The member \(entry.name) is encrypted.", remedy: "Deliver the archive without a password.",
        member: entry.name)
    }
    guard entry.method == 0 || entry.method == 8 else {
      throw ContainerError(
        .unsupportedMethod, "The member \(entry.name) is compressed by method \(entry.method).",
        remedy: "Make the archive again with the usual compression (deflate) or none.", member: entry.name)
    }
    if entry.method == 0, entry.compressedSize != entry.size { throw falseSize(entry) }
    if isOverRatio(entry.size, of: entry.compressedSize) { throw overRatio(member: entry.name) }
  }

  private func checkTotals() throws {
    var total: Int64 = 0
    for entry in entries {
      let (sum, overflow) = total.addingReportingOverflow(entry.size)
      total = overflow ? .max : sum
    }
    if total > limits.inflatedBytes {
      throw ContainerError(
        .limitInflated, "Its members inflate to more than \(limits.inflatedBytes) bytes.",
        remedy: "Split the delivery, or raise the limit if it is known to be that large.")
    }
    if isOverRatio(total, of: file.size) { throw overRatio(member: nil) }
  }

  private func checkNames() throws {
    var names: Set<String> = []
    for entry in entries {
      if entry.pointsOutside {
        throw ContainerError(
          .unsafeName,
          "The name of the member \(entry.name) points out of the archive, as an attack on unpacking programs does. "
            + "Nothing was unpacked.",
          remedy: "Check where the archive comes from; make it again with plain names.", member: entry.name)
      }
      guard names.insert(entry.name).inserted else {
        throw ContainerError(
          .duplicateMember, "Two members are called \(entry.name), so that a record's place would not tell which.",
          remedy: "Make the archive again with one member of that name.", member: entry.name)
      }
    }
  }

  /// That each member has bytes of its own, which end before the directory begins.
  private func checkPlaces() throws {
    guard unzGoToFirstFile(handle) == UNZ_OK || entries.isEmpty else { throw damagedDirectory() }
    let directory = Int64(truncatingIfNeeded: unzGetOffset64(handle))
    for index in entries.indices { entries[index].dataOffset = try dataOffset(entries[index]) }
    let places = entries.sorted { $0.headerOffset < $1.headerOffset }
    for (index, entry) in places.enumerated() {
      let end = index + 1 < places.count ? places[index + 1].headerOffset : directory
      let (own, overflow) = entry.dataOffset.addingReportingOverflow(entry.compressedSize)
      if overflow || own > file.size {
        throw ContainerError(
          .truncated, "The member \(entry.name) ends after the end of the file.",
          remedy: "Transfer the file again; compare its size with the sender's.", member: entry.name)
      }
      if own > end {
        throw ContainerError(
          .overlappingMembers, "The member \(entry.name) shares bytes with another one, as only a bomb does.",
          remedy: "Check where the archive comes from; make it again with a usual program.", member: entry.name)
      }
    }
  }

  /// Where the data of a member begin: behind its own header, which has to tell the same as the directory.
  private func dataOffset(_ entry: ZipEntry) throws -> Int64 {
    let nameEnd = 30 + entry.nameBytes.count
    let header = input.bytes(at: entry.headerOffset, count: nameEnd)
    guard header.count == nameEnd, header.starts(with: [0x50, 0x4B, 3, 4]),
      Self.little(header[8..<10]) == Int(entry.method), Self.little(header[26..<28]) == entry.nameBytes.count,
      header[30...].elementsEqual(entry.nameBytes), header[6] & 1 == 0
    else { throw damaged(entry, "its entry in the directory and its own header do not agree") }
    return entry.headerOffset + Int64(nameEnd + Self.little(header[28..<30]))
  }

  private func isOverRatio(_ size: Int64, of compressed: Int64) -> Bool {
    size > limits.ratioGrace && size / max(compressed, 1) > limits.inflationRatio
  }

  // MARK: Errors

  private func overRatio(member: String?) -> ContainerError {
    let what = member.map { "The member \($0)" } ?? "The archive"
    return ContainerError(
      .limitRatio, "\(what) inflates to more than \(limits.inflationRatio) times its size, as no real export does.",
      remedy: "Check where the file comes from; if it is genuine, deliver it uncompressed.", member: member)
  }

  func falseSize(_ entry: ZipEntry) -> ContainerError { damaged(entry, "its size is not the one that is declared") }

  func damaged(_ entry: ZipEntry, _ reason: String) -> ContainerError {
    ContainerError(
      .corruptZip, "The member \(entry.name) is damaged: \(reason).",
      remedy: "Transfer the file again in binary mode, or ask the sender for a new copy.", member: entry.name)
  }

  private func damagedDirectory() -> ContainerError {
    ContainerError(
      .corruptZip, "The directory of the archive, at its end, is damaged.",
      remedy: "Transfer the file again in binary mode, or ask the sender for a new copy.")
  }

  /// The last bytes of the file: the record that ends an archive is 22 bytes long, a comment of 65,535 may follow.
  private static func tail(_ input: ZipInput, _ file: DeliveryFile) -> [UInt8] {
    input.bytes(at: max(0, file.size - 65_557), count: 65_557)
  }

  /// Whether the record that ends an archive is there as a whole.
  private static func hasEnd(_ input: ZipInput, _ file: DeliveryFile) -> Bool {
    let tail = tail(input, file)
    guard let start = tail.indices.last(where: { tail[$0...].starts(with: [0x50, 0x4B, 5, 6]) }) else { return false }
    return start + 22 <= tail.count && start + 22 + little(tail[(start + 20)..<(start + 22)]) <= tail.count
  }

  /// Where minizip finds no archive: one without members, one that was cut, or one whose end is there but wrong.
  private static func withoutDirectory(_ input: ZipInput, _ file: DeliveryFile) -> ContainerError {
    guard hasEnd(input, file) else {
      return ContainerError(
        .truncated, "The archive ends in the middle: the directory at its end is missing.",
        remedy: "Transfer the file again; compare its size with the sender's.", byteOffset: file.size)
    }
    if input.bytes(at: 0, count: 4) == [0x50, 0x4B, 5, 6] { return withoutMembers }
    return ContainerError(
      .corruptZip, "The directory of the archive, at its end, is damaged, or this is one part of several.",
      remedy: "Deliver one whole archive; transfer it again in binary mode.")
  }

  private static let withoutMembers = ContainerError(
    .emptyArchive, "The archive has no members.", remedy: "Ask the sender for the export again.")
}
