import Kernel
import Loans
import Storage
import TestSupport
import Testing

@Suite struct `The reminder plan` {
  let plan: ReminderPlan

  init() throws { plan = try ReminderPlan.shipped() }

  static let cases: [(reached: Int, last: Day?, day: Day, degree: Int?)] = [
    // The loan ended on 28 February 2028; the leap day counts.
    (0, nil, "2028-03-01", nil), (0, nil, "2028-03-02", 1), (0, nil, "2028-12-31", 1),
    (1, "2028-03-02", "2028-03-13", nil), (1, "2028-03-02", "2028-03-14", 2),
    // However late the first came, a week passes before the second.
    (1, "2028-05-01", "2028-05-07", nil), (1, "2028-05-01", "2028-05-08", 2),
    (2, "2028-03-14", "2028-03-28", nil), (2, "2028-03-14", "2028-03-29", 3), (3, "2028-03-29", "2028-12-31", nil),
  ]

  @Test(arguments: cases)
  func `goes from degree to degree, and leaves the household alone in between`(
    reached: Int, last: Day?, day: Day, degree: Int?
  ) {
    #expect(plan.degree(after: "2028-02-28", reached: reached, last: last, on: day) == degree)
  }

  @Test func `threatens nobody`() {
    let words = ["tribunal", "plainte", "police", "poursui", "huissier", "amende", "mise en demeure", "obligation"]
    for degree in plan.degrees {
      let text = [degree.title, degree.opening, degree.device, degree.money].map { $0.fr.lowercased() }.joined(
        separator: " ")
      #expect(words.filter(text.contains) == [])
    }
  }
}

@Suite struct `Reminding a household` {
  let story: LoanStory
  let contract: ContractID
  let household: HouseholdID
  let plan: ReminderPlan

  init() throws {
    story = try LoanStory()
    contract = try story.signed().contract
    try story.handOver(contract)
    plan = try ReminderPlan.shipped()
    let id = contract
    household = try #require(
      story.database.read { try ContractStore.existing(id, in: $0).agreement.household })
  }

  /// The loan of the story ends on 5 September 2027.
  var matter: Reminder.Matter { Reminder.Matter(.device, of: contract, since: "2027-09-05") }

  func due(on day: Day) throws -> [ReminderStore.Due] {
    try story.database.read { try ReminderStore.due(by: plan, on: day, in: $0) }
  }

  @discardableResult
  func prepare(on day: Day) throws -> Reminder {
    let due = try #require(try due(on: day).first)
    return try story.database.change(.sample(on: day)) { try ReminderStore.prepare(due, by: .email, in: $0) }
  }

  func settle(_ reminder: Reminder, _ outcome: Reminder.Outcome, on day: Day) throws {
    try story.database.change(.sample(on: day)) { try ReminderStore.settle(reminder.id, outcome, in: $0) }
  }

  @Test func `is due once the loan is over and the device not back`() throws {
    // The loan of the story ends on 5 September 2027.
    #expect(try due(on: "2027-09-07") == [])
    #expect(
      try due(on: "2027-09-08") == [ReminderStore.Due(household: household, degree: 1, matters: [matter])])
    try story.takeBack(contract, on: "2027-09-08")
    #expect(try due(on: "2027-09-08") == [])
  }

  @Test func `stops everything to the household while nobody knows whether one left`() throws {
    let first = try prepare(on: "2027-09-08")
    #expect(first.isUncertain)
    #expect(try due(on: "2027-12-01") == [])
    let due = ReminderStore.Due(household: household, degree: 2, matters: [matter])
    #expect(throws: ReminderFailure.uncertain(household, first.id)) {
      try story.database.change(.sample(on: "2027-12-01")) { try ReminderStore.prepare(due, by: .letter, in: $0) }
    }
    #expect(throws: StorageFailure.guarded("reminders: une relance à ce foyer est peut-être partie")) {
      try story.tryStraight(
        "INSERT INTO reminders (household, degree, channel, entry) VALUES (\(household), 2, 'letter', ENTRY)")
    }
    try settle(first, .sent, on: "2027-09-09")
    #expect(try self.due(on: "2027-09-20").map(\.degree) == [2])
    #expect(throws: ReminderFailure.settled(first.id, .sent)) { try settle(first, .failed, on: "2027-09-09") }
  }

  @Test func `is due again at the same degree when it did not leave`() throws {
    try settle(try prepare(on: "2027-09-08"), .failed, on: "2027-09-08")
    #expect(try due(on: "2027-09-08").map(\.degree) == [1])
  }

  @Test func `is about the household's own loans`() throws {
    let reminder = try prepare(on: "2027-09-08")
    let other = try story.signed(LoanStory.otherDevice).contract
    #expect(throws: StorageFailure.guarded("reminder_contracts: ce contrat est celui d'un autre foyer")) {
      try story.tryStraight(
        """
        INSERT INTO reminder_contracts (reminder, contract, kind, since)
        VALUES (\(reminder.id), \(other), 'device', '2027-09-05')
        """)
    }
  }

  @Test func `counts from the renewed term`() throws {
    try story.step(contract, on: "2027-08-01") { try $0.renewed(until: "2028-03-05") }
    #expect(try due(on: "2028-03-07") == [])
    #expect(try due(on: "2028-03-08").map(\.matters) == [[Reminder.Matter(.device, of: contract, since: "2028-03-05")]])
  }
}

