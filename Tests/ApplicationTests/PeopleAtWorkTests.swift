import Directory
import Inventory
import Kernel
import Refurbishment
import Storage
import TestSupport
import Testing

@testable import Application

@Suite struct `People at work` {
  let story: WorkshopStory
  static let september = Period(from: "2026-09-01", through: "2026-09-30")

  init() throws { story = try WorkshopStory() }

  @discardableResult
  private func attend(
    _ person: String, _ time: String, training step: String? = nil, on day: Day = "2026-09-10",
    by actor: String = WorkshopStory.founder
  ) throws -> AttendanceLine {
    try story.chain.attend(person, minutes: Attendance.minutes(time), training: step, as: story.act(day, by: actor))
  }

  @Test(arguments: [
    ("3h30", 210), ("7h", 420), ("45min", 45), ("3:30", 210), (" 2 H 05 ", 125), ("24h", 1440), ("0h01", 1),
  ])
  func `say how long as people do`(written: String, minutes: Int) throws {
    #expect(try Attendance.minutes(written) == minutes)
  }

  @Test(arguments: ["", "3", "3h60", "25h", "0h", "h", "-1h", "3h30h", "une heure", "3,5h", "99999min", "٣h"])
  func `are asked again where it is no time`(written: String) {
    #expect(throws: DirectoryFailure.duration(written)) { try Attendance.minutes(written) }
  }

