import Directory
import Eligibility
import Inventory
import Kernel
import Loans
import Storage
import TestSupport
import Testing

@testable import Application

@Suite struct `A request told by telephone` {
  private func profile(_ name: String, phone: String? = nil, commune: String = "47001") throws -> Household.Profile {
    try Household.Profile(
      contactName: name, phone: phone.map { try PhoneNumber($0) }, commune: InseeCommune(commune), adults: 1,
      children: 0)
  }

  private func submit(
    _ profile: Household.Profile, isNew: Bool = false, in story: ChainStory
  ) throws -> (request: Request, wasKnown: Bool) {
    try story.chain.submit(
      requestOf: profile, isNew: isNew, by: "Mairie d'Exemple", for: .laptop, uses: "démarches", channel: .phone,
      as: story.act("2026-09-07"))
  }

  @Test func `tells of another open request for the same kind of device, and of none that has ended`() throws {
    let story = try ChainStory()
    let household = try story.household()
    let (first, second) = (try story.request(of: household), try story.request(of: household))
    #expect(try story.chain.openRequests(like: second) == [first])
    _ = try story.chain.withdraw(first, because: .recordedTwice, as: story.act("2026-09-08"))
    #expect(try story.chain.openRequests(like: second) == [])
  }

  @Test func `registers its household once, and uses it again`() throws {
    let story = try ChainStory()
    let first = try submit(profile("Alix Inventé", phone: "06 12 34 56 78"), in: story)
    #expect(!first.wasKnown)
    let again = try submit(profile("ALIX INVENTE", phone: "06 12 34 56 78"), in: story)
    #expect(again.wasKnown)
    #expect(again.request.wish.household == first.request.wish.household)
    #expect(try story.chain.check(against: nil).faults.map(\.en) == [])
  }

  @Test func `asks which household it is when another name has the telephone`() throws {
    let story = try ChainStory()
    let first = try submit(profile("Alix Inventé", phone: "06 12 34 56 78"), in: story).request.wish.household
    let other = try profile("Sacha Fictif", phone: "06 12 34 56 78")
    #expect(throws: LoansFailure.whichHousehold([first])) { try submit(other, in: story) }
    let new = try submit(other, isNew: true, in: story)
    #expect(!new.wasKnown && new.request.wish.household != first)
  }

  @Test func `asks which household it is when one of that name has another telephone`() throws {
    let story = try ChainStory()
    let first = try submit(profile("Alix Inventé", phone: "06 12 34 56 78"), in: story).request.wish.household
    let namesake = try profile("Inventé Alix", phone: "06 98 76 54 32")
    #expect(throws: LoansFailure.whichHousehold([first])) { try submit(namesake, in: story) }
  }

  @Test func `registers no household twice unless told that it is another one`() throws {
    let story = try ChainStory()
    let first = try story.chain.register(
      household: profile("Alix Inventé", phone: "06 12 34 56 78"), isNew: false, as: story.act("2026-09-07"))
    for again in [
      try profile("INVENTE Alix", phone: "06 98 76 54 32"), try profile("Sacha Fictif", phone: "06 12 34 56 78"),
    ] {
      #expect(throws: LoansFailure.householdKnown([first.id])) {
        try story.chain.register(household: again, isNew: false, as: story.act("2026-09-07"))
      }
      _ = try story.chain.register(household: again, isNew: true, as: story.act("2026-09-07"))
    }
    // A shelter is a commune that people share, and no telephone of their own: no match.
    _ = try story.chain.register(household: profile("Nour Essai"), isNew: false, as: story.act("2026-09-07"))
    _ = try story.chain.register(household: profile("Nour Exemple"), isNew: false, as: story.act("2026-09-07"))
  }

  @Test func `keeps the place the household wishes`() throws {
    let story = try ChainStory()
    let household = try story.household()
    let request = try story.chain.submit(
      requestOf: household, by: "Mairie d'Exemple", for: .laptop, uses: "démarches", channel: .phone,
      needs: Request.Needs(help: [.reading]), at: "Tiers-lieu", informed: true, as: story.act("2026-09-07"))
    let sheet = try story.chain.request(request.id)
    #expect(sheet.wishedPlace == "Tiers-lieu")
    #expect(sheet.informed == "2026-09-07")
    #expect(sheet.request.wish.needs.help == [.reading])
  }
}

@Suite struct `The life of a request in the chain` {
  private func open(_ story: ChainStory) throws -> RequestID {
    try story.adoptCollege()
    return try story.request(of: story.household())
  }

