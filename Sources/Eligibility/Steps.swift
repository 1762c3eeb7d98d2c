import Kernel

/// The rules of a day in the form deciding reads: every parameter is a number, every comparison with one a range of numbers.
///
/// What people read of a criterion is left out, so that a decision touches a few bytes for each and makes nothing on the heap.
struct Steps: Sendable {
  private let steps: [Step]
  /// Whether each text the rules name is in each list, one list after the other.
  private let memberships: [Bool]
  private let day: Int
  /// Whether some condition is read in its general form.
  private let hasGeneral: Bool

  fileprivate struct Step {
    let kind: Kind
    /// The criterion it is a part of; itself for the first.
    let parent: Int
    let end: Int
    /// The fact a condition looks at, and the numbers that meet it.
    var fact = 0
    var low = 0
    var high = 0
    /// What the condition is inside, outside, and without such a fact.
    var inside = Truth.true
    var outside = Truth.false
    var whenAbsent = Truth.false
  }

  fileprivate enum Kind {
    case all, any, not
    case atLeast(Int)
    /// The number is between `low` and `high`.
    case range
    /// The text is in the list whose memberships begin at `low`.
    case among
    /// Whatever is no range: two facts compared, a ladder.
    case general
  }

  init(of programme: Programme, figures: Figures, memberships: [Bool]) {
    var groups: [Int] = []
    steps = programme.criteria.enumerated().map { index, criterion in
      while let group = groups.last, programme.criteria[group].end <= index { groups.removeLast() }
      let parent = groups.last ?? index
      groups.append(index)
      let plain = { (kind: Kind) in Step(kind: kind, parent: parent, end: criterion.end) }
      switch criterion.rule {
      case .all: return plain(.all)
      case .any: return plain(.any)
      case .not: return plain(.not)
      case .atLeast(let least): return plain(.atLeast(least))
      case .condition(let condition):
        guard let (kind, fact, low, high) = Steps.test(condition.relation, programme, figures) else {
          return plain(.general)
        }
        let inside = Truth(!condition.negated)
        var absent = condition.whenAbsent
        if case .exists = condition.relation { absent = inside.negated }
        return Step(
          kind: kind, parent: parent, end: criterion.end, fact: fact, low: low, high: high, inside: inside,
          outside: inside.negated, whenAbsent: absent)
      }
    }
    hasGeneral = steps.contains { if case .general = $0.kind { true } else { false } }
    self.memberships = memberships
    day = figures.day.ordinal
  }

  /// What a condition is met by, where that is a list or a range of numbers.
  private static func test(
    _ relation: Condition.Relation, _ programme: Programme, _ figures: Figures
  ) -> (Kind, fact: Int, low: Int, high: Int)? {
    switch relation {
    case .exists(let fact): return (.range, fact, Standing.least, .max)
    case .among(let fact, let list): return (.among, fact, list * programme.texts.words.count, 0)
    case .compare(let comparison, .reading(let reading), let other):
      guard let bound = figures.number(of: other) else { return nil }
      let range = figures.numbers(of: reading, comparison, bound)
      return (.range, reading.fact, range.low, range.high)
    case .compare(let comparison, let other, .reading(let reading)):
      guard let bound = figures.number(of: other) else { return nil }
      let range = figures.numbers(of: reading, comparison.mirrored, bound)
      return (.range, reading.fact, range.low, range.high)
    case .compare: return nil
    }
  }

  /// The truth of every criterion, in the programme's order; none is skipped, so that the explanation is complete.
  ///
  /// - Parameter general: reads a condition in its general form.
  func truths(for sheet: FactSheet, general: (Int, [Standing]) -> Truth) -> TruthList {
    let standings = hasGeneral ? sheet.standings(on: Day(ordinal: day)) : []
    return withUnsafeTemporaryAllocation(of: Truth.self, capacity: steps.count) { truths in
      steps.withUnsafeBufferPointer { steps in
        sheet.entries.withUnsafeBufferPointer { entries in
          for index in steps.indices {
            truths.initializeElement(at: index, to: steps[index].start)
          }
          // From the last to the first: the parts of a criterion stand after it, so they are settled before it.
          for index in steps.indices.reversed() {
            let step = steps[index]
            switch step.kind {
            case .all, .any, .not: break
            case .range, .among: truths[index] = truth(of: step, entries[step.fact])
            case .general: truths[index] = general(index, standings)
            case .atLeast(let least): truths[index] = count(index, steps, UnsafeBufferPointer(truths), least)
            }
            guard index > 0 else { break }
            switch steps[step.parent].kind {
            case .all: truths[step.parent] = truths[step.parent].and(truths[index])
            case .any: truths[step.parent] = truths[step.parent].or(truths[index])
            case .not: truths[step.parent] = truths[index].negated
            case .atLeast, .range, .among, .general: break
            }
          }
          return TruthList(UnsafeBufferPointer(truths))
        }
      }
    }
  }

