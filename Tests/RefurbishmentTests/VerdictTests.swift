import Kernel
import TestSupport
import Testing

@testable import Refurbishment

/// A round that can be changed piece by piece; as it begins, nothing is missing and nothing stands in the way of the word.
struct RoundDraft: Sendable {
  var route = Route.sample()
  var isOpen = true
  var media: [Workpiece.Medium] = [.disk]
  var checks: [(check: String, outcome: CheckOutcome, by: Int64, entry: Int64)] = [
    ("worth", .passed, 1, 10), ("power", .passed, 1, 12), ("screen", .passed, 1, 12), ("camera", .passed, 1, 12),
    ("clock", .passed, 1, 12), ("second-look", .passed, 2, 20),
  ]
  var outcome = ErasureOutcome.erased
  var ended: LocalStamp? = "2026-09-10 12:00:00"
  var erasureEntry: Int64 = 11
  var validatedBy: Int64? = 2
  var hasRun = true
  var isGraded = true
  var isAbsenceAttested = false

  mutating func remove(_ check: String) { checks.removeAll { $0.check == check } }
  mutating func end(_ check: String, _ outcome: CheckOutcome) {
    checks = checks.map { $0.check == check ? (check, outcome, $0.by, $0.entry) : $0 }
  }

  var dossier: RoundDossier {
    let (first, day): (PersonID, Day) = (PersonID(rawValue: 1), "2026-09-15")
    let opening = RoundDossier.Opening(
      entry: EntryID(rawValue: 5), day: day, route: route, closing: nil, reopening: nil)
    let validations = validatedBy.map {
      [ErasureValidation(by: PersonID(rawValue: $0), day: day, entry: EntryID(rawValue: 13))]
    }
    let run = ErasureRun(
      id: ErasureID(rawValue: 1), medium: Workpiece.Medium.disk.id, device: deviceID, round: 1,
      reading: .sample(outcome, ended: ended), report: nil, recordedBy: first, recordedOn: day,
      entry: EntryID(rawValue: erasureEntry), validations: validations ?? [])
    let grading = Grading(scale: "abcd", version: "1", cosmetic: "A", functional: "A", battery: nil)
    return RoundDossier(
      workpiece: .sample(media: media), opening: isOpen ? opening : nil,
      checks: checks.map {
        CheckRecord(
          result: CheckResult($0.check, $0.outcome), by: PersonID(rawValue: $0.by), day: day,
          entry: EntryID(rawValue: $0.entry))
      },
      runs: hasRun ? [run] : [],
      grading: isGraded
        ? RoundDossier.Graded(grading: grading, by: first, day: day, entry: EntryID(rawValue: 21)) : nil,
      absence: isAbsenceAttested
        ? RoundDossier.Absence(reason: "SSD retiré", by: first, day: day, entry: EntryID(rawValue: 14)) : nil,
      annulled: [])
  }
}

/// A round, one change made to it, and what is expected then.
struct RoundCase<Expected: Sendable>: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let expected: [Expected]
  private let change: @Sendable (inout RoundDraft) -> Void

  init(_ description: String, _ expected: [Expected], _ change: @escaping @Sendable (inout RoundDraft) -> Void) {
    testDescription = description
    self.expected = expected
    self.change = change
  }

  var dossier: RoundDossier {
    var draft = RoundDraft()
    change(&draft)
    return draft.dossier
  }
}

private func check(_ id: String) -> Route.Check {
  guard let check = Route.sample().place(of: id)?.check else { preconditionFailure("no such check: \(id)") }
  return check
}

private let tests = Text(fr: "Essais", en: "Tests")

