import Testing

@testable import Evidence

@Suite struct `Reading lshw` {
  private func report(_ text: String) throws -> MachineReport {
    guard case .machine(let report) = try EvidenceReport(reading: Array(text.utf8)) else {
      throw EvidenceFailure.unrecognised
    }
    return report
  }

  /// A machine with these nodes below its root.
  private func machine(_ nodes: String) throws -> MachineReport {
    try report(#"{"id": "pc", "class": "system", "vendor": "ACME", "children": [\#(nodes)]}"#)
  }

  // MARK: Disks

  @Test
  func
    `makes one disk of an NVMe controller, which has the serial, and its namespaces, which have the sizes`()
    throws
  {
    let report = try machine(
      #"""
      {"id": "nvme", "class": "storage", "description": "NVMe device", "product": "SAMSUNG MZVLB256HBHQ-000L7",
       "vendor": "Samsung", "businfo": "pci@0000:01:00.0", "logicalname": "/dev/nvme0", "serial": "S4ELNX0RC00007",
       "configuration": {"driver": "nvme"}, "children": [
         {"id": "namespace:0", "class": "disk", "description": "NVMe disk", "logicalname": "hwmon3"},
         {"id": "namespace:1", "class": "disk", "description": "NVMe disk", "logicalname": "/dev/ng0n1"},
         {"id": "namespace:2", "class": "disk", "description": "NVMe disk", "logicalname": "/dev/nvme0n1",
          "size": 256060514304, "children": [{"id": "volume:0", "class": "volume", "size": 100}]}]}
      """#)
    #expect(
      report.disks == [
        DiskSighting(
          manufacturer: "Samsung", model: "SAMSUNG MZVLB256HBHQ-000L7",
          serial: SerialNumber("S4ELNX0RC00007"),
          capacityBytes: 256_060_514_304, kind: .nvme, logicalName: "/dev/nvme0n1", doubt: nil)
      ])
  }

  @Test func `keeps an NVMe disk of which old lshw knows the driver only`() throws {
    let report = try machine(
      #"""
      {"id": "storage", "class": "storage", "description": "Non-Volatile memory controller", "product": "SM981",
       "businfo": "pci@0000:01:00.0", "configuration": {"driver": "nvme"}}
      """#)
    #expect(
      report.disks == [
        DiskSighting(
          manufacturer: nil, model: "SM981", serial: nil, capacityBytes: nil, kind: .nvme, logicalName: nil,
          doubt: nil)
      ])
  }

  @Test func `doubts an NVMe controller without serial beside one that has it: they may be the same disk`()
    throws
  {
    let bare = #"{"id": "storage", "class": "storage", "configuration": {"driver": "nvme"}}"#
    let full =
      #"{"id": "nvme0", "class": "storage", "logicalname": "/dev/nvme0", "serial": "S4ELNX0RC00007"}"#
    #expect(try machine("\(bare), \(full)").disks.map(\.doubt) == [.seenTwice, nil])
    #expect(try machine("\(bare), \(bare)").disks.map(\.doubt) == [nil, nil])
  }

  @Test func `keeps flash soldered to the board, which lshw calls generic`() throws {
    let report = try machine(
      #"""
      {"id": "mmc0", "class": "bus", "description": "MMC Host", "logicalname": "mmc0", "children": [
        {"id": "device", "class": "generic", "description": "SD/MMC Device", "product": "DF4032", "vendor": "SanDisk",
         "businfo": "mmc@0:0001", "serial": "2684354560", "capabilities": {"mmc": true}, "children": [
           {"id": "interface:0", "class": "generic", "logicalname": "/dev/mmcblk0rpmb"},
           {"id": "interface:1", "class": "generic", "logicalname": "/dev/mmcblk0", "size": 31268536320}]}]}
      """#)
    #expect(
      report.disks == [
        DiskSighting(
          manufacturer: "SanDisk", model: "DF4032", serial: SerialNumber("2684354560"),
          capacityBytes: 31_268_536_320,
          kind: .emmc, logicalName: "/dev/mmcblk0", doubt: nil)
      ])
  }

  @Test(
    arguments: [
      (#""id": "disk", "class": "disk", "businfo": "scsi@0:0.0.0""#, nil),
      (#""id": "disk", "class": "disk", "businfo": "usb@1:2""#, DiskDoubt.usb),
      (#""id": "disk", "class": "disk", "businfo": "firewire@1""#, .firewire),
      (#""id": "disk", "class": "disk", "capabilities": {"removable": "support is removable"}"#, .removable),
      (#""id": "device", "class": "disk", "description": "SD Card", "businfo": "mmc@0:aaaa""#, .memoryCard),
    ] as [(String, DiskDoubt?)])
  func `asks whether a disk is part of the machine where it may be the inspector's own`(
    node: String, doubt: DiskDoubt?
  ) throws {
    let disk = try #require(
      try machine("{\(node), \"logicalname\": \"/dev/sda\", \"size\": 16000000000}").disks.first)
    #expect(disk.doubt == doubt)
    #expect(disk.isQuestion == (doubt != nil))
  }

  @Test func `counts the medium in a removable disk as the disk`() throws {
    let report = try machine(
      #"""
      {"id": "usb", "class": "storage", "businfo": "usb@1:3", "configuration": {"driver": "usb-storage"}, "children": [
        {"id": "disk", "class": "disk", "product": "DataTraveler", "logicalname": "/dev/sdb", "size": 4000000000,
         "capabilities": {"removable": true}, "children": [
          {"id": "medium", "class": "disk", "logicalname": "/dev/sdb", "size": 4000000000}]}]}
      """#)
    #expect(report.disks.map(\.logicalName) == ["/dev/sdb"])
    #expect(report.disks.map(\.doubt) == [.usb])
  }

  @Test func `takes the size of a card from the medium in its reader, and nothing from an empty slot`() throws {
    let slot = #"{"id": "disk:0", "class": "disk", "product": "CF Card", "logicalname": "/dev/sdb","#
    let empty =
      slot + #""capabilities": {"removable": true}, "children": [{"id": "medium", "class": "disk"}]}"#
    let full =
      slot + #""capabilities": {"removable": true}, "children": ["#
      + #"{"id": "medium", "class": "volume", "logicalname": ["/dev/sdb", "/media/x"], "size": 8000}]}"#
    #expect(try machine(empty).disks.isEmpty)
    #expect(try machine(full).disks.map(\.capacityBytes) == [8000])
    #expect(try machine(full).disks.map(\.logicalName) == ["/dev/sdb"])
  }

  @Test func `counts what lies in a reader, not the reader beside it`() throws {
    let report = try machine(
      #"""
      {"id": "disk", "class": "disk", "product": "Card Reader", "children": [
        {"id": "disk", "class": "disk", "logicalname": "/dev/sdc", "size": 4000}]}
      """#)
    #expect(report.disks.map(\.capacityBytes) == [4000])
  }

  @Test func `keeps a built-in disk that tells no size: it is broken, not absent`() throws {
    let report = try machine(#"{"id": "disk", "class": "disk", "product": "ST500", "serial": "W62000RC"}"#)
    #expect(report.disks.map(\.serial?.usable) == ["W62000RC"])
    #expect(report.disks.map(\.capacityBytes) == [nil])
  }

  @Test func `keeps a disk that carries a file system without partitions, which lshw calls a volume`() throws {
    let report = try machine(
      #"{"id": "disk", "class": "volume", "product": "ST500", "logicalname": ["/dev/sda", "/data"], "size": 500}"#
    )
    #expect(report.disks.map(\.logicalName) == ["/dev/sda"])
  }

  @Test func `takes neither optical drives nor partitions for disks`() throws {
    let report = try machine(
      #"""
      {"id": "cdrom", "class": "disk", "logicalname": "/dev/sr0", "size": 700000000},
      {"id": "disk:1", "class": "disk", "capabilities": {"dvd": "DVD playback"}, "size": 700000000},
      {"id": "volume", "class": "volume", "logicalname": "/dev/sda1", "size": 1000}
      """#)
    #expect(report.disks.isEmpty)
  }

  @Test func `takes the device from a list of names, whatever place the disk is mounted at`() throws {
    let report = try machine(
      #"{"id": "disk", "class": "disk", "logicalname": ["/media/x", "/dev/sdc"], "size": 5}"#)
    #expect(report.disks.map(\.logicalName) == ["/dev/sdc"])
  }

  @Test(
    arguments: [
      (#""capabilities": {"7200rpm": "7200 rotations per minute"}"#, DiskKind.hdd),
      (#""product": "SanDisk SDSSDH3""#, .ssd), (#""product": "LOGICAL VOLUME""#, .raidVolume),
      (#""product": "ST500LT012-1DG14""#, .unknown),
    ] as [(String, DiskKind)])
  func `tells the kind of a disk only where the file does`(node: String, kind: DiskKind) throws {
    #expect(try machine(#"{"id": "disk", "class": "disk", "size": 5, \#(node)}"#).disks.map(\.kind) == [kind])
  }

  // MARK: Memory, processors, ports

  @Test(
    arguments: [
      (
        #"{"id": "memory", "class": "memory", "description": "System memory", "size": 4143972352}"#,
        4_143_972_352
      ),
      (
        #"""
        {"id": "memory:0", "class": "memory", "description": "System Memory",
         "children": [{"id": "bank:0", "class": "memory", "size": 100}, {"id": "bank:1", "class": "memory", "size": 50}]},
        {"id": "memory:1", "class": "memory", "description": "Flash Memory",
         "children": [{"id": "bank", "class": "memory", "size": 7}]}
        """#, 150
      ),
      (
        #"""
        {"id": "memory:0", "class": "memory", "children": [{"id": "bank", "class": "memory", "size": 100}]},
        {"id": "memory:1", "class": "memory", "description": "System Memory", "children": [{"id": "bank"}]}
        """#, 100
      ),
      (
        #"{"id": "memory:0", "class": "memory", "description": "System Memory", "size": "8589934592"}"#,
        8_589_934_592
      ),
      (
        #"{"id": "memory", "class": "memory", "description": "Mémoire Système", "size": 4294967296}"#,
        4_294_967_296
      ),
      (#"{"id": "cache:0", "class": "memory", "size": 131072}"#, nil),
    ] as [(String, Int?)])
  func `adds up the main memory, and no flash chip`(nodes: String, bytes: Int?) throws {
    #expect(try machine(nodes).memoryBytes == bytes)
  }

  @Test func `leaves out processors that are switched off`() throws {
    let report = try machine(
      #"""
      {"id": "cpu:0", "class": "processor", "product": "Intel(R) Core(TM) i5", "configuration": {"cores": "4"}},
      {"id": "cpu:1", "class": "processor", "product": "Empty", "disabled": true},
      {"id": "logicalcpu:0", "class": "processor"}
      """#)
    #expect(report.processorNames == ["Intel(R) Core(TM) i5"])
    #expect(report.processors.map(\.cores) == [4])
  }

  @Test func `counts on the addresses of built-in network ports alone`() throws {
    let report = try machine(
      #"""
      {"id": "network", "class": "network", "businfo": "pci@0000:00:19.0", "logicalname": "eth0", "serial": "00:1C:C0:11:22:33"},
      {"id": "usb", "class": "network", "businfo": "usb@2:1", "logicalname": "eth1", "serial": "00:e0:4c:00:00:01"},
      {"id": "network:1", "class": "network", "logicalname": "docker0", "serial": "02:42:00:00:00:01"}
      """#)
    #expect(report.networkPorts.map(\.attachment) == [.builtIn, .usb, .virtual])
    #expect(report.identity.macs == ["00:1c:c0:11:22:33"])
  }

  @Test func `takes a battery for a battery, and no mains supply`() throws {
    let report = try machine(
      #"""
      {"id": "battery", "class": "power", "product": "VI04040XL", "vendor": "33-24", "capacity": 40100},
      {"id": "power", "class": "power", "product": "To Be Filled By O.E.M.", "capacity": 32768}
      """#)
    #expect(report.batteries.map(\.model) == ["VI04040XL"])
  }

  @Test func `reads the board's serial`() throws {
    let report = try machine(
      #"{"id": "core", "class": "bus", "description": "Motherboard", "serial": "PCABCD12345"}"#)
    #expect(report.identity.clues == [.board("PCABCD12345")])
  }

  @Test func `takes no part chosen by class for the machine`() throws {
    let report = try report(
      #"[{"id": "disk", "class": "disk", "vendor": "Seagate", "serial": "W62000RC", "size": 500}]"#)
    #expect(report.manufacturer == nil)
    #expect(report.identity.clues.isEmpty)
    #expect(report.disks.map(\.manufacturer) == ["Seagate"])
  }

  @Test func `reads a root in a list, and its last value of a key given twice`() throws {
    let report = try report(#"[{"id": "pc", "class": "system", "product": "A", "product": "B"}]"#)
    #expect(report.product == "B")
  }
}
