import Application
import Arguments
import Glibc
import Inventory
import Kernel
import LabelPrinting

/// What every command that makes labels is given.
struct LabelParameters {
  static let codes = Argument<[AssetCode]>(
    .assetCode, Text(fr: "les appareils, dans l'ordre des étiquettes", en: "the devices, in the order of the labels"))
  static let wished = Option<Bool>(
    flag: "wished", Text(fr: "ajouter celles demandées en scannant", en: "add those wished for by scanning"))
  static let state = Option<Device.StateName?>(
    "state", .choice, Text(fr: "les appareils dans cet état", en: "the devices in this state"))
  static let location = Option<String?>(
    "location", .text.named(fr: "RANGEMENT", en: "LOCATION"),
    Text(
      fr: "les appareils de ce rangement et de ce qu'il contient, par son nom ou son numéro, ou d'un lieu",
      en: "the devices in this location and all within it, by name or number, or at a place"))
  static let donation = Option<DonationID?>(
    "donation", .number(), Text(fr: "les appareils venus de ce don", en: "the devices that came with this donation"))
  static let input = Option<String?>(
    "input", .path,
    Text(
      fr: "une liste CSV de choses à étiqueter : code,name,line2,line3,url",
      en: "a CSV list of things to label: code,name,line2,line3,url"))
  static let maps = Option<[ColumnMapping<LabelColumn>]>(
    "map", .columnMapping(),
    Text(
      fr: "ce que veut dire un titre de la liste : \"N° inventaire=code\"",
      en: "what a title of the list means: \"Inventory no=code\""))
  static let stock = Option<String>(
    "stock", .template, otherwise: "avery-l7160", Text(fr: "le papier", en: "the stock"))
  static let printer = Option<String?>(
    "printer", .template, Text(fr: "l'imprimante (sinon selon le format)", en: "the printer (else by the format)"))
  static let format = Option<LabelPrinter.Language?>(
    "format", .choice, Text(fr: "ce qu'elle comprend (pdf sinon)", en: "what it understands (else pdf)"))
  static let design = Option<String>(
    "design", .template, otherwise: "asset", Text(fr: "le dessin", en: "the design"))
  static let templates = Option<String?>(
    "templates", .path.named(fr: "DOSSIER", en: "FOLDER"),
    Text(
      fr: "papiers, imprimantes et dessins à soi (sinon REBOND_LABELS)",
      en: "stocks, printers and designs of one's own (else REBOND_LABELS)"))
  static let copies = Option<Int>(
    "copies", .integer(1...1000), otherwise: "1", Text(fr: "combien de chaque", en: "how many of each"))
  static let start = Option<LabelStart>(
    "start-at", .labelStart, otherwise: "1,1",
    Text(
      fr: "la première étiquette libre : LIGNE,COLONNE, ou next pour celle d'après la dernière commande",
      en: "the first free label: ROW,COLUMN, or next for the one after the last job"))
  static let skip = Option<[[Int]]>(
    "skip", .positions,
    Text(fr: "les étiquettes de la première feuille à laisser : 3,7", en: "labels of the first sheet to leave: 3,7"))
  static let helpline = Option<String?>(
    "helpline", .text.named(fr: "NUMÉRO", en: "NUMBER"),
    Text(fr: "le numéro d'assistance que montre le dessin", en: "the number to call for help that the design shows"))

  /// On what and with what.
  static let materials: [any Parameter] = [stock, printer, format, templates]
  /// On what, with what and how.
  static let setup: [any Parameter] = [design] + materials + [helpline]
  /// Which devices or things.
  static let choice: [any Parameter] = [codes, wished, state, location, donation, input, maps]
  /// How many and where.
  static let placing: [any Parameter] = [copies, start, skip]

  private let design, stock: String
  private let printer: String?
  private let format: LabelPrinter.Language?
  private let helpline: String?
  let folder: String?

  /// Reads what ``setup`` lists.
  ///
  /// - Parameter usual: the design taken when none is named, where the command has one of its own.
  init(_ values: ParsedValues, design usual: String? = nil) throws {
    design = try usual ?? values[Self.design]
    // A design of the command's own shows no number to call.
    helpline = try usual == nil ? values[Self.helpline] : nil
    stock = try values[Self.stock]
    printer = try values[Self.printer]
    format = try values[Self.format]
    folder = try values[Self.templates]
  }

  /// An order of nothing yet, with what was named.
  func order(in session: Session) throws -> LabelOrder {
    var templates = try session.labelTemplates(folder)
    // A name that ends in .json is a file of the user's own.
    func template(_ name: String, _ kind: LabelTemplates.Kind) throws -> String {
      name.hasSuffix(".json") ? try templates.add((name, kind, Files.read(name))) : name
    }
    let (design, stock) = try (template(design, .design), template(stock, .stock))
    let usual = try (format ?? .pdf).usualPrinter(forRoll: templates.stock(stock).isRoll)
    let device = try template(printer ?? usual, .printer)
    if let format, try templates.printer(device).language != format {
      throw LabelPrintingFailure.otherLanguage(printer: device, format.rawValue)
    }
    return LabelOrder(
      design: design, stock: stock, printer: device, templates: templates,
      words: LabelWords(session.language, helpline: helpline))
  }
}

/// Which labels, and where they go.
struct LabelWishes {
  private let codes: [AssetCode]
  private let wished: Bool
  private let query: DeviceChoice?
  private let input: String?
  private let maps: [ColumnMapping<LabelColumn>]
  private let placement: LabelPlacement

