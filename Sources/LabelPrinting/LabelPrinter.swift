public import Kernel
public import Typesetting

/// The device that prints labels: one file of `Labels/Printers`.
public struct LabelPrinter: Sendable, Equatable {
  /// The name used on the command line; a user's file of the same id replaces the shipped one.
  public let id: String
  public let name: Text
  public let language: Language
  /// Dots in a millimetre: QR modules are whole dots. An office printer counts as 300 dpi, since its 600 or 1200 are
  /// multiples of that.
  public let dotsPerMillimetre: Double
  /// The border of the sheet the device cannot print, in millimetres.
  public let unprintable: Border
  /// What sets its own errors right; it changes the drawing, never the stock.
  public let calibration: Adjustment
  /// Commands of its language put in each label, such as the media mode.
  public let mediaCommands: [String]

  /// What the device understands.
  public enum Language: String, Sendable, CaseIterable {
    case pdf, zpl
  }

  /// A border of different widths, in millimetres.
  public struct Border: Sendable, Equatable {
    public let left, top, right, bottom: Double
  }

  /// The part of a sheet the device can print.
  public func printable(of sheet: Extent) -> Area {
    Area(
      x: unprintable.left, y: unprintable.top, width: sheet.width - unprintable.left - unprintable.right,
      height: sheet.height - unprintable.top - unprintable.bottom)
  }

  /// Reads a printer file.
  ///
  /// - Throws: ``JSONFailure`` with the place of what is wrong, also when a scale or slant is asked of a device that
  ///   prints whole dots: its QR modules would differ from one another.
  public init(_ node: JSONNode) throws(JSONFailure) {
    self = try node.object { fields throws(JSONFailure) in try LabelPrinter(fields) }
  }

  private init(_ fields: JSONFields) throws(JSONFailure) {
    id = try fields.required("id").identifier()
    name = try fields.required("name").text()
    language = try fields.required("language").choice(Language.self)
    dotsPerMillimetre = try fields.required("dpi").length() / 25.4
    unprintable =
      try fields.optional("unprintable")?.object { fields throws(JSONFailure) in
        Border(
          left: try fields.required("left").length(orZero: true),
          top: try fields.required("top").length(orZero: true),
          right: try fields.required("right").length(orZero: true),
          bottom: try fields.required("bottom").length(orZero: true))
      } ?? Border(left: 0, top: 0, right: 0, bottom: 0)
    let (language, density) = (language, dotsPerMillimetre)
    calibration =
      try fields.optional("calibration")?.object { fields throws(JSONFailure) in
        try Adjustment(fields, language: language, dotsPerMillimetre: density)
      } ?? .none
    mediaCommands =
      try fields.optional("mediaCommands")?.array { element throws(JSONFailure) in
        let command = try element.string()
        guard command.allSatisfy({ $0.isASCII && !$0.isNewline }), !command.contains("^XZ"),
          !command.contains("^XA"), language == .zpl
        else {
          throw element.failure(
            fr: "ce n'est pas une commande de réglage de ce langage",
            en: "this is no media command of this language")
        }
        return command
      } ?? []
  }
}

extension Adjustment {
  fileprivate init(
    _ fields: JSONFields, language: LabelPrinter.Language, dotsPerMillimetre: Double
  ) throws(JSONFailure) {
    self.init(
      dx: try fields.optional("dx")?.number() ?? 0, dy: try fields.optional("dy")?.number() ?? 0,
      scaleX: try fields.optional("scaleX")?.length() ?? 1,
      scaleY: try fields.optional("scaleY")?.length() ?? 1,
      skew: try fields.optional("skew")?.number() ?? 0)
    guard language != .pdf else { return }
    guard scaleX == 1, scaleY == 1, skew == 0 else {
      throw fields.node.failure(
        fr: "cette imprimante imprime des points entiers : seuls « dx » et « dy » se règlent",
        en: "this printer prints whole dots: only “dx” and “dy” can be set")
    }
    dx = (dx * dotsPerMillimetre).rounded() / dotsPerMillimetre
    dy = (dy * dotsPerMillimetre).rounded() / dotsPerMillimetre
  }
}
