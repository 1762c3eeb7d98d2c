import Directory
public import Kernel
public import Loans
import Storage

extension Chain {
  /// Registers a household.
  ///
  /// - Parameter isNew: registers it even though another has its telephone, or its name in its commune. They are told by
  ///   these, never by an address alone nor by children: people share a shelter, and a child may have two homes.
  /// - Throws: ``DirectoryFailure/noSuchCommune(_:near:)``, ``LoansFailure/householdKnown(_:)``.
  public func register(household profile: Household.Profile, isNew: Bool = true, as act: Act) throws -> Household {
    try database.write(Action.registerHousehold, act) { change in
      let known = isNew ? [] : try HouseholdStore.resembling(profile, in: change)
      guard known.isEmpty else { throw LoansFailure.householdKnown(known.map(\.id)) }
      try TerritoryStore.require(profile.commune, in: change)
      let household = try HouseholdStore.add(profile, in: change)
      change.concerns(.household(household.id))
      return household
    }
  }

  /// Records what one document proves of a household, checked by whoever acts.
  ///
  /// - Parameters:
  ///   - written: each fact's name and value, as people write them.
  ///   - evidence: the kind of document, by its code.
  ///   - dated: the day the document bears.
  ///   - origin: for a calculated amount, who calculated it, for which month and when.
  /// - Throws: ``LendingFailure`` when no programme in force asks for the fact or takes the document,
  ///   ``LoansFailure/noHousehold(_:)``, ``LoansFailure/documentToCome(_:seen:)`` for a document from after the act.
  public func record(
    facts written: [(key: String, value: String)], of household: HouseholdID, evidence kind: String, dated: Day,
    origin: HouseholdFact.Origin? = nil, as act: Act
  ) throws -> [HouseholdFact] {
    try database.write(Action.recordFact, act) { change in
      change.concerns(.household(household))
      let asked = AskedFacts(programmes: try ProgrammeStore.inForce(on: clock.today, in: change).map { try .init($0) })
      let evidence = HouseholdFact.Evidence(kind: kind, day: dated, checkedBy: act.actor.id)
      for (index, fact) in written.enumerated() where written[..<index].contains(where: { $0.key == fact.key }) {
        throw LendingFailure.factTwice(fact.key)
      }
      return try written.map { key, value in
        let fact = try asked.fact(key, written: value, evidence: evidence, origin: origin)
        try HouseholdFactStore.save(fact, of: household, in: change)
        // Which fact, never what it says of the household.
        change.note(key, .dataName(kind))
        return fact
      }
    }
  }

  /// Of facts that were told of a household, those that a newer document keeps from counting: what that one says instead.
  public func newerFacts(than told: [HouseholdFact], of household: HouseholdID) throws -> [HouseholdFact] {
    try database.read { reader in
      let known = try HouseholdFactStore.known(of: household, in: reader)
      return told.compactMap { fact in known.first { $0.key == fact.key && $0 != fact } }
    }
  }

  /// The households whose contact has a telephone number, or whose contact's name contains some words.
  public func households(matching words: String, by person: Actor) throws -> [Household] {
    try database.consult(AccessOperation.findHousehold, by: person.id, at: clock.now) { reader in
      let found = try HouseholdStore.search(words, in: reader)
      for household in found { reader.sees(.household(household.id)) }
      return found
    }
  }
}
