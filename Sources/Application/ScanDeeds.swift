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

  /// What the stock-take under way in a place has found, for whoever may apply it.
  ///
  /// - Throws: ``ScanFailure/noStockTake``, ``ChainFailure/notForRole(_:)``.
  func countedStockTake(at location: LocationID, as act: Act) throws -> Text {
    try database.read { try requireJudge(act, in: $0) }
    return try stockTake(underWay(at: location)).told
  }

  /// Ends the stock-take under way in a place and applies what it proposes.
  ///
  /// - Throws: ``ScanFailure/noStockTake``, ``ChainFailure/notForRole(_:)``.
  func applyStockTake(at location: LocationID, as act: Act) throws -> Text {
    let told = try applyStockTake(underWay(at: location), as: act).told
    return Text(fr: "Inventaire fini et appliqué. ", en: "Stock-take over and applied. ") + told
  }

  private func underWay(at location: LocationID) throws -> StockTakeID {
    guard let open = try database.read({ try StockTakeStore.open(at: location, in: $0) }) else {
      throw ScanFailure.noStockTake
    }
    return open
  }

  /// Ends the repair of a thing that is under way.
  ///
  /// - Throws: ``ScanFailure/noRepair(_:)``.
  func endRepair(of code: AssetCode, as outcome: Repair.Outcome, minutes: Int, by act: Act) throws -> RepairSheet {
    let open = try database.read { try underWay(of: code, in: $0) }
    return try closeRepair(open.id, as: outcome, minutes: minutes, cost: nil, by: act)
  }

  /// Puts a part into the repair of a thing that is under way: one of the stock, or one just taken out of a device.
  ///
  /// - Throws: ``ScanFailure/noRepair(_:)``; what ``PartStore`` refuses.
  func fit(_ part: FittingPart, into code: AssetCode, as act: Act) throws -> Part {
    try database.write(Action.usePart, act) { change in
      let repair = try underWay(of: code, in: change)
      change.concerns(repair.thing.subject)
      change.note("repair", .id(repair.id))
      let id: PartID
      switch part {
      case .stock(let known): id = known
      case .out(let kind, let giver):
        let giver = try DeviceStore.device(giver, in: change)
        id = try PartStore.take(kind, named: kind.text.fr, from: .harvested(from: giver.id), in: change)
        change.note("device", .id(giver.id))
      }
      change.note("part", .id(id))
      return try PartStore.use(id, for: repair.id, in: change)
    }
  }

  private func underWay(of code: AssetCode, in reader: Reader) throws -> Repair {
    let thing: Repair.Thing
    if let visitor = try VisitorStore.find(code, in: reader) {
      thing = .visitor(visitor.id)
    } else {
      let device = try DeviceStore.device(code, in: reader)
      thing = .device(device.id, round: device.round)
    }
    guard let open = try RepairStore.underWay(of: thing, in: reader) else { throw ScanFailure.noRepair(code) }
    return open
  }

  /// Sends a device to a structure: on the delivery note begun for it today, of which nothing has arrived, or on a new one.
  ///
  /// - Returns: the number of the note.
  /// - Throws: ``ScanFailure/senderUnknown(_:)``; ``RefurbishmentFailure/dataWithoutPaper(_:_:)`` when a medium is not clean.
  func send(_ code: AssetCode, to structure: StructureID, as act: Act) throws -> ShipmentID {
    try database.write(Action.sendDevices, act) { change in
      let device = try DeviceStore.device(code, in: change)
      let holder = try CustodyStore.custody(of: device.id, in: change)?.holder
      guard let from = try holder ?? DirectoryStore.person(act.actor.id, in: change)?.structure else {
        throw ScanFailure.senderUnknown(code)
      }
      let line = (device: device, clearance: try device.requireCleanMedia(orPaper: true, in: change))
      let begun = try ShipmentStore.begun(from: from, to: structure, on: act.day, in: change)
      if let begun { try ShipmentStore.add([line], to: begun, in: change) }
      let id = try begun ?? ShipmentStore.send([line], from: from, to: structure, in: change)
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

/// Where a part comes from that goes into a repair at once.
enum FittingPart {
  case stock(PartID)
  case out(Part.Kind, of: AssetCode)
}

extension StockTakeSheet {
  /// How much was found, missing, elsewhere and unexpected, and the first codes of what is not as recorded.
  fileprivate var told: Text {
    let parts = StockTakeFinding.allCases.compactMap { finding -> Text? in
      let codes = lines.filter { $0.finding == finding }.map(\.code.description)
      guard !codes.isEmpty else { return nil }
      let named = finding == .found ? "" : " (\(codes.prefix(3).joined(separator: ", "))\(codes.count > 3 ? " …" : ""))"
      return finding.text + Text(fr: " : \(codes.count)", en: ": \(codes.count)") + Text(same: named)
    }
    return Text(same: "\(path) : ") + parts.joined(separator: ", ") + Text(same: ".")
  }
}
