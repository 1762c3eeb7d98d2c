import Inventory
import Kernel
import Refurbishment
import Storage
import TestSupport
import Testing

@testable import Application

@Suite struct `What a device is fit for` {
  let story: WorkshopStory

  init() throws { story = try WorkshopStory() }

  @Test func `is judged by what machines said of it, and by nothing else`() throws {
    let blank = try story.chain.fitness(of: story.laptop)
    #expect(blank.fitness.reachesMinimum == .unknown([.memory, .storage]) && blank.system == nil)
    try story.bring("portable-1/lshw.json", of: story.laptop, on: "2026-09-15")
    let seen = try story.chain.fitness(of: story.laptop)
    #expect(seen.hardware.memoryBytes != nil && seen.hardware.processor != nil && seen.hardware.storageBytes != nil)
    let told = try story.chain.tell(
      system: "linux-mint-22", hasTPM: false, of: story.laptop, as: story.act("2026-09-16"))
    #expect(told.system?.supportEnds == "2029-04-30" && told.hardware.hasTPM == false)
    guard case .no(let parts) = told.fitness.windows11 else {
      Issue.record("\(String(describing: told.fitness.windows11))")
      return
    }
    #expect(parts.contains(.tpm))
    #expect(throws: InventoryFailure.nothingTold) {
      try story.chain.tell(system: nil, hasTPM: nil, of: story.laptop, as: story.act("2026-09-16"))
    }
    #expect(throws: RefurbishmentFailure.self) {
      try story.chain.tell(system: "beos", hasTPM: nil, of: story.laptop, as: story.act("2026-09-16"))
    }
    #expect(throws: InventoryFailure.self, "it had not come in") {
      try story.chain.tell(system: "primtux", hasTPM: nil, of: story.laptop, as: story.act("2026-09-02"))
    }
    // The last word counts, and a word taken back counts no more.
    _ = try story.chain.tell(system: "windows-10", hasTPM: nil, of: story.laptop, as: story.act("2026-09-17"))
    #expect(try story.chain.fitness(of: story.laptop).system?.id == "windows-10")
    #expect(try story.chain.fitness(of: story.laptop).hardware.hasTPM == false)
    try story.chain.correct(
      try #require(story.chain.lastEntries.last), .annulment, because: "erreur", as: story.act("2026-09-18"))
    #expect(try story.chain.fitness(of: story.laptop).system?.id == "linux-mint-22")
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test(arguments: [
    "INSERT INTO device_systems (entry, device) VALUES (ENTRY, 1)",
    "INSERT INTO device_systems (entry, device, tpm) VALUES (ENTRY, 1, 2)",
    "INSERT INTO device_systems (entry, device, system) VALUES (ENTRY, 1, ' ')",
    "INSERT INTO device_systems (entry, device, system) VALUES (ENTRY, 99, 'x')",
  ])
  func `is guarded against straight SQL`(sql: String) throws {
    #expect(throws: StorageFailure.self) {
      try story.database.change { change in
        try change.run(SQL(stringLiteral: sql.replacing("ENTRY", with: "\(change.entry)")))
      }
    }
  }

  @Test func `is put on other feet by those who answer for all, and by nobody else`() throws {
    let body = try WorkshopPolicy.shipped().body.replacing(#""minimum": "clear""#, with: #""minimum": "purge""#)
    #expect(throws: ChainFailure.rulesNotForRole(.workshop)) {
      try story.chain.adopt(
        policy: Array(body.utf8), file: "p.json", as: story.act("2026-09-10", by: WorkshopStory.second))
    }
    _ = try story.chain.adopt(policy: Array(body.utf8), file: "p.json", as: story.act("2026-09-10"))
    #expect(try story.chain.policy().body == body)
    #expect(throws: CorrectionFailure.self, "another one is put in force instead") {
      try story.chain.correct(
        try #require(story.chain.lastEntries.last), .annulment, because: "x", as: story.act("2026-09-11"))
    }
    // What is judged by it is judged alike ever after.
    try story.release()
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test func `and whose system's support ends is listed while it is lent`() throws {
    let story = try ChainStory()
    try story.adoptCollege()
    let codes = try (1...3).map { _ in try story.ready() }
    for (code, system) in zip(codes, ["windows-11-24h2", "linux-mint-22"]) {
      _ = try story.chain.tell(system: system, hasTPM: nil, of: code, as: story.act("2026-09-06"))
    }
    #expect(try story.chain.supportEnding(by: "2027-01-01").isEmpty, "none is lent yet")
    #expect(try story.chain.supportEnding(by: "2027-01-01", in: [.ready]).map(\.code) == [codes[0], codes[2]])
    for code in codes { _ = try story.lend(code, to: story.decided(on: "2026-09-08"), on: "2026-09-10") }
    let ending = try story.chain.supportEnding(by: "2027-01-01")
    #expect(ending.map(\.code) == [codes[0], codes[2]], "the last of nobody told what it runs")
    #expect(ending.first?.system?.supportEnds == "2026-10-13" && ending.first?.contract == ContractID(rawValue: 1))
    #expect(ending.last?.system == nil)
    #expect(try story.chain.supportEnding(by: "2026-10-12").map(\.code) == [codes[2]])
  }
}
