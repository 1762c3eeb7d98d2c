import Kernel

/// Reads what `upower --dump` prints; numbers may have a decimal comma.
enum UPowerReader {
  static func read(_ text: TextLines) throws(EvidenceFailure) -> MachineReport {
    var report = MachineReport(format: .upower)
    report.problems = text.problems
    for device in devices(in: text.lines) where isBattery(device) {
      let design = device["energy-full-design"].flatMap(Quantity.milliwattHours)
      let full = device["energy-full"].flatMap(Quantity.milliwattHours)
      report.batteries.append(
        BatterySighting(
          manufacturer: Absence.told(device["vendor"]), model: Absence.told(device["model"]),
          serial: SerialNumber(device["serial"]), capacityMilliwattHours: design, fullMilliwattHours: full,
          healthPercent: (design == nil ? nil : device["capacity"].flatMap(Quantity.percent))
            ?? BatterySighting.health(full, of: design),
          cycles: device["charge-cycles"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }))
    }
    guard !report.batteries.isEmpty else { throw .nothingReported(.upower) }
    return report
  }

  /// The devices, by their keys; each begins with its `native-path`. What follows « History » are no facts of it.
  private static func devices(in lines: [TextLine]) -> [[Substring: String]] {
    var devices: [[Substring: String]] = []
    var path: String?
    var isOpen = false
    for line in lines {
      if line.text.hasPrefix("Device:") {
        path = line.value
        isOpen = false
      } else if line.key == "native-path" {
        devices.append(["native-path": line.value ?? "", "object": path ?? ""])
        path = nil
        isOpen = true
      } else if line.key == "Daemon" || line.text.hasPrefix("History (") {
        isOpen = false
      } else if isOpen, line.text == "battery" {
        devices[devices.count - 1]["kind"] = "battery"
      } else if isOpen, let key = line.key, let value = line.value, !devices.isEmpty {
        devices[devices.count - 1][key] = value
      }
    }
    return devices
  }

  /// A battery of the machine: `DisplayDevice` sums up the others, and mice do not supply the machine.
  private static func isBattery(_ device: [Substring: String]) -> Bool {
    let isDisplay = device["object"]?.contains("DisplayDevice") == true || device["native-path"] == "(null)"
    return !isDisplay && device["kind"] == "battery" && device["power supply"] != "no" && device["present"] != "no"
  }
}
