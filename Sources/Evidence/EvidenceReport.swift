import Kernel

/// What a file of machine-made evidence says, in Rebond's terms.
///
/// Reading changes nothing: evidence never moves a device from one state to another by itself.
public enum EvidenceReport: Sendable, Equatable {
  /// A machine and its parts, and what was done to its disks where the file tells.
  case machine(MachineReport)
  /// The state of one disk.
  case diskHealth(DiskHealthReport)
  /// What became of each disk that was erased, run by run.
  case wipe(WipeReport)

  /// The largest file read, in bytes; the largest real one known is below 0.2 MB.
  public static let sizeLimit = 16 << 20

  /// Reads a file whose format is told by its content.
  ///
  /// - Throws: ``EvidenceFailure``: empty, too large, of no known format, damaged or cut short with the place, or
  ///   without anything to report.
  public init(reading bytes: [UInt8]) throws(EvidenceFailure) {
    guard bytes.count <= EvidenceReport.sizeLimit else {
      throw .tooLarge(bytes: bytes.count, limit: EvidenceReport.sizeLimit)
    }
    let bytes = bytes.asUTF8
    guard let first = bytes.first(where: { $0 > 0x20 }) else { throw .empty }
    if bytes.looksLikeJSON {
      self = try EvidenceReport.json(bytes)
      return
    }
    guard let format = EvidenceFormat(recognisingUTF8: bytes) else {
      throw EvidenceFormat.printed(for: bytes).map { .printedForPeople(command: $0) } ?? .unrecognised
    }
    self =
      first == UInt8(ascii: "<") && format != .nwipe
      ? .machine(try EvidenceReport.markup(bytes, format)) : try EvidenceReport.plain(bytes, format)
    if case .wipe(let wipe) = self { self = .wipe(wipe.provingWholeDisks) }
  }

  /// Reads JSON, whose format is told by what was read; of what cannot be read, by what it looks like.
  private static func json(_ bytes: [UInt8]) throws(EvidenceFailure) -> EvidenceReport {
    let json: JSONValue
    do throws(JSONFault) {
      json = try MachineJSON.read(bytes)
    } catch {
      guard let format = JSONOutline(scanning: bytes).format else { throw .unrecognised }
      guard let problem = error.problem else { throw .cut(format, at: TextPlace(of: bytes.count, in: bytes)) }
      throw .malformed(format, problem, at: TextPlace(of: error.position, in: bytes))
    }
    guard let format = JSONOutline(of: json).format else { throw .unrecognised }
    switch format {
    case .lshw: return .machine(try LshwReader.read(json))
    case .smartctl: return .diskHealth(try SmartctlReader.read(json))
    case .inxi: return .machine(try InxiReader.read(json))
    case .ereuse: return .machine(try EReuseReader.read(json))
    case .glpi: return .machine(try GLPIReader.read(json))
    case .nvme: return .wipe(try NVMeReader.read(json))
    case .systemProfiler: return .machine(try SystemProfilerReader.read(json))
    case .nwipe, .dmidecode, .hwinfo, .blancco, .hdparm, .shred, .upower, .powerSupply: throw .unrecognised
    }
  }

  /// Reads what a program printed for people.
  private static func plain(_ bytes: [UInt8], _ format: EvidenceFormat) throws(EvidenceFailure) -> EvidenceReport {
    switch format {
    case .nwipe: return .wipe(try NwipeReader.read(bytes))
    case .dmidecode: return .machine(try DmidecodeReader.read(TextLines(of: bytes)))
    case .hwinfo: return .machine(try HwinfoReader.read(TextLines(of: bytes)))
    case .upower: return .machine(try UPowerReader.read(TextLines(of: bytes)))
    case .powerSupply: return .machine(try PowerSupplyReader.read(TextLines(of: bytes)))
    case .systemProfiler: return .machine(try SystemProfilerText.read(TextLines(of: bytes)))
    case .nvme, .shred, .hdparm: return try terminal(bytes, format)
    case .smartctl: return .diskHealth(try SmartctlText.read(TextLines(of: bytes)))
    case .lshw, .inxi, .ereuse, .glpi, .blancco: throw .nothingReported(format)
    }
  }

  /// Reads the record of a terminal, at which several disks may have been erased, each by another tool.
  private static func terminal(_ bytes: [UInt8], _ format: EvidenceFormat) throws(EvidenceFailure) -> EvidenceReport {
    let text = TextLines(of: bytes)
    func read(_ format: EvidenceFormat) throws(EvidenceFailure) -> EvidenceReport {
      switch format {
      case .nvme: .wipe(try NVMeReader.read(text))
      case .shred: .wipe(try ShredReader.read(text))
      default: try HdparmReader.read(text)
      }
    }
    let first = Result { () throws(EvidenceFailure) in try read(format) }
    let others = EvidenceFormat.marked(in: bytes).subtracting([format]).intersection([.nvme, .shred, .hdparm])
    let readings =
      [first]
      + others.sorted { $0.rawValue < $1.rawValue }.map { other in
        Result { () throws(EvidenceFailure) in try read(other) }
      }
    let wipes = readings.compactMap { reading -> WipeReport? in
      if case .success(.wipe(let wipe)) = reading { wipe } else { nil }
    }
    guard var wipe = wipes.first, !others.isEmpty else { return try first.get() }
    for other in wipes.dropFirst() {
      wipe.runs += other.runs
      wipe.problems += other.problems.filter { !wipe.problems.contains($0) }
    }
    return .wipe(wipe)
  }

  /// Reads XML, as far as it is well formed; what of it a reader of JSON knows goes to that one.
  private static func markup(_ bytes: [UInt8], _ format: EvidenceFormat) throws(EvidenceFailure) -> MachineReport {
    let document = MarkupDocument(bytes)
    if format == .blancco { return try BlanccoReader.read(document) }
    guard let root = document.root else { throw .nothingReported(format) }
    var report: MachineReport
    switch format {
    case .lshw: report = try LshwReader.read(LshwMarkup.json(of: root))
    case .systemProfiler: report = try SystemProfilerReader.read(PropertyList.json(of: root))
    default:
      report = try GLPIReader.read(
        .object([JSONValue.Member(key: "content", value: GLPIReader.json(of: root)["content"] ?? .null)]))
    }
    report.problems += document.problems
    return report
  }

  /// The format the report was read from.
  public var format: EvidenceFormat {
    switch self {
    case .machine(let report): report.format
    case .diskHealth(let report): report.format
    case .wipe(let report): report.format
    }
  }
}

/// A place in a text, counted from 1 as editors do.
public struct TextPlace: Sendable, Hashable {
  /// The line.
  public let line: Int
  /// The character of the line.
  public let column: Int

  /// Makes a place.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  init(of position: Int, in bytes: [UInt8]) {
    let before = bytes[..<Swift.min(position, bytes.count)]
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    line = before.count { $0 == 0x0A } + 1
    column = String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1
  }
}
