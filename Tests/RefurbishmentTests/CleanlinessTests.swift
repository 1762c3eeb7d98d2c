import Kernel
import TestSupport
import Testing

@testable import Refurbishment

/// A run in the order it was recorded; `by` who recorded it, `validatedBy` who accepted it.
private func run(
  _ number: Int64, _ outcome: ErasureOutcome = .erased, ended: LocalStamp? = "2026-09-10 12:00:00",
  medium: Workpiece.Medium = .disk, device: DeviceID = deviceID, round: Int = 2, by: Int64 = 1,
  validatedBy: Int64? = 2
) -> ErasureRun {
  let validations = validatedBy.map { person in
    [ErasureValidation(by: PersonID(rawValue: person), day: "2026-09-16", entry: EntryID(rawValue: number + 100))]
  }
  return ErasureRun(
    id: ErasureID(rawValue: number), medium: medium.id, device: device, round: round,
    reading: .sample(outcome, ended: ended), report: nil, recordedBy: PersonID(rawValue: by),
    recordedOn: "2026-09-15", entry: EntryID(rawValue: number), validations: validations ?? [])
}

@Suite struct `Whether a medium is clean` {
  /// What a case expects: clean by the numbered run, or why not.
  enum Expected: Equatable, Sendable {
    case clean(Int64)
    case notErased
    case failed(Int64)
    case older(Day)
    case awaiting(Int64)

    init(_ cleanliness: Cleanliness) {
      self =
        switch cleanliness {
        case .clean(let run, _): .clean(run.id.rawValue)
        case .notErased: .notErased
        case .failed(let run): .failed(run.id.rawValue)
        case .logOlderThanLastUser(let log, _): .older(log)
        case .awaitingValidation(let run): .awaiting(run.id.rawValue)
        }
    }
  }

  /// The runs of a medium, and what they make of it.
  struct RunsCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let runs: [ErasureRun]
    let expected: Expected

    init(_ description: String, _ runs: [ErasureRun], _ expected: Expected) {
      (testDescription, self.runs, self.expected) = (description, runs, expected)
    }
  }

  /// The disk was given up on 1 September 2026; the device is in its second round.
  @Test(
    arguments: [
      RunsCase("no run at all", [], .notErased),
      RunsCase("erased and accepted", [run(1)], .clean(1)),
      RunsCase("erased, not accepted", [run(1, validatedBy: nil)], .awaiting(1)),
      RunsCase("accepted by who recorded it", [run(1, by: 1, validatedBy: 1)], .awaiting(1)),
      RunsCase("a run on another medium", [run(1, medium: .stick)], .notErased),
      RunsCase("failed", [run(1, .failed)], .failed(1)),
      RunsCase("aborted", [run(1, .aborted)], .failed(1)),
      RunsCase("insane", [run(1, .insane)], .failed(1)),
      RunsCase("no outcome", [run(1, .noOutcome)], .failed(1)),
      RunsCase("an erasure without a date proves nothing", [run(1, ended: nil)], .failed(1)),
      RunsCase("ended the day it was given up", [run(1, ended: "2026-09-01 08:00:00")], .clean(1)),
      RunsCase("ended the day before", [run(1, ended: "2026-08-31 23:59:59")], .older("2026-08-31")),
      RunsCase("failed before the last user", [run(1, .failed, ended: "2026-08-31 23:59:59")], .notErased),
      RunsCase(
        "erased in the first round, on the very day it was given up",
        [run(1, ended: "2026-09-01 08:00:00", round: 1)], .older("2026-09-01")
      ),
      RunsCase(
        "erased in another device it was moved from", [run(1, device: DeviceID(rawValue: 9), round: 1)], .clean(1)),
      RunsCase(
        "a good run, then a bad one",
        [run(1), run(2, .failed, ended: "2026-09-10 13:00:00")], .failed(2)
      ),
      RunsCase(
        "a bad run, then a good one",
        [run(1, .failed), run(2, ended: "2026-09-10 13:00:00")], .clean(2)
      ),
      RunsCase(
        "the later run decides, even recorded first",
        [run(1, .failed, ended: "2026-09-10 13:00:00"), run(2)], .failed(1)
      ),
      RunsCase("two at the same second: the one recorded last", [run(1), run(2, .failed)], .failed(2)),
      RunsCase("an undated bad run recorded after a good one", [run(1), run(2, .aborted, ended: nil)], .failed(2)),
      RunsCase("an undated bad run recorded before a good one", [run(1, .aborted, ended: nil), run(2)], .clean(2)),
      RunsCase(
        "an undated bad run of the first round",
        [run(1, .aborted, ended: nil, round: 1), run(2)], .clean(2)
      ),
      RunsCase(
        "the last run waits, an earlier one was accepted",
        [run(1), run(2, ended: "2026-09-10 13:00:00", validatedBy: nil)], .awaiting(2)
      ),
    ] as [RunsCase])
  func `is judged from its runs since its last user`(medium: RunsCase) {
    let cleanliness = Cleanliness.of(.disk, in: .sample(round: 2), runs: medium.runs)
    #expect(Expected(cleanliness) == medium.expected)
  }

  @Test func `takes its level from the technique`() {
    let levels: [ErasureLevel] = [.clear, .purge, .clear, .purge, .destroy, .clear, .clear, .clear]
    #expect(ErasureTechnique.allCases.map(\.level) == levels)
  }

  @Test func `tells a run from every other, whichever file it came in`() {
    let disk = Workpiece.Medium.disk.id
    let stick = Workpiece.Medium.stick.id
    let reading = ErasureReading.sample()
    #expect(reading.runKey(on: disk) == reading.runKey(on: stick))
    #expect(reading.runKey(on: disk) != ErasureReading.sample(ended: "2026-09-10 12:00:01").runKey(on: disk))
    #expect(reading.runKey(on: disk) != ErasureReading.sample(serial: "DISK-3").runKey(on: disk))
    let bare = ErasureReading.sample(.failed, ended: nil, serial: nil)
    #expect(bare.runKey(on: disk) != bare.runKey(on: stick))
  }
}
