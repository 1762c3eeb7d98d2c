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
    ("some shell line\n[2026/03/02 10:00:00]  notice: Found /dev/sda, ATA, X, 1 GB, S/N=Y\n", .nwipe),
  ])
  func `goes by the content`(text: String, format: EvidenceFormat) {
    #expect(EvidenceFormat(recognising: Array(text.utf8)) == format)
  }

  @Test(arguments: [
    "", "   \n", "{}", "[]", "[2026/03/02 10:00:00]", "[2026/03/02 10:00:00] sshd: accepted", "not evidence",
    #"{"id": "pc", "class": "student"}"#, #"{"device": {"type": "Laptop", "model": "X"}, "components": []}"#,
    #"{"blockdevices": [{"name": "sda"}]}"#, "<node id=\"pc\" class=\"system\"></node>",
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

  /// Its collector named it like the snapshots beside it; it is the plain output of `lshw -json`.
  private static let misnamed = ["eReuse+workbench__fixture_boxnuc6cayh.snapshot.json": EvidenceFormat.lshw]

  @Test(.onRealFiles, arguments: Fixtures.others)
  func `finds none of the three in files of other formats`(fixture: Fixture) throws {
    #expect(EvidenceFormat(recognising: try fixture.bytes()) == Self.misnamed[fixture.name])
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
