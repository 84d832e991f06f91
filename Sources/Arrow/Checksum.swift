/// XXH64, by its specification (xxHash fast digest algorithm, version 0.1.1): finds damage at the speed of memory. It is no
/// protection from somebody who means to deceive.
struct Checksum: ~Copyable {
  private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
  private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
  private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
  private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5
  private static let stripe = 32

  private var lanes: (UInt64, UInt64, UInt64, UInt64)
  private var total: UInt64 = 0
  /// Bytes that do not yet make a stripe.
  private let rest = UnsafeMutableRawBufferPointer.allocate(byteCount: Checksum.stripe, alignment: 8)
  private var restCount = 0

  init() { lanes = (Self.prime1 &+ Self.prime2, Self.prime2, 0, 0 &- Self.prime1) }

  deinit { rest.deallocate() }

  /// Takes bytes in; it does not matter how they are cut into pieces.
  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    total &+= UInt64(bytes.count)
    var bytes = bytes
    if restCount > 0 {
      let taken = min(Self.stripe - restCount, bytes.count)
      UnsafeMutableRawBufferPointer(rebasing: rest[restCount...]).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: bytes[..<taken]))
      restCount += taken
      bytes = UnsafeRawBufferPointer(rebasing: bytes[taken...])
      if restCount < Self.stripe { return }
      consume(UnsafeRawBufferPointer(rest))
      restCount = 0
    }
    let whole = bytes.count / Self.stripe * Self.stripe
    consume(UnsafeRawBufferPointer(rebasing: bytes[..<whole]))
    restCount = bytes.count - whole
    rest.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[whole...]))
  }

  /// Takes whole stripes in.
  private mutating func consume(_ stripes: UnsafeRawBufferPointer) {
    guard let start = stripes.baseAddress else { return }
    var (a, b, c, d) = lanes
    var at = 0
    while at < stripes.count {
      a = Self.round(a, word(start, at))
      b = Self.round(b, word(start, at &+ 8))
      c = Self.round(c, word(start, at &+ 16))
      d = Self.round(d, word(start, at &+ 24))
      at &+= Self.stripe
    }
    lanes = (a, b, c, d)
  }

  /// The checksum of bytes.
  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var checksum = Checksum()
    checksum.update(bytes)
    return checksum.value()
  }

  /// The checksum of all bytes.
  consuming func value() -> UInt64 {
    var hash: UInt64
    if total >= UInt64(Self.stripe) {
      let (a, b, c, d) = lanes
      hash = Self.turn(a, 1) &+ Self.turn(b, 7) &+ Self.turn(c, 12) &+ Self.turn(d, 18)
      for lane in [a, b, c, d] { hash = (hash ^ Self.round(0, lane)) &* Self.prime1 &+ Self.prime4 }
    } else {
      hash = Self.prime5
    }
    hash &+= total
    var at = 0
    let start = UnsafeRawPointer(rest.baseAddress!)
    while at + 8 <= restCount {
      hash = Self.turn(hash ^ Self.round(0, word(start, at)), 27) &* Self.prime1 &+ Self.prime4
      at += 8
    }
    if at + 4 <= restCount {
      let half = UInt64(UInt32(littleEndian: start.loadUnaligned(fromByteOffset: at, as: UInt32.self)))
      hash = Self.turn(hash ^ half &* Self.prime1, 23) &* Self.prime2 &+ Self.prime3
      at += 4
    }
    while at < restCount {
      hash = Self.turn(hash ^ UInt64(rest[at]) &* Self.prime5, 11) &* Self.prime1
      at += 1
    }
    hash = (hash ^ hash >> 33) &* Self.prime2
    hash = (hash ^ hash >> 29) &* Self.prime3
    return hash ^ hash >> 32
  }

  @inline(__always)
  private func word(_ start: UnsafeRawPointer, _ at: Int) -> UInt64 {
    UInt64(littleEndian: start.loadUnaligned(fromByteOffset: at, as: UInt64.self))
  }

  @inline(__always)
  private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 { turn(lane &+ word &* prime2, 31) &* prime1 }

  @inline(__always)
  private static func turn(_ value: UInt64, _ bits: UInt64) -> UInt64 { value << bits | value >> (64 - bits) }
}

/// A checksum as a file holds it.
public enum ChecksumText {
  static let length = 16

  /// The checksum of bytes, XXH64, as sixteen hexadecimal digits.
  public static func digits(of bytes: some Sequence<UInt8>) -> [UInt8] {
    let whole = Array(bytes)
    return digits(whole.withUnsafeBytes { Checksum.of($0) })
  }

  /// Sixteen hexadecimal digits.
  static func digits(_ value: UInt64) -> [UInt8] {
    let alphabet = Array("0123456789abcdef".utf8)
    return (0..<length).map { alphabet[Int(value >> UInt64(60 - 4 * $0) & 0xF)] }
  }

  /// What stands in the place of a checksum while it is computed.
  static let blank = [UInt8](repeating: UInt8(ascii: "0"), count: length)
}
