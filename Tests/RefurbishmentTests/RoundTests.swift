import Kernel
import Storage
import TestSupport
import Testing

@testable import Refurbishment

@Suite struct `A round of the workshop` {
  @Test func `keeps the route it started with, though the file changes after`() throws {
    let database = try workshop()
    try database.act { change in try RoundStore.open(.sample(), with: .sample(), in: change) }
    let laxer = Route.sample(smallRoute.replacing(#""version": "1""#, with: #""version": "2""#))
    try database.act { change in
      try RouteStore.keep(laxer, in: change)
      try RoundStore.record([CheckResult("worth", .passed)], of: .sample(), in: change)
    }
    #expect(try database.dossier().opening?.route == .sample())
    #expect(try database.dossier().opening?.day == "2026-09-15")
    #expect(try database.read { try RouteStore.find("small", version: "2", in: $0) } == laxer)
  }

  @Test func `behaves by its file, with nothing compiled again`() throws {
    let json = smallRoute.replacing(#""id": "camera""#, with: #""id": "trackball""#)
      .replacing(#""id": "small""#, with: #""id": "trackballs""#)
    let database = try workshop()
    try database.act { change in
      try RoundStore.open(.sample(), with: .sample(json), in: change)
      try RoundStore.record(
        [CheckResult("worth", .passed), CheckResult("trackball", .passed)], of: .sample(), in: change)
    }
    #expect(try database.dossier().last("trackball")?.result.outcome == .passed)
    #expect(throws: RefurbishmentFailure.self) {
      try database.act { try RoundStore.record([CheckResult("camera", .passed)], of: .sample(), in: $0) }
    }
  }

  @Test func `refuses another content under the same version of a route`() throws {
    let database = try workshop()
    try database.act { change in try RouteStore.keep(.sample(), in: change) }
    try database.act { change in try RouteStore.keep(.sample(), in: change) }
    #expect(throws: RefurbishmentFailure.routeChanged("small 1")) {
      try database.act { change in try RouteStore.keep(.sample(smallRoute + "\n"), in: change) }
    }
  }

  @Test func `is opened once, by a route made for the device, until its opening is annulled`() throws {
    let database = try workshop()
    let screen = Workpiece(id: deviceID, code: deviceCode, category: .screen, round: 1, media: [])
    #expect(throws: RefurbishmentFailure.routeOfAnotherCategory(deviceCode, .screen, route: "small 1")) {
      try database.act { change in try RoundStore.open(screen, with: .sample(), in: change) }
    }
    let entry = try database.act { change in
      try RoundStore.open(.sample(), with: .sample(), in: change)
      return change.entry
    }
    #expect(throws: RefurbishmentFailure.roundAlreadyOpen(deviceCode, round: 1)) {
      try database.act { change in try RoundStore.open(.sample(), with: .sample(), in: change) }
    }
    try database.annul(entry)
    #expect(try database.dossier().opening == nil)
    try database.act { change in try RoundStore.open(.sample(), with: .sample(), in: change) }
    #expect(try database.dossier().opening != nil)
  }

