import Testing

@testable import Evidence

@Suite struct `Judging a serial number` {
  @Test(arguments: [
    "CZC901381R", "WD-WCC2ETY84203", "/RCTEST1/CN1296300000A1/", "6RX7AWEZ", "50026B77821CF9DE", "VDJKG9LK",
    "MK0000000000000", "1234ABCD", "S2XXNY0B",
  ])
  func `takes a maker's serial`(written: String) {
    #expect(SerialNumber(written)?.verdict == .usable)
    #expect(SerialNumber(written)?.usable == written)
  }

  @Test(arguments: [
    "To Be Filled By O.E.M.", "to be filled by o.e.m.", "To  be filled by O.E.M.", "System Serial Number",
    "Default string", "0", "00000000", "SN 123456789ABC", "EeePC-0123456789", "None", "Not Specified", "N/A",
    "123456789", "FF-FF-FF-FF", "........", "QM00001", "Volume1",
  ])
  func `takes no maker's placeholder`(written: String) {
    #expect(SerialNumber(written)?.verdict == .placeholder)
    #expect(SerialNumber(written)?.usable == nil)
  }

  @Test(arguments: ["6", "1234", "D5S0R", "3"])
  func `suspects five characters or fewer`(written: String) {
    #expect(SerialNumber(written)?.verdict == .short)
    #expect(SerialNumber(written)?.usable == nil)
  }

  @Test(arguments: [
    "XXXXXXXXXXXXXXX", "????????????????????", "REDACTED", "[REMOVED]", "9RK1XXXX", "********", "xxx",
  ])
  func `takes none that was hidden`(written: String) {
    #expect(SerialNumber(written)?.verdict == .masked)
    #expect(SerialNumber(written)?.usable == nil)
  }

  @Test(arguments: [nil, "", "   ", "\t\n", "\u{0}\u{0}"])
  func `sees none where nothing is written`(written: String?) {
    #expect(SerialNumber(written) == nil)
  }

  @Test func `drops the blanks around it and keeps its case`() {
    #expect(SerialNumber("  W62000rc \u{0}")?.written == "W62000rc")
  }
}

@Suite struct `What tells a machine from others` {
  @Test func `is the system's serial, then the board's, the chassis' and the network addresses`() {
    let identity = MachineIdentity(
      systemSerial: SerialNumber("CZC901381R"), boardSerial: SerialNumber("B0ARD001"),
      chassisSerial: SerialNumber("CHASS1S1"), macs: ["00:1c:c0:11:22:33"])
    #expect(
      identity.clues == [
        .system("CZC901381R"), .board("B0ARD001"), .chassis("CHASS1S1"), .mac("00:1c:c0:11:22:33"),
      ])
  }

  @Test func `leaves out what any machine of the maker could say`() {
    let identity = MachineIdentity(
      systemSerial: SerialNumber("System Serial Number"), boardSerial: SerialNumber("1234"),
      chassisSerial: SerialNumber("XXXXXXXX"))
    #expect(identity.clues.isEmpty)
  }
}
