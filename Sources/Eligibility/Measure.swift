/// The unit a whole number of a rule is counted in; a rule that compares two units is refused.
///
/// Amounts are whole euros or whole cents, since a rule about money never meets a floating-point number.
public enum Measure: String, Sendable, Hashable, CaseIterable {
  case euros = "EUR"
  case eurosPerDay = "EUR/day"
  case eurosPerMonth = "EUR/month"
  case eurosPerYear = "EUR/year"
  case cents = "cent"
  case centsPerDay = "cent/day"
  case centsPerMonth = "cent/month"
  case centsPerYear = "cent/year"
  case years, months, days, persons, count, percent
  /// Tax shares are counted by halves.
  case halfParts = "half_parts"

  /// The time an amount is earned or paid over.
  enum Span: Sendable, Hashable {
    case once, day, month, year
  }

  /// The span of an amount of money; nothing for what is no money.
  var amountSpan: Span? {
    switch self {
    case .euros, .cents: .once
    case .eurosPerDay, .centsPerDay: .day
    case .eurosPerMonth, .centsPerMonth: .month
    case .eurosPerYear, .centsPerYear: .year
    case .years, .months, .days, .persons, .count, .percent, .halfParts: nil
    }
  }

  /// How many of this unit make one euro; nothing for what is no money.
  var perEuro: Int? {
    switch self {
    case .euros, .eurosPerDay, .eurosPerMonth, .eurosPerYear: 1
    case .cents, .centsPerDay, .centsPerMonth, .centsPerYear: 100
    case .years, .months, .days, .persons, .count, .percent, .halfParts: nil
    }
  }

  /// The largest number a fact may hold unless its declaration says otherwise: more is a slip of the pen.
  var largestUsual: Int {
    switch self {
    case .years: 150
    case .persons, .halfParts: 100
    case .percent: 100
    case .months, .days, .count: 1_000_000
    case .euros, .eurosPerDay, .eurosPerMonth, .eurosPerYear: 1_000_000
    case .cents, .centsPerDay, .centsPerMonth, .centsPerYear: 100_000_000
    }
  }

  /// The largest number a fact of a kind may hold unless its declaration says otherwise.
  ///
  /// The quotient of a household with 50,000 € of resources a month and one part stays below the bound.
  func largestUsual(of kind: String?) -> Int {
    guard kind == "qf_caf_msa", let perEuro else { return largestUsual }
    return 50_000 * perEuro
  }

  /// The spans in which the amounts of well-known kinds are published.
  ///
  /// A yearly amount under the name of a monthly one is the slip that makes everybody eligible: the quotient of CAF and
  /// MSA is monthly (caf.fr), the revenu fiscal de référence yearly.
  static let spansOfKnownKinds: [String: [Span]] = [
    "qf_caf_msa": [.month],
    "qf_tax": [.month, .year],
    "rfr": [.year],
    "reste_a_vivre": [.day, .month],
  ]
}

/// What sort of thing a fact, a parameter or a value is: two of different sorts are never compared.
public enum Sort: Sendable, Hashable {
  /// Yes or no.
  case truth
  /// A whole number in a unit; amounts have a kind, as `qf_caf_msa` or `rfr`.
  case number(Measure, kind: String?)
  /// A day of the calendar.
  case day
  /// A word or a code; `uai` and `insee_commune` are kinds whose shape is checked.
  case text(kind: String?)

  /// Whether one can be below another.
  var isOrdered: Bool {
    switch self {
    case .number, .day: true
    case .truth, .text: false
    }
  }

  /// The kind, where there is one.
  public var kind: String? {
    switch self {
    case .truth, .day: nil
    case .number(_, let kind), .text(let kind): kind
    }
  }
}
