import Kernel

/// Reads what lshw writes, of every age: an object, or a list of them since version B.02.19.
enum LshwReader {
  static func read(_ json: JSONValue) throws(EvidenceFailure) -> MachineReport {
    let roots = json.list.compactMap(LshwNode.init)
    guard !roots.isEmpty else { throw .nothingReported(.lshw) }
    let system = roots.first { $0.kind == nil || $0.kind == "system" }
    let board = roots.lazy.flatMap { [$0] + $0.children }.first {
      $0.kind == "bus" && $0.id.hasPrefix("core")
    }
    let ports = networkPorts(of: roots)
    var report = MachineReport(
      manufacturer: system?.text("vendor"), product: system?.text("product"),
      version: system?.text("version"),
      sku: system?.setting("sku"), family: system?.setting("family"), chassis: system?.setting("chassis"),
      uuid: system?.setting("uuid"),
      identity: MachineIdentity(
        systemSerial: system?.serial, boardSerial: board?.serial,
        macs: ports.filter { $0.attachment == .builtIn }.map(\.mac)),
      processors: processors(of: roots), memoryBytes: memoryBytes(of: roots),
      disks: LshwDisks.seen(in: roots),
      networkPorts: ports, batteries: batteries(of: roots))
    report.opticalDrives = LshwDisks.opticalDrives(in: roots)
    return report
  }

  private static func processors(of roots: [LshwNode]) -> [Processor] {
    nodes(of: "processor", in: roots).filter { $0.id.hasPrefix("cpu") && $0.value["disabled"]?.truth != true }
      .map { node in
        Processor(
          manufacturer: node.text("vendor"), name: node.text("product"),
          cores: node.value["configuration"]?["cores"]?.whole)
      }
  }

  /// What lshw calls the main memory, in the languages it speaks.
  private static let systemMemory: Set<String> = [
    "system memory", "mémoire système", "memoria de sistema", "memòria de sistema",
  ]

  /// The memory of the nodes that say « System Memory », by their own size or else by their banks; some boards put the
  /// banks under a node without a name beside it. Flash chips and controllers are memory nodes too, of another name.
  private static func memoryBytes(of roots: [LshwNode]) -> Int? {
    let memory = nodes(of: "memory", in: roots).filter { $0.id.hasPrefix("memory") }
    let named = memory.filter {
      $0.text("description").map { systemMemory.contains($0.lowercased()) } == true
    }
    let unnamed = memory.filter { $0.text("description") == nil }
    let byName = named.compactMap { $0.size ?? bankBytes(of: $0) }.sum
    return byName ?? unnamed.compactMap(bankBytes).sum
  }

  private static func bankBytes(of memory: LshwNode) -> Int? {
    memory.children.filter { $0.id.hasPrefix("bank") }.compactMap(\.size).sum
  }

  private static func networkPorts(of roots: [LshwNode]) -> [NetworkPort] {
    var ports: [NetworkPort] = []
    for root in roots {
      root.walk { node, above in
        guard node.kind == "network", let mac = node.text("serial") else { return }
        let path = above + [node]
        ports.append(
          NetworkPort(
            mac: mac.lowercased(), logicalName: node.logicalNames.first,
            attachment: path.contains(where: \.isOnUSB)
              ? .usb : path.contains { $0.text("businfo") != nil } ? .builtIn : .virtual))
      }
    }
    return ports
  }

  private static func batteries(of roots: [LshwNode]) -> [BatterySighting] {
    // Mains supplies are of the class `power` as well.
    nodes(of: "power", in: roots).filter { $0.id.hasPrefix("battery") }.map { node in
      BatterySighting(
        manufacturer: node.text("vendor"), model: node.text("product"), serial: node.serial,
        capacityMilliwattHours: node.value["capacity"]?.whole)
    }
  }

  private static func nodes(of kind: String, in roots: [LshwNode]) -> [LshwNode] {
    roots.flatMap { [$0] + $0.descendants }.filter { $0.kind == kind }
  }
}
