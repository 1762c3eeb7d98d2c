public import Kernel
public import Storage

/// How a device left the chain for good: its proof, kept beside the movement.
public struct Departure: Sendable, Equatable {
  /// The end it came to.
  public let end: End
  /// The file of the paper, when it was kept.
  public let paper: Digest?

  /// An end and what goes with it.
  public enum End: Sendable, Equatable {
    /// Given to a structure, under a deed of gift.
    case given(to: StructureID, deed: String)
    /// Taken apart; its parts stay with the workshop.
    case harvested
    /// Handed to an éco-organisme or an operator under contract, with its collection slip: a Trackdéchets number, or the slip's own.
    case recycled(by: StructureID, slip: String)
  }

  /// Makes the proof of an end.
  ///
  /// - Throws: ``InventoryFailure/emptySlip`` when the paper has no reference.
  public init(_ end: End, paper: Digest? = nil) throws(InventoryFailure) {
    self.paper = paper
    switch end {
    case .given(let recipient, let deed): self.end = .given(to: recipient, deed: try Departure.reference(deed))
    case .harvested: self.end = .harvested
    case .recycled(let recipient, let slip): self.end = .recycled(by: recipient, slip: try Departure.reference(slip))
    }
  }

  private static func reference(_ slip: String) throws(InventoryFailure) -> String {
    let words = slip.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !words.isEmpty else { throw .emptySlip }
    return words
  }

  /// The state it leads to.
  var state: Device.StateName {
    switch end {
    case .given: .given
    case .harvested: .harvested
    case .recycled: .recycled
    }
  }

  /// Who took the device; nobody when it was taken apart.
  public var recipient: StructureID? {
    switch end {
    case .given(let recipient, _), .recycled(let recipient, _): recipient
    case .harvested: nil
    }
  }

  /// The reference of the paper.
  public var slip: String? {
    switch end {
    case .given(_, let slip), .recycled(_, let slip): slip
    case .harvested: nil
    }
  }
}

/// The ends of devices, and their coming back, in the database.
public enum DepartureStore {
  /// Lets a device go for good: its movement, and the proof that goes with it.
  ///
  /// - Throws: ``InventoryFailure/wrongState(_:is:verb:)``, ``InventoryFailure/beforeLastMovement(_:day:last:)``.
  @discardableResult
  public static func end(_ device: Device, by departure: Departure, in change: Change) throws -> Device {
    let movement =
      switch departure.end {
      case .given: try device.givenAway()
      case .harvested: try device.harvested()
      case .recycled: try device.recycled()
      }
    try change.run(
      """
      INSERT INTO departures (entry, device, end_state, recipient, slip, paper)
      VALUES (\(change.entry), \(device.id), \(departure.state), \(departure.recipient), \(departure.slip),
        \(departure.paper))
      """)
    return try DeviceStore.move(device, by: movement, in: change)
  }

  /// Takes a device in again that was given away, with another donation, under the code it always had.
  ///
  /// - Throws: ``InventoryFailure/notGivenAway(_:is:)``.
  public static func takeAgain(
    _ device: Device, legalOrigin: LegalOrigin, line: DonationLineID, in change: Change
  ) throws -> Device {
    guard case .given = device.state else { throw InventoryFailure.notGivenAway(device.code, is: device.state.name) }
    let movement = try device.donatedAgain()
    try change.run(
      """
      INSERT INTO redonations (entry, device, donation_line, legal_origin)
      VALUES (\(change.entry), \(device.id), \(line), \(legalOrigin))
      """)
    try DeviceStore.move(device, by: movement, in: change)
    return try DeviceStore.device(device.code, in: change)
  }

  /// The end a device came to, or nothing while it is in the chain.
  public static func departure(of device: Device, in reader: Reader) throws -> Departure? {
    guard device.state.name.isEnd,
      let row = try reader.first("SELECT recipient, slip, paper FROM departures WHERE entry = \(device.standing)")
    else { return nil }
    let recipient: StructureID? = try row["recipient"]
    let slip: String? = try row["slip"]
    let end: Departure.End? =
      switch (device.state.name, recipient, slip) {
      case (.given, let recipient?, let slip?): .given(to: recipient, deed: slip)
      case (.recycled, let recipient?, let slip?): .recycled(by: recipient, slip: slip)
      case (.harvested, nil, nil): .harvested
      default: nil
      }
    return try end.map { try Departure($0, paper: row["paper"]) }
  }
}
