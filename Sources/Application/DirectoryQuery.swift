public import Directory
public import Kernel
import Storage

/// A structure in a list, with what it can do.
public struct StructureLine: Sendable {
  public let structure: Partner
  /// The name of its commune, else its code.
  public let commune: String?
  public let capabilities: [Capability]
  /// The day it last joined the chain; nothing when it is no partner.
  public let partnerSince: Day?
}

/// A structure and all that is known of it.
public struct StructureSheet: Sendable {
  public let structure: Partner
  public let tellings: [Telling<StructureAspect>]
  public let people: [Person]
  public let places: [Place]
  /// When it was a partner, the earliest time first.
  public let memberships: [(joined: Day, left: Day?)]
}

/// A place and all that is known of it.
public struct PlaceSheet: Sendable {
  public let place: Place
  public let structure: Partner?
  /// The name of its commune, else its code.
  public let commune: String
  public let tellings: [Telling<PlaceAspect>]
}

/// A person and what is known of their part in the chain.
public struct PersonSheet: Sendable {
  public let person: Person
  public let structure: Partner?
  public let tellings: [Telling<PersonAspect>]
}

extension Chain {
  /// Everybody registered, or those whose name contains some words, by name.
  ///
  /// - Parameters:
  ///   - role: only those who do one thing.
  ///   - aspect: only those of whom it is not told: who were not shown, or not trained.
  public func people(
    matching words: String? = nil, as role: Person.Role? = nil, without aspect: PersonAspect? = nil
  ) throws -> [PersonSheet] {
    try database.read { reader in
      let told = try TellingStore.standing(as: PersonAspect.self, in: reader)
      return try DirectoryStore.people(in: reader).matching(words) { [$0.name] }.map { person in
        PersonSheet(
          person: person, structure: try person.structure.flatMap { try DirectoryStore.structure($0, in: reader) },
          tellings: told[person.id] ?? [])
      }.filter { sheet in
        (role.map { $0 == sheet.person.role } ?? true)
          && (aspect.map { aspect in !sheet.tellings.contains { $0.aspect == aspect && $0.holds } } ?? true)
      }
    }
  }

  /// A person by name or number.
  public func person(_ reference: String) throws -> PersonSheet {
    try database.read { reader in
      let person = try DirectoryStore.person(reference, in: reader)
      return PersonSheet(
        person: person, structure: try person.structure.flatMap { try DirectoryStore.structure($0, in: reader) },
        tellings: try TellingStore.standing(of: person.id, in: reader))
    }
  }

  /// Structures as of the end of a day, by name.
  ///
  /// - Parameters:
  ///   - kind: only those of one kind.
  ///   - capability: only those that could do one thing.
  ///   - partnersOnly: only those that were partners.
  ///   - territory: only those of a commune or of a zone, by name or code.
  ///   - aspects: only those of which a programme, or the college of the governance, is told.
  ///   - day: what is told by the end of that day, of the structures registered by then; all that is known now unless said.
  ///   - school: only schools that take part in a school year, or that do not.
  ///   - words: only those whose name contains some words.
  public func structures(
    matching words: String? = nil, of kind: Partner.Kind? = nil, able capability: Capability? = nil,
    partnersOnly: Bool = false,
    in territory: String? = nil, schools school: (year: SchoolYear, takePart: Bool)? = nil,
    told aspects: [StructureAspect: String] = [:], on day: Day? = nil
  ) throws -> [StructureLine] {
    try database.read { reader in
      let told = try TellingStore.standing(as: StructureAspect.self, on: day, in: reader)
      let isWithin = try isWithin(territory, in: reader)
      // Who joined the chain before it was registered here was one all the same.
      let registered = try day.map { Set(try DirectoryStore.structures(on: $0, in: reader).map(\.id)) }
      return try DirectoryStore.structures(in: reader).filter { structure in
        registered.map { $0.contains(structure.id) || !(told[structure.id] ?? []).isEmpty } ?? true
      }.matching(words) { [$0.name] }.filter { structure in
        (kind == nil || structure.kind == kind) && isWithin(structure.commune)
      }.filter { structure in
        aspects.allSatisfy { aspect, value in
          (told[structure.id] ?? []).contains { $0.aspect == aspect && $0.holds && $0.value.means(value) }
        }
      }.filter { structure in
        guard let school else { return true }
        let takesPart = (told[structure.id] ?? []).contains { $0.aspect == .schoolYear && $0.value == "\(school.year)" }
        return Partner.Kind.schools.contains(structure.kind) && takesPart == school.takePart
      }.map { structure in
        let tellings = told[structure.id] ?? []
        return StructureLine(
          structure: structure, commune: try structure.commune.map { try name(of: $0, in: reader) },
          capabilities: tellings.filter { $0.aspect == .capability }.compactMap { Capability(rawValue: $0.value) },
          partnerSince: tellings.first { $0.aspect == .partner && $0.holds }?.day)
      }.filter { line in
        (capability.map(line.capabilities.contains) ?? true) && (!partnersOnly || line.partnerSince != nil)
      }
    }
  }

  /// A structure by name or number.
  public func structure(_ reference: String) throws -> StructureSheet {
    try database.read { reader in
      let structure = try DirectoryStore.structure(reference, in: reader)
      return StructureSheet(
        structure: structure, tellings: try TellingStore.standing(of: structure.id, in: reader),
        people: try DirectoryStore.people(in: reader).filter { $0.structure == structure.id },
        places: try DirectoryStore.places(in: reader).filter { $0.structure == structure.id },
        memberships: try Membership.times(of: structure.id, in: reader))
    }
  }

  /// Every place, by name.
  ///
  /// - Parameters:
  ///   - kind: only those of one kind.
  ///   - territory: only those of a commune or of a zone, by name or code; an itinerant place is where it stops too.
  ///   - words: only those whose name contains some words.
  public func places(matching words: String? = nil, of kind: Place.Kind? = nil, in territory: String? = nil) throws
    -> [PlaceSheet]
  {
    try database.read { reader in
      let told = try TellingStore.standing(as: PlaceAspect.self, in: reader)
      let isWithin = try isWithin(territory, in: reader)
      return try DirectoryStore.places(in: reader).matching(words) { [$0.name] }.filter { place in
        (kind == nil || place.kind == kind) && place.communes(by: told[place.id] ?? []).contains(where: isWithin)
      }.map { place in
        try sheet(of: place, told[place.id] ?? [], in: reader)
      }
    }
  }

  /// A place by name or number.
  public func place(_ reference: String) throws -> PlaceSheet {
    try database.read { reader in
      let place = try DirectoryStore.place(reference, in: reader)
      return try sheet(of: place, TellingStore.standing(of: place.id, in: reader), in: reader)
    }
  }

  private func sheet(of place: Place, _ tellings: [Telling<PlaceAspect>], in reader: Reader) throws -> PlaceSheet {
    PlaceSheet(
      place: place, structure: try DirectoryStore.structure(place.structure, in: reader),
      commune: try name(of: place.commune, in: reader), tellings: tellings)
  }

  private func name(of commune: InseeCommune, in reader: Reader) throws -> String {
    try TerritoryStore.commune(commune, in: reader)?.label ?? commune.description
  }
}

extension String {
  /// Whether a text told is the one asked for, whatever the case and the accents.
  fileprivate func means(_ asked: String) -> Bool { folded == asked.folded }
}
