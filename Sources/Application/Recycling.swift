import Directory
public import Inventory
public import Kernel
import Refurbishment
import Storage

/// A lot that left to be recycled, with the names and codes people know.
public struct RecyclingSheet: Sendable {
  public let lot: RecyclingLot
  public let recycler: String
  public let lines: [Line]

  /// One thing of a lot.
  public struct Line: Sendable {
    public let item: RecyclingLot.Item
    /// The code of a device, or of the device a medium or a part was taken out of.
    public let code: AssetCode?
    public let name: String?
    /// Its weight in grams, when somebody told it.
    public let grams: Int?
  }

  /// What the things weigh whose weight is known: never more than the whole lot.
  public var knownGrams: Int { lines.compactMap(\.grams).reduce(0, +) }
}

/// What is to leave in one lot.
public struct RecyclingOrder: Sendable {
  public var devices: [AssetCode] = []
  /// Media taken out of devices, by their numbers.
  public var media: [MediumID] = []
  public var parts: [PartID] = []
  /// Whether the recycler takes over, by the slip itself, the destruction of media that are not clean.
  public var destroys = false

  /// Makes an empty order.
  public init() {}
}

extension Chain {
  /// Hands devices, media and parts to whoever recycles them, under one slip and with what was weighed.
  ///
  /// Each thing leaves by an act of its own, which can be taken back alone; the lot is what binds them.
  /// - Throws: ``InventoryFailure/nothingInLot``, ``InventoryFailure/weight(_:)``, ``InventoryFailure/bsdNumber(_:)``,
  ///   ``SupplyFailure/noRecycler(structure:)``; ``RefurbishmentFailure/notReady(_:_:)`` when a medium is not clean and the
  ///   slip does not say that it is destroyed: none leaves custody.
  public func recycle(
    _ order: RecyclingOrder, by recycler: String, slip: String, grams: Int, paper: [UInt8]? = nil, as act: Act
  ) throws -> RecyclingSheet {
    let slip = try RecyclingLot.Slip(slip)
    return try database.write(Action.recycleLot, act) { change in
      guard !(order.devices.isEmpty && order.media.isEmpty && order.parts.isEmpty) else {
        throw InventoryFailure.nothingInLot
      }
      let partner = try DirectoryStore.structure(recycler, in: change)
      try requireRecycler(partner, in: change)
      change.concerns(.structure(partner.id))
      change.note("things", .number(order.devices.count + order.media.count + order.parts.count))
      change.note("grams", .number(grams))
      let digest = try paper.map { try StoredBytes.keep($0, in: change) }
      let lot = try RecyclingStore.open(to: partner.id, under: slip, grams: grams, paper: digest, in: change)
      change.note("lot", .id(lot))
      let destruction = order.destroys ? Destruction(structure: partner.name, slip: slip.reference) : nil
      for code in order.devices {
        try change.also(Action.recycleDevice) { inner in
          let device = try DeviceStore.device(code, in: inner)
          inner.concerns(.device(device.id))
          _ = try device.recycled()
          let clearance = try clearance(of: device, under: destruction, in: inner)
          inner.note("recycler", .id(partner.id))
          try DepartureStore.end(
            device, by: Departure(.recycled(by: partner.id, slip: slip.reference), paper: digest),
            clearance: clearance, in: inner)
          try RecyclingStore.add(.device(device.id), to: lot, in: inner)
        }
      }
      for medium in order.media {
        try change.also(Action.handOverMedium) { inner in
          try handOver(loose: medium, to: partner.id, slip: slip.reference, destroys: order.destroys, in: inner)
          try RecyclingStore.add(.medium(medium), to: lot, in: inner)
        }
      }
      for part in order.parts {
        try change.also(Action.recyclePart) { inner in
          let known = try PartStore.part(part, in: inner)
          if let used = known.used { throw InventoryFailure.partUsed(part, repair: used) }
          inner.concerns(.part(part))
          try RecyclingStore.add(.part(part), to: lot, in: inner)
        }
      }
      return try sheet(of: RecyclingStore.lot(lot, in: change), in: change)
    }
  }

  /// A lot by its number.
  public func recyclingLot(_ id: RecyclingLotID) throws -> RecyclingSheet {
    try database.read { try sheet(of: RecyclingStore.lot(id, in: $0), in: $0) }
  }

  /// All lots, oldest first.
  public func recyclingLots() throws -> [RecyclingSheet] {
    try database.read { reader in try RecyclingStore.all(in: reader).map { try sheet(of: $0, in: reader) } }
  }

  private func sheet(of lot: RecyclingLot, in reader: Reader) throws -> RecyclingSheet {
    RecyclingSheet(
      lot: lot, recycler: try structureName(lot.recycler, in: reader) ?? "\(lot.recycler)",
      lines: try lot.items.map { item in
        switch item {
        case .device(let id):
          RecyclingSheet.Line(
            item: item, code: try DeviceStore.device(id, in: reader)?.code,
            name: try MediumStore.identity(of: id, in: reader).name,
            grams: try CustodyStore.particulars(of: id, in: reader).grams)
        case .medium(let id):
          RecyclingSheet.Line(
            item: item, code: try lastDevice(of: id, in: reader), name: try MediumStore.serial(of: id, in: reader),
            grams: nil)
        case .part(let id):
          try RecyclingSheet.Line(item: item, PartStore.known(id, in: reader), in: reader)
        }
      })
  }

  private func lastDevice(of medium: MediumID, in reader: Reader) throws -> AssetCode? {
    try MediumStore.origin(of: medium, otherThan: DeviceID(rawValue: 0), in: reader).flatMap {
      try DeviceStore.device($0.device, in: reader)?.code
    }
  }
}

extension RecyclingSheet.Line {
  fileprivate init(item: RecyclingLot.Item, _ part: Part?, in reader: Reader) throws {
    var code: AssetCode?
    if case .harvested(let device) = part?.origin { code = try DeviceStore.device(device, in: reader)?.code }
    self.init(item: item, code: code, name: part?.name, grams: nil)
  }
}
