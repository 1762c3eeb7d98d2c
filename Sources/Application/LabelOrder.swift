public import Inventory
public import Kernel
public import LabelPrinting
public import Spreadsheets
import Storage
public import Typesetting

/// Which labels are wanted, on what, and with what.
public struct LabelOrder: Sendable {
  /// Devices by their codes, in the order of the labels.
  public var codes: [AssetCode] = []
  /// Whether to add the labels people wished for and did not get yet.
  public var wished = false
  /// Devices that have something in common; nothing when none are asked for so.
  public var query: DeviceChoice?
  /// Things that need be no devices.
  public var items: [LabelItem] = []
  /// More of them, of a list.
  public var list: LabelList?
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
  ) throws -> (LabelSetup, LabelPlacing) {
    let paper = try templates.stock(stock)
    var device = try templates.printer(printer)
    if let calibration { device.calibration = device.calibrated(calibration) }
    let setup = LabelSetup(design: try templates.design(design), stock: paper, printer: device, words: words)
    let placing = LabelPlacing(copies: copies, start: start ?? paper.position(after: last), skip: skip)
    return (setup, placing)
  }

  /// Prints the things of the order and of its list where nothing is recorded.
  ///
  /// - Parameters:
  ///   - progress: is told how many labels are done, of about how many.
  ///   - keep: puts bytes away, in their order; an empty piece ends them.
  public func print(
    created: Instant, calibration: Adjustment? = nil, progress: (Int, Int) -> Void = { _, _ in },
    keep: ([UInt8]) throws -> Void
  ) throws -> PrintedLabels {
    let (setup, placing) = try setup(after: nil, calibration: calibration)
    let press = try LabelPress(setup, placing: placing, created: created)
    var done = 0
    let misread = try forEachBatch { items in
      try press.add(items) { _, bytes in
        try bytes.kept(by: keep)
        done += 1
        progress(done, max(likelyCount, done + 1))
      }
    }
    progress(done, done)
    var (rest, printed) = try press.finish()
    printed.misread = misread
    try rest.kept(by: keep)
    try keep([])
    return printed
  }

  /// How many things there are, nearly.
  var likelyCount: Int { items.count + (list?.likelyCount ?? 0) }

  /// Hands out the things of the order, then those of its list, some at a time; gives the codes of the list that were misread.
  func forEachBatch(_ body: ([LabelItem]) throws -> Void) throws -> [MisreadCode] {
    try body(items)
    return try list?.forEachBatch(body) ?? []
  }
}

extension [UInt8] {
  /// Puts the bytes away, if there are any: no bytes are the end.
  func kept(by keep: ([UInt8]) throws -> Void) rethrows { if !isEmpty { try keep(self) } }
}

/// Devices that have something in common.
public struct DeviceChoice: Sendable, Equatable {
  public var state: Device.StateName?
  /// A location by name, path or number, with all that is in it; or a place of the directory by name.
  public var location: String?
  /// The donation they came in with.
  public var donation: DonationID?

  /// Makes a choice.
  public init(state: Device.StateName? = nil, location: String? = nil, donation: DonationID? = nil) {
    (self.state, self.location, self.donation) = (state, location, donation)
  }
}

/// Why there is nothing to label.
public enum LabelChoiceFailure: Failure, Equatable {
  /// No device has what was asked for.
  case noDevice(DeviceChoice)
  /// Nobody waits for a label.
  case nothingWished

  public var exitCode: ExitCode { .refused }

  public var text: Text {
    switch self {
    case .noDevice(let choice):
      Text(
        fr:
          "Aucun appareil de la chaîne ne répond à « \(choice.asked) » : il n'y a rien à étiqueter. Vérifiez ce qui est "
          + "demandé, ou donnez des codes.",
        en:
          "No device of the chain matches “\(choice.asked)”: there is nothing to label. Check what is asked for, or give "
          + "codes.")
    case .nothingWished:
      Text(
        fr: "Aucune étiquette n'a été demandée en scannant depuis la dernière impression : donnez des codes.",
        en: "No label was wished for by scanning since the last printing: give codes.")
    }
  }
}