/// A rental of 25 € a year from 5 September 2026, of which nothing is paid.
@Suite struct `Reminding of what is not paid` {
  let story: LoanStory
  let contract: ContractID
  let plan: ReminderPlan

  init() throws {
    story = try LoanStory()
    contract = try story.rented()
    plan = try ReminderPlan.shipped()
  }

  func due(on day: Day) throws -> [ReminderStore.Due] {
    try story.database.read { try ReminderStore.due(by: plan, on: day, in: $0) }
  }

  func remind(on day: Day) throws {
    let due = try #require(try due(on: day).first)
    try story.database.change(.sample(on: day)) { change in
      let reminder = try ReminderStore.prepare(due, by: .letter, in: change)
      try ReminderStore.settle(reminder.id, .sent, in: change)
    }
  }

  @Test func `goes through three degrees, each once, and ends`() throws {
    #expect(try due(on: "2026-09-07") == [])
    let matter = Reminder.Matter(.money, of: contract, since: "2026-09-05")
    #expect(try due(on: "2026-09-08").map(\.matters) == [[matter]])
    for (degree, day) in [(1, "2026-09-08"), (2, "2026-09-20"), (3, "2026-10-05")] as [(Int, Day)] {
      #expect(try due(on: day).map(\.degree) == [degree])
      try remind(on: day)
      #expect(try due(on: day) == [], "never twice")
    }
    #expect(try due(on: "2027-06-01") == [])
  }

  @Test func `stops once it is paid, and begins anew with what falls due later`() throws {
    try remind(on: "2026-09-08")
    try story.pay(Money(euros: 25), .rent, under: contract, on: "2026-09-15")
    #expect(try due(on: "2027-08-31") == [])
    try story.step(contract, on: "2027-08-01") { try $0.renewed(until: "2028-09-04") }
    let later = Reminder.Matter(.money, of: contract, since: "2027-09-05")
    #expect(try due(on: "2027-09-08").map(\.matters) == [[later]])
    #expect(try due(on: "2027-09-08").map(\.degree) == [1])
  }

  @Test func `comes in one message with the device that did not come back`() throws {
    // The loan ended on 4 September 2027, and nothing was ever paid.
    try remind(on: "2026-09-08")
    let both = try #require(try due(on: "2027-09-10").first)
    #expect(both.matters.map(\.kind) == [.device, .money])
    #expect(both.degree == 1, "the mildest")
    let wish = plan.degrees[0].wish(about: both.matters).fr
    #expect(wish == "\(plan.degrees[0].device.fr) \(plan.degrees[0].money.fr)")
    #expect(plan.degrees[0].wish(about: Array(both.matters.suffix(1))) == plan.degrees[0].money)
  }

