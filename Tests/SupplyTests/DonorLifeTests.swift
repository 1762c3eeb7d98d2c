import Kernel
import Storage
import TestSupport
import Testing

@testable import Supply

@Suite struct `The life of a gisement` {
  static let allowed: [Donor.Stage: [Donor.Stage]] = [
    .prospect: [.active, .exhausted], .active: [.exhausted], .exhausted: [.active, .prospect],
  ]

  private func donor(at stage: Donor.Stage, in supply: Gisements) throws -> Donor {
    try supply.database.change { change in
      try SupplyStore.register(donor: Gisements.association, as: .company, stage: stage, in: change)
    }
  }

  @Test(arguments: Donor.Stage.allCases, Donor.Stage.allCases)
  func `goes from stage to stage as the table says, and no other way`(from: Donor.Stage, to: Donor.Stage) throws {
    let supply = try Gisements()
    let donor = try donor(at: from, in: supply)
    let move = { try supply.database.change { try SupplyStore.move(donor, to: to, in: $0) } }
    if Self.allowed[from]?.contains(to) == true {
      #expect(try move().stage == to)
      #expect(try supply.database.read { try SupplyStore.donor(donor.id, in: $0) }?.stage == to)
    } else {
      #expect(throws: SupplyFailure.stageAfterStage(to, is: from)) { try move() }
      #expect(throws: StorageFailure.guarded("un gisement ne passe pas de cette étape à celle-là")) {
        try supply.database.change { change in
          try change.run(
            "INSERT INTO gisement_stages (entry, donor, stage) VALUES (\(change.entry), \(donor.id), \(to))")
        }
      }
    }
  }

  @Test func `reaches a stage no earlier than the one before`() throws {
    let supply = try Gisements()
    func move(to stage: Donor.Stage, on day: Day) throws -> Donor {
      try supply.database.change(.sample(on: day)) { change in
        let donor = try #require(try SupplyStore.donor(supply.company, in: change))
        return try SupplyStore.move(donor, to: stage, in: change)
      }
    }
    // Registered on 1 January 2026, as active.
    #expect(throws: SupplyFailure.beforeLastStage(.active, day: "2025-12-31", last: "2026-01-01")) {
      try move(to: .exhausted, on: "2025-12-31")
    }
    #expect(try move(to: .exhausted, on: "2026-01-01").stage == .exhausted)
    _ = try move(to: .active, on: "2026-03-01")
    #expect(throws: SupplyFailure.beforeLastStage(.active, day: "2026-02-28", last: "2026-03-01")) {
      try move(to: .exhausted, on: "2026-02-28")
    }
  }

  @Test func `annulled, gives the stage before it back`() throws {
    let supply = try Gisements()
    let donor = try donor(at: .prospect, in: supply)
    let entry = try supply.database.change { change in
      _ = try SupplyStore.move(donor, to: .exhausted, in: change)
      return change.entry
    }
    try supply.annul(entry)
    #expect(try supply.database.read { try SupplyStore.donor(donor.id, in: $0) } == donor)
  }

  @Test func `keeps what is not told anew, and forgets what is no longer true`() throws {
    var first = Prospecting()
    first.owner = PersonID(rawValue: 1)
    first.nextContact = "2026-10-01"
    first.yearlyVolume = 40
    var second = Prospecting()
    second.frequency = .yearly
    second.yearlyVolume = 60
    let known = try first.told(second, without: [.nextContact])
    #expect(known.owner == PersonID(rawValue: 1) && known.frequency == .yearly && known.yearlyVolume == 60)
    #expect(known.nextContact == nil)
    #expect(throws: SupplyFailure.nothingTold) { try first.told(Prospecting()) }
    second.yearlyVolume = 0
    #expect(throws: SupplyFailure.yearlyVolume(0)) { try first.told(second) }
    let supply = try Gisements()
    try supply.database.change { try SupplyStore.save(known, of: supply.town, in: $0) }
    #expect(try supply.database.read { try SupplyStore.prospecting(supply.town, in: $0) } == known)
    #expect(try supply.database.read { try SupplyStore.prospecting(supply.company, in: $0) } == Prospecting())
  }
}

