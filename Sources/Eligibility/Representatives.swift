import Kernel

/// For each unknown fact, a few values that stand for all the values it can have.
///
/// Conditions only compare, so what matters of a number is on which side of each bound it lies: the bounds, and a value
/// between each two of them, stand for every number. Facts compared with one another share their bounds and get as many
/// values in each gap as there are such facts, so that every order among them occurs. Of texts, those the rules name
/// and as many they do not name are enough.
///
/// An amount worked out rises or falls with each of its facts, so over all the values between two bounds of each it can be on
/// either side of another exactly when it is so at some of the bounds themselves: the ends, and the last value before each bound.
/// Of a fact that stands in two such comparisons, the values at which one of them turns are bounds too.
struct Representatives {
  private let rules: RulesInForce
  private let standings: [Standing]
  private let conditions: [Condition]
  /// The facts that some condition compares with another fact nobody knows either.
  private let linked: Set<Int>
  /// The facts that stand in several comparisons of more than one unknown fact, one of them worked: no few values stand for what
  /// these can come to together, so that they are to be taken as independent at each place.
  let entangled: Set<Int>

  /// Prepares for the conditions that are still unknown.
  init(of conditions: [Condition], rules: RulesInForce, standings: [Standing]) {
    self.rules = rules
    self.standings = standings
    self.conditions = conditions
    var linked: Set<Int> = []
    for condition in conditions {
      if case .compare(_, .reading(let left), .reading(let right)) = condition.relation {
        linked.formUnion([left.fact, right.fact])
      }
    }
    self.linked = linked
    var places: [Int: Int] = [:]
    var worked: Set<Int> = []
    for condition in conditions {
      let unknown = condition.facts.filter { standings[$0] == .unknown }
      guard unknown.count > 1 else { continue }
      for fact in unknown { places[fact, default: 0] += 1 }
      if condition.isWorked { worked.formUnion(unknown) }
    }
    entangled = worked.filter { places[$0, default: 0] > 1 }
  }

  /// The values that stand for all the values of a fact, its absence among them where it can be proven.
  func values(of fact: Int) -> [Standing] {
    let declaration = rules.programme.facts[fact]
    var numbers =
      if case .text = declaration.sort { texts(of: fact) } else { self.numbers(of: fact, range: range(of: fact)) }
    let worked = conditions.filter { $0.isWorked && $0.facts.contains(fact) }
    if !worked.isEmpty {
      let bounds = numbers + worked.flatMap { bands(over: fact, in: $0) + turns(of: fact, in: $0) }
      numbers = Set(bounds.flatMap { [$0 - 1, $0] }).filter(range(of: fact).contains).sorted()
    }
    return distinct(
      numbers.map { .number($0) } + (declaration.absenceEvidence.isEmpty ? [] : [.absent]), of: fact)
  }

  private func group(of fact: Int) -> Set<Int> { linked.contains(fact) ? linked : [fact] }

  /// The numbers a fact can be; a day of birth has passed.
  private func range(of fact: Int) -> ClosedRange<Int> {
    let range = rules.programme.facts[fact].range
    guard rules.agedFacts.contains(fact) else { return range }
    return range.lowerBound...max(range.lowerBound, min(range.upperBound, rules.day.ordinal))
  }

  private func texts(of fact: Int) -> [Int] {
    let listed = listedTexts(of: fact)
    guard listed.isEmpty else { return listed }
    let group = group(of: fact)
    var named = Set(group.flatMap(listedTexts))
    for condition in conditions {
      if case .among(let fact, let list) = condition.relation, group.contains(fact) {
        named.formUnion(rules.programme.texts.words.indices.filter { rules.list(list, holds: $0) })
      }
      for member in group { named.formUnion(bounds(of: member, in: condition)) }
    }
    // Far below the numbers of the texts a household brings that no rule names.
    let unnamed = (0..<group.count).map { Int.min + $0 }
    return named.sorted() + unnamed
  }

