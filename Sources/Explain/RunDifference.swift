import Definition
import Foundation
import Vocabulary
import Workspace

/// What changed between two runs that a workspace keeps: verdicts, values, rows, flags.
public struct RunDifference: Sendable {
  /// One line a change: rows in order of target, year, area and group, then flags in order of name.
  public let lines: [String]

  /// Why two runs cannot be compared.
  public struct Unknown: Error, CustomStringConvertible, Sendable {
    /// One line: what, why, what to do.
    public let description: String
  }

  /// Identifiers of the runs that a workspace keeps, in order.
  public static func runs(in workspace: Workspace) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: workspace.path(.runs))) ?? []
    return names.filter { !$0.hasSuffix(".json") }.sorted()
  }

  /// Compares an earlier run with a later one.
  public init(from first: String, to second: String, _ definition: Definition, in workspace: Workspace) throws {
    let known = Self.runs(in: workspace)
    for run in [first, second] where !known.contains(run) {
      let list = known.isEmpty ? "there is none" : known.joined(separator: ", ")
      throw Unknown(description: "\(run): no such run in \(workspace.path(.runs)); runs kept: \(list)")
    }
    lines =
      try Self.rows(first, second, definition, workspace) + Self.flags(first, second, definition, workspace)
  }

  private static func rows(
    _ first: String, _ second: String, _ definition: Definition, _ workspace: Workspace
  ) throws -> [String] {
    func read(_ run: String) throws -> [String: ComplianceRow] {
      let rows = try ComplianceRow.readAll(workspace.path(.runs, run + "/compliance.arrow"), definition)
      return Dictionary(rows.map { (name($0, definition), $0) }, uniquingKeysWith: { one, _ in one })
    }
    let (before, after) = (try read(first), try read(second))
    return Set(before.keys).union(after.keys).sorted().compactMap { key in
      switch (before[key], after[key]) {
      case (let old?, let new?): change(old, new).map { "\(key): \($0)" }
      case (nil, let new?): "\(key): new, \(new.status.rawValue) \(text(new.value))"
      case (let old?, nil): "\(key): gone, was \(old.status.rawValue) \(text(old.value))"
      case (nil, nil): nil
      }
    }
  }

  private static func change(_ old: ComplianceRow, _ new: ComplianceRow) -> String? {
    var parts: [String] = []
    func note(_ what: String, _ before: String, _ after: String) {
      if before != after { parts.append("\(what) \(before) -> \(after)") }
    }
    note("status", old.status.rawValue, new.status.rawValue)
    note("value", text(old.value), text(new.value))
    note("threshold", text(old.threshold), text(new.threshold))
    note("coverage", "\(old.reporting)/\(old.expected)", "\(new.reporting)/\(new.expected)")
    note("outlook", old.outlook.rawValue, new.outlook.rawValue)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private static func flags(
    _ first: String, _ second: String, _ definition: Definition, _ workspace: Workspace
  ) throws -> [String] {
    func read(_ run: String) throws -> Set<String> {
      Set(try Flag.readAll(workspace.path(.runs, run + "/flags.arrow"), definition).map(\.id))
    }
    let (before, after) = (try read(first), try read(second))
    let raised = after.subtracting(before).sorted().map { "flag raised: \($0)" }
    return raised + before.subtracting(after).sorted().map { "flag withdrawn: \($0)" }
  }

  private static func name(_ row: ComplianceRow, _ definition: Definition) -> String {
    let area = definition.areas.codes[Int(row.area)]
    return "\(definition.targets[row.target].id) \(row.year) \(area) \(definition.groups.codes[Int(row.group)])"
  }

  private static func text(_ value: Double) -> String { value.isNaN ? "-" : DecimalText.text(value) }
}
