import Kernel
import Loans
import Storage
import TestSupport
import Testing

@Suite struct `The catalogue of social offers` {
  private static func catalogue(_ offer: String) -> [UInt8] {
    Array(#"{"id": "essai", "version": "1", "offers": [\#(offer)]}"#.utf8)
  }

  private static let offer = #"""
    {"id": "une", "provider": "Opérateur fictif", "name": {"fr": "Une", "en": "One"}, "priceCents": 1599,
     "conditions": {"fr": "pour tous", "en": "for all"}, "validFrom": "2026-01-01", "validTo": "2026-12-31",
     "source": {"fr": "mairie", "en": "town hall"}}
    """#

  @Test func `ships what the sources state, and no price they do not`() throws {
    let catalogue = try OfferCatalogue.shipped()
    #expect(catalogue.offers.map(\.id) == ["orange-coup-de-pouce"])
    let offer = try catalogue.offer("orange-coup-de-pouce")
    #expect(offer.price == nil)
    #expect(offer.conditions.fr.contains("700 €"))
    #expect(offer.programme == "offre-internet-sociale")
  }

  @Test func `reads a price in cents and the days it can be had`() throws {
    let offer = try OfferCatalogue(Self.catalogue(Self.offer), file: "x").offer("une")
    #expect(offer.price == Money(cents: 1599))
    #expect(offer.isOpen(on: "2026-12-31") && !offer.isOpen(on: "2027-01-01") && !offer.isOpen(on: "2025-12-31"))
  }

  @Test func `names the offers it has when another is asked for`() throws {
    let catalogue = try OfferCatalogue(Self.catalogue(Self.offer), file: "x")
    #expect(throws: OfferFailure.noSuchOffer("deux", known: ["une"])) { try catalogue.offer("deux") }
  }

  @Test(arguments: [
    ("\(offer), \(offer)", "twice"),
    (offer.replacing("1599", with: "-1"), "price"), (offer.replacing("1599", with: "15.99"), ""),
    (offer.replacing("\"une\"", with: "\"Une !\""), "lower-case"),
    (offer.replacing("2026-12-31", with: "2025-12-31"), "before"),
    (offer.replacing("\"provider\"", with: "\"operator\""), ""),
  ])
  func `is refused with its place when it is wrong`(offer: String, words: String) {
    #expect {
      try OfferCatalogue(Self.catalogue(offer), file: "essai.json")
    } throws: { error in
      guard let failure = error as? JSONFailure else { return false }
      return failure.text.en.contains(words) && failure.text.en.contains("essai.json")
    }
  }
}

@Suite struct `What households answer to offers` {
  let story: LoanStory
  let household: HouseholdID

  init() throws {
    story = try LoanStory()
    household = try story.database.change(.sample(on: "2026-09-02")) { try HouseholdStore.add(.sample(), in: $0).id }
  }

  private func record(_ answer: OfferAnswer, funding: String? = nil, on day: Day = "2026-09-03") throws {
    try story.database.change(.sample(on: day)) {
      try OfferStore.record(answer, to: "une", of: household, funding: funding, in: $0)
    }
  }

  private func answers() throws -> [OfferRecord] {
    try story.database.read { try OfferStore.answers(of: household, in: $0) }
  }

  @Test func `is kept in order, each answer another than the one before`() throws {
    try record(.proposed)
    #expect(throws: OfferFailure.answeredAlready(household, "une", .proposed)) { try record(.proposed) }
    try record(.refused, on: "2026-09-04")
    try record(.proposed, on: "2026-10-01")
    try record(.subscribed, on: "2026-10-02")
    #expect(try answers().map(\.answer) == [.proposed, .refused, .proposed, .subscribed])
    #expect(try answers().map(\.day) == ["2026-09-03", "2026-09-04", "2026-10-01", "2026-10-02"])
    try story.annul()
    #expect(try answers().map(\.answer) == [.proposed, .refused, .proposed])
  }

  @Test func `a funding line helps with what was subscribed, and must be open`() throws {
    #expect(throws: LoansFailure.noFundingLine("fsl", known: [])) { try record(.subscribed, funding: "fsl") }
    try story.database.change(.sample(on: "2026-09-01")) {
      _ = try FundingStore.open("fsl", title: "FSL", funder: "Département fictif", budget: Money(euros: 100), in: $0)
    }
    #expect(throws: OfferFailure.fundsOnlySubscriptions) { try record(.proposed, funding: "fsl") }
    try record(.subscribed, funding: "fsl")
    #expect(try answers().map(\.funding) == ["fsl"])
  }

  @Test func `are guarded by the schema`() throws {
    try record(.proposed)
    func insert(_ offer: String, _ answer: String, _ funding: String = "NULL") throws {
      try story.tryStraight(
        """
        INSERT INTO offer_answers (entry, household, offer, answer, funding) VALUES (ENTRY, 1, '\(offer)', '\(answer)', \(funding))
        """)
    }
    #expect(throws: StorageFailure.guarded("offer_answers: la réponse est déjà celle-là")) {
      try insert("une", "proposed")
    }
    #expect(throws: StorageFailure.self) { try insert("une", "peut-être") }
    #expect(throws: StorageFailure.self) { try insert("Une", "refused") }
    #expect(throws: StorageFailure.self) { try insert("une", "refused", "1") }
    #expect(throws: StorageFailure.guarded("offer_answers: rows are never changed")) {
      try story.tryStraight("UPDATE offer_answers SET answer = 'subscribed'")
    }
  }

  @Test func `rest on their household`() throws {
    try record(.proposed)
    let entry = try story.database.read { reader in
      try reader.first("SELECT entry FROM households").map { row -> EntryID in try row["entry"] }
    }
    #expect(throws: LoansFailure.self) { try story.annul(entry) }
  }

  @Test func `a catalogue adopted takes the place of the shipped one, from its day on`() throws {
    let text = #"{"id": "essai", "version": "1", "offers": []}"#
    let adopted = try OfferCatalogue(Array(text.utf8), file: "x")
    try story.database.change(.sample(on: "2026-10-01")) { try OfferStore.adopt(adopted, body: text, in: $0) }
    func catalogue(on day: Day) throws -> OfferCatalogue {
      try story.database.read { try OfferStore.catalogue(on: day, in: $0) }
    }
    let shipped = try OfferCatalogue.shipped()
    #expect(try catalogue(on: "2026-09-30") == shipped)
    #expect(try catalogue(on: "2026-10-01") == adopted)
    #expect(throws: OfferFailure.versionTaken(catalogue: "essai", version: "1")) {
      try story.database.change(.sample(on: "2026-10-02")) { try OfferStore.adopt(adopted, body: text + " ", in: $0) }
    }
    try story.annul()
    #expect(try catalogue(on: "2026-10-01") == shipped)
  }
}

@Suite struct `What is prescribed beside a request` {
  let story: LoanStory
  let id: RequestID

  init() throws {
    story = try LoanStory()
    id = try story.request()
  }

  private func prescribe(on day: Day = "2026-09-03") throws {
    try story.database.change(.sample(on: day)) { try PrescriptionStore.prescribe(id, to: 1, named: "Lieu", in: $0) }
  }

  private func record(_ outcome: Prescription.Outcome, on day: Day = "2026-09-10") throws {
    try story.database.change(.sample(on: day)) {
      try PrescriptionStore.record(outcome, of: id, at: 1, named: "Lieu", in: $0)
    }
  }

  private func all(_ first: Day = "2026-09-01", _ last: Day = "2026-09-30") throws -> [Prescription] {
    let period = try #require(Period(from: first, through: last))
    return try story.database.read { try PrescriptionStore.all(in: period, reader: $0) }
  }

  @Test func `counts apart, once per place, and what is said last of it holds`() throws {
    #expect(throws: PrescriptionFailure.notSent(id, place: "Lieu")) { try record(.attended) }
    try prescribe()
    #expect(throws: PrescriptionFailure.sentAlready(id, place: "Lieu")) { try prescribe() }
    #expect(try all().map(\.outcome) == [nil])
    try record(.absent)
    try record(.completed, on: "2026-09-20")
    #expect(try all().map(\.outcome) == [.completed])
    #expect(try all("2026-09-04", "2026-09-30").isEmpty)
    #expect(try story.state(of: id) == .submitted)
    try story.annul()
    #expect(try all().map(\.outcome) == [.absent])
  }

  @Test func `comes after it was prescribed`() throws {
    try prescribe()
    #expect(throws: LoansFailure.outOfOrder("2026-09-02", after: "2026-09-03")) {
      try record(.attended, on: "2026-09-02")
    }
  }

  @Test func `prescribers are told once of each change`() throws {
    func untold() throws -> [RequestID] {
      try story.database.read { try PrescriptionStore.untold(since: "2026-09-01", in: $0).map(\.request) }
    }
    func tell() throws {
      try story.database.change(.sample(on: "2026-09-12")) {
        try PrescriptionStore.tell(RequestStore.existing(id, in: $0), by: .phone, in: $0)
      }
    }
    #expect(try untold() == [])
    #expect(throws: PrescriptionFailure.nothingToTell(id)) { try tell() }
    try story.decide(id)
    #expect(try untold() == [id])
    try tell()
    #expect(try untold() == [])
    #expect(throws: PrescriptionFailure.nothingToTell(id)) { try tell() }
    try story.allocate(id)
    #expect(try untold() == [id])
    #expect(try story.database.read { try PrescriptionStore.untold(since: "2026-09-05", in: $0).isEmpty })
  }

  @Test func `commissions are known by their days`() throws {
    func convene(_ programme: String, _ day: Day) throws {
      try story.database.change(.sample(on: "2026-09-02")) {
        try PrescriptionStore.commission(of: programme, on: day, in: $0)
      }
    }
    try convene("b", "2026-10-01")
    try convene("a", "2026-11-01")
    #expect(throws: PrescriptionFailure.commissionKnown("b", "2026-10-01")) { try convene("b", "2026-10-01") }
    // The day it is announced is not past yet; the one before is.
    try convene("c", "2026-09-02")
    #expect(throws: PrescriptionFailure.commissionPast("2026-09-01", announced: "2026-09-02")) {
      try convene("c", "2026-09-01")
    }
    let days = try story.database.read {
      try PrescriptionStore.commissions(from: "2026-10-02", in: $0).map(\.programme)
    }
    #expect(days == ["a"])
  }

  @Test func `is guarded by the schema`() throws {
    try prescribe()
    #expect(throws: StorageFailure.guarded("prescriptions: ce foyer y est déjà orienté")) {
      try story.tryStraight("INSERT INTO prescriptions (entry, request, place) VALUES (ENTRY, 1, 1)")
    }
    try story.decide(id)
    #expect(throws: StorageFailure.guarded("request_tellings: la demande n'en est pas là")) {
      try story.allocate(id)
      try story.tryStraight(
        """
        INSERT INTO request_tellings (entry, request, step, means)
        SELECT ENTRY, 1, min(entry), 'phone' FROM request_steps
        """)
    }
  }
}
