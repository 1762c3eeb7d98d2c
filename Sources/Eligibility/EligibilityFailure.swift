public import Kernel

/// Why no decision can be made; none of these is an answer about the household.
public enum EligibilityFailure: Failure, Equatable {
  /// The programme has no rule on that day.
  case noRuleInForce(programme: String, on: Day, from: Day, to: Day?)
  /// A parameter the rules need has no value on that day.
  case noValueInForce(parameter: String, on: Day)
  /// A fact of another sort than the programme declares, as a text where a number is asked.
  case factOfOtherSort(fact: String, declared: Sort)
  /// A fact of another kind than the programme declares, as a tax quotient where the CAF's is asked.
  case factOfOtherKind(fact: String, given: String?, declared: String?)
  /// A number outside the bounds the programme declares.
  case numberOutOfRange(fact: String, number: Int, range: ClosedRange<Int>)
  /// A day before 1900 or after the last one the fact can hold.
  case dayOutOfRange(fact: String, day: Day, last: Day)
  /// A text that is none of those the programme knows.
  case textNotListed(fact: String, text: String, values: [String])
  /// A text that has not the shape of its kind.
  case textMalformed(fact: String, KernelFailure)
  /// A number no estimate can be worked out from.
  case estimateOutOfRange(Int)
  /// Nobody can be asked about without a birth name and a first name.
  case identityIncomplete
  /// A stored decision that was made by other rules than those given to replay it.
  case recordOfOtherRules(recorded: String, given: Digest)

  public var exitCode: ExitCode {
    switch self {
    case .noRuleInForce, .noValueInForce, .recordOfOtherRules: .refused
    case .factOfOtherSort, .factOfOtherKind, .numberOutOfRange, .dayOutOfRange, .textNotListed, .textMalformed,
      .estimateOutOfRange, .identityIncomplete:
      .badData
    }
  }
}