  @Test func `names the papers that are missing, among those programmes know`() throws {
    let story = try ChainStory()
    let id = try open(story)
    _ = try story.chain.ask(for: ["attestation_caf_qf"], of: id, as: story.act("2026-09-08"))
    let caf = try story.chain.request(id).missing.map(\.fr)
    #expect(caf == ["l'attestation de quotient familial de la CAF"])
    #expect {
      try story.chain.ask(for: ["passeport"], of: id, as: story.act("2026-09-08"))
    } throws: { error in
      if case LendingFailure.noSuchPaper("passeport", let known) = error {
        known.contains { $0.code == "attestation_caf_qf" }
      } else {
        false
      }
    }
    let complete = try story.chain.complete(id, as: story.act("2026-09-09"))
    #expect(complete.state == .submitted)
    #expect(try story.chain.check(against: nil).faults.map(\.en) == [])
  }

  @Test func `frees in one act what was kept too long, each with an entry of its own`() throws {
    let story = try ChainStory()
    try story.adoptCollege()
    let (first, second) = (try story.decided(), try story.decided())
    for (id, until) in [(first, "2026-09-20" as Day), (second, "2026-09-30")] {
      _ = try story.chain.allocate(story.ready(), to: id, until: until, as: story.act("2026-09-10"))
    }
    let day: Day = "2026-09-25"
    #expect(try story.chain.expiredReservations(on: day).map(\.request) == [first])
    #expect(try story.chain.releaseExpired(as: story.act(day)) == [first])
    #expect(try story.chain.request(first).request.state.stage == .decided)
    #expect(try story.chain.request(second).request.state.stage == .allocated)
    #expect(try story.chain.expiredReservations(on: day).isEmpty)
    let freed = try story.latest
    try story.chain.correct(freed, .annulment, because: "erreur", as: story.act("2026-09-26"))
    #expect(try story.chain.request(first).request.state.stage == .allocated)
    #expect(try story.chain.check(against: nil).faults.map(\.en) == [])
  }

  @Test func `nobody fails to come before the appointment`() throws {
    let story = try ChainStory()
    try story.adoptCollege()
    let id = try story.decided()
    _ = try story.chain.allocate(story.ready(), to: id, as: story.act("2026-09-10"))
    _ = try story.chain.appoint(
      id, on: "2026-09-20", Appointment.Slot("14:00-14:30"), at: "Tiers-lieu", as: story.act("2026-09-11"))
    #expect(throws: LoansFailure.appointmentToCome(id, "2026-09-20")) {
      try story.chain.cancelAllocation(of: id, because: .noShow, as: story.act("2026-09-19"))
    }
    #expect(throws: LoansFailure.appointmentPast(id, "2026-09-10")) {
      try story.chain.appoint(
        id, on: "2026-09-10", Appointment.Slot("14:00-14:30"), at: nil, as: story.act("2026-09-12"))
    }
    let agenda = try story.chain.appointments(from: "2026-09-20", through: "2026-09-20", at: "Tiers-lieu")
    #expect(agenda.map(\.request.id) == [id])
    #expect(agenda.first?.place == "Tiers-lieu")
    let waiting = try story.chain.cancelAllocation(of: id, because: .noShow, as: story.act("2026-09-20"))
    #expect(waiting.state.stage == .decided)
    #expect(try story.chain.check(against: nil).faults.map(\.en) == [])
  }

  @Test func `a place where a household is expected is not annulled`() throws {
    let story = try ChainStory()
    let entry = try story.database.read { reader in
      try reader.first("SELECT entry FROM places WHERE name = 'Tiers-lieu'").map { row -> EntryID in try row["entry"] }
    }
    let place = try #require(entry)
    _ = try story.chain.submit(
      requestOf: story.household(), by: "Mairie d'Exemple", for: .laptop, uses: "démarches", channel: .phone,
      at: "Tiers-lieu", as: story.act("2026-09-07"))
    let request = try story.latest
    #expect(throws: CorrectionFailure.restedOn(place, by: [request])) {
      try story.chain.correct(place, .annulment, because: "erreur", as: story.act("2026-09-08"))
    }
  }
}

@Suite struct `What a family that calls is told` {
  private func answer(_ words: String, on day: Day, in story: ChainStory) throws -> RequestAnswer {
    guard case .one(let answer) = try story.chain.find(request: words, on: day) else {
      throw LoansFailure.emptyName
    }
    return answer
  }

  @Test func `a name, a telephone and both numbers find its request`() throws {
    let story = try ChainStory()
    let household = try story.chain.register(
      household: Household.Profile(
        contactName: "Alix Inventé", phone: PhoneNumber("06 12 34 56 78"), commune: InseeCommune("47001"), adults: 1,
        children: 0), as: story.act("2026-09-06")
    ).id
    let id = try story.request(of: household)
    for words in ["INVENTE", "alix inv", "06.12.34.56.78", household.reference, id.reference, "d1", "f-1"] {
      #expect(try answer(words, on: "2026-09-10", in: story).request.id == id, "\(words)")
    }
    guard case .none(let nobody) = try story.chain.find(request: "Personne", on: "2026-09-10") else {
      Issue.record("somebody was found")
      return
    }
    #expect(nobody.isEmpty)
  }

