import Testing

@testable import Evidence

private func batteries(_ bytes: [UInt8]) throws -> [BatterySighting] {
  guard case .machine(let report) = try EvidenceReport(reading: bytes) else { throw EvidenceFailure.unrecognised }
  return report.batteries
}

@Suite struct `Batteries as Linux tells them` {
  private struct Truth: Decodable {
    var cycles, model, serial: String?
    var design, full: Int
    var healthPct: Double
  }

  @Test(.onRealFiles, arguments: Fixtures.files("battery_uevent"))
  func `agree with the truth`(fixture: Fixture) throws {
    let truth = try fixture.truth(Truth.self)
    let battery = try #require(try batteries(try fixture.bytes()).first)
    #expect(battery.model == truth.model)
    #expect(battery.serial?.written == truth.serial)
    #expect(battery.capacityMilliwattHours == truth.design / 1000)
    #expect(battery.fullMilliwattHours == truth.full / 1000)
    #expect(battery.healthPercent == truth.healthPct)
    #expect(battery.cycles == truth.cycles.flatMap { Int($0) }.flatMap { $0 == 0 ? nil : $0 })
  }

  @Test func `tell only the share that is left where the capacity is in ampere-hours`() throws {
    let text = "POWER_SUPPLY_NAME=BAT0\nPOWER_SUPPLY_CHARGE_FULL_DESIGN=5200000\nPOWER_SUPPLY_CHARGE_FULL=4160000\n"
    let battery = try #require(try batteries(Array(text.utf8)).first)
    #expect(battery.capacityMilliwattHours == nil && battery.fullMilliwattHours == nil)
    #expect(battery.healthPercent == 80)
  }

  @Test func `leave out the mains, empty bays and the batteries of mice`() throws {
    let text =
      "POWER_SUPPLY_NAME=AC\nPOWER_SUPPLY_TYPE=Mains\nPOWER_SUPPLY_ONLINE=1\n"
      + "POWER_SUPPLY_NAME=BAT1\nPOWER_SUPPLY_PRESENT=0\nPOWER_SUPPLY_NAME=hidpp\nPOWER_SUPPLY_SCOPE=Device\n"
      + "POWER_SUPPLY_NAME=BAT0\nPOWER_SUPPLY_MODEL_NAME=ONE\nPOWER_SUPPLY_ENERGY_FULL_DESIGN=0\n"
    let all = try batteries(Array(text.utf8))
    #expect(all.map(\.model) == ["ONE"])
    #expect(all.map(\.capacityMilliwattHours) == [nil])
  }
}

@Suite struct `Batteries as upower prints them` {
  @Test(
    .onRealFiles,
    arguments: [
      ("blog_28206765855__ideapad_zh.txt", "BAT20101001", 37_500, 9_790, 26.1067),
      ("glpi-project+glpi-agent__upower_infos_4.1.txt", "3829", 54_000, 54_000, 88.2222),
      ("regolith_issue77__T440s_BAT0_pl_cut.txt", "8426", nil, 21_400, nil),
    ] as [(String, String, Int?, Int?, Double?)])
  func `agree with the truth`(name: String, serial: String, design: Int?, full: Int?, health: Double?) throws {
    let battery = try #require(try batteries(try Fixture(format: "upower_text", name: name).bytes()).first)
    #expect(battery.serial?.written == serial)
    #expect(battery.capacityMilliwattHours == design)
    #expect(battery.fullMilliwattHours == full)
    #expect(battery.healthPercent == health)
  }

