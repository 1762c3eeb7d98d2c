/// One line of the rules a person can read: a group of criteria, or one condition.
///
/// A programme keeps its criteria as one list in the order of the file, each before its parts; `end` tells where its
/// parts stop.
public struct Criterion: Sendable, Hashable {
  /// The name of the criterion, unique in its programme; only the outermost group may have none.
  public let id: String?
  /// How many criteria it is inside of.
  public let depth: Int
  /// Whether the criterion rests on the household's resources: who is eligible by it is a modest household in reports.
  public let modest: Bool
  /// How the criterion is judged.
  let rule: Rule
  /// What people read, with places for values.
  let wording: Wording?
  /// The place after the last of its parts in the programme's list.
  var end: Int

  /// How a criterion is judged.
  enum Rule: Sendable, Hashable {
    /// Every part must be true.
    case all
    /// One part must be true.
    case any
    /// So many parts must be true.
    case atLeast(Int)
    /// Its only part must be false.
    case not
    /// A condition over facts.
    case condition(Condition)
  }
}

/// How two values are compared.
public enum Comparison: String, Sendable, CaseIterable {
  case lt, le, eq, ge, gt

  /// Whether two numbers stand so.
  func holds(_ left: Int, _ right: Int) -> Bool {
    switch self {
    case .lt: left < right
    case .le: left <= right
    case .eq: left == right
    case .ge: left >= right
    case .gt: left > right
    }
  }
}

/// A condition over facts, parameters and plain values.
///
/// Facts and parameters are named by their place in the programme's lists.
struct Condition: Sendable, Hashable {
  let relation: Relation
  /// Whether the file denies the relation with `not`.
  let negated: Bool
  /// What the condition is when a fact is known not to exist: whatever does not favour the household, so false, or
  /// true inside a criterion that is denied as a whole.
  let whenAbsent: Truth

  enum Relation: Sendable, Hashable {
    /// Numbers; also yes and no (1 and 0), days counted from 1970, and texts by their numbers.
    case compare(Comparison, Operand, Operand)
    /// A text and one of the programme's lists.
    case among(fact: Int, list: Int)
    /// Whether there is such a thing at all: what absence proves is a no.
    case exists(fact: Int)
  }
}

/// The texts a condition looks for a fact among.
enum TextList: Sendable, Hashable {
  /// Those written in the condition, by their numbers.
  case numbers([Int])
  /// Those a parameter holds on the day.
  case parameter(Int)
}

/// One side of a comparison.
enum Operand: Sendable, Hashable {
  case constant(Int)
  case reading(Reading)
  case parameter(Int)
  /// What a ladder gives at a point.
  case ladder(parameter: Int, at: Reading)
  /// An amount worked out from facts, as what is left to live on: no fact stands twice in it, and none can be below zero, so that
  /// it only rises or only falls with each.
  case worked(Formula)
}

/// A number read from a fact.
enum Reading: Sendable, Hashable {
  case number(fact: Int)
  /// The time passed since the day the fact holds.
  case age(Age)

  var fact: Int {
    switch self {
    case .number(let fact): fact
    case .age(let age): age.fact
    }
  }
}

extension Reading {
  /// The age it is, if it is one.
  var age: Age? { if case .age(let age) = self { age } else { nil } }
}

extension Operand {
  /// The reading it rests on alone, if any.
  var reading: Reading? {
    switch self {
    case .constant, .parameter, .worked: nil
    case .reading(let reading), .ladder(_, let reading): reading
    }
  }

  /// All the readings it rests on.
  var readings: [Reading] { parts.compactMap(\.reading) }

  /// What it is worked out from; itself, unless it is.
  var parts: [Operand] { if case .worked(let formula) = self { formula.operands } else { [self] } }

  /// Whether it is worked out from others.
  var isWorked: Bool { if case .worked = self { true } else { false } }

  /// The parameters it needs: its own, and that which tells on which day an age is counted.
  var parameters: [Int] {
    switch self {
    case .constant: []
    case .reading(let reading): [reading.age?.reference.parameter].compactMap(\.self)
    case .parameter(let parameter): [parameter]
    case .ladder(let parameter, let reading): [parameter, reading.age?.reference.parameter].compactMap(\.self)
    case .worked(let formula): formula.operands.flatMap(\.parameters)
    }
  }
}

extension Condition {
  /// The facts the condition looks at, each once.
  var facts: [Int] {
    switch relation {
    case .compare(_, let left, let right):
      return (left.readings + right.readings).map(\.fact).reduce(into: []) { facts, fact in
        if !facts.contains(fact) { facts.append(fact) }
      }
    case .among(let fact, _), .exists(let fact): return [fact]
    }
  }

  /// The two sides of a comparison.
  var operands: [Operand] {
    guard case .compare(_, let left, let right) = relation else { return [] }
    return [left, right]
  }

  /// The ages the condition reads.
  var ages: [Age] { operands.flatMap(\.readings).compactMap(\.age) }

  /// Whether one of its sides is worked out from several facts.
  var isWorked: Bool { operands.contains(where: \.isWorked) }
}
