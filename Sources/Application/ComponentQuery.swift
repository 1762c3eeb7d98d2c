import Directory
public import Inventory
public import Kernel
public import Refurbishment
import Storage

/// What happened to one component: a disk or a part, whichever devices it went through.
public struct ComponentEvent: Sendable, Equatable {
  public let entry: EntryID
  public let day: Day
  public let what: What
  /// The device it happened in, or with.
  public let device: AssetCode?

  /// What can happen to a component.
  public enum What: Sendable, Equatable {
    /// It was seen in a device, or somebody said how it stands to it.
    case fitted(Fitting)
    case erased(ErasureOutcome, ErasureTechnique)
    /// A second person accepted an erasure of it.
    case validated
    case lost, found
    /// It went by itself to a structure, under a paper.
    case handedOver(to: String, slip: String)
    /// It left for good with its device.
    case left(Device.StateName)
    /// It was bought, or taken out of a device.
    case bought, harvested
    /// It was put into a device by a repair.
    case used(RepairID)
    /// It left in a lot to be recycled.
    case recycled(RecyclingLotID)
  }
}

/// A disk, its history, and where it is.
public struct MediumHistory: Sendable {
  public let medium: Medium
  public let events: [ComponentEvent]
  public let place: ComponentPlace
}

/// A part, its history, and where it is.
public struct PartHistory: Sendable {
  public let part: Part
  public let events: [ComponentEvent]
  public let place: ComponentPlace
}

/// Where a component is.
public enum ComponentPlace: Sendable, Equatable {
  /// In that device.
  case inside(AssetCode)
  /// By itself in the chain's hands.
  case byItself
  case lost
  /// It left the chain.
  case gone
  /// Nobody knows: it was only ever in question.
  case unknown
}

/// What a device is made of beside itself: its disks, the parts put into it, and those taken out.
public struct DeviceComponents: Sendable {
  public let media: [FittedMedium]
  public let added: [(part: Part, from: AssetCode?, repair: RepairID)]
  public let taken: [Part]
}

extension Chain {
  /// The history of a disk, by its serial number or its number.
  ///
  /// - Throws: ``ChainFailure/noSuchMedium(_:)``.
  public func history(ofMedium input: String) throws -> MediumHistory {
    try database.read { reader in
      guard let id = try mediumID(input, in: reader) else { throw ChainFailure.noSuchMedium(input) }
      let seen: [DeviceID] = try reader.all(
        "SELECT DISTINCT device FROM fittings WHERE medium = \(id) ORDER BY device"
      ).map { try $0["device"] }
      let known = try seen.lazy.compactMap { device in
        try MediumStore.everSeen(in: device, in: reader).first { $0.medium.id == id }?.medium
      }.first
      guard let medium = known else { throw ChainFailure.noSuchMedium(input) }
      return MediumHistory(
        medium: medium, events: try events(ofMedium: id, in: reader), place: try place(ofMedium: id, seen, in: reader))
    }
  }

  /// The history of a part.
  ///
  /// - Throws: ``InventoryFailure/noSuchPart(_:)``.
  public func history(ofPart id: PartID) throws -> PartHistory {
    try database.read { reader in
      let part = try PartStore.part(id, in: reader)
      let rows = try reader.all(
        """
        SELECT 'taken' AS what, parts.entry AS entry, acts.day AS day, parts.device AS device, NULL AS number
        FROM parts JOIN acts ON acts.entry = parts.entry WHERE parts.id = \(id) AND acts.annulled = 0
        UNION ALL SELECT 'used', part_uses.entry, acts.day, repairs.device, part_uses.repair FROM part_uses
        JOIN acts ON acts.entry = part_uses.entry JOIN repairs ON repairs.id = part_uses.repair
        WHERE part_uses.part = \(id) AND acts.annulled = 0
        UNION ALL SELECT 'recycled', recycling_items.entry, acts.day, NULL, recycling_items.lot FROM recycling_items
        JOIN acts ON acts.entry = recycling_items.entry WHERE recycling_items.part = \(id) AND acts.annulled = 0
        ORDER BY entry, what
        """)
      let events = try rows.map { row in
        let (word, number, device): (String, Int64?, DeviceID?) = (
          try row["what"], try row["number"], try row["device"]
        )
        let what: ComponentEvent.What =
          switch (word, number) {
          case ("used", let number?): .used(RepairID(rawValue: number))
          case ("recycled", let number?): .recycled(RecyclingLotID(rawValue: number))
          default: device == nil ? .bought : .harvested
          }
        return ComponentEvent(
          entry: try row["entry"], day: try row["day"], what: what, device: try code(device, in: reader))
      }
      return PartHistory(part: part, events: events, place: try place(of: part, events))
    }
  }

