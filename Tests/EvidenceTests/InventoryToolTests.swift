import Testing

@testable import Evidence

private func machine(_ bytes: [UInt8]) throws -> MachineReport {
  guard case .machine(let report) = try EvidenceReport(reading: bytes) else { throw EvidenceFailure.unrecognised }
  return report
}

@Suite(.onRealFiles) struct `Real XML of lshw` {
  private struct Truth: Decodable {
    var wellFormed: Bool
    var cpus: [String?]?
    var disks: [Disk]?
    var manufacturer, product, serial: String?
    var memoryBytes: [String?]?

    struct Disk: Decodable { var product, serial, size: String? }
  }

  @Test(arguments: Fixtures.files("lshw_xml"))
  func `agrees with the truth`(fixture: Fixture) throws {
    let truth = try fixture.truth(Truth.self)
    guard truth.wellFormed else { return }
    let report = try machine(try fixture.bytes())
    #expect(report.manufacturer == truth.manufacturer)
    #expect(report.product == truth.product)
    #expect(report.identity.systemSerial?.written == truth.serial)
    #expect(report.processors.map(\.name) == truth.cpus)
    #expect(report.disks.map(\.model) == truth.disks?.map(\.product))
    #expect(report.disks.map(\.serial?.written) == truth.disks?.map(\.serial))
    #expect(report.disks.map(\.capacityBytes) == truth.disks?.map { $0.size.flatMap { Int($0) } })
    // Where the whole has no size, the banks have.
    let sizes = (truth.memoryBytes ?? []).compactMap { $0.flatMap { Int($0) } }
    if !sizes.isEmpty { #expect(report.memoryBytes == sizes.sum) }
  }

  @Test(arguments: ["bad-chars-two-times.xml", "invalid-chars.xml"])
  func `is read in part where control characters stand in it`(name: String) throws {
    let fixture = Fixture(format: "lshw_xml", name: "freegeek-pdx+fgdb.rb__bad-chars_" + name)
    let report = try machine(try fixture.bytes())
    #expect(report.problems.contains { $0.isGap })
    #expect(!report.disks.isEmpty)
  }
}

@Suite struct `XML that is cut` {
  @Test func `keeps what was closed, and not the text that was open`() throws {
    let text = "<node id=\"pc\" class=\"system\"><vendor>ACME</vendor><serial>CZC90"
    let report = try machine(Array(text.utf8))
    #expect(report.manufacturer == "ACME")
    #expect(report.identity.systemSerial == nil)
    #expect(report.problems.contains { $0.isGap })
  }
}

@Suite struct `An inventory of GLPI` {
  private struct Truth: Decodable {
    var manufacturer, model, serial, chassis, uuid: String?
    var memoryMib: Mebibytes?

    struct Mebibytes: Decodable {
      let number: Int?
      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        number = (try? container.decode(Int.self)) ?? (try? container.decode(String.self)).flatMap { Int($0) }
      }
    }
  }

  @Test(.onRealFiles, arguments: Fixtures.files("glpi_inventory").filter(\.hasTruth))
  func `agrees with the truth`(fixture: Fixture) throws {
    let truth = try fixture.truth(Truth.self)
    let report = try machine(try fixture.bytes())
    #expect(report.manufacturer == truth.manufacturer)
    #expect(report.product == truth.model)
    #expect(report.identity.systemSerial?.written == truth.serial)
    #expect(report.chassis == truth.chassis)
    #expect(report.uuid == truth.uuid)
    #expect(report.memoryBytes == truth.memoryMib?.number.map { $0 << 20 })
  }

  @Test func `reads the same from XML and from JSON`() throws {
    let xml = """
      <?xml version="1.0"?><REQUEST><CONTENT><BIOS><SMANUFACTURER>ACME</SMANUFACTURER><SSN>CZC901381R</SSN></BIOS>
      <MEMORIES><CAPACITY>4096</CAPACITY></MEMORIES><MEMORIES><CAPACITY>4096</CAPACITY></MEMORIES>
      <STORAGES><MODEL>DISK</MODEL><SERIAL>S1D2F3G4H5</SERIAL><DISKSIZE>500107</DISKSIZE></STORAGES>
      <BATTERIES><CAPACITY>50000</CAPACITY><REAL_CAPACITY>40000</REAL_CAPACITY></BATTERIES></CONTENT></REQUEST>
      """
    let json = """
      {"content": {"bios": {"smanufacturer": "ACME", "ssn": "CZC901381R"}, "memories": [{"capacity": 4096}, {"capacity": 4096}],
      "storages": [{"model": "DISK", "serial": "S1D2F3G4H5", "disksize": 500107}],
      "batteries": [{"capacity": 50000, "real_capacity": 40000}]}}
      """
    let (first, second) = (try machine(Array(xml.utf8)), try machine(Array(json.utf8)))
    #expect(first == second)
    #expect(first.memoryBytes == 8 << 30)
    #expect(first.batteries.map(\.healthPercent) == [80])
    #expect(first.disks.map(\.serial?.usable) == ["S1D2F3G4H5"])
    #expect(first.disks.map(\.capacityBytes) == [500_107_862_016])
  }

  // 500 GB is 976,773,168 sectors, 250 GB is 488,397,168 (IDEMA LBA1-03); a disk made for one maker alone is neither.
  @Test(arguments: [
    (500_107, 500_107_862_016), (476_940, 500_107_862_016), (250_059, 250_059_350_016), (238_475, 250_059_350_016),
    (256_060, 256_060_514_304), (115_712, nil), (0, nil), (-1, nil), (Int.max, nil),
  ])
  func `knows a capacity in megabytes of either kind by the capacities that disks are sold with`(
    megabytes: Int, bytes: Int?
  ) {
    #expect(Quantity.soldCapacity(megabytes: megabytes) == bytes)
  }
}

