import Testing

@testable import Evidence

/// How much of each report of a file was read, by its format.
private func formats(_ text: String) throws -> [String] {
  try EvidenceParts.of(Array(text.utf8)).map { part in
    (try? EvidenceReport(reading: part).format.rawValue) ?? "refused"
  }
}

@Suite struct `A file of several reports` {
  static let dmidecode =
    "# dmidecode 3.4\nHandle 0x0001, DMI type 1, 27 bytes\nSystem Information\n\tManufacturer: ACME\n"
  static let memory = "# dmidecode 3.4\nHandle 0x0040, DMI type 17, 84 bytes\nMemory Device\n\tSize: 4 GB\n"
  static let battery =
    "Device: /org/freedesktop/UPower/devices/battery_BAT0\n  native-path: BAT0\n  power supply: yes\n  battery\n    energy-full: 40 Wh\n    energy-full-design: 50 Wh\n"
  static let supply = "POWER_SUPPLY_NAME=BAT0\nPOWER_SUPPLY_MODEL_NAME=42T4977\n"
  static let disk = "{\n  \"smartctl\": {},\n  \"device\": {\"name\": \"/dev/sda\"},\n  \"model_name\": \"{X}\"\n}\n"
  static let printed = "smartctl 7.3 2022\n=== START OF INFORMATION SECTION ===\nDevice Model:     ONE\n"
  static let lshw = "[\n{\"id\": \"pc\", \"class\": \"system\", \"product\": \"One\"}\n]\n"
  static let nwipe = "[2026/03/02 10:00:00]  notice: Found /dev/sda, ATA, MODEL, 8 GB, S/N=S1D2F3G4H5\n"
  static let erasure = "/dev/sda:\n Issuing SECURITY_ERASE command, password=\"p\", user=user\n"

  @Test(arguments: [
    ([dmidecode, battery], ["dmidecode", "upower"]), ([dmidecode, disk], ["dmidecode", "smartctl"]),
    ([disk, disk, lshw], ["smartctl", "smartctl", "lshw"]), ([nwipe, disk], ["nwipe", "smartctl"]),
    ([battery, supply], ["upower", "power-supply"]), ([dmidecode, nwipe], ["dmidecode", "nwipe"]),
    ([dmidecode, dmidecode], ["dmidecode", "dmidecode"]), ([nwipe, nwipe], ["nwipe"]),
    ([supply, supply], ["power-supply"]), ([printed, printed], ["smartctl", "smartctl"]),
    ([dmidecode, printed], ["dmidecode", "smartctl"]),
  ])
  func `is as many reports, and none is passed over`(reports: [String], wanted: [String]) throws {
    #expect(try formats(reports.joined()) == wanted)
    #expect(try formats(reports.joined(separator: "\r\n")) == wanted)
  }

  @Test func `keeps together what one tool told of one machine, table by table`() throws {
    let bytes = Array((Self.dmidecode + Self.memory).utf8)
    #expect(try EvidenceParts.of(bytes) == [bytes])
  }

  @Test(arguments: [
    "root@station:~# smartctl -j -x /dev/sda\n[sudo] password for atelier: \n" + disk,
    disk + "root@station:~# exit\nexit\n",
  ])
  func `leaves out the prompt of a terminal`(text: String) throws {
    #expect(try EvidenceParts.of(Array(text.utf8)) == [Array(Self.disk.dropLast().utf8)])
  }

  @Test func `keeps what no reader knows when it is more than a prompt`() throws {
    let log = (1...12).map { "line \($0)\n" }.joined()
    #expect(try formats(Self.disk + log) == ["smartctl", "refused"])
    #expect(try formats(Self.disk + "}, {\"lost\": 1}\n") == ["refused"])
    #expect(try formats(Self.disk + "}, {\"lost\": 1}\nroot@station:~# exit\n") == ["smartctl", "refused"])
  }

  @Test(arguments: [
    dmidecode, disk, lshw, nwipe, erasure, "", "hello", "{\"a\": 1",
    "$ shred -v /dev/sda\nshred: /dev/sda: pass 1/1 (random)...\n",
  ])
  func `is itself when it is one`(text: String) throws {
    #expect(try EvidenceParts.of(Array(text.utf8)) == [Array(text.utf8)])
  }

  @Test(.onRealFiles, arguments: Fixtures.all)
  func `is one report in every real file`(fixture: Fixture) throws {
    let bytes = try fixture.bytes()
    #expect(try EvidenceParts.of(bytes) == [bytes])
  }
}

@Suite struct `A packed file` {
  /// `gzip -n` of a smartctl report, as the tool wrote it.
  static let gzip: [UInt8] = [
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 171, 230, 82, 80, 80, 42, 206, 77, 44, 42, 73, 46, 201, 81, 178, 82, 168, 174, 213,
    1, 137, 164, 164, 150, 101, 38, 167, 130, 248, 74, 121, 137, 185, 32, 134, 146, 62, 80, 76, 191, 56, 37, 81, 9, 162,
    34, 55, 63, 37, 53, 39, 30, 38, 89, 29, 81, 171, 196, 85, 203, 5, 0, 29, 15, 145, 59, 78, 0, 0, 0,
  ]

  @Test func `is read as what is in it`() throws {
    #expect(try EvidenceParts.of(Self.gzip) == [Array(`A file of several reports`.disk.utf8)])
  }

  @Test func `is refused when it is cut, or packed otherwise`() {
    #expect(throws: EvidenceFailure.packed("gzip")) { try EvidenceParts.of(Array(Self.gzip.dropLast(12))) }
    #expect(throws: EvidenceFailure.packed("zip")) { try EvidenceParts.of(Array("PK\u{3}\u{4}rest".utf8)) }
    #expect(throws: EvidenceFailure.packed("PDF")) { try EvidenceParts.of(Array("%PDF-1.7\n".utf8)) }
  }
}

@Suite struct `A text in another encoding` {
  private static let text =
    "System Information\r\n\tManufacturer: Société\r\nBase Board Information\r\n\tSerial Number: B1C2D3E4\r\n"

  @Test(arguments: [
    "utf16 with a mark", "utf16 without", "big endian without", "Windows-1252", "carriage returns alone",
  ])
  func `says the same`(written: String) throws {
    let units = Array(Self.text.utf16)
    let bytes: [UInt8] =
      switch written {
      case "utf16 with a mark": [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      case "utf16 without": units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      case "big endian without": units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
      case "Windows-1252": units.map { UInt8($0) }
      default: Array(Self.text.replacing("\r\n", with: "\r").utf8)
      }
    guard case .machine(let report) = try EvidenceReport(reading: bytes) else { throw EvidenceFailure.unrecognised }
    #expect(report.manufacturer == "Société")
    #expect(report.identity.boardSerial?.usable == "B1C2D3E4")
  }
}