@Suite struct `The release gate` {
  /// One thing taken away, and exactly what the gate then answers.
  @Test(
    arguments: [
      RoundCase("nothing taken away", []) { _ in },
      RoundCase("work not started", [.roundNotOpened]) {
        $0.isOpen = false
        $0.checks = []
      },
      RoundCase("a check not done", [.checkNotDone(check("power"), step: tests)]) { $0.remove("power") },
      RoundCase("an optional check not done", []) { $0.remove("clock") },
      RoundCase("a check failed", [.checkFailed(check("power"))]) { $0.end("power", .failed) },
      RoundCase("an optional check failed", [.checkFailed(check("clock"))]) { $0.end("clock", .failed) },
      RoundCase("a defect that may be declared, not declared", [.checkFailed(check("screen"))]) {
        $0.end("screen", .failed)
      },
      RoundCase("a defect declared", []) { $0.end("screen", .declared) },
      RoundCase("a defect declared against the route", [.checkFailed(check("power"))]) { $0.end("power", .declared) },
      RoundCase("not fitted", []) { $0.end("camera", .notFitted) },
      RoundCase("not fitted against the route", [.checkNotDone(check("screen"), step: tests)]) {
        $0.end("screen", .notFitted)
      },
      RoundCase("failed once, passed since", []) { $0.checks.insert(("power", .failed, 1, 11), at: 1) },
      RoundCase("passed once, failed since", [.checkFailed(check("power"))]) {
        $0.checks.insert(("power", .failed, 1, 15), at: 5)
      },
      RoundCase("the second look by who did a check", [.checkedBySamePerson(check("second-look"))]) {
        $0.checks = $0.checks.map {
          ($0.check, $0.outcome, $0.check == "worth" ? 3 : $0.check == "second-look" ? 3 : 1, $0.entry)
        }
      },
      RoundCase("the second look by who recorded the erasure", [.checkedBySamePerson(check("second-look"))]) {
        $0.checks = $0.checks.map { ($0.check, $0.outcome, $0.check == "second-look" ? 1 : 3, $0.entry) }
      },
      RoundCase("the second look by who did work later overruled", [.checkedBySamePerson(check("second-look"))]) {
        $0.checks.insert(("power", .failed, 2, 9), at: 0)
      },
      RoundCase("a check done again after the second look", [.checkedTooEarly(check("second-look"))]) {
        $0.checks.append(("screen", .declared, 1, 30))
      },
      RoundCase("an erasure after the second look", [.checkedTooEarly(check("second-look"))]) { $0.erasureEntry = 30 },
      RoundCase("no second look", [.checkNotDone(check("second-look"), step: Text(fr: "Qualité", en: "Quality"))]) {
        $0.remove("second-look")
      },
      RoundCase("a medium never erased", [.mediumNotErased("DISK-1")]) { $0.hasRun = false },
      RoundCase("a failed erasure", [.erasureFailed("DISK-1", outcome: .failed)]) { $0.outcome = .failed },
      RoundCase(
        "an erasure from before the last user",
        [.logOlderThanLastUser("DISK-1", log: "2026-08-20", givenUp: "2026-09-01")]
      ) { $0.ended = "2026-08-20 10:00:00" },
      RoundCase("an erasure nobody accepted", [.awaitingValidation("DISK-1")]) { $0.validatedBy = nil },
      RoundCase("an erasure accepted by who recorded it", [.awaitingValidation("DISK-1")]) { $0.validatedBy = 1 },
      RoundCase("a medium in question", [.mediumInQuestion("STICK-2")]) { $0.media.append(.stick) },
      RoundCase("only a medium in question", [.mediumInQuestion("STICK-2")]) { $0.media = [.stick] },
      RoundCase("no known medium", [.noKnownMedium]) { $0.media = [] },
      RoundCase("no known medium, attested", []) {
        $0.media = []
        $0.isAbsenceAttested = true
      },
      RoundCase("attested, but one is known and unclean", [.mediumNotErased("DISK-1")]) {
        $0.isAbsenceAttested = true
        $0.hasRun = false
      },
      RoundCase("not graded", [.notGraded]) { $0.isGraded = false },
      RoundCase(
        "everything at once, all reasons told",
        [
          .checkNotDone(check("worth"), step: Text(fr: "Tri", en: "Triage")),
          .checkNotDone(check("power"), step: tests),
          .checkNotDone(check("screen"), step: tests), .checkNotDone(check("camera"), step: tests),
          .checkNotDone(check("second-look"), step: Text(fr: "Qualité", en: "Quality")), .mediumInQuestion("STICK-2"),
          .mediumNotErased("DISK-1"), .notGraded,
        ]
      ) {
        $0 = RoundDraft()
        $0.checks = []
        $0.hasRun = false
        $0.isGraded = false
        $0.media.append(.stick)
      },
    ] as [RoundCase<Missing>])
  func `tells all that is missing, and nothing else`(round: RoundCase<Missing>) {
    switch Verdict.of(round.dossier) {
    case .ready: #expect(round.expected.isEmpty, "let through")
    case .blocked(let missing):
      #expect(missing == round.expected)
      #expect(Verdict.reservations(of: round.dossier) == [.notReady])
    }
  }

