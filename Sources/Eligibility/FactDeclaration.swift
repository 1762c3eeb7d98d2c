public import Kernel

/// A fact a programme asks for: its sort, its bounds, and the evidence that proves it.
public struct FactDeclaration: Sendable, Hashable {
  /// The name rules and households know it by.
  public let name: String
  /// What people call it; the words of its name when the file says nothing.
  public let label: Text
  /// Whether the file says what people call it.
  let isNamed: Bool
  /// What sort of thing it is.
  public let sort: Sort
  /// The numbers it can be: yes is 1, days count from 1970; meaningless for texts.
  public let range: ClosedRange<Int>
  /// Whether the file says the greatest number itself.
  let hasOwnMax: Bool
  /// The only texts it can be; any text when empty.
  public let values: [String]
  /// The kinds of evidence that prove a value.
  public let evidence: [String]
  /// The kinds of evidence that prove there is none; when empty, its absence cannot be proven.
  public let absenceEvidence: [String]
  /// The kinds of evidence whose "no" is not believed.
  public let lagging: [LaggingSource]
  /// How long evidence proves it.
  public let validity: EvidenceValidity

  /// The bounds of any day a fact can be: outside them a year was mistyped.
  static let days = Day(ordinal: -25_567).ordinal...Day(ordinal: 47_846).ordinal

  /// The evidence that settles the fact whatever it says; all of it where each lags in a part of the year.
  public var settlingEvidence: [String] {
    let certain = evidence.filter { kind in !lagging.contains { $0.evidence == kind } }
    return certain.isEmpty ? evidence : certain
  }
}

extension FactDeclaration {
  /// Of several proofs of the fact, told one after the other, the one that counts.
  ///
  /// What a document proves does not hang on the day somebody typed it: an attestation of May found in November does not undo
  /// that of October. So
  /// 1. what proves something goes before what proves nothing here: evidence the programme does not take, an estimate, the "no"
  ///    of a source that lags – a register that does not know the grant yet does not take away the notice of it;
  /// 2. then the later month an amount holds for: a QF of June, printed in October, is that of June;
  /// 3. then the later day the document bears;
  /// 4. then what was told last: a correction rests on the same document as the slip it sets right, and comes after it.
  ///
  /// That there is none (`absent`) is knowledge like any value and follows the same order. Evidence that has expired is not put
  /// aside: an older proof that a longer validity keeps alive does not bring back what a newer one changed.
  public func strongest(of proofs: some Sequence<Fact>) -> Fact? {
    proofs.reduce(nil) { best, fact in
      guard let best else { return fact }
      return yields(best, counts: doubt(about: best) == nil, to: fact, counts: doubt(about: fact) == nil) ? fact : best
    }
  }

  /// Whether a proof that was told before gives way to one told later.
  func yields(_ before: Fact, counts didCount: Bool, to fact: Fact, counts: Bool) -> Bool {
    guard didCount == counts else { return counts }
    return (before.month, before.evidence.day) <= (fact.month, fact.evidence.day)
  }
}

extension Programme {
  /// The facts a household is judged by, of all that was told of it, in the order it was told.
  ///
  /// - Returns: the strongest proof of each fact the programme asks for: see ``FactDeclaration/strongest(of:)``.
  public func facts(among told: [(name: String, fact: Fact)]) -> [String: Fact] {
    let proofs = Dictionary(grouping: told, by: \.name)
    return facts.reduce(into: [:]) { chosen, declaration in
      chosen[declaration.name] = declaration.strongest(of: proofs[declaration.name, default: []].lazy.map(\.fact))
    }
  }
}

/// A kind of evidence whose "no" is not believed, as a register of grants that is filled in the autumn.
public struct LaggingSource: Sendable, Hashable {
  /// The kind of evidence.
  public let evidence: String
  /// The part of each year in which it lags; nothing when it always does.
  public let season: Season?

  /// A part of each year, both days included; it may go over the turn of the year.
  public struct Season: Sendable, Hashable {
    let from, to: YearDay
  }

  /// Whether a "no" that bears a day is not believed.
  func lags(on day: Day) -> Bool {
    guard let season else { return true }
    let (_, month, number) = day.parts
    let day = YearDay(month: month, day: number)
    return season.from <= season.to
      ? season.from <= day && day <= season.to : season.from <= day || day <= season.to
  }
}

/// A day of any year, as `10-15`.
struct YearDay: Sendable, Hashable, Comparable, CustomStringConvertible {
  let month, day: Int

  /// The day written `10-15`.
  var description: String { "\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)" }

  /// The day in a year; 29 February is 1 March where there is none.
  func day(in year: Int) -> Day? { Day(year: year, month: month, day: 1)?.adding(days: day - 1) }

  static func < (left: YearDay, right: YearDay) -> Bool { (left.month, left.day) < (right.month, right.day) }
}

/// How long a piece of evidence proves a fact.
public enum EvidenceValidity: Sendable, Hashable {
  /// Until something else is known.
  case unlimited
  /// So many days after the day it bears.
  case days(Int)
  /// So many months after the day it bears, to the same date of the month.
  case months(Int)
  /// To the end of the school year it belongs to, 31 August.
  case schoolYear
  /// To the end of the calendar year it belongs to.
  case calendarYear

  /// The last day evidence of a day proves its fact; nothing when it does for ever.
  public func lastDay(ofEvidenceFrom day: Day) -> Day? {
    switch self {
    case .unlimited: return nil
    case .days(let count): return day.adding(days: count)
    case .months(let count): return day.adding(months: count)
    case .schoolYear:
      let (year, month, _) = day.parts
      return Day(year: month >= 9 ? year + 1 : year, month: 8, day: 31)
    case .calendarYear: return Day(year: day.parts.year, month: 12, day: 31)
    }
  }
}