  @inline(__always)
  private func truth(of step: Step, _ entry: FactSheet.Entry) -> Truth {
    let number = entry.number
    guard entry.first <= day, day <= entry.last, number != Standing.unknownNumber else { return .unknown }
    guard number != Standing.absentNumber else { return step.whenAbsent }
    switch step.kind {
    case .among: return number >= 0 && memberships[step.low + number] ? step.inside : step.outside
    default: return step.low <= number && number <= step.high ? step.inside : step.outside
    }
  }

  private func count(
    _ index: Int, _ steps: UnsafeBufferPointer<Step>, _ truths: UnsafeBufferPointer<Truth>, _ least: Int
  ) -> Truth {
    var (met, open) = (0, 0)
    var part = index + 1
    while part < steps[index].end {
      met += truths[part] == .true ? 1 : 0
      open += truths[part] == .unknown ? 1 : 0
      part = steps[part].end
    }
    return Truth(met, open: open, outOf: least)
  }
}

extension Steps.Step {
  /// What a criterion is before its parts are looked at.
  fileprivate var start: Truth { if case .all = kind { .true } else { .false } }
}

/// The day of the decisions, and the numbers of the parameters on it.
struct Figures: Sendable {
  let day: Day
  /// In the programme's order; 0 for those that hold none, which no rule reads.
  let numbers: [Int]

  /// The day an age is counted up to.
  func reference(of age: Age) -> Day {
    switch age.reference {
    case .decision: day
    case .day(let day): day
    case .yearDay(let yearDay): yearDay.day(in: day.parts.year) ?? day
    case .parameter(let parameter): Day(ordinal: numbers[parameter])
    }
  }

  /// The number an operand is on the day, where no household can change it.
  fileprivate func number(of operand: Operand) -> Int? {
    switch operand {
    case .constant(let number): number
    case .parameter(let parameter): numbers[parameter]
    case .reading, .ladder, .worked: nil
    }
  }

  /// The numbers of a fact that meet a comparison; ages are turned into the days they begin on.
  fileprivate func numbers(of reading: Reading, _ comparison: Comparison, _ bound: Int) -> (low: Int, high: Int) {
    switch reading {
    case .number:
      switch comparison {
      case .lt: (Standing.least, bound - 1)
      case .le: (Standing.least, bound)
      case .eq: (bound, bound)
      case .ge: (bound, .max)
      case .gt: (bound + 1, .max)
      }
    case .age(let age):
      switch comparison {
      case .lt: (lastDay(of: age, atLeast: bound) + 1, .max)
      case .le: (lastDay(of: age, atLeast: bound + 1) + 1, .max)
      case .eq: (lastDay(of: age, atLeast: bound + 1) + 1, lastDay(of: age, atLeast: bound))
      case .ge: (Standing.least, lastDay(of: age, atLeast: bound))
      case .gt: (Standing.least, lastDay(of: age, atLeast: bound + 1))
      }
    }
  }

  /// The last day since which so many units have passed.
  private func lastDay(of age: Age, atLeast count: Int) -> Int {
    let reference = reference(of: age)
    var (low, high) = (Day.first.ordinal, Day.last.ordinal)
    guard age.unit.count(from: Day(ordinal: low), to: reference) >= count else { return low - 1 }
    while low < high {
      let middle = low + (high - low + 1) / 2
      if age.unit.count(from: Day(ordinal: middle), to: reference) >= count { low = middle } else { high = middle - 1 }
    }
    return low
  }
}

extension Comparison {
  /// The comparison read from its right side.
  fileprivate var mirrored: Comparison {
    switch self {
    case .lt: .gt
    case .le: .ge
    case .eq: .eq
    case .ge: .le
    case .gt: .lt
    }
  }
}

/// The truths of the criteria of one decision; those of most programmes fit into one word.
struct TruthList: Sendable, Hashable, RandomAccessCollection {
  let count: Int
  private let first: UInt64
  private let rest: [UInt64]

  private static let perWord = 32

  init(_ truths: some Collection<Truth>) {
    count = truths.count
    var word: UInt64 = 0
    var shift: UInt64 = 0
    var words: [UInt64] = []
    for truth in truths {
      if shift == 64 {
        words.append(word)
        (word, shift) = (0, 0)
      }
      word |= UInt64(truth.rawValue) << shift
      shift += 2
    }
    guard !words.isEmpty else {
      (first, rest) = (word, [])
      return
    }
    words.append(word)
    (first, rest) = (words[0], Array(words[1...]))
  }

  var startIndex: Int { 0 }
  var endIndex: Int { count }

  subscript(place: Int) -> Truth {
    let word = place < TruthList.perWord ? first : rest[place / TruthList.perWord - 1]
    return Truth(rawValue: UInt8(truncatingIfNeeded: word >> UInt64(place % TruthList.perWord * 2)) & 3) ?? .unknown
  }
}