  @Test func `several open requests are listed, and one that is open goes before those that are closed`() throws {
    let story = try ChainStory()
    let household = try story.household()
    let (first, second) = (try story.request(of: household), try story.request(of: household))
    guard case .several(let several) = try story.chain.find(request: "Inventé", on: "2026-09-10") else {
      Issue.record("not several")
      return
    }
    #expect(several.map(\.request.id) == [first, second])
    _ = try story.chain.withdraw(first, because: .noLongerWanted, as: story.act("2026-09-11"))
    #expect(try answer("Inventé", on: "2026-09-12", in: story).request.id == second)
  }

  @Test func `what the rules still want is what is missing`() throws {
    let story = try ChainStory()
    try story.adoptCollege()
    let id = try story.request(of: story.household())
    _ = try story.chain.decide(id, under: ChainStory.college, as: story.act("2026-09-08"))
    let told = try answer(id.reference, on: "2026-09-09", in: story)
    #expect(!told.missing.isEmpty)
    #expect(told.likely == .undecided)
    #expect(told.holder.fr.hasPrefix("le foyer"))
  }

  @Test func `the day is counted from the place on the list and the hand-overs of the last ninety days`() throws {
    let story = try ChainStory()
    try story.adoptCollege()
    let (first, second, third) = (try story.decided(), try story.decided(), try story.decided())
    // Nobody was served yet: the place is known, the day is not.
    #expect(try answer(third.reference, on: "2026-09-10", in: story).likely == .unknown(rank: 3, days: 90))
    _ = try story.lend(story.ready(), to: first, on: "2026-09-10")
    // One hand-over in 90 days: the next takes 90 days, the one after 180.
    #expect(
      try answer(second.reference, on: "2026-09-11", in: story).likely
        == .about(Day("2026-09-11").adding(days: 90), rank: 1, served: 1, days: 90))
    #expect(
      try answer(third.reference, on: "2026-09-11", in: story).likely
        == .about(Day("2026-09-11").adding(days: 180), rank: 2, served: 1, days: 90))
    // A hand-over of more than ninety days ago tells nothing any more.
    #expect(try answer(second.reference, on: "2026-12-20", in: story).likely == .unknown(rank: 1, days: 90))
  }

  @Test func `an appointment is the day, and a device kept is a promise with an end`() throws {
    let story = try ChainStory()
    try story.adoptCollege()
    let id = try story.decided()
    _ = try story.chain.allocate(story.ready(), to: id, until: "2026-10-01", as: story.act("2026-09-10"))
    #expect(try answer(id.reference, on: "2026-09-11", in: story).likely == .keptUntil("2026-10-01"))
    let slot = try Appointment.Slot("14:00-14:30")
    _ = try story.chain.appoint(id, on: "2026-09-20", slot, at: "Tiers-lieu", as: story.act("2026-09-11"))
    let told = try answer(id.reference, on: "2026-09-12", in: story)
    guard case .appointed(let made, place: "Tiers-lieu") = told.likely else {
      Issue.record("\(told.likely)")
      return
    }
    #expect(made.day == "2026-09-20" && made.slot == slot)
    #expect(told.holder.fr == "Tiers-lieu")
  }
}

@Suite struct `A prescriber of a structure` {
  @Test func `sees the requests of that structure and no other`() throws {
    let story = try ChainStory()
    let act = try story.act("2026-09-01")
    _ = try story.chain.register(person: "Lou Fictif", role: .prescriber, structure: "Filière", as: act)
    let mine = try story.chain.submit(
      requestOf: story.household("Mien Inventé"), by: "Filière", for: .laptop, uses: "x", channel: .phone,
      as: story.act("2026-09-07")
    ).id
    let other = try story.request(of: story.household("Autre Inventé"))
    let structure = try story.chain.onlyStructure(of: "Lou Fictif")
    #expect(structure != nil)
    #expect(try story.chain.onlyStructure(of: ChainStory.founder) == nil)
    #expect(try story.chain.requests(at: nil, seenBy: structure).map(\.id) == [mine])
    #expect(try story.chain.requests(at: nil, sentBy: "Mairie d'Exemple").map(\.id) == [other])
    #expect(throws: LendingFailure.ofAnotherStructure(other)) {
      try story.chain.find(request: other.reference, sentBy: structure, on: "2026-09-10")
    }
    guard case .none(let households) = try story.chain.find(request: "Autre", sentBy: structure, on: "2026-09-10")
    else {
      Issue.record("another structure's household was found")
      return
    }
    #expect(households.isEmpty)
  }
}