  /// What a device is made of: its disks, what repairs put in, what was taken out of it.
  public func components(of code: AssetCode) throws -> DeviceComponents {
    try database.read { reader in
      let device = try DeviceStore.device(code, in: reader)
      let parts = try PartStore.all(alsoUsed: true, in: reader)
      let repairs = Set(
        try RepairStore.all(onlyOpen: false, in: reader).filter { repair in
          if case .device(device.id, _) = repair.thing { true } else { false }
        }.map(\.id))
      return DeviceComponents(
        media: try MediumStore.everSeen(in: device.id, in: reader),
        added: try parts.compactMap { part in
          guard let repair = part.used, repairs.contains(repair) else { return nil }
          return (part, try origin(of: part, in: reader), repair)
        },
        taken: parts.filter { if case .harvested(device.id) = $0.origin { true } else { false } })
    }
  }

  private func origin(of part: Part, in reader: Reader) throws -> AssetCode? {
    if case .harvested(let device) = part.origin { try code(device, in: reader) } else { nil }
  }

  private func code(_ device: DeviceID?, in reader: Reader) throws -> AssetCode? {
    try device.flatMap { try DeviceStore.device($0, in: reader)?.code }
  }

  private func mediumID(_ input: String, in reader: Reader) throws -> MediumID? {
    let bySerial: MediumID? = try reader.first(
      """
      SELECT medium_descriptions.medium AS medium FROM medium_descriptions
      JOIN acts ON acts.entry = medium_descriptions.entry
      WHERE medium_descriptions.serial = \(input) AND acts.annulled = 0 ORDER BY medium_descriptions.entry DESC LIMIT 1
      """
    ).flatMap { try $0["medium"] }
    if let bySerial { return bySerial }
    guard let number = Int64(input) else { return nil }
    return try reader.first("SELECT id FROM media WHERE id = \(number)").flatMap { try $0["id"] }
  }

