import Application
import Arguments
import Inventory
import Kernel
import Scanning

extension ShipmentSheet {
  var answer: Answer {
    var answer = Answer()
    answer.fact("shipment", fr: "Bon de livraison n°", en: "Delivery note no.", .id(id))
    answer.fact("from", fr: "De", en: "From", .name(from))
    answer.fact("to", fr: "À", en: "To", .name(to))
    answer.table(
      "devices", none: Text(fr: "Aucun appareil.", en: "No device."),
      [
        .init("code", fr: "code", en: "code"), .init("name", fr: "modèle", en: "model"),
        .init("arrived", fr: "arrivé", en: "arrived"),
        .init("under", fr: "données remises sous", en: "data handed over under"),
      ], rows: devices.map { [.code($0.code), .name(orNone: $0.name), .flag($0.arrived), .name(orNone: $0.slip)] })
    let awaited = devices.filter { !$0.arrived }.map(\.code.description)
    if !awaited.isEmpty {
      answer.next(
        fr: "Le bon à signer ; puis, à l'arrivée :", en: "The note to sign; then, when they arrive:",
        ["rebond shipment note \(id) --output bon-\(id).pdf", "rebond shipment receive \(id) CODE"])
    }
    return answer
  }
}

/// The argument of the commands about one shipment.
private enum ShipmentArgument {
  static let id = Argument<ShipmentID>(.number(), Text(fr: "le bon de livraison", en: "the delivery note"))
  static let codes = Argument<[AssetCode]>(.assetCode, atLeast: 1, Text(fr: "les appareils", en: "the devices"))
}

/// `rebond shipment send`
struct ShipmentSend: Command {
  static let from = Option<String>(
    "from", .text.named(fr: "STRUCTURE", en: "STRUCTURE"), Text(fr: "qui envoie", en: "who sends"))
  static let to = Option<String>("to", .text.named(fr: "STRUCTURE", en: "STRUCTURE"), Text(fr: "à qui", en: "to whom"))
  static let specification = CommandSpecification(
    "send", Text(fr: "Envoie des appareils à une autre structure.", en: "Sends devices to another structure."),
    discussion: Text(
      fr:
        "En route, on n'en fait rien d'autre ; à l'arrivée, la structure les détient. Un support qui n'est pas effacé ne "
        + "part que sous un papier signé, par lequel la structure prend en charge son effacement ou sa destruction : --under.",
      en: "On their way nothing else is done with them; on arrival, the structure has them. A medium that is not clean "
        + "leaves only under a signed paper, by which the structure takes over its erasure or destruction: --under."),
    parameters: [ShipmentArgument.codes, from, to, under])

  static let under = Option<String?>(
    "under", .text.named(fr: "PAPIER", en: "PAPER"),
    Text(
      fr: "la référence du papier signé qui confie les supports non effacés",
      en: "the reference of the signed paper that entrusts media that are not clean"))

  let codes: [AssetCode]
  let from: String
  let to: String
  let under: String?

  init(_ values: ParsedValues) throws {
    codes = try values[ShipmentArgument.codes]
    from = try values[Self.from]
    to = try values[Self.to]
    under = try values[Self.under]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in try chain.send(codes, from: from, to: to, under: under, as: act).answer }
  }
}

/// `rebond shipment note`
struct ShipmentNote: Command {
  static let specification = CommandSpecification(
    "note", Text(fr: "Imprime le bon de livraison à signer.", en: "Prints the delivery note to sign."),
    parameters: [ShipmentArgument.id, OutputOptions.output, OutputOptions.replace])

  let id: ShipmentID
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    id = try values[ShipmentArgument.id]
    output = try OutputFile(values, .pdf)
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let paper = try output.write { keep in
        try chain.deliveryNote(of: id, language: session.language, as: act, keep: keep)
      }
      var answer = Answer()
      answer.say(
        fr: "Le bon de livraison \(paper.reference) est dans « \(output.path) ».",
        en: "The delivery note \(paper.reference) is in “\(output.path)”.")
      return answer
    }
  }
}

/// `rebond shipment receive`
struct ShipmentReceive: Command {
  static let specification = CommandSpecification(
    "receive", Text(fr: "Dit que des appareils envoyés sont arrivés.", en: "Says that devices sent have arrived."),
    parameters: [ShipmentArgument.id, ShipmentArgument.codes])

  let id: ShipmentID
  let codes: [AssetCode]

  init(_ values: ParsedValues) throws {
    id = try values[ShipmentArgument.id]
    codes = try values[ShipmentArgument.codes]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in try chain.receive(shipment: id, codes, as: act).answer }
  }
}

/// `rebond shipment show`
struct ShipmentShow: Command {
  static let specification = CommandSpecification(
    "show", Text(fr: "Montre un bon de livraison.", en: "Shows a delivery note."), parameters: [ShipmentArgument.id])

  let id: ShipmentID

  init(_ values: ParsedValues) throws { id = try values[ShipmentArgument.id] }

  func run(in session: Session) throws { try session.look { chain in try chain.shipment(id).answer } }
}

/// `rebond shipment list`
struct ShipmentList: Command {
  static let specification = CommandSpecification(
    "list", Text(fr: "Montre les bons de livraison.", en: "Shows the delivery notes."))