@Suite(.onRealFiles) struct `Real texts of hwinfo` {
  @Test(
    arguments: [
      ("acer-happy", "AOHAPPY", "LUSEA0D010038879A01601", ["WD-WX11A80W7430"], 160_041_885_696),
      ("7900", "HP Compaq dc7900 Small Form Factor", "CZC901381R", ["6RX7AWEZ"], nil),
    ] as [(String, String, String, [String], Int?)])
  func `tell the machine and its disks`(
    name: String, product: String, serial: String, disks: [String], bytes: Int?
  ) throws {
    let report = try machine(try Fixture(format: "hwinfo_text", name: "eReuse+workbench__\(name).hwinfo.txt").bytes())
    #expect(report.product == product)
    #expect(report.identity.systemSerial?.usable == serial)
    let serials = report.disks.filter { !$0.isQuestion }.map { $0.serial?.usable ?? "" }
    #expect(Set(disks).isSubset(of: serials))
    if let bytes { #expect(report.disks.contains { $0.capacityBytes == bytes }) }
  }
}

@Suite struct `The JSON of inxi` {
  private static let text = """
    [{"000#1#0#Machine": [{"003#0#3#v": "00", "004#0#3#serial": "CZC901381R", "000#0#1#Type": "Laptop", "001#1#1#System": "Dell",
      "002#1#2#product": "Latitude E7240", "005#1#1#Chassis": "", "006#0#2#type": "9", "007#0#2#serial": "CHASS1S1"},
      {"008#1#1#Mobo": "Dell", "010#0#3#serial": "<filter>"}]},
     {"001#1#0#Battery": [{"000#1#1#ID": "BAT0", "001#0#2#charge": "20.0 Wh (50%)", "002#0#2#condition": "40.0/50.0 Wh (80.0%)",
      "003#0#2#serial": "1234567", "004#0#2#cycles": "12"}]},
     {"002#1#0#Memory": [{"000#1#1#RAM": "", "001#0#2#total": "7.6 GiB"}, {"001#1#2#Device": "A", "004#0#3#size": "4 GiB"},
      {"001#1#2#Device": "B", "004#0#3#size": "4 GiB"}]},
     {"003#1#0#CPU": [{"001#0#2#model": "Intel Core i7-4600U"}, {"015#1#1#Topology": "", "016#0#2#cpus": "1", "017#1#3#cores": "2"}]},
     {"004#1#0#Network": [{"001#1#1#Device": "x"}, {"000#1#2#IF": "eno1", "002#0#3#mac": "f0:1f:af:55:7e:18"},
      {"000#1#1#IF-ID": "docker0", "002#0#2#mac": "02:42:e8:aa:c6:92"}]},
     {"005#1#0#Drives": [{"000#1#1#Local Storage": ""}, {"001#1#1#ID": "/dev/sda", "003#0#2#vendor": "LITE-ON", "004#0#2#model": "LMT",
      "005#0#2#size": "238.47 GiB", "011#0#2#type": "SSD", "012#0#2#serial": "TW0XXM305508539G1361"},
      {"015#1#2#SMART": "yes", "017#0#3#health": "PASSED", "018#0#3#cycles": "429"}]}]
    """

  @Test func `is read by the names after the last sign, in the order of the numbers`() throws {
    let report = try machine(Array(Self.text.utf8))
    #expect(report.manufacturer == "Dell" && report.product == "Latitude E7240" && report.chassis == "laptop")
    #expect(report.identity.systemSerial?.usable == "CZC901381R")
    #expect(report.identity.chassisSerial?.usable == "CHASS1S1")
    #expect(report.identity.boardSerial == nil)
    #expect(report.memoryBytes == 8 << 30)
    #expect(report.processors == [Processor(manufacturer: nil, name: "Intel Core i7-4600U", cores: 2)])
    #expect(report.networkPorts.map(\.attachment) == [.builtIn, .virtual])
    #expect(report.batteries.map(\.healthPercent) == [80] && report.batteries.map(\.cycles) == [12])
  }

  @Test func `tells drives with their state, and that the size is rounded`() throws {
    let report = try machine(Array(Self.text.utf8))
    let disk = try #require(report.disks.first)
    #expect(report.disks.count == 1 && disk.kind == .ssd && disk.serial?.usable == "TW0XXM305508539G1361")
    #expect(disk.health?.passed == true && disk.health?.powerCycles == 429)
    #expect(report.problems == [.rounded(field: "/dev/sda", written: "238.47 GiB")])
  }
}

@Suite struct `A text of hwinfo` {
  private func report(_ text: String) throws -> MachineReport { try machine(Array(text.utf8)) }

  @Test func `counts no socket that is empty`() throws {
    let report = try report(
      """
      01: None 00.0: 10105 BIOS
        [Created at bios.186]
        Hardware Class: bios
        Processor Info: #4
          Socket Status: Populated
          Version: "ACME CPU 2000"
        Processor Info: #5
          Socket Status: Empty
          Version: "0000000000000000"

      """)
    #expect(report.processors.map(\.name) == ["ACME CPU 2000"])
  }

  @Test func `counts an eMMC once, whatever areas of it Linux names`() throws {
    let names = ["mmcblk0", "mmcblk0boot0", "mmcblk0boot1", "mmcblk0rpmb", "mmcblk1"]
    let disks = names.enumerated().map { offset, name in
      "\(30 + offset): None 00.0: 10600 Disk\n  [Created at block.245]\n  Hardware Class: disk\n  Device File: /dev/\(name)\n"
    }
    #expect(try report(disks.joined()).disks.map(\.logicalName) == ["/dev/mmcblk0", "/dev/mmcblk1"])
  }
}
