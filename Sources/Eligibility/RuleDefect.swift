public import Kernel

/// What is wrong at a place of a programme file, or of a file of facts; the place is in the `JSONFailure` that carries it.
public enum RuleDefect: Sendable, Equatable {
  // The file as a whole
  case tooLong(limit: Int)
  case tooDeep(limit: Int)
  case tooManyCriteria(limit: Int)
  case endsBeforeStart(from: Day, to: Day)

  // Names
  case badName(String)
  case nameTaken(String)
  case repeatedItem(String)
  case repeatedCriterion(String)
  case undeclaredFact(String)
  case undeclaredParameter(String)
  case undeclaredDocument(String)

  // Declarations
  case emptyList
  case emptyRange(min: Int, max: Int)
  case numberTooLarge(limit: Int)
  case numberNegative
  case amountWithoutKind(Measure)
  case kindOfOtherSpan(kind: String, measure: Measure)
  case twoValidities
  case laggingNotAccepted(String)
  case laggingOfNoTruth
  case laggingAlone
  case badYearDay(String)
  case estimateAsEvidence
  case absenceOfTruth
  case absenceUndeclared(String)

  // Dated values
  case daysOutOfOrder(Day, after: Day)
  case daysOverlap(from: Day, previousTo: Day)

  // Ladders
  case bandsOutOfOrder(Int, after: Int)
  case bandsGap(from: Int, to: Int)
  case bandsOverlap(Int)
  case bandAfterEndlessBand
  case bandAgainstDirection(Int, after: Int, Ladder.Direction)
  case tooManySteps(limit: Int)
  case ladderTooShort(min: Int, max: Int)

  // Criteria
  case emptyGroup
  case moreThanParts(Int, parts: Int)
  case notOneRule(found: [String])
  case notOneCondition(found: [String])
  case notTwoSides(found: Int)
  case notOneSide(found: [String])
  case sortsDiffer(Sort, Sort)
  case sortNotOrdered(Sort)
  case conditionNotTruth(Sort)
  case ageOfNoDay(Sort)
  case ageUpToNoDay(Sort)
  case ageAgainstFact
  case ageWorkedWith
  case factTwiceInComparison(String)
  case factBelowZero(String)
  case nothingToCompare
  case listAsValue(String)
  case valueAsList(String)
  case noTextFact
  case ladderWithoutPoint(String)
  case pointOnNoLadder(String)
  case valueNotListed(String, allowed: [String])
  case modestUnderNot

  // Facts of a household
  case householdTooLong(limit: Int)
  case otherUnit(Measure, declared: Sort)
  case evidenceToCome(Day, on: Day)
  case secondOfOneMonth(String, Month)
  case monthAfterEvidence(Month, evidence: Month)
  case badMonth(String)

  // Words
  case unclosedPlace(String)
  case unknownPlace(String)

  // Terms
  case termIsNoAmount(Terms.Role, Sort)
  case formulaParts(found: Int, ClosedRange<Int>)
  case formulaOfNoNumber(Sort)
  case formulaOfNoCount(Sort)

  // Cases
  case noCase
  case askedWithAnswer
  case caseFailed(name: String, expected: String, found: Text)
}

extension JSONNode {
  /// A failure at this place for a defect.
  func failure(_ defect: RuleDefect) -> JSONFailure { failure(.rule(defect.text)) }
}
