public import Kernel
import ShippedLabels

/// The stocks, printers and designs at hand: those shipped, and those of the user's own folder.
public struct LabelTemplates: Sendable {
  /// By id.
  public private(set) var stocks: [String: LabelStock] = [:]
  /// By id.
  public private(set) var printers: [String: LabelPrinter] = [:]
  /// By id.
  public private(set) var designs: [String: LabelDesign] = [:]

  /// The three kinds of template files; the raw value is the name of the folder.
  public enum Kind: String, Sendable, CaseIterable {
    case stock = "Stock"
    case printer = "Printers"
    case design = "Designs"
  }

  /// The templates shipped with Rebond.
  ///
  /// - Throws: ``JSONFailure`` when a shipped file is wrong, which the tests keep from happening.
  public init() throws(JSONFailure) {
    for file in ShippedLabels.stock { try add(file.bytes, file: file.name, as: .stock) }
    for file in ShippedLabels.printers { try add(file.bytes, file: file.name, as: .printer) }
    for file in ShippedLabels.designs { try add(file.bytes, file: file.name, as: .design) }
  }

  /// Reads one more file; it replaces the template of the same kind and id.
  ///
  /// - Returns: its id.
  /// - Throws: ``JSONFailure`` with the place of what is wrong.
  @discardableResult
  public mutating func add(_ bytes: [UInt8], file: String, as kind: Kind) throws(JSONFailure) -> String {
    let node = try StrictJSON.read(bytes, file: file)
    switch kind {
    case .stock:
      let stock = try LabelStock(node)
      stocks[stock.id] = stock
      return stock.id
    case .printer:
      let printer = try LabelPrinter(node)
      printers[printer.id] = printer
      return printer.id
    case .design:
      let design = try LabelDesign(node)
      designs[design.id] = design
      return design.id
    }
  }

  /// The stock of an id. Throws ``LabelPrintingFailure/unknownTemplate(_:id:known:)``.
  public func stock(_ id: String) throws(LabelPrintingFailure) -> LabelStock {
    guard let stock = stocks[id] else { throw .unknownTemplate(.stock, id: id, known: stocks.keys.sorted()) }
    return stock
  }

  /// The printer of an id. Throws ``LabelPrintingFailure/unknownTemplate(_:id:known:)``.
  public func printer(_ id: String) throws(LabelPrintingFailure) -> LabelPrinter {
    guard let printer = printers[id] else {
      throw .unknownTemplate(.printer, id: id, known: printers.keys.sorted())
    }
    return printer
  }

  /// The design of an id. Throws ``LabelPrintingFailure/unknownTemplate(_:id:known:)``.
  public func design(_ id: String) throws(LabelPrintingFailure) -> LabelDesign {
    guard let design = designs[id] else {
      throw .unknownTemplate(.design, id: id, known: designs.keys.sorted())
    }
    return design
  }
}
