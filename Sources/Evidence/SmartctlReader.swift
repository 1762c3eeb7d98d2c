import Kernel

/// Reads the output of `smartctl --json` for one disk, of version 7.0 and later.
enum SmartctlReader {
  static func read(_ json: JSONValue) throws(EvidenceFailure) -> DiskHealthReport {
    let disks = json.list
    if let scanned = json["devices"]?.list.count, json["device"] == nil {
      throw .severalDisks(count: scanned)
    }
    guard disks.count <= 1 else { throw .severalDisks(count: disks.count) }
    guard let disk = disks.first, disk.isObject else { throw .nothingReported(.smartctl) }
    let device = disk["device"]
    let model = model(of: disk)
    let rotation = disk["rotation_rate"]?.whole
    let log = disk["nvme_smart_health_information_log"]
    return DiskHealthReport(
      device: device?["name"]?.text, deviceType: device?["type"]?.text,
      protocolName: device?["protocol"]?.text,
      model: model, serial: SerialNumber(disk["serial_number"]?.text),
      firmware: disk["firmware_version"]?.text,
      capacityBytes: capacityBytes(of: disk),
      kind: kind(of: disk, model: model, rotation: rotation), formFactor: disk["form_factor"]?["name"]?.text,
      rotationRate: rotation, passed: disk["smart_status"]?["passed"]?.truth,
      powerOnHours: disk["power_on_time"]?["hours"]?.whole ?? log?["power_on_hours"]?.whole,
      powerCycles: disk["power_cycle_count"]?.whole ?? log?["power_cycles"]?.whole,
      temperature: disk["temperature"]?["current"]?.whole ?? log?["temperature"]?.whole,
      ata: ataHealth(of: disk),
      nvme: NVMeHealth(
        percentageUsed: log?["percentage_used"]?.whole, criticalWarning: log?["critical_warning"]?.whole,
        mediaErrors: log?["media_errors"]?.whole, availableSpare: log?["available_spare"]?.whole),
      grownDefects: disk["scsi_grown_defect_list"]?.whole,
      exit: (disk["smartctl"]?["exit_status"]?.whole).map(SmartctlExit.init(rawValue:)),
      messages: (disk["smartctl"]?["messages"]?.list ?? []).compactMap { $0["string"]?.text ?? $0.text },
      toolVersion: (disk["smartctl"]?["version"]?.list ?? []).compactMap(\.whole))
  }

  /// The model under the key of its time and protocol: SCSI disks had vendor and product only before version 7.4.
  private static func model(of disk: JSONValue) -> String? {
    if let model = disk["model_name"]?.text ?? disk["scsi_model_name"]?.text { return model }
    let parts = [disk["scsi_vendor"] ?? disk["vendor"], disk["scsi_product"] ?? disk["product"]]
      .compactMap { $0?.text }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  private static func capacityBytes(of disk: JSONValue) -> Int? {
    [
      disk["user_capacity"]?["bytes"], disk["user_capacity"]?["bytes_s"], disk["nvme_total_capacity"],
      disk["nvme_total_capacity_s"],
    ].lazy.compactMap { $0?.whole }.first { $0 > 0 }
  }

  private static func kind(of disk: JSONValue, model: String?, rotation: Int?) -> DiskKind {
    let names = [model?.lowercased(), disk["model_family"]?.text?.lowercased()].compactMap { $0 }
    if DiskNames.isRAID(names) { return .raidVolume }
    if disk["device"]?["protocol"]?.text == "NVMe" { return .nvme }
    // Old versions wrote 1, the code ATA has for « no moving parts », as it stands.
    if let rotation { return rotation > 1 ? .hdd : .ssd }
    return DiskNames.isSSD(names) ? .ssd : .unknown
  }

  private static func ataHealth(of disk: JSONValue) -> ATAHealth {
    let table = disk["ata_smart_attributes"]?["table"]?.list ?? []
    func raw(_ id: Int) -> Int? { table.first { $0["id"]?.whole == id }?["raw"]?["value"]?.whole }
    return ATAHealth(
      reallocatedSectors: raw(5), reportedUncorrectable: raw(187), commandTimeouts: raw(188),
      pendingSectors: raw(197), uncorrectableSectors: raw(198))
  }
}
