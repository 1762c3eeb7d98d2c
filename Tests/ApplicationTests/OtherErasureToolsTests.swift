import Evidence
import Inventory
import Kernel
import Refurbishment
import Storage
import TestSupport
import Testing

@testable import Application

/// What tools other than nwipe leave of the erasure of the first laptop's disk, on 15 September 2026.
private enum ToolLog {
  static let disk = "EMU-HDD-0001"
  static let identity = "Device Model:     QEMU HDD EXEMPLE\nSerial Number:    \(disk)\n"

  /// A terminal as `script` records it.
  static func recorded(_ text: String, day: String = "2026-09-15") -> String {
    "Script started on \(day) 10:00:00+02:00 [TERM=\"linux\"]\n\(text)Script done on \(day) 11:30:00+02:00 [EXIT=\"0\"]\n"
  }

  static func shred(_ size: String = "256MiB", end: String = "100%") -> String {
    "# smartctl -i /dev/sda\n\(identity)# shred -v -n 1 /dev/sda\nshred: /dev/sda: pass 1/1 (random)...\n"
      + "shred: /dev/sda: pass 1/1 (random)...\(size)/\(size) \(end)\n"
  }

  static func hdparm(enhanced: Bool = false, after: String = "not\tenabled") -> String {
    let command = enhanced ? "Issuing ENHANCED SECURITY_ERASE" : "Issuing SECURITY_ERASE"
    let described = "ATA device, with non-removable media\n\tModel Number: QEMU HDD EXEMPLE\n\tSerial Number: \(disk)\n"
    return "/dev/sda:\n\(described)Security:\n\t\tenabled\n"
      + "/dev/sda:\n \(command) command, password=\"x\", user=user\n/dev/sda:\nSecurity:\n\t\(after)\n"
  }

  static let named = "# nvme id-ctrl /dev/nvme0\nsn        : \(disk)\nmn        : QEMU HDD EXEMPLE\n"

  static func format(_ setting: Int) -> String {
    "\(named)# nvme format /dev/nvme0n1 -s \(setting)\nSending format operation ...\nSuccess formatting namespace:1\n"
  }

  static func sanitizeLog(_ status: String, _ action: Int = 2) -> String {
    "\(named)# nvme sanitize-log /dev/nvme0\nSanitize Progress                      (SPROG) :  65535\n"
      + "Sanitize Status                        (SSTAT) :  \(status)\n"
      + "Sanitize Command Dword 10 Information (SCDW10) :  \(action)\n"
  }

  static func ereuse(_ type: String = "EraseSectors", severity: String = "Info", machine: String = "EMU-PC-0001")
    -> String
  {
    let times = #""startTime": "2026-09-15T09:34:39.026634+00:00", "endTime": "2026-09-15T14:13:09.338771+00:00""#
    return """
      {"type": "Snapshot", "uuid": "9be271ae-527b-4b18-83da-1b0ddfc20f70", "version": "11.0b9", "software": "Workbench",
      "endTime": "2026-09-15T14:13:10+00:00", "closed": true, "elapsed": 100,
      "device": {"type": "Laptop", "manufacturer": "QEMU", "model": "Portable", "serialNumber": "\(machine)", "actions": []},
      "components": [{"type": "HardDrive", "model": "QEMU HDD EXEMPLE", "serialNumber": "\(disk)", "actions": [
      {"type": "\(type)", "severity": "\(severity)", \(times),
      "steps": [{"type": "StepZero", "severity": "\(severity)", \(times)}]}]}]}
      """
  }

