/// A point of the drawing.
struct Point {
  let x: Double, y: Double
}

/// Where a sign stands in a shape: as far from its border as can be.
enum LabelPoint {
  /// The best of a grid of points; nil where the shape has no inside.
  static func find(in rings: [[Point]]) -> Point? {
    // Islands are other rings: the sign belongs to the largest.
    guard let ring = rings.max(by: { extent($0) < extent($1) }), ring.count > 2 else { return nil }
    let xs = ring.map(\.x), ys = ring.map(\.y)
    let (left, right, top, bottom) = (xs.min()!, xs.max()!, ys.min()!, ys.max()!)
    let steps = 24
    var best: (point: Point, distance: Double)?
    for row in 1..<steps {
      for column in 1..<steps {
        let point = Point(
          x: left + (right - left) * Double(column) / Double(steps),
          y: top + (bottom - top) * Double(row) / Double(steps))
        guard contains(ring, point) else { continue }
        let distance = distance(point, to: ring)
        if distance > best?.distance ?? 0 { best = (point, distance) }
      }
    }
    return best?.point
  }

  private static func sides(_ ring: [Point]) -> Zip2Sequence<[Point], [Point]> {
    zip(ring, Array(ring.dropFirst()) + [ring[0]])
  }

  private static func extent(_ ring: [Point]) -> Double {
    guard ring.count > 2 else { return 0 }
    return abs(sides(ring).reduce(0) { $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y })
  }

  private static func contains(_ ring: [Point], _ point: Point) -> Bool {
    var isInside = false
    for (a, b) in sides(ring) where (a.y > point.y) != (b.y > point.y) {
      if point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x { isInside.toggle() }
    }
    return isInside
  }

  /// The square of the distance to the nearest side.
  private static func distance(_ point: Point, to ring: [Point]) -> Double {
    sides(ring).reduce(Double.infinity) { nearest, side in
      let (a, b) = side
      let (dx, dy) = (b.x - a.x, b.y - a.y)
      let length = dx * dx + dy * dy
      let along = length > 0 ? min(1, max(0, ((point.x - a.x) * dx + (point.y - a.y) * dy) / length)) : 0
      let (x, y) = (a.x + along * dx - point.x, a.y + along * dy - point.y)
      return min(nearest, x * x + y * y)
    }
  }
}