  @Test func `is left alone once somebody of the household died`() throws {
    #expect(try due(on: "2027-09-10").count == 1)
    #expect(try !story.database.read { try FollowUpStore.toMake(through: "2027-09-10", in: $0) }.isEmpty)
    try story.database.change(.sample(on: "2027-09-10")) { try IncidentStore.record(.died, under: contract, in: $0) }
    #expect(try due(on: "2027-09-11") == [])
    #expect(try story.database.read { try FollowUpStore.toMake(through: "2027-09-10", in: $0) } == [])
  }

  @Test func `asks for nothing that was stolen, and for it again once it is found`() throws {
    let theft = try story.openIncident(.theft, under: contract, on: "2027-09-06")
    #expect(try due(on: "2027-09-10").flatMap(\.matters).map(\.kind) == [.money])
    try story.settle(theft, .found, on: "2027-09-07")
    #expect(try due(on: "2027-09-10").flatMap(\.matters).map(\.kind) == [.device, .money])
  }

  @Test func `asks for no rent before the device was handed over`() throws {
    let other = try LoanStory()
    _ = try other.signed(
      ContractTerms(.rental, charge: .rent(Money(euros: 25), every: .year), starts: "2026-09-05", term: "2027-09-04"))
    #expect(try other.database.read { try PaymentStore.owing(on: "2026-12-01", in: $0) }.isEmpty)
  }

  @Test func `is left alone while somebody is let off, or the use is suspended`() throws {
    try story.database.change(.sample(on: "2026-09-07")) { change in
      try PaymentStore.exempt(Money(euros: 25), because: "décision de la commission", under: contract, in: change)
    }
    #expect(try due(on: "2026-10-01") == [])
  }
}

@Suite struct `What is owed` {
  static let days: [Day] = ["2026-09-04", "2026-09-05", "2027-02-28", "2027-09-04", "2027-09-05", "2028-09-05"]

  /// The sums that pass contracts over must never pass over one that owes.
  @Test(arguments: days, [ContractTerms.Pace.once, .month, .year])
  func `is found whatever was paid, and as it is worked out one by one`(day: Day, pace: ContractTerms.Pace) throws {
    let story = try LoanStory()
    let contract = try story.signed(
      ContractTerms(.rental, charge: .rent(Money(euros: 5), every: pace), starts: "2026-09-05", term: "2028-09-04"))
    try story.handOver(contract)
    func check() throws {
      let owing = try story.database.read { try PaymentStore.owing(on: day, in: $0) }
      let standing = try story.standing(of: contract, on: day)
      #expect(owing.map(\.contract) == (standing.owed > .zero ? [contract] : []))
      #expect(owing.first?.standing ?? standing == standing)
    }
    try check()
    for _ in 0..<3 {
      let owed = try story.standing(of: contract, on: "2028-09-04").owed
      guard owed > .zero else { break }
      try story.pay(min(owed, Money(euros: 30)), .rent, under: contract, on: "2026-09-10")
      try check()
    }
    try story.annul()
    try check()
    guard try story.standing(of: contract, on: day).paid > .zero else { return }
    try story.pay(Money(euros: 5), .refund, under: contract, on: "2026-10-10")
    try check()
  }
}

@Suite struct `Words about health` {
  static let notes: [(note: String, word: String?)] = [
    ("contente, devoirs faits", nil), ("Rappeler à l'hôpital", "hôpital"), ("suit un TRAITEMENT lourd", "TRAITEMENT"),
    ("dossier MDPH en cours", "MDPH"), ("le chaland de la place", nil), ("ALD reconnue", "ALD"),
  ]

  @Test(arguments: notes) func `are found whatever their case and accents`(note: String, word: String?) throws {
    #expect(try HealthWords.shipped().first(in: note) == word)
  }
}

@Suite struct `A report of a contact` {
  @Test func `says what goes with its outcome, and no more`() throws {
    #expect(throws: FollowUpFailure.noteTooLong(281)) {
      try FollowUp.Report(.done, note: String(repeating: "é", count: 281))
    }
    #expect(throws: FollowUpFailure.untilMissing) { try FollowUp.Report(.postponed) }
    #expect(throws: FollowUpFailure.untilUnasked(.absent)) { try FollowUp.Report(.absent, until: "2026-10-01") }
    #expect(throws: FollowUpFailure.notSatisfied(6)) { try FollowUp.Report(.done, satisfaction: 6) }
    #expect(throws: FollowUpFailure.toldByNobody(.absent)) { try FollowUp.Report(.absent, satisfaction: 3) }
    #expect(try FollowUp.Report(.done, note: "  ").note == nil)
  }
}

