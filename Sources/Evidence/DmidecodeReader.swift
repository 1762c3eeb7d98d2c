import Kernel

/// One structure of the firmware's tables, as dmidecode prints it.
struct DmiStructure {
  /// What dmidecode calls it, as `System Information`.
  let title: String
  /// Its handle, as `0x0001`; nothing in quiet mode.
  let handle: String?
  /// The lines below its title; of most structures nobody asks anything.
  private var lines: [TextLine] = []

  /// The oldest versions end every title with « Block » or « Structure ».
  init(title: String, handle: String?) {
    let words = title.split(separator: " ")
    self.title = ["Block", "Structure"].contains(words.last ?? "") ? words.dropLast().joined(separator: " ") : title
    self.handle = handle
  }

  mutating func add(_ line: TextLine) { lines.append(line) }

  /// The value of a field, unless it says that there is none.
  subscript(_ key: StaticString) -> String? { Absence.told(written(key)) }

  /// The value of a field whatever it says; what is listed below a field is no field.
  func written(_ key: StaticString) -> String? {
    lines.lazy.filter { $0.indent == lines[0].indent && $0.has(key: key) }.compactMap(\.value).first
  }
}

/// Reads the text of dmidecode, of every age: with handles, in quiet mode, and as version 2.2 indented it.
enum DmidecodeReader {
  static func read(_ text: TextLines) throws(EvidenceFailure) -> MachineReport {
    let (structures, problems) = structures(of: text.lines)
    var report = report(on: structures)
    guard !report.isEmpty else { throw .nothingReported(.dmidecode) }
    report.problems = text.problems + problems + report.problems
    return report
  }

  /// Beginnings of what dmidecode says when the tables are broken.
  private static let stops = ["Invalid entry length", "Wrong DMI structures", "<TRUNCATED>"].map { Array($0.utf8) }

  private static let handleMark = Array("Handle 0x".utf8)

  private static func structures(of lines: [TextLine]) -> ([DmiStructure], [EvidenceProblem]) {
    var structures: [DmiStructure] = []
    var problems: [EvidenceProblem] = []
    var handle: String?
    var expectsTitle = false
    for line in lines where line.text.utf8.first != UInt8(ascii: "#") {
      if line.text.utf8.first.map({ "IW<".utf8.contains($0) }) == true, stops.contains(where: { line.begins(with: $0) })
      {
        problems.append(.toolStopped(String(line.text.prefix(80))))
      } else if line.indent == 0, line.begins(with: handleMark) {
        handle = line.text.utf8.dropFirst(7).split(maxSplits: 1) { ", :".utf8.contains($0) }.first.map {
          String(Substring($0))
        }
        expectsTitle = true
      } else if expectsTitle, line.text.hasPrefix("DMI type ") {
        // Version 2.2 put the type on a line of its own, before the title.
      } else if expectsTitle || (line.indent == 0 && line.key == nil) {
        structures.append(DmiStructure(title: String(line.text), handle: expectsTitle ? handle : nil))
        expectsTitle = false
      } else if !structures.isEmpty {
        structures[structures.count - 1].add(line)
      }
    }
    return (structures, problems)
  }

  private static func report(on structures: [DmiStructure]) -> MachineReport {
    func all(_ title: String) -> [DmiStructure] { structures.filter { $0.title == title } }
    let system = all("System Information").first ?? all("System").first
    let board = all("Base Board Information").first ?? all("Board Information").first
    let chassis = all("Chassis Information").first
    let batteries = all("Portable Battery").map(battery)
    let (memory, problem) = memoryBytes(of: structures)
    var report = MachineReport(
      format: .dmidecode, manufacturer: system?["Manufacturer"] ?? system?["Vendor"],
      product: system?["Product Name"] ?? system?["Product"], version: system?["Version"], sku: system?["SKU Number"],
      family: system?["Family"], chassis: chassis?["Type"] ?? chassis?["Chassis Type"], uuid: system?["UUID"],
      identity: MachineIdentity(
        systemSerial: SerialNumber(system?.written("Serial Number")),
        boardSerial: SerialNumber(board?.written("Serial Number")),
        chassisSerial: SerialNumber(chassis?.written("Serial Number"))),
      processors: (all("Processor Information") + all("Processor")).compactMap(processor), memoryBytes: memory,
      batteries: batteries.compactMap(\.battery))
    report.problems = batteries.compactMap(\.problem) + [problem].compactMap { $0 }
    return report
  }

  /// The processor in a socket; nothing when the socket is empty.
  private static func processor(_ structure: DmiStructure) -> Processor? {
    let status = structure.written("Status") ?? ""
    guard !status.hasPrefix("Unpopulated") else { return nil }
    let name = structure["Version"]
    if status.isEmpty || !status.hasPrefix("Populated"), name == nil, structure["Manufacturer"] == nil { return nil }
    return Processor(
      manufacturer: structure["Manufacturer"], name: name,
      cores: structure["Core Count"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil })
  }

  // MARK: Memory

  /// The modules of the main memory; firmware chips and video memory are listed among them.
  private static func memoryBytes(of structures: [DmiStructure]) -> (Int?, EvidenceProblem?) {
    let others = Set(
      structures.filter { $0.title == "Physical Memory Array" && ($0["Use"] ?? "System Memory") != "System Memory" }
        .compactMap(\.handle))
    let devices = structures.filter { structure in
      structure.title == "Memory Device" && structure["Type"] != "Flash"
        && structure["Array Handle"].map(others.contains) != true
    }
    let sizes =
      devices.isEmpty
      ? structures.filter { $0.title == "Memory Module Information" }.compactMap { $0.written("Installed Size") }
      : devices.compactMap { $0.written("Size") }
    let fitted = sizes.filter { !$0.hasPrefix("No") }
    let known = fitted.compactMap { size in
      // « 512 MB (Double-bank Connection) » is one module.
      Quantity.memoryBytes(String(size.prefix { $0 != "(" }))
    }
    if known.count < fitted.count {
      return (nil, .unclear(field: "memoryBytes", written: fitted.first { Quantity.memoryBytes($0) == nil } ?? ""))
    }
    return (known.sum.flatMap { $0 > 0 ? $0 : nil }, nil)
  }

  // MARK: Batteries

  /// The battery of a structure, unless the firmware describes none: boards of desktop machines keep a sample's text.
  private static func battery(_ structure: DmiStructure) -> (battery: BatterySighting?, problem: EvidenceProblem?) {
    let (maker, name) = (structure["Manufacturer"], structure["Name"])
    let serial = SerialNumber(structure.written("Serial Number") ?? structure["SBDS Serial Number"])
    let written = structure["Design Capacity"]
    let capacity = written.flatMap(Quantity.milliwattHours)
    let battery = BatterySighting(
      manufacturer: maker, model: name, serial: serial, capacityMilliwattHours: capacity, cycles: nil)
    if battery.isSample || (maker == nil && name == nil && capacity == nil && serial?.verdict != .usable) {
      return (nil, .unclear(field: "batteries", written: battery.writtenNames))
    }
    return (battery, nil)
  }
}

extension BatterySighting {
  /// Whether it is the text of a sample that many firmwares keep, in machines with and without a battery.
  var isSample: Bool {
    [manufacturer, model].contains { $0?.contains("Virtual Battery") == true || $0?.hasPrefix("CRB Battery") == true }
  }

  /// The names as they are written.
  var writtenNames: String { [manufacturer, model].compactMap { $0 }.joined(separator: " ") }
}
