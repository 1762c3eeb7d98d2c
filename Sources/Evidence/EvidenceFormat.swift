/// A format of machine-made evidence that Rebond reads.
public enum EvidenceFormat: String, Sendable, CaseIterable {
  /// What a machine is made of: the output of `lshw -json` or `lshw -xml`.
  case lshw
  /// The state of one disk: the output of `smartctl --json`, or its text.
  case smartctl
  /// What became of each disk that was wiped: the text log of nwipe.
  case nwipe
  /// What the firmware says of the machine: the text of dmidecode.
  case dmidecode
  /// What a machine is made of: the text of hwinfo.
  case hwinfo
  /// What a machine is made of: the output of `inxi --output json`.
  case inxi
  /// A snapshot of eReuse's Workbench, of any generation: the machine, its disks and their erasures.
  case ereuse
  /// An inventory of the agents of GLPI or FusionInventory, JSON or XML.
  case glpi
  /// A report of Blancco, as XML.
  case blancco
  /// The text of `nvme format`, `nvme sanitize` and `nvme sanitize-log`.
  case nvme
  /// The text of hdparm's security erase.
  case hdparm
  /// What `shred --verbose` says.
  case shred
  /// The batteries as `upower --dump` prints them.
  case upower
  /// The batteries as Linux tells them, in `/sys/class/power_supply/*/uevent`.
  case powerSupply = "power-supply"
  /// What Apple's system_profiler says of a Mac: text, XML or JSON.
  case systemProfiler = "system-profiler"

  /// Recognises a format by its content alone, also in a file that is cut short or damaged; a file's name tells nothing.
  public init?(recognising bytes: [UInt8]) {
    self.init(recognisingUTF8: bytes.asUTF8)
  }

  init?(recognisingUTF8 bytes: [UInt8]) {
    guard let start = bytes.firstIndex(where: { $0 > 0x20 }) else { return nil }
    let found: EvidenceFormat? =
      switch bytes[start] {
      case _ where bytes.looksLikeJSON: JSONOutline(scanning: bytes).format
      case UInt8(ascii: "<"): EvidenceFormat(ofMarkup: bytes[start...])
      default: EvidenceFormat(ofText: bytes)
      }
    guard let found else { return nil }
    self = found
  }

  /// The format of XML, by its outermost elements.
  private init?(ofMarkup bytes: ArraySlice<UInt8>) {
    let head = String(decoding: bytes.prefix(4000), as: UTF8.self)
    let names = head.split(separator: "<").lazy.map {
      $0.prefix { $0 != ">" && $0 != " " && $0 != "/" && $0 != "\n" && $0 != "\r\n" }
    }
    .filter { !$0.isEmpty && !$0.hasPrefix("?") && !$0.hasPrefix("!") }
    guard let root = names.first else { return nil }
    switch root {
    case "node", "list":
      guard head.contains("class=\"") else { return nil }
      self = .lshw
    case "REQUEST": self = .glpi
    case "plist": self = .systemProfiler
    case _ where names.prefix(6).contains { $0.hasPrefix("blancco") }: self = .blancco
    default: return nil
    }
  }