  @Test func `needs a clean medium and a grade whatever the route forgets to ask`() throws {
    let json = #"""
      {"id": "lax", "version": "1", "categories": ["laptop"], "title": {"fr": "Laxiste", "en": "Lax"}, "steps": [
        {"id": "triage", "title": {"fr": "Tri", "en": "Triage"},
         "checks": [{"id": "worth", "title": {"fr": "Vaut la peine", "en": "Worth it"}}]}]}
      """#
    var draft = RoundDraft()
    draft.route = .sample(json)
    (draft.hasRun, draft.isGraded) = (false, false)
    #expect(Verdict.of(draft.dossier) == .blocked([.mediumNotErased("DISK-1"), .notGraded]))
    draft.media = []
    #expect(Verdict.of(draft.dossier) == .blocked([.noKnownMedium, .notGraded]))
  }

  @Test func `counts what was judged and binds it by a digest that any change breaks`() throws {
    func readiness(_ change: (inout RoundDraft) -> Void) throws -> Readiness {
      var draft = RoundDraft()
      change(&draft)
      guard case .ready(let readiness) = Verdict.of(draft.dossier) else { throw TestFailure.notReady }
      return readiness
    }
    let plain = try readiness { _ in }
    #expect(plain.route == "small 1")
    #expect(plain.counts == [.passed: 6])
    #expect(plain.cleanMedia == 1)
    #expect(try readiness { _ in } == plain)
    let others = try [
      readiness { $0.end("screen", .declared) }, readiness { $0.remove("clock") },
      readiness {
        $0.validatedBy = 3
        $0.media = []
        $0.isAbsenceAttested = true
      },
      readiness { $0.route = .sample(smallRoute + " ") },
    ]
    #expect(Set(others.map(\.digest)).union([plain.digest]).count == 5)
  }
}

@Suite struct `The word « reconditionné »` {
  /// What changes in a round that deserves the word, and what then stands in its way.
  @Test(
    arguments: [
      RoundCase("every function passed", []) { _ in },
      RoundCase("a function not fitted", []) { $0.end("camera", .notFitted) },
      RoundCase("a check that is no function left out", []) { $0.remove("sticker") },
      RoundCase("an optional function not tested", [.functionNotTested(check("clock"))]) { $0.remove("clock") },
      RoundCase("a defect declared", [.defectDeclared(check("screen"))]) { $0.end("screen", .declared) },
      RoundCase("no medium, attested", []) {
        $0.media = []
        $0.isAbsenceAttested = true
      },
      RoundCase("not ready", [.notReady]) { $0.isGraded = false },
    ] as [RoundCase<Reservation>])
  func `is for a device whose every function was tested and passed`(round: RoundCase<Reservation>) {
    #expect(Verdict.reservations(of: round.dossier) == round.expected)
    if case .ready(let readiness) = Verdict.of(round.dossier) {
      #expect(readiness.mayBeCalledReconditioned == round.expected.isEmpty)
    }
  }

  @Test func `is not for a route that tests no function`() {
    var draft = RoundDraft()
    draft.route = .sample(smallRoute.replacing(", \"function\": true", with: ""))
    #expect(Verdict.reservations(of: draft.dossier) == [.routeTestsNoFunction("small 1")])
  }
}

enum TestFailure: Error { case notReady }
