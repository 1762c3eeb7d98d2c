import Kernel
import Testing

@testable import Evidence

/// The one erasure a text tells of.
private func drive(_ text: String) throws -> (drive: DriveWipe, problems: [EvidenceProblem]) {
  guard case .wipe(let report) = try EvidenceReport(reading: Array(text.utf8)) else {
    throw EvidenceFailure.unrecognised
  }
  return (try #require(report.drives.first), report.problems)
}

@Suite struct `A text of nvme` {
  private static func format(_ command: String, _ answer: String) -> String {
    "$ sudo nvme \(command)\nSending format operation ...\n\(answer)\n"
  }

  @Test(arguments: [
    (format("format /dev/nvme0n1 -s 1", "Success formatting namespace:1"), WipeOutcome.erased),
    (format("format /dev/nvme0n1 --ses=2", "Success formatting namespace:1"), .erased),
    (format("format /dev/nvme0n1 -s2", "Success formatting namespace:1"), .erased),
    (format("format /dev/nvme0n1 -s 0", "Success formatting namespace:1"), .noOutcome),
    (format("format /dev/nvme0n1", "Success formatting namespace:1"), .noOutcome),
    (format("format /dev/nvme0n1 -s 1", "NVMe status: INVALID_FIELD: A reserved value (0x2002)"), .failed),
    (format("format /dev/nvme0n1 -s 1", ""), .noOutcome),
    ("You are about to format nvme0n1, namespace 0x1.\nSuccess formatting namespace:1\n", .noOutcome),
  ])
  func `claims a format erased only with its setting and its success`(text: String, outcome: WipeOutcome) throws {
    let (drive, problems) = try drive(text)
    #expect(drive.outcome == outcome)
    #expect(drive.device == "/dev/nvme0n1")
    #expect(drive.level == (outcome == .erased ? .clear : nil))
    #expect(problems.isEmpty == (outcome != .noOutcome))
  }

  private static func log(_ status: String, _ action: String = "0x2") -> String {
    "$ nvme sanitize-log /dev/nvme0\nSanitize Progress                      (SPROG) :  65535\n"
      + "Sanitize Status                        (SSTAT) :  \(status)\nSanitize Command Dword 10 Information (SCDW10) :  \(action)\n"
  }

  @Test(arguments: [
    (log("0x1"), WipeOutcome.erased), (log("0x101"), .erased), (log("257"), .erased), (log("0x4"), .erased),
    (log("0x2"), .noOutcome), (log("0x3"), .failed),
  ])
  func `tells a sanitize by the lowest three bits of its status`(text: String, outcome: WipeOutcome) throws {
    let (drive, _) = try drive(text)
    #expect(drive.outcome == outcome)
    #expect(drive.method == "nvme sanitize, block erase")
    #expect(drive.level == (outcome == .erased ? .purge : nil))
  }

  @Test(arguments: [
    "Node             SN                   Model                                    Namespace Usage\n"
      + "---------------- -------------------- ---------------------------------------- --------- -----\n"
      + "/dev/nvme0n1     S1D2F3G4H5           ACME SSD 250GB                           1         250.06  GB\n",
    "Node                  Generic               SN                   Model                Namespace Usage\n"
      + "--------------------- --------------------- -------------------- -------------------- --------- -----\n"
      + "/dev/nvme0n1          /dev/ng0n1            S1D2F3G4H5           ACME SSD 250GB       0x1       250.06  GB\n",
  ])
  func `knows the disk by the table that nvme lists disks in`(table: String) throws {
    let (drive, _) = try drive(table + Self.format("format /dev/nvme0n1 -s 1", "Success formatting namespace:1"))
    #expect(drive.serial?.usable == "S1D2F3G4H5" && drive.model == "ACME SSD 250GB")
  }

  @Test func `tells of no erasure where none was ever asked for`() throws {
    guard case .wipe(let report) = try EvidenceReport(reading: Array(Self.log("0", "0").utf8)) else { return }
    #expect(report.drives.isEmpty)
  }

  @Test func `takes no earlier sanitize for one that the disk refused`() throws {
    let refused = "$ nvme sanitize /dev/nvme0 -a 2\nNVMe status: Invalid Field in Command(0x4002)\n"
    guard case .wipe(let wipe) = try EvidenceReport(reading: Array((refused + Self.log("0x1")).utf8)) else { return }
    #expect(wipe.drives.map(\.outcome) == [.failed, .erased])
    #expect(wipe.drives.map(\.doubts) == [[], [.writtenSince]])
    #expect(EvidenceReport.wipe(wipe).sheets.map(\.storage.count) == [1])
  }

  @Test func `tells the version that the tool told`() throws {
    let text =
      "$ nvme version\nnvme version 2.4 (git 2.4)\n"
      + Self.format("format /dev/nvme0n1 -s 1", "Success formatting namespace:1")
    guard case .wipe(let wipe) = try EvidenceReport(reading: Array(text.utf8)) else { return }
    #expect(wipe.runs.map(\.version) == ["2.4"])
  }

  @Test func `reads the log as JSON`() throws {
    let (drive, _) = try drive(#"{"nvme0": {"sprog": 65535, "sstat": 257, "cdw10_info": 4}}"#)
    #expect(drive.device == "/dev/nvme0" && drive.outcome == .erased)
    #expect(drive.method == "nvme sanitize, crypto erase")
  }

  @Test(
    .onRealFiles,
    arguments: [
      ("nvme_format__58117253122_refused_never_sanitized.txt", [WipeOutcome.failed]),
      ("nvme_sanitize_log__doc_4853968992_5pct.txt", [.noOutcome]),
      ("nvme_sanitize_log__nvme-cli_issue3027_stuck.txt", [.noOutcome]),
    ])
  func `claims no erasure of the real ones`(name: String, outcomes: [WipeOutcome]) throws {
    let bytes = try Fixture(format: "erase_other", name: name).bytes()
    guard case .wipe(let report) = try EvidenceReport(reading: bytes) else { throw EvidenceFailure.unrecognised }
    #expect(report.drives.map(\.outcome) == outcomes)
  }
}

@Suite struct `A text of hdparm` {
  private static func erase(before: String, between: String = "", after: String) -> String {
    "/dev/sda:\nATA device, with non-removable media\n\tModel Number: ACME\n\tSerial Number: S1D2F3G4H5\nSecurity:\n\(before)\n"
      + "/dev/sda:\n Issuing SECURITY_ERASE command, password=\"x\", user=user\n\(between)"
      + "/dev/sda:\nSecurity:\n\(after)\n"
  }

  @Test(arguments: [
    (erase(before: "\t\tenabled", after: "\tnot\tenabled"), WipeOutcome.erased),
    (erase(before: "\tnot\tenabled", after: "\tnot\tenabled"), .noOutcome),
    (erase(before: "\t\tenabled", after: "\t\tenabled"), .noOutcome),
    (erase(before: "\t\tenabled", between: "SECURITY_ERASE: Input/output error\n", after: "\tnot\tenabled"), .failed),
    (erase(before: "\t\tenabled", after: ""), .noOutcome),
    (erase(before: "", after: "\tnot\tenabled"), .noOutcome),
  ])
  func `claims an erasure only when the password is seen before and gone after`(text: String, outcome: WipeOutcome)
    throws
  {
    let (drive, problems) = try drive(text)
    #expect(drive.outcome == outcome)
    #expect(drive.serial?.usable == "S1D2F3G4H5")
    #expect(problems == (outcome == .noOutcome ? [.unproven(device: "/dev/sda", .stateNotShown)] : []))
  }

  @Test(arguments: [
    ("--security-erase x", WipeTechnique.firmwareErase), ("--security-erase-enhanced x", .firmwareSanitize),
  ])
  func `tells an enhanced erasure by the command that was typed, which the answer does not repeat`(
    option: String, technique: WipeTechnique
  ) throws {
    let text =
      "# hdparm --user-master u \(option) /dev/sda\n" + Self.erase(before: "\t\tenabled", after: "\tnot\tenabled")
    // The command stands right before its answer.
    let typed = text.replacing(
      "/dev/sda:\n Issuing", with: "# hdparm --user-master u \(option) /dev/sda\n/dev/sda:\n Issuing")
    #expect(try drive(typed).drive.technique == technique)
  }

  @Test func `takes nothing for the disk's that smartctl tells of another`() throws {
    let text = """
      /dev/sr0:
      ATA device, with non-removable media
      === START OF INFORMATION SECTION ===
      Serial Number:    S1D2F3G4H5

      """
    #expect(throws: EvidenceFailure.nothingReported(.hdparm)) { try EvidenceReport(reading: Array(text.utf8)) }
  }

  @Test func `takes what a broken disk answers for no name`() throws {
    let text =
      "/dev/sdb:\nATA device, with non-removable media\n\tModel Number: \u{EA}\u{7}\u{10}X\n\tSerial Number: \u{CA}\u{7}\u{11}Z9Y8X7\n"
    guard case .diskHealth(let disk) = try EvidenceReport(reading: text.unicodeScalars.map { UInt8($0.value) }) else {
      throw EvidenceFailure.unrecognised
    }
    #expect(disk.serial?.verdict == .garbled && disk.serial?.usable == nil)
    let sheet = try #require(EvidenceReport.diskHealth(disk).sheets.first)
    #expect(sheet.storage.map(\.serial) == [nil] && sheet.storage.map(\.model) == [nil])
    #expect(sheet.problems.contains { $0.en.contains("storage[0].serial: “Ê??Z9Y8X7” is not clear") })
  }

  @Test func `is read with what other tools erased at the same terminal`() throws {
    let text =
      Self.erase(before: "\t\tenabled", after: "\tnot\tenabled")
      + "# nvme format /dev/nvme0n1 -s 1\nSuccess formatting namespace:1\nshred: /dev/sdc: pass 1/1 (random)...8GiB/8GiB 100%\n"
    guard case .wipe(let wipe) = try EvidenceReport(reading: Array(text.utf8)) else {
      throw EvidenceFailure.unrecognised
    }
    #expect(Set(wipe.drives.map(\.device)) == ["/dev/sda", "/dev/nvme0n1", "/dev/sdc"])
    #expect(wipe.drives.allSatisfy { $0.outcome == .erased })
  }

  @Test(.onRealFiles) func `tells who a disk is`() throws {
    let bytes = try Fixture(format: "hdparm_text", name: "metal-toolbox+ironlib__hdparm-i").bytes()
    guard case .diskHealth(let disk) = try EvidenceReport(reading: bytes) else { throw EvidenceFailure.unrecognised }
    #expect(disk.model == "Samsung SSD 850 EVO 2TB")
    #expect(disk.serial?.usable == "S2RLNX0H700433B")
    #expect(disk.capacityBytes == 3_907_029_168 * 512)
    #expect(disk.kind == .ssd)
  }
}

@Suite struct `A text of shred` {
  @Test(arguments: [
    (
      "shred: /dev/sda: pass 1/1 (random)...\nshred: /dev/sda: pass 1/1 (random)...466GiB/466GiB 100%\n",
      WipeOutcome.erased
    ),
    ("shred: /dev/sda: pass 1/2 (random)...466GiB/466GiB 100%\nshred: /dev/sda: pass 2/2 (000000)...\n", .noOutcome),
    ("shred: /dev/sda: pass 1/2 (random)...466GiB/466GiB 100%\n", .noOutcome),
    ("shred: /dev/sda: pass 1/1 (random)...3.1GiB/466GiB 0%\n", .noOutcome),
    (
      "shred: /dev/sda: pass 1/1 (random)...466GiB/466GiB 100%\nshred: /dev/sda: error writing at offset 4096: Input/output error\n",
      .failed
    ),
    ("shred: /dev/sda: failed to open for writing: Permission denied\n", .failed),
    ("shred: /dev/sda\u{A0}: étape 1/1 (random)…466GiB/466GiB 100\u{A0}%\n", .erased),
    ("shred: /dev/sda\u{A0}: étape 1/2 (random)…466GiB/466GiB 100\u{A0}%\n", .noOutcome),
    ("shred: /dev/sda: Durchgang 1/1 (random)…466GiB/466GiB 100%\n", .erased),
  ])
  func `claims an erasure only when the last pass came to its end`(text: String, outcome: WipeOutcome) throws {
    let (drive, _) = try drive(text)
    #expect(drive.outcome == outcome)
    #expect(drive.level == (outcome == .erased ? .clear : nil))
  }

  @Test(arguments: ["/dev/sda1", "/dev/nvme0n1p2", "/dev/mmcblk0p1"])
  func `proves nothing of a disk of which a partition was written over`(device: String) throws {
    let (drive, problems) = try drive("shred: \(device): pass 1/1 (random)...466GiB/466GiB 100%\n")
    #expect(drive.outcome == .noOutcome && drive.level == nil)
    #expect(problems == [.unproven(device: device, .partOnly)])
  }

  @Test(arguments: ["/dev/sdb", "/dev/nvme0n1", "/dev/mmcblk0", "/dev/loop4", "/dev/xvda"])
  func `knows a whole disk by its name`(device: String) {
    #expect(!device.isPartition)
  }

  @Test func `is about disks, not about files`() {
    #expect(throws: EvidenceFailure.nothingReported(.shred)) {
      try EvidenceReport(reading: Array("shred: secret.txt: pass 1/1 (random)...1KiB/1KiB 100%\n".utf8))
    }
  }
}

@Suite struct `A report of Blancco` {
  private func report(_ state: String, tail: String = "</root>") throws -> MachineReport {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <root><report><blancco_data><description><product_version>6.9</product_version></description>
      <blancco_hardware_report><entries name="system"><entry name="manufacturer" type="string">ACME</entry>
      <entry name="serial" type="string">CZC901381R</entry></entries>
      <entries name="disks"><entries name="disk"><entry name="model">DISK</entry><entry name="serial">S1D2F3G4H5</entry>
      <entry name="capacity" type="uint">500107862016</entry><entry name="interface_type">SATA</entry></entries></entries>
      </blancco_hardware_report>
      <blancco_erasure_report><entries name="erasures"><entries name="erasure">
      <entry name="state" type="string">\(state)</entry>
      <entry name="erasure_standard_name">HMG Infosec Standard 5, Lower Standard</entry>
      <entries name="target"><entry name="serial">S1D2F3G4H5</entry><entry name="model">DISK</entry></entries>
      </entries></entries></blancco_erasure_report></blancco_data></report>\(tail)
      """
    guard case .machine(let machine) = try EvidenceReport(reading: Array(text.utf8)) else {
      throw EvidenceFailure.unrecognised
    }
    return machine
  }

  @Test(arguments: [
    ("Successful", WipeOutcome.erased), ("Failed", .failed), ("Cancelled", .aborted),
    ("Successful with warnings", .failed),
    ("", .noOutcome),
  ])
  func `is believed only when it says successful`(state: String, outcome: WipeOutcome) throws {
    let report = try report(state)
    #expect(report.wipes.flatMap(\.drives).map(\.outcome) == [outcome])
    #expect(report.identity.systemSerial?.usable == "CZC901381R")
    #expect(report.disks.map(\.capacityBytes) == [500_107_862_016])
  }

  @Test func `proves nothing when it is damaged`() throws {
    let report = try report("Successful", tail: "")
    #expect(report.wipes.flatMap(\.drives).map(\.outcome) == [.noOutcome])
    #expect(report.problems.contains { $0.isGap })
  }
}
