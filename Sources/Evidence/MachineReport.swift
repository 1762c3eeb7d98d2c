/// A machine and its parts, as lshw saw them.
///
/// Texts are as the firmware gives them, placeholders of makers included; only serials are judged.
public struct MachineReport: Sendable, Equatable {
  public let manufacturer: String?
  /// The model, often followed by the stock-keeping unit in parentheses.
  public let product: String?
  public let version: String?
  public let sku: String?
  public let family: String?
  /// The kind of housing: `notebook`, `desktop`, `low-profile`…
  public let chassis: String?
  /// The system's UUID; lshw of different ages writes its first three groups in different byte orders.
  public let uuid: String?
  /// The serials and addresses that tell this machine from others.
  public let identity: MachineIdentity
  public let processors: [Processor]
  /// The main memory fitted, in bytes.
  public let memoryBytes: Int?
  /// Every disk seen, the doubtful ones too.
  public let disks: [DiskSighting]
  public let networkPorts: [NetworkPort]
  public let batteries: [BatterySighting]

  /// The names of the processors, without those the firmware leaves unnamed.
  public var processorNames: [String] { processors.compactMap(\.name) }
}

/// A processor of a machine.
public struct Processor: Sendable, Hashable {
  public let manufacturer: String?
  public let name: String?
  /// How many cores it has.
  public let cores: Int?
}

/// A disk seen in a machine.
public struct DiskSighting: Sendable, Hashable {
  public let manufacturer: String?
  /// The model; lshw cuts it to 16 characters for SATA and SCSI disks.
  public let model: String?
  public let serial: SerialNumber?
  /// The capacity in bytes; nothing when the disk did not tell.
  public let capacityBytes: Int?
  public let kind: DiskKind
  /// The name the running system gave it, as `/dev/sda`.
  public let logicalName: String?
  /// Why the disk may be no part of the machine; nothing when it is surely built in.
  public let doubt: DiskDoubt?

  /// Whether a person must say if the disk is part of the device: an inspector's own stick is seen like any other disk.
  public var isQuestion: Bool { doubt != nil }
}

/// What a disk is, as far as the evidence tells.
public enum DiskKind: String, Sendable, CaseIterable {
  case hdd, ssd, nvme
  /// Flash memory soldered to the board.
  case emmc
  /// Several disks that a controller shows as one: its serial is no disk's.
  case raidVolume
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
}

/// A network port seen in a machine.
public struct NetworkPort: Sendable, Hashable {
  /// The hardware address, in lower case.
  public let mac: String
  public let logicalName: String?
  public let attachment: Attachment

  /// How a port belongs to the machine.
  public enum Attachment: String, Sendable, CaseIterable {
    case builtIn
    /// An adapter on a USB port: anybody's.
    case usb
    /// No hardware: a bridge or a tunnel of the running system.
    case virtual
  }
}

/// A battery seen in a machine.
public struct BatterySighting: Sendable, Hashable {
  public let manufacturer: String?
  public let model: String?
  public let serial: SerialNumber?
  /// The capacity it was designed for, in milliwatt-hours.
  public let capacityMilliwattHours: Int?
}