extension DeviceChoice {
  /// The choice as it is asked for on the command line.
  fileprivate var asked: String {
    [
      state.map { "--state \($0.rawValue)" }, location.map { "--location \($0.inShell)" },
      donation.map { "--donation \($0)" },
    ].compactMap(\.self).joined(separator: " ")
  }
}

extension MisreadCode {
  /// With what it probably was among the codes that the instance has given, where one of them is a slip away.
  func amongKnown(in reader: Reader) throws -> MisreadCode {
    var told = self
    let known = try AssetCode.oneSlip(from: code).filter { try DeviceStore.isGiven($0, in: reader) }
    if !known.isEmpty { told.likely = known }
    return told
  }
}

/// A column of a list of things to label.
public enum LabelColumn: String, ListColumn {
  case code, name, line2, line3, url

  public var names: [String] {
    switch self {
    case .code: ["numéro", "référence", "n°", "asset", "asset code", "tag"]
    case .name: ["nom", "désignation", "ligne1", "line1", "libellé"]
    case .line2: ["ligne2"]
    case .line3: ["ligne3"]
    case .url: ["adresse", "lien", "link", "qr"]
    }
  }
}

/// Things to label that somebody wrote down, in a list with columns `code`, `name`, `line2`, `line3` and `url`, of which the code
/// alone is needed.
///
/// They are read while they are printed: a long list takes no more memory than its bytes.
public struct LabelList: Sendable {
  private let bytes: [UInt8]
  private let mapped: [String: LabelColumn]
  private let baseURL: String?
  /// The lines under the first, which a line break within a cell makes too many.
  public let likelyCount: Int

  /// Takes the bytes of a list.
  ///
  /// - Parameters:
  ///   - mapped: what the user says a title means.
  ///   - baseURL: the instance's address, before the codes of devices that have no address of their own in the list.
  public init(_ bytes: [UInt8], mapped: [String: LabelColumn] = [:], baseURL: String?) {
    (self.bytes, self.mapped, self.baseURL) = (bytes, mapped, baseURL)
    likelyCount = max(1, bytes.count { $0 == UInt8(ascii: "\n") } - 1)
  }

  /// The first thing, or nothing when the list has titles alone.
  ///
  /// - Throws: as ``items()``.
  public func first() throws -> LabelItem? { try items().first }

  /// All things of the list.
  ///
  /// - Throws: ``SpreadsheetFailure``, ``LabelListFailure/noCode(line:)``.
  public func items() throws -> [LabelItem] {
    var items: [LabelItem] = []
    _ = try forEachBatch { items += $0 }
    return items
  }

  /// Hands out the things of the list some at a time.
  ///
  /// - Returns: the codes whose check character does not fit. Other people's codes of nine characters are not taken for such:
  ///   only what is written in three groups of three, or stands among more codes that are right.
  /// - Throws: as ``items()``, and what `body` throws.
  func forEachBatch(_ body: ([LabelItem]) throws -> Void) throws -> [MisreadCode] {
    var batch: [LabelItem] = []
    var misread: [MisreadCode] = []
    var right = 0
    try Spreadsheet.read(bytes, mapped: mapped, needed: [LabelColumn.code]) { record in
      guard let code = record[.code] else { throw LabelListFailure.noCode(line: record.line) }
      var own = record[.url]
      do throws(KernelFailure) {
        let read = try AssetCode(code)
        own = own ?? LabelItem.payload(for: read, baseURL: baseURL)
        right += 1
      } catch {
        if case .wrongCheckCharacter = error, misread.count < Self.batch {
          misread.append(MisreadCode(code, line: record.line))
        }
      }
      let lines = [LabelColumn.name, .line2, .line3].map { record[$0] ?? "" }
      batch.append(LabelItem(code, payload: own, lines: lines))
      if batch.count == Self.batch {
        try body(batch)
        batch.removeAll(keepingCapacity: true)
      }
    }
    try body(batch)
    return misread.filter { $0.isGrouped || misread.count < right }
  }

  /// Enough that little of a batch is begun or ended, few enough to take no memory to speak of.
  private static let batch = 1_000
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
