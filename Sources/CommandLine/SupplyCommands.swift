import Application
import Arguments
import Inventory
import Kernel
import Supply

/// `rebond donor add`
struct DonorAdd: Command {
  static let structure = Argument<String>(
    .text.named(fr: "STRUCTURE", en: "STRUCTURE"), Text(fr: "son nom ou son numéro", en: "its name or number"))
  static let stage = Option<Donor.Stage>(
    "stage", .choice, otherwise: "active", Text(fr: "où en est le gisement", en: "where the gisement stands"))

  static let specification = CommandSpecification(
    "add", Text(fr: "Inscrit une structure comme donateur.", en: "Registers a structure as a donor."),
    parameters: [structure, stage])

  let structure: String
  let stage: Donor.Stage

  init(_ values: ParsedValues) throws {
    structure = try values[Self.structure]
    stage = try values[Self.stage]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let donor = try chain.register(donor: structure, stage: stage, as: act)
      var answer = Answer()
      answer.say(fr: "Le donateur est inscrit.", en: "The donor is registered.")
      answer.fact("donor", fr: "Numéro", en: "Number", .id(donor.id))
      answer.next(
        fr: "Pour continuer :", en: "To go on:",
        ["rebond convention sign … --donor …", "rebond donation add --donor … --line laptop=3"])
      return answer
    }
  }
}

/// `rebond convention sign`
struct ConventionSign: Command {
  static let reference = Argument<String>(
    .text.named(fr: "RÉFÉRENCE", en: "REFERENCE"), Text(fr: "sa référence sur le papier", en: "its reference on paper"))
  static let donor = Option<String>(
    "donor", .text.named(fr: "STRUCTURE", en: "STRUCTURE"), Text(fr: "qui donne", en: "who gives"))
  static let ends = Option<Day?>("ends", .day, Text(fr: "son dernier jour", en: "its last day"))

  static let specification = CommandSpecification(
    "sign", Text(fr: "Enregistre une convention de don signée.", en: "Records a signed gift convention."),
    parameters: [reference, donor, ends])

  let reference: String
  let donor: String
  let ends: Day?

  init(_ values: ParsedValues) throws {
    reference = try values[Self.reference]
    donor = try values[Self.donor]
    ends = try values[Self.ends]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let convention = try chain.sign(convention: reference, donor: donor, endsOn: ends, as: act)
      var answer = Answer()
      answer.say(
        fr: "La convention « \(convention.reference) », signée le \(convention.signedOn.text.fr), est enregistrée.",
        en: "The convention “\(convention.reference)”, signed on \(convention.signedOn.text.en), is recorded.")
      answer.fact("convention", fr: "Numéro", en: "Number", .id(convention.id))
      return answer
    }
  }
}

/// `rebond donation add`
struct DonationAdd: Command {
  static let donor = Option<String>(
    "donor", .text.named(fr: "STRUCTURE", en: "STRUCTURE"), Text(fr: "qui donne", en: "who gives"))
  static let convention = Option<String?>(
    "convention", .text.named(fr: "RÉFÉRENCE", en: "REFERENCE"),
    Text(fr: "la convention dont relève le don", en: "the convention the gift comes under"))
  static let lines = Option<[Donation.AnnouncedLine]>(
    "line", .announcedLine, atLeast: 1,
    Text(fr: "ce qui est annoncé : laptop=3", en: "what is announced: laptop=3"))
  static let origin = Option<LegalOrigin?>(
    "origin", .choice, Text(fr: "l'origine légale (sinon selon le donateur)", en: "the legal origin (else the donor's)")
  )

  static let specification = CommandSpecification(
    "add", Text(fr: "Enregistre un don et ses lignes.", en: "Records a donation and its lines."),
    parameters: [donor, convention, lines, origin])

  let donor: String
  let convention: String?
  let lines: [Donation.AnnouncedLine]
  let origin: LegalOrigin?

  init(_ values: ParsedValues) throws {
    donor = try values[Self.donor]
    convention = try values[Self.convention]
    lines = try values[Self.lines]
    origin = try values[Self.origin]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let donation = try chain.record(donation: lines, from: donor, under: convention, origin: origin, as: act)
      var answer = Answer()
      answer.say(
        fr: "Le don n° \(donation.id) est enregistré (\(donation.legalOrigin.text.fr)).",
        en: "Donation \(donation.id) is recorded (\(donation.legalOrigin.text.en)).")
      answer.fact("donation", fr: "Numéro", en: "Number", .id(donation.id))
      answer.table(
        "lines",
        [.init("category", fr: "sorte", en: "category"), .init("quantity", fr: "annoncés", en: "announced")],
        rows: donation.lines.map { [.word($0.category, $0.category.text), .number($0.quantity)] })
      answer.next(
        fr: "Quand le matériel arrive :", en: "When the equipment comes in:",
        donation.lines.map { "rebond donation receive \(donation.id) \($0.category.rawValue)=\($0.quantity)" })
      return answer
    }
  }
}

/// `rebond donation receive`
struct DonationReceive: Command {
  static let donation = Argument<DonationID>(.number(), Text(fr: "le numéro du don", en: "the donation's number"))
  static let line = Argument<Donation.AnnouncedLine>(
    .announcedLine, Text(fr: "ce qui arrive : laptop=3", en: "what comes in: laptop=3"))
  static let codes = Option<[AssetCode]>(
    "code", .assetCode, Text(fr: "un code déjà collé sur un appareil", en: "a code already stuck on a device"))

  static let specification = CommandSpecification(
    "receive",
    Text(
      fr: "Reçoit des appareils d'un don : chacun a son code pour toujours.",
      en: "Takes devices of a donation in: each has its code for ever."),
    parameters: [donation, line, codes])

  let donation: DonationID
  let line: Donation.AnnouncedLine
  let codes: [AssetCode]

  init(_ values: ParsedValues) throws {
    donation = try values[Self.donation]
    line = try values[Self.line]
    codes = try values[Self.codes]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let devices = try chain.receive(line.quantity, line.category, of: donation, codes: codes, as: act)
      var answer = Answer()
      answer.say(
        fr: devices.count == 1 ? "Un appareil est reçu :" : "\(devices.count) appareils sont reçus :",
        en: devices.count == 1 ? "One device is received:" : "\(devices.count) devices are received:")
      answer.table(
        "devices", [.init("code", fr: "code", en: "code"), .init("category", fr: "sorte", en: "category")],
        rows: devices.map { [.code($0.code), .word($0.category, $0.category.text)] })
      answer.next(
        fr: "Pour continuer :", en: "To go on:",
        ["rebond label render … --output …", "rebond evidence import …", "rebond work start …"])
      return answer
    }
  }
}

extension Reader<Donation.AnnouncedLine> {
  /// A category and a number of devices: `laptop=3`, or `laptop` for one.
  static let announcedLine = Reader(Text(fr: "SORTE=NOMBRE", en: "CATEGORY=NUMBER")) { written in
    let parts = written.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let category = try Reader<DeviceCategory>.choice.value(of: parts[0])
    let quantity = parts.count == 2 ? try Reader<Int>.integer.value(of: parts[1]) : 1
    return try Donation.AnnouncedLine(category: category, quantity: quantity)
  }
}
