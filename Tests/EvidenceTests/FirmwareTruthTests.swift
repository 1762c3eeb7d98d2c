import Testing

@testable import Evidence

/// What `truth.json` says of a file of dmidecode.
private struct DmiTruth: Decodable {
  var manufacturer, product, version, serial, uuid, chassis: String?
  var memoryBytes: Int?
  var cpuVersions: [String]
  var batteries: [Battery]

  struct Battery: Decodable { var designCapacity, manufacturer, name, serial: String? }
}

/// What dmidecode, and those who published these files, write where there is nothing to tell.
private func told(_ text: String?) -> String? {
  guard let text = Absence.told(text), text != "--" else { return nil }
  return text
}

@Suite(.onRealFiles) struct `Real files of dmidecode` {
  /// These two are of a version before 2.0, which the tools of the truth do not read.
  private static let older: Set<String> = [
    "glpi-project+glpi-agent__rhel-2.1", "glpi-project+glpi-agent__vmware-esx-2.5",
  ]

  private func read(_ fixture: Fixture) throws -> (report: MachineReport, truth: DmiTruth)? {
    guard !Self.older.contains(fixture.name) else { return nil }
    guard case .machine(let report) = try EvidenceReport(reading: try fixture.bytes()) else {
      Issue.record("not read as a machine")
      return nil
    }
    return (report, try fixture.truth(DmiTruth.self))
  }

  @Test(arguments: Fixtures.dmidecode)
  func `tell the machine as the truth does`(fixture: Fixture) throws {
    guard let (report, truth) = try read(fixture) else { return }
    #expect(report.manufacturer == told(truth.manufacturer))
    #expect(report.product == told(truth.product))
    #expect(report.version == told(truth.version))
    #expect(report.uuid == told(truth.uuid))
    #expect(report.chassis == told(truth.chassis))
    #expect(told(report.identity.systemSerial?.written) == told(truth.serial))
  }

  @Test(arguments: Fixtures.dmidecode)
  func `tell memory and batteries as the truth does`(fixture: Fixture) throws {
    guard let (report, truth) = try read(fixture) else { return }
    #expect(report.memoryBytes == truth.memoryBytes)
    // A battery without a capacity, name or maker is a sample's text.
    let batteries = truth.batteries.filter { Absence.told($0.designCapacity) != nil }
    #expect(
      report.batteries.compactMap(\.capacityMilliwattHours)
        == batteries.compactMap { $0.designCapacity.flatMap(Quantity.milliwattHours) })
  }

  @Test(arguments: Fixtures.dmidecode)
  func `tell the processors as the truth does`(fixture: Fixture) throws {
    guard let (report, truth) = try read(fixture) else { return }
    // Its empty sockets give a name of zeros.
    if fixture.name == "glpi-project+glpi-agent__vmware-esx" { return #expect(report.processorNames.isEmpty) }
    #expect(report.processorNames == truth.cpuVersions.compactMap { Absence.told($0) })
  }

  @Test func `are read in the layout before version 2`() throws {
    for name in Self.older {
      let bytes = try Fixture(format: "dmidecode_text", name: name).bytes()
      guard case .machine(let report) = try EvidenceReport(reading: bytes) else { throw EvidenceFailure.unrecognised }
      #expect(report.manufacturer != nil && report.identity.systemSerial != nil)
    }
  }
}

@Suite struct `A text of dmidecode` {
  private func read(_ text: String) throws -> MachineReport {
    guard case .machine(let report) = try EvidenceReport(reading: Array(text.utf8)) else {
      throw EvidenceFailure.unrecognised
    }
    return report
  }

  private static let heading = "# dmidecode 3.4\nGetting SMBIOS data from sysfs.\n\n"

  @Test(
    arguments: [
      ("\tSize: 4096 MB", 4 << 30), ("\tSize: 4 GB", 4 << 30), ("\tSize: 512 kB", 512 << 10),
      ("\tSize: No Module Installed", nil), ("\tSize: Unknown", nil), ("\tSize: 16 MB\n\tType: Flash", nil),
    ] as [(String, Int?)])
  func `counts what is fitted as main memory`(device: String, bytes: Int?) throws {
    let text =
      Self.heading + "Handle 0x0001, DMI type 1, 27 bytes\nSystem Information\n\tManufacturer: X\n\n"
      + "Handle 0x0002, DMI type 17, 40 bytes\nMemory Device\n\(device)\n\n"
    #expect(try read(text).memoryBytes == bytes)
  }

  @Test func `leaves out memory of arrays for another use`() throws {
    let text =
      Self.heading + "Handle 0x0001, DMI type 16, 23 bytes\nPhysical Memory Array\n\tUse: Video Memory\n\n"
      + "Handle 0x0002, DMI type 17, 40 bytes\nMemory Device\n\tArray Handle: 0x0001\n\tSize: 4 GB\n\n"
      + "Handle 0x0003, DMI type 17, 40 bytes\nMemory Device\n\tArray Handle: 0x0004\n\tSize: 2 GB\n\n"
    #expect(try read(text).memoryBytes == 2 << 30)
  }

  @Test func `leaves out a last line that may be cut, and says so`() throws {
    let text =
      Self.heading + "Handle 0x0001, DMI type 1, 27 bytes\nSystem Information\n\tManufacturer: X\n\tSerial Number: ABC1"
    let report = try read(text)
    #expect(report.identity.systemSerial == nil)
    #expect(report.problems == [.cut(at: TextPlace(line: 7, column: 1))])
  }

  @Test func `takes the text of a sample for no battery, and says so`() throws {
    let text =
      Self.heading + "System Information\n\tManufacturer: X\n\n"
      + "Portable Battery\n\tManufacturer: -Virtual Battery 0-\n\tName: CRB Battery 0\n\tDesign Capacity: Unknown\n\n"
    let report = try read(text)
    #expect(report.batteries.isEmpty)
    #expect(report.problems == [.unclear(field: "batteries", written: "-Virtual Battery 0- CRB Battery 0")])
  }

  @Test func `says that the tables are broken`() throws {
    let text =
      Self.heading + "System Information\n\tManufacturer: X\n\nInvalid entry length (0). DMI table is broken! Stop.\n"
    #expect(try read(text).problems.contains { $0.isGap })
  }

  @Test func `reads the quiet mode, without handles`() throws {
    let text =
      Self.heading
      + "System Information\n\tManufacturer: ACME\n\tSerial Number: CZC901381R\n\nChassis Information\n\tType: Notebook\n"
    let report = try read(text)
    #expect(report.identity.systemSerial?.usable == "CZC901381R")
    #expect(report.chassis == "Notebook")
  }
}
