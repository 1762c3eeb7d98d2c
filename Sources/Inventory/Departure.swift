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
    /// Given under a deed of gift to a structure, or to a household, which the contract names.
    case given(to: StructureID?, deed: String)
    /// Taken apart; its parts stay with the workshop.
    case harvested
    /// Handed to an éco-organisme or an operator under contract, with its collection slip: a Trackdéchets number, or the slip's own.
    case recycled(by: StructureID, slip: String)
    /// Sold against an invoice, to a structure or to a person, whose name is on the invoice alone.
    case sold(to: StructureID?, invoice: String, price: Money)
    /// Given back to the structure that owns or gave it, or to the person who did, against a receipt.
    case returned(to: StructureID?, receipt: String)
    /// Declared lost or stolen: to the police, the insurer, or on the chain's own record.
    case lost(report: String)
  }

  /// Makes the proof of an end.
  ///
  /// - Throws: ``InventoryFailure/emptySlip`` when the paper has no reference, ``InventoryFailure/price(_:)`` for a sale for
  ///   nothing, which is a gift.
  public init(_ end: End, paper: Digest? = nil) throws(InventoryFailure) {
    self.paper = paper
    switch end {
    case .given(let recipient, let deed): self.end = .given(to: recipient, deed: try Departure.reference(deed))
    case .harvested: self.end = .harvested
    case .recycled(let recipient, let slip): self.end = .recycled(by: recipient, slip: try Departure.reference(slip))
    case .sold(let buyer, let invoice, let price):
      guard price > .zero else { throw .price(price) }
      self.end = .sold(to: buyer, invoice: try Departure.reference(invoice), price: price)
    case .returned(let owner, let receipt): self.end = .returned(to: owner, receipt: try Departure.reference(receipt))
    case .lost(let report): self.end = .lost(report: try Departure.reference(report))
    }
  }

  static func reference(_ slip: String) throws(InventoryFailure) -> String {
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
    case .sold: .sold
    case .returned: .returned
    case .lost: .lost
    }
  }

  /// Which structure took the device; nothing when it was taken apart or lost, or when a person took it.
  public var recipient: StructureID? {
    switch end {
    case .recycled(let recipient, _): recipient
    case .given(let recipient, _), .sold(let recipient, _, _), .returned(let recipient, _): recipient
    case .harvested, .lost: nil
    }
  }

  /// The reference of the paper.
  public var slip: String? {
    switch end {
    case .given(_, let slip), .recycled(_, let slip), .sold(_, let slip, _), .returned(_, let slip), .lost(let slip):
      slip
    case .harvested: nil
    }
  }

  /// For how much it was sold.
  public var price: Money? { if case .sold(_, _, let price) = end { price } else { nil } }
}

/// Why a device may leave with its media: they are clean, or a signed paper names who takes over their destruction.
public enum MediaClearance: Sendable, Equatable {
  /// Every medium was judged clean; the digest of what was judged.
  case clean(Digest)
  /// That structure takes over the destruction, under that paper.
  case takenOver(by: StructureID, slip: String)

  /// The ends by which media leave custody with their device.
  public static let needed: [Device.StateName] = [.given, .recycled, .sold, .returned]
}

/// The ends of devices, and their coming back, in the database.
public enum DepartureStore {
  /// Lets a device go for good: its movement, and the proof that goes with it.
  ///
  /// - Parameters:
  ///   - clearance: why its media may leave with it; every end but harvesting and loss needs one, and what its user has in
  ///     hands already holds that user's data.
  ///   - claim: by what a household has it from then on, under a contract of gift or sale; nothing for all other ends.
  /// - Throws: ``InventoryFailure/wrongState(_:is:verb:)``, ``InventoryFailure/beforeLastMovement(_:day:last:)``.
  @discardableResult
  public static func end(
    _ device: Device, by departure: Departure, clearance: MediaClearance? = nil, on claim: Device.Claim? = nil,
    in change: Change
  ) throws -> Device {
    let movement =
      switch departure.end {
      case .given: try claim.map { try device.givenByContract(on: $0) } ?? device.givenAway()
      case .harvested: try device.harvested()
      case .recycled: try device.recycled()
      case .sold: try claim.map { try device.soldByContract(on: $0) } ?? device.sold()
      case .returned: try device.givenBack()
      case .lost: try device.lost()
      }
    if let clearance { try keep(clearance, of: device.id, in: change) }
    try change.run(
      """
      INSERT INTO departures (entry, device, end_state, recipient, slip, paper, price_cents)
      VALUES (\(change.entry), \(device.id), \(departure.state), \(departure.recipient), \(departure.slip),
        \(departure.paper), \(departure.price))
      """)
    return try DeviceStore.move(device, by: movement, in: change)
  }

