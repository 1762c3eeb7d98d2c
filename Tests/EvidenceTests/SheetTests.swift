import Kernel
import Testing

@testable import Evidence

@Suite struct `The one shape of all reports` {
  private func sheets(_ text: String) throws -> [EvidenceSheet] { try EvidenceReport(reading: Array(text.utf8)).sheets }

  @Test func `has every key, and null where the file does not tell`() throws {
    let sheet = try #require(try sheets("POWER_SUPPLY_NAME=BAT0\nPOWER_SUPPLY_MODEL_NAME=ONE\n").first)
    let text: String = sheet.json(file: "a", in: .en).text
    #expect(
      text
        == #"{"file":"a","format":"power-supply","status":"read","problems":[],"system":{"manufacturer":null,"model":null,"#
        + #""version":null,"serial":null,"uuid":null,"chassis":null,"sku":null},"processors":[],"memoryBytes":null,"storage":[],"#
        + #""batteries":[{"model":"ONE","serial":null,"designMilliwattHours":null,"fullMilliwattHours":null,"#
        + #""healthPercent":null,"cycles":null}],"network":[],"erasures":[]}"#)
  }

  @Test func `gives no placeholder for a serial, and tells what was written`() throws {
    let text =
      "System Information\n\tManufacturer: X\n\tSerial Number: To Be Filled By O.E.M.\n\nHandle 0x0002, DMI type 3\n"
    let sheet = try #require(try sheets(text).first)
    #expect(sheet.system.serial == nil)
    #expect(sheet.problems.map(\.en) == ["system.serial: “To Be Filled By O.E.M.” was left by the maker"])
  }

  @Test func `is one sheet for each run of a log`() throws {
    let run = """
      [2026/03/02 10:00:00]  notice: Found /dev/sda, ATA, X, 1 GB, S/N=S1D2F3G4H5
      [2026/03/02 10:00:01]  notice: Invoking method 'Zero Fill' on /dev/sda
      [2026/03/02 10:00:09]  notice: Nwipe was aborted by the user.

      """
    let sheets = try sheets(
      "[2026/03/02 09:59:59]    info: nwipe 0.42\n" + run + "[2026/03/02 11:00:00]    info: nwipe 0.42\n" + run)
    #expect(sheets.count == 2)
    #expect(sheets.allSatisfy { $0.status == .partial && $0.erasures.map(\.result) == [.unknown] })
  }

  @Test func `tells a refusal with its reason`() {
    let sheet = EvidenceSheet(refusing: Array("hello".utf8), for: .unrecognised)
    #expect(sheet.status == .refused && sheet.format == nil && sheet.problems.count == 1)
  }

  @Test(.onRealFiles, arguments: Fixtures.all)
  func `claims an erasure only at a level, and says partial only with a reason`(fixture: Fixture) throws {
    guard let sheets = try? EvidenceReport(reading: try fixture.bytes()).sheets else { return }
    for sheet in sheets {
      #expect(sheet.erasures.allSatisfy { ($0.level == nil) == ($0.result != .erased) })
      #expect(sheet.status == .read || !sheet.problems.isEmpty)
      #expect(sheet.storage.allSatisfy { $0.serial?.isEmpty != true })
    }
  }
}

@Suite struct `What the figures of a disk or battery are worth` {
  private func disk(_ facts: String) throws -> HealthVerdict {
    let text =
      #"{"smartctl": {}, "device": {"name": "/dev/sda", "protocol": "ATA"}, "serial_number": "S1D2F3G4H5", \#(facts)}"#
    guard case .diskHealth(let report) = try EvidenceReport(reading: Array(text.utf8)) else {
      throw EvidenceFailure.unrecognised
    }
    return try #require(report.verdict)
  }

  private func attribute(_ id: Int, _ raw: Int, passed: Bool = true) -> String {
    #""smart_status": {"passed": \#(passed)}, "ata_smart_attributes": {"table": [{"id": \#(id), "raw": {"value": \#(raw)}}]}"#
  }

  @Test(arguments: [
    (5, 0, HealthVerdict.Grade.good), (5, 1, .worn), (5, 49, .worn), (5, 50, .bad), (5, 300, .bad), (197, 1, .worn),
    (197, 10, .bad),
  ])
  func `count more than the disk's own verdict`(id: Int, raw: Int, grade: HealthVerdict.Grade) throws {
    #expect(try disk(attribute(id, raw)).grade == grade)
  }

  @Test func `are bad when the disk itself gives up`() throws {
    #expect(try disk(attribute(5, 0, passed: false)).grade == .bad)
  }

  @Test func `say nothing on the disk's word alone`() throws {
    #expect(try disk(#""smart_status": {"passed": true}"#).grade == .unknown)
  }

  @Test func `are told beside the verdict, with the day of the thresholds`() throws {
    let verdict = try disk(attribute(5, 300))
    #expect(verdict.findings.contains { $0.figure == .reallocated && $0.value == 300 })
    #expect(verdict.thresholdsSince.description == "2026-01-01")
  }

  @Test(arguments: [(95.0, HealthVerdict.Grade.good), (60, .good), (59.9, .worn), (39.9, .bad)])
  func `grade a battery by what is left of it`(percent: Double, grade: HealthVerdict.Grade) {
    let battery = BatterySighting(
      manufacturer: nil, model: nil, serial: nil, capacityMilliwattHours: nil, healthPercent: percent)
    #expect(battery.verdict?.grade == grade)
  }

  @Test func `have thresholds that read, each figure once`() throws {
    let all = try HealthThresholds.read(PackageResources.health_thresholds_json)
    #expect(all.map(\.since) == all.map(\.since).sorted())
    #expect(all.allSatisfy { Set($0.limits.keys) == Set(HealthVerdict.Figure.allCases) })
  }
}
