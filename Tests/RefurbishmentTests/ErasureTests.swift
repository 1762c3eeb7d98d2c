import Kernel
import Storage
import TestSupport
import Testing

@testable import Refurbishment

@Suite struct `Recording an erasure` {
  private func record(
    _ reading: ErasureReading, on medium: Workpiece.Medium = .disk, today: Day = "2026-09-15", in database: Database
  ) throws -> ErasureID {
    try database.act { change in
      try ErasureStore.record(reading, on: medium, of: .sample(), from: change.log(), today: today, in: change)
    }
  }

  @Test func `keeps what the log says, and its level, before work has even started`() throws {
    let database = try workshop()
    let id = try record(.sample(), in: database)
    let run = try #require(try database.dossier().runs.first)
    #expect(run.id == id)
    #expect(run.reading == .sample())
    #expect((run.recordedBy, run.recordedOn) == (worker.id, "2026-09-15"))
    #expect(try database.dossier().cleanliness(of: .disk) == .awaitingValidation(run))
  }

  /// A log, and why it is not recorded; the disk was given up on 1 September, and today is the 15th.
  @Test(arguments: [
    (
      ErasureReading.sample(ended: "2026-08-31 23:59:59"), Workpiece.Medium.disk,
      RefurbishmentFailure.runBeforeLastUser(medium: "DISK-1", ended: "2026-08-31", givenUp: "2026-09-01")
    ),
    (
      .sample(.failed, ended: "2026-08-31 23:59:59"), .disk,
      .runBeforeLastUser(medium: "DISK-1", ended: "2026-08-31", givenUp: "2026-09-01")
    ),
    (
      .sample(ended: "2026-09-16 00:00:00"), .disk,
      .runInFuture(medium: "DISK-1", ended: "2026-09-16", today: "2026-09-15")
    ),
    (.sample(ended: nil), .disk, .runWithoutDate(medium: "DISK-1")),
    (.sample(), .stick, .mediumInQuestion(deviceCode, medium: "STICK-2")),
  ])
  func `refuses a log that contradicts the medium's history`(
    reading: ErasureReading, medium: Workpiece.Medium, failure: RefurbishmentFailure
  ) throws {
    let database = try workshop()
    #expect(throws: failure) { try record(reading, on: medium, in: database) }
    #expect(try database.dossier().runs.isEmpty)
  }

  @Test(arguments: [
    ErasureReading.sample(ended: "2026-09-01 00:00:00"), .sample(ended: "2026-09-15 23:59:59"),
    .sample(.aborted, ended: nil),
  ])
  func `takes one from the day it was given up to today, and a bad one without a date`(
    reading: ErasureReading
  ) throws {
    let database = try workshop()
    _ = try record(reading, in: database)
    #expect(try database.dossier().runs.count == 1)
  }

  @Test func `counts one run once, on whichever medium, until it is annulled`() throws {
    let database = try workshop()
    _ = try record(.sample(), in: database)
    #expect(throws: RefurbishmentFailure.runAlreadyRecorded(medium: "DISK-1")) { try record(.sample(), in: database) }
    let other = Workpiece.Medium(
      id: MediumID(rawValue: 2), label: "DISK-2", isInQuestion: false, givenUp: "2026-09-01")
    #expect(throws: RefurbishmentFailure.runAlreadyRecorded(medium: "DISK-2")) {
      try record(.sample(), on: other, in: database)
    }
    try database.annul(EntryID(rawValue: 1))
    #expect(try database.dossier().runs.isEmpty)
    _ = try record(.sample(), on: other, in: database)
  }
}

@Suite struct `What a log must tell to prove an erasure` {
  private static let sized = Workpiece.Medium(
    id: MediumID(rawValue: 1), label: "DISK-1", isInQuestion: false, givenUp: "2026-09-01", capacityBytes: 500)

  private func record(_ reading: ErasureReading, in database: Database) throws -> ErasureID {
    try database.act { change in
      try ErasureStore.record(
        reading, on: Self.sized, of: .sample(media: [Self.sized]), from: change.log(), today: "2026-09-15", in: change)
    }
  }