  /// Keeps why the media of a device may leave the hands they are in, by the act under way.
  ///
  /// - Throws: ``InventoryFailure/emptySlip``.
  public static func keep(_ clearance: MediaClearance, of device: DeviceID, in change: Change) throws {
    let (verdict, destroyer, slip): (Digest?, StructureID?, String?) =
      switch clearance {
      case .clean(let digest): (digest, nil, nil)
      case .takenOver(let destroyer, let slip): (nil, destroyer, try Departure.reference(slip))
      }
    try change.run(
      """
      INSERT INTO media_clearances (entry, device, verdict, destroyer, slip)
      VALUES (\(change.entry), \(device), \(verdict), \(destroyer), \(slip))
      """)
  }

  /// Takes a device in again that was given away, sold or given back, with another donation, under the code it always had.
  ///
  /// - Throws: ``InventoryFailure/notGivenAway(_:is:)``.
  public static func takeAgain(
    _ device: Device, legalOrigin: LegalOrigin, line: DonationLineID, in change: Change
  ) throws -> Device {
    guard device.state.name.mayBeDonatedAgain else {
      throw InventoryFailure.notGivenAway(device.code, is: device.state.name)
    }
    let movement = try device.donatedAgain()
    try change.run(
      """
      INSERT INTO redonations (entry, device, donation_line, legal_origin)
      VALUES (\(change.entry), \(device.id), \(line), \(legalOrigin))
      """)
    try DeviceStore.move(device, by: movement, in: change)
    return try DeviceStore.device(device.code, in: change)
  }

  /// Sets right for how much a device was sold.
  ///
  /// - Throws: ``InventoryFailure/price(_:)``.
  public static func correct(saleOf entry: EntryID, to price: Money, in change: Change) throws {
    guard price > .zero else { throw InventoryFailure.price(price) }
    try change.run(
      "INSERT INTO sale_prices (entry, departure, price_cents) VALUES (\(change.entry), \(entry), \(price))")
  }

  /// The end a device came to, or nothing while it is in the chain.
  public static func departure(of device: Device, in reader: Reader) throws -> Departure? {
    guard device.state.name.isEnd,
      let row = try reader.first(
        """
        SELECT recipient, slip, paper, coalesce((SELECT word.price_cents FROM sale_prices AS word
          WHERE word.departure = departures.entry AND NOT EXISTS (SELECT 1 FROM corrections
            WHERE corrections.corrected = word.entry AND corrections.annuls = 1)
          ORDER BY word.entry DESC LIMIT 1), price_cents) AS price_cents
        FROM departures WHERE entry = \(device.standing)
        """)
    else { return nil }
    let recipient: StructureID? = try row["recipient"]
    let slip: String? = try row["slip"]
    let price: Money? = try row["price_cents"]
    let end: Departure.End? =
      switch (device.state.name, recipient, slip, price) {
      case (.given, let recipient, let slip?, nil): .given(to: recipient, deed: slip)
      case (.recycled, let recipient?, let slip?, nil): .recycled(by: recipient, slip: slip)
      case (.harvested, nil, nil, nil): .harvested
      case (.sold, let recipient, let slip?, let price?): .sold(to: recipient, invoice: slip, price: price)
      case (.returned, let recipient, let slip?, nil): .returned(to: recipient, receipt: slip)
      case (.lost, nil, let slip?, nil): .lost(report: slip)
      default: nil
      }
    return try end.map { try Departure($0, paper: row["paper"]) }
  }
}
