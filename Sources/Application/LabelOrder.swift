public import Inventory
public import Kernel
public import LabelPrinting
import Spreadsheets
public import Typesetting

/// Which labels are wanted, on what, and with what.
public struct LabelOrder: Sendable {
  /// Devices by their codes, in the order of the labels.
  public var codes: [AssetCode] = []
  /// Whether to add the labels people wished for and did not get yet.
  public var wished = false
  /// Devices that have something in common; nothing when none are asked for so.
  public var query: DeviceChoice?
  /// Things of a list, which need be no devices.
  public var items: [LabelItem] = []
  /// The ids of the templates.
  public var design, stock, printer: String
  /// The stocks, printers and designs to choose from, the user's own among them.
  public var templates: LabelTemplates
  public var copies = 1
  /// The first label to use of the first sheet; nothing for the one after the last that a job used of such a sheet.
  public var start: LabelPlacing.Position? = .first
  /// Labels of the first sheet to leave, numbered from 1, row by row.
  public var skip: Set<Int> = []
  public var words: LabelWords

  /// Begins an order.
  public init(design: String, stock: String, printer: String, templates: LabelTemplates, words: LabelWords) {
    (self.design, self.stock, self.printer) = (design, stock, printer)
    (self.templates, self.words) = (templates, words)
  }

  /// What the order is printed with, and where its first label goes.
  ///
  /// - Parameters:
  ///   - last: the last label that a job used of such a sheet.
  ///   - calibration: what was measured of the printer; nothing leaves it as its file says.
  func setup(
    after last: LabelPlacing.Position?, calibration: Adjustment?
  ) throws(LabelPrintingFailure) -> (LabelSetup, LabelPlacing) {
    let paper = try templates.stock(stock)
    var device = try templates.printer(printer)
    if let calibration { device.calibration = device.calibrated(calibration) }
    let setup = LabelSetup(design: try templates.design(design), stock: paper, printer: device, words: words)
    let placing = LabelPlacing(copies: copies, start: start ?? paper.position(after: last), skip: skip)
    return (setup, placing)
  }

  /// Prints the things of the order's list where nothing is recorded.
  ///
  /// - Parameter keep: puts bytes away, in their order; an empty piece ends them.
  public func print(
    created: Instant, calibration: Adjustment? = nil, keep: ([UInt8]) throws -> Void
  ) throws -> PrintedLabels {
    let (setup, placing) = try setup(after: nil, calibration: calibration)
    let press = try LabelPress(setup, placing: placing, created: created)
    for item in items { try press.add(item).kept(by: keep) }
    let (rest, printed) = try press.finish()
    try rest.kept(by: keep)
    try keep([])
    return printed
  }
}

extension [UInt8] {
  /// Puts the bytes away, if there are any: no bytes are the end.
  func kept(by keep: ([UInt8]) throws -> Void) rethrows { if !isEmpty { try keep(self) } }
}

/// Devices that have something in common.
public struct DeviceChoice: Sendable, Equatable {
  public var state: Device.StateName?
  /// A place by name or number.
  public var place: String?
  /// The donation they came in with.
  public var donation: DonationID?

  /// Makes a choice.
  public init(state: Device.StateName? = nil, place: String? = nil, donation: DonationID? = nil) {
    (self.state, self.place, self.donation) = (state, place, donation)
  }
}

/// A column of a list of things to label.
enum LabelColumn: String, ListColumn {
  case code, name, line2, line3, url

  var names: [String] {
    switch self {
    case .code: ["numéro", "référence", "n°", "asset", "asset code", "tag"]
    case .name: ["nom", "désignation", "ligne1", "line1", "libellé"]
    case .line2: ["ligne2"]
    case .line3: ["ligne3"]
    case .url: ["adresse", "lien", "link", "qr"]
    }
  }
}

extension LabelItem {
  /// The things of a list with columns `code`, `name`, `line2`, `line3` and `url`, of which the code alone is needed.
  ///
  /// - Parameter baseURL: the instance's address, before the codes of devices that have no address of their own in the list.
  /// - Throws: ``SpreadsheetFailure``, ``LabelListFailure/noCode(line:)``.
  public static func list(_ bytes: [UInt8], baseURL: String?) throws -> [LabelItem] {
    let list = try Spreadsheet(reading: bytes)
    let heading = try Heading<LabelColumn>(of: list, needed: [.code])
    return try list.records(under: heading).records.map { record in
      guard let code = record[.code] else { throw LabelListFailure.noCode(line: record.line) }
      let own = record[.url] ?? (try? AssetCode(code)).map { LabelItem.payload(for: $0, baseURL: baseURL) }
      let lines = [LabelColumn.name, .line2, .line3].map { record[$0] ?? "" }
      return LabelItem(code, payload: own, lines: lines)
    }
  }
}

/// Why a list of things to label cannot be taken.
public enum LabelListFailure: Failure, Equatable {
  case noCode(line: Int)

  public var exitCode: ExitCode { .badData }

  public var text: Text {
    switch self {
    case .noCode(let line):
      Text(
        fr: "La ligne \(line) n'a pas de code : écrivez-le, ou retirez la ligne.",
        en: "Line \(line) has no code: write it, or take the line out.")
    }
  }
}
