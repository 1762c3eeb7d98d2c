/// How learning one fact can move a criterion, as a set of (before, after) truths.
///
/// Strong Kleene logic only ever settles what was unknown, so that five pairs are possible; "all" and "any" of two sets
/// combine every pair of the one with every pair of the other, by tables made once.
struct Changes: OptionSet, Sendable, Hashable {
  let rawValue: UInt8

  static let staysFalse = Changes(rawValue: 1 << 0)
  static let staysUnknown = Changes(rawValue: 1 << 1)
  static let staysTrue = Changes(rawValue: 1 << 2)
  static let becomesFalse = Changes(rawValue: 1 << 3)
  static let becomesTrue = Changes(rawValue: 1 << 4)

  /// The pairs where something moves.
  static let moves: Changes = [.becomesFalse, .becomesTrue]

  /// The change between two truths, the second being the first or what it settled to.
  static func from(_ before: Truth, to after: Truth) -> Changes {
    switch (before, after) {
    case (.unknown, .false): .becomesFalse
    case (.unknown, .true): .becomesTrue
    case (_, .false): .staysFalse
    case (_, .unknown): .staysUnknown
    case (_, .true): .staysTrue
    }
  }

  /// How "all" of two criteria can move.
  func and(_ other: Changes) -> Changes { Changes(rawValue: Changes.all[index(other)]) }

  /// How "any" of two criteria can move.
  func or(_ other: Changes) -> Changes { Changes(rawValue: Changes.any[index(other)]) }

  /// How "so many of" several criteria can move: every combination of their pairs is counted.
  static func atLeast(_ least: Int, of parts: [Changes]) -> Changes {
    var counts: Set<Count> = [Count()]
    for part in parts {
      let possible = pairs.filter { part.contains($0.change) }
      counts = Set(counts.flatMap { count in possible.map { count.adding($0.before, $0.after) } })
    }
    return counts.reduce(into: []) { result, count in
      result.insert(
        .from(
          Truth(count.metBefore, open: count.openBefore, outOf: least),
          to: Truth(count.metAfter, open: count.openAfter, outOf: least)))
    }
  }

  /// How many parts are met and how many are unknown, before and after.
  private struct Count: Hashable {
    var metBefore = 0
    var openBefore = 0
    var metAfter = 0
    var openAfter = 0

    func adding(_ before: Truth, _ after: Truth) -> Count {
      Count(
        metBefore: metBefore + (before == .true ? 1 : 0), openBefore: openBefore + (before == .unknown ? 1 : 0),
        metAfter: metAfter + (after == .true ? 1 : 0), openAfter: openAfter + (after == .unknown ? 1 : 0))
    }
  }

  /// How the opposite can move.
  var negated: Changes {
    Changes.pairs.reduce(into: []) { result, pair in
      if contains(pair.change) {
        result.insert(.from(pair.before.negated, to: pair.after.negated))
      }
    }
  }

  private func index(_ other: Changes) -> Int { Int(rawValue) << 5 | Int(other.rawValue) }

  private static let pairs: [(change: Changes, before: Truth, after: Truth)] = [
    (.staysFalse, .false, .false), (.staysUnknown, .unknown, .unknown), (.staysTrue, .true, .true),
    (.becomesFalse, .unknown, .false), (.becomesTrue, .unknown, .true),
  ]

  private static let all = table { $0.and($1) }
  private static let any = table { $0.or($1) }

  private static func table(_ combine: (Truth, Truth) -> Truth) -> [UInt8] {
    (0..<1024).map { index in
      let (left, right) = (Changes(rawValue: UInt8(index >> 5)), Changes(rawValue: UInt8(index & 31)))
      var result: Changes = []
      for one in pairs where left.contains(one.change) {
        for other in pairs where right.contains(other.change) {
          result.insert(.from(combine(one.before, other.before), to: combine(one.after, other.after)))
        }
      }
      return result.rawValue
    }
  }
}
