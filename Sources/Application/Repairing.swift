import Directory
public import Inventory
public import Kernel
public import Refurbishment
import Storage

/// All that is told of one repair.
public struct RepairSheet: Sendable {
  public let repair: Repair
  /// The code of what is repaired.
  public let code: AssetCode
  /// What it is.
  public let name: String?
  /// The parts used, and the code of the device each was taken out of.
  public let parts: [(part: Part, from: AssetCode?)]

  /// What it cost in all, parts bought included.
  public var cost: Money { parts.compactMap(\.part.price).reduce(repair.end?.cost ?? .zero, +) }
}

extension Repair.Thing {
  /// The thing as the journal names it.
  var subject: JournalSubject {
    switch self {
    case .device(let device, _): .device(device)
    case .visitor(let visitor): .visitor(visitor)
    }
  }
}

extension Chain {
  /// Begins a repair: of a device in the workshop or in for repair, or of a person's own thing.
  ///
  /// - Throws: ``InventoryFailure/notRepairable(_:is:)``, ``InventoryFailure/visitorGone(_:)``,
  ///   ``QuoteFailure/notAccepted(_:)``, ``RefurbishmentFailure/repairOpenAlready(_:)``, ``RefurbishmentFailure/reasonMissing``.
  public func openRepair(of code: AssetCode, diagnosis: String, as act: Act) throws -> RepairSheet {
    try database.write(Action.openRepair, act) { change in
      let thing: Repair.Thing
      if let visitor = try VisitorStore.find(code, in: change) {
        try visitor.requireHere()
        try VisitorStore.requireAgreed(visitor, in: change)
        change.concerns(.visitor(visitor.id))
        thing = .visitor(visitor.id)
      } else {
        let device = try DeviceStore.device(code, in: change)
        guard device.state == .inRefurbishment || device.state.name == .inRepair else {
          throw InventoryFailure.notRepairable(code, is: device.state.name)
        }
        change.concerns(.device(device.id))
        thing = .device(device.id, round: device.round)
      }
      let id = try RepairStore.open(thing, diagnosis: diagnosis, in: change)
      change.note("repair", .id(id))
      return try sheet(of: RepairStore.repair(id, in: change), in: change)
    }
  }

  /// Ends a repair.
  ///
  /// - Parameters:
  ///   - minutes: how long it took; of the repair, never of a person.
  ///   - cost: what it cost besides the parts.
  public func closeRepair(
    _ id: RepairID, as outcome: Repair.Outcome, minutes: Int, cost: Money?, by act: Act
  ) throws -> RepairSheet {
    try database.write(Action.closeRepair, act) { change in
      change.concerns(try RepairStore.repair(id, in: change).thing.subject)
      let repair = try RepairStore.close(id, as: outcome, minutes: minutes, cost: cost, in: change)
      change.note("repair", .id(id))
      change.note("outcome", .word(outcome))
      return try sheet(of: repair, in: change)
    }
  }

  /// Takes a part into stock: bought, or taken out of a device in the workshop or taken apart, whose code it keeps.
  public func takePart(
    _ kind: Part.Kind, named name: String, outOf code: AssetCode?, price: Money?, as act: Act
  ) throws -> Part {
    try database.write(Action.takePart, act) { change in
      let giver = try code.map { try DeviceStore.device($0, in: change) }
      let id = try PartStore.take(
        kind, named: name, from: giver.map { .harvested(from: $0.id) } ?? .bought(price), in: change)
      change.concerns(.part(id))
      change.note("kind", .word(kind))
      if let giver { change.note("device", .id(giver.id)) }
      return try PartStore.part(id, in: change)
    }
  }

  /// Uses a part of the stock for a repair.
  public func use(_ part: PartID, for id: RepairID, as act: Act) throws -> RepairSheet {
    try database.write(Action.usePart, act) { change in
      let repair = try RepairStore.repair(id, in: change)
      try repair.requireOpen()
      change.concerns(repair.thing.subject)
      _ = try PartStore.use(part, for: id, in: change)
      change.note("part", .id(part))
      change.note("repair", .id(id))
      return try sheet(of: repair, in: change)
    }
  }

  /// The repairs, oldest first.
  public func repairs(onlyOpen isOpen: Bool) throws -> [RepairSheet] {
    try database.read { reader in
      try RepairStore.all(onlyOpen: isOpen, in: reader).map { try sheet(of: $0, in: reader) }
    }
  }

  /// A repair by its number.
  public func repair(_ id: RepairID) throws -> RepairSheet {
    try database.read { try sheet(of: RepairStore.repair(id, in: $0), in: $0) }
  }

  /// The parts in stock, each with the code of the device it was taken out of; those used too when asked.
  public func parts(alsoUsed: Bool) throws -> [(part: Part, from: AssetCode?)] {
    try database.read { reader in
      try PartStore.all(alsoUsed: alsoUsed, in: reader).map { try withOrigin($0, in: reader) }
    }
  }

  private func sheet(of repair: Repair, in reader: Reader) throws -> RepairSheet {
    let (code, name): (AssetCode?, String?) =
      switch repair.thing {
      case .device(let device, _):
        (try DeviceStore.device(device, in: reader)?.code, try MediumStore.identity(of: device, in: reader).name)
      case .visitor(let visitor):
        try VisitorStore.find(visitor, in: reader).map { ($0.code, $0.name) } ?? (nil, nil)
      }
    guard let code else { throw RefurbishmentFailure.noSuchRepair(repair.id) }
    return RepairSheet(
      repair: repair, code: code, name: name,
      parts: try PartStore.parts(of: repair.id, in: reader).map { try withOrigin($0, in: reader) })
  }

  private func withOrigin(_ part: Part, in reader: Reader) throws -> (part: Part, from: AssetCode?) {
    guard case .harvested(let device) = part.origin else { return (part, nil) }
    return (part, try DeviceStore.device(device, in: reader)?.code)
  }
}
