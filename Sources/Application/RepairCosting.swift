import Inventory
public import Kernel
import Refurbishment
import Storage

/// What the repairs of one thing cost in a period; the time is the repairs', never a person's.
public struct RepairCostLine: Sendable, Equatable {
  public let code: AssetCode
  public let name: String?
  /// How many repairs ended, and how many of them repaired it.
  public let repairs: Int
  public let repaired: Int
  public let minutes: Int
  /// How many parts were used, and how many of them came out of other devices.
  public let parts: Int
  public let harvested: Int
  /// What the parts that were bought cost.
  public let partsCost: Money
  /// What the repairs cost besides the parts.
  public let otherCost: Money

  /// What they cost in all.
  public var cost: Money { partsCost + otherCost }
}

extension Chain {
  /// What the repairs that ended in a period cost, by device, the dearest first.
  public func repairCosts(in period: Period) throws -> [RepairCostLine] {
    let ended = try repairs(onlyOpen: false).filter { sheet in sheet.repair.end.map { period.contains($0.day) } ?? false
    }
    return Dictionary(grouping: ended, by: \.code).map { code, sheets in
      let parts = sheets.flatMap(\.parts)
      return RepairCostLine(
        code: code, name: sheets.lazy.compactMap(\.name).first, repairs: sheets.count,
        repaired: sheets.count { $0.repair.end?.outcome == .repaired },
        minutes: sheets.compactMap(\.repair.end?.minutes).reduce(0, +), parts: parts.count,
        harvested: parts.count { if case .harvested = $0.part.origin { true } else { false } },
        partsCost: parts.compactMap(\.part.price).reduce(.zero, +),
        otherCost: sheets.compactMap(\.repair.end?.cost).reduce(.zero, +))
    }
    .sorted { ($1.cost, $0.code.characters) < ($0.cost, $1.code.characters) }
  }
}
