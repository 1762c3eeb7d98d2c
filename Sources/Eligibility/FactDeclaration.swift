public import Kernel

/// A fact a programme asks for: its sort, its bounds, and the evidence that proves it.
public struct FactDeclaration: Sendable, Hashable {
  /// The name rules and households know it by.
  public let name: String
  /// What people call it; its name when the file says nothing.
  public let label: Text
  /// What sort of thing it is.
  public let sort: Sort
  /// The numbers it can be: yes is 1, days count from 1970; meaningless for texts.
  public let range: ClosedRange<Int>
  /// The only texts it can be; any text when empty.
  public let values: [String]
  /// The kinds of evidence that prove a value.
  public let evidence: [String]
  /// The kinds of evidence that prove there is none; when empty, its absence cannot be proven.
  public let absenceEvidence: [String]
  /// The kinds of evidence whose "no" is not believed.
  public let lagging: [String]
  /// How long evidence proves it.
  public let validity: EvidenceValidity

  /// The bounds of any day a fact can be: outside them a year was mistyped.
  static let days = Day(ordinal: -25_567).ordinal...Day(ordinal: 47_846).ordinal

  /// The evidence that settles the fact whatever it says.
  public var settlingEvidence: [String] { evidence.filter { !lagging.contains($0) } }
}

/// How long a piece of evidence proves a fact.
public enum EvidenceValidity: Sendable, Hashable {
  /// Until something else is known.
  case unlimited
  /// So many days after the day it bears.
  case days(Int)
  /// To the end of the school year it belongs to, 31 August.
  case schoolYear
  /// To the end of the calendar year it belongs to.
  case calendarYear

  /// The last day evidence of a day proves its fact; nothing when it does for ever.
  public func lastDay(ofEvidenceFrom day: Day) -> Day? {
    let (year, month, _) = day.parts
    return switch self {
    case .unlimited: nil
    case .days(let count): day.adding(days: count)
    case .schoolYear: Day(year: month >= 9 ? year + 1 : year, month: 8, day: 31)
    case .calendarYear: Day(year: year, month: 12, day: 31)
    }
  }
}

/// What the rules see of a fact on the day of a decision.
enum Standing: Sendable, Hashable {
  /// A number; also yes (1), no (0), and a day counted from 1970.
  case number(Int)
  case text(String)
  case absent
  case unknown(UnknownReason)
}

extension FactDeclaration {
  /// What the rules see of a given fact on a day: its value, or why it proves nothing.
  ///
  /// - Throws: ``EligibilityFailure`` when the value is of another sort or kind, or out of bounds: that is no lack of
  ///   knowledge but a mistake, to be set right before anything is decided.
  func standing(of fact: Fact?, on day: Day) throws(EligibilityFailure) -> Standing {
    guard let fact else { return .unknown(.notGiven) }
    let value = try checked(fact)
    let accepted = fact.value == .absent ? absenceEvidence : evidence
    guard accepted.contains(fact.evidence.kind) else {
      return .unknown(.evidenceNotAccepted(kind: fact.evidence.kind))
    }
    guard fact.evidence.day <= day else { return .unknown(.evidenceToCome(day: fact.evidence.day)) }
    if let last = validity.lastDay(ofEvidenceFrom: fact.evidence.day), last < day {
      return .unknown(.expired(lastDay: last))
    }
    if fact.value == .truth(false), lagging.contains(fact.evidence.kind) {
      return .unknown(.lagging(kind: fact.evidence.kind))
    }
    return value
  }

  func checked(_ fact: Fact) throws(EligibilityFailure) -> Standing {
    if fact.value != .absent, fact.kind != sort.kind {
      throw .factOfOtherKind(fact: name, given: fact.kind, declared: sort.kind)
    }
    switch (fact.value, sort) {
    case (.absent, _): return .absent
    case (.truth(let truth), .truth): return .number(truth ? 1 : 0)
    case (.number(let number), .number):
      guard range.contains(number) else {
        throw .numberOutOfRange(fact: name, number: number, range: range)
      }
      return .number(number)
    case (.day(let day), .day):
      guard range.contains(day.ordinal) else {
        throw .dayOutOfRange(fact: name, day: day, last: Day(ordinal: range.upperBound))
      }
      return .number(day.ordinal)
    case (.text(let text), .text(let kind)):
      guard values.isEmpty || values.contains(text) else {
        throw .textNotListed(fact: name, text: text, values: values)
      }
      return .text(try TextKind.normalized(text, kind: kind, of: name))
    case (.truth, _), (.number, _), (.day, _), (.text, _): throw .factOfOtherSort(fact: name, declared: sort)
    }
  }
}

/// The kinds of text whose shape is known.
enum TextKind {
  /// The text as stored and compared.
  ///
  /// - Throws: ``KernelFailure/invalid(_:input:)`` when the text has not the shape of its kind.
  static func normalized(_ text: String, kind: String?) throws(KernelFailure) -> String {
    switch kind {
    case "uai": try UAI(text).description
    case "insee_commune": try InseeCommune(text).description
    default: text
    }
  }

  static func normalized(_ text: String, kind: String?, of fact: String) throws(EligibilityFailure) -> String {
    do throws(KernelFailure) {
      return try normalized(text, kind: kind)
    } catch {
      throw .textMalformed(fact: fact, error)
    }
  }
}
