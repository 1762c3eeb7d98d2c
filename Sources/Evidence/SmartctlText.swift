import Kernel

/// Reads what `smartctl -i`, `-a` or `-x` prints for people, of one ATA, NVMe or SCSI disk (smartctl(8), from version 5.38 on).
///
/// Only what stands there whole is a fact: of a raw value that the drive's own format takes apart, nobody knows the rest.
struct SmartctlText {
  /// The part of the output a line is in, as its headings name it: the same words mean other things in the logs further down.
  private enum Section { case before, information, health, logs }

  private var section = Section.before
  private var information: [Substring: String] = [:]
  private var health: [Substring: String] = [:]
  /// The raw values of the table of attributes, by their numbers.
  private var attributes: [Int: String] = [:]
  private static let attributesTitle = "Vendor Specific SMART Attributes"
  /// Whether the table of attributes has its title: without a row below, the text was cut.
  private var announcesAttributes = false
  /// Whether the attribute of the time on counts in hours.
  private var countsHours = false
  /// How many words stand before the raw value in the rows of the table that is read.
  private var wordsBeforeRaw: Int?
  private var version: [Int] = []
  private var device: String?
  /// What stands before the time a SCSI disk has been on, as `12345:23`.
  private static let powerOnTime: Substring = "Accumulated power on time, hours:minutes"
  /// The serial numbers and the models of all sections: the same disk may be described again and again.
  private var serials: Set<String> = []
  private var models: Set<String> = []

  static func read(_ text: TextLines) throws(EvidenceFailure) -> DiskHealthReport {
    var reader = SmartctlText()
    for line in text.lines { reader.read(line) }
    let count = max(reader.serials.count, reader.models.count)
    guard count <= 1 else { throw .severalDisks(count: count) }
    guard count == 1 else { throw .nothingReported(.smartctl) }
    return reader.report(problems: text.problems)
  }

  // MARK: Lines

  private mutating func read(_ line: TextLine) {
    if line.begins(with: "=== START OF ".utf8) {
      section =
        line.text.contains("INFORMATION SECTION") ? .information : line.text.contains("SMART DATA") ? .health : .logs
      wordsBeforeRaw = nil
    } else if line.begins(with: "smartctl ".utf8), version.isEmpty {
      let words = line.text.split(separator: " ").dropFirst().drop { $0 == "version" }
      version = (words.first ?? "").split(separator: ".").compactMap { Int($0) }
    } else {
      switch section {
      case .before: readCommand(line)
      case .information: readInformation(line)
      case .health: readHealth(line)
      case .logs: break
      }
    }
  }

  /// The command that was typed names the device; what it prints does not.
  private mutating func readCommand(_ line: TextLine) {
    let words = line.text.split { $0 == " " || $0 == "\t" }
    guard words.contains(where: { $0 == "smartctl" || $0.hasSuffix("/smartctl") }) else { return }
    device = words.last { $0.hasPrefix("/dev/") }.map(String.init)
  }

  private mutating func readInformation(_ line: TextLine) {
    // Where there is nothing to tell, it says so between brackets.
    guard let key = line.key, let value = line.value, !value.hasPrefix("[") else { return }
    switch key {
    case "Serial Number", "Serial number": serials.insert(value)
    case "Device Model", "Model Number", "Product": models.insert(value)
    default: break
    }
    if information[key] == nil { information[key] = value }
  }

  private mutating func readHealth(_ line: TextLine) {
    let words = line.text.split { $0 == " " || $0 == "\t" }
    if line.text.hasPrefix(Self.attributesTitle) { announcesAttributes = true }
    if words.first == "ID#", words.last == "RAW_VALUE" {
      wordsBeforeRaw = words.count - 1
    } else if let before = wordsBeforeRaw, words.count > before, let id = words.first.flatMap({ Int($0) }) {
      if attributes[id] == nil { attributes[id] = words[before...].joined(separator: " ") }
      // Minutes or half minutes, where the name says so and no unit stands beside the number.
      if id == 9, before > 1, words[1].hasPrefix("Power_On_Hours") { countsHours = true }
    } else {
      wordsBeforeRaw = nil
      if line.text.hasPrefix(Self.powerOnTime) { health[Self.powerOnTime] = words.last.map(String.init) }
      if let key = line.key, let value = line.value, health[key] == nil { health[key] = value }
    }
  }

  // MARK: Facts

