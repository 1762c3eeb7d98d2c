import Testing

@testable import Evidence

/// What `truth.json` says of a file of lshw.
private struct LshwTruth: Decodable {
  var validJson: Bool
  var error: String?
  var manufacturer, product, version, serial, uuid, sku, chassis: String?
  var systemMemoryBytes, banksSumBytes, macs: Int?
  var cpus: [CPU]?
  var disks: [Disk]?
  var batteryNodes: [Battery]?

  struct CPU: Decodable { var product, vendor, cores: String? }
  struct Battery: Decodable { var product, vendor, serial: String?, capacity: Int? }

  struct Disk: Decodable {
    var id: String
    var product, vendor, serial: String?
    var size: Int?
    var logicalname: Names

    /// One name, or a list of them.
    struct Names: Decodable {
      let first: String?

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let list = try? container.decode([String].self) {
          first = list.first
        } else {
          first = try container.decode(String?.self)
        }
      }
    }
  }
}

/// Where the report differs from the truth on purpose.
private enum Difference {
  /// The truth lists nodes of the class `disk`; the report lists disks.
  enum NoDisk: String {
    case medium = "the medium in a removable disk is the disk itself, which is listed"
    case optical = "an optical drive keeps nothing of its user"
    case emptySlot = "a slot of a card reader, or a virtual drive, without anything in it"
  }

  static let noDisks: [String: [(node: String, name: String, reason: NoDisk)]] = [
    "eReuse+workbench__acer-aspire-5737z.lshw.json": [
      ("medium", "/dev/sdc", .medium), ("medium", "/dev/sdb", .medium), ("cdrom", "/dev/cdrom", .optical),
    ],
    "eReuse+workbench__acer-happy.lshw.json": [("medium", "/dev/sdb", .medium)],
    "eReuse+workbench__boxnuc6cayh.lshw.json": [("medium", "/dev/sdc", .medium)],
    "eReuse+workbench__core2.lshw.json": [
      ("disk:0", "/dev/sdb", .emptySlot), ("medium", "/dev/sdb", .medium), ("disk:1", "/dev/sdc", .emptySlot),
      ("medium", "/dev/sdc", .medium), ("disk:2", "/dev/sdd", .emptySlot), ("medium", "/dev/sdd", .medium),
      ("disk:3", "/dev/sde", .emptySlot), ("medium", "/dev/sde", .medium), ("cdrom", "/dev/cdrom", .optical),
    ],
    "eReuse+workbench__ecs-computers.lshw.json": [("cdrom", "/dev/cdrom", .optical)],
    "eReuse+workbench__erased-i5.lshw.json": [("cdrom", "/dev/cdrom", .optical)],
    "eReuse+workbench__hp-pavilion-dv4000.lshw.json": [
      ("medium", "/dev/sdb", .medium), ("cdrom", "/dev/cdrom", .optical),
    ],
    "eReuse+workbench__nec.lshw.json": [("cdrom", "/dev/cdrom", .optical)],
    "eReuse+workbench__pc-laudem.json": [("medium", "/dev/sdb", .medium), ("cdrom", "/dev/cdrom", .optical)],
    "eReuse+workbench__vostro-260.lshw.json": [("cdrom", "/dev/cdrom", .optical)],
    "metal-toolbox+ironlib__e3c246d4i-nl.lshw.json": [
      ("cdrom", "/dev/cdrom", .optical), ("disk", "/dev/sdc", .emptySlot), ("medium", "/dev/sdc", .medium),
      ("disk", "/dev/sdd", .emptySlot), ("medium", "/dev/sdd", .medium),
    ],
    "snap_dj_hp_probook_g2.lshw.json": [("medium", "/dev/sdb", .medium), ("cdrom", "/dev/cdrom", .optical)],
    "snap_dj_hp_probook_g8.lshw.json": [("medium", "/dev/sdb", .medium), ("cdrom", "/dev/cdrom", .optical)],
    "snap_teal_files_snapshot-error-timestamp.lshw.json": [("medium", "/dev/sdb", .medium)],
    "snap_teal_files_system_uuid2.lshw.json": [("medium", "/dev/sdb", .medium)],
    "snap_teal_files_wblite_2022-05-04_12h10m07s_G2YMP_snapshot.lshw.json": [("medium", "/dev/sdb", .medium)],
  ]

  /// The truth adds up all banks; 4 MiB of these machines are a flash chip that holds the firmware.
  static let flashBank: [String: Int] = [
    "eReuse+workbench__7900.lshw.json": 4 << 20, "eReuse+workbench__erased-i5.lshw.json": 4 << 20,
    "eReuse+workbench__pc-laudem.json": 4 << 20,
  ]
}

@Suite(.onRealFiles) struct `Real files of lshw` {
  private func read(_ fixture: Fixture) throws -> (report: MachineReport, truth: LshwTruth)? {
    let truth = try fixture.truth(LshwTruth.self)
    guard truth.validJson else { return nil }
    guard case .machine(let report) = try EvidenceReport(reading: try fixture.bytes()) else {
      Issue.record("not read as lshw")
      return nil
    }
    return (report, truth)
  }

