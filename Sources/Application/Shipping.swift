import Directory
import Inventory
public import Kernel
import Storage

/// A shipment with the names and codes people know.
public struct ShipmentSheet: Sendable {
  public let id: ShipmentID
  public let from: String
  public let to: String
  public let devices: [(code: AssetCode, name: String?, arrived: Bool)]
}

extension Chain {
  /// Sends devices to another structure, under a delivery note; on their way, nothing else is done with them.
  public func send(_ codes: [AssetCode], from: String, to: String, as act: Act) throws -> ShipmentSheet {
    try database.write(Action.sendDevices, act) { change in
      let (from, to) = (
        try DirectoryStore.structure(from, in: change).id, try DirectoryStore.structure(to, in: change).id
      )
      let devices = try codes.map { try DeviceStore.device($0, in: change) }
      let id = try ShipmentStore.send(devices, from: from, to: to, in: change)
      change.concerns(.shipment(id))
      change.note("devices", .number(devices.count))
      return try sheet(of: ShipmentStore.shipment(id, in: change), in: change)
    }
  }

  /// Takes devices off a shipment: they have arrived, and whoever they were sent to has them.
  public func receive(shipment id: ShipmentID, _ codes: [AssetCode], as act: Act) throws -> ShipmentSheet {
    try database.write(Action.receiveShipment, act) { change in
      let shipment = try ShipmentStore.shipment(id, in: change)
      change.concerns(.shipment(id))
      change.note("devices", .number(codes.count))
      for code in codes {
        let device = try DeviceStore.device(code, in: change)
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
      return try sheet(of: ShipmentStore.shipment(id, in: change), in: change)
    }
  }

  /// A shipment by the number of its delivery note.
  public func shipment(_ id: ShipmentID) throws -> ShipmentSheet {
    try database.read { try sheet(of: ShipmentStore.shipment(id, in: $0), in: $0) }
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
        return (device.code, try MediumStore.identity(of: device.id, in: reader).name, line.arrived)
      })
  }
}
