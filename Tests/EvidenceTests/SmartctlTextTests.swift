import Testing

@testable import Evidence

@Suite struct `Reading what smartctl prints for people` {
  private func report(_ text: String) throws -> DiskHealthReport {
    guard case .diskHealth(let report) = try EvidenceReport(reading: Array(text.utf8)) else {
      throw EvidenceFailure.unrecognised
    }
    return report
  }

  /// `smartctl -a` of a disk that turns, with the columns of that option.
  static let turning = """
    root@station:~# smartctl -a /dev/sda
    smartctl 7.2 2020-12-30 r5155 [x86_64-linux-5.10.0-8-amd64] (local build)
    Copyright (C) 2002-20, Bruce Allen, Christian Franke, www.smartmontools.org

    === START OF INFORMATION SECTION ===
    Model Family:     Example Barracuda 7200
    Device Model:     EX1000DM003-1CH162
    Serial Number:    TESTZ1D5K2A1
    LU WWN Device Id: 5 000c50 04f1b0e3e
    Firmware Version: CC47
    User Capacity:    1,000,204,886,016 bytes [1.00 TB]
    Sector Sizes:     512 bytes logical, 4096 bytes physical
    Rotation Rate:    7200 rpm
    Form Factor:      3.5 inches
    SMART support is: Available - device has SMART capability.
    SMART support is: Enabled

    === START OF READ SMART DATA SECTION ===
    SMART overall-health self-assessment test result: PASSED

    General SMART Values:
    Offline data collection status:  (0x82)\tOffline data collection activity
    \t\t\t\t\twas completed without error.

    SMART Attributes Data Structure revision number: 10
    Vendor Specific SMART Attributes with Thresholds:
    ID# ATTRIBUTE_NAME          FLAG     VALUE WORST THRESH TYPE      UPDATED  WHEN_FAILED RAW_VALUE
      5 Reallocated_Sector_Ct   0x0033   092   092   010    Pre-fail  Always       -       312
      9 Power_On_Hours          0x0032   089   089   000    Old_age   Always       -       9703 (12 34 0)
     12 Power_Cycle_Count       0x0032   099   099   020    Old_age   Always       -       1123
    187 Reported_Uncorrect      0x0032   100   100   000    Old_age   Always       -       2
    188 Command_Timeout         0x0032   100   099   000    Old_age   Always       -       0 0 3
    194 Temperature_Celsius     0x0022   034   040   000    Old_age   Always       -       34 (0 14 0 0 0)
    197 Current_Pending_Sector  0x0012   100   100   000    Old_age   Always       -       8
    198 Offline_Uncorrectable   0x0010   100   100   000    Old_age   Offline  FAILING_NOW  4

    SMART Error Log Version: 1
    No Errors Logged

    SMART Self-test log structure revision number 1
    Serial Number:    OF-A-LOG

    """

  @Test func `finds what is known of a disk that turns, in the columns of -a`() throws {
    let report = try report(Self.turning)
    #expect(report.format == .smartctl && report.device == "/dev/sda" && report.toolVersion == [7, 2])
    #expect(report.model == "EX1000DM003-1CH162" && report.serial?.usable == "TESTZ1D5K2A1")
    #expect(report.firmware == "CC47" && report.capacityBytes == 1_000_204_886_016)
    #expect(report.kind == .hdd && report.rotationRate == 7200 && report.formFactor == "3.5 inches")
    #expect(report.passed == true && report.powerOnHours == 9703 && report.powerCycles == 1123)
    #expect(report.temperature == 34)
    #expect(report.ata.reallocatedSectors == 312 && report.ata.reportedUncorrectable == 2)
    #expect(report.ata.pendingSectors == 8 && report.ata.uncorrectableSectors == 4)
    #expect(report.ata.commandTimeouts == nil, "three counters in one are no number")
    #expect(report.problems == [])
    #expect(report.concerns.contains(.reallocatedSectors(312)), "whatever its own verdict")
  }

  @Test func `takes no number for another: below zero, in minutes, or behind a cut`() throws {
    let negative = try report(Self.turning.replacing("-       312", with: "-       -300"))
    #expect(negative.ata.reallocatedSectors == nil)
    #expect(negative.problems == [.unclear(field: "reallocated", written: "-300")])
    let minutes = try report(Self.turning.replacing("9 Power_On_Hours          ", with: "9 Power_On_Half_Minutes   "))
    #expect(minutes.powerOnHours == nil)
    let title = "Vendor Specific SMART Attributes with Thresholds:"
    let start = try #require(Self.turning.firstRange(of: title))
    let cut = try report(String(Self.turning[..<start.upperBound]) + "\n")
    #expect(cut.problems == [.unreadablePart("Vendor Specific SMART Attributes")])
  }

