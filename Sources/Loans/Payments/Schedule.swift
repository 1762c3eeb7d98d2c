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

/// What falls due under a contract, earliest first: worked out of what was agreed, never kept beside it.
///
/// A rent is due at the start of each period, counted from the first day: from 31 January, on the last day of shorter
/// months. None is due after the device came back, after the last day agreed, or while the use is suspended.
struct Schedule: Sequence {
  /// What is asked for; nothing under a contract that is void.
  let charge: ContractTerms.Charge
  let starts: Day
  /// The last day on which a rent can fall due.
  let last: Day
  /// The days between which the use was suspended, without an end while it still is.
  let suspended: [(from: Day, until: Day?)]

  func makeIterator() -> Iterator { Iterator(schedule: self) }

  /// What fell due by the end of a day.
  func through(_ day: Day) -> [Due] { Array(prefix { $0.day <= day }) }

  /// The first due that a sum does not cover; nothing when it covers all that will ever fall due.
  func first(beyond covered: Money) -> Due? {
    var left = covered
    return first { due in
      left = left - due.amount
      return left < .zero
    }
  }

  struct Iterator: IteratorProtocol {
    let schedule: Schedule
    private var count = 0

    init(schedule: Schedule) {
      self.schedule = schedule
    }

    mutating func next() -> Due? {
      switch schedule.charge {
      case .nothing: return nil
      case .price(let instalments):
        guard count < instalments.count else { return nil }
        defer { count += 1 }
        let instalment = instalments.sorted { $0.due < $1.due }[count]
        return Due(instalment.amount, on: instalment.due)
      case .rent(let rent, let pace):
        while count == 0 || pace.months != nil {
          let day = schedule.starts.adding(months: count * (pace.months ?? 0))
          guard day <= schedule.last, day < .last else { return nil }
          count += 1
          guard let pause = schedule.suspended.first(where: { $0.from <= day && day < ($0.until ?? .last) }) else {
            return Due(rent, on: day)
          }
          // Nobody knows yet when it will go on.
          if pause.until == nil { return nil }
        }
        return nil
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
