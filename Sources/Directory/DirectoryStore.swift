public import Kernel
public import Storage

/// People, structures and places in the database.
public enum DirectoryStore {
  /// Registers a person.
  ///
  /// - Throws: ``DirectoryFailure/nameTaken(_:)``, ``DirectoryFailure/emptyName``.
  public static func register(
    person name: String, role: Person.Role, structure: StructureID?, in change: Change
  ) throws -> Person {
    let name = try free(name, in: "people", reader: change)
    let id: PersonID = try change.insert(
      """
      INSERT INTO people (name, role, structure, entry)
      VALUES (\(name), \(role), \(structure), \(change.entry))
      """)
    return Person(id: id, name: name, role: role, structure: structure)
  }

  /// The person registered under a name or a number.
  ///
  /// - Throws: ``DirectoryFailure/noSuchPerson(_:)``.
  public static func person(_ reference: String, in reader: Reader) throws -> Person {
    let reference = reference.tidy
    let row = try reader.first(
      "SELECT id, name, role, structure FROM people WHERE \(meant(by: reference, in: "people", reader: reader))")
    guard let row else { throw DirectoryFailure.noSuchPerson(reference) }
    return try Person(row)
  }

  /// A person by their number, or nothing.
  public static func person(_ id: PersonID, in reader: Reader) throws -> Person? {
    try reader.first("SELECT id, name, role, structure FROM people WHERE id = \(id)").map(Person.init)
  }

  /// Everybody registered, by name.
  public static func people(in reader: Reader) throws -> [Person] {
    try reader.all("SELECT id, name, role, structure FROM people ORDER BY name").map(Person.init)
  }

  /// Registers a structure.
  ///
  /// - Throws: ``DirectoryFailure/nameTaken(_:)``, ``DirectoryFailure/emptyName``, ``DirectoryFailure/ofNoSchool(_:)``,
  ///   ``DirectoryFailure/numberTaken(_:by:)``, ``DirectoryFailure/noSuchCommune(_:near:)``.
  public static func register(
    structure name: String, kind: Partner.Kind, siret: Siret?, uai: UAI?, rna: RNA?, commune: InseeCommune?,
    in change: Change
  ) throws -> Partner {
    let name = try free(name, in: "structures", reader: change)
    let id: StructureID = try change.insert(
      "INSERT INTO structures (name, kind, entry) VALUES (\(name), \(kind), \(change.entry))")
    let identity: [(StructureAspect, String?)] = [
      (.siret, siret?.description), (.uai, uai?.description), (.rna, rna?.description),
      (.commune, commune?.description),
    ]
    for case (let aspect, let number?) in identity { try TellingStore.tell(aspect, number, of: id, in: change) }
    return Partner(id: id, name: name, kind: kind, siret: siret, uai: uai, rna: rna, commune: commune)
  }

  /// The structure that bears a name or a number.
  ///
  /// - Throws: ``DirectoryFailure/noSuchStructure(_:near:)`` with the names that contain what was given.
  public static func structure(_ reference: String, in reader: Reader) throws -> Partner {
    let reference = reference.tidy
    let row = try reader.first(
      "SELECT \(structureColumns) FROM structures WHERE \(stands(in: "structures")) AND \(meant(by: reference, in: "structures", reader: reader))"
    )
    guard let row else {
      throw DirectoryFailure.noSuchStructure(
        reference, near: try names(in: "structures", near: reference, reader: reader))
    }
    return try Partner(row)
  }

  /// A structure by its number, or nothing.
  public static func structure(_ id: StructureID, in reader: Reader) throws -> Partner? {
    try reader.first("SELECT \(structureColumns) FROM structures WHERE id = \(id)").map(Partner.init)
  }

  /// Every structure, by name.
  ///
  /// - Parameter day: only those registered by the end of that day; all unless said.
  public static func structures(on day: Day? = nil, in reader: Reader) throws -> [Partner] {
    let registered: SQL =
      day.map { "AND EXISTS (SELECT 1 FROM acts WHERE acts.entry = structures.entry AND acts.day <= \($0))" } ?? ""
    return try reader.all(
      "SELECT \(structureColumns) FROM structures WHERE \(stands(in: "structures")) \(registered) ORDER BY name"
    ).map(Partner.init)
  }

