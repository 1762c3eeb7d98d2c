import Application
import Arguments
import Inventory
import Kernel
import Supply

/// `rebond donation add`
struct DonationAdd: Command {
  static let convention = Option<String?>(
    "convention", .text.named(fr: "RÉFÉRENCE", en: "REFERENCE"),
    Text(fr: "la convention dont relève le don", en: "the convention the gift comes under"))
  static let lines = Option<[Donation.AnnouncedLine]>(
    "line", .announcedLine, atLeast: 1,
    Text(
      fr: "ce qui est annoncé : laptop=3, ou laptop=3@120 (euros pièce)",
      en: "what is announced: laptop=3, or laptop=3@120 (euros each)"))
  static let origin = Option<LegalOrigin?>(
    "origin", .choice, Text(fr: "l'origine légale (sinon selon le donateur)", en: "the legal origin (else the donor's)")
  )

  static let specification = CommandSpecification(
    "add", Text(fr: "Enregistre un don et ses lignes.", en: "Records a donation and its lines."),
    discussion: Text(
      fr:
        "Un don public va à une structure dont le statut est au dossier ce jour-là (`rebond structure status … rup --since JOUR`) ; "
        + "s'il n'y en a qu'une, c'est elle.",
      en:
        "A public gift goes to a structure whose status is on file that day (`rebond structure status … rup --since DAY`); "
        + "if there is only one, it is that one."),
    parameters: [DonorParameters.giver, convention, DonorParameters.receiver, lines, origin])

  let donor: String
  let convention: String?
  let receiver: String?
  let lines: [Donation.AnnouncedLine]
  let origin: LegalOrigin?

  init(_ values: ParsedValues) throws {
    donor = try values[DonorParameters.giver]
    convention = try values[Self.convention]
    receiver = try values[DonorParameters.receiver]
    lines = try values[Self.lines]
    origin = try values[Self.origin]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let donation = try chain.record(
        donation: lines, from: donor, under: convention, to: receiver, origin: origin, as: act)
      var answer = Answer()
      answer.say(
        fr: "Le don n° \(donation.id) est enregistré (\(donation.legalOrigin.text.fr)).",
        en: "Donation \(donation.id) is recorded (\(donation.legalOrigin.text.en)).")
      answer.fact("donation", fr: "Numéro", en: "Number", .id(donation.id))
      answer.table(
        "lines", none: Text(fr: "Aucun don.", en: "No donation."),
        [
          .init("category", fr: "sorte", en: "category"), .init("quantity", fr: "annoncés", en: "announced"),
          .init("unitValue", fr: "valeur pièce", en: "value each"),
        ],
        rows: donation.lines.map {
          [.word($0.category, $0.category.text), .number($0.quantity), $0.unitValue.map { .money($0) } ?? .none]
        })
      answer.next(
        fr: "Quand le matériel arrive :", en: "When the equipment comes in:",
        donation.lines.map { "rebond donation receive \(donation.id) \($0.category.rawValue)=\($0.quantity)" })
      return answer
    }
  }
}

/// `rebond donation close`
struct DonationClose: Command {
  static let reason = Option<String>("reason", .text, Text(fr: "pourquoi", en: "why"))
  static let specification = CommandSpecification(
    "close",
    Text(
      fr: "Dit que rien n'arrivera plus d'un don annoncé.",
      en: "Says that nothing more of an announced donation will come."),
    parameters: [DonorParameters.donation, reason])

  let donation: DonationID
  let reason: String

  init(_ values: ParsedValues) throws {
    donation = try values[DonorParameters.donation]
    reason = try values[Self.reason]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      try chain.close(donation, because: reason, as: act)
      var answer = Answer()
      answer.say(
        fr: "Rien n'est plus attendu du don n° \(donation).", en: "Nothing more of donation \(donation) is expected.")
      return answer
    }
  }
}