  static func blancco(_ state: String = "Successful", machine: String = "EMU-PC-0001") -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <root><report><blancco_data><description><product_version>6.9</product_version></description>
    <blancco_hardware_report><entries name="system"><entry name="serial" type="string">\(machine)</entry></entries>
    </blancco_hardware_report>
    <blancco_erasure_report><entries name="erasures"><entries name="erasure">
    <entry name="state" type="string">\(state)</entry>
    <entry name="start_time">2026-09-15T10:22:33+0200</entry><entry name="end_time">2026-09-15T11:22:33+0200</entry>
    <entry name="erasure_standard_name">HMG Infosec Standard 5, Lower Standard</entry>
    <entries name="target"><entry name="serial">\(disk)</entry><entry name="model">QEMU HDD EXEMPLE</entry>
    <entry name="capacity">268435456</entry></entries>
    </entries></entries></blancco_erasure_report></blancco_data></report></root>
    """
  }
}

/// A log that proves an erasure, and how it is recorded.
private struct Proof: CustomTestStringConvertible {
  let log: String
  let tool: String
  var version: String?
  let technique: ErasureTechnique
  let method: String
  var started: String? = "2026-09-15 10:00:00"
  var ended = "2026-09-15 11:30:00"

  var testDescription: String { method }
}

@Suite struct `An erasure by another tool than nwipe` {
  let story: WorkshopStory

  init() throws {
    story = try WorkshopStory()
    try story.bring("portable-1/lshw.json", of: story.laptop)
    _ = try story.chain.startWork(on: story.laptop, as: story.act("2026-10-10"))
  }

  private func bring(_ log: String, of code: AssetCode? = nil) throws -> ImportedEvidence {
    try story.bring(Array(log.utf8), of: code)
  }

  private static let proofs = [
    Proof(log: ToolLog.recorded(ToolLog.shred()), tool: "shred", technique: .overwrite, method: "shred"),
    Proof(
      log: ToolLog.recorded(ToolLog.hdparm()), tool: "hdparm", technique: .firmwareErase, method: "ATA security erase"),
    Proof(
      log: ToolLog.recorded(ToolLog.hdparm(enhanced: true)), tool: "hdparm", technique: .firmwareSanitize,
      method: "ATA enhanced security erase"),
    Proof(
      log: ToolLog.recorded(ToolLog.format(1)), tool: "nvme", technique: .firmwareErase,
      method: "nvme format, user data erase"),
    Proof(
      log: ToolLog.recorded("# nvme sanitize /dev/nvme0 -a 2\n" + ToolLog.sanitizeLog("0x1")), tool: "nvme",
      technique: .firmwareSanitize, method: "nvme sanitize, block erase"),
    Proof(
      log: ToolLog.recorded(ToolLog.sanitizeLog("0x101", 4)), tool: "nvme", technique: .cryptographicErase,
      method: "nvme sanitize, crypto erase", started: nil),
    Proof(
      log: ToolLog.ereuse(), tool: "eReuse Workbench", version: "11.0b9", technique: .overwrite, method: "EraseSectors",
      started: "2026-09-15 09:34:39", ended: "2026-09-15 14:13:09"),
    Proof(
      log: ToolLog.blancco(), tool: "Blancco", version: "6.9", technique: .undisclosed,
      method: "HMG Infosec Standard 5, Lower Standard", started: "2026-09-15 10:22:33", ended: "2026-09-15 11:22:33"),
  ]

  @Test(arguments: proofs)
  private func `is recorded as its log tells it, and waits for a second person`(proof: Proof) throws {
    #expect(try bring(proof.log).erasures == [ToolLog.disk: .erased])
    let reading = try #require(try story.database.read { try ErasureStore.recorded(in: $0) }.first?.reading)
    #expect(reading.tool == proof.tool && reading.toolVersion == proof.version)
    #expect(reading.technique == proof.technique && reading.method == proof.method)
    #expect(reading.started?.description == proof.started && reading.ended?.description == proof.ended)
    #expect(reading.serial == ToolLog.disk)
    #expect(try story.missing(of: story.laptop).contains(.awaitingValidation(ToolLog.disk)))
    #expect(throws: RefurbishmentFailure.ownErasure(story.laptop)) {
      try story.chain.validateErasures(of: story.laptop, as: story.act("2026-10-10"))
    }
    _ = try story.chain.validateErasures(of: story.laptop, as: story.act("2026-10-10", by: WorkshopStory.second))
    #expect(try !story.missing(of: story.laptop).contains(.awaitingValidation(ToolLog.disk)))
    #expect(try !story.missing(of: story.laptop).contains(.mediumNotErased(ToolLog.disk)))
    #expect(try story.chain.check(against: nil).faults == [])
    #expect(try bring(proof.log).known == [story.laptop])
  }

  @Test(arguments: [
    (ToolLog.shred(), RefurbishmentFailure.runWithoutDate(medium: ToolLog.disk)),
    (ToolLog.hdparm(), .runWithoutDate(medium: ToolLog.disk)),
    (ToolLog.format(1), .runWithoutDate(medium: ToolLog.disk)),
    (
      ToolLog.recorded(ToolLog.shred(), day: "2026-09-07"),
      .runBeforeLastUser(medium: ToolLog.disk, ended: "2026-09-07", givenUp: WorkshopStory.received)
    ),
    (
      ToolLog.recorded(ToolLog.shred("1.0MiB")),
      .erasureNotProven(medium: ToolLog.disk, [.smallerThanMedium(1 << 20, known: 1 << 28)])
    ),
    (ToolLog.recorded(ToolLog.sanitizeLog("0x1")), .erasureNotProven(medium: ToolLog.disk, [.writtenSince])),
    (ToolLog.ereuse("ErasePhysical"), .erasureNotProven(medium: ToolLog.disk, [.unknownMethod("ErasePhysical")])),
  ])
  func `counts for nothing where its log does not prove it`(log: String, refusal: RefurbishmentFailure) throws {
    let brought = try bring(log)
    #expect(brought.refusals == [refusal])
    #expect(brought.erasures.isEmpty)
    #expect(try story.missing(of: story.laptop).contains(.mediumNotErased(ToolLog.disk)))
    #expect(throws: RefurbishmentFailure.nothingToValidate(story.laptop)) {
      try story.chain.validateErasures(of: story.laptop, as: story.act("2026-10-10", by: WorkshopStory.second))
    }
  }

  @Test(arguments: [
    (ToolLog.recorded(ToolLog.shred(end: "99%")), ErasureOutcome.noOutcome),
    (ToolLog.recorded(ToolLog.hdparm(after: "\tenabled")), .noOutcome),
    (ToolLog.recorded(ToolLog.format(0)), .noOutcome), (ToolLog.recorded(ToolLog.sanitizeLog("0x3")), .failed),
    (ToolLog.ereuse(severity: "Error"), .failed), (ToolLog.blancco("Failed"), .failed),
    (ToolLog.blancco("Cancelled"), .aborted),
  ])
  func `that did not end well keeps the gate shut`(log: String, outcome: ErasureOutcome) throws {
    #expect(try bring(log).erasures == [ToolLog.disk: outcome])
    #expect(try story.missing(of: story.laptop).contains(.erasureFailed(ToolLog.disk, outcome: outcome)))
    #expect(try story.chain.check(against: nil).faults == [])
  }

  @Test func `of a disk that the log only places is nobody's`() throws {
    let log = ToolLog.recorded("shred: /dev/sda: pass 1/1 (random)...256MiB/256MiB 100%\n")
    #expect(try bring(log, of: story.laptop).doubt == .unnamedDisk("/dev/sda"))
    #expect(try story.media(of: story.laptop) == [ToolLog.disk: .fitted])
  }

  @Test func `made on a station is the disk's, and the station is no device`() throws {
    try story.chain.declare(station: "EMU-STATION-01", named: "Quai", as: story.act("2026-10-01"))
    let brought = try bring(ToolLog.blancco(machine: "EMU-STATION-01"))
    #expect(brought.codes == [story.laptop])
    #expect(brought.erasures == [ToolLog.disk: .erased])
    #expect(try story.chain.device(story.laptop).identity.serial == "EMU-PC-0001")
  }

  @Test func `told by the machine's first report is recorded with it`() throws {
    let other = try WorkshopStory()
    let brought = try other.bring(Array(ToolLog.ereuse().utf8), of: other.laptop)
    #expect(brought.erasures == [ToolLog.disk: .erased])
    #expect(brought.attachments.map(\.newMedia) == [[ToolLog.disk]])
    #expect(try other.chain.device(other.laptop).identity.serial == "EMU-PC-0001")
  }

  @Test func `of a disk known in another machine is a question`() throws {
    let brought = try bring(ToolLog.ereuse(machine: "EMU-PC-0009"), of: story.laptops[1])
    #expect(brought.refusals == [.mediumInQuestion(story.laptops[1], medium: ToolLog.disk)])
    #expect(try story.media(of: story.laptops[1]) == [ToolLog.disk: .inQuestion])
    #expect(brought.erasures.isEmpty)
  }
}