  @Test(arguments: [
    (ErasureReading.sample(doubts: [.notBegun, .nothingWritten]), [ErasureDoubt.notBegun, .nothingWritten]),
    (.sample(doubts: [.unknownMethod("Magie")]), [.unknownMethod("Magie")]),
    (.sample(capacityBytes: 499), [.smallerThanMedium(499, known: 500)]),
  ])
  func `is that the tool worked on the whole medium`(reading: ErasureReading, doubts: [ErasureDoubt]) throws {
    let database = try workshop()
    #expect(throws: RefurbishmentFailure.erasureNotProven(medium: "DISK-1", doubts)) {
      try record(reading, in: database)
    }
    #expect(try database.dossier().runs.isEmpty)
  }

  @Test(arguments: [ErasureReading.sample(capacityBytes: 500), .sample(), .sample(.failed, capacityBytes: 499)])
  func `is not asked of a whole disk, nor of a failure`(reading: ErasureReading) throws {
    _ = try record(reading, in: try workshop())
  }

  @Test func `is kept with it`() throws {
    let database = try workshop()
    #expect(throws: RefurbishmentFailure.erasureWithoutLog(medium: "DISK-1")) {
      try database.act { change in
        try ErasureStore.record(.sample(), on: .disk, of: .sample(), from: nil, today: "2026-09-15", in: change)
      }
    }
  }

  @Test func `counts once wherever the medium was plugged, and once for a medium whatever it is called`() throws {
    let database = try workshop()
    _ = try record(.sample(slot: "/dev/sda"), in: database)
    for other in [ErasureReading.sample(slot: "/dev/sdb"), .sample(serial: nil), .sample(serial: "DISK-ONE")] {
      #expect(throws: RefurbishmentFailure.runAlreadyRecorded(medium: "DISK-1")) { try record(other, in: database) }
    }
    #expect(try database.dossier().runs.count == 1)
  }
}

@Suite struct `Annulled evidence` {
  /// A device whose evidence no. 1 was attached (entry 1) and annulled by the worker (entry 2).
  private func prepared() throws -> Database {
    let database = try workshop()
    try database.act { change in try EvidenceStore.attach(change.log(), to: deviceID, in: change) }
    #expect(try database.dossier().missingMedia == [.mediumNotErased("DISK-1")])
    try database.annul(EntryID(rawValue: 1))
    return database
  }

  private let report = EvidenceReportID(rawValue: 1)
  private let missing: [Missing] = [.mediumNotErased("DISK-1"), .evidenceAnnulled(EvidenceReportID(rawValue: 1))]

  private func accept(
    _ report: EvidenceReportID, by person: Actor, because reason: String = "autre appareil", in database: Database
  ) throws {
    try database.act(by: person) { try AnnulmentStore.accept(report, of: .sample(), because: reason, in: $0) }
  }

  @Test func `keeps the device behind the gate until a second person accepts that it is gone`() throws {
    let database = try prepared()
    #expect(try database.dossier().missingMedia == missing)
    #expect(throws: RefurbishmentFailure.ownAnnulment(deviceCode, report)) {
      try accept(report, by: worker, in: database)
    }
    #expect(throws: RefurbishmentFailure.reasonMissing) { try accept(report, by: second, because: " ", in: database) }
    #expect(try database.dossier().missingMedia == missing)
    try accept(report, by: second, in: database)
    #expect(try database.dossier().missingMedia == [.mediumNotErased("DISK-1")])
    #expect(throws: RefurbishmentFailure.nothingAnnulled(deviceCode, report)) {
      try accept(report, by: second, in: database)
    }
  }

  @Test func `is no more missing once it is about the device again`() throws {
    let database = try prepared()
    try database.act { change in try EvidenceStore.attach(report, to: deviceID, in: change) }
    #expect(try database.dossier().missingMedia == [.mediumNotErased("DISK-1")])
  }

  @Test func `is missing again when it is annulled again`() throws {
    let database = try prepared()
    try accept(report, by: second, in: database)
    try database.act { change in try EvidenceStore.attach(report, to: deviceID, in: change) }
    try database.annul(EntryID(rawValue: 4))
    #expect(try database.dossier().missingMedia == missing)
  }

  @Test func `does not change what was judged before`() throws {
    let database = try prepared()
    let before = try database.read { try RoundStore.dossier(of: .sample(), asOf: EntryID(rawValue: 1), in: $0) }
    #expect(before.missingMedia == [.mediumNotErased("DISK-1")])
  }

  @Test func `is not accepted by straight SQL either`() throws {
    let database = try prepared()
    func accept(by person: Int) throws {
      try database.act { change in
        try change.run(
          """
          INSERT INTO annulment_acceptances (entry, report, device, reason, accepted_by)
          VALUES (\(change.entry), 1, 1, 'x', \(person))
          """)
      }
    }
    #expect(throws: StorageFailure.guarded("qui annule un relevé n'accepte pas son annulation")) { try accept(by: 1) }
    try accept(by: 2)
  }
}

