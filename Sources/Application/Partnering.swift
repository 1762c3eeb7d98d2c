public import Directory
public import Kernel
import Storage

extension Chain {
  /// Registers a person who works in the chain.
  public func register(
    person name: String, role: Person.Role, structure: String?, as act: Act
  ) throws -> Person {
    try database.write(Action.registerPerson, act) { change in
      let structure = try structure.map { try DirectoryStore.structure($0, in: change).id }
      let person = try DirectoryStore.register(person: name, role: role, structure: structure, in: change)
      change.concerns(.person(person.id))
      return person
    }
  }

  /// Registers a structure of the chain.
  public func register(
    structure name: String, kind: Partner.Kind, siret: Siret?, uai: UAI?, rna: RNA?, commune: InseeCommune?,
    as act: Act
  ) throws -> Partner {
    try database.write(Action.registerStructure, act) { change in
      let partner = try DirectoryStore.register(
        structure: name, kind: kind, siret: siret, uai: uai, rna: rna, commune: commune, in: change)
      change.concerns(.structure(partner.id))
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

  /// Everybody registered, or those whose name contains some words, by name.
  public func people(matching words: String? = nil) throws -> [Person] {
    try database.read { try DirectoryStore.people(in: $0).matching(words) { [$0.name] } }
  }

  /// Every structure, or those whose name contains some words, by name.
  public func structures(matching words: String? = nil) throws -> [Partner] {
    try database.read { try DirectoryStore.structures(in: $0).matching(words) { [$0.name] } }
  }

  /// Every place, or those whose name contains some words, by name.
  public func places(matching words: String? = nil) throws -> [Place] {
    try database.read { try DirectoryStore.places(in: $0).matching(words) { [$0.name] } }
  }
}
