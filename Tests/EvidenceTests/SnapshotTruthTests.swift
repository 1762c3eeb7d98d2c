import Testing

@testable import Evidence

/// What `truth.json` says of a snapshot of eReuse.
private struct SnapshotTruth: Decodable {
  var form: String
  var manufacturer, model, serial, chassis: String?
  var storage: [Disk]?
  var erasures: [Erasure]?

  struct Disk: Decodable { var model, serial: String? }
  struct Erasure: Decodable { var severity: String?, success: Bool? }
}

@Suite(.onRealFiles) struct `Real snapshots of eReuse` {
  private static let told = Fixtures.snapshots.filter(\.hasTruth)

  private func read(_ fixture: Fixture) throws -> (report: MachineReport, truth: SnapshotTruth)? {
    let truth = try fixture.truth(SnapshotTruth.self)
    guard case .machine(let report) = try EvidenceReport(reading: try fixture.bytes()) else {
      Issue.record("not read as a machine")
      return nil
    }
    return truth.storage == nil && truth.manufacturer == nil ? nil : (report, truth)
  }

  @Test(arguments: told)
  func `tell the machine as the truth does`(fixture: Fixture) throws {
    guard let (report, truth) = try read(fixture) else { return }
    #expect(report.manufacturer == truth.manufacturer)
    #expect(report.product == truth.model)
    #expect(report.identity.systemSerial?.written == truth.serial)
    #expect(report.chassis == truth.chassis)
  }

  @Test(arguments: told)
  func `tell the disks and their erasures as the truth does`(fixture: Fixture) throws {
    guard let (report, truth) = try read(fixture) else { return }
    let disks = truth.storage ?? []
    #expect(report.disks.map(\.model) == disks.map(\.model))
    #expect(report.disks.map(\.serial?.written) == disks.map(\.serial))
    let outcomes = report.wipes.flatMap(\.drives).map(\.outcome)
    let went = (truth.erasures ?? []).map { $0.success ?? ($0.severity == "Info") }
    #expect(outcomes.map { $0 == .erased } == went)
  }

  @Test(arguments: [
    ("522a4403-bfb3-4fe6-b454-4db6c3040a58.json", "MJ00YQXU", "WD-WCC2E7NV4C7U", 500_107_862_016, 23_576),
    ("9868c6d4-a96c-4ae6-b2bd-1ec72a1891a4.json", "R90X1FA4", "50026B768305483D", 240_057_409_536, 28_797),
  ])
  func `join what lshw and smartctl say of one disk`(
    name: String, serial: String, disk: String, bytes: Int, hours: Int
  ) throws {
    let fixture = Fixture(format: "ereuse_snapshot", name: "eReuse+devicehub-django__" + name)
    guard case .machine(let report) = try EvidenceReport(reading: try fixture.bytes()) else {
      throw EvidenceFailure.unrecognised
    }
    #expect(report.identity.systemSerial?.usable == serial)
    #expect(report.disks.map(\.serial?.usable) == [disk])
    #expect(report.disks.map(\.capacityBytes) == [bytes])
    #expect(report.disks.map(\.health?.powerOnHours) == [hours])
  }
}

@Suite struct `A snapshot of eReuse` {
  private func read(_ text: String) throws -> MachineReport {
    guard case .machine(let report) = try EvidenceReport(reading: Array(text.utf8)) else {
      throw EvidenceFailure.unrecognised
    }
    return report
  }

  private func erasure(_ json: String) throws -> WipeOutcome? {
    let text =
      #"{"type": "Snapshot", "device": {"model": "X"}, "components": [{"type": "HardDrive", "serialNumber": "WD-1234567", "actions": ["#
      + json + "]}]}"
    return try read(text).wipes.first?.drives.first?.outcome
  }

