import Application
import Arguments
import Eligibility
import Kernel
import Loans

/// `rebond offer list`
struct OfferList: Command {
  static let household = Option<HouseholdID?>(
    "household", .reference("F-…"),
    Text(fr: "ce que les règles disent de ce foyer", en: "what the rules say of this household"))
  static let since = Option<Day?>(
    "since", .day,
    Text(fr: "compter depuis ce jour (l'année civile sinon)", en: "count since this day (else the civil year)"))

  static let specification = CommandSpecification(
    "list",
    Text(
      fr: "Montre les offres sociales d'accès à Internet.", en: "Shows the social offers of access to the Internet."),
    parameters: [household, since])

  let household: HouseholdID?
  let since: Day?

  init(_ values: ParsedValues) throws {
    household = try values[Self.household]
    since = try values[Self.since]
  }

  func run(in session: Session) throws {
    try session.look { chain in
      let day = try session.day(in: chain)
      let first = since ?? Day(year: day.parts.year, month: 1, day: 1) ?? day
      guard let period = Period(from: first, through: max(first, day)) else { return Answer() }
      let lines = try chain.offers(for: household, counting: period, on: day)
      var answer = Answer()
      answer.fact("period", fr: "Compté", en: "Counted", .period(period))
      answer.table(
        "offers", none: Text(fr: "Aucune offre.", en: "No offer."),
        [
          .init("offer", fr: "offre", en: "offer"), .init("provider", fr: "chez", en: "by"),
          .init("price", fr: "par mois", en: "a month"), .init("conditions", fr: "pour qui", en: "for whom"),
          .init("from", fr: "du", en: "from"), .init("until", fr: "au", en: "to"),
          .init("proposed", fr: "proposée", en: "proposed"), .init("subscribed", fr: "souscrite", en: "subscribed"),
          .init("refused", fr: "refusée", en: "refused"), .init("source", fr: "source", en: "source"),
        ],
        rows: lines.map { line -> [Answer.Value] in
          let offer = line.offer
          let counts = OfferAnswer.allCases.map { Answer.Value.number(line.counts[$0] ?? 0) }
          return [
            .name(offer.id), .name(offer.provider), offer.price.map { .money($0) } ?? .none, .text(offer.conditions),
            .day(orNone: offer.from), .day(orNone: offer.until),
          ] + counts + [.text(offer.source)]
        })
      if household != nil { answer.tell(lines) }
      return answer
    }
  }
}

/// `rebond offer record`
struct OfferRecordCommand: Command {
  static let offer = Argument<String>(
    .text.named(fr: "OFFRE", en: "OFFER"),
    Text(fr: "l'offre, comme orange-coup-de-pouce", en: "the offer, as orange-coup-de-pouce"))
  static let answer = Argument<OfferAnswer>(.choice, Text(fr: "ce qu'il en est", en: "what came of it"))
  static let funding = Option<String?>(
    "funding", .text.named(fr: "CODE", en: "CODE"),
    Text(fr: "la ligne qui aide à payer, comme fsl", en: "the line that helps to pay, as fsl"))

  static let specification = CommandSpecification(
    "record",
    Text(
      fr: "Enregistre qu'une offre est proposée à un foyer, souscrite ou refusée.",
      en: "Records that an offer is proposed to a household, subscribed or refused."),
    parameters: [LendingParameters.household, offer, answer, funding])

  let household: HouseholdID
  let offer: String
  let told: OfferAnswer
  let funding: String?

  init(_ values: ParsedValues) throws {
    household = try values[LendingParameters.household]
    offer = try values[Self.offer]
    told = try values[Self.answer]
    funding = try values[Self.funding]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      try chain.record(offer: offer, told, of: household, funding: funding, as: act)
      var answer = Answer()
      answer.say(
        fr: "Foyer \(household.reference) : l'offre « \(offer) » est \(told.text.fr).",
        en: "Household \(household.reference): offer “\(offer)” is \(told.text.en).")
      answer.fact("household", fr: "Foyer", en: "Household", .reference(household))
      answer.fact("answer", fr: "Réponse", en: "Answer", .word(told, told.text))
      return answer
    }
  }
}

/// `rebond offer adopt`
struct OfferAdopt: Command {
  static let file = Argument<String>(.path, Text(fr: "le catalogue, en JSON", en: "the catalogue, as JSON"))

  static let specification = CommandSpecification(
    "adopt",
    Text(
      fr: "Met en vigueur un catalogue d'offres, à la place de celui qui est livré.",
      en: "Puts a catalogue of offers in force, in the place of the shipped one."),
    parameters: [file])

  let file: String

  init(_ values: ParsedValues) throws { file = try values[Self.file] }

  func run(in session: Session) throws {
    let bytes = try Files.read(file)
    try session.perform { chain, act in
      let catalogue = try chain.adopt(offers: bytes, file: file, as: act)
      let count = Text.count(catalogue.offers.count, fr: ("offre", "offres"), en: ("offer", "offers"))
      var answer = Answer()
      answer.say(
        fr: "Le catalogue « \(catalogue.id) » \(catalogue.version), \(count.fr), sert à partir du \(act.day.text.fr).",
        en: "The catalogue “\(catalogue.id)” \(catalogue.version), \(count.en), serves from \(act.day.text.en).")
      answer.fact("offers", fr: "Offres", en: "Offers", .names(catalogue.offers.map(\.id)))
      return answer
    }
  }
}

/// `rebond offer sheet`
struct OfferSheet: Command {
  static let commune = Argument<String>(
    .text.named(fr: "COMMUNE", en: "COMMUNE"), Text(fr: "pour quelle commune", en: "for which commune"))

  static let specification = CommandSpecification(
    "sheet",
    Text(
      fr: "Imprime la feuille des offres sociales pour une commune (PDF).",
      en: "Prints the sheet of the social offers for a commune (PDF)."),
    parameters: [commune, OutputOptions.output, OutputOptions.replace])

  let commune: String
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    commune = try values[Self.commune]
    output = try OutputFile(values, .pdf)
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      _ = try output.write { keep in
        try chain.printOffers(in: commune, language: session.language, as: act, keep: keep)
      }
      return WrittenPaper(output: output, name: Text(fr: "Feuille des offres", en: "Sheet of offers")).answer
    }
  }
}

extension Answer {
  /// What the rules say of a household, offer by offer, and what it answered.
  fileprivate mutating func tell(_ lines: [OfferLine]) {
    table(
      "household", none: Text(fr: "Aucune offre.", en: "No offer."),
      [
        .init("offer", fr: "offre", en: "offer"), .init("outcome", fr: "selon les règles", en: "by the rules"),
        .init("missing", fr: "à apporter", en: "to bring"), .init("answer", fr: "réponse", en: "answer"),
        .init("day", fr: "le", en: "on"), .init("funding", fr: "aidée par", en: "helped by"),
      ],
      rows: lines.map { line in
        [
          .name(line.offer.id), line.outcome.map { .word($0, $0.text) } ?? .none, .texts(line.missing),
          line.answer.map { .word($0.answer, $0.answer.text) } ?? .none, .day(orNone: line.answer?.day),
          .name(orNone: line.answer?.funding),
        ]
      })
  }
}
