public import Directory
public import Kernel
public import Storage

extension Chain {
  /// Registers a person who works in the chain; only who answers for all of it registers another who does.
  ///
  /// - Throws: ``ChainFailure/rulesNotForRole(_:)``.
  public func register(
    person name: String, role: Person.Role, structure: String?, as act: Act
  ) throws -> Person {
    try database.write(Action.registerPerson, act) { change in
      if role.answersForAll { try requireRulesRole(act, in: change) }
      let structure = try structure.map { try DirectoryStore.structure($0, in: change).id }
      let person = try DirectoryStore.register(person: name, role: role, structure: structure, in: change)
      change.concerns(.person(person.id))
      return person
    }
  }

  /// Registers a structure of the chain.
  ///
  /// - Parameter joining: whether it becomes a partner on that day; that is an act of its own.
  public func register(
    structure name: String, kind: Partner.Kind, siret: Siret?, uai: UAI?, rna: RNA?, commune: InseeCommune?,
    joining: Bool = false, as act: Act
  ) throws -> Partner {
    try database.write(Action.registerStructure, act) { change in
      let partner = try DirectoryStore.register(
        structure: name, kind: kind, siret: siret, uai: uai, rna: rna, commune: commune, in: change)
      change.concerns(.structure(partner.id))
      if joining {
        try change.also(Action.joinChain) { joining in
          joining.concerns(.structure(partner.id))
          try Membership.join(partner, in: joining)
        }
      }
      return partner
    }
  }

  /// Registers a place where something of the chain happens.
  public func register(
    place name: String, structure: String, kind: Place.Kind, commune: InseeCommune, as act: Act
  ) throws -> Place {
    try database.write(Action.registerPlace, act) { change in
      let keeper = try DirectoryStore.structure(structure, in: change)
      let place = try DirectoryStore.register(
        place: name, structure: keeper.id, kind: kind, commune: commune, in: change)
      change.concerns(.place(place.id))
      return place
    }
  }

  /// Records that a structure joins the chain as a partner, on the act's day.
  ///
  /// - Throws: ``DirectoryFailure/alreadyPartner(_:)``, ``DirectoryFailure/beforeMembership(_:last:)``.
  public func join(structure: String, as act: Act) throws -> Partner {
    try database.write(Action.joinChain, act) { change in
      let partner = try DirectoryStore.structure(structure, in: change)
      change.concerns(.structure(partner.id))
      try Membership.join(partner, in: change)
      return partner
    }
  }

  /// Records that a partner leaves the chain, on the act's day.
  ///
  /// - Throws: ``DirectoryFailure/notPartner(_:)``, ``DirectoryFailure/beforeMembership(_:last:)``.
  public func leave(structure: String, as act: Act) throws -> Partner {
    try database.write(Action.leaveChain, act) { change in
      let partner = try DirectoryStore.structure(structure, in: change)
      change.concerns(.structure(partner.id))
      try Membership.leave(partner, in: change)
      return partner
    }
  }

  /// Records what is told of a person, a structure or a place.
  ///
  /// - Parameters:
  ///   - said: each aspect with its value, as people write it.
  ///   - name: whom or what it is told of, by name or number.
  ///   - holds: false when the values no longer hold.
  /// - Throws: what ``TellingStore`` refuses; then nothing is told.
  public func tell<Told: TellableAspect>(
    _ said: [(aspect: Told, written: String)], of name: String, holds: Bool = true, as act: Act
  ) throws -> [Telling<Told>] {
    try database.write(Told.action, act) { change in
      let subject = try Told.find(name, in: change)
      change.concerns(Told.journalSubject(subject))
      for (aspect, values) in Dictionary(grouping: said, by: \.aspect).sorted(by: { $0.key.rawValue < $1.key.rawValue })
      {
        change.note(aspect.rawValue, .number(values.count))
      }
      return try said.map { aspect, written in
        try TellingStore.tell(aspect, written, holds: holds, of: subject, in: change)
      }
    }
  }
}

/// An aspect with the act of telling it, as the journal names it.
public protocol TellableAspect: Aspect {
  /// The act.
  static var action: Action { get }
  /// What the act is about.
  static func journalSubject(_ id: ID<Subject>) -> JournalSubject
}

extension PersonAspect: TellableAspect {
  public static let action = Action.tellPerson
  public static func journalSubject(_ id: PersonID) -> JournalSubject { .person(id) }
}

extension StructureAspect: TellableAspect {
  public static let action = Action.tellStructure
  public static func journalSubject(_ id: StructureID) -> JournalSubject { .structure(id) }
}

extension PlaceAspect: TellableAspect {
  public static let action = Action.tellPlace
  public static func journalSubject(_ id: PlaceID) -> JournalSubject { .place(id) }
}
