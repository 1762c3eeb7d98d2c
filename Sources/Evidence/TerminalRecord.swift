import Kernel

/// What the record of a terminal tells beside a tool's own lines: what time it was, and which disk stands behind a device's
/// name. Tools that erase by one command tell neither.
struct TerminalRecord {
  /// The last time told: by `script`, which writes it where its record begins and ends, or by `date -Is`.
  private(set) var stamp: LocalStamp?
  /// The disks that hdparm, smartctl or nvme described under their devices' names.
  private var disks: [String: Disk] = [:]
  /// The device that the lines that follow describe.
  private var described: String?
  /// Where the columns of the serial number and the model begin, and the one after them, in the table that nvme lists disks in.
  private var columns: (serial: Int, model: Int, end: Int)?

  struct Disk {
    var model: String?
    fileprivate var serials: Set<String> = []

    /// Nothing where two are told under one name: it was given to another disk, and nobody knows which is meant.
    var serial: SerialNumber? { serials.count == 1 ? SerialNumber(serials.first) : nil }
  }

  /// The versions that tools told of themselves, by their names.
  private(set) var versions: [String: String] = [:]

  /// Takes a line, and returns the time it tells, if any.
  mutating func read(_ line: TextLine) -> LocalStamp? {
    if let told = Self.stamp(in: line.text) {
      stamp = told
      return told
    }
    for (words, tool) in Self.versionMarks where line.text.hasPrefix(words) {
      let version = line.text.dropFirst(words.count).prefix { !" \t(".contains($0) }
      if version.first?.isNumber == true { versions[tool] = String(version) }
    }
    if let listed = Self.columns(of: line.text) {
      columns = listed
    } else if let columns, line.text.hasPrefix("/dev/nvme"), let device = Self.device(in: line.text),
      let serial = line.text.cell(from: columns.serial, to: columns.model)
    {
      disks[device, default: Disk()].model = line.text.cell(from: columns.model, to: columns.end)
      disks[device, default: Disk()].serials.insert(serial)
      return nil
    }
    if let device = Self.device(in: line.text) {
      let isHeading = line.text.hasPrefix("/dev/") && line.text.hasSuffix(":")
      let describes = isHeading || ["hdparm -I", "smartctl ", "nvme id-ctrl"].contains { line.text.contains($0) }
      described = describes ? device : nil
    } else if let described, let value = line.value {
      switch line.key {
      case "Model Number", "Device Model", "mn": disks[described, default: Disk()].model = value
      case "Serial Number", "Serial number", "sn":
        disks[described, default: Disk()].serials.insert(value)
      default: break
      }
    }
    return nil
  }

  /// The disk behind the name of a device; nvme names a disk by its controller or by a namespace of it.
  func disk(behind device: String) -> Disk? {
    if let disk = disks[device] { return disk }
    let alike = disks.filter { Self.controller(of: $0.key) == Self.controller(of: device) }
    return alike.count == 1 ? alike.first?.value : nil
  }

  /// `/dev/nvme0` of `/dev/nvme0n1`; other names are their own.
  static func controller(of device: String) -> Substring {
    guard device.hasPrefix("/dev/nvme"), let end = device.dropFirst(9).firstIndex(of: "n") else { return device[...] }
    return device[..<end]
  }

  /// How tools begin to tell their version.
  private static let versionMarks = [
    ("nvme version ", "nvme"), ("hdparm v", "hdparm"), ("shred (GNU coreutils) ", "shred"),
  ]

  private static func device(in text: Substring) -> String? {
    text.split { " \t\"'".contains($0) }.first { $0.hasPrefix("/dev/") }.map { word in
      String(word.last == ":" ? word.dropLast() : word)
    }
  }

  /// `Script started on 2026-09-15 10:22:33+02:00 […]`, in whatever language, or a stamp alone on its line.
  private static func stamp(in text: Substring) -> LocalStamp? {
    let words = text.split(separator: " ")
    if text.hasPrefix("Script ") {
      return zip(words, words.dropFirst()).lazy.compactMap { LocalStamp("\($0) \($1.prefix(8))") }.first
    }
    guard words.count <= 2, text.count >= 19, text.count <= 26 else { return nil }
    return LocalStamp(String(text.prefix(19)))
  }

  /// The places of the titles of `nvme list`: `Node  SN  Model  Namespace …`, in every version, each over the beginning of
  /// what stands below.
  private static func columns(of text: Substring) -> (serial: Int, model: Int, end: Int)? {
    guard text.hasPrefix("Node "), text.contains(" SN "), text.contains(" Model ") else { return nil }
    func place(of title: String) -> Int? {
      text.range(ofASCII: Array(" \(title) ".utf8)).map {
        text.utf8.distance(from: text.startIndex, to: $0.lowerBound) + 1
      }
    }
    guard let serial = place(of: "SN"), let model = place(of: "Model"), let end = place(of: "Namespace"),
      serial < model,
      model < end
    else { return nil }
    return (serial, model, end)
  }
}

extension Substring {
  /// What a row of a table says in a column, or nothing when the row is short or the column empty.
  fileprivate func cell(from start: Int, to end: Int) -> String? {
    guard utf8.count >= end else { return nil }
    let cell = utf8.dropFirst(start).prefix(end - start)
    let text = Substring(cell).trimmed
    return text.isEmpty ? nil : String(text)
  }
}
