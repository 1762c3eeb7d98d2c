import Testing

@testable import Evidence

@Suite struct `Reading smartctl` {
  private func report(_ facts: String) throws -> DiskHealthReport {
    let text = #"{"smartctl": {"version": [7, 4], "exit_status": 0}, \#(facts)}"#
    guard case .diskHealth(let report) = try EvidenceReport(reading: Array(text.utf8)) else {
      throw EvidenceFailure.unrecognised
    }
    return report
  }

  @Test(
    arguments: [
      (#""model_name": "ST500LM021-1KJ152""#, "ST500LM021-1KJ152"),
      (#""scsi_vendor": "HITACHI", "scsi_product": "H109060SESUN600G""#, "HITACHI H109060SESUN600G"),
      (
        #""scsi_vendor": "SEAGATE", "scsi_product": "ST4000", "scsi_model_name": "SEAGATE ST4000NM""#,
        "SEAGATE ST4000NM"
      ),
      (#""vendor": "Intel", "product": "Raid 1 Volume""#, "Intel Raid 1 Volume"),
      (#""product": "ST373453LC""#, "ST373453LC"),
      (#""serial_number": "X""#, nil),
    ] as [(String, String?)])
  func `finds the model under the key of its time and protocol`(facts: String, model: String?) throws {
    #expect(try report(facts).model == model)
  }

  @Test(
    arguments: [
      (#""user_capacity": {"blocks": 976773168, "bytes": 500107862016}"#, 500_107_862_016),
      (#""user_capacity": {"bytes": "500107862016"}"#, 500_107_862_016),
      (#""nvme_total_capacity": 256060514304"#, 256_060_514_304),
      (#""user_capacity": {"bytes": 0}, "nvme_total_capacity": 256060514304"#, 256_060_514_304),
      (#""logical_block_size": 512"#, nil),
    ] as [(String, Int?)])
  func `finds the capacity where it stands`(facts: String, bytes: Int?) throws {
    #expect(try report(facts).capacityBytes == bytes)
  }

  @Test(
    arguments: [
      (#""rotation_rate": 7200"#, DiskKind.hdd), (#""rotation_rate": 0"#, .ssd),
      (#""rotation_rate": 1"#, .ssd),
      (#""device": {"protocol": "NVMe"}"#, .nvme), (#""model_name": "WD Red SSD""#, .ssd),
      (#""vendor": "Intel", "product": "Raid 1 Volume", "rotation_rate": 7200"#, .raidVolume),
      (#""model_name": "QEMU HARDDISK""#, .unknown),
    ] as [(String, DiskKind)])
  func `tells what the disk is`(facts: String, kind: DiskKind) throws {
    #expect(try report(facts).kind == kind)
  }

  @Test func `falls back on the NVMe log for hours, cycles and temperature`() throws {
    let report = try report(
      #""nvme_smart_health_information_log": {"power_on_hours": 4279, "power_cycles": 127, "temperature": 44}"#
    )
    #expect(report.powerOnHours == 4279)
    #expect(report.powerCycles == 127)
    #expect(report.temperature == 44)
  }

  @Test func `reports concerns of a disk that says it passed`() throws {
    let report = try report(
      #"""
      "smart_status": {"passed": true}, "ata_smart_attributes": {"table": [
        {"id": 5, "value": 100, "raw": {"value": 312, "string": "312"}}, {"id": 197, "raw": {"value": 8}},
        {"id": 198, "raw": {"value": 0}}, {"id": 187, "raw": {"value": 3}}, {"id": 188, "raw": {"value": 4295032833}}]}
      """#)
    #expect(report.passed == true)
    #expect(report.concerns == [.reallocatedSectors(312), .pendingSectors(8)])
    #expect(report.ata.reportedUncorrectable == 3)
    #expect(report.ata.commandTimeouts == 4_295_032_833)
  }

  @Test func `reports concerns of every protocol`() throws {
    let nvme =
      #""nvme_smart_health_information_log": {"critical_warning": 4, "media_errors": 7, "percentage_used": 103}"#
    #expect(try report(nvme).concerns == [.mediaErrors(7), .criticalWarning(4), .wornOut(percent: 103)])
    #expect(
      try report(#""scsi_grown_defect_list": 56, "smart_status": {"passed": false}"#).concerns
        == [.failing, .grownDefects(56)])
  }

  @Test func `has no concern where nothing is told`() throws {
    #expect(try report(#""model_name": "X""#).concerns.isEmpty)
  }

  @Test(
    arguments: [
      (0, [SmartctlExit]()), (4, [.commandFailed]), (64, [.errorsLogged]), (1, [.commandLine]),
      (8 + 64 + 128, [.diskFailing, .errorsLogged, .selfTestErrorsLogged]),
      (
        2 + 16 + 32,
        [
          .deviceNotOpened, .attributesFailing, .attributesFailedBefore,
        ]
      ), (256, []),
    ] as [(Int, [SmartctlExit])])
  func `takes the way smartctl ended for a mask of bits`(status: Int, bits: [SmartctlExit]) {
    #expect(SmartctlExit(rawValue: status).bits == bits)
    #expect(SmartctlExit(rawValue: status).meanings.count == bits.count)
  }

  @Test func `keeps what smartctl says of a disk it could not open`() throws {
    let text = #"""
      {"json_format_version": [1, 0], "smartctl": {"exit_status": 1, "messages": [
        {"string": "/dev/sdb: Unknown USB bridge [0x058f:0x6387 (0x100)]", "severity": "error"}]}}
      """#
    guard case .diskHealth(let report) = try EvidenceReport(reading: Array(text.utf8)) else {
      throw EvidenceFailure.unrecognised
    }
    #expect(report.messages == ["/dev/sdb: Unknown USB bridge [0x058f:0x6387 (0x100)]"])
    #expect(report.serial == nil && report.capacityBytes == nil && report.passed == nil)
  }

  @Test(
    arguments: [
      (#"{"smartctl": {"version": [7, 3]}, "devices": [{"name": "/dev/sda"}, {"name": "/dev/sdb"}]}"#, 2),
      (#"[{"smartctl": {}, "serial_number": "A"}, {"smartctl": {}, "serial_number": "B"}]"#, 2),
    ] as [(String, Int)])
  func `refuses a list of disks rather than choose one`(text: String, count: Int) {
    #expect(throws: EvidenceFailure.severalDisks(count: count)) {
      try EvidenceReport(reading: Array(text.utf8))
    }
  }
}
