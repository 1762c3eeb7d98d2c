import Kernel

/// Reads what Linux tells of batteries in `/sys/class/power_supply/*/uevent`, one file or several in a row.
enum PowerSupplyReader {
  static func read(_ text: TextLines) throws(EvidenceFailure) -> MachineReport {
    var supplies: [[Substring: String]] = []
    for line in text.lines {
      guard line.text.hasPrefix("POWER_SUPPLY_"), let equals = line.text.firstIndex(of: "=") else { continue }
      let key = line.text[..<equals].dropFirst(13)
      if key == "NAME" || supplies.isEmpty { supplies.append([:]) }
      supplies[supplies.count - 1][key] = String(line.text[line.text.index(after: equals)...].trimmed)
    }
    var report = MachineReport(format: .powerSupply)
    report.problems = text.problems
    for supply in supplies where isBattery(supply) {
      report.batteries.append(battery(supply))
      if let design = supply["CHARGE_FULL_DESIGN"], supply["ENERGY_FULL_DESIGN"] == nil {
        let full = supply["CHARGE_FULL"] ?? "?"
        report.problems.append(.unclear(field: "batteries", written: "\(full)/\(design) µAh"))
      }
    }
    guard !report.batteries.isEmpty else { throw .nothingReported(.powerSupply) }
    return report
  }

  /// A battery of the machine: the mains, an empty bay and the battery of a mouse are none.
  private static func isBattery(_ supply: [Substring: String]) -> Bool {
    (supply["TYPE"] ?? "Battery") == "Battery" && supply["PRESENT"] != "0" && supply["SCOPE"] != "Device"
      && supply.contains { !["NAME", "TYPE", "ONLINE"].contains($0.key) && !$0.value.isEmpty }
      && supply["ONLINE"] == nil
  }

  private static func battery(_ supply: [Substring: String]) -> BatterySighting {
    func positive(_ key: Substring) -> Int? { supply[key].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } }
    // In microwatt-hours; what is told in microampere-hours gives only the share that is left.
    let design = positive("ENERGY_FULL_DESIGN")
    let full = positive("ENERGY_FULL")
    return BatterySighting(
      manufacturer: Absence.told(supply["MANUFACTURER"]), model: Absence.told(supply["MODEL_NAME"]),
      serial: SerialNumber(supply["SERIAL_NUMBER"]), capacityMilliwattHours: design.map { $0 / 1000 },
      fullMilliwattHours: full.map { $0 / 1000 },
      healthPercent: BatterySighting.health(full, of: design)
        ?? BatterySighting.health(positive("CHARGE_FULL"), of: positive("CHARGE_FULL_DESIGN")),
      cycles: positive("CYCLE_COUNT"))
  }
}
