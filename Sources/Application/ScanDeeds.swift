import Directory
import Inventory
import Kernel
import Refurbishment
import Storage

/// What is done by scanning one device after another, where the command line takes many at once.
extension Chain {
  /// Sees a device in the stock-take of a place: the one under way there, or a new one.
  ///
  /// - Returns: what is found of it, in a few words.
  func see(_ code: AssetCode, inStockTakeAt location: LocationID, as act: Act) throws -> Text {
    let open = try database.read { try StockTakeStore.open(at: location, in: $0) }
    let take = try open ?? beginStockTake(at: location, as: act).id
    let found = try database.read { reader -> Text in
      let device = try DeviceStore.device(code, in: reader)
      let (all, recorded) = (try LocationStore.all(in: reader), try LocationStore.location(of: device.id, in: reader))
      let isExpected = recorded.map(LocationStore.within(location, among: all).contains) ?? false
      let finding = StockTakeFinding.of(
        seen: [device.id], expected: isExpected ? [device.id] : [], located: recorded == nil ? [] : [device.id],
        here: device.state.name.isHere ? [device.id] : []
      ).first?.finding
      let place = recorded.map { Text(same: " (\(LocationStore.path(of: $0, among: all)))") } ?? Text(same: "")
      return (finding?.text ?? Text(same: "")) + place
    }
    let isNew = try see([code], in: take, as: act) == 1
    return isNew ? found : Text(fr: "déjà vu, ", en: "seen already, ") + found
  }

  /// Sends a device to a structure: on the delivery note begun for it today, of which nothing has arrived, or on a new one.
  ///
  /// - Returns: the number of the note.
  /// - Throws: ``ScanFailure/senderUnknown(_:)``; ``RefurbishmentFailure/notReady(_:_:)`` when a medium is not clean.
  func send(_ code: AssetCode, to structure: StructureID, as act: Act) throws -> ShipmentID {
    try database.write(Action.sendDevices, act) { change in
      let device = try DeviceStore.device(code, in: change)
      let holder = try CustodyStore.custody(of: device.id, in: change)?.holder
      guard let from = try holder ?? DirectoryStore.person(act.actor.id, in: change)?.structure else {
        throw ScanFailure.senderUnknown(code)
      }
      let line = (device: device, clearance: try device.requireCleanMedia(in: change))
      let begun = try ShipmentStore.all(in: change).last { shipment in
        shipment.from == from && shipment.to == structure && shipment.day == act.day
          && !shipment.devices.contains(where: \.arrived)
      }
      let id: ShipmentID
      if let begun {
        try ShipmentStore.add([line], to: begun.id, in: change)
        id = begun.id
      } else {
        id = try ShipmentStore.send([line], from: from, to: structure, in: change)
      }
      change.concerns(.shipment(id))
      change.note("device", .id(device.id))
      return id
    }
  }

  /// The structures by their numbers, for a screen.
  func structureNames() throws -> [StructureID: String] {
    try database.read { reader in
      Dictionary(try DirectoryStore.structures(in: reader).map { ($0.id, $0.name) }) { first, _ in first }
    }
  }
}
