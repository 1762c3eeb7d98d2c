import Directory
import Documents
import Inventory
public import Kernel
import Storage

/// A shipment with the names and codes people know.
public struct ShipmentSheet: Sendable {
  public let id: ShipmentID
  public let from: String
  public let to: String
  /// The devices, and the paper under which the media left that were not clean.
  public let devices: [(code: AssetCode, name: String?, arrived: Bool, slip: String?)]
}

extension Chain {
  /// Sends devices to another structure, under a delivery note; on their way, nothing else is done with them.
  ///
  /// - Parameter paper: the reference of the signed paper by which the structure that receives them takes over the erasure or
  ///   the destruction of media that are not clean.
  /// - Throws: ``RefurbishmentFailure/dataWithoutPaper(_:_:)`` without it, when a medium is not clean: none leaves custody.
  public func send(
    _ codes: [AssetCode], from: String, to: String, under paper: String? = nil, as act: Act
  ) throws -> ShipmentSheet {
    try database.write(Action.sendDevices, act) { change in
      let (from, to) = (
        try DirectoryStore.structure(from, in: change).id, try DirectoryStore.structure(to, in: change).id
      )
      let devices = try codes.map { code in
        let device = try DeviceStore.device(code, in: change)
        guard let paper, try !device.mediaMissing(in: change).isEmpty else {
          return (device: device, clearance: try device.requireCleanMedia(orPaper: true, in: change))
        }
        return (device: device, clearance: MediaClearance.takenOver(by: to, slip: paper))
      }
      let id = try ShipmentStore.send(devices, from: from, to: to, in: change)
      change.concerns(.shipment(id))
      change.note("devices", .number(devices.count))
      return try sheet(of: ShipmentStore.shipment(id, in: change), in: change)
    }
  }

  /// Takes devices off a shipment: they have arrived, and whoever they were sent to has them.
  public func receive(shipment id: ShipmentID, _ codes: [AssetCode], as act: Act) throws -> ShipmentSheet {
    try database.write(Action.receiveShipment, act) { change in
      change.concerns(.shipment(id))
      change.note("devices", .number(codes.count))
      for code in codes { try arrive(code, of: id, in: change) }
      return try sheet(of: ShipmentStore.shipment(id, in: change), in: change)
    }
  }

  /// Takes one device off a shipment, as a scan does.
  ///
  /// - Returns: how many have not arrived.
  func arrive(_ code: AssetCode, with id: ShipmentID, as act: Act) throws -> Int {
    try database.write(Action.receiveShipment, act) { change in
      change.concerns(.shipment(id))
      change.note("devices", .number(1))
      try arrive(code, of: id, in: change)
      return try ShipmentStore.awaited(of: id, in: change)
    }
  }

  private func arrive(_ code: AssetCode, of id: ShipmentID, in change: Change) throws {
    let shipment = try ShipmentStore.terms(of: id, in: change)
    let device = try DeviceStore.device(code, in: change)
    guard change.act.day >= shipment.day else {
      throw InventoryFailure.beforeLastMovement(code, day: change.act.day, last: shipment.day)
    }
    try ShipmentStore.arrive(device, of: id, in: change)
    try change.also(Action.entrustDevice) { inner in
      inner.concerns(.device(device.id))
      inner.note("holder", .id(shipment.to))
      let owner = try CustodyStore.custody(of: device.id, in: inner)
      try CustodyStore.save(
        Custody(owner: owner?.owner ?? shipment.from, holder: shipment.to, agent: owner?.agent), of: device.id,
        in: inner)
    }
  }

  /// A shipment by the number of its delivery note.
  public func shipment(_ id: ShipmentID) throws -> ShipmentSheet {
    try database.read { try sheet(of: ShipmentStore.shipment(id, in: $0), in: $0) }
  }

  /// Prints the delivery note that goes with a shipment, to be signed by both.
  ///
  /// - Parameter keep: puts the bytes away inside the act: when it fails, nothing is recorded either.
  public func deliveryNote(
    of id: ShipmentID, language: Language, as act: Act, keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> PrintedPaper {
    try database.write(Action.printDeliveryNote, act) { change in
      let shipment = try ShipmentStore.shipment(id, in: change)
      change.concerns(.shipment(id))
      func party(_ structure: StructureID) throws -> Party {
        try DirectoryStore.structure(structure, in: change).map { try self.party(of: $0, language, in: change) }
          ?? Party(name: "\(structure)")
      }
      let paper = DeliveryNotePaper(
        reference: id.reference("B"), sender: try party(shipment.from), recipient: try party(shipment.to),
        day: shipment.day,
        lines: try shipment.devices.compactMap { line in
          guard let device = try DeviceStore.device(line.device, in: change) else { return nil }
          return DeliveryNotePaper.Line(
            device: try deviceLines(of: device, language: language, in: change),
            grams: try CustodyStore.particulars(of: device.id, in: change).grams, isClean: line.slip == nil)
        }, undertaking: shipment.devices.compactMap(\.slip).first)
      let pdf = try paper.pdf(language: language, created: act.recorded)
      try keep(pdf)
      return PrintedPaper(pdf: pdf, reference: paper.reference)
    }
  }

  /// All shipments, oldest first.
  public func shipments() throws -> [ShipmentSheet] {
    try database.read { reader in try ShipmentStore.all(in: reader).map { try sheet(of: $0, in: reader) } }
  }

  private func sheet(of shipment: Shipment, in reader: Reader) throws -> ShipmentSheet {
    ShipmentSheet(
      id: shipment.id, from: try structureName(shipment.from, in: reader) ?? "\(shipment.from)",
      to: try structureName(shipment.to, in: reader) ?? "\(shipment.to)",
      devices: try shipment.devices.compactMap { line in
        guard let device = try DeviceStore.device(line.device, in: reader) else { return nil }
        return (device.code, try MediumStore.identity(of: device.id, in: reader).name, line.arrived, line.slip)
      })
  }
}
