import Inventory
import Kernel
import Loans
import Refurbishment
import Storage
import TestSupport
import Testing

@testable import Application

@Suite struct `The gate of the workshop` {
  let story: WorkshopStory
  let code: AssetCode

  init() throws {
    story = try WorkshopStory()
    code = story.laptop
  }

  /// What the gate says is missing, in short, when it refuses.
  private func refusal() throws -> [String] {
    do {
      _ = try story.chain.release(code, as: story.act("2026-09-30"))
      return []
    } catch RefurbishmentFailure.notReady(let refused, let missing) {
      #expect(refused == code)
      #expect(try story.chain.device(code).device.state.name == .inRefurbishment)
      return missing.map { missing in
        switch missing {
        case .notSorted: "triage"
        case .checkNotDone(let check, _): check.id
        case .notGraded: "grade"
        default: "\(missing)"
        }
      }
    }
  }

  @Test func `refuses with all that is missing until nothing is`() throws {
    try story.bring("portable-1/lshw.json", of: code, on: "2026-09-15")
    let start: Day = "2026-09-16"
    let route = try story.chain.startWork(on: code, as: story.act(start))
    var left = route.checks.filter(\.isMandatory).map(\.id)
    let (unclean, grade) = (["mediumNotErased(\"EMU-HDD-0001\")"], ["grade"])
    #expect(try refusal() == ["triage"] + left + unclean + grade)

    for step in route.steps where [.triage, .checks].contains(step.kind) && !step.byAnotherPerson {
      try story.pass(step.id, of: code, on: start)
      left.removeAll { check in step.checks.contains { $0.id == check } }
      if step.id == "triage" {
        #expect(try refusal() == left + unclean + grade)
        try story.bring("portable-1/nwipe.log", on: start)
        #expect(try refusal() == left + ["awaitingValidation(\"EMU-HDD-0001\")"] + grade)
        _ = try story.chain.validateErasures(of: code, as: story.act(start, by: WorkshopStory.second))
      }
      #expect(try refusal() == left + grade)
    }
    #expect(left == ["quality"])
    try story.pass("quality-check", of: code, on: start, by: WorkshopStory.second)
    #expect(try refusal() == ["grade"])
    try story.grade(code, on: start)
    #expect(try refusal() == [])
    #expect(try story.state(of: code) == .ready)
  }

  @Test func `opens once`() throws {
    try story.release()
    let head = try story.head
    #expect(throws: InventoryFailure.wrongState(code, is: .ready, verb: .release)) {
      try story.chain.release(code, as: story.act("2026-09-30"))
    }
    #expect(try story.head == head)
  }

  @Test func `is for devices in the workshop only`() throws {
    #expect(throws: InventoryFailure.wrongState(code, is: .received, verb: .release)) {
      try story.chain.release(code, as: story.act("2026-09-30"))
    }
  }

  @Test func `without a known medium, wants a person to attest that there is none`() throws {
    _ = try story.chain.startWork(on: code, as: story.act("2026-09-16"))
    try story.pass("triage", of: code, on: "2026-09-16")
    #expect(try story.missing(of: code).contains(.noKnownMedium))
    #expect(throws: RefurbishmentFailure.reasonMissing) {
      try story.chain.attestNoMedium(of: code, because: " ", as: story.act("2026-09-16"))
    }
    _ = try story.chain.attestNoMedium(of: code, because: "disque retiré par le donateur", as: story.act("2026-09-16"))
    try story.work(code, on: "2026-09-17")
    _ = try story.chain.release(code, as: story.act("2026-09-18"))
    #expect(try story.state(of: code) == .ready)
  }

  @Test func `a known medium is not attested away`() throws {
    try story.bring("portable-1/lshw.json", of: code, on: "2026-09-15")
    _ = try story.chain.startWork(on: code, as: story.act("2026-09-16"))
    #expect(throws: RefurbishmentFailure.mediaAreKnown(code, parts: ["EMU-HDD-0001"], inQuestion: [])) {
      try story.chain.attestNoMedium(of: code, because: "vide", as: story.act("2026-09-16"))
    }
  }

  @Test func `an attestation does not cover a medium that is seen later`() throws {
    _ = try story.chain.startWork(on: code, as: story.act("2026-09-16"))
    try story.pass("triage", of: code, on: "2026-09-16")
    _ = try story.chain.attestNoMedium(of: code, because: "vide", as: story.act("2026-09-16"))
    try story.bring("portable-1/lshw.json", of: code, on: "2026-09-17")
    #expect(try story.missing(of: code).contains(.mediumNotErased("EMU-HDD-0001")))
  }

  @Test func `who worked does not look a second time`() throws {
    _ = try story.chain.startWork(on: code, as: story.act("2026-09-16"))
    try story.pass("triage", of: code, on: "2026-09-16")
    _ = try story.chain.attestNoMedium(of: code, because: "vide", as: story.act("2026-09-16"))
    for step in WorkshopStory.checks { try story.pass(step, of: code, on: "2026-09-17") }
    let route = try #require(try story.chain.dossier(of: code).opening?.route)
    let quality = try #require(route.place(of: "quality")?.check)
    #expect(throws: RefurbishmentFailure.forAnotherPerson(code, quality)) {
      try story.pass("quality-check", of: code, on: "2026-09-17")
    }
  }

  @Test func `who recorded an erasure does not validate it`() throws {
    try story.bring("portable-1/lshw.json", of: code)
    try story.bring("portable-1/nwipe.log")
    #expect(throws: RefurbishmentFailure.ownErasure(code)) {
      try story.chain.validateErasures(of: code, as: story.act("2026-10-10"))
    }
  }
}