  /// What is tried on a round whose triage alone is done, by whom, and how it is refused.
  @Test(arguments: [
    (
      CheckResult("camera-2", .passed),
      RefurbishmentFailure.unknownCheck(
        deviceCode, input: "camera-2", known: ["worth", "power", "screen", "camera", "clock", "sticker", "second-look"])
    ),
    (CheckResult("power", .declared), .cannotBeDeclared(deviceCode, check("power"))),
    (CheckResult("screen", .notFitted), .cannotBeNotFitted(deviceCode, check("screen"))),
    (
      CheckResult("second-look", .passed),
      .stepNotYet(
        deviceCode, step: Text(fr: "Qualité", en: "Quality"),
        waitingFor: [Text(fr: "Effacement", en: "Erasure"), Text(fr: "Essais", en: "Tests")])
    ),
  ])
  func `refuses what the route does not allow`(result: CheckResult, failure: RefurbishmentFailure) throws {
    let database = try workshop()
    try database.act { change in
      try RoundStore.open(.sample(), with: .sample(), in: change)
      try RoundStore.record([CheckResult("worth", .passed)], of: .sample(), in: change)
    }
    let before = try database.dossier()
    #expect(throws: failure) {
      try database.act { change in
        try RoundStore.record([CheckResult("camera", .passed), result], of: .sample(), in: change)
      }
    }
    #expect(try database.dossier() == before, "nothing half-done")
  }

  @Test func `waits for the steps before: triage first, even for a failed one`() throws {
    let database = try workshop()
    #expect(throws: RefurbishmentFailure.roundNotOpen(deviceCode)) {
      try database.act { try RoundStore.record([CheckResult("worth", .passed)], of: .sample(), in: $0) }
    }
    let tooSoon = RefurbishmentFailure.stepNotYet(
      deviceCode, step: Text(fr: "Essais", en: "Tests"), waitingFor: [Text(fr: "Tri", en: "Triage")])
    try database.act { try RoundStore.open(.sample(), with: .sample(), in: $0) }
    #expect(throws: tooSoon) {
      try database.act { try RoundStore.record([CheckResult("power", .passed)], of: .sample(), in: $0) }
    }
    try database.act { try RoundStore.record([CheckResult("worth", .failed)], of: .sample(), in: $0) }
    #expect(throws: tooSoon) {
      try database.act { try RoundStore.record([CheckResult("power", .passed)], of: .sample(), in: $0) }
    }
    #expect(throws: RefurbishmentFailure.checkGivenTwice(deviceCode, check: "worth")) {
      try database.act {
        try RoundStore.record([CheckResult("worth", .failed), CheckResult("worth", .passed)], of: .sample(), in: $0)
      }
    }
    try database.act {
      try RoundStore.record([CheckResult("worth", .passed), CheckResult("power", .passed)], of: .sample(), in: $0)
    }
  }

  @Test func `counts the last word on a check, and forgets an annulled one`() throws {
    let database = try workshop()
    try database.act { try RoundStore.open(.sample(), with: .sample(), in: $0) }
    try database.act { try RoundStore.record([CheckResult("worth", .passed)], of: .sample(), in: $0) }
    let failed = CheckResult("worth", .failed, note: "charnière cassée")
    let entry = try database.act { change in
      try RoundStore.record([failed], of: .sample(), in: change)
      return change.entry
    }
    #expect(try database.dossier().last("worth")?.result == failed)
    try database.annul(entry)
    #expect(try database.dossier().last("worth")?.result.outcome == .passed)
    let before = try database.read { try RoundStore.dossier(of: .sample(), asOf: EntryID(rawValue: 1), in: $0) }
    #expect(before.checks.isEmpty && before.opening != nil)
  }

  @Test func `is closed by a verdict; then nothing is recorded in it until that is annulled`() throws {
    let database = try workshop()
    try database.act { try RoundStore.open(.sample(), with: .sample(), in: $0) }
    let blocked = Verdict.of(try database.dossier())
    guard case .blocked(let missing) = blocked else {
      Issue.record("let through")
      return
    }
    #expect(throws: RefurbishmentFailure.notReady(deviceCode, missing)) {
      try database.act { _ = try RoundStore.close(.sample(), in: $0) }
    }
    let ready = try workshop()
    try ready.makeReady()
    let judged = Verdict.of(try ready.dossier())
    let (readiness, entry) = try ready.act { change in
      (try RoundStore.close(.sample(), in: change), change.entry)
    }
    #expect(judged == .ready(readiness))
    #expect(readiness.mayBeCalledReconditioned)
    #expect(try ready.dossier().opening?.closing?.verdict == readiness.digest)
    let closed = RefurbishmentFailure.roundClosed(deviceCode)
    #expect(throws: closed) { try ready.act { _ = try RoundStore.close(.sample(), in: $0) } }
    #expect(throws: closed) {
      try ready.act { try RoundStore.record([CheckResult("power", .failed)], of: .sample(), in: $0) }
    }
    #expect(throws: closed) {
      try ready.act {
        try RoundStore.grade(.sample(), on: .shipped(), cosmetic: "A", functional: "A", battery: nil, in: $0)
      }
    }
    try ready.annul(entry)
    try ready.act { try RoundStore.record([CheckResult("power", .failed)], of: .sample(), in: $0) }
    try ready.act { change in
      _ = try ErasureStore.record(
        .sample(.failed, ended: "2026-09-14T12:00:00"), on: .disk, of: .sample(), from: change.log(),
        today: "2026-09-15",
        in: change)
    }
    #expect(try ready.dossier().missingMedia == [.erasureFailed("DISK-1", outcome: .failed)])
    let later = try ready.read { try RoundStore.dossier(of: .sample(), asOf: entry, in: $0) }
    #expect(Verdict.of(later) == .ready(readiness), "an old verdict is computed again as of its act")
  }

  @Test func `sees what its own act has just recorded`() throws {
    let database = try workshop()
    try database.makeReady()
    #expect(throws: RefurbishmentFailure.self) {
      try database.act { change in
        try RoundStore.record([CheckResult("power", .failed)], of: .sample(), in: change)
        _ = try RoundStore.close(.sample(), in: change)
      }
    }
  }

  @Test func `after a return, begins again: the erasure and the tests of the last one do not count`() throws {
    let database = try workshop()
    try database.makeReady()
    try database.act { _ = try RoundStore.close(.sample(), in: $0) }
    let returned = Workpiece.Medium(
      id: Workpiece.Medium.disk.id, label: "DISK-1", isInQuestion: false, givenUp: "2026-11-03")
    let workpiece = Workpiece.sample(round: 2, media: [returned])
    try database.act(on: "2026-11-04") { try RoundStore.open(workpiece, with: .sample(), in: $0) }
    guard case .blocked(let missing) = Verdict.of(try database.dossier(workpiece)) else {
      Issue.record("let through")
      return
    }
    #expect(missing.contains(.logOlderThanLastUser("DISK-1", log: "2026-09-10", givenUp: "2026-11-03")))
    #expect(missing.contains(.notGraded))
    #expect(missing.count == 7)
  }

  @Test func `is looked at again, and graded, only when all before is done, by who did not work on it`() throws {
    let database = try workshop()
    try database.act { try RoundStore.open(.sample(), with: .sample(), in: $0) }
    #expect(throws: RefurbishmentFailure.self) {
      try database.act {
        try RoundStore.grade(.sample(), on: .shipped(), cosmetic: "A", functional: "A", battery: nil, in: $0)
      }
    }
    #expect(try database.dossier().grading == nil)
    let ready = try workshop()
    try ready.makeReady()
    #expect(try ready.dossier().grading?.grading.functional == "A")
    #expect(try ready.dossier().grading?.by == second.id)
    #expect(throws: RefurbishmentFailure.forAnotherPerson(deviceCode, check("second-look"))) {
      try ready.act { try RoundStore.record([CheckResult("second-look", .passed)], of: .sample(), in: $0) }
    }
  }
}