  @Test func `leave out the sum of all, mice, and a design of nothing`() throws {
    let text = """
      Device: /org/freedesktop/UPower/devices/battery_BAT0
        native-path:          BAT0
        model:                ONE
        power supply:         yes
        battery
          energy-full:        40 Wh
          energy-full-design: 0 Wh
          capacity:           100%
          charge-cycles:      0

      Device: /org/freedesktop/UPower/devices/mouse
        native-path:          hidpp_battery_0
        model:                MOUSE
        power supply:         no
        battery
          percentage:         50%

      Device: /org/freedesktop/UPower/devices/DisplayDevice
        power supply:         yes
        battery
          energy-full:        40 Wh

      """
    let all = try batteries(Array(text.utf8))
    #expect(all.map(\.model) == ["ONE"])
    #expect(
      all.map(\.capacityMilliwattHours) == [nil] && all.map(\.healthPercent) == [nil] && all.map(\.cycles) == [nil])
  }
}

@Suite(.onRealFiles) struct `Real files of Apple's system_profiler` {
  private func read(_ name: String) throws -> MachineReport {
    let bytes = try Fixture(format: "apple_system_profiler", name: "glpi-project+glpi-agent__" + name).bytes()
    guard case .machine(let report) = try EvidenceReport(reading: bytes) else { throw EvidenceFailure.unrecognised }
    return report
  }

  @Test(arguments: [
    ("10.6-macmini", "Macmini3,1", "YM008ASN9G5", 4 << 30),
    ("11.0-apple-M1", "MacBookAir10,1", "E9O1Q6W5FAKE", 16 << 30),
  ])
  func `tell the machine`(name: String, model: String, serial: String, memory: Int) throws {
    let report = try read(name)
    #expect(report.product == model)
    #expect(report.identity.systemSerial?.usable == serial)
    #expect(report.memoryBytes == memory)
    #expect(report.processors.count == 1)
  }

  @Test func `tell the battery, with the share left where it is told`() throws {
    #expect(try read("11.0-apple-M1").batteries.map(\.healthPercent) == [100])
    let old = try read("10.11-system_profiler_SPPowerDataType.txt").batteries
    #expect(old.map(\.serial?.usable) == ["C01437408B3F90MA2"])
    #expect(old.map(\.cycles) == [552])
    #expect(old.map(\.healthPercent) == [nil])
  }

  @Test func `tell the disks of a property list, and ask about those on USB`() throws {
    let internalDisks = try read("SPSerialATADataType3.xml")
    #expect(internalDisks.disks.map(\.serial?.usable) == ["VB52cb5022-c69e4cc4"])
    #expect(internalDisks.disks.map(\.capacityBytes) == [41_943_040_000])
    #expect(internalDisks.opticalDrives.count == 1)
    #expect(try read("SPUSBDataType3.xml").disks.allSatisfy { $0.doubt == .usb })
  }
}

@Suite struct `A text of system_profiler` {
  @Test func `tells an old Mac by the names its fields had, and a capacity it rounds as not clear`() throws {
    let text = """
      Hardware:

          Hardware Overview:

            Machine Name: Power Mac
            Machine Model: PowerMac11,2
            Memory: 2 GB
            Serial Number: CK54202SR6V

      Serial-ATA:

          Serial-ATA Bus:

              ACME 6B250S0:

                Capacity: 233.76 GB
                Model: ACME 6B250S0
                Serial Number: B623KFXH

      """
    guard case .machine(let report) = try EvidenceReport(reading: Array(text.utf8)) else {
      throw EvidenceFailure.unrecognised
    }
    #expect(report.product == "PowerMac11,2" && report.identity.systemSerial?.usable == "CK54202SR6V")
    #expect(report.disks.map(\.serial?.usable) == ["B623KFXH"] && report.disks.map(\.capacityBytes) == [nil])
    #expect(report.problems == [.unclear(field: "storage[0].bytes", written: "233.76 GB")])
  }
}

@Suite struct `A uevent of Linux` {
  @Test func `of a battery that tells nothing is refused`() {
    let text = "POWER_SUPPLY_NAME=BAT0\nPOWER_SUPPLY_STATUS=\nPOWER_SUPPLY_PRESENT=\nPOWER_SUPPLY_MODEL_NAME=\n"
    #expect(throws: EvidenceFailure.nothingReported(.powerSupply)) {
      try EvidenceReport(reading: Array(text.utf8))
    }
  }
}
