/// One page as a list of things to draw, in millimetres: every back-end draws this same list.
public struct Page: Sendable, Equatable {
  /// The size of the sheet or of the label.
  public var size: Extent
  /// What is drawn, from the bottom to the top.
  public var marks: [Mark]
  /// What the printer's own errors ask for.
  public var adjustment: Adjustment

  /// Makes a page.
  public init(size: Extent, marks: [Mark] = [], adjustment: Adjustment = .none) {
    self.size = size
    self.marks = marks
    self.adjustment = adjustment
  }
}

/// One thing drawn on a page.
public enum Mark: Sendable, Equatable {
  /// A line of text.
  case text(TextLine)
  /// A straight line; its thickness is in millimetres.
  case line(from: Point, to: Point, thickness: Double, ink: Ink)
  /// The outline of a rectangle, its corners rounded by a radius in millimetres.
  case outline(Area, radius: Double, thickness: Double, ink: Ink)
  /// A filled rectangle.
  case fill(Area, ink: Ink)
  /// A QR symbol: the top left corner of its first module and the side of a module in millimetres.
  case symbol(QRSymbol, at: Point, module: Double)
  /// A picture as large as an area allows, in its middle and in its own proportions.
  case picture(Bitmap, in: Area)

  /// The same mark elsewhere.
  public func moved(by offset: Point) -> Mark {
    switch self {
    case .text(var line):
      line.origin = line.origin + offset
      return .text(line)
    case .line(let from, let to, let thickness, let ink):
      return .line(from: from + offset, to: to + offset, thickness: thickness, ink: ink)
    case .outline(let area, let radius, let thickness, let ink):
      return .outline(area.moved(by: offset), radius: radius, thickness: thickness, ink: ink)
    case .fill(let area, let ink):
      return .fill(area.moved(by: offset), ink: ink)
    case .symbol(let symbol, let at, let module):
      return .symbol(symbol, at: at + offset, module: module)
    case .picture(let picture, let area):
      return .picture(picture, in: area.moved(by: offset))
    }
  }
}

/// One line of text where it is drawn.
public struct TextLine: Sendable, Equatable {
  /// What is written; it holds no line break.
  public var text: String
  public var font: Font
  public var ink: Ink
  /// The left end of the baseline.
  public var origin: Point

  /// Makes a line of text.
  public init(_ text: String, font: Font, ink: Ink = .black, origin: Point) {
    self.text = text
    self.font = font
    self.ink = ink
    self.origin = origin
  }
}

extension Area {
  /// The same area elsewhere.
  public func moved(by offset: Point) -> Area {
    Area(x: minX + offset.x, y: minY + offset.y, width: size.width, height: size.height)
  }
}
