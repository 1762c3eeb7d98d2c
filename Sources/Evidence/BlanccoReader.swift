import Kernel

/// Reads a report of Blancco, as XML: what was erased, and the machine it was erased in.
enum BlanccoReader {
  static func read(_ document: MarkupDocument) throws(EvidenceFailure) -> MachineReport {
    guard let root = document.root else { throw .nothingReported(.blancco) }
    let all = [root] + root.descendants
    let hardware = all.first { $0.name == "blancco_hardware_report" }
    let erasure = all.first { $0.name == "blancco_erasure_report" }
    let system = hardware?.group("system")
    var report = MachineReport(
      format: .blancco, manufacturer: system?.told("manufacturer"), product: system?.told("model"),
      version: system?.told("version"), sku: system?.told("sku"), chassis: system?.told("chassis_type"),
      uuid: system?.told("uuid"),
      identity: MachineIdentity(
        systemSerial: SerialNumber(system?.told("serial")),
        boardSerial: SerialNumber(hardware?.group("motherboard")?.told("serial"))),
      processors: (hardware?.groups("processor") ?? []).map {
        Processor(
          manufacturer: $0.told("vendor"), name: $0.told("model"), cores: $0.told("cores").flatMap { Int($0) })
      },
      memoryBytes: hardware?.group("memory")?.told("total_memory").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil },
      disks: (hardware?.groups("disk") ?? []).map(disk),
      networkPorts: (hardware?.groups("network_interface") ?? []).compactMap { port in
        guard let mac = port.told("mac_address"), mac.isHardwareAddress else { return nil }
        return NetworkPort(mac: mac.lowercased(), logicalName: nil, attachment: .builtIn)
      })
    report.problems = document.problems
    let isWhole = document.problems.isEmpty
    let wipes = (erasure?.groups("erasure") ?? []).map { wipe($0, isWhole: isWhole) }
    for wipe in wipes where wipe.outcome == .noOutcome {
      report.problems.append(.unproven(device: wipe.serial?.written ?? wipe.device, .noResult))
    }
    if !wipes.isEmpty {
      report.wipes = [
        WipeRun(
          tool: "Blancco", version: all.first { $0.name == "product_version" }?.text, host: report, drives: wipes)
      ]
    }
    guard !report.isEmpty else { throw .nothingReported(.blancco) }
    return report
  }

  private static func disk(_ group: MarkupElement) -> DiskSighting {
    let words = ["interface_type", "type", "vendor", "model"].compactMap { group.told($0)?.lowercased() }
    let kind: DiskKind =
      DiskNames.isRAID(words)
      ? .raidVolume
      : words.contains { $0.contains("nvme") } ? .nvme : DiskNames.isSSD(words) ? .ssd : .unknown
    return DiskSighting(
      manufacturer: group.told("vendor"), model: group.told("model"), serial: SerialNumber(group.told("serial")),
      capacityBytes: group.told("capacity").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }, kind: kind,
      logicalName: nil, doubt: words.contains("usb") ? .usb : nil)
  }

  /// One erasure; in a damaged report none is proven.
  private static func wipe(_ group: MarkupElement, isWhole: Bool) -> DriveWipe {
    let target = group.group("target")
    func told(_ name: String) -> String? { target?.told(name) ?? group.told(name) }
    let outcome = outcome(group.told("state"), isWhole: isWhole)
    return DriveWipe(
      device: told("serial") ?? told("model") ?? "?", bus: told("interface_type"), model: told("model"),
      serial: SerialNumber(told("serial")),
      capacityBytes: told("capacity").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }, outcome: outcome,
      method: group.told("erasure_standard_name"), hasErrors: outcome == .failed,
      startedAt: group.told("start_time").flatMap(stamp), finishedAt: group.told("end_time").flatMap(stamp))
  }

  /// `2021-09-15T10:22:33+0200`; the zone is left out, as in every log.
  private static func stamp(_ text: String) -> LocalStamp? { LocalStamp(String(text.prefix(19))) }

  /// « Successful » alone proves an erasure: « Successful with warnings » names areas that were not reached.
  private static func outcome(_ state: String?, isWhole: Bool) -> WipeOutcome {
    switch state?.lowercased() {
    case "successful": isWhole ? .erased : .noOutcome
    case let state? where state.contains("cancel") || state.contains("abort") || state.contains("interrupt"): .aborted
    case .some: .failed
    case nil: .noOutcome
    }
  }
}

extension MarkupElement {
  /// The groups of a name below this one, as `<entries name="disk">`.
  fileprivate func groups(_ name: String) -> [MarkupElement] {
    descendants.filter { $0.name == "entries" && $0.attributes["name"] == name }
  }

  fileprivate func group(_ name: String) -> MarkupElement? { groups(name).first }

  /// The text of an entry of a name, as `<entry name="serial">`, unless it says that there is none.
  fileprivate func told(_ name: String) -> String? {
    Absence.told(children.first { $0.name == "entry" && $0.attributes["name"] == name }?.text)
  }
}
