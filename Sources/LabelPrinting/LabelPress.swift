public import Kernel
public import Typesetting

/// What a run of labels is printed with.
public struct LabelSetup: Sendable {
  public var design: LabelDesign
  public var stock: LabelStock
  public var printer: LabelPrinter
  public var words: LabelWords

  /// Makes a setup.
  public init(design: LabelDesign, stock: LabelStock, printer: LabelPrinter, words: LabelWords) {
    (self.design, self.stock, self.printer, self.words) = (design, stock, printer, words)
  }
}

/// What came of a run.
public struct PrintedLabels: Sendable, Equatable {
  /// Labels printed, copies included.
  public let labels: Int
  /// Sheets; on a roll, labels.
  public let pages: Int
  /// The last label used of the last sheet.
  public let last: LabelPlacing.Position
  /// The codes that were asked for more than once, copies apart: two things under one code is most often a mistake of a list.
  public var doubled: [String] = []
  /// The codes of a list that were misread: their labels are printed as the list says.
  public var misread: [MisreadCode] = []
}

/// A code of a list whose check character does not fit.
public struct MisreadCode: Sendable, Equatable {
  /// As it is written.
  public let code: String
  /// The line it stands on.
  public let line: Int
  /// What it probably was: two neighbours swapped, or one character taken for another that looks like it.
  public var likely: [AssetCode]

  /// Tells what a code probably was.
  public init(_ code: String, line: Int) {
    (self.code, self.line) = (code, line)
    likely = AssetCode.likely(for: code)
  }

  /// Whether it is written as codes are, in three groups of three.
  public var isGrouped: Bool {
    let groups = code.split(separator: "-", omittingEmptySubsequences: false)
    return groups.count == 3 && groups.allSatisfy { $0.count == 3 }
  }
}

/// Prints labels one after the other: each is laid out once, and what is ready can be put away at once, so that a long run
/// needs no more memory than a short one.
public final class LabelPress {
  private let setup: LabelSetup
  private let copies: Int
  private let positions: SheetPositions
  private let typesetter: Typesetter
  private let layout: LabelLayout
  private var output: Output
  /// The page being filled; of printers of labels, none.
  private var page: Page
  private var (labels, sheet, last) = (0, 0, 0)
  /// The codes printed, and those of them that came again.
  private var (codes, again): (Set<String>, Set<String>) = ([], [])
  private var doubled: [String] = []

  private enum Output {
    case pdf(PDFWriter)
    case picture
    case labels(any LabelLanguage, DotCanvas)
  }

  /// Prepares a run.
  ///
  /// - Parameter created: when the job is said to be made; the same input gives the same bytes.
  /// - Throws: ``LabelPrintingFailure`` when the design, the stock and the printer do not go together, or a position is not
  ///   on the sheet.
  public init(_ setup: LabelSetup, placing: LabelPlacing, created: Instant) throws {
    self.setup = setup
    let (stock, printer) = (setup.stock, setup.printer)
    positions = try SheetPositions(placing, stock: stock)
    copies = placing.copies
    typesetter = try Typesetter()
    layout = try LabelLayout(
      design: setup.design, stock: stock, printer: printer, words: setup.words, typesetter: typesetter)
    page = Page(size: stock.sheet, adjustment: printer.calibration)
    switch printer.language {
    case .pdf:
      let title = Text(fr: "Étiquettes – \(stock.name.fr)", en: "Labels – \(stock.name.en)")[setup.words.language]
      let properties = PDFWriter.Properties(title: title, language: setup.words.language, created: created)
      output = .pdf(try PDFWriter(properties, typesetter: typesetter))
    case .png, .svg: output = .picture
    case .zpl, .tspl, .epl2, .brotherQL, .escpos:
      guard stock.isRoll else {
        throw LabelPrintingFailure.sheetOnRollPrinter(stock: stock.id, printer: printer.id)
      }
      let canvas = try DotCanvas(
        size: printer.language == .brotherQL ? layout.printable.size : stock.sheet,
        dotsPerMillimetre: printer.dotsPerMillimetre, typesetter: typesetter)
      output = .labels(try printer.language(for: stock), canvas)
    }
  }

  /// Prints more labels, each in all its copies.
  ///
  /// Encoding symbols is most of the work: those of the next labels are encoded on another processor meanwhile.
  /// - Parameter each: takes each label, with the bytes that are ready then.
  /// - Throws: ``LabelPrintingFailure`` or ``TypesettingFailure``, naming what cannot be printed as asked; what `each` throws.
  public func add(_ items: [LabelItem], each: (LabelItem, [UInt8]) throws -> Void) throws {
    var ready: [SymbolEncoder.Symbols] = []
    // A few at first, so that both processors have work soon.
    var (start, size) = (0, 8)
    while start < items.count {
      let now = items[start...].prefix(size)
      if ready.isEmpty { ready = now.map(layout.encoder.symbols) }
      (start, size) = (start + now.count, min(2 * size, 64))
      let (next, printed) = layout.encoder.symbols(of: Array(items[start...].prefix(size))) {
        Result {
          for (item, symbols) in zip(now, ready) { try each(item, add(item, copies: copies, symbols)) }
        }
      }
      try printed.get()
      ready = next
    }
  }

