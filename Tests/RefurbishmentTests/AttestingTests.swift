import Kernel
import Storage
import TestSupport
import Testing

@testable import Refurbishment

@Suite struct `An attested erasure` {
  private static let phone = Workpiece(
    id: deviceID, code: deviceCode, category: .smartphone, round: 1, media: [.disk])

  private func attest(
    _ technique: ErasureTechnique, of workpiece: Workpiece, because reason: String = "Remis à zéro, vérifié",
    in database: Database
  ) throws -> ErasureID {
    try database.act {
      try ErasureStore.attest(
        technique, of: .disk, of: workpiece, because: reason, at: "2026-09-15 10:00:00", in: $0)
    }
  }

  @Test func `counts for a telephone, once a second person accepts it by itself`() throws {
    let database = try workshop()
    let id = try attest(.factoryReset, of: Self.phone, in: database)
    #expect(try database.dossier(Self.phone).missing(of: .disk) == .awaitingValidation("DISK-1"))
    #expect(throws: RefurbishmentFailure.ownErasure(deviceCode)) {
      try database.act { _ = try ErasureStore.validate(Self.phone, medium: Workpiece.Medium.disk.id, in: $0) }
    }
    #expect(throws: RefurbishmentFailure.attestedOneByOne(deviceCode, media: ["DISK-1"])) {
      try database.act(by: second) { _ = try ErasureStore.validate(Self.phone, in: $0) }
    }
    let accepted = try database.act(by: second) {
      try ErasureStore.validate(Self.phone, medium: Workpiece.Medium.disk.id, in: $0)
    }
    #expect(accepted == [id])
    #expect(try database.dossier(Self.phone).missing(of: .disk) == nil)
  }

  @Test func `is not enough where a tool can write a log, but a destruction is`() throws {
    let database = try workshop()
    #expect(throws: RefurbishmentFailure.logCanExist(deviceCode, .laptop)) {
      try attest(.factoryReset, of: .sample(), in: database)
    }
    #expect(throws: RefurbishmentFailure.reasonMissing) {
      try attest(.destruction, of: .sample(), because: " ", in: database)
    }
    #expect(throws: RefurbishmentFailure.reasonMissing) { try attest(.overwrite, of: .sample(), in: database) }
    _ = try attest(.destruction, of: .sample(), in: database)
    let run = try #require(try database.dossier().runs.first)
    #expect(run.reading.technique.level == .destroy && run.reading.method == "Remis à zéro, vérifié")
  }

  @Test func `of a new medium keeps every promise`() throws {
    let database = try workshop()
    let promised = Workpiece(
      id: deviceID, code: deviceCode, category: .laptop, round: 1, media: [.disk],
      promise: Workpiece.Promise(level: .purge, convention: "C-1"))
    _ = try attest(.unused, of: promised, in: database)
    #expect(try database.dossier(promised).missing(of: .disk) == .awaitingValidation("DISK-1"))
  }

  /// What a hand outside the program tries, and what the schema says.
  @Test(arguments: [
    ("'factory-reset', 'purge', 'm', NULL, NULL", "CHECK constraint failed"),
    ("'factory-reset', 'clear', ' ', NULL, NULL", "CHECK constraint failed"),
    ("'overwrite', 'clear', 'm', NULL, NULL", "CHECK constraint failed"),
    ("'factory-reset', 'clear', 'm', NULL, 'fausse'", "CHECK constraint failed"),
  ])
  func `is guarded by the schema`(values: String, refusal: String) throws {
    let database = try workshop()
    let parts = (
      """
      INSERT INTO erasures (medium, device, round, outcome, tool, slot, recorded_by, ended, run_key,
        technique, level, method, report, clock_reason, entry)
      VALUES (1, 1, 1, 'erased', 't', 's', 1, '2026-09-15 10:00:00', zeroblob(32), \(values),
      """, ")"
    )
    let failure = #expect(throws: StorageFailure.self) {
      try database.act {
        try $0.run(SQL(stringLiteral: parts.0) + "\($0.entry)" + SQL(stringLiteral: parts.1))
      }
    }
    #expect("\(try #require(failure))".contains(refusal))
  }
}

@Suite struct `A log whose clock was wrong` {
  private func record(
    _ ended: LocalStamp, clockReason: String?, in database: Database
  ) throws {
    try database.act {
      _ = try ErasureStore.record(
        .sample(ended: ended), on: .disk, of: .sample(), from: $0.log(), today: "2026-09-15", clockReason: clockReason,
        in: $0)
    }
  }

  @Test(arguments: [LocalStamp("2010-01-01 00:12:00"), LocalStamp("2031-01-01 00:12:00")].compactMap(\.self))
  func `counts from the day it was recorded, once a person said so, and never twice`(ended: LocalStamp) throws {
    let database = try workshop()
    #expect(throws: RefurbishmentFailure.self) { try record(ended, clockReason: nil, in: database) }
    #expect(throws: RefurbishmentFailure.reasonMissing) { try record(ended, clockReason: " ", in: database) }
    try record(ended, clockReason: "Pile de l'horloge morte", in: database)
    #expect(try database.dossier().missing(of: .disk) == .awaitingValidation("DISK-1"))
    #expect(throws: RefurbishmentFailure.runAlreadyRecorded(medium: "DISK-1")) {
      try record(ended, clockReason: "Encore", in: database)
    }
    // The next user's data are younger than the day it was recorded.
    let later = Workpiece(
      id: deviceID, code: deviceCode, category: .laptop, round: 2,
      media: [
        Workpiece.Medium(id: MediumID(rawValue: 1), label: "DISK-1", isInQuestion: false, givenUp: "2026-10-01")
      ])
    #expect(try database.dossier(later).missing(of: later.media[0]) != nil)
  }

  @Test func `is not excused when it contradicts nothing`() throws {
    let database = try workshop()
    #expect(throws: RefurbishmentFailure.clockNotInDoubt(medium: "DISK-1", ended: "2026-09-10")) {
      try record("2026-09-10 12:00:00", clockReason: "Pile morte", in: database)
    }
  }
}