@Suite struct `A device without a medium` {
  @Test func `needs a named person's reason, and no known medium`() throws {
    let database = try workshop()
    let bare = Workpiece.sample(media: [])
    try database.act { try RoundStore.open(bare, with: .sample(), in: $0) }
    #expect(throws: RefurbishmentFailure.mediaAreKnown(deviceCode, parts: ["DISK-1"], inQuestion: [])) {
      try database.act { try RoundStore.attestNoMedium(of: .sample(), because: "retiré", in: $0) }
    }
    #expect(throws: RefurbishmentFailure.mediaAreKnown(deviceCode, parts: [], inQuestion: ["STICK-2"])) {
      try database.act { try RoundStore.attestNoMedium(of: .sample(media: [.stick]), because: "retiré", in: $0) }
    }
    #expect(throws: RefurbishmentFailure.reasonMissing) {
      try database.act { try RoundStore.attestNoMedium(of: bare, because: "  ", in: $0) }
    }
    #expect(try database.dossier(bare).missingMedia == [.noKnownMedium])
    let entry = try database.act { change in
      try RoundStore.attestNoMedium(of: bare, because: "retiré par le donateur", in: change)
      return change.entry
    }
    #expect(try database.dossier(bare).absence?.by == worker.id)
    #expect(try database.dossier(bare).missingMedia == [])
    try database.annul(entry)
    #expect(try database.dossier(bare).missingMedia == [.noKnownMedium])
  }
}

private func check(_ id: String) -> Route.Check {
  guard let check = Route.sample().place(of: id)?.check else { preconditionFailure("no such check: \(id)") }
  return check
}

