import Kernel
import Testing

@testable import Evidence

/// Parts of a log, as nwipe 0.42 writes them.
private enum Log {
  static func opening(_ found: String...) -> String {
    """
    [2026/03/02 10:00:00]    info: Nwipes config file /etc/nwipe/nwipe.conf exists
    [2026/03/02 10:00:00]    info: ShredOS v2025.11_31_x86-64_0.42
    \(found.map { "[2026/03/02 10:00:01]  notice: Found \($0)\n" }.joined())
    """
  }

  static func wiping(_ device: String, method: String = "DoD Short") -> String {
    """
    [2026/03/02 10:00:02]  notice: Invoking method '\(method)' on \(device)
    [2026/03/02 10:00:02]  notice: Starting round 1 of 1 on \(device)
    [2026/03/02 10:00:02]  notice: Starting pass 1/3, round 1/1, on \(device)
    [2026/03/02 15:31:09]  notice: 500107862016 bytes written to \(device)
    [2026/03/02 15:31:09]  notice: Finished final round 1 of 1 on \(device)

    """
  }

  static func errors(_ rows: String...) -> String {
    """

    ******************************** Error Summary *********************************
    !   Device | Pass Errors | Verifications Errors | Fdatasync I\\O Errors
    --------------------------------------------------------------------------------
    \(rows.joined(separator: "\n"))
    ********************************************************************************

    """
  }

  static func erasure(_ rows: String...) -> String {
    """

    ******************************* Erasure Summary ********************************
    !   Device |      Bytes Erased |      Bytes Total | Percentage Erased
    --------------------------------------------------------------------------------
    \(rows.joined(separator: "\n"))
    ********************************************************************************

    """
  }

  static func statusHead(_ rows: String...) -> String {
    """

    ********************************* Drive Status *********************************
    !   Device | Status | Thru-put | HH:MM:SS | Model/Serial Number
    --------------------------------------------------------------------------------
    \(rows.joined(separator: "\n"))
    """
  }

  static func end(method: String = "DoD Short") -> String {
    """

    --------------------------------------------------------------------------------
    [2026/03/02 15:32:00] Total Throughput   25 MB/s, \(method), 1R+B+VL
    ********************************************************************************

    [2026/03/02 15:32:00]    info: Nwipe successfully completed. See summary table for details.

    """
  }

  static let sda = "/dev/sda, ATA    , ST500LM021-1KJ152,  500 GB, S/N=W62000RC"
  static let erasedRow = "       sda | Erased |   25 MB/s | 05:31:09 | ST500LM021-1KJ152/W62000RC"
}

private func runs(_ log: String) throws -> [WipeRun] {
  guard case .wipe(let report) = try EvidenceReport(reading: Array(log.utf8)) else {
    throw EvidenceFailure.unrecognised
  }
  return report.runs
}

private func drive(_ log: String) throws -> DriveWipe {
  let drives = try runs(log).flatMap(\.drives)
  #expect(drives.count == 1)
  return try #require(drives.first)
}

private func stamp(_ hour: Int, _ minute: Int, _ second: Int) throws -> LocalStamp {
  let day = try #require(Day(year: 2026, month: 3, day: 2))
  return try #require(LocalStamp(day: day, secondOfDay: hour * 3600 + minute * 60 + second))
}