  private func listedTexts(of fact: Int) -> [Int] {
    let declaration = rules.programme.facts[fact]
    return declaration.values.compactMap { rules.programme.texts.number(of: $0, kind: declaration.sort.kind) }
  }

  private func numbers(of fact: Int, range: ClosedRange<Int>) -> [Int] {
    let group = group(of: fact)
    var bounds: Set<Int> = []
    for member in group {
      let range = self.range(of: member)
      bounds.formUnion([range.lowerBound, range.upperBound])
      for condition in conditions { bounds.formUnion(self.bounds(of: member, in: condition)) }
    }
    let sorted = bounds.sorted()
    var numbers = sorted
    for (lower, upper) in zip(sorted, sorted.dropFirst()) where upper - lower > 1 {
      numbers.append(contentsOf: (lower + 1)...min(lower + group.count, upper - 1))
    }
    return numbers.filter(range.contains)
  }

  /// The numbers a condition compares a fact with.
  private func bounds(of fact: Int, in condition: Condition) -> [Int] {
    guard case .compare(_, let left, let right) = condition.relation else { return [] }
    return bounds(of: fact, in: left, against: right) + bounds(of: fact, in: right, against: left)
  }

  private func bounds(of fact: Int, in operand: Operand, against other: Operand) -> [Int] {
    guard let reading = operand.reading, reading.fact == fact else { return [] }
    let bounds: [Int]
    switch operand {
    case .constant, .parameter: bounds = []
    case .reading: bounds = possibleNumbers(of: other)
    case .ladder(let parameter, _): bounds = rules.bands[parameter].map(\.min)
    case .worked: bounds = []
    }
    return switch reading {
    case .number: bounds
    case .age(let age): bounds.flatMap { age.unit.turningDays($0, before: rules.reference(of: age)) }
    }
  }

  /// Where the bands of the ladders begin that a worked comparison reads at a fact.
  private func bands(over fact: Int, in condition: Condition) -> [Int] {
    condition.operands.flatMap(\.parts).flatMap { part -> [Int] in
      guard case .ladder(let parameter, at: .number(fact: fact)) = part else { return [] }
      return rules.bands[parameter].map(\.min)
    }
  }

  /// The number from which on a fact makes a worked comparison another, where it is the only one nobody knows.
  private func turns(of fact: Int, in condition: Condition) -> [Int] {
    guard condition.facts.allSatisfy({ $0 == fact || standings[$0] != .unknown }) else { return [] }
    var scratch = standings
    func truth(at number: Int) -> Truth {
      scratch[fact] = .number(number)
      return rules.truth(of: condition, for: scratch)
    }
    var (low, high) = (range(of: fact).lowerBound, range(of: fact).upperBound)
    let last = truth(at: high)
    guard truth(at: low) != last else { return [] }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if truth(at: middle) == last { high = middle } else { low = middle }
    }
    return [high]
  }

  /// The numbers an operand can stand for, as far as they are the rules' own.
  private func possibleNumbers(of operand: Operand) -> [Int] {
    if case .number(let number) = rules.number(of: operand, for: standings) { return [number] }
    guard case .ladder(let parameter, _) = operand else { return [] }
    return rules.bands[parameter].map(\.value)
  }

  /// Without those that no condition tells apart, when the fact is alone in all of its conditions.
  private func distinct(_ values: [Standing], of fact: Int) -> [Standing] {
    let own = conditions.filter { $0.facts.contains(fact) }
    let alone = own.allSatisfy { condition in
      condition.facts.allSatisfy { $0 == fact || standings[$0] != .unknown }
    }
    guard alone else { return values }
    var scratch = standings
    var seen: Set<[Truth]> = []
    return values.filter { value in
      scratch[fact] = value
      return seen.insert(own.map { rules.truth(of: $0, for: scratch) }).inserted
    }
  }
}
