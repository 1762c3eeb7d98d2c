import Foundation
import Testing

@testable import Evidence

/// The demonstration's own evidence, made by the real tools in an emulated machine; `scripts/evidence/README.md` tells
/// what was put into each machine and what happened to it.
@Suite struct `Evidence of the demonstration` {
  struct Machine: CustomTestStringConvertible, Sendable {
    let folder: String
    let systemSerial: String?
    let disks: [String]
    let outcomes: [String: WipeOutcome]

    var testDescription: String { folder }

    func report(_ name: String) throws -> EvidenceReport {
      let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
      let file = package.appending(path: "scripts/evidence/\(folder)/\(name)")
      return try EvidenceReport(reading: [UInt8](try Data(contentsOf: file)))
    }
  }

  static let machines = [
    Machine(
      folder: "portable-1", systemSerial: "EMU-PC-0001", disks: ["EMU-HDD-0001"],
      outcomes: ["EMU-HDD-0001": .erased]),
    Machine(
      folder: "portable-1-retour", systemSerial: "EMU-PC-0001", disks: ["EMU-HDD-0001"],
      outcomes: ["EMU-HDD-0001": .erased]),
    Machine(
      folder: "portable-2", systemSerial: "EMU-PC-0002", disks: ["EMU-NVME-0002"],
      outcomes: ["EMU-NVME-0002": .erased]),
    Machine(
      folder: "portable-3", systemSerial: "EMU-PC-0003", disks: ["EMU-SSD-0003"],
      outcomes: ["EMU-SSD-0003": .failed]),
    Machine(
      folder: "portable-3-station", systemSerial: "EMU-STATION-01", disks: ["EMU-SSD-0003"],
      outcomes: ["EMU-SSD-0003": .erased]),
    Machine(
      folder: "fixe-1", systemSerial: "EMU-PC-0004", disks: ["EMU-HDD-0004A", "EMU-HDD-0004B"],
      outcomes: ["EMU-HDD-0004A": .erased]),
    Machine(folder: "portable-4", systemSerial: nil, disks: ["EMU-HDD-0005"], outcomes: ["EMU-HDD-0005": .erased]),
    Machine(
      folder: "portable-5", systemSerial: "EMU-PC-0005", disks: ["EMU-HDD-0006"],
      outcomes: ["EMU-HDD-0006": .aborted]),
  ]

  @Test(arguments: machines)
  func `names the machine and its disks`(machine: Machine) throws {
    guard case .machine(let report) = try machine.report("lshw.json") else {
      throw EvidenceFailure.unrecognised
    }
    #expect(report.identity.systemSerial?.usable == machine.systemSerial)
    #expect(report.disks.map(\.serial?.usable) == machine.disks)
    #expect(report.disks.allSatisfy { $0.capacityBytes == 256 << 20 && !$0.isQuestion })
  }

  @Test(arguments: machines)
  func `tells what became of each disk`(machine: Machine) throws {
    guard case .wipe(let report) = try machine.report("nwipe.log") else { throw EvidenceFailure.unrecognised }
    #expect(report.runs.map(\.host.identity.systemSerial?.usable) == [machine.systemSerial])
    #expect(report.runs.map(\.version) == ["0.33"])
    let outcomes = report.drives.map { ($0.serial?.usable ?? "", $0.outcome) }
    #expect(Dictionary(outcomes) { first, _ in first } == machine.outcomes)
    #expect(report.drives.count == machine.outcomes.count)
    #expect(report.drives.allSatisfy { $0.capacityBytes == 256 << 20 })
  }

  @Test(arguments: [
    ("portable-1", "smartctl-sda.json", "EMU-HDD-0001"), ("fixe-1", "smartctl-sdb.json", "EMU-HDD-0004B"),
    ("portable-2", "smartctl-nvme0n1.json", "EMU-NVME-0002"), ("portable-3", "smartctl-sda.json", "EMU-SSD-0003"),
  ])
  func `tells the state of a disk`(folder: String, file: String, serial: String) throws {
    let machine = try #require(Self.machines.first { $0.folder == folder })
    guard case .diskHealth(let report) = try machine.report(file) else { throw EvidenceFailure.unrecognised }
    #expect(report.serial?.usable == serial)
    #expect(report.passed == true)
  }
}
