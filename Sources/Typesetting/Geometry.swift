/// A place on a page, in millimetres from its top left corner.
public struct Point: Hashable, Sendable {
  public var x: Double
  public var y: Double

  /// Makes a place from its distances to the left and to the top, in millimetres.
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  public static func + (left: Point, right: Point) -> Point {
    Point(x: left.x + right.x, y: left.y + right.y)
  }
}

/// A width and a height, in millimetres.
public struct Extent: Hashable, Sendable {
  public var width: Double
  public var height: Double

  /// Makes an extent from its sides, in millimetres.
  public init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  /// A sheet of A4, ISO 216.
  public static let a4 = Extent(width: 210, height: 297)
}

/// A rectangle on a page, in millimetres.
public struct Area: Hashable, Sendable {
  /// The top left corner.
  public var origin: Point
  /// The sides.
  public var size: Extent

  /// Makes an area from its top left corner and its sides, in millimetres.
  public init(x: Double, y: Double, width: Double, height: Double) {
    origin = Point(x: x, y: y)
    size = Extent(width: width, height: height)
  }

  public var minX: Double { origin.x }
  public var minY: Double { origin.y }
  public var maxX: Double { origin.x + size.width }
  public var maxY: Double { origin.y + size.height }

  /// The area left when a border of that many millimetres is taken off each side.
  public func inset(by border: Double) -> Area {
    Area(
      x: minX + border, y: minY + border, width: size.width - 2 * border, height: size.height - 2 * border)
  }

  /// Whether another area lies inside, to the micrometre.
  public func contains(_ other: Area) -> Bool {
    let slack = 0.001
    return other.minX >= minX - slack && other.maxX <= maxX + slack && other.minY >= minY - slack
      && other.maxY <= maxY + slack
  }
}

/// What a printer's own errors ask of a drawing: an offset, two scales and a slant, about the top left corner.
///
/// It belongs to the printer and never changes the measures of the stock.
public struct Adjustment: Hashable, Sendable {
  /// Millimetres to the right and downwards.
  public var dx, dy: Double
  /// Factors; 1 leaves the drawing as it is.
  public var scaleX, scaleY: Double
  /// Millimetres to the right for each millimetre downwards.
  public var skew: Double

  /// Makes an adjustment; each part is absent unless given.
  public init(dx: Double = 0, dy: Double = 0, scaleX: Double = 1, scaleY: Double = 1, skew: Double = 0) {
    self.dx = dx
    self.dy = dy
    self.scaleX = scaleX
    self.scaleY = scaleY
    self.skew = skew
  }

  /// Nothing to set right.
  public static let none = Adjustment()

  /// Where a place of the drawing is really drawn.
  public func applied(to point: Point) -> Point {
    Point(x: scaleX * point.x + skew * point.y + dx, y: scaleY * point.y + dy)
  }
}
