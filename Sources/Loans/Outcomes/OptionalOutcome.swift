public import Kernel

/// What a programme may count beside its loans, and need not.
public enum OptionalOutcome: String, Sendable, CaseIterable {
  /// An open badge somebody of the household was awarded.
  case badge
  /// A *Pass numérique*: a voucher for help at a place of mediation.
  case pass
  /// A brochure or booklet handed out, to a household or to whoever came.
  case brochure

  /// Whether it may go to nobody in particular.
  public var isForAnybody: Bool {
    switch self {
    case .brochure: true
    case .badge, .pass: false
    }
  }

  /// How many can be recorded at once.
  public var most: Int {
    switch self {
    case .badge: 1
    case .pass: 100
    case .brochure: 10_000
    }
  }

  /// The outcome in words, as one is said.
  public var text: Text {
    switch self {
    case .badge: Text(fr: "badge obtenu", en: "badge awarded")
    case .pass: Text(fr: "Pass numérique remis", en: "Pass numérique given")
    case .brochure: Text(fr: "brochure remise", en: "brochure handed out")
    }
  }
}

/// How many of an outcome there were in a period.
public struct OutcomeTally: Sendable, Equatable {
  public let outcome: OptionalOutcome
  /// How many.
  public let count: Int
  /// How many distinct households had one.
  public let households: Int

  /// Makes a tally.
  public init(outcome: OptionalOutcome, count: Int, households: Int) {
    (self.outcome, self.count, self.households) = (outcome, count, households)
  }
}

/// How many gave one answer to one question of the paper survey.
public struct SurveyTally: Sendable, Equatable {
  public let question: String
  public let choice: String
  public let count: Int

  /// Makes a tally.
  public init(question: String, choice: String, count: Int) {
    (self.question, self.choice, self.count) = (question, choice, count)
  }
}
