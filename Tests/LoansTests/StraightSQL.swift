import Kernel
import Loans
import Storage
import TestSupport
import Testing

/// How far two requests have come: the first through every stage, the second up to its decision.
///
/// Request 1 of household 1 rests on decision 1, request 2 of household 2 on decision 2; decision 3 finds request 2 not
/// eligible, decision 4 cannot tell about request 1. Device 1 goes to request 1 under contract 1.
enum Stage: Int, Comparable {
  case submitted, decided, allocated, signed, handedOver, ended

  static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }

  func story() throws -> LoanStory {
    let story = try LoanStory()
    let (first, second) = (try story.request(), try story.request())
    if self >= .decided {
      try story.decide(first)
      try story.decide(second)
      try story.decide(second, .notEligible)
      try story.decide(first, .unknown)
    }
    if self >= .allocated { try story.allocate(first) }
    if self >= .signed { try story.sign(first) }
    if self >= .handedOver { try story.handOver(1) }
    if self >= .ended { try story.takeBack(1) }
    return story
  }
}

/// One attempt to break a rule with a shell on the file.
struct Attempt: CustomTestStringConvertible {
  let testDescription: String
  let stage: Stage
  /// Guards taken away first, so that the one under test stands alone.
  let without: [String]
  let statements: [String]
  let refusal: String

  init(
    _ description: String, at stage: Stage, without: [String] = [], _ statements: String..., refusal: String
  ) {
    testDescription = description
    self.stage = stage
    self.without = without
    self.statements = statements
    self.refusal = refusal
  }

  /// Expects the refusal, and nothing changed.
  func expectRefusal() throws {
    let story = try stage.story()
    for guardName in without { try story.tryStraight("DROP TRIGGER \(guardName)") }
    let head = try story.database.read { try Journal.head(in: $0) }
    #expect {
      try story.database.change(.sample(on: "2027-01-01")) { change in
        for statement in statements {
          try change.run(SQL(stringLiteral: statement.replacing("ENTRY", with: change.entry.description)))
        }
      }
    } throws: { error in
      switch error {
      case StorageFailure.guarded(let message): message == refusal
      case StorageFailure.constraint(let message, _): message == refusal
      default: false
      }
    }
    #expect(try story.database.read { try Journal.head(in: $0) } == head)
  }
}

/// A step of a request, as SQL.
func requestStep(
  _ request: Int, _ verb: String, from: String, to: String, decision: String = "NULL",
  device: String = "NULL",
  reason: String = "NULL", previous: String? = nil, toward: String = "NULL"
) -> String {
  let cause = verb == "release" ? "'declined'" : "NULL"
  return """
    INSERT INTO request_steps
      (entry, request, previous, verb, from_state, to_state, decision, device, reason, cause, toward)
    VALUES (ENTRY, \(request), \(previous ?? "(SELECT step FROM requests WHERE id = \(request))"), '\(verb)', '\(from)',
      '\(to)', \(decision), \(device), \(reason), \(cause), \(toward))
    """
}

/// A step of a contract, as SQL.
func contractStep(_ contract: Int, _ verb: String, from: String, to: String, reason: String = "NULL")
  -> String
{
  """
  INSERT INTO contract_steps (entry, contract, previous, verb, from_state, to_state, reason)
  VALUES (ENTRY, \(contract), (SELECT step FROM contracts WHERE id = \(contract)), '\(verb)', '\(from)', '\(to)',
    \(reason))
  """
}

/// A contract signed for request 1 unless said otherwise, as SQL.
func contract(
  _ id: String = "NULL", request: Int = 1, household: Int = 1, device: Int = 1, kind: String = "loan",
  fee: Int = 0, term: String = "NULL", value: String = "NULL", loss: String = "NULL",
  state: String = "signed",
  insert: String = "INSERT"
) -> String {
  """
  \(insert) INTO contracts (id, request, household, device, lender, kind, fee, starts, term, stated_value,
    accidental_loss, state, entry)
  VALUES (\(id), \(request), \(household), \(device), 1, '\(kind)', \(fee), '2027-01-01', \(term), \(value), \(loss),
    '\(state)', ENTRY)
  """
}