@Suite struct `The days of the workshop` {
  let story: WorkshopStory
  let code: AssetCode

  init() throws {
    story = try WorkshopStory()
    code = story.laptop
  }

  @Test func `no work comes before the round opened`() throws {
    _ = try story.chain.startWork(on: code, as: story.act("2026-09-16"))
    #expect(throws: ChainFailure.beforeWork(code, day: "2026-09-15", last: "2026-09-16")) {
      try story.pass("triage", of: code, on: "2026-09-15")
    }
    #expect(throws: ChainFailure.beforeWork(code, day: "2026-09-15", last: "2026-09-16")) {
      try story.chain.attestNoMedium(of: code, because: "vide", as: story.act("2026-09-15"))
    }
    #expect(try story.chain.dossier(of: code).checks.isEmpty)
  }

  @Test func `no validation comes before its erasure was recorded`() throws {
    try story.bring("portable-1/lshw.json", of: code, on: "2026-09-16")
    try story.bring("portable-1/nwipe.log", on: "2026-09-16")
    #expect(throws: ChainFailure.beforeWork(code, day: "2026-09-15", last: "2026-09-16")) {
      try story.chain.validateErasures(of: code, as: story.act("2026-09-15", by: WorkshopStory.second))
    }
  }

  @Test func `no release comes before the work it rests on`() throws {
    _ = try story.chain.startWork(on: code, as: story.act("2026-09-16"))
    try story.pass("triage", of: code, on: "2026-09-16")
    _ = try story.chain.attestNoMedium(of: code, because: "vide", as: story.act("2026-09-16"))
    try story.work(code, on: "2026-09-20")
    #expect(throws: ChainFailure.beforeWork(code, day: "2026-09-19", last: "2026-09-20")) {
      try story.chain.release(code, as: story.act("2026-09-19"))
    }
    _ = try story.chain.release(code, as: story.act("2026-09-20"))
  }

  @Test func `work does not start before the device came in`() throws {
    #expect(
      throws: InventoryFailure.beforeLastMovement(code, day: "2026-09-07", last: WorkshopStory.received)
    ) { try story.chain.startWork(on: code, as: story.act("2026-09-07")) }
  }

  @Test func `nothing happens on a day to come`() throws {
    #expect(throws: KernelFailure.dayToCome("2027-01-01", today: "2026-12-31")) { try story.act("2027-01-01") }
  }
}

@Suite struct `A device that came back` {
  let story: ChainStory
  let code: AssetCode