  init(_ values: ParsedValues) {}

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "shipments", none: Text(fr: "Aucun envoi.", en: "No shipment."),
        [
          .init("shipment", fr: "n°", en: "no."), .init("from", fr: "de", en: "from"), .init("to", fr: "à", en: "to"),
          .init("devices", fr: "appareils", en: "devices"), .init("awaited", fr: "en route", en: "on their way"),
        ],
        rows: try chain.shipments().map { sheet in
          [
            .id(sheet.id), .name(sheet.from), .name(sheet.to), .number(sheet.devices.count),
            .number(sheet.devices.count { !$0.arrived }),
          ]
        })
      return answer
    }
  }
}

extension StockTakeSheet {
  var answer: Answer {
    var answer = Answer()
    answer.fact("stocktake", fr: "Inventaire n°", en: "Stock-take no.", .id(id))
    answer.fact("location", fr: "Rangement", en: "Location", .name(path))
    for finding in StockTakeFinding.allCases {
      answer.fact(
        finding.rawValue, fr: finding.text.fr.capitalizedFirst, en: finding.text.en.capitalizedFirst,
        .number(lines.count { $0.finding == finding }))
    }
    answer.table(
      "devices", none: Text(fr: "Aucun appareil vu ni attendu.", en: "No device seen or expected."),
      [
        .init("code", fr: "code", en: "code"), .init("finding", fr: "constat", en: "finding"),
        .init("recorded", fr: "inscrit", en: "recorded"),
      ],
      rows: lines.map { [.code($0.code), .word($0.finding, $0.finding.text), .name(orNone: $0.recorded)] })
    if !isClosed {
      answer.next(
        fr: "Pour continuer, ou finir :", en: "To go on, or to end:",
        ["rebond stocktake see \(id)", "rebond stocktake apply \(id)"])
    }
    return answer
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

/// The argument of the commands about one stock-take.
private enum StockTakeArgument {
  static let id = Argument<StockTakeID>(.number(), Text(fr: "l'inventaire", en: "the stock-take"))
}

/// `rebond stocktake begin`
struct StockTakeBegin: Command {
  static let location = Argument<LocationID>(
    .number(), Text(fr: "le rangement à inventorier", en: "the location to take stock of"))
  static let specification = CommandSpecification(
    "begin",
    Text(
      fr: "Commence un inventaire, ou reprend celui en cours.",
      en: "Begins a stock-take, or goes on with the one under way."),
    parameters: [location])

  let location: LocationID

  init(_ values: ParsedValues) throws { location = try values[Self.location] }

  func run(in session: Session) throws {
    try session.perform { chain, act in try chain.beginStockTake(at: location, as: act).answer }
  }
}

/// `rebond stocktake see`
struct StockTakeSee: Command {
  static let codes = Argument<[AssetCode]>(
    .assetCode,
    Text(
      fr: "ce qui est là ; sinon lu ligne à ligne sur l'entrée standard",
      en: "what is there; else read line by line from standard input"))
  static let specification = CommandSpecification(
    "see", Text(fr: "Dit ce qui est là, en scannant.", en: "Says what is there, by scanning."),
    parameters: [StockTakeArgument.id, codes])

  let id: StockTakeID
  let codes: [AssetCode]

  init(_ values: ParsedValues) throws {
    id = try values[StockTakeArgument.id]
    codes = try values[Self.codes]
  }

  func run(in session: Session) throws {
    try session.performAll { chain, act, entries in
      var (new, unread): (Int, [String]) = (0, [])
      func see(_ codes: [AssetCode]) throws {
        new += try chain.see(codes, in: id, as: act)
        entries += chain.lastEntries
      }
      if !codes.isEmpty {
        try see(codes)
      } else {
        // Each line is durable before the next is read: an interruption loses nothing that was seen.
        for line in String(decoding: try Files.read("-"), as: UTF8.self).split(whereSeparator: \.isNewline) {
          guard case .device(let code) = Scan(line: String(line)) else {
            unread.append(String(line))
            continue
          }
          try see([code])
        }
      }
      var answer = try chain.stockTake(id).answer
      answer.fact("new", fr: "Vus pour la première fois", en: "Seen for the first time", .number(new))
      answer.fact("unread", fr: "Lignes non lues", en: "Lines not read", .names(unread))
      if !unread.isEmpty { answer.exitCode = .refused }
      return answer
    }
  }
}

/// `rebond stocktake show`
struct StockTakeShow: Command {
  static let specification = CommandSpecification(
    "show", Text(fr: "Montre ce qu'un inventaire a trouvé.", en: "Shows what a stock-take found."),
    parameters: [StockTakeArgument.id])

  let id: StockTakeID

  init(_ values: ParsedValues) throws { id = try values[StockTakeArgument.id] }

  func run(in session: Session) throws { try session.look { chain in try chain.stockTake(id).answer } }
}

/// `rebond stocktake apply`
struct StockTakeApply: Command {
  static let specification = CommandSpecification(
    "apply",
    Text(
      fr: "Finit un inventaire et range chaque appareil là où il a été vu.",
      en: "Ends a stock-take and records each device where it was seen."),
    parameters: [StockTakeArgument.id])

  let id: StockTakeID

  init(_ values: ParsedValues) throws { id = try values[StockTakeArgument.id] }

  func run(in session: Session) throws {
    try session.perform { chain, act in try chain.applyStockTake(id, as: act).answer }
  }
}
