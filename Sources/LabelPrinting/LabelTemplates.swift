public import Kernel
import ShippedLabels

/// The stocks, printers and designs at hand: those shipped, and those of the user's own folder.
public struct LabelTemplates: Sendable {
  private var ownStocks: [String: LabelStock] = [:]
  private var ownPrinters: [String: LabelPrinter] = [:]
  private var ownDesigns: [String: LabelDesign] = [:]

  /// The three kinds of template files; the raw value is the name of the folder.
  public enum Kind: String, Sendable, CaseIterable {
    case stock = "Stock"
    case printer = "Printers"
    case design = "Designs"
  }

  /// The templates shipped with Rebond: each is read when it is asked for, since a run needs three.
  public init() {}

  /// Reads one more file; it replaces the template of the same kind and id.
  ///
  /// - Parameter files: gives what a design needs besides, such as a logo.
  /// - Returns: its id.
  /// - Throws: ``JSONFailure`` with the place of what is wrong.
  @discardableResult
  public mutating func add(
    _ bytes: [UInt8], file: String, as kind: Kind, beside files: LabelDesign.FilesBeside = { _ in nil }
  ) throws(JSONFailure) -> String {
    let node = try StrictJSON.read(bytes, file: file)
    switch kind {
    case .stock:
      let stock = try LabelStock(node)
      ownStocks[stock.id] = stock
      return stock.id
    case .printer:
      let printer = try LabelPrinter(node)
      ownPrinters[printer.id] = printer
      return printer.id
    case .design:
      let design = try LabelDesign(node, beside: files)
      ownDesigns[design.id] = design
      return design.id
    }
  }

  /// All stocks, in the order of their ids.
  ///
  /// - Throws: ``JSONFailure`` when a shipped file is wrong, which the tests keep from happening; so do the others below.
  public func stocks() throws -> [LabelStock] { try ids(.stock).map(stock) }

  /// All printers, in the order of their ids.
  public func printers() throws -> [LabelPrinter] { try ids(.printer).map(printer) }

  /// All designs, in the order of their ids.
  public func designs() throws -> [LabelDesign] { try ids(.design).map(design) }

  /// The stock of an id. Throws ``LabelPrintingFailure/unknownTemplate(_:id:known:)``.
  public func stock(_ id: String) throws -> LabelStock {
    try ownStocks[id] ?? LabelStock(shipped(.stock, id))
  }

  /// The printer of an id. Throws ``LabelPrintingFailure/unknownTemplate(_:id:known:)``.
  public func printer(_ id: String) throws -> LabelPrinter {
    try ownPrinters[id] ?? LabelPrinter(shipped(.printer, id))
  }

  /// The design of an id. Throws ``LabelPrintingFailure/unknownTemplate(_:id:known:)``.
  public func design(_ id: String) throws -> LabelDesign {
    try ownDesigns[id] ?? LabelDesign(shipped(.design, id))
  }

  /// The ids of a kind, sorted.
  private func ids(_ kind: Kind) -> [String] {
    let own: [String] =
      switch kind {
      case .stock: Array(ownStocks.keys)
      case .printer: Array(ownPrinters.keys)
      case .design: Array(ownDesigns.keys)
      }
    return Set(own + kind.shipped.map { String($0.name.dropLast(".json".count)) }).sorted()
  }

  /// A shipped file, which is called as its template is.
  private func shipped(_ kind: Kind, _ id: String) throws -> JSONNode {
    guard let file = kind.shipped.first(where: { $0.name == "\(id).json" }) else {
      throw LabelPrintingFailure.unknownTemplate(kind, id: id, known: ids(kind))
    }
    return try StrictJSON.read(file.bytes, file: file.name)
  }
}

extension LabelTemplates.Kind {
  /// The files shipped with Rebond.
  fileprivate var shipped: [ShippedLabels.File] {
    switch self {
    case .stock: ShippedLabels.stock
    case .printer: ShippedLabels.printers
    case .design: ShippedLabels.designs
    }
  }
}