@Suite struct `Steps that are for some roles` {
  static let roles =
    smallRoute
    .replacing(
      #""checks": [{"id": "worth", "title": {"fr": "Vaut la peine", "en": "Worth it"}}]"#,
      with: #""kind": "triage", "roles": ["workshop"]"#
    )
    .replacing(#""kind": "erasure","#, with: #""kind": "erasure", "roles": ["manager"],"#)
    .replacing(#""kind": "grade", "after": ["quality"]"#, with: #""kind": "grade", "roles": ["workshop", "manager"]"#)

  private func opened() throws -> Database {
    let database = try workshop()
    try database.act { try RoundStore.open(.sample(media: []), with: .sample(Self.roles), in: $0) }
    return database
  }

  private func refusal(_ step: Text, _ roles: [ChainRole]) -> RefurbishmentFailure {
    .stepForOtherRoles(deviceCode, step: step, roles)
  }

  @Test(arguments: [ChainRole.desk, .prescriber, nil])
  func `are refused to people of others`(role: ChainRole?) throws {
    let database = try opened()
    let (triage, erasure, grading) = (
      Text(fr: "Tri", en: "Triage"), Text(fr: "Effacement", en: "Erasure"), Text(fr: "Notation", en: "Grading")
    )
    #expect(throws: refusal(triage, [.workshop])) {
      try database.act { try RoundStore.sort(.sample(media: []), as: .good, by: role, in: $0) }
    }
    #expect(throws: refusal(erasure, [.manager])) {
      try database.act { try RoundStore.attestNoMedium(of: .sample(media: []), because: "retiré", by: role, in: $0) }
    }
    #expect(throws: refusal(erasure, [.manager])) {
      try database.act {
        _ = try ErasureStore.attest(
          .destruction, of: .disk, of: .sample(), because: "broyé", at: "2026-09-15 10:00:00", by: role, in: $0)
      }
    }
    #expect(throws: refusal(grading, [.workshop, .manager])) {
      try database.act {
        try RoundStore.grade(
          .sample(media: []), on: .shipped(), cosmetic: "A", functional: "A", battery: nil, by: role, in: $0)
      }
    }
  }

  @Test func `let nobody else accept an erasure, whoever brought its log`() throws {
    let database = try opened()
    let run = try database.act {
      try ErasureStore.record(.sample(), on: .disk, of: .sample(), from: $0.log(), today: "2026-09-15", in: $0)
    }
    #expect(throws: refusal(Text(fr: "Effacement", en: "Erasure"), [.manager])) {
      try database.act(by: .sample(2)) { _ = try ErasureStore.validate(.sample(), by: .workshop, in: $0) }
    }
    let byDay = try database.act(by: .sample(2)) { change in
      try ErasureStore.validate(.sample(), recordedOn: change.act.day, by: .workshop, in: change)
    }
    #expect(byDay == [])
    for role in ["NULL", "'workshop'"] {
      #expect(throws: StorageFailure.guarded("cette étape est pour des personnes d'un autre rôle")) {
        try database.act(by: .sample(2)) { change in
          try change.run(
            SQL(
              stringLiteral: "INSERT INTO erasure_validations (entry, erasure, validated_by, done_role) "
                + "VALUES (\(change.entry), \(run), 2, \(role))"))
        }
      }
    }
    let accepted = try database.act(by: .sample(2)) { try ErasureStore.validate(.sample(), by: .manager, in: $0) }
    #expect(accepted == [run])
  }

  @Test func `are taken from people of theirs`() throws {
    let database = try opened()
    try database.act {
      try RoundStore.sort(.sample(media: []), as: .good, by: .workshop, in: $0)
      try RoundStore.attestNoMedium(of: .sample(media: []), because: "retiré", by: .manager, in: $0)
      try RoundStore.grade(
        .sample(media: []), on: .shipped(), cosmetic: "A", functional: "A", battery: nil, by: .manager, in: $0)
    }
  }

  @Test(
    arguments: [
      "INSERT INTO triages (entry, opening, choice, done_role) VALUES (ENTRY, 1, 'good', ROLE)",
      "INSERT INTO media_absences (entry, opening, reason, done_role) VALUES (ENTRY, 1, 'x', ROLE)",
      "INSERT INTO grades (entry, opening, scale, scale_version, cosmetic, functional, done_role) "
        + "VALUES (ENTRY, 1, 'abcd', '1', 'A', 'B', ROLE)",
      """
      INSERT INTO erasures (entry, medium, device, round, technique, method, tool, slot, recorded_by, outcome, level, ended,
        run_key, done_role)
      VALUES (ENTRY, 1, 1, 1, 'destruction', 'm', 't', 's', 1, 'erased', 'destroy', '2026-09-11 10:00:00', zeroblob(32), ROLE)
      """,
    ], ["NULL", "'desk'"])
  func `are guarded against straight SQL`(statement: String, role: String) throws {
    let database = try opened()
    try database.act {
      try $0.run(
        "INSERT INTO grade_words VALUES ('abcd', '1', 'cosmetic', 'A'), ('abcd', '1', 'functional', 'B')")
    }
    #expect(throws: StorageFailure.guarded("cette étape est pour des personnes d'un autre rôle")) {
      try database.act { change in
        try change.run(
          SQL(stringLiteral: statement.replacing("ENTRY", with: "\(change.entry)").replacing("ROLE", with: role)))
      }
    }
  }
}