/// `rebond donation appoint`
struct DonationAppoint: Command {
  static let day = Option<Day>("day", .day, Text(fr: "le jour de l'enlèvement", en: "the day it is fetched"))
  static let time = Option<String?>(
    "time", .text.named(fr: "HEURE", en: "HOUR"), Text(fr: "l'heure : 14:30", en: "the hour: 14:30"))
  static let place = Option<String?>(
    "place", .text.named(fr: "LIEU", en: "PLACE"), Text(fr: "un lieu inscrit", en: "a registered place"))
  static let address = Option<String?>(
    "address", .text.named(fr: "ADRESSE", en: "ADDRESS"), Text(fr: "une adresse", en: "an address"))

  static let specification = CommandSpecification(
    "appoint", Text(fr: "Fixe l'enlèvement d'un don.", en: "Sets when and where a donation is fetched."),
    parameters: [DonorParameters.donation, day, time, place, address])

  let donation: DonationID
  let day: Day
  let time: String?
  let place: AppointedPlace

  init(_ values: ParsedValues) throws {
    donation = try values[DonorParameters.donation]
    day = try values[Self.day]
    time = try values[Self.time]
    switch try (values[Self.place], values[Self.address]) {
    case (let place?, nil): self.place = .place(place)
    case (nil, let address?): place = .address(address)
    default: throw SessionFailure.oneOf(["--place", "--address"])
    }
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let appointment = try chain.appoint(donation, on: day, at: time, place: place, as: act)
      var answer = Answer()
      answer.say(
        fr: "Le rendez-vous est fixé au \(appointment.day.text.fr).",
        en: "The appointment is set for \(appointment.day.text.en).")
      answer.fact("day", fr: "Jour", en: "Day", .day(appointment.day))
      answer.fact("time", fr: "Heure", en: "Hour", .name(orNone: appointment.time))
      answer.next(
        fr: "Le bon à faire signer :", en: "The ticket to be signed:",
        ["rebond donation ticket \(donation) --output \(Text(fr: "bon.pdf", en: "ticket.pdf")[session.language])"])
      return answer
    }
  }
}

/// What is told of the devices that come in, as options.
enum ReceptionOptions {
  static let grams = Option<Int?>(
    "grams", .integer, Text(fr: "leur poids ensemble, en grammes", en: "their weight together, in grams"))
  static let made = Option<Int?>("made", .year, Text(fr: "l'année de fabrication", en: "the year they were made"))
  static let unexpected = Option<Bool>(
    flag: "unexpected", Text(fr: "même s'ils n'étaient pas annoncés", en: "even if they were not announced"))

  static func note(_ values: ParsedValues) throws -> Chain.ReceptionNote {
    var note = Chain.ReceptionNote()
    note.grams = try values[grams]
    note.yearMade = try values[made]
    note.allowsUnexpected = try values[unexpected]
    return note
  }
}

/// `rebond donation receive`
struct DonationReceive: Command {
  static let line = Argument<Donation.AnnouncedLine>(
    .receivedLine, Text(fr: "ce qui arrive : laptop=3", en: "what comes in: laptop=3"))
  static let codes = Option<[AssetCode]>(
    "code", .assetCode, Text(fr: "un code déjà collé sur un appareil", en: "a code already stuck on a device"))
  static let serials = Option<[String]>(
    "serial", .text.named(fr: "N°", en: "NO"),
    Text(fr: "le n° de série lu sur un appareil", en: "the serial number read on a device"))

  static let specification = CommandSpecification(
    "receive",
    Text(
      fr: "Reçoit des appareils d'un don : chacun a son code pour toujours.",
      en: "Takes devices of a donation in: each has its code for ever."),
    parameters: [
      DonorParameters.donation, line, codes, serials, ReceptionOptions.grams, ReceptionOptions.made,
      ReceptionOptions.unexpected,
    ])