@Suite struct `Reading a log of nwipe` {
  @Test func `tells all of a disk that was erased`() throws {
    let log =
      Log.opening(Log.sda) + Log.wiping("/dev/sda") + Log.errors("       sda |  0 |  0 |  0")
      + Log.erasure("       sda |      500107862016 |     500107862016 |           100.00%")
      + Log.statusHead(Log.erasedRow) + Log.end()
    let run = try #require(try runs(log).first)
    #expect(run.version == "0.42")
    #expect(run.closing == "Nwipe successfully completed. See summary table for details.")
    #expect(
      run.drives == [
        DriveWipe(
          device: "/dev/sda", bus: "ATA", model: "ST500LM021-1KJ152", serial: SerialNumber("W62000RC"),
          capacityBytes: 500_107_862_016, outcome: .erased, method: "DoD Short", rounds: 1, passes: 3,
          verification: .lastPass, bytesErased: 500_107_862_016, bytesTotal: 500_107_862_016,
          errors: WipeErrors(pass: 0, verification: 0, sync: 0, reported: false),
          course: WipeCourse(begun: true, finished: true, bytesWritten: 500_107_862_016), throughput: 25_000_000,
          duration: 5 * 3600 + 31 * 60 + 9, startedAt: try stamp(10, 0, 2), finishedAt: try stamp(15, 31, 9),
          blanked: false, verified: false, technique: .overwrite)
      ])
    #expect(run.drives.first?.percentErased == 100)
    #expect(run.drives.first?.doubts == [])
  }

  /// A log that calls the disk erased, and what keeps it from proving so.
  @Test(arguments: [
    (Log.wiping("/dev/sda"), "DoD Short", []),
    ("", "DoD Short", [WipeDoubt.notBegun, .notFinished, .nothingWritten]),
    (
      "[2026/03/02 10:00:02]  notice: Invoking method 'DoD Short' on /dev/sda\n", "DoD Short",
      [.notFinished, .nothingWritten]
    ),
    (
      Log.wiping("/dev/sda").replacing("final round 1 of 1", with: "round 1 of 2"), "DoD Short", [.notFinished]
    ),
    (Log.wiping("/dev/sda").replacing("500107862016 bytes", with: "0 bytes"), "DoD Short", [.nothingWritten]),
    (
      Log.wiping("/dev/sda").replacing("500107862016 bytes", with: "4096 bytes"), "DoD Short",
      [.partlyWritten(4096, of: 500_107_862_016)]
    ),
    (Log.wiping("/dev/sda", method: "Magie"), "Magie", [.unknownMethod("Magie")]),
    (Log.wiping("/dev/sdb"), "DoD Short", [.notBegun, .notFinished, .nothingWritten]),
  ])
  func `proves an erasure by the run's own lines, not by a row`(lines: String, method: String, doubts: [WipeDoubt])
    throws
  {
    let size = "[2026/03/02 10:00:01]  notice: /dev/sda, sect/blk/dev 512/4096/500107862016\n"
    let log = Log.opening(Log.sda) + size + lines + Log.statusHead(Log.erasedRow) + Log.end(method: method)
    let drive = try #require(try runs(log).flatMap(\.drives).first { $0.device == "/dev/sda" })
    #expect(drive.outcome == .erased)
    #expect(drive.doubts == doubts)
    let sheet = try #require(try EvidenceReport(reading: Array(log.utf8)).sheets.first)
    let told = try #require(sheet.erasures.first { $0.device == "/dev/sda" })
    #expect(told.result == (doubts.isEmpty ? .erased : .unknown))
    #expect(told.level == (doubts.isEmpty ? .clear : nil))
    #expect(sheet.problems.isEmpty == doubts.isEmpty)
  }

  @Test func `is not read beyond what a station can wipe`() throws {
    func log(_ disks: Int, run: Int = 0) -> String {
      let names = (0..<disks).map { "/dev/disk\(run)x\($0)" }
      return Log.opening()
        + names.map { "[2026/03/02 10:00:01]  notice: Found \($0), ATA, X, 1 GB, S/N=S\(run)-\($0)\n" }.joined()
        + Log.statusHead() + Log.end()
    }
    #expect(try runs(log(256)).count == 1)
    #expect(throws: EvidenceFailure.tooManyDrives(count: 257, limit: 256)) { try runs(log(257)) }
    let runsOf205 = (0..<5).map { log(205, run: $0) }.joined()
    #expect(throws: EvidenceFailure.tooManyDrives(count: 1025, limit: 1024)) { try runs(runsOf205) }
    #expect(try runs((0..<4).map { log(256, run: $0) }.joined()).count == 4)
  }

  @Test(arguments: [
    (" Erased ", WipeOutcome.erased), ("-FAILED-", .failed), ("--FAIL--", .failed), ("UABORTED", .aborted),
    ("INSANITY", .insane), ("ALLRIGHT", .noOutcome),
  ])
  func `takes the outcome from the disk's own row, whatever the log's last line says`(
    status: String, outcome: WipeOutcome
  ) throws {
    let row = "       sda |\(status)|   25 MB/s | 05:31:09 | ST500LM021-1KJ152/W62000RC"
    #expect(try drive(Log.opening(Log.sda) + Log.statusHead(row) + Log.end()).outcome == outcome)
  }

  @Test func `has no outcome without a row, though nwipe says that it completed`() throws {
    #expect(try drive(Log.opening(Log.sda) + Log.wiping("/dev/sda") + Log.end()).outcome == .noOutcome)
    #expect(try runs(Log.opening(Log.sda) + Log.end()).flatMap(\.drives).isEmpty)
  }

  @Test(arguments: [
    "!      sda |      500107862015 |     500107862016 |           100.00%",
    "!      sda |      498000000000 |     500107862016 |            99.57%",
    "!      sda |                 0 |                0 |               N/A",
    "!      sda |                 ? |                ? |            99.99%",
  ])
  func `is not erased with less than all bytes`(row: String) throws {
    let log = Log.opening(Log.sda) + Log.erasure(row) + Log.statusHead(Log.erasedRow) + Log.end()
    #expect(try drive(log).outcome == .incomplete)
  }

  @Test(arguments: [
    Log.errors("!      sda |           1 |                    0 |                    0"),
    Log.errors("!      sda |           0 |                    2 |                    0"),
    Log.errors("!      sda |           0 |                    0 |                    3"),
    "[2026/03/02 15:00:00]   error: 12 verification errors on '/dev/sda'.\n",
    "[2026/03/02 15:00:00]   error: 1 wipe errors on '/dev/sda'.\n",
    "[2026/03/02 15:00:00]  notice: [FAILURE] /dev/sda may not be blanked\n",
    "[2026/03/02 15:00:00]   error: Nwipe exited with fatal errors on device = /dev/sda\n",
  ])
  func `is not erased where errors were counted: version 0.30 still says so`(errors: String) throws {
    let log = Log.opening(Log.sda) + errors + Log.statusHead(Log.erasedRow) + Log.end()
    #expect(try drive(log).outcome == .failed)
  }

  @Test(arguments: ["Verify Zeros (0x00)", "Verify Ones  (0xFF)", "Verify Blank"])
  func `is not erased by a method that only reads`(method: String) throws {
    let log =
      Log.opening(Log.sda) + Log.wiping("/dev/sda", method: method) + Log.statusHead(Log.erasedRow)
      + Log.end(method: method)
    #expect(try drive(log).outcome == .verifiedOnly)
  }

  @Test(
    arguments: [
      ("   info: nwipe 0.37", "0.37"), ("   info: ShredOS v2024.02.2_26.0_x86-64_0.37-nomodeset", "0.37"),
      (" notice:   banner   = nwipe 0.33", "0.33"), ("   info: Linux version 6.6.22 (builder@buildhost)", nil),
    ] as [(String, String?)])
  func `tells the version of nwipe where the log does`(line: String, version: String?) throws {
    let log = "[2026/03/02 10:00:00] \(line)\n[2026/03/02 10:00:00]  notice: Found /dev/sda, ATA, X, 1 GB, S/N=Y\n"
    #expect(try runs(log).map(\.version) == [version])
  }

  // MARK: Which disk

  @Test func `takes the whole model and serial from the line that found the disk`() throws {
    let found = "/dev/nvme0n1, NVME   , SAMSUNG MZVLB256HBHQ-000L7,  256 GB, S/N=S4ELNX0RC00007"
    let row = "   nvme0n1 | Erased |  213 MB/s | 00:20:00 | SAMSUNG MZVLB256H/S4ELNX0RC"
    let drive = try drive(Log.opening(found) + Log.statusHead(row) + Log.end())
    #expect(drive.device == "/dev/nvme0n1")
    #expect(drive.model == "SAMSUNG MZVLB256HBHQ-000L7")
    #expect(drive.serial?.usable == "S4ELNX0RC00007")
    #expect(drive.outcome == .erased)
  }

  @Test func `finds the disk whose name the table cut on the left`() throws {
    let found = "/dev/nvme0n1, NVME   , SAMSUNG MZVLB256HBHQ-000L7,  256 GB, S/N=S4ELNX0RC00007"
    let row = "vme0n1 | Erased |  213 MB/s | 00:20:00 | SAMSUNG MZVLB256H/S4ELNX0RC00007"
    let drive = try drive(Log.opening(found) + Log.statusHead(row) + Log.end())
    #expect(drive.device == "/dev/nvme0n1")
    #expect(drive.serial?.usable == "S4ELNX0RC00007")
  }

  @Test func `takes no name for another that ends with it`() throws {
    let found = "/dev/xsda, ATA    , ST500LM021-1KJ152,  500 GB, S/N=STRANGER1"
    let drive = try drive(Log.opening(found) + Log.statusHead(Log.erasedRow) + Log.end())
    #expect(drive.device == "/dev/sda")
    #expect(drive.serial?.usable == "W62000RC")
  }

  @Test func `has no serial where row and found line contradict each other`() throws {
    let found = "/dev/sda, ATA    , ST500LM021-1KJ152,  500 GB, S/N=STRANGER1"
    #expect(try drive(Log.opening(found) + Log.statusHead(Log.erasedRow) + Log.end()).serial == nil)
  }

  @Test(
    arguments: [
      ("S/N=", nil), ("S/N=XXXXXXXXXXXXXXXXXXXX", SerialNumber.Verdict.masked),
      ("S/N=????????????????????", .masked), ("S/N=0", .placeholder),
    ] as [(String, SerialNumber.Verdict?)])
  func `has no usable serial where it is missing, masked or a placeholder`(
    serial: String, verdict: SerialNumber.Verdict?
  ) throws {
    let found = "/dev/sdb, USB    , DataTraveler 3.0, 7864 MB, \(serial)"
    let run = try #require(try runs(Log.opening(found)).first)
    #expect(run.found.map(\.serial?.verdict) == [verdict])
    #expect(run.found.map(\.model) == ["DataTraveler 3.0"])
  }

  @Test func `takes no serial from a line that is cut`() throws {
    let log = Log.opening() + "[2026/03/02 10:00:01]  notice: Found /dev/sda, ATA    , ST500, 500 GB, S/N=W62"
    #expect(try runs(log).first?.found.map(\.serial) == [nil])
  }

  @Test func `lets the model hold commas`() throws {
    let found = "/dev/sda, ATA-SSD, Disk, fast, 2.5 inch,  256 GB, S/N=ABCDEF12"
    #expect(
      try runs(Log.opening(found)).first?.found == [
        FoundDrive(
          device: "/dev/sda", bus: "ATA-SSD", model: "Disk, fast, 2.5 inch", sizeLabel: "256 GB",
          serial: SerialNumber("ABCDEF12"))
      ])
  }

  @Test func `reads the wording of version 0.28`() throws {
    let log = """
      [2020/03/13 16:00:00] nwipe: info: Found drive model="WDC WD5000", device path="/dev/sdb", size="500 GB", serial number="WD-ABC123"
      [2020/03/13 16:00:01] nwipe: notice: Invoking method 'Zero Fill' on device '/dev/sdb'.
      [2020/03/13 16:00:02] nwipe: notice: Blanked device '/dev/sdb'.

      """
    let run = try #require(try runs(log).first)
    #expect(run.found.map(\.serial?.usable) == ["WD-ABC123"])
    #expect(run.drives.map(\.device) == ["/dev/sdb"])
    #expect(run.drives.map(\.blanked) == [true])
    #expect(run.drives.map(\.outcome) == [.noOutcome])
  }

  @Test func `knows the table of version 0.30, which has no title`() throws {
    let log = """
      [2021/01/05 10:00:00]    info: nwipe 0.30

      ********************************************************************************
      ! Device | Status | Thru-put | HH:MM:SS | Model/Serial Number
      --------------------------------------------------------------------------------
           sda | Erased |  120MB/s | 100:25:04 | WD6784.8488JKGG/ZX677888388-N
      --------------------------------------------------------------------------------
      [2021/01/09 14:25:04] Total Throughput  120MB/s, PRNG Stream, 2R+NB+VA
      ********************************************************************************

      """
    let run = try #require(try runs(log).first)
    #expect(run.version == "0.30")
    #expect(run.drives.map(\.outcome) == [.erased])
    #expect(run.drives.map(\.duration) == [361_504])
    #expect(run.drives.map(\.throughput) == [120_000_000])
    #expect(run.rounds == 2)
    #expect(run.blanking == false)
    #expect(run.verification == .allPasses)
  }

  // MARK: The machine it ran on

  @Test func `keeps the machine it ran on apart from the disks`() throws {
    let log =
      Log.opening(Log.sda) + """
        [2026/03/02 10:00:00]    info: system-manufacturer = Dell Inc.
        [2026/03/02 10:00:00]    info: system-product-name = Latitude E6430
        [2026/03/02 10:00:00]    info: system-serial-number = RCTEST1
        [2026/03/02 10:00:00]    info: system-uuid = 4c4c4544-0052-4310-8054-c4c04f535431
        [2026/03/02 10:00:00]    info: baseboard-serial-number = /RCTEST1/CN1296300000A1/
        [2026/03/02 10:00:00]    info: chassis-serial-number = XXXXXXXXXXXXXXX

        """
    let host = try #require(try runs(log).first).host
    #expect(host.manufacturer == "Dell Inc.")
    #expect(host.product == "Latitude E6430")
    #expect(host.identity.clues == [.system("RCTEST1"), .board("/RCTEST1/CN1296300000A1/")])
  }

  @Test func `reads the exact size of each disk`() throws {
    let log =
      Log.opening(Log.sda) + """
        [2026/03/02 10:00:01]  notice: /dev/sda: Device geometry is as follows...
        [2026/03/02 10:00:01]  notice:   Total device bytes   = 256060514304

        """ + Log.wiping("/dev/sda")
    #expect(try drive(log).capacityBytes == 256_060_514_304)
  }
}
