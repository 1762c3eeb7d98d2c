/// Takes in the facts of many households for one programme; facts told alike are looked at once.
///
/// Among 100,000 households there are some hundreds of facts: "no computer, by a declaration of that day".
public struct FactIntake {
  private let programme: Programme
  private let places: [String: Int]
  private let blank: [FactSheet.Entry]
  private var known: [Int: TakenFact?] = [:]
  private var unlisted = UnlistedTexts()

  /// How many are kept before all are left and it begins anew: a birthday or an amount may be told a hundred thousand ways.
  private static let most = 1 << 14

  /// Opens an intake.
  public init(for programme: Programme) {
    self.programme = programme
    places = Dictionary(uniqueKeysWithValues: programme.facts.enumerated().map { ($1.name, $0) })
    blank = programme.facts.map { _ in FactSheet.Entry(standing: .unknown, days: 0...0) }
  }

  /// Takes in a household's facts.
  ///
  /// - Parameters:
  ///   - numbers: the numbers by which the caller knows the facts, those of one name one after the other as they were told: the
  ///     strongest counts (see ``FactDeclaration/strongest(of:)``). A number is always the same fact.
  ///   - fact: reads one of them.
  /// - Throws: ``EligibilityFailure`` as ``Programme/sheet(of:)`` does, and what reading throws.
  public mutating func sheet(
    of numbers: [Int], _ fact: (Int) throws -> (name: String, fact: Fact)
  ) throws -> FactSheet {
    if known.count > Self.most { (known, unlisted) = ([:], UnlistedTexts()) }
    var entries = blank
    var facts: [TakenFact] = []
    facts.reserveCapacity(blank.count)
    for number in numbers {
      guard let taken = try known[number] ?? take(number, fact) else { continue }
      if let before = facts.last, before.place == taken.place {
        guard
          programme.facts[taken.place].yields(before.fact, counts: before.counts, to: taken.fact, counts: taken.counts)
        else { continue }
        facts.removeLast()
      }
      entries[taken.place] = taken.entry
      facts.append(taken)
    }
    return FactSheet(.taken(facts), entries: entries, unlisted: unlisted)
  }

  /// Looks at a fact seen for the first time; nothing where the programme does not ask for it.
  private mutating func take(
    _ number: Int, _ read: (Int) throws -> (name: String, fact: Fact)
  ) throws -> TakenFact? {
    let (name, fact) = try read(number)
    var taken: TakenFact?
    if let place = places[name] {
      let entry = try programme.entry(fact, programme.facts[place], &unlisted)
      taken = TakenFact(name, fact, place: place, entry: entry)
    }
    known.updateValue(taken, forKey: number)
    return taken
  }
}

/// A fact as a programme took it in, shared by all the households of which it is told.
final class TakenFact: Sendable {
  let name: String
  let fact: Fact
  /// Its place among the programme's facts, and what counts of it.
  let place: Int
  let entry: FactSheet.Entry
  /// Whether it proves anything here.
  var counts: Bool { entry.number != Standing.unknownNumber }

  init(_ name: String, _ fact: Fact, place: Int, entry: FactSheet.Entry) {
    (self.name, self.fact, self.place, self.entry) = (name, fact, place, entry)
  }
}
