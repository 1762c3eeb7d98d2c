import Inventory
public import Kernel
public import LabelPrinting
import Storage

extension Chain {
  /// Renders labels of devices, on a stock and for a printer.
  ///
  /// - Parameters:
  ///   - codes: the devices, in the order of the labels.
  ///   - wished: whether to add the labels people wished for and did not get yet.
  ///   - templates: the stocks, printers and designs to choose from, the user's own among them.
  ///   - keep: puts the bytes away inside the act: when it fails, nothing is recorded either.
  ///   - placing: copies, the first label to use, and those to leave out.
  /// - Throws: ``LabelPrintingFailure`` when one label cannot be printed as its design says: then none is.
  public func renderLabels(
    of codes: [AssetCode], wished: Bool = false, design: String, stock: String, printer: String,
    templates: LabelTemplates,
    placing: LabelPlacing, language: Language, as act: Act, keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> RenderedLabels {
    try database.write(Action.renderLabels, act) { change in
      let waiting = wished ? try LabelWishStore.waiting(in: change) : []
      let codes = try codes + waiting.compactMap { try DeviceStore.device($0, in: change)?.code }
      if wished { try LabelWishStore.printed(in: change) }
      let items = try codes.map { code in
        LabelItem(code: code, baseURL: instance.baseURL, lines: try labelLines(of: code, language, in: change))
      }
      let run = LabelRun(items, copies: placing.copies, start: placing.start, skip: placing.skip)
      let rendered = try LabelSheet.render(
        run, design: templates.design(design), stock: templates.stock(stock), printer: templates.printer(printer),
        language: language, created: act.recorded)
      change.concerns(.instance)
      change.note("labels", .number(rendered.labels))
      change.note("stock", .dataName(stock))
      try keep(rendered.bytes)
      return rendered
    }
  }
}

extension Chain {
  /// What the label of a device says of it; of one whose data are its user's, first of all that nobody erases it.
  private func labelLines(of code: AssetCode, _ language: Language, in reader: Reader) throws -> [String] {
    let warning = Text(fr: "NE PAS EFFACER", en: "DO NOT ERASE")[language]
    if let visitor = try VisitorStore.find(code, in: reader) {
      try visitor.requireHere()
      return [warning, visitor.name, instance.name]
    }
    let device = try DeviceStore.device(code, in: reader)
    let identity = try MediumStore.identity(of: device.id, in: reader)
    let name = identity.name ?? device.category.text[language]
    return device.state.name == .inRepair
      ? [warning, name, instance.name] : [name, identity.serial ?? "", instance.name]
  }

  /// Records that a label of a device is wished for; a run of wished labels prints it.
  public func wishLabel(of code: AssetCode, as act: Act) throws {
    try database.write(Action.wishLabel, act) { change in
      let device = try DeviceStore.device(code, in: change)
      change.concerns(.device(device.id))
      try LabelWishStore.wish(for: device.id, in: change)
    }
  }
}

/// Where the labels of a run go on its first sheet.
public struct LabelPlacing: Sendable {
  /// How many of each label.
  public let copies: Int
  /// The first label to use.
  public let start: LabelRun.Position
  /// Labels not to use, numbered from 1, row by row.
  public let skip: Set<Int>

  /// Makes a placing.
  public init(copies: Int, start: LabelRun.Position, skip: Set<Int>) {
    self.copies = copies
    self.start = start
    self.skip = skip
  }
}
