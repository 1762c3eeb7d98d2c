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
      try ErasureStore.record(reading, on: medium, of: .sample(), from: nil, today: today, in: change)
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

@Suite struct `Validating an erasure` {
  @Test func `is for a second person, once`() throws {
    let database = try workshop()
    #expect(throws: RefurbishmentFailure.nothingToValidate(deviceCode)) {
      try database.act(by: second) { _ = try ErasureStore.validate(.sample(), in: $0) }
    }
    try database.act { change in
      _ = try ErasureStore.record(
        .sample(), on: .disk, of: .sample(), from: nil, today: "2026-09-15", in: change)
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
        .sample(.failed), on: .disk, of: .sample(), from: nil, today: "2026-09-15", in: change)
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
      _ = try ErasureStore.record(.sample(), on: .disk, of: both, from: nil, today: "2026-09-15", in: change)
    }
    try database.act(by: second) { change in
      _ = try ErasureStore.record(
        .sample(serial: "DISK-2"), on: other, of: both, from: nil, today: "2026-09-15", in: change)
      let validated = try ErasureStore.validate(both, in: change)
      #expect(validated.map(\.rawValue) == [1])
    }
    #expect(try database.dossier(both).missingMedia == [.awaitingValidation("DISK-2")])
    let rest = try database.act { change in try ErasureStore.validate(both, in: change) }
    #expect(rest.map(\.rawValue) == [2])
    #expect(try database.dossier(both).missingMedia.isEmpty)
  }
}
