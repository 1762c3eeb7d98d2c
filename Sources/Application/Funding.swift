import Eligibility
public import Kernel
public import Loans
import Storage

/// A funding line, and what the eligible requests that wait could still cost it.
public struct FundingStanding: Sendable {
  public let line: FundingLine
  /// The aid of the requests that are eligible and have no contract yet, by the programmes that name the line.
  public let awaited: Money
}

extension Chain {
  /// Opens a funding line with its first money.
  ///
  /// - Throws: ``ChainFailure/rulesNotForRole(_:)``, and what ``FundingStore/open(_:title:funder:budget:in:)`` refuses.
  public func openFunding(
    _ code: String, title: String, funder: String, budget: Money, as act: Act
  ) throws -> FundingLine {
    try moveFunding(.openFunding, code, budget, as: act) { change in
      try FundingStore.open(code, title: title, funder: funder, budget: budget, in: change)
    }
  }

  /// Adds money to a line.
  ///
  /// - Throws: ``ChainFailure/rulesNotForRole(_:)``, and what ``FundingStore/grant(_:on:in:)`` refuses.
  public func grantFunding(_ money: Money, on code: String, as act: Act) throws -> FundingLine {
    try moveFunding(.grantFunding, code, money, as: act) { try FundingStore.grant(money, on: code, in: $0) }
  }

  /// Spends money of a line.
  ///
  /// - Throws: ``ChainFailure/rulesNotForRole(_:)``, and what ``FundingStore/spend(_:on:for:in:)`` refuses.
  public func spendFunding(
    _ money: Money, on code: String, for request: RequestID?, as act: Act
  ) throws -> FundingLine {
    try moveFunding(.spendFunding, code, money, as: act) { change in
      if let request { change.note("request", .id(request)) }
      return try FundingStore.spend(money, on: code, for: request, in: change)
    }
  }

  /// Every funding line with what waits for its money.
  public func funding() throws -> [FundingStanding] {
    try database.read { reader in
      var awaited: [String: Int64] = [:]
      let waiting = try reader.all(
        """
        SELECT r.decision FROM requests AS r
        WHERE r.state IN (\(list: [Request.Stage.decided, .allocated])) ORDER BY r.id
        """)
      for row in waiting {
        let reasoning = try reader.replay(DecisionStore.existing(try row["decision"], in: reader))
        guard let aid = reasoning.aid else { continue }
        for code in reasoning.programme.terms?.funding ?? [] { awaited[code, default: 0] += aid.cents }
      }
      return try FundingStore.all(in: reader).map {
        FundingStanding(line: $0, awaited: Money(cents: awaited[$0.code] ?? 0))
      }
    }
  }

  private func moveFunding(
    _ action: Action, _ code: String, _ money: Money, as act: Act, _ move: (Change) throws -> FundingLine
  ) throws -> FundingLine {
    try database.write(action, act) { change in
      try requireRulesRole(act, in: change)
      change.concerns(.instance)
      change.note("line", .dataName(code))
      change.note("cents", .number(Int(money.cents)))
      return try move(change)
    }
  }
}