  /// Registers a place.
  ///
  /// - Throws: ``DirectoryFailure/nameTaken(_:)``, ``DirectoryFailure/emptyName``, ``DirectoryFailure/noSuchCommune(_:near:)``.
  public static func register(
    place name: String, structure: StructureID, kind: Place.Kind, commune: InseeCommune, in change: Change
  ) throws -> Place {
    try TerritoryStore.require(commune, in: change)
    let name = try free(name, in: "places", reader: change)
    let id: PlaceID = try change.insert(
      """
      INSERT INTO places (name, structure, kind, commune, entry)
      VALUES (\(name), \(structure), \(kind), \(commune), \(change.entry))
      """)
    return Place(id: id, name: name, structure: structure, kind: kind, commune: commune)
  }

  /// The place that bears a name or a number.
  ///
  /// - Throws: ``DirectoryFailure/noSuchPlace(_:near:)`` with the names that contain what was given.
  public static func place(_ reference: String, in reader: Reader) throws -> Place {
    let reference = reference.tidy
    let row = try reader.first(
      "SELECT \(placeColumns) FROM places WHERE \(stands(in: "places")) AND \(meant(by: reference, in: "places", reader: reader))"
    )
    guard let row else {
      throw DirectoryFailure.noSuchPlace(reference, near: try names(in: "places", near: reference, reader: reader))
    }
    return try Place(row)
  }

  /// A place by its number, or nothing.
  public static func place(_ id: PlaceID, in reader: Reader) throws -> Place? {
    try reader.first("SELECT \(placeColumns) FROM places WHERE id = \(id)").map(Place.init)
  }

  /// Every place, by name.
  public static func places(in reader: Reader) throws -> [Place] {
    try reader.all("SELECT \(placeColumns) FROM places WHERE \(stands(in: "places")) ORDER BY name").map(Place.init)
  }

  private static let structureColumns: SQL =
    "id, name, kind, \(told(.siret)), \(told(.uai)), \(told(.rna)), \(told(.commune))"
  private static let placeColumns: SQL = "id, name, structure, kind, commune"

  /// What was told last of one aspect of a structure.
  private static func told(_ aspect: StructureAspect) -> SQL {
    """
    (SELECT CASE WHEN tellings.holds = 1 THEN tellings.value END FROM structure_tellings AS tellings
      WHERE tellings.structure = structures.id AND tellings.aspect = \(aspect) AND \(SQL.stands("tellings.entry"))
      ORDER BY tellings.entry DESC LIMIT 1) AS \(SQL(stringLiteral: aspect.rawValue))
    """
  }

  /// That the registration of a row was not annulled.
  private static func stands(in table: SQL) -> SQL { SQL.stands("\(table).entry") }

  /// The name without needless spaces, when nothing that stands in the table bears it.
  private static func free(_ name: String, in table: SQL, reader: Reader) throws -> String {
    guard let name = try ProperName(name) else { throw DirectoryFailure.emptyName }
    guard try bearer(of: name.text, in: table, reader: reader) == nil else {
      throw DirectoryFailure.nameTaken(name.text)
    }
    return name.text
  }

  /// The number of the row that bears a name, as names are compared: a database knows the case of ASCII letters only.
  private static func bearer(of name: String, in table: SQL, reader: Reader) throws -> Int64? {
    let key = ProperName.key(name)
    let rows = try reader.all(
      "SELECT id, name FROM \(table) WHERE \(stands(in: table)) AND name <> \(Forgotten.dash) ORDER BY id")
    return try rows.first { try ProperName.key($0["name"]) == key }.map { try $0["id"] }
  }

  /// The row that a name, or else a number, means: a structure may be called « 47 ».
  private static func meant(by reference: String, in table: SQL, reader: Reader) throws -> SQL {
    let named = try bearer(of: reference, in: table, reader: reader)
    return "id = \(named ?? Int64(reference))"
  }

  private static func names(in table: SQL, near reference: String, reader: Reader) throws -> [String] {
    guard reference.count >= 2 else { return [] }
    let wanted = reference.folded
    let names: [String] = try reader.all("SELECT name FROM \(table) WHERE \(stands(in: table)) ORDER BY name")
      .map { try $0["name"] }
    let near = names.filter { $0.folded.contains(wanted) || wanted.contains($0.folded) }
    return Array(near.prefix(3))
  }
}

extension Person {
  fileprivate init(_ row: Row) throws {
    self.init(id: try row["id"], name: try row["name"], role: try row["role"], structure: try row["structure"])
  }
}

extension Partner {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: try row["id"], name: try row["name"], kind: try row["kind"], siret: try row["siret"], uai: try row["uai"],
      rna: try row["rna"], commune: try row["commune"])
  }
}

extension Place {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: try row["id"], name: try row["name"], structure: try row["structure"], kind: try row["kind"],
      commune: try row["commune"])
  }
}

extension Partner.Kind: SQLConvertible {}
extension Place.Kind: SQLConvertible {}