  @Test(arguments: Fixtures.lshw)
  func `tell the machine as the truth does`(fixture: Fixture) throws {
    guard let (report, truth) = try read(fixture) else { return }
    #expect(report.manufacturer == truth.manufacturer)
    #expect(report.product == truth.product)
    #expect(report.version == truth.version)
    #expect(report.identity.systemSerial?.written == truth.serial)
    #expect(report.uuid == truth.uuid)
    #expect(report.sku == truth.sku)
    #expect(report.chassis == truth.chassis)
    #expect(report.networkPorts.count == truth.macs)
  }

  @Test(arguments: Fixtures.lshw)
  func `tell processors and batteries as the truth does`(fixture: Fixture) throws {
    guard let (report, truth) = try read(fixture) else { return }
    #expect(report.processors.map(\.name) == truth.cpus?.map(\.product))
    #expect(report.processors.map(\.manufacturer) == truth.cpus?.map(\.vendor))
    #expect(report.processors.map { $0.cores.map(String.init) } == truth.cpus?.map(\.cores))
    #expect(report.batteries.map(\.model) == truth.batteryNodes?.map(\.product))
    #expect(report.batteries.map(\.manufacturer) == truth.batteryNodes?.map(\.vendor))
    #expect(report.batteries.map(\.serial?.written) == truth.batteryNodes?.map(\.serial))
    #expect(report.batteries.map(\.capacityMilliwattHours) == truth.batteryNodes?.map(\.capacity))
  }

  @Test(arguments: Fixtures.lshw)
  func `tell the memory as the truth does`(fixture: Fixture) throws {
    guard let (report, truth) = try read(fixture) else { return }
    let counted = truth.systemMemoryBytes ?? truth.banksSumBytes
    #expect(report.memoryBytes == counted.map { $0 - (Difference.flashBank[fixture.name] ?? 0) })
  }

  @Test(arguments: Fixtures.lshw)
  func `tell the disks as the truth does, each once`(fixture: Fixture) throws {
    guard let (report, truth) = try read(fixture) else { return }
    let left = Difference.noDisks[fixture.name] ?? []
    let nodes = truth.disks ?? []
    for (node, name, reason) in left {
      #expect(
        nodes.contains { $0.id == node && $0.logicalname.first == name }, "no such node: \(reason.rawValue)")
    }
    let disks = nodes.filter { disk in
      !left.contains { $0.node == disk.id && $0.name == disk.logicalname.first }
    }
    #expect(report.disks.map(\.logicalName) == disks.map(\.logicalname.first))
    #expect(report.disks.map(\.model) == disks.map(\.product))
    #expect(report.disks.map(\.manufacturer) == disks.map(\.vendor))
    #expect(report.disks.map(\.serial?.written) == disks.map(\.serial))
    #expect(report.disks.map(\.capacityBytes) == disks.map(\.size))
  }

  /// Read off by following each disk of the file up to a node whose bus is USB; all other disks are built in.
  private static let onUSB: [String: Set<String>] = [
    "eReuse+workbench__7900.lshw.json": ["/dev/sdd"],
    "eReuse+workbench__acer-aspire-5737z.lshw.json": ["/dev/sdb", "/dev/sdc"],
    "eReuse+workbench__acer-happy.lshw.json": ["/dev/sdb"],
    "eReuse+workbench__boxnuc6cayh.lshw.json": ["/dev/sdb", "/dev/sdc"],
    "eReuse+workbench__hp-pavilion-dv4000.lshw.json": ["/dev/sdb"],
    "eReuse+workbench__pc-laudem.json": ["/dev/sdb"],
    "snap_dj_hp_probook_g2.lshw.json": ["/dev/sdb"], "snap_dj_hp_probook_g8.lshw.json": ["/dev/sdb"],
    "snap_teal_files_snapshot-error-timestamp.lshw.json": ["/dev/sdb"],
    "snap_teal_files_system_uuid2.lshw.json": ["/dev/sdb"],
    "snap_teal_files_wblite_2022-05-04_12h10m07s_G2YMP_snapshot.lshw.json": ["/dev/sdb"],
  ]

  @Test(arguments: Fixtures.lshw)
  func `ask of every disk on USB whether it is part of the machine, and of no other`(fixture: Fixture) throws {
    guard let (report, _) = try read(fixture) else { return }
    let questions = report.disks.filter(\.isQuestion)
    #expect(Set(questions.compactMap(\.logicalName)) == Self.onUSB[fixture.name] ?? [])
    #expect(questions.allSatisfy { $0.doubt == .usb })
  }

  @Test(arguments: Fixtures.lshw)
  func `are refused where they are no JSON, at the place the truth tells`(fixture: Fixture) throws {
    let truth = try fixture.truth(LshwTruth.self)
    guard !truth.validJson else { return }
    let place = try #require(try truth.error.flatMap { try TextPlace(pythonError: $0) })
    #expect(throws: EvidenceFailure.malformed(.lshw, .missingComma, at: place)) {
      try EvidenceReport(reading: try fixture.bytes())
    }
  }
}

extension TextPlace {
  /// Reads the place in « Expecting ',' delimiter: line 14 column 12 (char 290) ».
  fileprivate init?(pythonError: String) throws {
    let words = pythonError.split(separator: " ")
    guard let line = words.firstIndex(of: "line"), let column = words.firstIndex(of: "column") else {
      return nil
    }
    self.init(line: try #require(Int(words[line + 1])), column: try #require(Int(words[column + 1])))
  }
}