@Suite struct `A training path` {
  let story: LoanStory
  let household: HouseholdID

  init() throws {
    story = try LoanStory()
    household = try story.database.change(.sample(on: "2026-09-02")) { try HouseholdStore.add(.sample(), in: $0).id }
  }

  func attend(_ module: String, wasThere: Bool = true, on day: Day) throws {
    try story.database.change(.sample(on: day)) { change in
      try TrainingStore.attend(
        household, module: TrainingPaths.shipped().module(module), session: change.entry, wasThere: wasThere, at: nil,
        in: change)
    }
  }

  func isComplete(_ programme: String?, on day: Day = "2026-12-31") throws -> Bool {
    try story.database.read { try Training.isComplete(of: household, for: programme, by: .shipped(), on: day, in: $0) }
  }

  @Test func `is complete from the day of its last session, and of the Pix level it asks for`() throws {
    try attend("prise-en-main", on: "2026-10-08")
    #expect(try !isComplete(nil, on: "2026-10-07"))
    #expect(try isComplete(nil, on: "2026-10-08"))
    let text = #"{"id":"p","version":"1","modules":[],"paths":[],"otherwise":{"required":[],"pixExit":true}}"#
    let path = try TrainingPaths(Array(text.utf8), file: "p.json").path(of: nil)
    func training() throws -> Training {
      try story.database.read { try TrainingStore.training(of: household, in: $0) }
    }
    #expect(try training().completed(path) == nil)
    for (day, level) in [("2026-10-20", 2), ("2026-11-02", 5)] {
      try story.database.change(.sample(on: Day(day))) { try TrainingStore.pix(level, .exit, of: household, in: $0) }
    }
    #expect(try training().completed(path) == "2026-10-20")
    #expect(try training().pix == [.exit: 5])
    #expect(try training().through("2026-11-01").pix == [.exit: 2])
    #expect(try training().through("2026-10-19").pix == [:])
  }

  @Test func `is complete once each module its programme asks for was followed`() throws {
    let college = "pret-familles-college"
    try attend("prise-en-main", on: "2026-10-01")
    #expect(try isComplete(nil))
    #expect(try !isComplete(college))
    try attend("pronote", on: "2026-10-08")
    try attend("educonnect", wasThere: false, on: "2026-10-15")
    #expect(try !isComplete(college))
    try attend("educonnect", on: "2026-10-22")
    #expect(try isComplete(college))
    let path = try TrainingPaths.shipped().path(of: college)
    let training = try story.database.read { try TrainingStore.training(of: household, in: $0) }
    #expect(training.completed(path) == "2026-10-22")
    try story.annul()
    #expect(try !isComplete(college))
  }

  @Test func `knows its modules, and Pix levels from 0 to 8`() throws {
    #expect(throws: TrainingFailure.self) { try TrainingPaths.shipped().module("cuisine") }
    #expect(throws: TrainingFailure.noPixLevel(9)) {
      try story.database.change { try TrainingStore.pix(9, .exit, of: household, in: $0) }
    }
    #expect(throws: StorageFailure.self) {
      try story.tryStraight(
        "INSERT INTO pix_levels (entry, household, moment, level) VALUES (ENTRY, \(household), 'exit', 9)")
    }
  }

  @Test func `has a household once in a session`() throws {
    #expect(
      throws: StorageFailure.guarded("training_attendances: ce foyer est déjà dit présent ou absent à cette séance")
    ) {
      try attend("pronote", on: "2026-10-08")
      let session = try story.database.read { try Journal.head(in: $0).sequence }
      try story.tryStraight(
        """
        INSERT INTO training_attendances (entry, household, session, module, present)
        VALUES (ENTRY, \(household), \(session), 'pronote', 0)
        """)
    }
  }
}