  @Test(arguments: [
    (
      #"{"type": "EraseSectors", "severity": "Info", "endTime": "2022-01-13T14:13:09", "steps": [{"severity": "Info"}]}"#,
      WipeOutcome.erased
    ),
    (
      #"{"type": "EraseSectors", "severity": "Info", "endTime": "2022-01-13T14:13:09", "steps": [{"severity": "Error"}]}"#,
      .failed
    ),
    (
      #"{"type": "EraseSectors", "severity": "Error", "endTime": "2022-01-13T14:13:09", "steps": [{"severity": "Info"}]}"#,
      .failed
    ),
    (#"{"type": "EraseBasic", "severity": "Info", "steps": [{"severity": "Info"}]}"#, .noOutcome),
    (#"{"type": "EraseBasic", "severity": "Info", "endTime": "2022-01-13T14:13:09", "steps": []}"#, .noOutcome),
    (#"{"type": "EraseBasic", "endTime": "2022-01-13T14:13:09", "steps": [{}]}"#, .noOutcome),
  ])
  func `claims an erasure only when it and its steps went well and ended`(json: String, outcome: WipeOutcome) throws {
    #expect(try erasure(json) == outcome)
  }

  @Test func `takes blank texts of erasures for none`() throws {
    let dmidecode = #"# dmidecode 3.4\nSystem Information\n\tManufacturer: ACME\n"#
    let report = try read(
      #"{"type": "Snapshot", "data": {"dmidecode": "\#(dmidecode)"}, "erase": [["", ""], ["  "]]}"#)
    #expect(report.manufacturer == "ACME")
    #expect(report.wipes.isEmpty && report.problems.isEmpty)
  }

  @Test func `reads JSON inside texts`() throws {
    let smartctl =
      #"[{\"smartctl\": {}, \"device\": {\"name\": \"/dev/sda\"}, \"serial_number\": \"S1D2F3G4H5\", \"power_on_time\": {\"hours\": 7}}, \"\"]"#
    let inxi =
      #"[{\"000#1#0#Machine\": [{\"000#1#1#System\": \"ACME\", \"001#0#2#product\": \"One\"}]}, {\"001#1#0#Drives\": [{\"000#1#1#ID\": \"/dev/sda\", \"001#0#2#serial\": \"S1D2F3G4H5\"}]}]"#
    let report = try read(#"{"type": "Snapshot", "data": {"smartctl": "\#(smartctl)", "inxi": "\#(inxi)"}}"#)
    #expect(report.manufacturer == "ACME")
    #expect(report.disks.count == 1)
    #expect(report.disks.first?.health?.powerOnHours == 7)
  }

  @Test func `takes the exact size and the state from smartctl, not from inxi`() throws {
    let smartctl =
      #"[{\"smartctl\": {}, \"device\": {\"name\": \"/dev/sda\"}, \"serial_number\": \"S1D2F3G4H5\", \"user_capacity\": {\"bytes\": 256060514304}, \"power_on_time\": {\"hours\": 7}}]"#
    let inxi =
      #"[{\"001#1#0#Drives\": [{\"000#1#1#ID\": \"/dev/sda\", \"001#0#2#serial\": \"S1D2F3G4H5\", \"002#0#2#size\": \"238.47 GiB\"}, {\"015#1#2#SMART\": \"yes\", \"017#0#3#health\": \"PASSED\"}]}]"#
    let report = try read(#"{"type": "Snapshot", "data": {"smartctl": "\#(smartctl)", "inxi": "\#(inxi)"}}"#)
    #expect(report.disks.map(\.capacityBytes) == [256_060_514_304])
    #expect(report.disks.map(\.health?.powerOnHours) == [7])
    #expect(report.problems.isEmpty)
  }

  @Test func `tells a part that cannot be read, and reads the others`() throws {
    let report = try read(
      #"{"type": "Snapshot", "data": {"lshw": "{\"id\": \"x\" ", "dmidecode": "System Information\n\tManufacturer: ACME\n"}}"#
    )
    #expect(report.manufacturer == "ACME")
    #expect(report.problems == [.unreadablePart("lshw")])
  }
}
