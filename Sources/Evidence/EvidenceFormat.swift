/// A format of machine-made evidence that Rebond reads.
public enum EvidenceFormat: String, Sendable, CaseIterable {
  /// What a machine is made of: the output of `lshw -json`.
  case lshw
  /// The state of one disk: the output of `smartctl --json`.
  case smartctl
  /// What became of each disk that was wiped: the text log of nwipe.
  case nwipe

  /// Recognises a format by its content alone, also in a file that is cut short or damaged; a file's name tells nothing.
  public init?(recognising bytes: [UInt8]) {
    self.init(recognisingUTF8: bytes.asUTF8)
  }

  init?(recognisingUTF8 bytes: [UInt8]) {
    guard let start = bytes.firstIndex(where: { $0 > 0x20 }) else { return nil }
    let isJSON =
      bytes[start] == UInt8(ascii: "{")
      || (bytes[start] == UInt8(ascii: "[") && NwipeLine.stampLength(of: bytes[start...]) == nil)
    guard let found = isJSON ? Outline(of: bytes).format : NwipeLine.appears(in: bytes) ? .nwipe : nil else {
      return nil
    }
    self = found
  }
}

/// The outermost keys of something that looks like JSON.
private struct Outline {
  private var keys: Set<String> = []
  private var keysOfDevice: Set<String> = []
  private var classes: Set<String> = []
  private var capabilities: Set<String> = []

  init(of bytes: [UInt8]) {
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    for visit in LooseJSON(bytes) where visit.depth <= 2 {
      switch (visit.depth, visit.isKey) {
      case (1, true): keys.insert(text(visit.range))
      case (1, false): if visit.key.map(text) == "class" { classes.insert(text(visit.range)) }
      case (2, true):
        switch visit.owner.map(text) {
        case "device": keysOfDevice.insert(text(visit.range))
        case "capabilities": capabilities.insert(text(visit.range))
        default: break
        }
      default: break
      }
    }
  }

  /// The keys smartctl writes around its facts; exporters drop the first two and keep the device.
  private var isSmartctl: Bool {
    keys.contains("smartctl") || keys.contains("json_format_version")
      || !keysOfDevice.isDisjoint(with: ["info_name", "protocol"])
  }

  /// A node of lshw says its `id` and `class`; a root kept by other tools may have lost both, not what the firmware says.
  private var isLshw: Bool {
    (keys.contains("id") && !classes.isDisjoint(with: Outline.lshwClasses))
      || (keys.contains("configuration")
        && capabilities.contains { $0.hasPrefix("smbios") || $0.hasPrefix("dmi-") })
  }

  var format: EvidenceFormat? { isSmartctl ? .smartctl : isLshw ? .lshw : nil }

  /// The classes of lshw's `hw.cc`.
  private static let lshwClasses: Set<String> = [
    "system", "bridge", "memory", "processor", "address", "storage", "disk", "tape", "bus", "network",
    "display",
    "input", "printer", "multimedia", "communication", "power", "volume", "generic", "accelerator",
  ]
}

extension [UInt8] {
  /// The bytes as UTF-8 without byte order mark; Windows shells write what a program prints as UTF-16.
  var asUTF8: [UInt8] {
    if starts(with: [0xEF, 0xBB, 0xBF]) { return Array(dropFirst(3)) }
    let isLittle = starts(with: [0xFF, 0xFE])
    guard isLittle || starts(with: [0xFE, 0xFF]) else { return self }
    let units = stride(from: 2, to: count - 1, by: 2).map { index in
      let (first, second) = (UInt16(self[index]), UInt16(self[index + 1]))
      return isLittle ? second << 8 | first : first << 8 | second
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}
