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
  public var calibration: Adjustment
  /// Commands of its language put in each label, such as the media mode.
  public let mediaCommands: [String]
  /// The white between two labels of a roll, in millimetres.
  public let gap: Double
  /// What the device draws itself; all else comes as dots drawn here, exact and the same on every model.
  public let firmware: Set<Firmware>
  /// The dots across its head, where its language wants lines of that length.
  public let headDots: Int

  /// What the device understands.
  public enum Language: String, Sendable, CaseIterable {
    case pdf, png, svg, zpl, tspl, epl2
    case brotherQL = "brother-ql"
    case escpos
  }

  /// What a device may draw with its own means.
  public enum Firmware: String, Sendable, CaseIterable {
    case qr, text
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
    let language = try fields.required("language").choice(Language.self)
    self.language = language
    dotsPerMillimetre = try fields.required("dpi").length() / 25.4
    unprintable =
      try fields.optional("unprintable")?.object { fields throws(JSONFailure) in
        Border(
          left: try fields.required("left").length(orZero: true),
          top: try fields.required("top").length(orZero: true),
          right: try fields.required("right").length(orZero: true),
          bottom: try fields.required("bottom").length(orZero: true))
      } ?? Border(left: 0, top: 0, right: 0, bottom: 0)
    let density = dotsPerMillimetre
    calibration =
      try fields.optional("calibration")?.object { fields throws(JSONFailure) in
        try Adjustment(fields, language: language, dotsPerMillimetre: density)
      } ?? .none
    mediaCommands =
      try fields.optional("mediaCommands")?.array { element throws(JSONFailure) in
        let command = try element.string()
        guard command.allSatisfy({ $0.isASCII && !$0.isNewline }), language.isSetting(command) else {
          throw element.failure(
            fr: "ce n'est pas une commande de réglage de ce langage",
            en: "this is no media command of this language")
        }
        return command
      } ?? []
    gap = try fields.optional("gap")?.length(orZero: true) ?? 3
    firmware = Set(
      try fields.optional("firmware")?.array { element throws(JSONFailure) in
        let part = try element.choice(Firmware.self)
        guard language.firmware.contains(part) else {
          throw element.failure(
            fr: "ce langage ne sait pas dessiner cela lui-même", en: "this language cannot draw that itself")
        }
        return part
      } ?? [])
    headDots = try fields.optional("headDots")?.dots() ?? 720
    guard headDots > 0, headDots.isMultiple(of: 8) else {
      throw fields.node.failure(
        fr: "« headDots » doit être un multiple de 8", en: "“headDots” must be a multiple of 8")
    }
  }
}

extension LabelPrinter.Language {
  /// Whether it prints one label at a time, in whole dots.
  public var isLabelByLabel: Bool {
    switch self {
    case .pdf, .png, .svg: false
    case .zpl, .tspl, .epl2, .brotherQL, .escpos: true
    }
  }

  /// The kind of the bytes, and the usual ending of a file of theirs, without its dot.
  public var file: (mediaType: String, ending: String) {
    switch self {
    case .pdf: ("application/pdf", "pdf")
    case .png: ("image/png", "png")
    case .svg: ("image/svg+xml", "svg")
    case .zpl: ("application/vnd.zebra-zpl", "zpl")
    case .tspl: ("application/octet-stream", "tspl")
    case .epl2: ("application/octet-stream", "epl")
    case .brotherQL, .escpos: ("application/octet-stream", "bin")
    }
  }

  /// The shipped printer of the language, for a sheet or for a roll.
  public func usualPrinter(forRoll isRoll: Bool) -> String {
    switch self {
    case .pdf: isRoll ? "pdf-roll" : "pdf"
    case .png: "png"
    case .svg: "svg"
    case .zpl: "zebra-203"
    case .tspl: "tspl-203"
    case .epl2: "epl2-203"
    case .brotherQL: "brother-ql"
    case .escpos: "escpos-203"
    }
  }

  /// What devices of the language can draw themselves. EPL2 has a QR code on Japanese models only; Brother's raster has nothing.
  var firmware: Set<LabelPrinter.Firmware> {
    switch self {
    case .pdf, .png, .svg, .brotherQL: []
    case .zpl, .tspl, .escpos: [.qr, .text]
    case .epl2: [.text]
    }
  }

  /// Whether a line sets the device up, and cannot end the label or begin another.
  fileprivate func isSetting(_ command: String) -> Bool {
    switch self {
    case .pdf, .png, .svg, .brotherQL, .escpos: false
    case .zpl: command.hasPrefix("^") && !["^XZ", "^XA"].contains { command.uppercased().contains($0) }
    case .tspl:
      ["SPEED", "DENSITY", "DIRECTION", "OFFSET", "SHIFT", "SET ", "BLINE", "GAP"].contains { command.hasPrefix($0) }
    case .epl2: command.first.map { "SDZOR".contains($0) } ?? false
    }
  }
}

extension Adjustment {
  fileprivate init(
    _ fields: JSONFields, language: LabelPrinter.Language, dotsPerMillimetre: Double
  ) throws(JSONFailure) {
    self.init(
      dx: try fields.optional("dx")?.number(in: -50...50) ?? 0,
      dy: try fields.optional("dy")?.number(in: -50...50) ?? 0,
      scaleX: try fields.optional("scaleX")?.number(in: 0.9...1.1) ?? 1,
      scaleY: try fields.optional("scaleY")?.number(in: 0.9...1.1) ?? 1,
      skew: try fields.optional("skew")?.number(in: -0.1...0.1) ?? 0)
    guard language.isLabelByLabel else { return }
    guard scaleX == 1, scaleY == 1, skew == 0 else {
      throw fields.node.failure(
        fr: "cette imprimante imprime des points entiers : seuls « dx » et « dy » se règlent",
        en: "this printer prints whole dots: only “dx” and “dy” can be set")
    }
    self = onWholeDots(dotsPerMillimetre)
  }

  /// The offset rounded to whole dots.
  func onWholeDots(_ density: Double) -> Adjustment {
    Adjustment(
      dx: (dx * density).rounded() / density, dy: (dy * density).rounded() / density, scaleX: scaleX, scaleY: scaleY,
      skew: skew)
  }
}
