// swift-tools-version: 6.1
import PackageDescription

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")

/// What every later stage stands on.
let ground: [Target.Dependency] = ["Arrow", "Definition", "Records", "Vocabulary", "Workspace"]

/// A stage on its own: a name for what the libraries do.
func program(_ name: String) -> Target {
  .executableTarget(name: name, dependencies: ["Console", "Stages"])
}

let package = Package(
  name: "milepost",
  products: [
    .executable(name: "milepost", targets: ["milepost"]),
    .executable(name: "milepost-ingest", targets: ["milepost-ingest"]),
    .executable(name: "milepost-normalize", targets: ["milepost-normalize"]),
    .executable(name: "milepost-aggregate", targets: ["milepost-aggregate"]),
    .executable(name: "milepost-assess", targets: ["milepost-assess"]),
    .executable(name: "milepost-publish", targets: ["milepost-publish"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    // Libraries of the system.
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CMinizip", pkgConfig: "minizip", providers: [.apt(["libminizip-dev"])]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CLinux"),

    // Formats, which know nothing of statistics; then the words of the field, and the definition written in them.
    .target(name: "Arrow"),
    .target(name: "Containers", dependencies: ["CMinizip", "CZlib", crypto]),
    .target(name: "Vocabulary"),
    .target(name: "Definition", dependencies: ["Vocabulary", "Yams", crypto]),
    .target(name: "Records", dependencies: ["Arrow"]),
    .target(name: "SDMX", dependencies: ["CLibXML2", "Containers", "Records"]),
    .target(name: "Tables", dependencies: ["Definition", "Records", "SDMX"]),
    .target(name: "Workspace", dependencies: ["Arrow", "CLinux", "Definition", "Records", "Vocabulary", crypto]),

    // Runs that a workspace keeps.
    .target(name: "History", dependencies: ground + ["Containers", crypto]),

    // The stages.
    .target(
      name: "Ingest",
      dependencies: ["Arrow", "Containers", "Definition", "Records", "SDMX", "Tables", "Vocabulary", "Workspace"]),
    .target(name: "Normalize", dependencies: ground),
    .target(name: "Aggregate", dependencies: ground + [crypto]),
    .target(name: "Assess", dependencies: ground),
    .target(
      name: "Publish",
      dependencies: ground + ["CLinux", "CMinizip", "CSQLite", "CXlsxWriter", "History", crypto, mustache]),

    // Questions about runs, how answers are written, and made-up inboxes.
    .target(name: "Answers", dependencies: ["Vocabulary"]),
    .target(name: "Explain", dependencies: ground + ["Aggregate", "Answers", "History", "Publish"]),
    .target(name: "Synthesis", dependencies: ["CZlib", "Definition", "Vocabulary"]),

    // The command line.
    .target(
      name: "Console",
      dependencies: [
        argumentParser, logging, "Answers", "Arrow", "CLinux", "Definition", "Vocabulary", "Workspace",
      ]),
    .target(
      name: "Stages",
      dependencies: ground + [
        "Aggregate", "Assess", "CLinux", "Console", "History", "Ingest", "Normalize", "Publish", "Tables",
        argumentParser, logging,
      ]),
    .executableTarget(
      name: "milepost",
      dependencies: [
        argumentParser, "Answers", "Console", "Definition", "Explain", "History", "Publish", "Stages", "Synthesis",
        "Vocabulary", "Workspace",
      ]),
    program("milepost-ingest"), program("milepost-normalize"), program("milepost-aggregate"),
    program("milepost-assess"), program("milepost-publish"),

    // Tests: a folder for each library, and the executables as processes.
    .target(name: "ArchiveSamples", dependencies: ["CZlib"], path: "Tests/ArchiveSamples"),
    .testTarget(name: "ArrowTests", dependencies: ["Arrow"], exclude: ["read_back.py", "write_samples.py"]),
    .testTarget(name: "ContainersTests", dependencies: ["ArchiveSamples", "Containers"]),
    .testTarget(
      name: "SDMXTests", dependencies: ["Arrow", "Containers", "Records", "SDMX"], exclude: ["compare_with_pysdmx.py"]),
    .testTarget(
      name: "TablesTests",
      dependencies: ["Arrow", "Containers", "Definition", "Ingest", "Normalize", "Records", "Tables", "Workspace"]),
    .testTarget(name: "DefinitionTests", dependencies: ["Definition", "Vocabulary"]),
    .testTarget(name: "VocabularyTests", dependencies: ["Vocabulary"]),
    .testTarget(name: "WorkspaceTests", dependencies: ground),
    .testTarget(
      name: "IngestTests", dependencies: ["ArchiveSamples", "Arrow", "Containers", "Ingest", "Records"]),
    .testTarget(name: "NormalizeTests", dependencies: ground + ["Normalize"]),
    .testTarget(name: "AggregateTests", dependencies: ground + ["Aggregate"]),
    .testTarget(name: "AssessTests", dependencies: ground + ["Assess"]),
    .testTarget(
      name: "PublishTests", dependencies: ground + ["History", "Publish", "Synthesis", grdb],
      exclude: ["browse_report.py", "browser.py", "read_report.py"]),
    .testTarget(name: "HistoryTests", dependencies: ["Definition", "History", "Records", "Vocabulary", "Workspace"]),
    .testTarget(name: "AnswersTests", dependencies: ["Answers"]),
    .testTarget(name: "SynthesisTests", dependencies: ["CZlib", "Definition", "Synthesis"]),
    .testTarget(
      name: "PipelineTests",
      dependencies: [
        "ArchiveSamples", "Synthesis", "milepost", "milepost-ingest", "milepost-normalize", "milepost-aggregate",
        "milepost-assess",
        "milepost-publish",
      ],
      exclude: [
        "compare_office.py", "open_data_package.py", "open_stage_files.py", "open_workbook.py", "read_message.py",
      ]),
  ],
  swiftLanguageModes: [.v6]
)

// What attacks the readers, with sanitizers and at length: Tests/Fuzz/fuzz, which alone asks for it.
if Context.environment["MILEPOST_FUZZ"] == "1" {
  package.targets.append(
    .executableTarget(
      name: "Fuzz", dependencies: ["Arrow", "Containers", "Definition", "Records", "SDMX", "Tables"],
      path: "Tests/Fuzz/Targets"))
}
