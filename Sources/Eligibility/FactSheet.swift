public import Kernel

/// A household's facts as one programme sees them, checked once and ready for any day.
public final class FactSheet: Sendable {
  /// What was given about the household.
  private let source: Source
  /// What counts of each fact the programme asks for, in its order.
  let entries: [Entry]
  /// The texts no rule names.
  private let unlisted: UnlistedTexts

  /// What was given: all of it by name, or what was taken in of it.
  enum Source {
    case named([String: Fact])
    case taken([TakenFact])
  }

  init(_ source: Source, entries: [Entry], unlisted: UnlistedTexts) {
    self.source = source
    self.entries = entries
    self.unlisted = unlisted
  }

  /// What was given of a fact, whether it counts or not.
  func given(_ name: String) -> Fact? {
    switch source {
    case .named(let facts): facts[name]
    case .taken(let facts): facts.first { $0.name == name }?.fact
    }
  }

  /// The text a number below zero stands for.
  func unlistedText(_ number: Int) -> String { unlisted.words[-1 - number] }

  /// A fact that counts, and the days its evidence proves it.
  struct Entry: Sendable, Hashable {
    /// The number of its standing.
    let number: Int
    let first, last: Int

    init(standing: Standing, days: ClosedRange<Int>) {
      number = standing.number
      (first, last) = (days.lowerBound, days.upperBound)
    }

    /// What the rules see of it on a day.
    func standing(on day: Day) -> Standing {
      first <= day.ordinal && day.ordinal <= last ? Standing(number: number) : .unknown
    }
  }

  /// What the rules see of each fact on a day.
  func standings(on day: Day) -> [Standing] {
    var standings: [Standing] = []
    standings.reserveCapacity(entries.count)
    for entry in entries { standings.append(entry.standing(on: day)) }
    return standings
  }
}

/// What the rules see of each fact, by its place in the programme.
protocol Standings {
  subscript(fact: Int) -> Standing { get }
}

extension [Standing]: Standings {}

/// What the rules see of a household's facts on a day, read where it is kept.
struct SheetOnDay: Standings {
  let sheet: FactSheet
  let day: Day

  subscript(fact: Int) -> Standing { sheet.entries[fact].standing(on: day) }
}

/// What the rules see of a value.
enum Standing: Sendable, Hashable {
  /// A number; also yes (1), no (0), a day counted from 1970, a text by its number.
  case number(Int)
  case absent
  case unknown

  /// The numbers that stand for what is none, below all that can be one.
  static let unknownNumber = Int.min
  static let absentNumber = Int.min + 1
  /// The least number there can be.
  static let least = Int.min + 2

  init(number: Int) {
    self =
      switch number {
      case Standing.unknownNumber: .unknown
      case Standing.absentNumber: .absent
      default: .number(number)
      }
  }

  var number: Int {
    switch self {
    case .number(let number): number
    case .absent: Standing.absentNumber
    case .unknown: Standing.unknownNumber
    }
  }
}

extension Programme {
  /// Takes in a household's facts.
  ///
  /// - Throws: ``EligibilityFailure`` when a fact is of another sort or kind than declared, or out of bounds: that is no
  ///   lack of knowledge but a mistake, to be set right before anything is decided.
  public func sheet(of given: [String: Fact]) throws(EligibilityFailure) -> FactSheet {
    var entries: [FactSheet.Entry] = []
    entries.reserveCapacity(facts.count)
    var unlisted = UnlistedTexts()
    for place in facts.indices {
      entries.append(try entry(given[facts[place].name], facts[place], &unlisted))
    }
    return FactSheet(.named(given), entries: entries, unlisted: unlisted)
  }

  /// The text a number stands for.
  func text(_ number: Int, in sheet: FactSheet) -> String {
    number >= 0 ? texts.words[number] : sheet.unlistedText(number)
  }

  /// What counts of one fact; texts no rule names are added to the unlisted ones.
  func entry(
    _ fact: Fact?, _ declaration: FactDeclaration, _ unlisted: inout UnlistedTexts
  ) throws(EligibilityFailure) -> FactSheet.Entry {
    guard let fact else { return FactSheet.Entry(standing: .unknown, days: 0...0) }
    let standing = try standing(of: fact, declaration, &unlisted)
    let first = fact.evidence.day.ordinal
    let last = declaration.validity.lastDay(ofEvidenceFrom: fact.evidence.day)?.ordinal ?? .max
    guard declaration.doubt(about: fact) == nil else {
      return FactSheet.Entry(standing: .unknown, days: first...last)
    }
    return FactSheet.Entry(standing: standing, days: first...last)
  }

