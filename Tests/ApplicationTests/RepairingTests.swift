import Foundation
import Inventory
import Kernel
import LabelPrinting
import Refurbishment
import Storage
import TestSupport
import Testing

@testable import Application

@Suite struct `Things whose data are their user's` {
  let story: WorkshopStory

  init() throws { story = try WorkshopStory() }

  private func takeIn(disks: [String] = ["EMU-HDD-0001"]) throws -> AssetCode {
    try story.chain.takeVisitor(
      .laptop, named: "Carnet 14", code: nil, owner: VisitorOwner(name: "Sacha Exemple", contact: nil), serials: disks,
      as: story.act("2026-09-10")
    ).visitor.code
  }

  @Test func `a person's own PC is repaired and given back, and never enters the stock`() throws {
    let code = try takeIn()
    let repair = try story.chain.openRepair(of: code, diagnosis: "Ne s'allume plus", as: story.act("2026-09-11"))
    #expect(throws: RefurbishmentFailure.repairOpenAlready(repair.repair.id)) {
      try story.chain.returnVisitor(code, as: story.act("2026-09-11"))
    }
    let part = try story.chain.takePart(
      .battery, named: "Batterie 14", outOf: nil, price: Money(euros: 30), as: story.act("2026-09-11"))
    _ = try story.chain.use(part.id, for: repair.repair.id, as: story.act("2026-09-11"))
    let ended = try story.chain.closeRepair(
      repair.repair.id, as: .repaired, minutes: 40, cost: Money(euros: 5), by: story.act("2026-09-12"))
    #expect(ended.cost == Money(euros: 35), "the part and the rest")
    _ = try story.chain.returnVisitor(code, as: story.act("2026-09-13"))
    #expect(throws: InventoryFailure.visitorGone(code)) {
      try story.chain.openRepair(of: code, diagnosis: "Encore", as: story.act("2026-09-14"))
    }
    #expect(throws: InventoryFailure.visitorGone(code)) {
      try story.chain.returnVisitor(code, as: story.act("2026-09-14"))
    }
    try story.chain.forgetOwner(of: code, as: story.act("2026-09-15"))
    #expect(try story.chain.visitor(code).owner == nil)
    #expect(try story.chain.status().devices.map(\.count).reduce(0, +) == 4)
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
  }

  /// Every verb by which a device could be taken for one of the stock.
  @Test func `no verb of the chain takes a person's own PC for a device`() throws {
    let code = try takeIn()
    let act = try story.act("2026-09-12")
    let verbs: [() throws -> Void] = [
      { _ = try story.chain.startWork(on: code, as: act) }, { _ = try story.chain.sort(code, as: .good, by: act) },
      { _ = try story.chain.harvest(code, as: act) }, { _ = try story.chain.release(code, as: act) },
      { _ = try story.chain.recycle(code, by: "Filière", slip: "B-1", as: act) },
      { _ = try story.chain.give(code, to: "Filière", deed: "D-1", as: act) },
      { _ = try story.chain.lose(code, report: "P-1", as: act) },
      { _ = try story.chain.takePart(.memory, named: "x", outOf: code, price: nil, as: act) },
      { _ = try story.chain.importEvidence(WorkshopStory.file("portable-1/lshw.json"), of: code, as: act) },
    ]
    for verb in verbs { #expect(throws: InventoryFailure.isVisitor(code), performing: verb) }
  }

  @Test func `an erasure that names its disk raises an alarm, which stays until it is dealt with`() throws {
    let code = try takeIn()
    let brought = try story.bring("portable-1/nwipe.log", on: "2026-09-15")
    #expect(brought.alarms.map(\.code) == [code])
    let alarm = try #require(try story.chain.alarms(alsoSettled: false).first)
    #expect(alarm.alarm.kind == .keptDataErased && alarm.code == code && alarm.due == "2027-01-03")
    try story.chain.settle(alarm.alarm.id, because: "Personne prévenue", as: story.act("2026-09-16"))
    #expect(try story.chain.alarms(alsoSettled: false).isEmpty)
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
  }

  /// Somebody put the wrong disk into a machine of the stock, or named the wrong one.
  @Test func `its disk becomes no other machine's, whatever says so`() throws {
    let (code, serial) = (try takeIn(), "EMU-HDD-0001")
    _ = try story.chain.startWork(on: story.laptop, as: story.act("2026-09-10"))
    // A log that a person names a device for, then one made in a machine that is known.
    let named = try story.bring("portable-1/nwipe.log", of: story.laptop, on: "2026-09-15")
    #expect(named.alarms.map(\.code) == [code])
    #expect(named.doubt == .entrustedDisk(serial, of: code))
    #expect(try story.media(of: story.laptop) == [:])
    // A machine that has it built in: a question, and where it was known.
    let seen = try story.bring("portable-1/lshw.json", of: story.laptop, on: "2026-09-16")
    #expect(seen.attachments.first?.questions == [serial])
    #expect(seen.attachments.first?.entrusted.map(\.of) == [code])
    #expect(try story.media(of: story.laptop) == [serial: .inQuestion])
    let wiped = try story.chain.attachEvidence(
      try #require(named.report), to: story.laptop, as: story.act("2026-09-17"))
    #expect(wiped.doubt == .entrustedDisk(serial, of: code) && wiped.alarms.isEmpty)
    #expect(try story.chain.alarms(alsoSettled: true).count == 1)
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test func `an erasure of a disk of the stock raises none, nor one of a thing that went back`() throws {
    let code = try takeIn()
    _ = try story.chain.returnVisitor(code, as: story.act("2026-09-11"))
    try story.bring("portable-1/lshw.json", of: story.laptop, on: "2026-09-15")
    #expect(try story.bring("portable-1/nwipe.log", on: "2026-09-15").alarms.isEmpty)
  }

  @Test func `a device lost with its data opens a breach, one lost clean does not`() throws {
    _ = try story.chain.startWork(on: story.laptops[1], as: story.act("2026-09-10"))
    _ = try story.chain.lose(story.laptops[1], report: "Plainte 1", as: story.act("2026-09-11"))
    let alarm = try #require(try story.chain.alarms(alsoSettled: false).first)
    #expect(alarm.alarm.kind == .dataLost && alarm.code == story.laptops[1])
    try story.release()
    _ = try story.chain.lose(story.laptop, report: "Plainte 2", as: story.act("2026-09-25"))
    #expect(try story.chain.alarms(alsoSettled: false).count == 1)
  }

  @Test func `a disk by itself, lost with its data, opens a breach; found, it waits again`() throws {
    let (chain, laptop) = (story.chain, story.laptop)
    try story.bring("portable-1/lshw.json", of: laptop, on: "2026-09-15")
    _ = try chain.sort(laptop, as: .repair, by: story.act("2026-09-15"))
    let disk = try chain.removeMedium("EMU-HDD-0001", from: laptop, because: "Disque mort", as: story.act("2026-09-16"))
      .medium.id
    #expect(throws: InventoryFailure.mediumNotLost(disk)) { try chain.find(medium: disk, as: story.act("2026-09-16")) }
    #expect(
      throws: InventoryFailure.beforeLastMovement(laptop, day: "2026-09-15", last: "2026-09-16"),
      "out before it is lost"
    ) { try chain.lose(medium: disk, report: "Plainte 7", as: story.act("2026-09-15")) }
    let alarm = try #require(try chain.lose(medium: disk, report: "Plainte 7", as: story.act("2026-09-17")).alarm)
    #expect(try chain.looseMedia().isEmpty)
    #expect(try chain.alarms(alsoSettled: false).map(\.medium) == [disk])
    #expect(throws: InventoryFailure.noLooseMedium(disk)) {
      try chain.handOver(medium: disk, to: "Filière", slip: "B", destroys: true, as: story.act("2026-09-18"))
    }
    let pdf = try chain.breachReport(of: alarm, language: .fr, as: story.act("2026-09-18")).pdf
    let text = try OutsideProgram.text(ofPDF: pdf)
    for told in ["A-000001", "EMU-HDD-0001", "Plainte 7", "art. 33", "Perte ou vol d'un support", "confidentialité"] {
      #expect(text.contains(told), "\(told)")
    }
    // The day it was recorded, not the day it happened, starts the 72 hours.
    #expect(text.contains("3 janvier 2027 à 13:00"))
    _ = try chain.find(medium: disk, as: story.act("2026-09-19"))
    #expect(try chain.looseMedia().map(\.medium.id) == [disk])
    #expect(try chain.alarms(alsoSettled: false).count == 1, "found is not dealt with")
    #expect(try chain.check(against: nil).faults.map(\.fr) == [])
    // What rests on what: the loss under the find, the removal under both.
    let loss = try story.entries("SELECT entry FROM medium_losses")[0]
    #expect(throws: CorrectionFailure.self) {
      try chain.correct(loss, .annulment, because: "x", as: story.act("2026-09-20"))
    }
  }

  @Test(arguments: [
    ("INSERT INTO medium_losses (entry, medium, report) VALUES (ENTRY, 1, 'P')", "n'est pas seul"),
    ("INSERT INTO medium_finds (entry, loss) VALUES (ENTRY, 1)", "n'est pas perdu"),
  ])
  func `no medium is lost or found by straight SQL but what was taken out`(sql: String, said: String) throws {
    try story.bring("portable-1/lshw.json", of: story.laptop, on: "2026-09-15")
    let failure = #expect(throws: StorageFailure.self) {
      try story.database.change { change in
        try change.run(SQL(stringLiteral: sql.replacing("ENTRY", with: "\(change.entry)")))
      }
    }
    #expect(failure?.text.fr.contains(said) == true, "\(String(describing: failure))")
  }

  @Test func `a person's own PC that is lost opens a breach, and found still goes back`() throws {
    let code = try takeIn()
    let chain = story.chain
    #expect(throws: InventoryFailure.visitorNotLost(code)) { try chain.findVisitor(code, as: story.act("2026-09-11")) }
    #expect(throws: InventoryFailure.beforeLastMovement(code, day: "2026-09-09", last: "2026-09-10")) {
      try chain.loseVisitor(code, report: "Plainte 4", as: story.act("2026-09-09"))
    }
    let alarm = try chain.loseVisitor(code, report: "Plainte 4", as: story.act("2026-09-12"))
    #expect(try chain.alarms(alsoSettled: false).map(\.alarm.kind) == [.dataLost])
    let text = try OutsideProgram.text(
      ofPDF: chain.breachReport(of: alarm, language: .fr, as: story.act("2026-09-12")).pdf)
    #expect(text.contains("Plainte 4") && text.contains(code.description) && !text.contains("Sacha"), "it names nobody")
    let verbs: [() throws -> Void] = [
      { _ = try chain.returnVisitor(code, as: story.act("2026-09-13")) },
      { _ = try chain.openRepair(of: code, diagnosis: "x", as: story.act("2026-09-13")) },
      { _ = try chain.loseVisitor(code, report: "P", as: story.act("2026-09-13")) },
    ]
    for verb in verbs { #expect(throws: InventoryFailure.visitorLost(code), performing: verb) }
    for sql in [
      "INSERT INTO visitor_losses (entry, visitor, report) VALUES (ENTRY, 1, 'x')",
      "INSERT INTO visitor_returns (entry, visitor) VALUES (ENTRY, 1)",
    ] {
      #expect(throws: StorageFailure.self) {
        try story.database.change { change in
          try change.run(SQL(stringLiteral: sql.replacing("ENTRY", with: "\(change.entry)")))
        }
      }
    }
    _ = try chain.findVisitor(code, as: story.act("2026-09-14"))
    _ = try chain.returnVisitor(code, as: story.act("2026-09-15"))
    #expect(try chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test func `the label says first of all that nobody erases it`() throws {
    let code = try takeIn()
    let text = try story.chain.words(onLabelsOf: [code, story.laptop], as: story.act("2026-09-10"))
    #expect(text.contains("NE PAS EFFACER"))
    #expect(text.ranges(of: "NE PAS EFFACER").count == 1, "and the stock's label does not")
  }
}

