extension Decision {
  /// The names of the missing facts that nothing stands in for: while one of them is unknown, the household is not eligible.
  ///
  /// The others are ways among several. A fact is indispensable to a group when more of its open parts need the fact than may
  /// stay open: "all" needs each of its parts, "any" one.
  public var indispensable: Set<String> {
    guard outcome == .unknown else { return [] }
    return Set(facts(neededAt: 0, toBe: .true).map { programme.facts[$0].name })
  }

  private func facts(neededAt index: Int, toBe wanted: Truth) -> Set<Int> {
    guard truths[index] == .unknown else { return [] }
    let criterion = programme.criteria[index]
    if case .condition(let condition) = criterion.rule {
      return Set(condition.facts.filter { standings[$0] == .unknown })
    }
    if case .not = criterion.rule { return facts(neededAt: index + 1, toBe: wanted.negated) }
    let parts = parts(of: index)
    let open = parts.filter { truths[$0] == .unknown }
    let spare = open.count - needed(of: parts, in: criterion.rule, toBe: wanted)
    var needs: [Int: Int] = [:]
    for fact in open.flatMap({ facts(neededAt: $0, toBe: wanted) }) { needs[fact, default: 0] += 1 }
    return Set(needs.filter { $0.value > spare }.keys)
  }

  /// How many of the open parts of a group must still come out so.
  private func needed(of parts: [Int], in rule: Criterion.Rule, toBe wanted: Truth) -> Int {
    let least: Int
    switch rule {
    case .all: least = parts.count
    case .atLeast(let count): least = count
    case .any, .not, .condition: least = 1
    }
    // So many true make a group true; it is false when too few can be.
    let so = wanted == .true ? least : parts.count - least + 1
    return so - parts.count { truths[$0] == wanted }
  }

  /// The places of the parts of a criterion.
  func parts(of index: Int) -> [Int] {
    var parts: [Int] = []
    var part = index + 1
    while part < programme.criteria[index].end {
      parts.append(part)
      part = programme.criteria[part].end
    }
    return parts
  }
}
