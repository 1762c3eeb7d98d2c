import Directory
import Documents
public import Eligibility
public import Kernel
public import Loans
import Storage

/// A social offer as a household can have it.
public struct OfferLine: Sendable {
  public let offer: OfferCatalogue.Offer
  /// What the rules say of the household; nothing when no programme in force says who can have it, or nobody is asked about.
  public let outcome: Outcome?
  /// What would have to be brought for the rules to tell.
  public let missing: [Text]
  /// What the household last answered.
  public let answer: OfferRecord?
  /// How many households were proposed it, took it and refused it in the period asked about.
  public let counts: [OfferAnswer: Int]
}

extension Chain {
  /// Puts a catalogue of social offers in force from the act's day.
  ///
  /// - Throws: `JSONFailure` with the place of the first mistake, ``OfferFailure/versionTaken(catalogue:version:)``,
  ///   ``ChainFailure/rulesNotForRole(_:)``.
  public func adopt(offers bytes: [UInt8], file: String, as act: Act) throws -> OfferCatalogue {
    let catalogue = try OfferCatalogue(bytes, file: file)
    try database.write(Action.adoptOffers, act) { change in
      try requireRulesRole(act, in: change)
      change.concerns(.instance)
      change.note("catalogue", .dataName(catalogue.id))
      change.note("version", .dataName(catalogue.version))
      try OfferStore.adopt(catalogue, body: String(decoding: bytes, as: UTF8.self), in: change)
    }
    return catalogue
  }

  /// The social offers of a day; for a household, with what the rules say of it.
  ///
  /// - Parameter period: the days whose answers are counted.
  /// - Throws: ``LoansFailure/noHousehold(_:)``.
  public func offers(for household: HouseholdID? = nil, counting period: Period, on day: Day) throws -> [OfferLine] {
    try database.read { reader in
      let answers = try OfferStore.answers(in: period, reader: reader)
      let own = try household.map { household in
        _ = try HouseholdStore.existing(household, in: reader)
        return try OfferStore.answers(of: household, in: reader)
      }
      let told = try household.map { household in
        try HouseholdFactStore.told(of: household, on: day, in: reader).map { (name: $0.key, fact: Fact($0)) }
      }
      let adopted = try ProgrammeStore.inForce(on: day, in: reader)
      return try OfferStore.catalogue(on: day, in: reader).offers.map { offer in
        let rules = try adopted.first { $0.id == offer.programme }.map { try Programme($0) }
        let reasoning = told.flatMap { told in rules.flatMap { try? $0.decide($0.facts(among: told), on: day) } }
        let counts = Dictionary(grouping: answers.filter { $0.offer == offer.id }, by: \.answer).mapValues {
          Set($0.map(\.household)).count
        }
        return OfferLine(
          offer: offer, outcome: reasoning?.outcome, missing: reasoning?.missing.map(\.text) ?? [],
          answer: own?.last { $0.offer == offer.id }, counts: counts)
      }
    }
  }

  /// Records what came of an offer for a household, on the act's day.
  ///
  /// - Parameter funding: the code of the funding line that helps to pay, as `fsl`.
  /// - Throws: ``OfferFailure``, ``LoansFailure/noHousehold(_:)``, ``LoansFailure/noFundingLine(_:known:)``.
  public func record(
    offer id: String, _ answer: OfferAnswer, of household: HouseholdID, funding: String? = nil, as act: Act
  ) throws {
    try database.write(Action.answerOffer, act) { change in
      change.concerns(.household(household))
      let offer = try OfferStore.catalogue(on: act.day, in: change).offer(id)
      guard answer != .proposed || offer.isOpen(on: act.day) else { throw OfferFailure.offerClosed(id, on: act.day) }
      change.note("offer", .dataName(id))
      change.note("answer", .word(answer))
      if let funding { change.note("funding", .dataName(funding)) }
      try OfferStore.record(answer, to: id, of: household, funding: funding, in: change)
    }
  }

  /// Prints the sheet of the social offers that are open on the act's day, for a commune, with where to get help there.
  ///
  /// - Parameters:
  ///   - commune: a commune or a grouping, by name or code.
  ///   - keep: puts the bytes away inside the act: when it fails, nothing is recorded either.
  /// - Throws: ``DirectoryFailure/noSuchTerritory(_:near:)``.
  public func printOffers(
    in commune: String, language: Language, as act: Act, keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> PrintedPaper {
    let (name, contacts) = try placesInWords(in: commune, language)
    return try database.write(Action.printOffers, act) { change in
      change.concerns(.instance)
      let catalogue = try OfferStore.catalogue(on: act.day, in: change)
      change.note("catalogue", .dataName(catalogue.id))
      change.note("version", .dataName(catalogue.version))
      let paper = OffersSheetPaper(
        issuer: try house(language, in: change), commune: name,
        offers: catalogue.offers.filter { $0.isOpen(on: act.day) }.map { offer in
          OffersSheetPaper.Offer(
            name: offer.name[language], provider: offer.provider, price: offer.price,
            conditions: offer.conditions[language], until: offer.until, source: offer.source[language])
        }, contacts: contacts, made: act.day)
      let pdf = try paper.pdf(language: language, created: act.recorded)
      try keep(pdf)
      return PrintedPaper(pdf: pdf, reference: name)
    }
  }
}
