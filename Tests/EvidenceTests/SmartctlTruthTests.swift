import Testing

@testable import Evidence

/// What `truth.json` says of a file of smartctl.
private struct SmartctlTruth: Decodable {
  var model, serial, device_type, form_factor: String?
  var capacity_bytes, exit_status, rotation_rate: Int?
  var power_on_hours, power_cycles, temperature: Int?
  var reallocated_raw_id5, pending_raw_id197, uncorrectable_raw_id198: Int?
  var nvme_critical_warning, nvme_media_errors, nvme_percentage_used, scsi_grown_defects: Int?
  var smart_passed: Bool?
  var smartctl_version: [Int]?
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
    #expect(report.capacityBytes == truth.capacity_bytes)
    #expect(report.deviceType == truth.device_type)
    #expect(report.protocolName == truth.`protocol`)
    #expect(report.formFactor == truth.form_factor)
    #expect(report.rotationRate == truth.rotation_rate)
  }

  @Test(arguments: Fixtures.smartctl)
  func `tell its health as the truth does`(fixture: Fixture) throws {
    let (report, truth) = try read(fixture)
    #expect(report.passed == truth.smart_passed)
    #expect(report.powerOnHours == truth.power_on_hours)
    #expect(report.powerCycles == truth.power_cycles)
    #expect(report.temperature == truth.temperature)
    #expect(report.ata.reallocatedSectors == truth.reallocated_raw_id5)
    #expect(report.ata.pendingSectors == truth.pending_raw_id197)
    #expect(report.ata.uncorrectableSectors == truth.uncorrectable_raw_id198)
    #expect(report.nvme.criticalWarning == truth.nvme_critical_warning)
    #expect(report.nvme.mediaErrors == truth.nvme_media_errors)
    #expect(report.nvme.percentageUsed == truth.nvme_percentage_used)
    #expect(report.grownDefects == truth.scsi_grown_defects)
  }

  @Test(arguments: Fixtures.smartctl)
  func `tell how smartctl ended as the truth does`(fixture: Fixture) throws {
    let (report, truth) = try read(fixture)
    #expect(report.exit?.rawValue == truth.exit_status)
    #expect(report.messages == truth.messages)
    #expect(report.toolVersion == truth.smartctl_version ?? [])
  }

  /// Serials the collectors of these files hid, or that are none: matching on them would join strangers' disks.
  @Test(arguments: Fixtures.smartctl)
  func `have no usable serial where the truth shows a mask, a default or a volume`(fixture: Fixture) throws {
    let (report, truth) = try read(fixture)
    let verdict: SerialNumber.Verdict? =
      switch truth.serial {
      case nil: nil
      case "REDACTED", "9RK1XXXX", "Z1Z5DWJK0000XXXXXXXX": .masked
      case "QM00001", "Volume1", "MK0000000000000": truth.serial == "MK0000000000000" ? .usable : .placeholder
      case "yes": .short
      default: .usable
      }
    #expect(report.serial?.verdict == verdict)
  }
}
