import Inventory
public import Kernel
import Storage
public import Supply

/// A thing that a donor's list announced, and whether it came.
public struct AnnouncedThing: Sendable {
  public let category: DeviceCategory
  public let item: AnnouncedItem
  public let standing: Standing
  /// The device that bears its serial number and came with the donation.
  public let code: AssetCode?

  /// Whether an announced thing came.
  public enum Standing: String, Sendable, CaseIterable {
    /// A device that came with the donation bears its serial number.
    case received
    /// Nothing of the donation came yet.
    case awaited
    /// Devices of its kind came whose serial number nobody knows yet: it may be one of them.
    case unidentified
    /// All that came of its kind is known, and it is not among them; or nothing of its kind came with the others.
    case missing
    /// It was announced without a serial number: its kind is counted, it is not recognised.
    case counted

    /// The standing in words.
    public var text: Text {
      switch self {
      case .received: Text(fr: "reçu", en: "received")
      case .awaited: Text(fr: "à recevoir", en: "to be received")
      case .unidentified: Text(fr: "pas encore reconnu", en: "not recognised yet")
      case .missing: Text(fr: "manquant", en: "missing")
      case .counted: Text(fr: "compté par sorte", en: "counted by kind")
      }
    }
  }
}

/// What came with a donation, thing by thing against what was announced.
public struct AnnouncementMatch: Sendable {
  public let things: [AnnouncedThing]
  /// The devices that are known, and that nobody announced.
  public let unexpected: [DeviceLine]

  /// The things that were announced and that did not come.
  public var missing: [AnnouncedThing] { things.filter { $0.standing == .missing } }
}

extension Chain {
  /// What a donation's list announced, thing by thing, and what of it came.
  public func announcement(of donation: DonationID) throws -> AnnouncementMatch {
    try database.read { try announcement(of: donation, in: $0) }
  }

  func announcement(of donation: DonationID, in reader: Reader) throws -> AnnouncementMatch {
    let announced = try SupplyStore.donation(donation, in: reader).donation
    let items = try ListStore.items(of: donation, in: reader)
    let devices = try devices(of: donation, in: reader).map { device, _ in
      let identity = try MediumStore.identity(of: device.id, in: reader)
      return DeviceLine(
        code: device.code, category: device.category, state: device.state.name, name: identity.name,
        serial: identity.serial)
    }
    let bySerial = Dictionary(
      devices.compactMap { device in device.serial.map { ($0.lowercased(), device.code) } },
      uniquingKeysWith: { first, _ in first })
    let things = items.map { recorded in
      let came = devices.filter { $0.category == recorded.category }
      let code = recorded.item.serial.flatMap { bySerial[$0.lowercased()] }
      let standing: AnnouncedThing.Standing =
        if code != nil {
          .received
        } else if devices.isEmpty {
          .awaited
        } else if came.isEmpty {
          .missing
        } else if recorded.item.serial == nil {
          .counted
        } else {
          came.contains { $0.serial == nil } ? .unidentified : .missing
        }
      return AnnouncedThing(category: recorded.category, item: recorded.item, standing: standing, code: code)
    }
    let serials = Set(items.compactMap { $0.item.serial?.lowercased() })
    return AnnouncementMatch(
      things: things,
      unexpected: devices.filter { device in
        let line = announced.lines.first { $0.category == device.category }
        if line?.quantity ?? 0 == 0 { return true }
        let alike = items.filter { $0.category == device.category }
        guard let serial = device.serial, !alike.isEmpty, alike.allSatisfy({ $0.item.serial != nil }) else {
          return false
        }
        return !serials.contains(serial.lowercased())
      })
  }

  /// What its donor's list says of a device: the thing announced under its serial number, or nothing.
  func announced(_ device: Device, in reader: Reader) throws -> AnnouncedItem? {
    let known = try MediumStore.identity(of: device.id, in: reader)
    guard let serial = known.serial, let donation = try SupplyStore.donation(of: device.donationLine, in: reader) else {
      return nil
    }
    return try ListStore.items(serial: serial, from: donation.donor, in: reader).last {
      $0.category == device.category
    }?
    .item
  }
}