  private func report(problems: [EvidenceProblem]) -> DiskHealthReport {
    let rotation = information["Rotation Rate"]
    let turns = rotation.flatMap { $0.hasSuffix(" rpm") ? Int($0.dropLast(4)) : $0 == "Solid State Device" ? 0 : nil }
    return DiskHealthReport(
      device: device, deviceType: nil, protocolName: protocolName, model: model,
      serial: SerialNumber(information["Serial Number"] ?? information["Serial number"]),
      firmware: information["Firmware Version"] ?? information["Revision"], capacityBytes: capacityBytes,
      kind: kind(turning: turns), formFactor: information["Form Factor"], rotationRate: turns, passed: passed,
      powerOnHours: powerOnHours, powerCycles: count(health["Power Cycles"]) ?? leading(attributes[12]),
      temperature: temperature,
      ata: ATAHealth(
        reallocatedSectors: whole(attributes[5]), reportedUncorrectable: whole(attributes[187]),
        commandTimeouts: whole(attributes[188]), pendingSectors: whole(attributes[197]),
        uncorrectableSectors: whole(attributes[198])),
      nvme: NVMeHealth(
        percentageUsed: percent(health["Percentage Used"]), criticalWarning: warning,
        mediaErrors: count(health["Media and Data Integrity Errors"]),
        availableSpare: percent(health["Available Spare"])),
      grownDefects: count(health["Elements in grown defect list"]), exit: nil, messages: [], toolVersion: version,
      problems: problems + unclear
        + (announcesAttributes && attributes.isEmpty ? [.unreadablePart(Self.attributesTitle)] : []))
  }

  /// The raw values of the attributes that tell of lost data, where a drive keeps several numbers in one.
  private var unclear: [EvidenceProblem] {
    [(5, "reallocated"), (197, "pending"), (198, "uncorrectable")].compactMap { id, field in
      guard let raw = attributes[id], whole(raw) == nil else { return nil }
      return .unclear(field: field, written: raw)
    }
  }

  private var model: String? {
    if let model = information["Device Model"] ?? information["Model Number"] { return model }
    let parts = [information["Vendor"], information["Product"]].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  private var protocolName: String? {
    if information["Model Number"] != nil { return "NVMe" }
    if information["Device Model"] != nil { return "ATA" }
    return information["Product"] == nil ? nil : "SCSI"
  }

  private var capacityBytes: Int? {
    ["User Capacity", "Namespace 1 Size/Capacity", "Namespace 1 Size", "Total NVM Capacity"].lazy
      .compactMap { count(information[$0]) }.first { $0 > 0 }
  }

  private func kind(turning turns: Int?) -> DiskKind {
    let names = [model, information["Model Family"]].compactMap { $0?.lowercased() }
    if DiskNames.isRAID(names) { return .raidVolume }
    if protocolName == "NVMe" { return .nvme }
    if let turns { return turns > 1 ? .hdd : .ssd }
    return DiskNames.isSSD(names) ? .ssd : .unknown
  }

  /// The disk's own verdict; one that is neither good nor bad is none.
  private var passed: Bool? {
    switch health["SMART overall-health self-assessment test result"] ?? health["SMART Health Status"] {
    case "PASSED", "OK": true
    case let verdict? where verdict.hasPrefix("FAILED") || verdict.contains("FAILURE"): false
    default: nil
    }
  }

  private var powerOnHours: Int? {
    let written = attributes[9].flatMap { raw in countsHours || raw.contains("h+") ? raw : nil }
    return count(health["Power On Hours"]) ?? leading(written, units: "h")
      ?? leading(health[Self.powerOnTime], units: ":")
  }

  private var temperature: Int? {
    [health["Temperature"], health["Current Drive Temperature"], attributes[194], attributes[190]].lazy
      .compactMap { leading($0) }.first
  }

  private var warning: Int? {
    health["Critical Warning"].flatMap { $0.hasPrefix("0x") ? Int($0.dropFirst(2), radix: 16) : nil }
  }

  // MARK: Numbers

  /// A number that is all there is; below zero there is none.
  private func whole(_ text: String?) -> Int? {
    text.flatMap { $0.allSatisfy { ("0"..."9").contains($0) } ? Int($0) : nil }
  }

  /// A number and what explains it: `34 (Min/Max 20/45)`, `34 Celsius`, `9703h+12m+30.123s`.
  private func leading(_ text: String?, units: String = "") -> Int? {
    guard let text else { return nil }
    let digits = text.prefix { ("0"..."9").contains($0) }
    let next = text.dropFirst(digits.count).first
    return next.map { $0 == " " || units.contains($0) } ?? true ? Int(digits) : nil
  }

  /// A number with signs between its thousands, which differ with the language of the machine: `1,000,204,886,016 bytes [1.00 TB]`.
  private func count(_ text: String?) -> Int? {
    guard let text else { return nil }
    let number = text.prefix { $0 != "[" }.trimmed
    let figures = number.hasSuffix(" bytes") ? number.dropLast(6) : number
    let parts = figures.split { !("0"..."9").contains($0) }
    guard figures.first?.isNumber == true, figures.allSatisfy({ !$0.isLetter }), let first = parts.first,
      parts.dropFirst().allSatisfy({ $0.count == 3 }), parts.count == 1 || first.count <= 3
    else { return nil }
    return Int(parts.joined())
  }

  private func percent(_ text: String?) -> Int? {
    text.flatMap { $0.hasSuffix("%") ? Int($0.dropLast()) : nil }
  }
}
