public import Kernel

extension EvidenceSheet {
  /// The sheet as one JSON object; every key is there, `null` where the file does not tell.
  ///
  /// - Parameters:
  ///   - file: the name the file was asked for by.
  ///   - language: the language of the problems.
  public func json(file: String, in language: Language) -> JSONValue {
    .object([
      .init("file", .string(file)), .init("format", text(format?.rawValue)), .init("status", .string(status.rawValue)),
      .init("problems", .array(problems.map { .string($0[language]) })), .init("system", systemJSON),
      .init(
        "processors",
        .array(processors.map { .object([.init("model", text($0.name)), .init("cores", number($0.cores))]) })),
      .init("memoryBytes", number(memoryBytes)), .init("storage", .array(storage.map(json))),
      .init("batteries", .array(batteries.map(json))),
      .init("network", .array(network.map { .object([.init("mac", .string($0.mac))]) })),
      .init("erasures", .array(erasures.map(json))),
    ])
  }

  private var systemJSON: JSONValue {
    .object([
      .init("manufacturer", text(system.manufacturer)), .init("model", text(system.model)),
      .init("version", text(system.version)), .init("serial", text(system.serial)), .init("uuid", text(system.uuid)),
      .init("chassis", text(system.chassis)), .init("sku", text(system.sku)),
    ])
  }

  private func json(_ medium: Medium) -> JSONValue {
    .object([
      .init("device", text(medium.device)), .init("model", text(medium.model)), .init("serial", text(medium.serial)),
      .init("bytes", number(medium.bytes)), .init("kind", .string(medium.kind)), .init("health", json(medium.health)),
    ])
  }

  private func json(_ health: DiskHealthReport?) -> JSONValue {
    .object([
      .init("passed", flag(health?.passed)), .init("powerOnHours", number(health?.powerOnHours)),
      .init("powerCycles", number(health?.powerCycles)),
      .init("reallocated", number(health?.ata.reallocatedSectors ?? health?.grownDefects)),
      .init("pending", number(health?.ata.pendingSectors)),
      .init("uncorrectable", number(health?.ata.uncorrectableSectors)),
      .init("percentageUsed", number(health?.nvme.percentageUsed)),
      .init("mediaErrors", number(health?.nvme.mediaErrors)),
      .init("criticalWarning", number(health?.nvme.criticalWarning)),
    ])
  }

  private func json(_ battery: BatterySighting) -> JSONValue {
    .object([
      .init("model", text(battery.model)), .init("serial", text(battery.serial?.toldSerial)),
      .init("designMilliwattHours", number(battery.capacityMilliwattHours)),
      .init("fullMilliwattHours", number(battery.fullMilliwattHours)),
      .init("healthPercent", battery.healthPercent.map(JSONValue.real) ?? .null),
      .init("cycles", number(battery.cycles)),
    ])
  }

  private func json(_ erasure: Erasure) -> JSONValue {
    .object([
      .init("device", text(erasure.device)), .init("model", text(erasure.model)),
      .init("serial", text(erasure.serial)), .init("method", text(erasure.method)),
      .init("level", text(erasure.level?.rawValue)), .init("tool", text(erasure.tool)),
      .init("toolVersion", text(erasure.toolVersion)), .init("result", .string(erasure.result.rawValue)),
      .init("bytesErased", number(erasure.bytesErased)), .init("bytesTotal", number(erasure.bytesTotal)),
      .init("startedAt", text(erasure.startedAt?.isoText)), .init("finishedAt", text(erasure.finishedAt?.isoText)),
      .init("verified", flag(erasure.verified)),
    ])
  }

  private func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
  private func number(_ number: Int?) -> JSONValue { number.map { .integer(Int64($0)) } ?? .null }
  private func flag(_ flag: Bool?) -> JSONValue { flag.map(JSONValue.bool) ?? .null }
}

extension SerialNumber {
  /// The serial, unless it is a placeholder or hidden.
  public var toldSerial: String? { verdict == .usable || verdict == .short ? written : nil }
}

extension LocalStamp {
  /// The stamp as ISO 8601 without a zone: nobody tells it.
  fileprivate var isoText: String { description.split(separator: " ").joined(separator: "T") }
}
