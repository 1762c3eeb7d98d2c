import Directory
import Inventory
import Kernel
import Refurbishment
import Storage
import TestSupport
import Testing

@testable import Application

@Suite struct `Setting an act right` {
  let story: WorkshopStory
  let code: AssetCode
  let acts: [String: EntryID]

  /// Every kind of act of the first rooms, up to the release; each by the journal's name.
  init() throws {
    story = try WorkshopStory()
    code = story.laptop
    _ = try story.chain.register(
      place: "Atelier", structure: "Mairie d'Exemple", kind: .workshop, commune: InseeCommune("47001"),
      as: story.act("2026-09-02"))
    _ = try story.chain.sign(convention: "C-1", donor: "Mairie d'Exemple", endsOn: nil, as: story.act("2026-09-02"))
    try story.chain.declare(station: "EMU-STATION-01", named: "Quai", as: story.act("2026-09-02"))
    _ = try story.bring("portable-2/lshw.json", on: "2026-09-10")
    let kept = EvidenceReportID(rawValue: 1)
    _ = try story.chain.attachEvidence(kept, to: story.laptops[1], as: story.act("2026-09-10"))
    try story.bring(alsoFound(in: "portable-2/nwipe.log", bus: " USB"), on: "2026-10-07")
    try story.chain.answer(medium: "EMU-DISK-9999", of: story.laptops[1], isPart: false, as: story.act("2026-10-07"))
    try story.release()
    let rows = try story.database.read { reader in
      try reader.all("SELECT action, max(sequence) AS entry FROM journal GROUP BY action")
    }
    var acts: [String: EntryID] = [:]
    for row in rows { acts[try row["action"]] = try row["entry"] }
    self.acts = acts
  }

