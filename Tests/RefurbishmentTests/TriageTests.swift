import Kernel
import Storage
import TestSupport
import Testing

@testable import Refurbishment

/// A route whose first act is triage, with a check for some roles only.
private let sortedRoute = """
  {"id": "sorted", "version": "1", "from": "2026-01-01", "categories": ["laptop"],
   "title": {"fr": "Triée", "en": "Sorted"}, "steps": [
    {"id": "triage", "title": {"fr": "Tri", "en": "Triage"}, "kind": "triage"},
    {"id": "work", "title": {"fr": "Essais", "en": "Tests"}, "after": ["triage"], "checks": [
      {"id": "power", "title": {"fr": "S'allume", "en": "Powers on"}, "function": true}]},
    {"id": "judging", "title": {"fr": "Jugement", "en": "Judging"}, "after": ["work"], "roles": ["manager"],
     "checks": [{"id": "judged", "title": {"fr": "Jugé", "en": "Judged"}}]}]}
  """

@Suite struct `Sorting a device` {
  private let database: Database

  init() throws {
    database = try workshop()
    try database.act { try RoundStore.open(.sample(), with: .sample(sortedRoute), in: $0) }
  }

  private func sort(_ choice: Triage) throws {
    try database.act { try RoundStore.sort(.sample(), as: choice, in: $0) }
  }

  private func check(_ name: String, as role: ChainRole?) throws {
    try database.act { try RoundStore.record([CheckResult(name, .passed)], of: .sample(), as: role, in: $0) }
  }

