import Definition
import Foundation
import Vocabulary
import Workspace

/// What the run before left in the workspace, to say what changed since.
struct EarlierRun {
  /// Its name, and the day it speaks of.
  let id: String, day: CalendarDate
  /// Its verdicts and flags, with full figures.
  let rows: [ComplianceRow], flags: [Flag]
  /// Rows that it did not publish, by name.
  let withheld: Set<String>

  /// Names of the rows that a run did not publish stand in this file of its folder.
  static let withheldFile = "withheld.json"

  /// The newest run of a day before another; of several on one day, the last by name. A run done again the same night
  /// is compared with the same one, so that it leaves the same bytes.
  static func id(before day: CalendarDate, in workspace: Workspace) -> (id: String, day: CalendarDate)? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: workspace.path(.runs))) ?? []
    return names.compactMap { name -> (id: String, day: CalendarDate)? in
      guard name.count > 11, let of = CalendarDate(String(name.prefix(10))), of < day else { return nil }
      return (name, of)
    }.max { ($0.day, $0.id) < ($1.day, $1.id) }
  }

  /// Reads a run. Fails where it was made with areas, groups or targets that are no longer declared, or left too little.
  init(_ id: String, _ day: CalendarDate, _ definition: Definition, in workspace: Workspace) throws {
    self.id = id
    self.day = day
    rows = try ComplianceRow.readAll(workspace.path(.runs, id + "/compliance.arrow"), definition)
    flags = try Flag.readAll(workspace.path(.runs, id + "/flags.arrow"), definition)
    withheld = Set(
      try JSONFile.load(
        [String].self, from: workspace.path(.runs, id + "/" + Self.withheldFile), writtenBy: "milepost-publish"))
  }
}
