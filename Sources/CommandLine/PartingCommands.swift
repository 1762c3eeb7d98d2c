import Application
import Arguments
import Inventory
import Kernel
import Supply

/// `rebond structure status`
struct StructureStatusFile: Command {
  static let status = Argument<StructureStatus>(
    .choice.named(fr: "STATUT", en: "STATUS"), Text(fr: "son statut", en: "its status"))
  static let since = Option<Day>("since", .day, Text(fr: "depuis quand", en: "since when"))
  static let ends = Option<Day?>("ends", .day, Text(fr: "son dernier jour", en: "its last day"))

  static let specification = CommandSpecification(
    "status",
    Text(
      fr: "Met au dossier le statut légal d'une structure.", en: "Puts a structure's legal status on file."),
    discussion: Text(
      fr: "Le statut décide de ce que la structure peut recevoir d'une personne publique, revendre ou attester.",
      en: "The status decides what the structure may receive from a public body, resell or certify."),
    parameters: [DonorAdd.structure, status, since, ends])

  let structure: String
  let status: StructureStatus
  let since: Day
  let ends: Day?

  init(_ values: ParsedValues) throws {
    structure = try values[DonorAdd.structure]
    status = try values[Self.status]
    since = try values[Self.since]
    ends = try values[Self.ends]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      try chain.file(status, of: structure, since: since, endsOn: ends, as: act)
      var answer = Answer()
      answer.say(fr: "Le statut est au dossier.", en: "The status is on file.")
      answer.table(
        "statuses", none: Text(fr: "Aucun statut au dossier.", en: "No status on file."), StatusLine.columns,
        rows: try chain.statuses(of: structure, on: act.day).map(\.row))
      return answer
    }
  }
}

/// `rebond structure statuses`
struct StructureStatusList: Command {
  static let specification = CommandSpecification(
    "statuses",
    Text(fr: "Montre les statuts au dossier.", en: "Shows the statuses on file."))

  init(_ values: ParsedValues) {}

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "statuses", none: Text(fr: "Aucun statut au dossier.", en: "No status on file."), StatusLine.columns,
        rows: try chain.statuses(on: session.day(in: chain)).map(\.row))
      return answer
    }
  }
}

extension StatusLine {
  static let columns: [Answer.Column] = [
    .init("entry", fr: "entrée", en: "entry"), .init("structure", fr: "structure", en: "structure"),
    .init("status", fr: "statut", en: "status"), .init("since", fr: "depuis", en: "since"),
    .init("endsOn", fr: "jusqu'au", en: "until"), .init("holds", fr: "en vigueur", en: "in force"),
  ]

  var row: [Answer.Value] {
    [.id(entry), .name(structure), .word(status, status.text), .day(since), .day(orNone: endsOn), .flag(holds)]
  }
}

/// `rebond device tell`
struct DeviceTell: Command {
  static let grams = Option<Int?>("grams", .integer, Text(fr: "son poids, en grammes", en: "its weight, in grams"))
  static let made = Option<Int?>("made", .year, Text(fr: "son année de fabrication", en: "the year it was made"))
  static let place = Option<String?>(
    "place", .text.named(fr: "LIEU", en: "PLACE"),
    Text(fr: "le lieu inscrit où il est", en: "the registered place it is at"))

  static let specification = CommandSpecification(
    "tell",
    Text(fr: "Dit l'année, le poids ou le lieu d'un appareil.", en: "Tells a device's year, weight or place."),
    parameters: [DeviceArgument.code, made, grams, place])

  let code: AssetCode
  let made: Int?
  let grams: Int?
  let place: String?

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    made = try values[Self.made]
    grams = try values[Self.grams]
    place = try values[Self.place]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      try chain.tell(yearMade: made, grams: grams, place: place, of: code, as: act)
      var answer = Answer()
      answer.say(fr: "C'est noté pour l'appareil \(code).", en: "It is recorded for the device \(code).")
      return answer
    }
  }
}

/// `rebond device transfer`
struct DeviceTransfer: Command {
  static let owner = Option<String>(
    "to", .text.named(fr: "STRUCTURE", en: "STRUCTURE"), Text(fr: "à qui il est", en: "whose it is"))

  static let specification = CommandSpecification(
    "transfer", Text(fr: "Dit à qui est un appareil.", en: "Says whose a device is."),
    parameters: [DeviceArgument.code, owner])

  let code: AssetCode
  let owner: String

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    owner = try values[Self.owner]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      _ = try chain.transfer(code, to: owner, as: act)
      return try chain.device(code).custodyAnswer
    }
  }
}

/// `rebond device entrust`
struct DeviceEntrust: Command {
  static let holder = Option<String?>(
    "to", .text.named(fr: "STRUCTURE", en: "STRUCTURE"), Text(fr: "qui l'a", en: "who has it"))
  static let agent = Option<String?>(
    "agent", .text.named(fr: "STRUCTURE", en: "STRUCTURE"),
    Text(fr: "qui peut le prêter au nom du propriétaire", en: "who may lend it in the owner's name"))

  static let specification = CommandSpecification(
    "entrust",
    Text(
      fr: "Dit qui a un appareil, et qui peut le prêter au nom de son propriétaire.",
      en: "Says who has a device, and who may lend it in its owner's name."),
    discussion: Text(
      fr: "Un support qui n'est pas effacé ne change de mains que sous un papier signé : --under.",
      en: "A medium that is not clean changes hands only under a signed paper: --under."),
    parameters: [DeviceArgument.code, holder, agent, ShipmentSend.under])

