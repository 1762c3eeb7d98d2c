/// A machine and its parts, as one tool or several saw them.
///
/// Texts are as the firmware gives them, placeholders of makers included; only serials are judged.
public struct MachineReport: Sendable, Equatable {
  /// Who made it.
  public let manufacturer: String?
  /// The model, often followed by the stock-keeping unit in parentheses.
  public let product: String?
  /// What the maker calls the version; Lenovo puts the trade name here.
  public let version: String?
  /// The stock-keeping unit.
  public let sku: String?
  /// The range the model belongs to.
  public let family: String?
  /// The kind of housing: `notebook`, `desktop`, `low-profile`…
  public let chassis: String?
  /// The system's UUID; lshw of different ages writes its first three groups in different byte orders.
  public let uuid: String?
  /// The serials and addresses that tell this machine from others.
  public let identity: MachineIdentity
  /// The processors that are switched on.
  public let processors: [Processor]
  /// The main memory fitted, in bytes.
  public let memoryBytes: Int?
  /// Every disk seen, the doubtful ones too.
  public internal(set) var disks: [DiskSighting]
  /// Every network port seen, built in or not.
  public let networkPorts: [NetworkPort]
  /// Every battery the firmware describes; many firmwares describe none.
  public internal(set) var batteries: [BatterySighting]
  /// The tool that told.
  public var format = EvidenceFormat.lshw
  /// Drives for discs, which keep nothing of their user.
  public var opticalDrives: [DiskSighting] = []
  /// What the same file says was done to disks; none when it says nothing of it.
  public var wipes: [WipeRun] = []
  /// What could not be read, or is not certain.
  public var problems: [EvidenceProblem] = []

  /// The names of the processors, without those the firmware leaves unnamed.
  public var processorNames: [String] { processors.compactMap(\.name) }
}

extension MachineReport {
  /// A report of which a tool tells only some facts.
  init(
    format: EvidenceFormat, manufacturer: String? = nil, product: String? = nil, version: String? = nil,
    sku: String? = nil, family: String? = nil, chassis: String? = nil, uuid: String? = nil,
    identity: MachineIdentity = MachineIdentity(), processors: [Processor] = [], memoryBytes: Int? = nil,
    disks: [DiskSighting] = [], networkPorts: [NetworkPort] = [], batteries: [BatterySighting] = []
  ) {
    self.init(
      manufacturer: manufacturer, product: product, version: version, sku: sku, family: family, chassis: chassis,
      uuid: uuid, identity: identity, processors: processors, memoryBytes: memoryBytes, disks: disks,
      networkPorts: networkPorts, batteries: batteries, format: format)
  }

  /// Whether the report says nothing of a machine nor of any part.
  var isEmpty: Bool {
    [manufacturer, product, version, sku, family, chassis, uuid].allSatisfy { $0 == nil }
      && identity == MachineIdentity() && processors.isEmpty && memoryBytes == nil && disks.isEmpty
      && networkPorts.isEmpty && batteries.isEmpty && opticalDrives.isEmpty && wipes.isEmpty
  }
}

/// A processor of a machine.
public struct Processor: Sendable, Hashable {
  /// Who made it.
  public let manufacturer: String?
  /// Its name, as `Intel(R) Core(TM) i5-4210U CPU @ 1.70GHz`.
  public let name: String?
  /// How many cores it has.
  public let cores: Int?
}

/// A disk seen in a machine.
public struct DiskSighting: Sendable, Hashable {
  /// Who made it.
  public let manufacturer: String?
  /// The model; lshw cuts it to 16 characters for SATA and SCSI disks.
  public let model: String?
  /// The serial it gave of itself.
  public let serial: SerialNumber?
  /// The capacity in bytes; nothing when the disk did not tell.
  public let capacityBytes: Int?
  /// What it is.
  public let kind: DiskKind
  /// The name the running system gave it, as `/dev/sda`.
  public let logicalName: String?
  /// Why the disk may be no part of the machine; nothing when it is surely built in.
  public let doubt: DiskDoubt?
  /// What the disk says of its state, where the file tells.
  public var health: DiskHealthReport?

  /// Whether a person must say if the disk is part of the device: an inspector's own stick is seen like any other disk.
  public var isQuestion: Bool { doubt != nil }
}

/// What a disk is, as far as the evidence tells.
public enum DiskKind: String, Sendable, CaseIterable {
  /// Turning platters.
  case hdd
  /// Flash memory on SATA or SAS.
  case ssd
  /// Flash memory on PCI Express.
  case nvme
  /// Flash memory soldered to the board.
  case emmc
  /// Several disks that a controller shows as one: its serial is no disk's.
  case raidVolume
  /// The evidence does not tell.
  case unknown
}

/// Why a disk may be no part of the machine it was seen in.
public enum DiskDoubt: String, Sendable, CaseIterable {
  /// It hangs on a USB port.
  case usb
  /// It hangs on a FireWire port.
  case firewire
  /// It is a memory card in a reader.
  case memoryCard
  /// It says of itself that it can be taken out.
  case removable
  /// It may be a second sight of a disk listed with its serial.
  case seenTwice
}

/// A network port seen in a machine.
public struct NetworkPort: Sendable, Hashable {
  /// The hardware address, in lower case.
  public let mac: String
  /// The name the running system gave it, as `eth0`.
  public let logicalName: String?
  /// How it belongs to the machine.
  public let attachment: Attachment

  /// How a port belongs to the machine.
  public enum Attachment: String, Sendable, CaseIterable {
    /// It is part of the machine.
    case builtIn
    /// An adapter on a USB port: anybody's.
    case usb
    /// No hardware: a bridge or a tunnel of the running system.
    case virtual
  }
}

/// A battery seen in a machine.
public struct BatterySighting: Sendable, Hashable {
  /// Who made it.
  public let manufacturer: String?
  /// Its model.
  public let model: String?
  /// Its serial.
  public let serial: SerialNumber?
  /// The capacity it was designed for, in milliwatt-hours.
  public let capacityMilliwattHours: Int?
  /// What it still holds when full, in milliwatt-hours.
  public var fullMilliwattHours: Int?
  /// What it still holds when full, in percent of what it was designed for, as the tool tells or by the two capacities.
  public var healthPercent: Double?
  /// How often it was charged; some firmwares write 0 for « unknown », which counts as unknown.
  public var cycles: Int?
}