@Suite struct `Validating an erasure` {
  @Test func `is for a second person, once`() throws {
    let database = try workshop()
    #expect(throws: RefurbishmentFailure.nothingToValidate(deviceCode)) {
      try database.act(by: second) { _ = try ErasureStore.validate(.sample(), in: $0) }
    }
    try database.act { change in
      _ = try ErasureStore.record(
        .sample(), on: .disk, of: .sample(), from: change.log(), today: "2026-09-15", in: change)
    }
    #expect(throws: RefurbishmentFailure.ownErasure(deviceCode)) {
      try database.act { _ = try ErasureStore.validate(.sample(), in: $0) }
    }
    let validated = try database.act(by: second) { try ErasureStore.validate(.sample(), in: $0) }
    #expect(validated.map(\.rawValue) == [1])
    guard case .clean(_, let validation) = try database.dossier().cleanliness(of: .disk) else {
      Issue.record("not clean")
      return
    }
    #expect(validation.by == second.id)
    #expect(throws: RefurbishmentFailure.nothingToValidate(deviceCode)) {
      try database.act(by: second) { _ = try ErasureStore.validate(.sample(), in: $0) }
    }
    try database.annul(validation.entry)
    #expect(try database.dossier().missingMedia == [.awaitingValidation("DISK-1")])
  }

  @Test func `is never for a failed one`() throws {
    let database = try workshop()
    try database.act { change in
      _ = try ErasureStore.record(
        .sample(.failed), on: .disk, of: .sample(), from: change.log(), today: "2026-09-15", in: change)
    }
    #expect(throws: RefurbishmentFailure.nothingToValidate(deviceCode)) {
      try database.act(by: second) { _ = try ErasureStore.validate(.sample(), in: $0) }
    }
    #expect(try database.dossier().missingMedia == [.erasureFailed("DISK-1", outcome: .failed)])
  }

  @Test func `takes the others' erasures and leaves one's own to them`() throws {
    let database = try workshop()
    let other = Workpiece.Medium(
      id: MediumID(rawValue: 2), label: "DISK-2", isInQuestion: false, givenUp: "2026-09-01")
    let both = Workpiece.sample(media: [.disk, other])
    try database.act { change in
      _ = try ErasureStore.record(.sample(), on: .disk, of: both, from: change.log(), today: "2026-09-15", in: change)
    }
    try database.act(by: second) { change in
      _ = try ErasureStore.record(
        .sample(serial: "DISK-2"), on: other, of: both, from: change.log(), today: "2026-09-15", in: change)
      let validated = try ErasureStore.validate(both, in: change)
      #expect(validated.map(\.rawValue) == [1])
    }
    #expect(try database.dossier(both).missingMedia == [.awaitingValidation("DISK-2")])
    let rest = try database.act { change in try ErasureStore.validate(both, in: change) }
    #expect(rest.map(\.rawValue) == [2])
    #expect(try database.dossier(both).missingMedia.isEmpty)
  }
}

@Suite struct `An erasure taken back` {
  /// An erasure recorded by the first person.
  private func erased(in database: Database) throws -> ErasureID {
    try database.act { change in
      let report = try EvidenceStore.keep(
        format: "nwipe", original: .sha256("log".utf8), bytes: PackedBytes(Array("log".utf8)), summary: "[]", in: change
      )
      return try ErasureStore.record(
        .sample(), on: .disk, of: .sample(), from: report, today: "2026-09-30", in: change)
    }
  }

  @Test func `counts no more, can be validated no more, and may be recorded again`() throws {
    let database = try workshop()
    let id = try erased(in: database)
    func runs() throws -> [ErasureID] {
      try database.read { try ErasureStore.runs(of: .sample(), asOf: EntryID(rawValue: .max), in: $0).map(\.id) }
    }
    #expect(try runs() == [id])
    let entry = try database.act { change in
      try ErasureStore.withdraw(id, in: change)
      return change.entry
    }
    #expect(try runs() == [])
    #expect(try database.read { try ErasureStore.recorded(in: $0).map(\.id) } == [])
    // The moment before, it counted: a verdict of that day is computed on what stood then.
    let before = EntryID(rawValue: entry.rawValue - 1)
    #expect(try database.read { try ErasureStore.runs(of: .sample(), asOf: before, in: $0).map(\.id) } == [id])
    let refusal = #expect(throws: StorageFailure.self) {
      try database.act { change in
        try change.run(
          "INSERT INTO erasure_validations (erasure, entry, validated_by) VALUES (\(id), \(change.entry), 2)")
      }
    }
    #expect("\(refusal.map { "\($0)" } ?? "")".contains("seul un effacement réussi se valide"))
    try database.annul(entry)
    #expect(try runs() == [id])
  }
}
