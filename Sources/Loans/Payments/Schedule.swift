public import Kernel

/// An amount that falls due on a day.
public struct Due: Sendable, Equatable {
  /// The day.
  public let day: Day
  public let amount: Money

  /// Makes a due.
  public init(_ amount: Money, on day: Day) {
    self.amount = amount
    self.day = day
  }
}

extension Contract {
  /// What falls due under the contract, earliest first: worked out of what was agreed, never kept beside it.
  ///
  /// A rent is due at the start of each period, counted from the first day: from 31 January, on the last day of shorter
  /// months. None is due after the device came back, after the last day agreed, or while the use is suspended.
  /// - Parameters:
  ///   - through: the last day looked at.
  ///   - ended: the day the use ended; nothing while it goes on.
  ///   - suspended: the days between which the use was suspended, without an end while it still is.
  public func dues(
    through day: Day, ended: Day? = nil, suspended: [(from: Day, until: Day?)] = []
  ) -> [Due] {
    switch (state, agreement.terms.charge) {
    case (.cancelled, _), (.annulled, _), (_, .nothing): return []
    case (_, .price(let instalments)):
      return instalments.filter { $0.due <= day }.sorted { $0.due < $1.due }.map { Due($0.amount, on: $0.due) }
    case (_, .rent(let rent, let pace)):
      let last = [day, term, ended].compactMap(\.self).min() ?? day
      let starts = agreement.terms.starts
      var (dues, count): ([Due], Int) = ([], 0)
      while true {
        let next = starts.adding(months: count * (pace.months ?? 0))
        guard next <= last, next < .last, count == 0 || pace.months != nil else { return dues }
        let isSuspended = suspended.contains { $0.from <= next && next < ($0.until ?? .last) }
        if !isSuspended { dues.append(Due(rent, on: next)) }
        count += 1
      }
    }
  }
}

extension ContractTerms.Pace {
  /// How many months a period lasts; nothing when there is only one.
  var months: Int? {
    switch self {
    case .once: nil
    case .month: 1
    case .year: 12
    }
  }
}

/// How a contract's money stands on a day.
public struct Standing: Sendable, Equatable {
  /// What fell due up to that day.
  public let dues: [Due]
  /// What the household was let off.
  public let exempted: Money
  /// What it paid of rent or price, refunds taken off.
  public let paid: Money
  /// What it has in deposit.
  public let deposit: Money

  /// Makes a standing.
  public init(dues: [Due], exempted: Money, paid: Money, deposit: Money) {
    (self.dues, self.exempted, self.paid, self.deposit) = (dues, exempted, paid, deposit)
  }

  /// What fell due in all.
  public var due: Money { dues.reduce(.zero) { $0 + $1.amount } }
  /// What is still to be paid; below zero when more was paid than fell due.
  public var owed: Money { due - exempted - paid }
  /// The day since which something is owed; nothing when nothing is.
  public var owedSince: Day? {
    var covered = exempted + paid
    for due in dues {
      covered = covered - due.amount
      if covered < .zero { return due.day }
    }
    return nil
  }
}
