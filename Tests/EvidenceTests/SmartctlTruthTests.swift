import Testing

@testable import Evidence

/// What `truth.json` says of a file of smartctl.
private struct SmartctlTruth: Decodable {
  var model, serial, deviceType, formFactor: String?
  var capacityBytes, exitStatus, rotationRate: Int?
  var powerOnHours, powerCycles, temperature: Int?
  var reallocatedRawId5, pendingRawId197, uncorrectableRawId198: Int?
  var nvmeCriticalWarning, nvmeMediaErrors, nvmePercentageUsed, scsiGrownDefects: Int?
  var smartPassed: Bool?
  var smartctlVersion: [Int]?
  var messages: [String]
  let `protocol`: String?
}

@Suite(.onRealFiles) struct `Real files of smartctl` {
  private func read(_ fixture: Fixture) throws -> (DiskHealthReport, SmartctlTruth) {
    let report = try EvidenceReport(reading: try fixture.bytes())
    guard case .diskHealth(let health) = report else {
      throw EvidenceFailure.unrecognised
    }
    return (health, try fixture.truth(SmartctlTruth.self))
  }

  @Test(arguments: Fixtures.smartctl)
  func `tell the disk as the truth does`(fixture: Fixture) throws {
    let (report, truth) = try read(fixture)
    #expect(report.model == truth.model)
    #expect(report.serial?.written == truth.serial)
    #expect(report.capacityBytes == truth.capacityBytes)
    #expect(report.deviceType == truth.deviceType)
    #expect(report.protocolName == truth.`protocol`)
    #expect(report.formFactor == truth.formFactor)
    #expect(report.rotationRate == truth.rotationRate)
  }

  @Test(arguments: Fixtures.smartctl)
  func `tell its health as the truth does`(fixture: Fixture) throws {
    let (report, truth) = try read(fixture)
    #expect(report.passed == truth.smartPassed)
    #expect(report.powerOnHours == truth.powerOnHours)
    #expect(report.powerCycles == truth.powerCycles)
    #expect(report.temperature == truth.temperature)
    #expect(report.ata.reallocatedSectors == truth.reallocatedRawId5)
    #expect(report.ata.pendingSectors == truth.pendingRawId197)
    #expect(report.ata.uncorrectableSectors == truth.uncorrectableRawId198)
    #expect(report.nvme.criticalWarning == truth.nvmeCriticalWarning)
    #expect(report.nvme.mediaErrors == truth.nvmeMediaErrors)
    #expect(report.nvme.percentageUsed == truth.nvmePercentageUsed)
    #expect(report.grownDefects == truth.scsiGrownDefects)
  }

  @Test(arguments: Fixtures.smartctl)
  func `tell how smartctl ended as the truth does`(fixture: Fixture) throws {
    let (report, truth) = try read(fixture)
    #expect(report.exit?.rawValue == truth.exitStatus)
    #expect(report.messages == truth.messages)
    #expect(report.toolVersion == truth.smartctlVersion ?? [])
  }

  /// Serials the collectors of these files hid, or that are none: matching on them would join strangers' disks.
  @Test(arguments: Fixtures.smartctl)
  func `have no usable serial where the truth shows a mask, a default or a volume`(fixture: Fixture) throws {
    let (report, truth) = try read(fixture)
    let verdict: SerialNumber.Verdict? =
      switch truth.serial {
      case nil: nil
      case "REDACTED", "9RK1XXXX", "Z1Z5DWJK0000XXXXXXXX": .masked
      case "QM00001", "Volume1": .placeholder
      case "yes": .short
      default: .usable
      }
    #expect(report.serial?.verdict == verdict)
  }
}
