import Glibc

/// What is attacked, by the name that `MILEPOST_FUZZ_TARGET` gives.
///
/// A target takes whatever bytes there are. What it may do is return; what it must not is trap, run on, leak, or touch
/// memory that is not its own, for all of which libFuzzer and the sanitizers look. Where two ways to read the same bytes
/// have to agree, the target compares them and traps where they do not.
private let attack: @Sendable (UnsafeRawBufferPointer) -> Void = {
  switch getenv("MILEPOST_FUZZ_TARGET").map({ String(cString: $0) }) {
  case "csv": CSVAttack.run
  case "tables": TableAttack.run
  case "sdmx": XMLAttack.run
  case "container": ContainerAttack.run
  case "text": TextAttack.run
  case "arrow": { ArrowAttack.run($0, .unchecked) }
  case "arrow-checked": { ArrowAttack.run($0, .checked) }
  case "yaml": DefinitionAttack.run
  case let name: fatalError("MILEPOST_FUZZ_TARGET is \(name ?? "not set"): take one of those in Tests/Fuzz/fuzz")
  }
}()

/// What libFuzzer calls with every input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  attack(UnsafeRawBufferPointer(start: data, count: count))
  return 0
}

/// Traps unless something holds that must hold for all inputs.
@inline(__always)
func require(_ condition: Bool, _ what: @autoclosure () -> String) {
  if !condition { fatalError("must not be: \(what())") }
}

/// Tells leak detection that what is allocated from now on is kept for good.
@_silgen_name("__lsan_disable")
func stopLookingForLeaks()

/// Ends what `stopLookingForLeaks` began.
@_silgen_name("__lsan_enable")
func lookForLeaks()
