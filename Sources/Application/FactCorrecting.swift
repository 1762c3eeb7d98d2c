import Directory
import Kernel
import Loans
import Storage

/// Wrong facts of an act, set right by facts that take their place; the wrong ones stay where they are.
struct FactCorrecting {
  let entry: EntryID
  let change: Change
  let today: Day

  /// Records the right value of a fact that an act had recorded.
  ///
  /// - Throws: ``CorrectionFailure/noSuchFact(_:input:known:)`` when the act recorded no such fact; what the room that owns it
  ///   refuses of the new value.
  func set(_ key: String, to written: String, of action: Action) throws {
    switch action {
    case .recordFact: try setHouseholdFact(key, to: written)
    case .registerHousehold: try setProfile(key, to: written)
    case .registerStructure, .tellStructure: try setTelling(StructureAspect.self, key, to: written)
    case .tellPlace: try setTelling(PlaceAspect.self, key, to: written)
    default: throw CorrectionFailure.noSuchFact(entry, input: key, known: [])
    }
  }

  /// The new value rests on the same document, looked at again by whoever corrects.
  private func setHouseholdFact(_ key: String, to written: String) throws {
    let recorded = try HouseholdFactStore.recorded(by: entry, in: change)
    guard let (household, wrong) = recorded.first(where: { $0.fact.key == key }) else {
      throw CorrectionFailure.noSuchFact(entry, input: key, known: recorded.map(\.fact.key))
    }
    let asked = AskedFacts(programmes: try ProgrammeStore.inForce(on: today, in: change).map { try .init($0) })
    let evidence = HouseholdFact.Evidence(
      kind: wrong.evidence.kind, day: wrong.evidence.day, checkedBy: change.act.actor.id)
    try HouseholdFactStore.save(asked.fact(key, written: written, evidence: evidence), of: household, in: change)
  }

  /// Sets right what an act told of a structure or a place and what still stands, one value of each aspect.
  private func setTelling<Told: Aspect>(_ aspects: Told.Type, _ key: String, to written: String) throws {
    let told = try TellingStore.told(by: entry, as: aspects, in: change).filter { subject, telling in
      try telling.aspect.keeping == .one
        && TellingStore.standing(of: subject, as: aspects, in: change).contains(telling)
    }
    guard let (subject, wrong) = told.first(where: { $0.telling.aspect.rawValue == key }) else {
      throw CorrectionFailure.noSuchFact(entry, input: key, known: told.map(\.telling.aspect.rawValue))
    }
    try TellingStore.tell(wrong.aspect, written, of: subject, in: change)
  }

  private func setProfile(_ key: String, to written: String) throws {
    guard let household = try HouseholdStore.registered(by: entry, in: change) else {
      throw CorrectionFailure.noSuchFact(entry, input: key, known: [])
    }
    let known = household.profile
    let fields = ["name", "phone", "commune"]
    guard fields.contains(key) else { throw CorrectionFailure.noSuchFact(entry, input: key, known: fields) }
    let profile = try Household.Profile(
      contactName: key == "name" ? written : known.contactName,
      phone: key == "phone" ? PhoneNumber(written) : known.phone,
      commune: key == "commune" ? TerritoryStore.commune(written, in: change) : known.commune, adults: known.adults,
      children: known.children)
    try HouseholdStore.save(profile, of: household.id, in: change)
  }
}