  let code: AssetCode
  let holder: String?
  let agent: String?
  let under: String?

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    holder = try values[Self.holder]
    agent = try values[Self.agent]
    under = try values[ShipmentSend.under]
    guard holder != nil || agent != nil else { throw SessionFailure.oneOf(["--to", "--agent"]) }
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      _ = try chain.entrust(code, to: holder, agent: agent, under: under, as: act)
      return try chain.device(code).custodyAnswer
    }
  }
}

extension DeviceSheet {
  /// Whose the device is and who has it, as commands show it.
  fileprivate var custodyAnswer: Answer {
    var answer = Answer()
    answer.fact("owner", fr: "Propriétaire", en: "Owner", .name(orNone: custody?.owner))
    answer.fact("holder", fr: "Détenteur", en: "Holder", .name(orNone: custody?.holder))
    answer.fact("agent", fr: "Mandataire", en: "Agent", .name(orNone: custody?.agent))
    return answer
  }
}

/// What every command takes that lets a device go for good.
enum PartingOptions {
  static let recipient = Option<String>(
    "to", .text.named(fr: "STRUCTURE", en: "STRUCTURE"),
    Text(fr: "la structure qui le prend", en: "the structure that takes it"))
  static let slip = Option<String>(
    "slip", .text.named(fr: "RÉFÉRENCE", en: "REFERENCE"),
    Text(
      fr: "la référence du papier : acte de don, bordereau, facture, reçu, déclaration",
      en: "the paper's reference: deed of gift, collection slip, invoice, receipt, declaration")
  )
  static let destroyer = Option<String?>(
    "destroyed-by", .text.named(fr: "STRUCTURE", en: "STRUCTURE"),
    Text(
      fr: "qui s'engage par écrit à détruire les supports non effacés",
      en: "who undertakes in writing to destroy the media that are not erased"))
  static let destruction = Option<String?>(
    "destruction-slip", .text.named(fr: "RÉFÉRENCE", en: "REFERENCE"),
    Text(fr: "la référence de cet engagement signé", en: "the reference of that signed undertaking"))

  /// The undertaking to destroy what is not erased, given whole or not at all.
  static func destruction(_ values: ParsedValues) throws -> Chain.Destruction? {
    switch try (values[destroyer], values[destruction]) {
    case (nil, nil): nil
    case (let structure?, let slip?): Chain.Destruction(structure: structure, slip: slip)
    default: throw SessionFailure.together(["--destroyed-by", "--destruction-slip"])
    }
  }

  static let file = Option<String?>(
    "file", .path, Text(fr: "le papier signé, gardé avec son empreinte", en: "the signed paper, kept with its hash"))
}

/// `rebond device give`
struct DeviceGive: Command {
  static let specification = CommandSpecification(
    "give", Text(fr: "Donne pour de bon un appareil prêt.", en: "Gives a ready device away for good."),
    parameters: [DeviceArgument.code, PartingOptions.recipient, PartingOptions.slip, PartingOptions.file])

  let code: AssetCode
  let recipient: String
  let slip: String
  let file: String?

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    recipient = try values[PartingOptions.recipient]
    slip = try values[PartingOptions.slip]
    file = try values[PartingOptions.file]
  }

  func run(in session: Session) throws {
    let paper = try file.map { try Files.read($0) }
    try session.perform { chain, act in
      try chain.give(code, to: recipient, deed: slip, paper: paper, as: act).endAnswer
    }
  }
}

/// `rebond device harvest`
struct DeviceHarvest: Command {
  static let specification = CommandSpecification(
    "harvest", Text(fr: "Démonte pour pièces un appareil de l'atelier.", en: "Takes a device of the workshop apart."),
    parameters: [DeviceArgument.code])

  let code: AssetCode

  init(_ values: ParsedValues) throws { code = try values[DeviceArgument.code] }

  func run(in session: Session) throws {
    try session.perform { chain, act in try chain.harvest(code, as: act).endAnswer }
  }
}

/// `rebond device recycle`
struct DeviceRecycle: Command {
  static let specification = CommandSpecification(
    "recycle",
    Text(
      fr: "Remet un appareil à un éco-organisme ou à un opérateur, contre bordereau.",
      en: "Hands a device to an éco-organisme or an operator, against a collection slip."),
    parameters: [
      DeviceArgument.code, PartingOptions.recipient, PartingOptions.slip, PartingOptions.file,
      PartingOptions.destroyer, PartingOptions.destruction,
    ])

  let code: AssetCode
  let recipient: String
  let slip: String
  let file: String?
  let destruction: Chain.Destruction?

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    recipient = try values[PartingOptions.recipient]
    slip = try values[PartingOptions.slip]
    file = try values[PartingOptions.file]
    destruction = try PartingOptions.destruction(values)
  }

  func run(in session: Session) throws {
    let paper = try file.map { try Files.read($0) }
    try session.perform { chain, act in
      try chain.recycle(code, by: recipient, slip: slip, paper: paper, destruction: destruction, as: act).endAnswer
    }
  }
}

extension Device {
  /// What is answered when a device came to its end.
  var endAnswer: Answer {
    var answer = Answer()
    answer.say(
      fr: "L'appareil \(code) est maintenant « \(state.name.text.fr) ».",
      en: "The device \(code) is now “\(state.name.text.en)”.")
    answer.fact("code", fr: "Appareil", en: "Device", .code(code))
    answer.fact("state", fr: "État", en: "State", .word(state.name, state.name.text))
    return answer
  }
}
