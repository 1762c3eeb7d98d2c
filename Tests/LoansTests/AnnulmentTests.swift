import Kernel
import Loans
import Storage
import TestSupport
import Testing

@Suite struct `Annulling an act` {
  /// The entry of each act of ``Stage/story()``: the programme is 1; household 1 and its request 2 and 3, household 2 and its
  /// request 4 and 5.
  enum Acts {
    static let (programme, household, request) = (1 as EntryID, 2 as EntryID, 3 as EntryID)
    static let (decision, allocation, signature) = (6 as EntryID, 10 as EntryID, 11 as EntryID)
    static let (handover, takeBack) = (12 as EntryID, 13 as EntryID)
  }
  static let (request, contract) = (1 as RequestID, 1 as ContractID)

  @Test func `goes back step by step, from the return to the first call`() throws {
    let story = try Stage.ended.story()
    let decision: DecisionID = 1
    try story.annul(Acts.takeBack)
    #expect(try story.state(of: Self.contract) == .handedOver)
    #expect(try story.database.read { try ContractStore.takeBack(of: Self.contract, in: $0) } == nil)
    try story.annul(Acts.handover)
    #expect(try story.state(of: Self.contract) == .signed)
    #expect(try story.state(of: Self.request) == .allocated(LoanStory.device, decision))
    #expect(try story.database.read { try FollowUpStore.all(of: Self.contract, in: $0) } == [])
    try story.annul(Acts.signature)
    #expect(try story.state(of: Self.contract) == .annulled)
    #expect(try story.database.read { try ContractStore.open(for: LoanStory.device, in: $0) } == nil)
    try story.annul(Acts.allocation)
    #expect(try story.state(of: Self.request) == .decided(decision))
    try story.annul(Acts.decision)
    #expect(try story.state(of: Self.request) == .submitted)
    try story.annul(9)  // the decision that could not tell
    try story.annul(Acts.request)
    #expect(try story.state(of: Self.request) == nil)
    try story.annul(Acts.household)
    let household = try story.database.read { try HouseholdStore.find(1, in: $0) }
    #expect(household == nil)
  }

  @Test func `lets life go on from where it went back to`() throws {
    let story = try Stage.handedOver.story()
    try story.annul(Acts.handover)
    try story.handOver(Self.contract, on: "2026-09-20")
    let day = try story.database.read { try ContractStore.handover(of: Self.contract, in: $0)?.day }
    #expect(day == "2026-09-20")
    let verbs = try story.database.read { try ContractStore.steps(of: Self.contract, in: $0).map(\.annulled) }
    #expect(verbs == [true, false])
  }

  @Test func `gives the number of an annulled contract to no other`() throws {
    let story = try Stage.signed.story()
    try story.annul(Acts.signature)
    #expect(try story.sign(Self.request, on: "2026-09-20").reference == "C-000002")
  }

  /// What each act is refused by, while all that followed stands; the acts named are those to annul first.
  static let resting: [(act: EntryID, stage: Stage, by: [EntryID], refusal: String)] = [
    (Acts.programme, .decided, [6, 7, 8, 9], "une décision repose sur ce programme"),
    (Acts.household, .submitted, [3], "une demande repose sur ce foyer"),
    (Acts.request, .decided, [6, 9], "une décision repose sur cette demande"),
    (Acts.decision, .allocated, [10], "un pas plus récent de cette demande repose sur celui-ci"),
    (Acts.allocation, .signed, [11], "un contrat repose sur cette attribution"),
    (Acts.signature, .handedOver, [12], "un pas repose sur ce contrat"),
    (Acts.handover, .ended, [13], "un pas plus récent de ce contrat repose sur celui-ci"),
  ]

  @Test(arguments: resting)
  func `is refused while something rests on it, by the rule and by the schema`(
    act: EntryID, stage: Stage, by later: [EntryID], refusal: String
  ) throws {
    let story = try stage.story()
    #expect(throws: LoansFailure.restedOn(act, by: later)) { try story.annul(act) }
    #expect {
      try story.tryStraight("INSERT INTO corrections VALUES (ENTRY, \(act), NULL, 1, 'x')")
    } throws: { error in
      // A request with a decision and a step is held by both; whichever guard speaks first is right.
      [.guarded(refusal), .guarded("un pas repose sur cette demande")].contains(error as? StorageFailure)
    }
  }

  @Test func `of a return is refused once the device is kept for somebody else`() throws {
    let story = try Stage.ended.story()
    try story.allocate(2, on: "2026-12-02")
    #expect(throws: LoansFailure.restedOn(Acts.takeBack, by: [14])) {
      try story.annul(Acts.takeBack)
    }
    #expect(throws: StorageFailure.guarded("cet appareil est attribué ou prêté depuis")) {
      try story.tryStraight("INSERT INTO corrections VALUES (ENTRY, \(Acts.takeBack), NULL, 1, 'x')")
    }
  }

  @Test func `of a release is refused once the device is kept for somebody else`() throws {
    let story = try Stage.allocated.story()
    try story.release(Self.request)
    let release: EntryID = 11
    try story.allocate(2, on: "2026-09-06")
    #expect(throws: LoansFailure.restedOn(release, by: [12])) { try story.annul(release) }
    #expect(throws: StorageFailure.guarded("cet appareil est attribué ou prêté depuis")) {
      try story.tryStraight("INSERT INTO corrections VALUES (ENTRY, \(release), NULL, 1, 'x')")
    }
  }

  @Test func `of a cancellation is refused once the device is released`() throws {
    let story = try Stage.signed.story()
    try story.cancel(Self.contract)
    try story.release(Self.request, on: "2026-09-07")
    let cancellation: EntryID = 12
    #expect(throws: LoansFailure.restedOn(cancellation, by: [13])) {
      try story.annul(cancellation)
    }
    #expect(throws: StorageFailure.guarded("cette demande a changé depuis")) {
      try story.tryStraight("INSERT INTO corrections VALUES (ENTRY, \(cancellation), NULL, 1, 'x')")
    }
  }

  @Test func `of a hand-over is refused once a contact was made`() throws {
    let story = try Stage.handedOver.story()
    try story.database.change(.sample(on: "2026-09-20")) { change in
      try FollowUpStore.save(FollowUp.Report(.done), of: 1, in: change)
    }
    #expect(throws: LoansFailure.restedOn(Acts.handover, by: [13])) {
      try story.annul(Acts.handover)
    }
    #expect(throws: StorageFailure.guarded("un contact de suivi repose sur cette remise")) {
      try story.tryStraight("INSERT INTO corrections VALUES (ENTRY, \(Acts.handover), NULL, 1, 'x')")
    }
  }

  @Test func `of a decision is refused while a refusal made of it stands`() throws {
    let story = try Stage.decided.story()
    let id: RequestID = 2
    _ = try story.database.change(.sample(on: "2026-09-04")) { change in
      let decision = try DecisionStore.existing(3, in: change)
      return try RequestStore.save(RequestStore.existing(id, in: change).refused(by: decision), in: change)
    }
    let negative: EntryID = 8
    #expect(throws: LoansFailure.restedOn(negative, by: [10])) {
      try story.annul(negative)
    }
    #expect(throws: StorageFailure.guarded("un pas repose sur cette décision")) {
      try story.tryStraight("INSERT INTO corrections VALUES (ENTRY, \(negative), NULL, 1, 'x')")
    }
  }

  @Test func `of another room's act moves nothing here`() throws {
    let story = try Stage.handedOver.story()
    try story.database.change { _ in }
    try story.annul()
    #expect(try story.state(of: Self.contract) == .handedOver)
  }
}