  /// Prints one more label in another number of copies than the run's, and gives the bytes that are ready.
  ///
  /// - Throws: ``LabelPrintingFailure`` or ``TypesettingFailure``, naming what cannot be printed as asked.
  public func add(_ item: LabelItem, copies: Int) throws -> [UInt8] {
    try add(item, copies: copies, layout.encoder.symbols(of: item))
  }

  private func add(_ item: LabelItem, copies: Int, _ symbols: SymbolEncoder.Symbols) throws -> [UInt8] {
    if !codes.insert(item.code).inserted, again.insert(item.code).inserted { doubled.append(item.code) }
    if case .labels(var language, let canvas) = output {
      let start = labels == 0 ? language.begin() : []
      let label = try dotted(item, symbols, on: canvas)
      labels += copies
      sheet = labels - 1
      let bytes = start + language.label(label, copies: copies)
      output = .labels(language, canvas)
      return bytes
    }
    for _ in 0..<copies {
      let place = positions.place(of: labels)
      if place.sheet != sheet {
        try turnPage()
        sheet = place.sheet
      }
      page.marks += try layout.marks(for: item, at: place.position, symbols)
      (last, labels) = (place.position, labels + 1)
    }
    if case .pdf(let writer) = output { return writer.take() }
    return []
  }

  /// Ends the run and gives its last bytes.
  ///
  /// - Throws: ``LabelPrintingFailure/nothingToPrint`` when no label was added.
  public func finish() throws -> (bytes: [UInt8], printed: PrintedLabels) {
    guard labels > 0 else { throw LabelPrintingFailure.nothingToPrint }
    let printed = PrintedLabels(labels: labels, pages: sheet + 1, last: setup.stock.position(last), doubled: doubled)
    switch output {
    case .pdf(let writer):
      try writer.add(page)
      return (try writer.finish(), printed)
    case .picture:
      let bytes =
        setup.printer.language == .svg
        ? try page.svg(typesetter: typesetter)
        : try Bitmap(drawing: page, dotsPerMillimetre: setup.printer.dotsPerMillimetre, typesetter: typesetter).png()
      return (bytes, printed)
    case .labels(var language, _): return (language.end(), printed)
    }
  }

  private func turnPage() throws {
    switch output {
    case .pdf(let writer):
      try writer.add(page)
      page.marks.removeAll(keepingCapacity: true)
    case .picture: throw LabelPrintingFailure.onePage(printer: setup.printer.id)
    case .labels: break
    }
  }

  private func dotted(_ item: LabelItem, _ symbols: SymbolEncoder.Symbols, on canvas: DotCanvas) throws -> DottedLabel {
    let printer = setup.printer
    let shift =
      printer.language == .brotherQL
      ? Point(x: -layout.printable.minX, y: -layout.printable.minY) : Point(x: 0, y: 0)
    let marks = try layout.marks(for: item, at: 0, symbols).map { $0.moved(by: shift) }
    let (drawn, firmware) = try printer.split(marks) { line throws(TypesettingFailure) in
      try typesetter.width(of: line.text, in: line.font)
    }
    let page = Page(size: setup.stock.sheet, marks: drawn, adjustment: printer.calibration)
    return DottedLabel(dots: try canvas.draw(page), firmware: firmware)
  }
}

extension LabelPrinter {
  /// What writes labels for it.
  fileprivate func language(for stock: LabelStock) throws(LabelPrintingFailure) -> any LabelLanguage {
    switch language {
    case .tspl: TSPL(size: stock.label, gap: gap, mediaCommands: mediaCommands)
    case .epl2: EPL2(gap: Int((gap * dotsPerMillimetre).rounded()), mediaCommands: mediaCommands)
    case .brotherQL: BrotherRaster(try BrotherTape(stock, self), headDots: headDots)
    case .escpos: EscPos()
    case .zpl, .pdf, .png, .svg: ZPL(mediaCommands: mediaCommands)
    }
  }
}

extension LabelPrinter {
  /// What sets the device right, as it can: a printer of whole dots moves by whole dots alone.
  public func calibrated(_ wish: Adjustment) -> Adjustment {
    language.isLabelByLabel ? wish.onWholeDots(dotsPerMillimetre) : wish
  }
}

extension LabelStock {
  /// The label after the last one used of a sheet: the first of a new one when that was full, or nothing was used.
  public func position(after last: LabelPlacing.Position?) -> LabelPlacing.Position {
    guard let last, last.row <= rows, last.column <= columns else { return .first }
    return position(((last.row - 1) * columns + last.column) % positions)
  }

  /// The row and column of a position numbered from 0.
  fileprivate func position(_ position: Int) -> LabelPlacing.Position {
    LabelPlacing.Position(row: position / columns + 1, column: position % columns + 1)
  }
}
