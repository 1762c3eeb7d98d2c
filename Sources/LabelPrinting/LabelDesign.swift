public import Kernel
public import Typesetting

/// What is drawn on a label: one file of `Labels/Designs`.
///
/// It holds one drawing for each order of size; a label takes the first that it is large enough for.
public struct LabelDesign: Sendable, Equatable {
  /// The name used on the command line; a user's file of the same id replaces the shipped one.
  public let id: String
  public let name: Text
  public let drawings: [Drawing]
  /// Whether the border that a device cannot print may take part of it away: so it is with outlines to measure by.
  public let mayBleed: Bool

  /// The drawing for labels of a size and more; measures in millimetres.
  public struct Drawing: Sendable, Equatable {
    public let atLeast: Extent
    /// The border left free on each side of the label.
    public let inset: Double
    public let items: [Item]
  }

  /// One thing of a drawing.
  public enum Item: Sendable, Equatable {
    case qr(QR)
    case text(TextBox)
    case outline(Edges, radius: Double?, thickness: Double)
    case rule(Edges)
    /// Marks a millimetre apart along the longer side of the box, longer each five and ten.
    case ruler(Edges)
    /// A picture, such as a logo.
    case image(Edges, Bitmap)
  }

  /// The QR symbol, with its quiet zone inside its box.
  public struct QR: Sendable, Equatable {
    public let box: Edges
    public let level: QRSymbol.Level
    /// The smallest side of a module, in millimetres; never under 0.33.
    public let minModule: Double
  }

  /// Text in a box.
  public struct TextBox: Sendable, Equatable {
    public let box: Edges
    /// Paragraphs, with words between braces for what the label says; those that come out empty are left out.
    let write: [LabelTemplate]
    public let face: Face
    /// The size wanted and the least, in points.
    public let preferred, least: Double
    /// Lines at most.
    public let lines: Int
    public let overflow: Overflow
    public let align: Alignment
  }

  /// Where the lines of a text stand in their box.
  public enum Alignment: String, Sendable, CaseIterable {
    case left, centre
  }

  /// What happens when a text is too long for its box even at the least size.
  public enum Overflow: String, Sendable, CaseIterable {
    /// Its end is left out and an ellipsis says so.
    case ellipsis = "shrink-then-ellipsis"
    /// The label is refused.
    case refuse
  }

  /// The drawing for labels of a size, or nothing when the smallest is still too large.
  public func drawing(for label: Extent) -> Drawing? {
    drawings.first { $0.atLeast.width <= label.width && $0.atLeast.height <= label.height }
  }

  /// Gives the bytes of a file that lies beside a design's, or nothing when there is none.
  public typealias FilesBeside = (_ name: String) -> [UInt8]?

  /// Reads a design file.
  ///
  /// - Throws: ``JSONFailure`` with the place of what is wrong.
  public init(_ node: JSONNode, beside files: FilesBeside = { _ in nil }) throws(JSONFailure) {
    self = try node.object { fields throws(JSONFailure) in
      let (id, name) = (try fields.required("id").identifier(), try fields.required("name").text())
      let list = try fields.required("drawings")
      let drawings = try list.array { node throws(JSONFailure) in try Drawing(node, beside: files) }
      guard !drawings.isEmpty else {
        throw list.failure(fr: "il faut au moins un dessin", en: "at least one drawing is needed")
      }
      return LabelDesign(
        id: id, name: name, drawings: drawings, mayBleed: try fields.optional("mayBleed")?.bool() ?? false)
    }
  }

  private init(id: String, name: Text, drawings: [Drawing], mayBleed: Bool) {
    self.id = id
    self.name = name
    self.drawings = drawings
    self.mayBleed = mayBleed
  }
}

/// Where an item lies: its distances to the edges of the label less its inset, or its sides, two of each three.
public struct Edges: Sendable, Equatable {
  let horizontal, vertical: Span

  /// One axis of a box, in millimetres.
  enum Span: Sendable, Equatable {
    case between(start: Double, end: Double)
    case fromStart(Double, length: Double)
    case fromEnd(Double, length: Double)

    /// Where the span starts and how long it is on an axis of a length.
    func placed(on length: Double) -> (start: Double, length: Double) {
      switch self {
      case .between(let start, let end): (start, length - start - end)
      case .fromStart(let start, let own): (start, own)
      case .fromEnd(let end, let own): (length - end - own, own)
      }
    }
  }

  /// The box inside a label already less its inset.
  func area(in field: Area) -> Area {
    let (x, width) = horizontal.placed(on: field.size.width)
    let (y, height) = vertical.placed(on: field.size.height)
    return Area(x: field.minX + x, y: field.minY + y, width: width, height: height)
  }
}
