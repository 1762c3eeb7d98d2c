import Application
import Arguments
import Inventory
import Kernel

extension RecyclingLot.Item {
  /// What kind of thing it is, and its number, in words.
  fileprivate var text: Text {
    switch self {
    case .device: Text(fr: "appareil", en: "device")
    case .medium(let id): Text(fr: "support n° \(id)", en: "medium no. \(id)")
    case .part(let id): Text(fr: "pièce n° \(id)", en: "part no. \(id)")
    }
  }

  fileprivate var word: String {
    switch self {
    case .device: "device"
    case .medium: "medium"
    case .part: "part"
    }
  }
}

extension RecyclingSheet {
  fileprivate var answer: Answer {
    var answer = Answer()
    answer.fact("lot", fr: "Lot n°", en: "Lot no.", .id(lot.id))
    answer.fact("recycler", fr: "Remis à", en: "Handed to", .name(recycler))
    answer.fact(
      "slip", fr: lot.slip.isBSD ? "BSD" : "Bordereau", en: lot.slip.isBSD ? "BSD" : "Slip", .name(lot.slip.reference))
    answer.fact("day", fr: "Le", en: "On", .day(lot.day))
    answer.fact("grams", fr: "Poids pesé, en grammes", en: "Weight, in grams", .number(lot.grams))
    answer.fact("knownGrams", fr: "Poids connus, en grammes", en: "Weights known, in grams", .number(knownGrams))
    answer.fact("paper", fr: "Bordereau gardé", en: "Slip kept", .flag(lot.paper != nil))
    answer.table(
      "things", none: Text(fr: "Plus rien dans ce lot.", en: "Nothing is left in this lot."),
      [
        .init("thing", fr: "quoi", en: "what"), .init("code", fr: "appareil", en: "device"),
        .init("name", fr: "nom", en: "name"), .init("grams", fr: "grammes", en: "grams"),
      ],
      rows: lines.map { line in
        [
          .word(line.item.word, line.item.text), .code(orNone: line.code), .name(orNone: line.name),
          .number(orNone: line.grams),
        ]
      })
    return answer
  }
}

/// `rebond recycling send`
struct RecyclingSend: Command {
  static let codes = Argument<[AssetCode]>(.assetCode, Text(fr: "les appareils", en: "the devices"))
  static let media = Option<[MediumID]>(
    "medium", .number(), Text(fr: "un support sorti d'un appareil", en: "a medium taken out of a device"))
  static let parts = Option<[PartID]>("part", .number(), Text(fr: "une pièce du stock", en: "a part of the stock"))
  static let grams = Option<Int>("grams", .integer, Text(fr: "le poids pesé, en grammes", en: "the weight, in grams"))
  static let destroys = Option<Bool>(
    flag: "to-destroy",
    Text(
      fr: "par ce bordereau, l'opérateur s'engage à détruire les supports",
      en: "by this slip the operator undertakes to destroy media"))

  static let specification = CommandSpecification(
    "send", Text(fr: "Remet un lot de déchets à un opérateur.", en: "Hands a lot of waste to an operator."),
    discussion: Text(
      fr:
        "Appareils, supports et pièces partent ensemble, sous un bordereau (BSD de Trackdéchets ou bon de l'éco-organisme) et "
        + "un poids. Chacun peut être repris seul : `rebond correct NUMÉRO --annul --reason …`",
      en:
        "Devices, media and parts leave together, under one slip (Trackdéchets' BSD or the éco-organisme's) and a weight. "
        + "Each can be taken back alone: `rebond correct NUMBER --annul --reason …`"),
    parameters: [
      codes, media, parts, PartingOptions.recipient, PartingOptions.slip, grams, PartingOptions.file, destroys,
    ])

  let order: RecyclingOrder
  let recipient: String
  let slip: String
  let grams: Int
  let file: String?

  init(_ values: ParsedValues) throws {
    var order = RecyclingOrder()
    order.devices = try values[Self.codes]
    order.media = try values[Self.media]
    order.parts = try values[Self.parts]
    order.destroys = try values[Self.destroys]
    self.order = order
    recipient = try values[PartingOptions.recipient]
    slip = try values[PartingOptions.slip]
    grams = try values[Self.grams]
    file = try values[PartingOptions.file]
  }

  func run(in session: Session) throws {
    let paper = try file.map { try Files.read($0) }
    try session.perform { chain, act in
      try chain.recycle(order, by: recipient, slip: slip, grams: grams, paper: paper, as: act).answer
    }
  }
}

/// `rebond recycling show`
struct RecyclingShow: Command {
  static let lot = Argument<RecyclingLotID>(.number(), Text(fr: "le lot", en: "the lot"))
  static let specification = CommandSpecification(
    "show", Text(fr: "Montre un lot remis au recyclage.", en: "Shows a lot handed to recycling."), parameters: [lot])

  let lot: RecyclingLotID

  init(_ values: ParsedValues) throws { lot = try values[Self.lot] }

  func run(in session: Session) throws { try session.look { chain in try chain.recyclingLot(lot).answer } }
}

/// `rebond recycling list`
struct RecyclingList: Command {
  static let specification = CommandSpecification(
    "list", Text(fr: "Montre les lots remis au recyclage.", en: "Shows the lots handed to recycling."))

  init(_ values: ParsedValues) {}

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "lots", none: Text(fr: "Aucun lot.", en: "No lot."),
        [
          .init("lot", fr: "n°", en: "no."), .init("day", fr: "jour", en: "day"),
          .init("recycler", fr: "remis à", en: "handed to"),
          .init("slip", fr: "bordereau", en: "slip"), .init("grams", fr: "grammes", en: "grams"),
          .init("things", fr: "choses", en: "things"),
        ],
        rows: try chain.recyclingLots().map { sheet in
          [
            .id(sheet.lot.id), .day(sheet.lot.day), .name(sheet.recycler), .name(sheet.lot.slip.reference),
            .number(sheet.lot.grams), .number(sheet.lines.count),
          ]
        })
      return answer
    }
  }
}