  /// Reads what ``LabelParameters/choice`` and ``LabelParameters/placing`` list.
  init(_ values: ParsedValues) throws {
    codes = try values[LabelParameters.codes]
    wished = try values[LabelParameters.wished]
    input = try values[LabelParameters.input]
    maps = try values[LabelParameters.maps]
    let choice = try DeviceChoice(
      state: values[LabelParameters.state], location: values[LabelParameters.location],
      donation: values[LabelParameters.donation])
    query = choice == DeviceChoice() ? nil : choice
    placement = try LabelPlacement(values)
  }

  /// Whether nothing but a list is asked for: then no database is needed.
  var isListAlone: Bool { input != nil && codes.isEmpty && !wished && query == nil }

  /// Puts the wishes into an order.
  ///
  /// - Parameter baseURL: the instance's address.
  func fill(_ order: inout LabelOrder, baseURL: String?) throws {
    (order.codes, order.wished, order.query) = (codes, wished, query)
    placement.fill(&order)
    order.list = try input.map { try LabelList(Files.read($0), mapped: maps.byTitle(), baseURL: baseURL) }
  }
}

/// How many labels of each, and where they go.
struct LabelPlacement {
  private let copies: Int
  private let start: LabelStart
  private let skip: [Int]

  /// Reads what ``LabelParameters/placing`` lists.
  init(_ values: ParsedValues) throws {
    copies = try values[LabelParameters.copies]
    start = try values[LabelParameters.start]
    skip = try values[LabelParameters.skip].flatMap(\.self)
  }

  /// Puts the placement into an order.
  func fill(_ order: inout LabelOrder) {
    (order.copies, order.start, order.skip) = (copies, start.position, Set(skip))
  }
}

/// Where a job begins on its first sheet.
enum LabelStart: Sendable, Equatable {
  case at(LabelPlacing.Position)
  /// After the last label that a job used of such a sheet.
  case next

  var position: LabelPlacing.Position? {
    switch self {
    case .at(let position): position
    case .next: nil
    }
  }
}

extension Session {
  /// The shipped templates, and those of a folder of the user's own.
  ///
  /// - Parameter named: the folder; else the one that `REBOND_LABELS` names, if any.
  func labelTemplates(_ named: String?) throws -> LabelTemplates {
    var templates = LabelTemplates()
    guard let folder = named ?? labelFolder else { return templates }
    for file in try LabelFolder.files(in: folder) { try templates.add(file) }
    return templates
  }
}

extension LabelTemplates {
  /// Reads a file of the user's own; what it names lies in the same folder.
  @discardableResult
  mutating func add(_ file: (path: String, kind: LabelTemplates.Kind, bytes: [UInt8])) throws(JSONFailure) -> String {
    let folder = file.path.lastIndex(of: "/").map { String(file.path[...$0]) } ?? ""
    return try add(file.bytes, file: file.path, as: file.kind) { name in try? Files.read(folder + name) }
  }
}

/// A folder of templates of the user's own: `Stock`, `Printers` and `Designs` within, as in Rebond's own.
enum LabelFolder {
  /// Its files, in the order of their names.
  ///
  /// - Throws: ``SessionFailure/cannotRead(path:_:)`` when it has none of the three folders.
  static func files(in folder: String) throws -> [(path: String, kind: LabelTemplates.Kind, bytes: [UInt8])] {
    let found = LabelTemplates.Kind.allCases.compactMap { kind in
      names(in: "\(folder)/\(kind.rawValue)").map { (kind, $0) }
    }
    guard !found.isEmpty else { throw SessionFailure.cannotRead(path: folder, SystemError(ENOENT)) }
    return try found.flatMap { kind, names in
      try names.filter { $0.hasSuffix(".json") }.sorted().map { name in
        let path = "\(folder)/\(kind.rawValue)/\(name)"
        return (path, kind, try Files.read(path))
      }
    }
  }

  private static func names(in folder: String) -> [String]? {
    guard let directory = opendir(folder) else { return nil }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) { name in
          name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names
  }
}

extension Reader<String> {
  /// The name that a stock, printer or design gives itself.
  static let template = text.named(fr: "NOM", en: "NAME")
}

extension Reader<LabelStart> {
  /// A row and a column, counted from 1, or the word for what comes next.
  static let labelStart = Reader(Text(fr: "LIGNE,COLONNE|next", en: "ROW,COLUMN|next")) { written in
    if written == "next" { return .next }
    let parts = written.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else { throw PositionNotWritten(input: written) }
    let numbers = try parts.map { try Reader<Int>.integer(1...100).value(of: $0) }
    return .at(LabelPlacing.Position(row: numbers[0], column: numbers[1]))
  }
}

extension Reader<[Int]> {
  /// Labels of a sheet by their numbers, from 1.
  static let positions = Reader(Text(fr: "NUMÉRO,…", en: "NUMBER,…")) { written in
    try written.split(separator: ",", omittingEmptySubsequences: false).map {
      try Reader<Int>.integer(1...1000).value(of: String($0))
    }
  }
}

/// Words that are no place on a sheet.
struct PositionNotWritten: Failure, Equatable {
  let input: String
  let exitCode = ExitCode.usage

  var text: Text {
    Text(
      fr: "« \(input) » ne dit pas où commencer : donnez la ligne et la colonne, comme 2,1, ou next.",
      en: "“\(input)” does not say where to start: give the row and the column, as 2,1, or next.")
  }
}
