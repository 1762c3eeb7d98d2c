public import Inventory
public import Kernel
import Storage

/// What a stock-take finds.
public struct StockTakeSheet: Sendable {
  public let id: StockTakeID
  /// Where it is made.
  public let path: String
  public let isClosed: Bool
  /// What is found of each device, and where it was said to be.
  public let lines: [(code: AssetCode, finding: StockTakeFinding, recorded: String?)]
}

extension Chain {
  /// Begins a stock-take of a location, or goes on with the one under way there.
  public func beginStockTake(at location: LocationID, as act: Act) throws -> StockTakeSheet {
    try database.write(Action.beginStockTake, act) { change in
      _ = try LocationStore.location(location, in: change)
      let id = try StockTakeStore.begin(at: location, in: change)
      change.concerns(.stockTake(id))
      return try sheet(of: id, in: change)
    }
  }

  /// Says that devices are there; each is said once, by whoever saw it first.
  ///
  /// - Returns: how many are said for the first time.
  public func see(_ codes: [AssetCode], in id: StockTakeID, as act: Act) throws -> Int {
    try database.write(Action.seeInStockTake, act) { change in
      change.concerns(.stockTake(id))
      let new = try codes.filter { code in
        try StockTakeStore.see(DeviceStore.device(code, in: change).id, in: id, change: change)
      }
      change.note("devices", .number(new.count))
      return new.count
    }
  }

  /// What a stock-take has found so far.
  public func stockTake(_ id: StockTakeID) throws -> StockTakeSheet { try database.read { try sheet(of: id, in: $0) } }

  /// Ends a stock-take and applies what it proposes: what is there is recorded there, what was not seen is nowhere known.
  ///
  /// - Throws: ``ChainFailure/notForRole(_:)`` for people who do not judge the workshop's work.
  public func applyStockTake(_ id: StockTakeID, as act: Act) throws -> StockTakeSheet {
    try database.write(Action.applyStockTake, act) { change in
      try requireJudge(act, in: change)
      change.concerns(.stockTake(id))
      let location = try StockTakeStore.stockTake(id, in: change).location
      let found = try findings(of: id, in: change)
      let sheet = try sheet(of: id, in: change)
      try StockTakeStore.close(id, in: change)
      for (device, finding) in found where finding != .found {
        guard let device = try DeviceStore.device(device, in: change), device.state.name.isHere else { continue }
        try change.also(Action.moveDevice) { inner in
          try put(device, in: finding == .missing ? nil : location, change: inner)
        }
      }
      return StockTakeSheet(id: id, path: sheet.path, isClosed: true, lines: sheet.lines)
    }
  }

  private func findings(
    of id: StockTakeID, in reader: Reader
  ) throws -> [(device: DeviceID, finding: StockTakeFinding)] {
    let take = try StockTakeStore.stockTake(id, in: reader)
    let all = try LocationStore.all(in: reader)
    let expected = Set(
      try LocationStore.devices(in: LocationStore.within(take.location, among: all), reader: reader))
    let asked = take.seen.union(expected)
    let here = try asked.filter { try DeviceStore.device($0, in: reader)?.state.name.isHere ?? false }
    let located = try take.seen.filter { try LocationStore.location(of: $0, in: reader) != nil }
    return StockTakeFinding.of(seen: take.seen, expected: expected, located: located, here: here)
  }

  private func sheet(of id: StockTakeID, in reader: Reader) throws -> StockTakeSheet {
    let take = try StockTakeStore.stockTake(id, in: reader)
    let all = try LocationStore.all(in: reader)
    return StockTakeSheet(
      id: id, path: LocationStore.path(of: take.location, among: all), isClosed: take.isClosed,
      lines: try findings(of: id, in: reader).compactMap { line in
        guard let device = try DeviceStore.device(line.device, in: reader) else { return nil }
        let recorded = try LocationStore.location(of: device.id, in: reader)
        return (device.code, line.finding, recorded.map { LocationStore.path(of: $0, among: all) })
      })
  }
}

extension Device.StateName {
  /// Whether a device in this state is in the chain's own hands.
  var isHere: Bool {
    switch self {
    case .received, .inRefurbishment, .ready, .reserved, .inRepair, .harvested: true
    case .out, .given, .recycled, .sold, .returned, .lost: false
    }
  }
}
