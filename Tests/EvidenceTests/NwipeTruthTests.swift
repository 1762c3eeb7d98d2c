import Testing

@testable import Evidence

/// What `truth.json` says of a log of nwipe.
private struct NwipeTruth: Decodable {
  var drives: [Row]
  var found: [Found]
  var final, method: String?
  var tail: [String]?
  var verdict: String

  struct Row: Decodable { var device, duration, model, serial, status: String }
  struct Found: Decodable { var bus, device, rest: String, serial: String? }
}

@Suite(.onRealFiles) struct `Real logs of nwipe` {
  private func read(_ fixture: Fixture) throws -> (run: WipeRun, truth: NwipeTruth) {
    guard case .wipe(let report) = try EvidenceReport(reading: try fixture.bytes()) else {
      throw EvidenceFailure.unrecognised
    }
    #expect(report.runs.count == 1)
    return (try #require(report.runs.first), try fixture.truth(NwipeTruth.self))
  }

  /// The truth's pattern asks for size and serial; this line was anonymised after the model, and still tells of a disk.
  private static let foundWithoutRest = [
    "real__shredos_issue301__2024-11-24_v0.37_header.log": FoundDrive(
      device: "/dev/sda", bus: "ATA", model: "<SSD name>", sizeLabel: nil, serial: nil)
  ]

  @Test(arguments: Fixtures.nwipe)
  func `tell the disks seen as the truth does`(fixture: Fixture) throws {
    let (run, truth) = try read(fixture)
    if let more = Self.foundWithoutRest[fixture.name] {
      #expect(truth.found.isEmpty && run.found == [more])
      return
    }
    #expect(run.found.map(\.device) == truth.found.map(\.device))
    #expect(run.found.map(\.bus) == truth.found.map(\.bus))
    #expect(run.found.map(\.serial?.written) == truth.found.map(\.serial))
    let rest = truth.found.map {
      $0.rest.split(separator: ", ").map { $0.drop { $0 == " " } }.joined(separator: ", ")
    }
    #expect(run.found.map { "\($0.model ?? ""), \($0.sizeLabel ?? "")" } == rest)
  }

  @Test(arguments: Fixtures.nwipe)
  func `tell the rows of the result as the truth does`(fixture: Fixture) throws {
    let (run, truth) = try read(fixture)
    let statuses: [String: WipeOutcome] = [
      "Erased": .erased, "UABORTED": .aborted, "-FAILED-": .failed, "INSANITY": .insane,
    ]
    let rows = run.drives.filter { $0.outcome != .noOutcome }
    #expect(rows.map(\.device) == truth.drives.map { "/dev/\($0.device)" })
    #expect(rows.map(\.outcome) == truth.drives.map { statuses[$0.status] })
    #expect(rows.map(\.serial?.written) == truth.drives.map(\.serial))
    #expect(rows.map(\.duration) == truth.drives.map { $0.duration.seconds })
    // The table cuts the model to 17 characters; the line that found the disk has the rest.
    for (row, expected) in zip(rows, truth.drives) { #expect(row.model?.hasPrefix(expected.model) == true) }
  }

  @Test(arguments: Fixtures.nwipe)
  func `tell method and leave-taking as the truth does`(fixture: Fixture) throws {
    let (run, truth) = try read(fixture)
    #expect(run.method == truth.method)
    #expect(run.closing == truth.final)
    guard let tail = truth.tail else { return }
    let verifications: [WipeVerification: String] = [.none: "NV", .lastPass: "VL", .allPasses: "VA"]
    let verification = run.verification.flatMap { verifications[$0] } ?? "?"
    #expect(
      [run.method ?? "", "\(run.rounds ?? 0)R+\(run.blanking == true ? "B" : "NB")+\(verification)"] == tail)
  }

  @Test(arguments: Fixtures.nwipe)
  func `come to the truth's verdict`(fixture: Fixture) throws {
    let (run, truth) = try read(fixture)
    let outcomes = Set(run.drives.map(\.outcome))
    switch truth.verdict {
    case "erased": #expect(outcomes == [.erased])
    case "aborted": #expect(outcomes == [.aborted])
    case "no outcome in the file: refuse": #expect(outcomes.isSubset(of: [.noOutcome]))
    case let verdict where verdict.hasPrefix("old form without table: loop17,22,25,24,18,14 blanked+verified"):
      // What the lines say is kept, and is no outcome: without the table nothing is erased.
      #expect(outcomes == [.noOutcome])
      let blanked = run.drives.filter(\.blanked).map(\.device)
      #expect(Set(blanked) == Set(["17", "22", "25", "24", "18", "14"].map { "/dev/loop\($0)" }))
      #expect(Set(blanked).subtracting(run.drives.filter(\.verified).map(\.device)) == ["/dev/loop17"])
    default: Issue.record("unknown verdict: \(truth.verdict)")
    }
  }
}

extension String {
  /// Reads `HH:MM:SS`.
  fileprivate var seconds: Int { split(separator: ":").reduce(0) { $0 * 60 + (Int($1) ?? 0) } }
}