  private func standing(
    of fact: Fact, _ declaration: FactDeclaration, _ unlisted: inout UnlistedTexts
  ) throws(EligibilityFailure) -> Standing {
    if fact.value != .absent, fact.kind != declaration.sort.kind {
      throw .factOfOtherKind(fact: declaration.name, given: fact.kind, declared: declaration.sort.kind)
    }
    switch (fact.value, declaration.sort) {
    case (.absent, _): return .absent
    case (.truth(let truth), .truth): return .number(truth ? 1 : 0)
    case (.number(let number), .number):
      guard declaration.range.contains(number) else {
        throw .numberOutOfRange(fact: declaration.name, number: number, range: declaration.range)
      }
      return .number(number)
    case (.day(let day), .day):
      guard declaration.range.contains(day.ordinal) else {
        let last = Day(ordinal: declaration.range.upperBound)
        throw .dayOutOfRange(fact: declaration.name, day: day, last: last)
      }
      return .number(day.ordinal)
    case (.text(let text), .text): return .number(try number(of: text, declaration, &unlisted))
    case (.truth, _), (.number, _), (.day, _), (.text, _):
      throw .factOfOtherSort(fact: declaration.name, declared: declaration.sort)
    }
  }

  private func number(
    of text: String, _ declaration: FactDeclaration, _ unlisted: inout UnlistedTexts
  ) throws(EligibilityFailure) -> Int {
    guard declaration.values.isEmpty || declaration.values.contains(text) else {
      throw .textNotListed(fact: declaration.name, text: text, values: declaration.values)
    }
    let kind = declaration.sort.kind
    if let number = texts.number(of: text, kind: kind) { return number }
    let normalized: String
    do throws(KernelFailure) {
      normalized = try TextKind.normalized(text, kind: kind)
    } catch {
      throw .textMalformed(fact: declaration.name, error)
    }
    if let number = texts.number(of: normalized, kind: kind) { return number }
    return unlisted.numbering(normalized)
  }
}

extension FactDeclaration {
  /// Why a fact proves nothing on any day, if so.
  func doubt(about fact: Fact) -> UnknownReason? {
    let kind = fact.evidence.kind
    guard kind != Fact.Evidence.estimate else { return .estimated }
    let accepted = fact.value == .absent ? absenceEvidence : evidence
    guard accepted.contains(kind) else { return .evidenceNotAccepted(kind: kind) }
    let lags = lagging.contains { $0.evidence == kind && $0.lags(on: fact.evidence.day) }
    return fact.value == .truth(false) && lags ? .lagging(kind: kind) : nil
  }

  /// Why what was given counts for nothing on a day; nothing when it counts.
  public func standing(of fact: Fact, on day: Day) -> UnknownReason? {
    let last = validity.lastDay(ofEvidenceFrom: fact.evidence.day)
    if doubt(about: fact) == nil, fact.evidence.day <= day, last.map({ day <= $0 }) ?? true { return nil }
    return reason(for: fact, on: day)
  }

  /// Why a fact counts as unknown on a day.
  func reason(for fact: Fact?, on day: Day) -> UnknownReason {
    guard let fact else { return .notGiven }
    if let doubt = doubt(about: fact) { return doubt }
    if day < fact.evidence.day { return .evidenceToCome(day: fact.evidence.day) }
    return validity.lastDay(ofEvidenceFrom: fact.evidence.day).map { .expired(lastDay: $0) } ?? .notGiven
  }
}

/// The texts the rules name, by number, so that deciding never compares letters.
struct TextTable: Sendable {
  private(set) var words: [String] = []
  private var numbers: [Entry: Int] = [:]

  private struct Entry: Hashable {
    let text: String
    let kind: String?
  }

  /// The number of a text of a kind that the rules name.
  func number(of text: String, kind: String?) -> Int? { numbers[Entry(text: text, kind: kind)] }

  /// The number of a text of a kind, given now if it has none.
  mutating func numbering(_ text: String, kind: String?) -> Int {
    if let number = number(of: text, kind: kind) { return number }
    numbers[Entry(text: text, kind: kind)] = words.count
    words.append(text)
    return words.count - 1
  }
}

/// The texts no rule names, numbered below zero as they come.
struct UnlistedTexts: Sendable {
  private(set) var words: [String] = []
  private var numbers: [String: Int] = [:]

  /// The number of a text: -1 for the first, -2 for the next…
  mutating func numbering(_ text: String) -> Int {
    if let number = numbers[text] { return number }
    words.append(text)
    numbers[text] = -words.count
    return -words.count
  }
}

/// The kinds of text whose shape is known.
enum TextKind {
  /// The text as stored and compared.
  ///
  /// - Throws: `KernelFailure.invalid` when the text has not the shape of its kind.
  static func normalized(_ text: String, kind: String?) throws(KernelFailure) -> String {
    switch kind {
    case "uai": try UAI(text).description
    case "insee_commune": try InseeCommune(text).description
    default: text
    }
  }
}