  private func entry(_ action: Action) throws -> EntryID { try #require(acts[action.rawValue], "\(action)") }

  private func day(of entry: EntryID) throws -> Day? {
    try story.database.read { try Corrections.standing(of: entry, in: $0) }?.day
  }

  private func correct(_ entry: EntryID, _ correction: WantedCorrection, because reason: String = "essai") throws {
    try story.chain.correct(entry, correction, because: reason, as: story.act("2026-12-01"))
  }

  static let dayed: [(Application.Action, Day)] = [
    (.registerPerson, "2026-08-30"), (.registerStructure, "2026-08-30"), (.registerPlace, "2026-09-01"),
    (.registerDonor, "2026-08-30"), (.signConvention, "2026-09-03"), (.recordDonation, "2026-08-30"),
    (.receiveDevice, "2026-09-07"), (.declareStation, "2026-09-03"), (.attachEvidence, "2026-09-12"),
    (.answerMedium, "2026-10-08"), (.startWork, "2026-09-15"), (.releaseDevice, "2026-09-20"),
    (.gradeDevice, "2026-09-17"), (.validateErasure, "2026-09-16"),
  ]

  @Test(arguments: dayed)
  func `its day can be corrected, and counts from then on`(action: Application.Action, day: Day) throws {
    let entry = try entry(action)
    try correct(entry, .day(day))
    #expect(try self.day(of: entry) == day)
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }

  static let annullable: [Application.Action] = [
    .registerPlace, .signConvention, .declareStation, .answerMedium, .releaseDevice, .receiveDevice,
  ]

  @Test(arguments: annullable)
  func `it can be annulled while nothing rests on it, once`(action: Application.Action) throws {
    let entry = try entry(action)
    try correct(entry, .annulment)
    #expect(try story.database.read { try Corrections.standing(of: entry, in: $0) }?.annulled == true)
    #expect(try story.chain.check(against: nil).faults.isEmpty)
    #expect(throws: CorrectionFailure.annulledAlready(entry)) { try correct(entry, .annulment) }
    #expect(throws: CorrectionFailure.annulledAlready(entry)) { try correct(entry, .day("2026-09-03")) }
  }

  @Test func `what others rest on is not annulled, and they are named`() throws {
    let (structure, donor, donation) = (
      try entry(.registerStructure), try entry(.registerDonor), try entry(.recordDonation)
    )
    let (place, convention) = (try entry(.registerPlace), try entry(.signConvention))
    let received = try story.entries("SELECT entry FROM movements WHERE verb = 'receive' ORDER BY entry")
    let cases: [(EntryID, [EntryID])] = [
      (structure, [donor, place].sorted()), (donor, [donation, convention].sorted()), (donation, received),
    ]
    for (entry, later) in cases {
      #expect(throws: CorrectionFailure.restedOn(entry, by: later)) { try correct(entry, .annulment) }
    }
  }

  @Test func `a reception is not annulled under evidence, nor a round's opening under work`() throws {
    let device = try story.chain.device(story.laptops[1])
    let evidence = try story.entries(
      "SELECT entry FROM evidence_attachments WHERE device = \(device.device.id) ORDER BY entry")
    #expect(throws: CorrectionFailure.restedOn(device.device.standing, by: evidence)) {
      try correct(device.device.standing, .annulment)
    }
    let opening = try entry(.startWork)
    #expect {
      try correct(opening, .annulment)
    } throws: { error in
      guard case CorrectionFailure.restedOn(opening, let later) = error else { return false }
      return later.contains(acts[Application.Action.gradeDevice.rawValue] ?? opening)
    }
  }

  @Test(arguments: [Application.Action.recordCheck, .gradeDevice, .validateErasure])
  func `what a release rests on is not annulled before the release`(action: Application.Action) throws {
    let (entry, release) = (try entry(action), try entry(.releaseDevice))
    let head = try story.head
    #expect(throws: CorrectionFailure.verdictRestsOnIt(code, release: release)) { try correct(entry, .annulment) }
    #expect(try story.head == head)
    try correct(release, .annulment)
    #expect(try story.state(of: code) == .inRefurbishment)
    try correct(entry, .annulment)
    #expect(throws: RefurbishmentFailure.self) { try story.chain.release(code, as: story.act("2026-12-01")) }
  }

  @Test func `a corrected day of reception does not make an old erasure do`() throws {
    let story = try WorkshopStory()
    let code = story.laptop
    let reception = try story.chain.device(code).device.standing
    try story.release(workFrom: "2026-10-10")
    let release = try story.latest
    // The disk was wiped on 15 September: were it received on the 16th, its last user could have come after the erasure.
    #expect(throws: CorrectionFailure.verdictRestsOnIt(code, release: release)) {
      try story.chain.correct(reception, .day("2026-09-16"), because: "essai", as: story.act("2026-12-01"))
    }
    try story.chain.correct(reception, .day("2026-09-15"), because: "essai", as: story.act("2026-12-01"))
  }

  @Test func `days keep their order`() throws {
    let (opening, grade, release) = (try entry(.startWork), try entry(.gradeDevice), try entry(.releaseDevice))
    #expect(throws: CorrectionFailure.outOfOrder(grade, day: "2026-09-20", other: release, otherDay: "2026-09-19")) {
      try correct(grade, .day("2026-09-20"))
    }
    #expect(throws: CorrectionFailure.outOfOrder(grade, day: "2026-09-15", other: opening, otherDay: "2026-09-16")) {
      try correct(grade, .day("2026-09-15"))
    }
    #expect(throws: KernelFailure.dayToCome("2027-01-01", today: "2026-12-31")) {
      try correct(release, .day("2027-01-01"))
    }
    #expect(try day(of: grade) == "2026-09-18")
  }

  @Test func `some acts stay as they are`() throws {
    let (founding, person) = (try entry(.foundInstance), try entry(.registerPerson))
    #expect(throws: CorrectionFailure.neverCorrected(founding, "instance.found")) {
      try correct(founding, .day("2026-09-01"))
    }
    #expect(throws: CorrectionFailure.neverAnnulled(person, .registerPerson)) { try correct(person, .annulment) }
    try correct(entry(.signConvention), .annulment)
    let correction = try story.latest
    #expect(throws: CorrectionFailure.neverCorrected(correction, "entry.correct")) {
      try correct(correction, .annulment)
    }
    let none = EntryID(rawValue: 9999)
    #expect(throws: CorrectionFailure.noSuchEntry(none)) { try correct(none, .annulment) }
    // The number the correction itself is about to have.
    let next = EntryID(rawValue: try story.latest.rawValue + 1)
    #expect(throws: CorrectionFailure.noSuchEntry(next)) { try correct(next, .annulment) }
    #expect(throws: CorrectionFailure.reasonMissing) { try correct(entry(.releaseDevice), .annulment, because: " \n") }
  }

  @Test func `a reason stays out of the journal`() throws {
    try correct(entry(.signConvention), .annulment, because: "signée par Camille par erreur")
    let told = try story.database.read { try $0.count("SELECT count(*) AS n FROM journal WHERE facts LIKE '%Camille%'") }
    #expect(told == 0)
  }
}
