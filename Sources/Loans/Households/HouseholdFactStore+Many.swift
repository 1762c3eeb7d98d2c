import Glibc
public import Kernel
public import Storage

/// The facts that rows tell, each by a number: those told alike are one.
public struct ToldFacts: Sendable {
  private var words = ToldWords()
  private var told: [ToldFact] = []
  private var numbers: [ToldFact: Int] = [:]
  /// The number of the first that is still kept.
  private var first = 0

  /// How many are kept before all are left; numbers are not used again.
  private static let most = 1 << 16

  /// None yet.
  public init() {}

  /// The fact of a number given for this household; without who checked it, and of its origin the month alone.
  public func fact(_ number: Int) throws -> HouseholdFact {
    let told = told[number - first]
    let value: HouseholdFact.Value =
      switch HouseholdFactStore.Form(rawValue: words[told.form]) {
      case .number: .number(told.number)
      case .truth: .truth(told.number == 1)
      case .text: .text(words[told.words])
      case .day: .day(try Day(words[told.words]))
      case .absent, nil: .absent
      }
    return HouseholdFact(
      stored: words[told.key], value: value, kind: told.kind == ToldWords.none ? nil : words[told.kind],
      evidence: HouseholdFact.Evidence(
        kind: words[told.evidence], day: try Day(words[told.evidenceDay]), checkedBy: nil),
      origin: told.month == ToldWords.none
        ? nil : HouseholdFact.Origin(provider: nil, month: words[told.month], calculated: nil))
  }

  /// Forgets all when they are too many.
  fileprivate mutating func forget() -> Bool {
    guard told.count > Self.most else { return false }
    self = ToldFacts(after: first + told.count)
    return true
  }

  private init(after last: Int) { first = last }

  /// The number of the fact in a row: household, key, form, number, words, kind, evidence and its day, the month it holds for.
  ///
  /// - Parameter expected: the number of the fact that stood in the same place of the household before: most often the same.
  fileprivate mutating func number(of row: Cursor, expected: Int?) -> Int {
    let guess = expected.map { told[$0 - first] } ?? .nothing
    let fact = ToldFact(
      key: words.number(1, of: row, guess.key), form: words.number(2, of: row, guess.form),
      words: words.number(4, of: row, guess.words), kind: words.number(5, of: row, guess.kind),
      evidence: words.number(6, of: row, guess.evidence), evidenceDay: words.number(7, of: row, guess.evidenceDay),
      month: words.number(8, of: row, guess.month), number: row.number(3))
    if let expected, fact == guess { return expected }
    if let number = numbers[fact] { return number }
    let number = first + told.count
    told.append(fact)
    numbers[fact] = number
    return number
  }
}

/// A fact as its row holds it, each text by its number.
private struct ToldFact: Hashable {
  let key, form, words, kind, evidence, evidenceDay, month, number: Int

  static let nothing = ToldFact(
    key: 0, form: 0, words: 0, kind: 0, evidence: 0, evidenceDay: 0, month: 0, number: 0)

  func hash(into hasher: inout Hasher) {
    hasher.combine(number &+ key &<< 32 &+ words &<< 48 &+ evidenceDay &<< 16)
  }
}

/// The words that stand in the rows of many facts, each made once.
private struct ToldWords {
  private var words: [[UInt8]] = [[]]
  private var numbers: [[UInt8]: Int] = [:]

  /// The number of NULL.
  static let none = 0

  subscript(number: Int) -> String { String(decoding: words[number], as: UTF8.self) }

  /// The number of the text in a column, which is likely the one guessed.
  mutating func number(_ column: Int, of row: Cursor, _ guess: Int) -> Int {
    row.bytes(column) { bytes in
      guard let start = bytes.baseAddress else { return ToldWords.none }
      if guess != ToldWords.none, words[guess].count == bytes.count, memcmp(words[guess], start, bytes.count) == 0 {
        return guess
      }
      let word = Array(bytes)
      if let number = numbers[word] { return number }
      words.append(word)
      numbers[word] = words.count - 1
      return words.count - 1
    }
  }
}

/// What is told of one household after the other.
private struct ToldFile {
  var told = ToldFacts()
  private(set) var household: Int?
  private(set) var facts: [Int] = []
  /// Those of the household before: the same are likely to follow.
  private var before: [Int] = []

  mutating func open(_ household: Int) {
    self.household = household
    swap(&facts, &before)
    facts.removeAll(keepingCapacity: true)
    if told.forget() { before.removeAll() }
  }

  mutating func add(_ row: Cursor) {
    facts.append(told.number(of: row, expected: facts.count < before.count ? before[facts.count] : nil))
  }
}

extension HouseholdFactStore {
  /// Goes through what was told of many households, household by household in their order: hundreds of
  /// thousands of facts, none of them kept.
  ///
  /// - Parameters:
  ///   - households: a query of one column, the households.
  ///   - fallen: the entries whose facts do not count.
  ///   - body: given each household of which something is known, with the numbers of all its facts, in the order of keys and each
  ///     key in the order of telling: which proof counts is told by who asks for the fact.
  public static func each(
    of households: SQL, without fallen: EntrySet, in reader: Reader,
    _ body: (HouseholdID, [Int], ToldFacts) throws -> Void
  ) throws {
    var file = ToldFile()
    try reader.each(
      """
      SELECT f.household, f.key, f.form, f.number, f.words, f.kind, f.evidence, f.evidence_day, f.month, f.entry
      FROM household_facts AS f WHERE f.household IN (\(households)) ORDER BY f.household, f.key, f.entry
      """
    ) { row in
      if fallen.contains(row.number(9)) { return }
      let household = row.number(0)
      if household != file.household {
        if let last = file.household { try body(HouseholdID(rawValue: Int64(last)), file.facts, file.told) }
        file.open(household)
      }
      file.add(row)
    }
    if let last = file.household { try body(HouseholdID(rawValue: Int64(last)), file.facts, file.told) }
  }
}
