import Definition
import Foundation
import Workspace

/// The outlines of the provinces: drawn once in the page, and used by the map of every target.
struct ProvinceMap {
  /// Size of the drawing.
  let width: Int, height: Int
  private let definition: Definition
  private let outlines: [(area: AreaIndex, path: String, mark: (x: Double, y: Double))]

  /// Hoàng Sa (of Đà Nẵng, 48) and Trường Sa (of Khánh Hòa, 56): east and north, in degrees. An outline simplified for
  /// the mainland loses them, and no map of the country may.
  private static let archipelagos:
    [(province: String, name: Title, islands: [(Double, Double)], label: (Double, Double))] = [
      (
        "48", Title(vi: "Hoàng Sa", en: "Hoang Sa"),
        [(112.33, 16.83), (112.73, 16.67), (111.6, 16.53), (111.75, 16.45), (112.02, 16.67), (111.2, 15.78)],
        (111.97, 17.3)
      ),
      (
        "56", Title(vi: "Trường Sa", en: "Truong Sa"),
        [
          (111.92, 8.64), (114.33, 11.43), (114.37, 10.18), (114.33, 9.89), (113.69, 8.97), (112.92, 7.89),
          (114.48, 10.38), (113.0, 8.87),
        ], (113.6, 11.95)
      ),
    ]

  private static let scale = 40.0, west = 101.9, north = 23.6, east = 115.3, south = 7.5

  /// Reads outlines; nil where the definition has none, or they are none: the report does without.
  ///
  /// - Throws: `WorkspaceError` where the system does not give them.
  init?(_ definition: Definition) throws {
    guard let path = definition.outlinesPath, let data = try FileContent.bytes(of: path),
      let collection = try? JSONDecoder().decode(Collection.self, from: data)
    else { return nil }
    var rings: [String: [[Point]]] = [:]
    for feature in collection.features {
      rings[feature.properties.province_code] = feature.geometry.rings.map { ring in
        ring.filter { $0.count >= 2 }.map { Point(x: Self.x($0[0]), y: Self.y($0[1])) }
      }
    }
    self.definition = definition
    outlines = definition.areas.provinces.compactMap { area in
      let code = definition.areas.codes[Int(area)]
      guard let rings = rings[code], let mark = LabelPoint.find(in: rings) else { return nil }
      let islands = Self.archipelagos.filter { $0.province == code }.flatMap(\.islands).map(Self.island).joined()
      return (area, rings.map(Self.path).joined() + islands, (mark.x, mark.y))
    }
    width = Int(Self.x(Self.east))
    height = Int(Self.y(Self.south))
  }

  /// The outlines by name, to be used by the maps; with the names of the archipelagos.
  var definitions: String {
    let shapes = outlines.map { #"<path id="o\#(definition.areas.codes[Int($0.area)])" d="\#($0.path)"/>"# }
    let names = Self.archipelagos.map { archipelago in
      let place = #"x="\#(Self.text(Self.x(archipelago.label.0)))" y="\#(Self.text(Self.y(archipelago.label.1)))""#
      return
        #"<text lang="vi" \#(place)>\#(archipelago.name.vi)</text><text lang="en" \#(place)>\#(archipelago.name.en)</text>"#
    }
    return shapes.joined(separator: "\n") + "\n<g id=\"isles\">" + names.joined() + "</g>"
  }

  /// What a map says of a province.
  struct Mark {
    /// Class of the colour, and the sign over it.
    let name: String, sign: String
    /// What is shown where the pointer rests.
    let text: String
  }

  /// The shapes of a map and the signs over them.
  func shapes(_ mark: (AreaIndex) -> Mark) -> String {
    let marks = outlines.map { ($0, mark($0.area)) }
    let shapes = marks.map { outline, mark in
      let code = definition.areas.codes[Int(outline.area)]
      return
        ##"<use href="#o\##(code)" data-province="\##(code)" class="\##(mark.name)"><title>\##(Markup.escape(mark.text))</title></use>"##
    }
    // One text whose letters have a place each.
    let xs = outlines.map { Self.text($0.mark.x) }.joined(separator: " ")
    let ys = outlines.map { Self.text($0.mark.y + 5.5) }.joined(separator: " ")
    let signs = #"<text class="signs" x="\#(xs)" y="\#(ys)">\#(marks.map(\.1.sign).joined())</text>"#
    return shapes.joined(separator: "\n") + signs + ##"<use href="#isles"/>"##
  }

  private static func path(_ ring: [Point]) -> String {
    var result = "M"
    for (index, point) in ring.enumerated() {
      result += (index == 0 ? "" : "L") + text(point.x) + " " + text(point.y)
    }
    return result + "Z"
  }

  /// A small disc.
  private static func island(_ place: (Double, Double)) -> String {
    "M\(text(x(place.0) - 2.6)) \(text(y(place.1)))a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0-5.2 0Z"
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
