import Kernel

/// The outermost keys of something that looks like JSON, by which a format is recognised before it is read.
struct JSONOutline {
  private var keys: Set<String> = []
  private var inner: [String: Set<String>] = [:]
  private var classes: Set<String> = []
  private var types: Set<String> = []

  /// The outline of what was read.
  init(of value: JSONValue) {
    look(at: value, depth: 0, key: nil)
  }

  /// A list stands where it stands: what is in it is the value of its key.
  private mutating func look(at value: JSONValue, depth: Int, key: String?) {
    switch value {
    case .array(let elements):
      for element in elements { look(at: element, depth: depth, key: key) }
    case .object(let members) where depth < 2:
      for member in members {
        if depth == 0 { keys.insert(member.key) } else if let key { inner[key, default: []].insert(member.key) }
        look(at: member.value, depth: depth + 1, key: member.key)
      }
    case .string(let text) where depth == 1: note(text, of: key)
    case .object, .string, .integer, .real, .bool, .null: break
    }
  }

  private mutating func note(_ text: String, of key: String?) {
    switch key {
    case "class": classes.insert(text)
    case "type", "@type": types.insert(text)
    default: break
    }
  }

  /// The outline of what cannot be read, as far as it goes.
  init(scanning bytes: [UInt8]) {
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    for visit in LooseJSON(bytes) where visit.depth <= 2 {
      switch (visit.depth, visit.isKey) {
      case (1, true): keys.insert(text(visit.range))
      case (1, false): note(text(visit.range), of: visit.key.map(text))
      case (2, true): if let owner = visit.owner.map(text) { inner[owner, default: []].insert(text(visit.range)) }
      default: break
      }
    }
  }

  private func inner(of key: String) -> Set<String> { inner[key] ?? [] }

  /// The keys smartctl writes around its facts; exporters drop the first two and keep the device.
  private var isSmartctl: Bool {
    keys.contains("smartctl") || keys.contains("json_format_version")
      || !inner(of: "device").isDisjoint(with: ["info_name", "protocol"])
  }

  /// A node of lshw says its `id` and `class`; a root kept by other tools may have lost both, not what the firmware says.
  private var isLshw: Bool {
    (keys.contains("id") && !classes.isDisjoint(with: JSONOutline.lshwClasses))
      || (keys.contains("configuration")
        && inner(of: "capabilities").contains { $0.hasPrefix("smbios") || $0.hasPrefix("dmi-") })
  }

  /// What eReuse calls a snapshot, or the parts each of its generations has.
  private var isSnapshot: Bool {
    types.contains("Snapshot") || types.contains("DeviceSnapshotV1") || types.contains("devices:Snapshot")
      || (keys.contains("components") && !inner(of: "device").isDisjoint(with: ["type", "@type", "serialNumber"]))
      || !inner(of: "data").isDisjoint(with: ["lshw", "dmidecode", "inxi", "smartctl", "hwinfo"])
      || inner(of: "credentialSubject").contains("data")
  }

  private var isGLPI: Bool {
    !inner(of: "content").isDisjoint(with: ["versionclient", "bios", "hardware", "storages", "cpus"])
      || (keys.contains("deviceid") && keys.contains("itemtype"))
  }

  var format: EvidenceFormat? {
    if isSmartctl { return .smartctl }
    if isSnapshot { return .ereuse }
    if isGLPI { return .glpi }
    if isLshw { return .lshw }
    if keys.contains(where: InxiKey.begins) { return .inxi }
    if keys.contains(where: { $0.hasPrefix("SP") && $0.hasSuffix("DataType") }) { return .systemProfiler }
    return keys.contains("sprog") || inner.values.contains { $0.contains("sprog") } ? .nvme : nil
  }

  /// The classes of lshw's `hw.cc`.
  private static let lshwClasses: Set<String> = [
    "system", "bridge", "memory", "processor", "address", "storage", "disk", "tape", "bus", "network",
    "display",
    "input", "printer", "multimedia", "communication", "power", "volume", "generic", "accelerator",
  ]
}