  @Test func `finds them in the columns of -x, and of a disk without moving parts`() throws {
    let report = try report(
      """
      smartctl 7.3 2022-02-28 r5338
      === START OF INFORMATION SECTION ===
      Device Model:     EXAMPLE SSD 256
      Serial Number:    [No Information Found]
      User Capacity:    256 060 514 304 bytes [256 GB]
      Rotation Rate:    Solid State Device
      === START OF READ SMART DATA SECTION ===
      SMART overall-health self-assessment test result: FAILED!
      Drive failure expected in less than 24 hours. SAVE ALL DATA.
      ID# ATTRIBUTE_NAME          FLAGS    VALUE WORST THRESH FAIL RAW_VALUE
        5 Reallocated_Sector_Ct   PO--CK   100   100   010    NOW  8 (0 3)
        9 Power_On_Hours          -O--CK   100   100   000    -    1544h+12m+30.123s
                                  ||||||_ K auto-keep
      """ + "\n")
    #expect(report.serial == nil && report.kind == .ssd && report.rotationRate == 0)
    #expect(report.capacityBytes == 256_060_514_304 && report.powerOnHours == 1544 && report.passed == false)
    #expect(report.ata.reallocatedSectors == nil)
    #expect(report.problems == [.unclear(field: "reallocated", written: "8 (0 3)")])
  }

  @Test func `finds the health log of an NVMe disk`() throws {
    let report = try report(
      """
      smartctl 7.3 2022-02-28 r5338
      === START OF INFORMATION SECTION ===
      Model Number:                       EXAMPLE NVMe 500GB
      Serial Number:                      TESTNVME0001
      Firmware Version:                   2B2QEXE7
      Total NVM Capacity:                 500,107,862,016 [500 GB]
      Unallocated NVM Capacity:           0
      === START OF SMART DATA SECTION ===
      SMART overall-health self-assessment test result: PASSED

      SMART/Health Information (NVMe Log 0x02)
      Critical Warning:                   0x04
      Temperature:                        23 Celsius
      Available Spare:                    97%
      Available Spare Threshold:          5%
      Percentage Used:                    103%
      Power Cycles:                       83
      Power On Hours:                     1,222
      Media and Data Integrity Errors:    6

      """)
    #expect(report.protocolName == "NVMe" && report.kind == .nvme && report.capacityBytes == 500_107_862_016)
    #expect(report.serial?.usable == "TESTNVME0001" && report.firmware == "2B2QEXE7")
    #expect(report.nvme.criticalWarning == 4 && report.nvme.availableSpare == 97)
    #expect(report.nvme.percentageUsed == 103 && report.nvme.mediaErrors == 6)
    #expect(report.powerOnHours == 1222 && report.powerCycles == 83 && report.temperature == 23)
  }

  @Test func `finds what a SCSI disk tells`() throws {
    let report = try report(
      """
      smartctl version 5.38 [i686-pc-linux-gnu]
      === START OF INFORMATION SECTION ===
      Vendor:               EXAMPLE
      Product:              EX3146855SS
      Revision:             0002
      User Capacity:        146.815.733.760 bytes [146 GB]
      Rotation Rate:        15000 rpm
      Serial number:        TEST3LN2ABCD
      === START OF READ SMART DATA SECTION ===
      SMART Health Status: FIRMWARE IMPENDING FAILURE TOO MANY BLOCK REASSIGNS [asc=5d, ascq=64]
      Current Drive Temperature:     34 C
      Accumulated power on time, hours:minutes 12345:23
      Elements in grown defect list: 17

      """)
    #expect(report.model == "EXAMPLE EX3146855SS" && report.serial?.usable == "TEST3LN2ABCD")
    #expect(report.capacityBytes == 146_815_733_760 && report.kind == .hdd && report.protocolName == "SCSI")
    #expect(report.passed == false && report.powerOnHours == 12345 && report.grownDefects == 17)
    #expect(report.temperature == 34 && report.toolVersion == [5, 38])
  }

  @Test(
    arguments: [
      ("1,000,204,886,016 bytes [1.00 TB]", 1_000_204_886_016),
      ("1'000'204'886'016 bytes [1.00 TB]", 1_000_204_886_016),
      ("128 035 676 160 bytes", 128_035_676_160), ("0 bytes", nil), ("10,00,204 bytes", nil), ("1.00 TB", nil),
      ("", nil), ("512 bytes [512 B]", 512),
    ] as [(String, Int?)])
  func `takes a size only where each of its figures is certain`(written: String, bytes: Int?) throws {
    let text = "=== START OF INFORMATION SECTION ===\nDevice Model: X1\nUser Capacity:    \(written)\n"
    #expect(try report(text).capacityBytes == bytes)
  }

  @Test func `reads no two disks for one, and none where none is told`() throws {
    let head = "=== START OF INFORMATION SECTION ===\nSerial Number: "
    #expect(throws: EvidenceFailure.severalDisks(count: 2)) { try report("\(head)TESTA1\n\(head)TESTB2\n") }
    #expect(try report("\(head)TESTA1\n\(head)TESTA1\n").serial?.written == "TESTA1")
    #expect(throws: EvidenceFailure.nothingReported(.smartctl)) {
      try report("=== START OF INFORMATION SECTION ===\nLocal Time is: Sun\n")
    }
  }

  /// What a terminal tells beside an erasure names the disk; the erasure stays what the file is about.
  @Test func `leaves an erasure what it is`() throws {
    let record =
      "=== START OF INFORMATION SECTION ===\nDevice Model: X1\nSerial Number: TESTA1\n"
      + "/dev/sda:\n Issuing SECURITY_ERASE command, password=\"p\", user=user\n"
    #expect(EvidenceFormat(recognising: Array(record.utf8)) == .hdparm)
  }

  @Test func `says where it was cut`() throws {
    let cut = String(Self.turning.dropLast(400))
    let report = try report(cut)
    #expect(report.serial?.usable == "TESTZ1D5K2A1" && report.problems.contains { $0.isGap })
  }
}