  @Test func `have the hours and the steps of their training exported for their structure`() throws {
    try attend(WorkshopStory.second, "7h")
    try attend(WorkshopStory.second, "1h30", training: "ERASURE", on: "2026-09-11")
    try attend(WorkshopStory.founder, "3h30", on: "2026-10-01")
    var csv: [UInt8] = []
    let period = try #require(Self.september)
    let lines = try story.chain.attendance(in: period, as: story.act("2026-10-02")) { csv = $0 }
    #expect(lines.map(\.attendance.minutes) == [420, 90] && lines.map(\.step?.fr) == [nil, "Effacer un support"])
    let text = String(decoding: csv, as: UTF8.self)
    #expect(
      text.split(separator: "\r\n").map(String.init) == [
        "\u{FEFF}structure;personne;jour;nature;minutes;étape de formation",
        ";Dominique Exemple;2026-09-10;travail;420;",
        ";Dominique Exemple;2026-09-11;formation;90;Effacer un support",
      ])
    #expect(try story.chain.activity(in: period).steps.map(\.times) == [1])
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test func `see the hours of others only where they answer for all`() throws {
    let period = try #require(Self.september)
    #expect(throws: ChainFailure.rulesNotForRole(.workshop)) {
      try story.chain.attendance(in: period, as: story.act("2026-10-02", by: WorkshopStory.second))
    }
    _ = try story.chain.register(person: "Alix Exemple", role: .desk, structure: nil, as: story.act("2026-09-02"))
    #expect(throws: ChainFailure.notForRole(.desk)) { try attend(WorkshopStory.second, "7h", by: "Alix Exemple") }
    try attend("Alix Exemple", "7h", by: "Alix Exemple")
    #expect(throws: RefurbishmentFailure.self) { try attend(WorkshopStory.second, "1h", training: "piano") }
  }

  @Test func `are there for no more than a day in a day`() throws {
    try attend(WorkshopStory.second, "23h")
    #expect(throws: DirectoryFailure.dayTooLong("2026-09-10", minutes: 1500)) { try attend(WorkshopStory.second, "2h") }
    try attend(WorkshopStory.second, "1h")
    try attend(WorkshopStory.second, "2h", on: "2026-09-11")
    let later = try #require(story.chain.lastEntries.last)
    #expect(throws: DirectoryFailure.dayTooLong("2026-09-10", minutes: 1560)) {
      try story.chain.correct(later, .day("2026-09-10"), because: "x", as: story.act("2026-09-12"))
    }
    // To its own day, another, and one freed by an annulment.
    try story.chain.correct(later, .day("2026-09-11"), because: "x", as: story.act("2026-09-12"))
    let first = try #require(story.chain.lastEntries.last)
    #expect(first != later)
    let long = try story.entries("SELECT entry FROM attendances WHERE minutes = 1380")
    try story.chain.correct(try #require(long.first), .annulment, because: "absent", as: story.act("2026-09-12"))
    try story.chain.correct(later, .day("2026-09-10"), because: "x", as: story.act("2026-09-12"))
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
  }

  /// The day is the journal's to say, and a correction's: the guards stand there.
  @Test func `are there for no more than a day by straight SQL either`() throws {
    try attend(WorkshopStory.second, "23h")
    try attend(WorkshopStory.second, "2h", on: "2026-09-11")
    let later = try #require(story.chain.lastEntries.last)
    func tell(_ minutes: Int, on day: Day) throws {
      try story.database.write(Action.attend, try story.act(day)) { change in
        change.concerns(.person(PersonID(rawValue: 2)))
        try change.run(
          "INSERT INTO attendances (entry, person, kind, minutes) VALUES (\(change.entry), 2, 'work', \(minutes))")
      }
    }
    let day = "une journée de présence a 24 heures"
    #expect(throws: StorageFailure.guarded(day)) { try tell(61, on: "2026-09-10") }
    #expect(throws: StorageFailure.guarded(day)) {
      try story.database.change { change in
        try change.run(
          """
          INSERT INTO corrections (entry, corrected, day, annuls, reason)
          VALUES (\(change.entry), \(later), '2026-09-10', 0, 'x')
          """)
      }
    }
    #expect(throws: StorageFailure.guarded("une présence vient avec l'acte qui la dit")) {
      try story.database.change { change in
        try change.run("INSERT INTO attendances (entry, person, kind, minutes) VALUES (1, 2, 'work', 600)")
      }
    }
    try tell(60, on: "2026-09-10")
  }

  @Test func `taken down by mistake, were not there`() throws {
    try attend(WorkshopStory.second, "7h")
    try story.chain.correct(
      try #require(story.chain.lastEntries.last), .annulment, because: "absent", as: story.act("2026-09-12"))
    #expect(try story.chain.activity(in: #require(Self.september)).people == 0)
  }

  @Test func `leave no hours in the journal`() throws {
    try attend(WorkshopStory.second, "6h17")
    let facts: [String] = try story.database.read { reader in
      try reader.all("SELECT facts FROM journal WHERE action = 'person.attend'").map { try $0["facts"] }
    }
    #expect(facts.count == 1 && facts.allSatisfy { !$0.contains("377") }, "\(facts)")
  }

  @Test(arguments: [
    "INSERT INTO attendances (entry, person, kind, minutes) VALUES (ENTRY, 1, 'work', 0)",
    "INSERT INTO attendances (entry, person, kind, minutes) VALUES (ENTRY, 1, 'work', 1441)",
    "INSERT INTO attendances (entry, person, kind, minutes) VALUES (ENTRY, 1, 'praised', 10)",
    "INSERT INTO attendances (entry, person, kind, minutes, step) VALUES (ENTRY, 1, 'work', 10, 'erasure')",
    "INSERT INTO attendances (entry, person, kind, minutes) VALUES (ENTRY, 99, 'work', 10)",
  ])
  func `are guarded against straight SQL`(sql: String) throws {
    #expect(throws: StorageFailure.self) {
      try story.database.change { change in
        try change.run(SQL(stringLiteral: sql.replacing("ENTRY", with: "\(change.entry)")))
      }
    }
  }

  /// What a workshop did is of nobody in particular.
  @Test func `are counted together, with what was done by all`() throws {
    let period = try #require(Self.september)
    try attend(WorkshopStory.founder, "7h")
    try attend(WorkshopStory.second, "3h")
    try story.release()
    let activity = try story.chain.activity(in: period)
    #expect(activity.people == 2 && activity.workMinutes == 600 && activity.trainingMinutes == 0)
    #expect(activity.released == 1 && activity.sorted == 1 && activity.repaired == 0)
  }

  @Test func `and the repairs of a period cost parts, time and the rest, by device`() throws {
    let (chain, laptop, giver) = (story.chain, story.laptop, story.laptops[1])
    func act(_ day: Day) throws -> Act { try story.act(day) }
    _ = try chain.sort(giver, as: .parts, by: act("2026-09-10"))
    _ = try chain.sort(laptop, as: .repair, by: act("2026-09-10"))
    let taken = try chain.takePart(.memory, named: "8 Go", outOf: giver, price: nil, as: act("2026-09-10"))
    let bought = try chain.takePart(
      .battery, named: "Batterie", outOf: nil, price: Money(euros: 30), as: act("2026-09-10"))
    let first = try chain.openRepair(of: laptop, diagnosis: "Lent", as: act("2026-09-11")).repair.id
    for part in [taken, bought] { _ = try chain.use(part.id, for: first, as: act("2026-09-11")) }
    _ = try chain.closeRepair(first, as: .repaired, minutes: 40, cost: Money(euros: 5), by: act("2026-09-12"))
    let later = try chain.openRepair(of: laptop, diagnosis: "Charnière", as: act("2026-10-01")).repair.id
    _ = try chain.closeRepair(later, as: .givenUp, minutes: 15, cost: nil, by: act("2026-10-02"))
    let line = RepairCostLine(
      code: laptop, name: nil, repairs: 1, repaired: 1, minutes: 40, parts: 2, harvested: 1,
      partsCost: Money(euros: 30), otherCost: Money(euros: 5))
    #expect(try chain.repairCosts(in: #require(Self.september)) == [line] && line.cost == Money(euros: 35))
    let whole = try chain.repairCosts(in: #require(Period(from: "2026-09-01", through: "2026-12-31")))
    #expect(whole.map(\.repairs) == [2] && whole.map(\.repaired) == [1] && whole.map(\.minutes) == [55])
  }
}
