import CXlsxWriter
import Workspace

/// Colours that help to find a status. Its word stands in the cell, so that nothing depends on seeing them.
enum StatusColours {
  /// A pale fill with letters that stand out from it (contrast above 7 to 1).
  static let all: [(status: ComplianceStatus, colours: (fill: lxw_color_t, letters: lxw_color_t))] = [
    (.met, (0xD6EFDD, 0x0B3D1E)), (.metWithinTolerance, (0xE9F3C9, 0x37420A)), (.unmet, (0xF9D9D3, 0x5E130A)),
    (.insufficientCoverage, (0xFBE7C2, 0x4F3500)), (.noData, (0xECECEC, 0x333333)),
    (.suppressed, (0xD9DCE3, 0x22262F)),
  ]
}