  /// What is told when a gift without a receiver comes in.
  static let nobodyKnown = Text(
    fr: "Le don ne dit pas qui le reçoit : on ne sait pas à qui est le matériel.",
    en: "The donation does not say who receives it: nobody knows whose the equipment is.")

  let donation: DonationID
  let line: Donation.AnnouncedLine
  let note: Chain.ReceptionNote

  init(_ values: ParsedValues) throws {
    donation = try values[DonorParameters.donation]
    line = try values[Self.line]
    var note = try ReceptionOptions.note(values)
    note.codes = try values[Self.codes]
    note.serials = try values[Self.serials]
    self.note = note
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let devices = try chain.receive(line.quantity, line.category, of: donation, noting: note, as: act)
      var answer = Answer()
      answer.say(
        fr: devices.count == 1 ? "Un appareil est reçu :" : "\(devices.count) appareils sont reçus :",
        en: devices.count == 1 ? "One device is received:" : "\(devices.count) devices are received:")
      answer.table(
        "devices", none: Text(fr: "Aucun appareil.", en: "No device."),
        [.init("code", fr: "code", en: "code"), .init("category", fr: "sorte", en: "category")],
        rows: devices.map { [.code($0.code), .word($0.category, $0.category.text)] })
      // They came with one gift, which has a receiver or none.
      let ownerless = try devices.prefix(1).filter { try chain.device($0.code).custody == nil }
      if !ownerless.isEmpty { answer.say(Self.nobodyKnown) }
      let labels = Text(fr: "etiquettes.pdf", en: "labels.pdf")[session.language]
      answer.next(
        fr: "Pour continuer :", en: "To go on:",
        [
          "rebond label render \(devices.map(\.code.description).joined(separator: " ")) --output \(labels)"
        ] + ownerless.map { "rebond device transfer \($0.code) --to STRUCTURE" }
          + devices.prefix(1).map { "rebond work start \($0.code)" })
      return answer
    }
  }
}

/// `rebond donation receive-again`
struct DonationReceiveAgain: Command {
  static let specification = CommandSpecification(
    "receive-again",
    Text(
      fr: "Reçoit de nouveau un appareil qui avait été donné : son code se rouvre.",
      en: "Takes a device in again that was given away: its code opens anew."),
    parameters: [
      DonorParameters.donation, DeviceArgument.code, ReceptionOptions.grams, ReceptionOptions.made,
      ReceptionOptions.unexpected,
    ])

  let donation: DonationID
  let code: AssetCode
  let note: Chain.ReceptionNote

  init(_ values: ParsedValues) throws {
    donation = try values[DonorParameters.donation]
    code = try values[DeviceArgument.code]
    note = try ReceptionOptions.note(values)
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let device = try chain.receiveAgain(code, of: donation, noting: note, as: act)
      var answer = Answer()
      answer.say(
        fr: "L'appareil \(device.code) est de nouveau reçu ; ce qu'il contient est à effacer.",
        en: "The device \(device.code) is received again; what it holds is to be erased.")
      answer.fact("code", fr: "Appareil", en: "Device", .code(device.code))
      answer.fact("round", fr: "Passage en atelier", en: "Round", .number(device.round))
      let isOwned = try chain.device(device.code).custody != nil
      if !isOwned { answer.say(DonationReceive.nobodyKnown) }
      answer.next(
        fr: "Pour continuer :", en: "To go on:",
        (isOwned ? [] : ["rebond device transfer \(device.code) --to STRUCTURE"])
          + ["rebond work start \(device.code)"])
      return answer
    }
  }
}

/// `rebond donation list`
struct DonationList: Command {
  static let specification = CommandSpecification(
    "list", Text(fr: "Montre les dons.", en: "Shows the donations."))

  init(_ values: ParsedValues) {}

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "lines", none: Text(fr: "Aucun don.", en: "No donation."), DonationLine.columns,
        rows: try chain.donations().map(\.row))
      return answer
    }
  }
}