  @Test func `comes before all other work`() throws {
    #expect(try database.dossier().missing.first == .notSorted)
    #expect(
      throws: RefurbishmentFailure.stepNotYet(
        deviceCode, step: Text(fr: "Essais", en: "Tests"), waitingFor: [Text(fr: "Tri", en: "Triage")])
    ) { try check("power", as: .workshop) }
    try sort(.good)
    try check("power", as: .workshop)
    #expect(try database.dossier().sorted?.choice == .good)
  }

  @Test(arguments: [Triage.parts, .waste])
  func `keeps behind the gate what is worth its parts or nothing, until it is sorted again`(choice: Triage) throws {
    try sort(choice)
    #expect(try database.dossier().missing.first == .sortedOut(choice))
    #expect(throws: RefurbishmentFailure.self) { try check("power", as: .workshop) }
    try sort(.good)
    #expect(try database.dossier().missing.first != .sortedOut(choice))
  }

  @Test func `asks for a repair where it says so, and for its end`() throws {
    try sort(.repair)
    #expect(try database.dossier().missing.first == .repairWaiting)
    let thing = Repair.Thing.device(deviceID, round: 1)
    let repair = try database.act { try RepairStore.open(thing, diagnosis: "Charnière cassée", in: $0) }
    #expect(try database.dossier().missing.first == .repairOpen(repair))
    #expect(throws: RefurbishmentFailure.repairOpenAlready(repair)) {
      try database.act { _ = try RepairStore.open(thing, diagnosis: "Encore", in: $0) }
    }
    let ended = try database.act {
      try RepairStore.close(repair, as: .repaired, minutes: 35, cost: Money(euros: 4), in: $0)
    }
    #expect(ended.end?.minutes == 35 && ended.end?.cost == Money(euros: 4))
    #expect(
      try database.dossier().missing.first == .checkNotDone(#require(Self.power), step: Text(fr: "Essais", en: "Tests"))
    )
    #expect(throws: RefurbishmentFailure.repairEnded(repair)) {
      try database.act { _ = try RepairStore.close(repair, as: .repaired, minutes: 1, cost: nil, in: $0) }
    }
    // Sorted for repair once more, the repair of before does not count.
    try sort(.repair)
    #expect(try database.dossier().missing.first == .repairWaiting)
  }

  private static let power = Route.sample(sortedRoute).place(of: "power")?.check

  @Test(arguments: [(-1, nil), (10_001, nil), (5, Money(euros: -1))])
  func `refuses times and costs that no repair has`(minutes: Int, cost: Money?) throws {
    let repair = try database.act {
      try RepairStore.open(.device(deviceID, round: 1), diagnosis: "Écran", in: $0)
    }
    #expect(throws: RefurbishmentFailure.repairFigures(minutes: minutes, cost: cost)) {
      try database.act { _ = try RepairStore.close(repair, as: .repaired, minutes: minutes, cost: cost, in: $0) }
    }
  }

  @Test func `leaves a check to the roles it is for`() throws {
    try sort(.good)
    try check("power", as: .desk)
    let judged = try #require(Route.sample(sortedRoute).place(of: "judged")?.check)
    for role in [ChainRole.workshop, .desk, .prescriber, nil] {
      #expect(throws: RefurbishmentFailure.forOtherRoles(deviceCode, judged, [.manager])) {
        try check("judged", as: role)
      }
    }
    try check("judged", as: .manager)
  }

  /// What a hand outside the program tries, and what the schema says.
  @Test(arguments: [
    ("INSERT INTO triages (entry, opening, choice) VALUES (?, 1, 'great')", "CHECK constraint failed"),
    ("INSERT INTO triages (entry, opening, choice) VALUES (?, 99, 'good')", "n'est pas ouvert"),
    ("UPDATE triages SET choice = 'good'", "never changed"), ("DELETE FROM triages", "never deleted"),
    (
      "INSERT INTO checks (entry, opening, check_id, outcome, done_by, done_role) VALUES (?, 1, 'judged', 'passed', 1, 'desk')",
      "autre rôle"
    ),
    (
      "INSERT INTO checks (entry, opening, check_id, outcome, done_by) VALUES (?, 1, 'judged', 'passed', 1)",
      "autre rôle"
    ),
    ("INSERT INTO repairs (entry, device, round, diagnosis) VALUES (?, 2, 1, ' ')", "CHECK constraint failed"),
    ("INSERT INTO repairs (entry, device, round, visitor, diagnosis) VALUES (?, 2, 1, 1, 'x')", "CHECK constraint"),
    ("INSERT INTO repairs (entry, device, round, diagnosis) VALUES (?, 1, 1, 'y')", "pas terminée"),
    ("INSERT INTO repair_ends (entry, repair, outcome, minutes) VALUES (?, 9, 'repaired', 1)", "n'existe pas"),
    ("UPDATE repair_ends SET minutes = 2", "never changed"), ("DELETE FROM repairs", "never deleted"),
    ("INSERT INTO alarm_settlements (entry, alarm, note) VALUES (?, 2, '')", "CHECK constraint failed"),
    ("INSERT INTO alarm_settlements (entry, alarm, note) VALUES (?, 1, 'x')", "déjà traitée"),
    ("UPDATE alarms SET kind = 'data-lost'", "never changed"), ("DELETE FROM alarms", "never deleted"),
  ])
  func `is guarded by the schema`(statement: String, refusal: String) throws {
    try sort(.good)
    try database.act { _ = try RepairStore.open(.device(deviceID, round: 1), diagnosis: "Écran", in: $0) }
    let alarm = try database.act {
      try AlarmStore.raise(.keptDataErased, about: .visitor(VisitorID(rawValue: 1)), in: $0)
    }
    try database.act { _ = try AlarmStore.settle(alarm, because: "Prévenue", in: $0) }
    try database.act { _ = try AlarmStore.raise(.dataLost, about: .device(deviceID), in: $0) }
    let other = try database.act {
      try RepairStore.open(.visitor(VisitorID(rawValue: 1)), diagnosis: "Clavier", in: $0)
    }
    try database.act { _ = try RepairStore.close(other, as: .givenUp, minutes: 1, cost: nil, in: $0) }
    let parts = statement.split(separator: "?", omittingEmptySubsequences: false).map(String.init)
    let failure = #expect(throws: StorageFailure.self) {
      try database.act { change in
        try change.run(
          parts.count == 1
            ? SQL(stringLiteral: parts[0])
            : SQL(stringLiteral: parts[0]) + "\(change.entry)" + SQL(stringLiteral: parts[1]))
      }
    }
    let said = "\(try #require(failure))".replacing("\\'", with: "'")
    #expect(said.contains(refusal), "\(said)")
  }
}

@Suite struct `An alarm` {
  @Test func `stands until somebody says what was done about it`() throws {
    let database = try workshop()
    let alarm = try database.act { try AlarmStore.raise(.dataLost, about: .device(deviceID), in: $0) }
    #expect(try database.read { try AlarmStore.standing(in: $0) }.map(\.id) == [alarm])
    #expect(throws: RefurbishmentFailure.reasonMissing) {
      try database.act { _ = try AlarmStore.settle(alarm, because: " ", in: $0) }
    }
    try database.act { _ = try AlarmStore.settle(alarm, because: "Notifiée à la CNIL", in: $0) }
    #expect(try database.read { try AlarmStore.standing(in: $0) }.isEmpty)
    #expect(try database.read { try AlarmStore.all(in: $0) }.first?.settled == "Notifiée à la CNIL")
    #expect(throws: RefurbishmentFailure.alarmSettled(alarm)) {
      try database.act { _ = try AlarmStore.settle(alarm, because: "Encore", in: $0) }
    }
    #expect(throws: RefurbishmentFailure.noSuchAlarm(AlarmID(rawValue: 9))) {
      try database.act { _ = try AlarmStore.settle(AlarmID(rawValue: 9), because: "x", in: $0) }
    }
  }
}
