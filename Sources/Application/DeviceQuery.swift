public import Inventory
public import Kernel
import Storage
public import Supply

/// All that is told of one device on one screen.
public struct DeviceSheet: Sendable {
  /// The device and where it stands.
  public let device: Device
  /// What machines and people say it is.
  public let identity: DeviceIdentity
  /// Who gave it.
  public let donor: String
  /// Whose it is, who has it, who may lend it in the owner's name; nothing when nobody said.
  public let custody: (owner: String, holder: String, agent: String?)?
  /// The year it was made and what it weighs.
  public let particulars: DeviceParticulars
  /// What its donor's list says of it; nothing when no list names its serial number.
  public let announced: AnnouncedItem?
  /// The place it stands at, by name; nothing when nobody said.
  public let place: String?
  /// How it left for good; nothing while it is in the chain.
  public let departure: (departure: Departure, recipient: String?)?
  /// The storage media ever seen in it, also those that a person said are not part of it.
  public let media: [FittedMedium]
  /// The other devices that some of the media are part of, or were seen in.
  public let elsewhere: [MediumID: [AssetCode]]
  /// What moved it, oldest first, annulled movements left out.
  public let history: [Event]

  /// One movement of the device.
  public struct Event: Sendable {
    /// The entry of the journal, to be named to `rebond correct`.
    public let entry: EntryID
    /// The day it happened, as corrected.
    public let day: Day
    /// What moved it.
    public let verb: Movement.Verb
    /// Where it stood afterwards.
    public let state: Device.StateName
    /// Who did it.
    public let actor: String
  }
}

/// One line of a list of devices.
public struct DeviceLine: Sendable {
  public let code: AssetCode
  public let category: DeviceCategory
  public let state: Device.StateName
  /// Maker and model, when known.
  public let name: String?
  /// The serial number given by the maker, when known.
  public let serial: String?
}

extension Chain {
  /// All that is told of the device that bears a code.
  ///
  /// - Throws: ``InventoryFailure/noSuchDevice(_:)``.
  public func device(_ code: AssetCode) throws -> DeviceSheet {
    try database.read { reader in
      let device = try DeviceStore.device(code, in: reader)
      let media = try MediumStore.everSeen(in: device.id, in: reader)
      return DeviceSheet(
        device: device, identity: try MediumStore.identity(of: device.id, in: reader),
        donor: try origin(of: device, inRound: device.round, in: reader)?.donor ?? "",
        custody: try custody(of: device, in: reader),
        particulars: try CustodyStore.particulars(of: device.id, in: reader),
        announced: try announced(device, in: reader),
        place: try CustodyStore.place(of: device.id, in: reader).flatMap { place in
          try reader.first("SELECT name FROM places WHERE id = \(place)").map { try $0["name"] }
        },
        departure: try DepartureStore.departure(of: device, in: reader).map { departure in
          (departure, try departure.recipient.flatMap { try structureName($0, in: reader) })
        },
        media: media,
        elsewhere: try elsewhere(media.map(\.medium.id), than: device.id, in: reader),
        history: try history(of: device, in: reader))
    }
  }

  /// Devices, all or those in one state, in the order they were received; annulled receptions left out.
  ///
  /// - Parameter words: only those whose model or serial number contains them, whatever their case and accents.
  public func devices(in state: Device.StateName?, matching words: String? = nil) throws -> [DeviceLine] {
    try database.read { reader in
      let condition: SQL = if let state { "AND devices.state = \(state)" } else { "" }
      return try reader.all(
        """
        WITH latest AS (
          SELECT device_identities.device AS device, max(device_identities.entry) AS entry
          FROM device_identities JOIN acts ON acts.entry = device_identities.entry
          WHERE acts.annulled = 0 GROUP BY device_identities.device
        )
        SELECT devices.code, devices.category, devices.state, identities.manufacturer, identities.model,
          identities.serial
        FROM devices
        LEFT JOIN latest ON latest.device = devices.id
        LEFT JOIN device_identities AS identities ON identities.entry = latest.entry
        WHERE \(DeviceStore.isInChain) \(condition) ORDER BY devices.id
        """
      ).map { row in
        let identity = try DeviceIdentity(
          manufacturer: row["manufacturer"], model: row["model"], serial: row["serial"])
        return try DeviceLine(
          code: row["code"], category: row["category"], state: row["state"], name: identity.name,
          serial: identity.serial)
      }
      .matching(words) { [$0.name, $0.serial] }
    }
  }

  private func elsewhere(
    _ media: [MediumID], than device: DeviceID, in reader: Reader
  ) throws -> [MediumID: [AssetCode]] {
    var others: [MediumID: [AssetCode]] = [:]
    for medium in media {
      let seen: [DeviceID] = try reader.all(
        "SELECT DISTINCT device FROM fittings WHERE medium = \(medium) AND device <> \(device) ORDER BY device"
      ).map { try $0["device"] }
      let holders = try seen.filter { other in
        try MediumStore.media(of: other, in: reader).contains { $0.medium.id == medium }
      }
      others[medium] = try holders.compactMap { try DeviceStore.device($0, in: reader)?.code }
    }
    return others
  }

  private func custody(
    of device: Device, in reader: Reader
  ) throws -> (owner: String, holder: String, agent: String?)? {
    guard let custody = try CustodyStore.custody(of: device.id, in: reader) else { return nil }
    func name(_ id: StructureID) throws -> String { try structureName(id, in: reader) ?? "\(id)" }
    return (try name(custody.owner), try name(custody.holder), try custody.agent.map(name))
  }

  private func history(of device: Device, in reader: Reader) throws -> [DeviceSheet.Event] {
    try reader.all(
      """
      SELECT movements.entry, acts.day, movements.verb, movements.state, people.name AS actor
      FROM movements JOIN acts ON acts.entry = movements.entry
      LEFT JOIN people ON people.id = acts.actor
      WHERE movements.device = \(device.id) AND acts.annulled = 0
      ORDER BY movements.entry
      """
    ).map { row in
      let actor: String? = try row["actor"]
      return try DeviceSheet.Event(
        entry: row["entry"], day: row["day"], verb: row["verb"], state: row["state"], actor: actor ?? "?")
    }
  }
}
