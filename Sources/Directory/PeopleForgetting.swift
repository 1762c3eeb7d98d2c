public import Kernel
public import Storage

/// People of the chain who left, and contacts of structures that left: at their term names go, and numbers stay.
public enum PeopleForgetting {
  /// The people who left and are still named, with the day they left; or one of them.
  public static func left(
    _ only: PersonID? = nil, in reader: Reader
  ) throws -> [(person: PersonID, last: Day)] {
    let told = try TellingStore.standing(as: PersonAspect.self, in: reader)
    return try DirectoryStore.people(in: reader).filter { $0.name != Forgotten.dash && $0.id == only ?? $0.id }
      .compactMap { person in
        told[person.id]?.first { $0.aspect == .left && $0.holds }.map { (person.id, $0.day) }
      }
  }

  /// The day a person left the chain; nothing while they have not.
  public static func dayLeft(by person: PersonID, in reader: Reader) throws -> Day? {
    try TellingStore.standing(of: person, as: PersonAspect.self, in: reader).first { $0.aspect == .left && $0.holds }?
      .day
  }

  /// Refuses whoever left: they act no more.
  ///
  /// - Throws: ``DirectoryFailure/personLeft(_:_:)``.
  public static func requireHere(_ person: Person, in reader: Reader) throws {
    if let day = try dayLeft(by: person.id, in: reader) { throw DirectoryFailure.personLeft(person.name, day) }
  }

  /// Refuses that the last person who answers for the chain leaves: nobody could set that right.
  ///
  /// - Throws: ``DirectoryFailure/lastToAnswer(_:)``.
  static func requireOthers(than person: PersonID, in reader: Reader) throws {
    let told = try TellingStore.standing(as: PersonAspect.self, in: reader)
    let here = try DirectoryStore.people(in: reader).filter { other in
      other.role.answersForAll && !(told[other.id] ?? []).contains { $0.aspect == .left && $0.holds }
    }
    if let last = here.first, here.count == 1, last.id == person { throw DirectoryFailure.lastToAnswer(last.name) }
  }

  /// Forgets who a person was: what they did stays under their number.
  public static func forget(_ person: PersonID, in change: Change) throws {
    try Forgotten.begin(with: [.person(person)], in: change)
    try change.run("UPDATE people SET name = \(Forgotten.dash) WHERE id = \(person)")
    try change.run("UPDATE badges SET pin = NULL WHERE person = \(person)")
    try change.run("DELETE FROM person_tellings WHERE person = \(person) AND aspect <> \(PersonAspect.left)")
  }

  /// The structures that left the chain and whose contacts are still kept, with the day they left; or one of them.
  public static func contacts(
    of only: StructureID? = nil, in reader: Reader
  ) throws -> [(structure: StructureID, last: Day)] {
    let kept: Set<StructureID> = Set(
      try reader.all(
        """
        SELECT DISTINCT structure FROM structure_tellings WHERE aspect IN (\(list: StructureAspect.contacts))
        """
      ).map { try $0["structure"] })
    let told = try TellingStore.standing(as: StructureAspect.self, in: reader)
    return kept.sorted().filter { $0 == only ?? $0 }.compactMap { structure in
      told[structure]?.first { $0.aspect == .partner && !$0.holds }.map { (structure, $0.day) }
    }
  }

  /// Forgets whom to ask for at a structure, and how.
  public static func forgetContacts(of structure: StructureID, in change: Change) throws {
    try Forgotten.begin(with: [.structure(structure)], in: change)
    try change.run(
      """
      DELETE FROM structure_tellings WHERE structure = \(structure) AND aspect IN (\(list: StructureAspect.contacts))
      """)
  }
}
