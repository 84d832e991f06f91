import Definition
import Foundation

/// The outlines of the provinces as SVG paths.
struct ProvinceMap {
  /// Paths by province code.
  let paths: [String: String]
  /// Size of the drawing.
  let width: Int, height: Int
  /// Islands too small for an outline, drawn as points, and where their names stand.
  let islands: [(x: String, y: String)], labels: [(x: String, y: String, name: Title)]

  /// Hoàng Sa (of Đà Nẵng) and Trường Sa (of Khánh Hòa): east and north, in degrees. An outline simplified for the
  /// mainland loses them, and no map of the country may.
  private static let archipelagos: [(name: Title, islands: [(Double, Double)], label: (Double, Double))] = [
    (
      Title(vi: "Hoàng Sa", en: "Hoàng Sa"),
      [(112.33, 16.83), (112.73, 16.67), (111.6, 16.53), (111.75, 16.45), (112.02, 16.67), (111.2, 15.78)],
      (111.97, 17.2)
    ),
    (
      Title(vi: "Trường Sa", en: "Trường Sa"),
      [
        (111.92, 8.64), (114.33, 11.43), (114.37, 10.18), (114.33, 9.89), (113.69, 8.97), (112.92, 7.89),
        (114.48, 10.38),
        (113.0, 8.87),
      ], (113.6, 11.85)
    ),
  ]

  private static let scale = 40.0, west = 101.9, north = 23.6, east = 115.3, south = 7.5

  /// Reads outlines; nil where the definition has none, or they cannot be read: the report does without.
  init?(_ definition: Definition) {
    guard let path = definition.outlinesPath, let data = FileManager.default.contents(atPath: path),
      let collection = try? JSONDecoder().decode(Collection.self, from: data)
    else { return nil }
    var paths: [String: String] = [:]
    for feature in collection.features {
      paths[feature.properties.province_code] = feature.geometry.rings.map(Self.path).joined()
    }
    self.paths = paths
    width = Int(Self.x(Self.east))
    height = Int(Self.y(Self.south))
    islands = Self.archipelagos.flatMap(\.islands).map { (Self.text(Self.x($0.0)), Self.text(Self.y($0.1))) }
    labels = Self.archipelagos.map { (Self.text(Self.x($0.label.0)), Self.text(Self.y($0.label.1)), $0.name) }
  }

  private static func path(_ ring: [[Double]]) -> String {
    var result = "M"
    for (index, point) in ring.enumerated() where point.count >= 2 {
      result += (index == 0 ? "" : "L") + text(x(point[0])) + " " + text(y(point[1]))
    }
    return result + "Z"
  }

  /// A plain projection, true in the middle of the country (16 degrees north).
  private static func x(_ longitude: Double) -> Double { (longitude - west) * scale * 0.961 }
  private static func y(_ latitude: Double) -> Double { (north - latitude) * scale }

  private static func text(_ value: Double) -> String { String(format: "%.1f", value) }

  private struct Collection: Decodable {
    let features: [Feature]
  }

  private struct Feature: Decodable {
    struct Properties: Decodable {
      let province_code: String
    }
    let properties: Properties
    let geometry: Geometry
  }

  private struct Geometry: Decodable {
    /// Outer and inner rings of all polygons.
    let rings: [[[Double]]]

    private enum Key: String, CodingKey {
      case type, coordinates
    }

    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: Key.self)
      if try members.decode(String.self, forKey: .type) == "Polygon" {
        rings = try members.decode([[[Double]]].self, forKey: .coordinates)
      } else {
        rings = try members.decode([[[[Double]]]].self, forKey: .coordinates).flatMap { $0 }
      }
    }
  }
}
