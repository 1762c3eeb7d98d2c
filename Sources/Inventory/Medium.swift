public import Kernel

/// One storage medium, with a history of its own: a disk moved to another machine keeps its erasure.
public struct Medium: Sendable, Equatable {
  /// Its number in the database.
  public let id: MediumID
  /// What is known of it.
  public let description: MediumDescription

  /// How people tell it from another: its serial number, else its model, else its number.
  public var label: String { description.serial ?? description.model ?? "n° \(id)" }
}

/// How a medium stands to a device.
public enum Fitting: String, Sendable, CaseIterable {
  /// It is part of the device.
  case fitted
  /// It was seen in the device, but may be the inspector's own stick: a person must say.
  case inQuestion = "in-question"
  /// A person said it is not part of the device.
  case foreign
  /// A named person took it out; it is in the chain's hands by itself.
  case removed

  /// Whether the medium is in the device, or may be.
  public var isThere: Bool {
    switch self {
    case .fitted, .inQuestion: true
    case .foreign, .removed: false
    }
  }
}

/// A medium seen in a device, and how it stands to it.
public struct FittedMedium: Sendable, Equatable {
  /// The medium.
  public let medium: Medium
  /// How it stands to the device.
  public let fitting: Fitting

  /// Says how a medium stands to a device.
  public init(medium: Medium, fitting: Fitting) {
    self.medium = medium
    self.fitting = fitting
  }
}

/// What is known of a medium, from what machines say.
public struct MediumDescription: Sendable, Equatable {
  /// What it is made of.
  public let kind: MediumKind
  /// Its maker, as the machine says it.
  public let manufacturer: String?
  /// Its model, as the machine says it; lshw cuts it to 16 characters.
  public let model: String?
  /// Its serial number; nothing when the machine gives none that can be used.
  public let serial: String?
  /// Its size in bytes.
  public let capacityBytes: Int64?

  /// Makes a description from what a machine says.
  public init(kind: MediumKind, manufacturer: String?, model: String?, serial: String?, capacityBytes: Int64?) {
    self.kind = kind
    self.manufacturer = manufacturer
    self.model = model
    self.serial = serial
    self.capacityBytes = capacityBytes
  }

  /// This description with what another adds: what was unknown, and the longer wording of a model that was cut.
  func completed(by seen: MediumDescription) -> MediumDescription {
    let fuller = [model, seen.model].compactMap(\.self).max { $0.count < $1.count }
    let extends = model.map { seen.model?.hasPrefix($0) ?? false } ?? true
    return MediumDescription(
      kind: kind == .unknown ? seen.kind : kind, manufacturer: manufacturer ?? seen.manufacturer,
      model: extends ? fuller : model, serial: serial ?? seen.serial, capacityBytes: capacityBytes ?? seen.capacityBytes
    )
  }

  /// Whether another description is of the same medium: by serial number, or by model and size where there is none.
  public func isSameMedium(as other: MediumDescription) -> Bool {
    serial != nil || other.serial != nil ? serial == other.serial : isAlike(other)
  }

  /// Whether another description may be of the same medium, of which only one of the two gives the serial number.
  public func mayBeSameMedium(as other: MediumDescription) -> Bool {
    (serial == nil) != (other.serial == nil) && isAlike(other)
  }

  /// Whether model and size, as far as they are known, are the same; lshw cuts models.
  private func isAlike(_ other: MediumDescription) -> Bool {
    guard let model, let otherModel = other.model else { return false }
    let sizes = Set([capacityBytes, other.capacityBytes].compactMap(\.self))
    return (model.hasPrefix(otherModel) || otherModel.hasPrefix(model)) && sizes.count <= 1
  }
}

extension Fitting {
  /// How the medium stands, in words.
  public var text: Text {
    switch self {
    case .fitted: Text(fr: "dans l'appareil", en: "in the device")
    case .inQuestion: Text(fr: "à confirmer", en: "to be confirmed")
    case .foreign: Text(fr: "étranger à l'appareil", en: "not of the device")
    case .removed: Text(fr: "sorti de l'appareil", en: "taken out of the device")
    }
  }
}
