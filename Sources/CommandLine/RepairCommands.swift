import Application
import Arguments
import Inventory
import Kernel
import Refurbishment

/// The parameters of the commands about repairs, parts and alarms.
enum RepairParameters {
  static let repair = Argument<RepairID>(.number(), Text(fr: "la réparation", en: "the repair"))
  static let diagnosis = Option<String>("diagnosis", .text, Text(fr: "ce qui ne va pas", en: "what is wrong"))
}

extension RepairSheet {
  static let columns: [Answer.Column] = [
    .init("repair", fr: "n°", en: "no."), .init("code", fr: "appareil", en: "device"),
    .init("day", fr: "ouverte le", en: "opened"), .init("diagnosis", fr: "diagnostic", en: "diagnosis"),
    .init("outcome", fr: "issue", en: "outcome"), .init("minutes", fr: "minutes", en: "minutes"),
    .init("cost", fr: "coût", en: "cost"), .init("parts", fr: "pièces", en: "parts"),
  ]

  var row: [Answer.Value] {
    [
      .id(repair.id), .code(code), .day(repair.day), .name(repair.diagnosis),
      repair.end.map { .word($0.outcome, $0.outcome.text) } ?? .none, .number(orNone: repair.end?.minutes),
      repair.end == nil ? .none : .money(cost), .numbers(parts.map { Int($0.part.id.rawValue) }),
    ]
  }

  /// The repair, its parts, and what comes next.
  var answer: Answer {
    var answer = Answer()
    answer.fact("repair", fr: "Réparation n°", en: "Repair no.", .id(repair.id))
    answer.fact("code", fr: "Appareil", en: "Device", .code(code))
    answer.fact("diagnosis", fr: "Diagnostic", en: "Diagnosis", .name(repair.diagnosis))
    if case .visitor = repair.thing { answer.say(.doNotErase) }
    if let end = repair.end {
      answer.fact("outcome", fr: "Issue", en: "Outcome", .word(end.outcome, end.outcome.text))
      answer.fact("minutes", fr: "Minutes", en: "Minutes", .number(end.minutes))
      answer.fact("cost", fr: "Coût, pièces comprises", en: "Cost, parts included", .money(cost))
    }
    if !parts.isEmpty { answer.table("parts", none: Part.none, Part.columns, rows: parts.map(Part.row)) }
    if repair.end == nil {
      answer.next(
        fr: "Pour continuer :", en: "To go on:",
        ["rebond part list", "rebond repair close \(repair.id) repaired --minutes 30"])
    }
    return answer
  }
}

extension Text {
  /// What is said of a thing whose data are its user's.
  static let doNotErase = Text(
    fr: "NE PAS EFFACER : les données sont à la personne, qui le reprend.",
    en: "DO NOT ERASE: the data are the person's, who takes it back.")
}

/// `rebond repair open`
struct RepairOpen: Command {
  static let specification = CommandSpecification(
    "open",
    Text(
      fr: "Ouvre la réparation d'un appareil en atelier, prêté ou confié.",
      en: "Begins the repair of a device in the workshop, lent, or somebody's own."),
    parameters: [DeviceArgument.code, RepairParameters.diagnosis])

  let code: AssetCode
  let diagnosis: String

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    diagnosis = try values[RepairParameters.diagnosis]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in try chain.openRepair(of: code, diagnosis: diagnosis, as: act).answer }
  }
}

/// `rebond repair use`
struct RepairUse: Command {
  static let part = Argument<PartID>(
    .number().named(fr: "PIÈCE", en: "PART"), Text(fr: "la pièce du stock", en: "the part of the stock"))
  static let specification = CommandSpecification(
    "use", Text(fr: "Monte une pièce du stock.", en: "Uses a part of the stock."),
    parameters: [RepairParameters.repair, part])

  let repair: RepairID
  let part: PartID

  init(_ values: ParsedValues) throws {
    repair = try values[RepairParameters.repair]
    part = try values[Self.part]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in try chain.use(part, for: repair, as: act).answer }
  }
}

/// `rebond repair close`
struct RepairClose: Command {
  static let outcome = Argument<Repair.Outcome>(
    .choice.named(fr: "ISSUE", en: "OUTCOME"), Text(fr: "ce qui en est sorti", en: "what came of it"))
  static let minutes = Option<Int>("minutes", .integer(0...10_000), Text(fr: "le temps passé", en: "the time spent"))
  static let cost = Option<Money?>(
    "cost", .money, Text(fr: "ce qu'elle a coûté, hors pièces", en: "what it cost, parts aside"))