/// `rebond donation show`
struct DonationShow: Command {
  static let specification = CommandSpecification(
    "show", Text(fr: "Montre un don et ce qui en est arrivé.", en: "Shows a donation and what came in of it."),
    parameters: [DonorParameters.donation])

  let donation: DonationID

  init(_ values: ParsedValues) throws {
    donation = try values[DonorParameters.donation]
  }

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "lines", none: Text(fr: "Aucun don.", en: "No donation."), DonationLine.columns,
        rows: try chain.donations(only: donation).map(\.row))
      let match = try chain.announcement(of: donation)
      if !match.things.isEmpty { answer.tell(match.things) }
      if !match.unexpected.isEmpty { answer.tell(unexpected: match.unexpected) }
      let appointment = try chain.appointment(for: donation)
      answer.fact("pickUpDay", fr: "Enlèvement", en: "Pick-up", .day(orNone: appointment?.day))
      answer.fact("pickUpTime", fr: "Heure", en: "Hour", .name(orNone: appointment?.time))
      answer.fact("pickUpPlace", fr: "Lieu", en: "Place", .name(orNone: appointment?.place))
      return answer
    }
  }
}

extension Answer {
  /// What was announced thing by thing, and whether it came.
  fileprivate mutating func tell(_ things: [AnnouncedThing]) {
    table(
      "announced", none: Text(fr: "Rien d'annoncé.", en: "Nothing announced."),
      [
        .init("category", fr: "annoncé", en: "announced"), .init("quantity", fr: "nombre", en: "number"),
        .init("name", fr: "modèle", en: "model"), .init("serial", fr: "n° de série", en: "serial"),
        .init("boughtOn", fr: "acheté le", en: "bought on"), .init("year", fr: "année", en: "year"),
        .init("value", fr: "valeur", en: "value"), .init("standing", fr: "arrivée", en: "arrival"),
        .init("code", fr: "code", en: "code"),
      ],
      rows: things.map { thing in
        [
          .word(thing.category, thing.category.text), .number(thing.item.quantity), .name(orNone: thing.item.name),
          .name(orNone: thing.item.serial), .day(orNone: thing.item.boughtOn), .number(orNone: thing.item.year),
          thing.item.value.map { .money($0) } ?? .none, .word(thing.standing, thing.standing.text),
          thing.code.map { .code($0) } ?? .none,
        ]
      })
  }

  /// The devices that came and that nobody announced.
  fileprivate mutating func tell(unexpected devices: [DeviceLine]) {
    table(
      "unannounced", none: Text(fr: "Rien d'inattendu.", en: "Nothing unexpected."),
      [
        .init("code", fr: "non annoncé", en: "unannounced"), .init("category", fr: "sorte", en: "category"),
        .init("name", fr: "modèle", en: "model"), .init("serial", fr: "n° de série", en: "serial"),
      ],
      rows: devices.map {
        [.code($0.code), .word($0.category, $0.category.text), .name(orNone: $0.name), .name(orNone: $0.serial)]
      })
  }
}

extension DonationLine {
  static let columns: [Answer.Column] = [
    .init("donation", fr: "don", en: "donation"), .init("structure", fr: "donateur", en: "donor"),
    .init("givenOn", fr: "donné le", en: "given on"), .init("category", fr: "sorte", en: "category"),
    .init("announced", fr: "annoncés", en: "announced"), .init("received", fr: "reçus", en: "received"),
    .init("awaited", fr: "à recevoir", en: "to come"), .init("missing", fr: "manquants", en: "missing"),
    .init("unexpected", fr: "non annoncés", en: "unannounced"),
    .init("grams", fr: "poids (g)", en: "weight (g)"),
  ]

  /// The line as one row.
  var row: [Answer.Value] {
    [
      .id(donation), .name(donor), .day(givenOn), .word(category, category.text), .number(announced), .number(received),
      .number(awaited), .number(missing), .number(unexpected), .number(orNone: grams),
    ]
  }
}