@Suite struct `A person who gives` {
  @Test func `has a name and a way to be reached, and no more`() throws {
    let phone = try PhoneNumber("06 12 34 56 78")
    #expect(try Individual(name: " Alix  Inventé ", phone: phone, email: nil).name == "Alix Inventé")
    #expect(throws: SupplyFailure.individualUnreachable) { try Individual(name: "Alix", phone: nil, email: nil) }
    #expect(throws: SupplyFailure.individualUnreachable) { try Individual(name: "  ", phone: phone, email: nil) }
  }

  @Test func `is a donor without a structure, told in no entry of the journal`() throws {
    let supply = try Gisements()
    let individual = try Individual(name: "Alix Inventé", phone: nil, email: EmailAddress("alix@example.org"))
    let donor = try supply.database.change { try SupplyStore.register(individual: individual, stage: .active, in: $0) }
    #expect(donor.kind == .individual && donor.structure == nil)
    #expect(try supply.database.read { try SupplyStore.individual(donor.id, in: $0) } == individual)
    #expect(
      try supply.database.read {
        try $0.count("SELECT count(*) AS n FROM journal WHERE facts LIKE '%Alix%' OR facts LIKE '%example%'")
      } == 0)
  }
}

@Suite struct `What a donor gives besides equipment` {
  @Test func `is money or hours, more than none`() throws {
    let supply = try Gisements()
    for contribution in [Contribution.money(Money(cents: 50_000)), .skills(hours: 12)] {
      try supply.database.change(.sample(on: "2026-03-01")) {
        try SupplyStore.record(contribution, from: supply.company, in: $0)
      }
    }
    let given = try supply.database.read { try SupplyStore.contributions(of: supply.company, in: $0) }
    #expect(given.map(\.contribution) == [.money(Money(cents: 50_000)), .skills(hours: 12)])
    #expect(given.allSatisfy { $0.day == "2026-03-01" })
    try supply.annul(given[0].entry)
    #expect(try supply.database.read { try SupplyStore.contributions(of: supply.company, in: $0) }.count == 1)
    #expect(throws: SupplyFailure.amount(.zero)) { try Contribution.money(.zero).requireSomething() }
    #expect(throws: SupplyFailure.hours(0)) { try Contribution.skills(hours: 0).requireSomething() }
  }
}

@Suite struct `What a structure is before the law` {
  @Test func `holds once it is on file, from its first day to its last`() throws {
    let supply = try Gisements()
    let entry = try supply.file(.publicUtility, on: "2026-02-01", since: "2026-01-15", endsOn: "2026-03-31")
    let days: [(Day, Bool)] = [
      ("2026-01-14", false), ("2026-01-31", false), ("2026-02-01", true), ("2026-03-31", true), ("2026-04-01", false),
    ]
    func statuses(_ day: Day) throws -> Set<StructureStatus> {
      try supply.database.read { try SupplyStore.statuses(of: Gisements.association, on: day, in: $0) }
    }
    for (day, holds) in days { #expect(try statuses(day) == (holds ? [.publicUtility] : []), "\(day)") }
    try supply.annul(entry)
    #expect(try statuses("2026-02-01") == [])
  }

  @Test func `does not end before it begins`() throws {
    #expect(throws: SupplyFailure.statusEndsBefore(since: "2026-02-01", ends: "2026-01-31")) {
      try Gisements().file(.esus, since: "2026-02-01", endsOn: "2026-01-31")
    }
  }

  // CGPPP art. L. 3212-2 3° and L. 3212-3.
  @Test func `decides who receives, who resells and who certifies`() throws {
    #expect(StructureStatus.allCases.filter { !$0.mayReceivePublicGifts } == [.taxReceipts])
    #expect(StructureStatus.allCases.filter(\.mayResellPublicGifts) == [.publicUtility, .generalInterest])
  }

  @Test func `entitled to receipts only, receives no public gift`() throws {
    let supply = try Gisements()
    _ = try supply.file(.taxReceipts)
    #expect(throws: StorageFailure.guarded("un don public va à une structure dont le statut est au dossier")) {
      try supply.announce([(.laptop, 1)], from: supply.town, to: Gisements.association, origin: .publicGift)
    }
    _ = try supply.file(.students)
    #expect(
      try supply.announce([(.laptop, 1)], from: supply.town, to: Gisements.association, origin: .publicGift).receiver
        == Gisements.association)
  }
}