  private func events(ofMedium id: MediumID, in reader: Reader) throws -> [ComponentEvent] {
    let rows = try reader.all(
      """
      SELECT 'fitted' AS what, fittings.entry AS entry, acts.day AS day, fittings.device AS device,
        fittings.fitting AS word, NULL AS other, NULL AS slip
      FROM fittings JOIN acts ON acts.entry = fittings.entry WHERE fittings.medium = \(id) AND acts.annulled = 0
      UNION ALL SELECT 'erased', erasures.entry, acts.day, erasures.device, erasures.outcome, erasures.technique, NULL
      FROM erasures JOIN acts ON acts.entry = erasures.entry WHERE erasures.medium = \(id) AND acts.annulled = 0
        AND NOT EXISTS (SELECT 1 FROM erasure_withdrawals JOIN acts AS gone ON gone.entry = erasure_withdrawals.entry
          WHERE erasure_withdrawals.erasure = erasures.id AND gone.annulled = 0)
      UNION ALL SELECT 'validated', erasure_validations.entry, acts.day, erasures.device, NULL, NULL, NULL
      FROM erasure_validations JOIN acts ON acts.entry = erasure_validations.entry
      JOIN erasures ON erasures.id = erasure_validations.erasure WHERE erasures.medium = \(id) AND acts.annulled = 0
      UNION ALL SELECT 'lost', medium_losses.entry, acts.day, NULL, NULL, NULL, NULL
      FROM medium_losses JOIN acts ON acts.entry = medium_losses.entry
      WHERE medium_losses.medium = \(id) AND acts.annulled = 0
      UNION ALL SELECT 'found', medium_finds.entry, acts.day, NULL, NULL, NULL, NULL
      FROM medium_finds JOIN medium_losses ON medium_losses.entry = medium_finds.loss
      JOIN acts ON acts.entry = medium_finds.entry WHERE medium_losses.medium = \(id) AND acts.annulled = 0
      UNION ALL SELECT 'handed-over', medium_departures.entry, acts.day, NULL, structures.name, NULL, medium_departures.slip
      FROM medium_departures JOIN acts ON acts.entry = medium_departures.entry
      JOIN structures ON structures.id = medium_departures.recipient
      WHERE medium_departures.medium = \(id) AND acts.annulled = 0
      UNION ALL SELECT 'left', departures.entry, acts.day, departures.device, departures.end_state, NULL, NULL
      FROM departures JOIN acts ON acts.entry = departures.entry
      WHERE acts.annulled = 0 AND 'fitted' = (SELECT last.fitting FROM fittings AS last
        JOIN acts AS saying ON saying.entry = last.entry
        WHERE last.medium = \(id) AND last.device = departures.device AND last.entry < departures.entry
          AND saying.annulled = 0
        ORDER BY last.entry DESC LIMIT 1)
      ORDER BY entry
      """)
    let events = try rows.compactMap { row -> ComponentEvent? in
      let word: String = try row["what"]
      let what: ComponentEvent.What? =
        switch word {
        case "fitted": .fitted(try row["word"])
        case "erased": .erased(try row["word"], try row["other"])
        case "validated": .validated
        case "lost": .lost
        case "found": .found
        case "handed-over": .handedOver(to: try row["word"], slip: try row["slip"])
        case "left": .left(try row["word"])
        default: nil
        }
      return try what.map { what in
        ComponentEvent(
          entry: try row["entry"], day: try row["day"], what: what, device: try code(row["device"], in: reader))
      }
    }
    // Evidence says again and again what is in a device: only what changes is of its history.
    var standing: [AssetCode?: Fitting] = [:]
    return events.filter { event in
      guard case .fitted(let fitting) = event.what else { return true }
      defer { standing[event.device] = fitting }
      return standing[event.device] != fitting
    }
  }

  private func place(ofMedium id: MediumID, _ seen: [DeviceID], in reader: Reader) throws -> ComponentPlace {
    if try MediumStore.loss(of: id, in: reader) != nil { return .lost }
    if try MediumStore.loose(in: reader).contains(where: { $0.medium.id == id }) { return .byItself }
    for device in try seen.reversed().compactMap({ try DeviceStore.device($0, in: reader) }) {
      guard
        try MediumStore.media(of: device.id, in: reader).contains(where: { $0.medium.id == id && $0.fitting == .fitted }
        )
      else { continue }
      return device.state.name.isEnd && device.state.name != .harvested ? .gone : .inside(device.code)
    }
    let handed = try reader.count(
      """
      SELECT count(*) AS n FROM medium_departures JOIN acts ON acts.entry = medium_departures.entry
      WHERE medium_departures.medium = \(id) AND acts.annulled = 0
      """)
    return handed > 0 ? .gone : .unknown
  }

  private func place(of part: Part, _ events: [ComponentEvent]) throws -> ComponentPlace {
    if part.isGone { return .gone }
    guard part.used != nil else { return .byItself }
    let device = events.last { if case .used = $0.what { true } else { false } }?.device
    return device.map(ComponentPlace.inside) ?? .gone
  }
}