  static let specification = CommandSpecification(
    "close", Text(fr: "Termine une réparation.", en: "Ends a repair."),
    discussion: Text(
      fr: "Le temps est celui de la réparation : il n'est compté par personne pour personne.",
      en: "The time is that of the repair: it is counted for nobody."),
    parameters: [RepairParameters.repair, outcome, minutes, cost])

  let repair: RepairID
  let outcome: Repair.Outcome
  let minutes: Int
  let cost: Money?

  init(_ values: ParsedValues) throws {
    repair = try values[RepairParameters.repair]
    outcome = try values[Self.outcome]
    minutes = try values[Self.minutes]
    cost = try values[Self.cost]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      try chain.closeRepair(repair, as: outcome, minutes: minutes, cost: cost, by: act).answer
    }
  }
}

/// `rebond repair show`
struct RepairShow: Command {
  static let specification = CommandSpecification(
    "show", Text(fr: "Montre une réparation.", en: "Shows a repair."), parameters: [RepairParameters.repair])

  let repair: RepairID

  init(_ values: ParsedValues) throws { repair = try values[RepairParameters.repair] }

  func run(in session: Session) throws { try session.look { chain in try chain.repair(repair).answer } }
}

/// `rebond repair list`
struct RepairList: Command {
  static let open = Option<Bool>(flag: "open", Text(fr: "celles en cours seulement", en: "those under way only"))
  static let specification = CommandSpecification(
    "list", Text(fr: "Montre les réparations.", en: "Shows the repairs."), parameters: [open])

  let open: Bool

  init(_ values: ParsedValues) throws { open = try values[Self.open] }

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "repairs", none: Text(fr: "Aucune réparation.", en: "No repair."), RepairSheet.columns,
        rows: try chain.repairs(onlyOpen: open).map(\.row))
      return answer
    }
  }
}

extension Part {
  static let none = Text(fr: "Aucune pièce.", en: "No part.")
  static let columns: [Answer.Column] = [
    .init("part", fr: "n°", en: "no."), .init("kind", fr: "sorte", en: "kind"), .init("name", fr: "pièce", en: "part"),
    .init("from", fr: "prise sur", en: "taken out of"), .init("price", fr: "prix", en: "price"),
    .init("repair", fr: "réparation", en: "repair"),
  ]

  static func row(_ line: (part: Part, from: AssetCode?)) -> [Answer.Value] {
    [
      .id(line.part.id), .word(line.part.kind, line.part.kind.text), .name(line.part.name), .code(orNone: line.from),
      line.part.price.map { .money($0) } ?? .none, line.part.used.map { .id($0) } ?? .none,
    ]
  }
}

/// `rebond part add`
struct PartAdd: Command {
  static let kind = Argument<Part.Kind>(.choice.named(fr: "SORTE", en: "KIND"), Text(fr: "sa sorte", en: "its kind"))
  static let name = Option<String>("name", .text, Text(fr: "ce que c'est", en: "what it is"))
  static let from = Option<AssetCode?>(
    "from", .assetCode, Text(fr: "l'appareil sur lequel elle est prise", en: "the device it is taken out of"))
  static let price = Option<Money?>(
    "price", .money, Text(fr: "son prix, si elle est achetée", en: "its price, when it is bought"))

  static let specification = CommandSpecification(
    "add",
    Text(
      fr: "Entre une pièce en stock, achetée ou prise sur un appareil.",
      en: "Takes a part into stock, bought or taken out of a device."),
    parameters: [kind, name, from, price])

  let kind: Part.Kind
  let name: String
  let from: AssetCode?
  let price: Money?

  init(_ values: ParsedValues) throws {
    kind = try values[Self.kind]
    name = try values[Self.name]
    from = try values[Self.from]
    price = try values[Self.price]
    if from != nil, price != nil { throw SessionFailure.oneOf(["--from", "--price"]) }
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let part = try chain.takePart(kind, named: name, outOf: from, price: price, as: act)
      var answer = Answer()
      answer.say(fr: "La pièce n° \(part.id) est en stock.", en: "The part no. \(part.id) is in stock.")
      answer.fact("part", fr: "Pièce", en: "Part", .id(part.id))
      return answer
    }
  }
}

/// `rebond part list`
struct PartList: Command {
  static let all = Option<Bool>(flag: "all", Text(fr: "celles montées aussi", en: "those used too"))
  static let specification = CommandSpecification(
    "list", Text(fr: "Montre les pièces en stock.", en: "Shows the parts in stock."), parameters: [all])

  let all: Bool

  init(_ values: ParsedValues) throws { all = try values[Self.all] }

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table("parts", none: Part.none, Part.columns, rows: try chain.parts(alsoUsed: all).map(Part.row))
      return answer
    }
  }
}