@Suite struct `A borrower's device in for repair` {
  let story: ChainStory
  let code: AssetCode

  init() throws {
    story = try ChainStory()
    try story.adoptCollege()
    code = try story.ready()
    _ = try story.lend(code, to: story.decided(on: "2026-09-08"), on: "2026-09-10")
    _ = try story.chain.bringIn(code, as: story.act("2026-10-01"))
  }

  @Test func `goes back under its contract, repaired, and nowhere else`() throws {
    #expect(try story.state(of: code) == .inRepair)
    let act = try story.act("2026-10-02")
    let verbs: [(Movement.Verb, () throws -> Void)] = [
      (.startRefurbishment, { _ = try story.chain.startWork(on: code, as: act) }),
      (.give, { _ = try story.chain.give(code, to: "Filière", deed: "D", as: act) }),
      (.recycle, { _ = try story.chain.recycle(code, by: "Filière", slip: "B", as: act) }),
      (.harvest, { _ = try story.chain.harvest(code, as: act) }),
    ]
    for (verb, body) in verbs {
      #expect(throws: InventoryFailure.wrongState(code, is: .inRepair, verb: verb), performing: body)
    }
    let repair = try story.chain.openRepair(of: code, diagnosis: "Clavier", as: act)
    #expect(throws: RefurbishmentFailure.repairOpenAlready(repair.repair.id)) {
      try story.chain.handBack(code, as: story.act("2026-10-03"))
    }
    _ = try story.chain.closeRepair(
      repair.repair.id, as: .repaired, minutes: 20, cost: nil, by: story.act("2026-10-03"))
    _ = try story.chain.handBack(code, as: story.act("2026-10-04"))
    #expect(try story.state(of: code) == .out)
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test func `lost in the workshop, ends its contract and opens a breach about its household`() throws {
    let loss = try story.chain.lose(code, report: "Plainte 9", as: story.act("2026-10-02"))
    #expect(loss.contract == ContractID(rawValue: 1) && loss.isKnownClean)
    #expect(try story.state(of: code) == .lost)
    #expect(try story.chain.alarms(alsoSettled: false).isEmpty, "it has no medium")
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
    // Taken back, it is in for repair again, under the same contract.
    try story.chain.correct(story.lastMovement(of: code), .annulment, because: "retrouvé", as: story.act("2026-10-03"))
    #expect(try story.state(of: code) == .inRepair)
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test func `may still come back for good from there`() throws {
    try story.takeBack(ContractID(rawValue: 1), on: "2026-10-05")
    #expect(try story.state(of: code) == .received)
    #expect(try story.chain.device(code).device.round == 2)
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test func `says on its label that nobody erases it`() throws {
    #expect(try story.chain.words(onLabelsOf: [code], as: story.act("2026-10-01")).contains("NE PAS EFFACER"))
  }
}

@Suite struct `Sorting and repairing in the workshop` {
  let story: WorkshopStory

  init() throws { story = try WorkshopStory() }

  @Test func `sorting takes a device that is only received into the workshop, in one act of the hand`() throws {
    let dossier = try story.chain.sort(story.laptop, as: .repair, by: story.act("2026-09-10"))
    #expect(try story.state(of: story.laptop) == .inRefurbishment)
    #expect(dossier.missing.first == .repairWaiting)
    // Taken back, the choice alone goes: the device stays where it is.
    let sorted = try #require(story.chain.lastEntries.last)
    try story.chain.correct(sorted, .annulment, because: "mauvaise carte", as: story.act("2026-09-11"))
    #expect(try story.state(of: story.laptop) == .inRefurbishment)
    #expect(try story.missing(of: story.laptop).first == .notSorted)
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test func `a part taken out of one device keeps its code in the repair of another`() throws {
    let giver = story.laptops[1]
    _ = try story.chain.sort(giver, as: .parts, by: story.act("2026-09-10"))
    let part = try story.chain.takePart(.memory, named: "8 Go", outOf: giver, price: nil, as: story.act("2026-09-10"))
    _ = try story.chain.sort(story.laptop, as: .repair, by: story.act("2026-09-10"))
    let repair = try story.chain.openRepair(of: story.laptop, diagnosis: "Mémoire", as: story.act("2026-09-11"))
    let sheet = try story.chain.use(part.id, for: repair.repair.id, as: story.act("2026-09-11"))
    #expect(sheet.parts.map(\.from) == [giver])
    #expect(throws: InventoryFailure.partUsed(part.id, repair: repair.repair.id)) {
      try story.chain.use(part.id, for: repair.repair.id, as: story.act("2026-09-11"))
    }
    _ = try story.chain.closeRepair(
      repair.repair.id, as: .repaired, minutes: 15, cost: nil, by: story.act("2026-09-12"))
    #expect(try story.missing(of: story.laptop).contains(.repairWaiting) == false)
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
    // What rests on an act keeps it: the repair on the part, the part on nothing later than itself.
    #expect(throws: CorrectionFailure.self) {
      try story.chain.correct(part.entry, .annulment, because: "essai", as: story.act("2026-09-13"))
    }
  }

  @Test func `a verdict rests on the repair it counted`() throws {
    _ = try story.chain.sort(story.laptop, as: .repair, by: story.act("2026-09-15"))
    let repair = try story.chain.openRepair(of: story.laptop, diagnosis: "Écran", as: story.act("2026-09-15"))
    _ = try story.chain.closeRepair(
      repair.repair.id, as: .repaired, minutes: 15, cost: nil, by: story.act("2026-09-15"))
    let ended = try story.latest
    try story.bring("portable-1/lshw.json", of: story.laptop, on: "2026-09-15")
    try story.bring("portable-1/nwipe.log", on: "2026-09-15")
    _ = try story.chain.validateErasures(of: story.laptop, as: story.act("2026-09-16", by: WorkshopStory.second))
    try story.work(story.laptop, on: "2026-09-17")
    _ = try story.chain.release(story.laptop, as: story.act("2026-09-18"))
    #expect(throws: CorrectionFailure.self) {
      try story.chain.correct(ended, .annulment, because: "essai", as: story.act("2026-09-19"))
    }
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test func `the condition report tells declared defects, what is not fitted, and no forbidden word`() throws {
    try story.bring("portable-1/lshw.json", of: story.laptop, on: "2026-09-15")
    try story.bring("portable-1/nwipe.log", on: "2026-09-15")
    try story.pass("triage", of: story.laptop, on: "2026-09-15")
    _ = try story.chain.validateErasures(of: story.laptop, as: story.act("2026-09-16", by: WorkshopStory.second))
    for step in WorkshopStory.checks { try story.pass(step, of: story.laptop, on: "2026-09-16") }
    _ = try story.chain.record(
      [CheckResult("keyboard", .declared, note: "touche F7 usée"), CheckResult("webcam", .notFitted)],
      of: story.laptop, as: story.act("2026-09-16"))
    try story.pass("quality-check", of: story.laptop, on: "2026-09-17", by: WorkshopStory.second)
    try story.grade(story.laptop, on: "2026-09-17")
    func report() throws -> String {
      try OutsideProgram.text(
        ofPDF: story.chain.conditionReport(of: story.laptop, language: .fr, as: story.act("2026-09-17")).pdf)
    }
    let told = try report()
    #expect(told.contains("touche F7 usée") && told.contains("Webcam") && told.contains("avec les réserves"))
    #expect(!told.contains("Reconditionné"), "a declared defect keeps the word away (C. conso. art. R. 122-4)")
    _ = try story.chain.record([CheckResult("keyboard", .passed)], of: story.laptop, as: story.act("2026-09-18"))
    try story.pass("quality-check", of: story.laptop, on: "2026-09-18", by: WorkshopStory.second)
    #expect(try report().contains("Reconditionné"))
    #expect(try !report().contains("neuf"))
  }
}

extension ChainStory {
  /// The act a device stands on.
  fileprivate func lastMovement(of code: AssetCode) throws -> EntryID { try chain.device(code).device.standing }
}

extension Chain {
  /// What is read on the labels of some devices.
  fileprivate func words(onLabelsOf codes: [AssetCode], as act: Act) throws -> String {
    var order = LabelOrder(
      design: "asset", stock: "avery-l7160", printer: "pdf", templates: LabelTemplates(), words: LabelWords(.fr))
    order.codes = codes
    var bytes: [UInt8] = []
    _ = try renderLabels(order, as: act, keep: { bytes += $0 })
    return try OutsideProgram.text(ofPDF: bytes)
  }
}

@Suite struct `Sorting a device again` {
  @Test func `alike records nothing, unless a repair has ended since`() throws {
    let story = try WorkshopStory()
    func sort(_ choice: Triage) throws -> Int {
      _ = try story.chain.sort(story.laptop, as: choice, by: story.act("2026-09-15"))
      return try story.chain.journal(about: .device(story.laptop)).count { $0.action == .sortDevice }
    }
    #expect(try [sort(.good), sort(.good), sort(.repair), sort(.repair), sort(.good)] == [1, 1, 2, 2, 3])
    #expect(try sort(.repair) == 4)
    let repair = try story.chain.openRepair(of: story.laptop, diagnosis: "Charnière", as: story.act("2026-09-15"))
    #expect(try sort(.repair) == 4, "the repair is open")
    _ = try story.chain.closeRepair(
      repair.repair.id, as: .repaired, minutes: 10, cost: .zero, by: story.act("2026-09-15"))
    #expect(try sort(.repair) == 5, "once more")
  }
}
