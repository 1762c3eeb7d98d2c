import Testing

@testable import Evidence

@Suite struct `Recognising a format` {
  private static let lshw = #"{"id": "pc", "class": "system", "product": "X"}"#
  private static let smartctl = #"{"smartctl": {"exit_status": 0}, "device": {"name": "/dev/sda"}}"#
  private static let nwipe = "[2026/03/02 10:00:00]    info: nwipe 0.42\n"

  @Test(arguments: [
    (lshw, EvidenceFormat.lshw),
    ("[\(lshw)]", .lshw),
    (#"[{"id": "disk", "class": "disk"}]"#, .lshw),
    (#"{"capabilities": {"smbios-2.5": "SMBIOS"}, "configuration": {"chassis": "notebook"}}"#, .lshw),
    (smartctl, .smartctl),
    (#"{"device": {"name": "/dev/sda", "protocol": "ATA"}, "model_name": "X"}"#, .smartctl),
    (#"{"json_format_version": [1, 0]}"#, .smartctl),
    (nwipe, .nwipe),
    ("[2019/11/07 01:35:06] nwipe: notice: Starting round 1 of 1 on device '/dev/sdc'.\n", .nwipe),
    ("! Device | Status | Thru-put | HH:MM:SS | Model/Serial Number\n", .nwipe),
    (#"<?xml version="1.0"?><node id="pc" class="system"></node>"#, .lshw),
    (#"{"type": "Snapshot", "software": "Workbench"}"#, .ereuse),
    (#"{"device": {"type": "Laptop", "model": "X"}, "components": []}"#, .ereuse),
    (#"{"type": "DeviceSnapshotV1", "data": {"type": "Snapshot"}}"#, .ereuse),
    (#"{"content": {"versionclient": "GLPI-Agent_v1.4"}, "itemtype": "Computer"}"#, .glpi),
    ("<?xml version='1.0'?>\n<REQUEST>\n<CONTENT><BIOS/></CONTENT></REQUEST>", .glpi),
    (#"[{"000#1#0#System": [{"001#1#1#Host": "x"}]}]"#, .inxi),
    (#"{"SPHardwareDataType": [{"machine_model": "Macmini3,1"}]}"#, .systemProfiler),
    ("Hardware:\n\n    Hardware Overview:\n\n      Model Identifier: Macmini3,1\n", .systemProfiler),
    ("<plist version=\"1.0\"><array/></plist>", .systemProfiler),
    ("<root><report><blancco_data/></report></root>", .blancco),
    ("# dmidecode 3.4\n", .dmidecode), ("Handle 0x0001, DMI type 1, 27 bytes\nSystem Information\n", .dmidecode),
    ("01: None 00.0: 10105 BIOS\n  [Created at bios.186]\n  Hardware Class: bios\n", .hwinfo),
    ("POWER_SUPPLY_NAME=BAT0\nPOWER_SUPPLY_PRESENT=1\n", .powerSupply),
    ("Device: /org/freedesktop/UPower/devices/battery_BAT0\n", .upower),
    ("Sanitize Progress (SPROG) : 65535\nSanitize Status (SSTAT) : 0x101\n", .nvme),
    (#"{"nvme0": {"sprog": 65535, "sstat": 257}}"#, .nvme),
    ("/dev/sda:\n Issuing SECURITY_ERASE command, password=\"x\", user=user\n", .hdparm),
    ("shred: /dev/sda: pass 1/1 (random)...\n", .shred),
    ("some shell line\n[2026/03/02 10:00:00]  notice: Found /dev/sda, ATA, X, 1 GB, S/N=Y\n", .nwipe),
  ])
  func `goes by the content`(text: String, format: EvidenceFormat) {
    #expect(EvidenceFormat(recognising: Array(text.utf8)) == format)
  }

  @Test(arguments: [
    "", "   \n", "{}", "[]", "[2026/03/02 10:00:00]", "[2026/03/02 10:00:00] sshd: accepted", "not evidence",
    #"{"id": "pc", "class": "student"}"#, #"{"content": "hello"}"#,
    #"{"blockdevices": [{"name": "sda"}]}"#, "<html><body>class=\"x\"</body></html>", "<node id=\"x\">",
    "Handle the device with care\n", "POWER_SUPPLY\n", "shredded paper\n",
    "name;status;serial\nsda;Erased;X\n", "sda | Erased |   25 MB/s | 05:31:09 | X/Y\n",
  ])
  func `takes nothing else for evidence`(text: String) {
    #expect(EvidenceFormat(recognising: Array(text.utf8)) == nil)
  }

  @Test(arguments: [(lshw, EvidenceFormat.lshw), (smartctl, .smartctl)])
  func `needs no whole file`(text: String, format: EvidenceFormat) {
    #expect(EvidenceFormat(recognising: Array(text.utf8.dropLast(2))) == format)
  }

  @Test(.onRealFiles, arguments: Fixtures.lshw)
  func `finds lshw in its files`(fixture: Fixture) throws {
    #expect(EvidenceFormat(recognising: try fixture.bytes()) == .lshw)
  }

  @Test(.onRealFiles, arguments: Fixtures.smartctl)
  func `finds smartctl in its files`(fixture: Fixture) throws {
    #expect(EvidenceFormat(recognising: try fixture.bytes()) == .smartctl)
  }

  @Test(.onRealFiles, arguments: Fixtures.nwipe)
  func `finds nwipe in its logs`(fixture: Fixture) throws {
    #expect(EvidenceFormat(recognising: try fixture.bytes()) == .nwipe)
  }

  /// The format of each folder of real files; nothing for formats that are not read.
  private static let folders: [String: EvidenceFormat] = [
    "apple_system_profiler": .systemProfiler, "battery_uevent": .powerSupply, "dmidecode_partial": .dmidecode,
    "dmidecode_text": .dmidecode, "ereuse_snapshot": .ereuse, "glpi_inventory": .glpi, "hdparm_text": .hdparm,
    "hwinfo_text": .hwinfo, "lshw_json": .lshw, "lshw_xml": .lshw, "nwipe_log": .nwipe, "smartctl_json": .smartctl,
    "smartctl_text": .smartctl,
    "upower_text": .upower, "erase_other": .nvme,
  ]

  private static let exceptions: [String: EvidenceFormat?] = [
    // Their collectors put them beside others; they are what the content says.
    "eReuse+workbench__fixture_boxnuc6cayh.snapshot.json": .lshw,
    "glpi-project+glpi-agent__acpiconf_dmidecode_1.txt": .dmidecode,
    "glpi-project+glpi-agent__upower_dmidecode_1.txt": .dmidecode,
    "glpi-project+glpi-agent__upower_dmidecode_4.txt": .dmidecode,
    "hdparm_erase__17680603702_ok_then_not_enabled.txt": .hdparm,
    // What smartctl answers without describing a disk.
    "ironic-python-agent__smartctl_normal_output.txt": nil,
    "glpi-project+glpi-agent__storages_f32-simple-qemu-failing-smartctl.dump": nil,
    // A dump of Perl that quotes hdparm.
    "glpi-project+glpi-agent__storages_f31-nanobox.dump": .hdparm,
    // FreeBSD's own tool, a schema, and empty files.
    "glpi-project+glpi-agent__acpiconf_infos_1.txt": nil, "inventory.schema.json": nil,
    "freegeek-pdx+fgdb.rb__bad-chars_dell4100-storebox.xml": nil, "freegeek-pdx+fgdb.rb__fixtures_empty.xml": nil,
  ]

  @Test(.onRealFiles, arguments: Fixtures.all)
  func `finds the format of each real file`(fixture: Fixture) throws {
    let found = EvidenceFormat(recognising: try fixture.bytes())
    if let exception = Self.exceptions[fixture.name] {
      #expect(found == exception)
    } else if fixture.name.hasSuffix(".yaml") {
      // Some are JSON under another name, some are YAML.
      #expect(found == nil || found == .ereuse)
    } else {
      #expect(found == Self.folders[fixture.format])
    }
  }
}

/// A way in which a file changes while it is copied, and stays the same.
enum Disguise: String, CaseIterable, Sendable {
  case byteOrderMark, crlf, leadingBlanks, utf16, trailingBlanks

  func wear(_ bytes: [UInt8]) -> [UInt8] {
    switch self {
    case .byteOrderMark: [0xEF, 0xBB, 0xBF] + bytes
    case .crlf: bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    case .leadingBlanks: Array(" \n\r\n\t".utf8) + bytes
    case .trailingBlanks: bytes + Array("\n \r\n".utf8)
    case .utf16:
      [0xFF, 0xFE]
        + String(decoding: bytes, as: UTF8.self).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }
  }
}

@Suite(.onRealFiles) struct `A file in disguise` {
  @Test(arguments: Fixtures.small, Disguise.allCases)
  func `reads the same`(fixture: Fixture, disguise: Disguise) throws {
    let bytes = try fixture.bytes()
    let plain = Result { try EvidenceReport(reading: bytes) }
    switch (plain, Result { try EvidenceReport(reading: disguise.wear(bytes)) }) {
    case (.success(let plain), .success(let disguised)): #expect(plain == disguised)
    case (.failure, .failure): break
    default: Issue.record("read in one form only")
    }
  }
}