  /// The format of text, by the words a tool begins its lines with.
  private init?(ofText bytes: [UInt8]) {
    if NwipeLine.appears(in: bytes) {
      self = .nwipe
      return
    }
    let counts = EvidenceFormat.points(in: bytes)
    // What smartctl tells beside another tool's work is of the disk that tool names.
    let tools = counts.filter { $0.key != .smartctl }
    let best = (tools.isEmpty ? counts : tools).max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }
    guard let best else { return nil }
    self = best.key
  }

  /// The formats of which a text has the marks.
  static func marked(in bytes: [UInt8]) -> Set<EvidenceFormat> { Set(points(in: bytes).keys) }

  /// How surely a text is of each format it may be of.
  private static func points(in bytes: [UInt8]) -> [EvidenceFormat: Int] {
    var counts: [EvidenceFormat: Int] = [:]
    for line in bytes.split(separator: 0x0A, maxSplits: 4000).prefix(4000) {
      let line = line.drop { $0 <= 0x20 }
      for mark in EvidenceFormat.marks where line.starts(with: mark.words) {
        counts[mark.format, default: 0] += mark.weight
      }
    }
    return counts.filter { $0.value >= 2 }
  }

  /// The command that makes for programs what a text tells people, where a tool knows both ways.
  static func printed(for bytes: [UInt8]) -> String? {
    let text = bytes.prefix(20_000)
    return [
      ("  *-core", "lshw -json"), ("Machine:   Type:", "inxi --output json --output-file print -v 8"),
    ].first { words, _ in text.lazy.split(separator: 0x0A).contains { $0.starts(with: words.utf8) } }?.1
  }

  /// Beginnings of lines that only one tool writes; two points make a format.
  private static let marks: [(words: [UInt8], format: EvidenceFormat, weight: Int)] = [
    ("# dmidecode ", EvidenceFormat.dmidecode, 2), ("Getting SMBIOS data from sysfs", .dmidecode, 2),
    ("Scanning /dev/mem for entry point", .dmidecode, 2), ("Handle 0x", .dmidecode, 1), ("SMBIOS ", .dmidecode, 1),
    ("System Information", .dmidecode, 1), ("Base Board Information", .dmidecode, 1),
    ("Chassis Information", .dmidecode, 1), ("Portable Battery", .dmidecode, 1),
    ("Hardware Class: ", .hwinfo, 1), ("[Created at ", .hwinfo, 1),
    ("native-path: ", .upower, 1), ("energy-full: ", .upower, 1), ("Device: /org/freedesktop/UPower", .upower, 2),
    ("has statistics: ", .upower, 1), ("POWER_SUPPLY_", .powerSupply, 1),
    ("Sanitize Progress ", .nvme, 1), ("Sanitize Status ", .nvme, 1), ("Success formatting namespace", .nvme, 2),
    ("Sending format operation", .nvme, 2), ("You are about to format ", .nvme, 2), ("NVMe status: ", .nvme, 1),
    ("Issuing SECURITY_ERASE", .hdparm, 2), ("Issuing SECURITY_SET_PASS", .hdparm, 2),
    ("Issuing ENHANCED SECURITY_ERASE", .hdparm, 2), ("security_password: ", .hdparm, 1),
    ("Master password revision code", .hdparm, 1), ("ATA device, with ", .hdparm, 2),
    ("shred: ", .shred, 4),
    ("=== START OF INFORMATION SECTION", .smartctl, 2), ("=== START OF READ SMART DATA", .smartctl, 2),
    ("=== START OF SMART DATA", .smartctl, 2),
    ("Hardware Overview:", .systemProfiler, 2), ("Model Identifier: ", .systemProfiler, 1),
    ("Battery Information:", .systemProfiler, 1), ("Charge Information:", .systemProfiler, 1),
    ("NVMExpress:", .systemProfiler, 2), ("Serial-ATA:", .systemProfiler, 2),
    ("SATA/SATA Express:", .systemProfiler, 2),
  ].map { (words: Array($0.0.utf8), format: $0.1, weight: $0.2) }
}

extension [UInt8] {
  /// Whether the bytes begin as JSON does; logs begin their lines with `[` too.
  var looksLikeJSON: Bool {
    guard let start = firstIndex(where: { $0 > 0x20 }) else { return false }
    if self[start] == UInt8(ascii: "{") { return true }
    guard self[start] == UInt8(ascii: "["), NwipeLine.stampLength(of: self[start...]) == nil else { return false }
    return self[(start + 1)...].first { $0 > 0x20 }.map { "{[]\"-0123456789".utf8.contains($0) } ?? true
  }

  /// The bytes with line feeds for carriage returns where a text has only these.
  private var withLineFeeds: [UInt8] {
    guard !looksLikeJSON, !contains(0x0A), contains(0x0D) else { return self }
    return map { $0 == 0x0D ? 0x0A : $0 }
  }

  /// The bytes as UTF-8 without byte order mark; Windows shells write what a program prints as UTF-16.
  var asUTF8: [UInt8] {
    if starts(with: [0xEF, 0xBB, 0xBF]) { return Array(dropFirst(3)) }
    let isMarked = starts(with: [0xFF, 0xFE]) || starts(with: [0xFE, 0xFF])
    // Without a mark, text of tools has its letters in every other byte, and zeros between.
    let zeros = prefix(8).enumerated().filter { $1 == 0 }.map(\.offset)
    let isLittle = starts(with: [0xFF, 0xFE]) || zeros == [1, 3, 5, 7]
    guard isMarked || isLittle || zeros == [0, 2, 4, 6] else { return withLineFeeds }
    let units = stride(from: isMarked ? 2 : 0, to: count - 1, by: 2).map { index in
      let (first, second) = (UInt16(self[index]), UInt16(self[index + 1]))
      return isLittle ? second << 8 | first : first << 8 | second
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}