  /// Wiped on 15 September, lent on 25 September, back on 4 November; its disk is wiped again on 5 November.
  init() throws {
    story = try ChainStory()
    try story.adoptCollege()
    let request = try story.decided(on: "2026-09-08")
    code = try story.receive()
    try story.bring("portable-1/lshw.json", of: code, on: "2026-09-15")
    try story.bring("portable-1/nwipe.log", on: "2026-09-15")
    try story.work(code, on: "2026-09-16")
    _ = try story.chain.release(code, as: story.act("2026-09-17"))
    let contract = try story.lend(code, to: request, on: "2026-09-25")
    try story.takeBack(contract, on: "2026-11-04")
  }

  @Test func `is behind the gate again, all its work to be done`() throws {
    #expect(try story.state(of: code) == .received)
    let missing = try story.chain.dossier(of: code).missing
    #expect(missing.contains(.roundNotOpened))
    #expect(missing.contains(.logOlderThanLastUser("EMU-HDD-0001", log: "2026-09-15", givenUp: "2026-11-04")))
    #expect(missing.contains(.notGraded))
  }

  @Test func `is not cleaned by the log of its first round`() throws {
    #expect(try story.bring("portable-1/nwipe.log", on: "2026-11-05").known == [code])
    let id = try #require(try story.chain.evidence(about: code).first { $0.format == "nwipe" }).id
    let again = try story.chain.attachEvidence(id, to: code, as: story.act("2026-11-05"))
    #expect(
      again.refusals
        == [.runBeforeLastUser(medium: "EMU-HDD-0001", ended: "2026-09-15", givenUp: "2026-11-04")])
    // The same run in another file, its bytes not the same.
    let copy = try WorkshopStory.file("portable-1/nwipe.log") + [0x0A]
    #expect(
      try story.bring(copy, on: "2026-11-05").refusals
        == [.runBeforeLastUser(medium: "EMU-HDD-0001", ended: "2026-09-15", givenUp: "2026-11-04")])
  }

  @Test func `passes again once its disk is wiped again, and never twice by one log`() throws {
    #expect(try story.bring("portable-1-retour/nwipe.log", on: "2026-11-05").erasures == ["EMU-HDD-0001": .erased])
    let copy = try WorkshopStory.file("portable-1-retour/nwipe.log") + [0x0A]
    #expect(
      try story.bring(copy, on: "2026-11-05").refusals == [.runAlreadyRecorded(medium: "EMU-HDD-0001")])
    try story.work(code, on: "2026-11-06")
    _ = try story.chain.release(code, as: story.act("2026-11-07"))
    #expect(try story.state(of: code) == .ready)
    #expect(try story.chain.device(code).device.round == 2)
    #expect(try story.chain.check(against: nil).verdicts == 2)
  }
}

extension ChainStory {
  @discardableResult
  func bring(_ name: String, of code: AssetCode? = nil, on day: Day) throws -> ImportedEvidence {
    try bring(WorkshopStory.file(name), of: code, on: day)
  }

  @discardableResult
  func bring(_ bytes: [UInt8], of code: AssetCode? = nil, on day: Day) throws -> ImportedEvidence {
    try chain.importEvidence(bytes, of: code, as: act(day))
  }

  /// The whole route of a laptop whose erasure is recorded, up to the gate.
  func work(_ code: AssetCode, on day: Day) throws {
    let route = try chain.startWork(on: code, as: act(day))
    for step in route.steps {
      switch step.kind {
      case .checks:
        let person = step.byAnotherPerson ? ChainStory.colleague : ChainStory.founder
        _ = try chain.record(step.checks.map { CheckResult($0.id, .passed) }, of: code, as: act(day, by: person))
      case .triage: _ = try chain.sort(code, as: .good, by: act(day))
      case .erasure: _ = try chain.validateErasures(of: code, as: act(day, by: ChainStory.colleague))
      case .grade: _ = try chain.grade(code, cosmetic: "B", functional: "A", battery: "B", as: act(day))
      }
    }
  }
}
