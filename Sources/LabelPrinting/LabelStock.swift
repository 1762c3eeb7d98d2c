public import Kernel
public import Typesetting

/// The paper labels are printed on: one file of `Labels/Stock`, all measures in millimetres.
public struct LabelStock: Sendable, Equatable {
  /// The name used on the command line; a user's file of the same id replaces the shipped one.
  public let id: String
  /// What people call it: the name on the box, and what is in it.
  public let name: Text
  /// The sheet; on a roll, the label itself.
  public let sheet: Extent
  /// One label.
  public let label: Extent
  /// How round the corners of a label are.
  public let radius: Double
  public let columns, rows: Int
  /// The top left corner of the first label.
  public let corner: Point
  /// From one label to the next.
  public let pitch: Extent
  /// Other boxes with the same measures.
  public let sameAs: [String]
  /// What to print on it with, for labels that must last.
  public let advice: Text?
  /// Where the measures come from.
  public let source: String
  /// Whether somebody measured a sheet; public sources disagree by up to a millimetre.
  public let verified: Bool
  /// What printers that feed a named tape are told of it, such as Brother's; nothing for other paper.
  public let tape: Tape?

  /// A tape as its makers describe it: printers refuse a job that names another.
  public struct Tape: Sendable, Equatable {
    /// Its width, and the length of a label; a tape without one is cut where the label ends. In whole millimetres.
    public let width: Int
    public let length: Int?
    /// The dots across it that can be printed, the lines of a label that can, and the unused dots at its right, at 300 dpi.
    public let columns: Int
    public let rows: Int?
    public let rightMargin: Int
  }

  /// Labels on a sheet.
  public var positions: Int { columns * rows }

  /// A sheet with a single label, as rolls are.
  public var isRoll: Bool { positions == 1 && sheet == label }

  /// Where a label lies on its sheet; positions are numbered from 0, row by row.
  public func area(at position: Int) -> Area {
    Area(
      x: corner.x + Double(position % columns) * pitch.width,
      y: corner.y + Double(position / columns) * pitch.height,
      width: label.width, height: label.height)
  }

  /// Reads a stock file.
  ///
  /// - Throws: ``JSONFailure`` with the place of what is wrong, also when the labels leave the sheet or overlap.
  public init(_ node: JSONNode) throws(JSONFailure) {
    self = try node.object { fields throws(JSONFailure) in try LabelStock(fields) }
  }

  private init(_ fields: JSONFields) throws(JSONFailure) {
    id = try fields.required("id").identifier()
    name = try fields.required("name").nameInBoth()
    sheet = try fields.required("sheet").extent()
    (label, radius) = try fields.required("label").object { fields throws(JSONFailure) in
      let size = Extent(
        width: try fields.required("width").length(), height: try fields.required("height").length())
      let radius = fields.optional("radius")
      guard try radius?.length(orZero: true) ?? 0 <= min(size.width, size.height) / 2 else {
        throw (radius ?? fields.node).failure(
          fr: "les coins sont plus ronds que l'étiquette n'est large",
          en: "the corners are rounder than the label is wide")
      }
      return (size, try radius?.length(orZero: true) ?? 0)
    }
    let grid = fields.optional("grid")
    (columns, rows) =
      try grid?.object { fields throws(JSONFailure) in
        (try fields.required("columns").count(), try fields.required("rows").count())
      } ?? (1, 1)
    pitch =
      try fields.optional("pitch")?.object { fields throws(JSONFailure) in
        Extent(width: try fields.required("x").length(), height: try fields.required("y").length())
      } ?? label
    let taken = Extent(
      width: Double(columns - 1) * pitch.width + label.width,
      height: Double(rows - 1) * pitch.height + label.height)
    let centred = Point(x: (sheet.width - taken.width) / 2, y: (sheet.height - taken.height) / 2)
    corner =
      try fields.optional("margins")?.object { fields throws(JSONFailure) in
        Point(
          x: try fields.optional("left")?.length(orZero: true) ?? centred.x,
          y: try fields.optional("top")?.length(orZero: true) ?? centred.y)
      } ?? centred
    sameAs =
      try fields.optional("sameAs")?.array { element throws(JSONFailure) in try element.string() } ?? []
    advice = try fields.optional("advice")?.text()
    source = try fields.required("source").string()
    verified = try fields.required("verified").bool()
    tape = try fields.optional("tape").map { node throws(JSONFailure) in try Tape(node) }

    let whole = Area(x: 0, y: 0, width: sheet.width, height: sheet.height)
    guard whole.contains(Area(x: corner.x, y: corner.y, width: taken.width, height: taken.height)) else {
      throw fields.node.failure(
        fr: "les étiquettes dépassent de la feuille", en: "the labels leave the sheet")
    }
    guard columns == 1 || pitch.width >= label.width, rows == 1 || pitch.height >= label.height else {
      throw fields.node.failure(
        fr: "le pas est plus petit que l'étiquette : elles se chevauchent",
        en: "the pitch is smaller than the label: they overlap")
    }
  }
}

extension LabelStock.Tape {
  fileprivate init(_ node: JSONNode) throws(JSONFailure) {
    self = try node.object { fields throws(JSONFailure) in
      let (length, rows) = (fields.optional("length"), fields.optional("rows"))
      guard (length == nil) == (rows == nil) else {
        throw node.failure(
          fr: "« length » et « rows » vont ensemble : une bande continue n'a ni l'un ni l'autre",
          en: "“length” and “rows” go together: a continuous tape has neither")
      }
      return LabelStock.Tape(
        width: try fields.required("width").count(),
        length: try length.map { node throws(JSONFailure) in try node.count() },
        columns: try fields.required("columns").dots(),
        rows: try rows.map { node throws(JSONFailure) in try node.dots() },
        rightMargin: try fields.optional("rightMargin")?.dots() ?? 0)
    }
  }
}
