public import Kernel
public import Storage

/// What was told of people, structures and places, in the database.
public enum TellingStore {
  /// Records what an act tells.
  ///
  /// - Parameters:
  ///   - written: the value as people write it; a commune may be given by its name.
  ///   - holds: false when the value no longer holds.
  /// - Throws: ``DirectoryFailure/lastToAnswer(_:)``, ``DirectoryFailure/toldTwice(_:)``, ``DirectoryFailure/notTold(_:_:)`` for a value that did not hold anyway,
  ///   ``DirectoryFailure/ofNoSchool(_:)``, ``DirectoryFailure/numberTaken(_:by:)``, what the aspect refuses of the value.
  @discardableResult
  public static func tell<Told: Aspect>(
    _ aspect: Told, _ written: String, holds: Bool = true, of subject: ID<Told.Subject>, in change: Change
  ) throws -> Telling<Told> {
    let (value, said) = try value(written, of: aspect, in: change)
    let told = try told(of: subject, as: Told.self, in: change)
    guard !told.contains(where: { $0.entry == change.entry && $0.aspect == aspect && $0.clashes(with: value) }) else {
      throw DirectoryFailure.toldTwice(aspect.text)
    }
    if !holds {
      let stands = Telling.standing(of: told).contains { $0.aspect == aspect && $0.value == value }
      guard stands else { throw DirectoryFailure.notTold(aspect.text, value) }
    }
    if aspect as? PersonAspect == .left, holds && said {
      try PeopleForgetting.requireOthers(than: PersonID(rawValue: subject.rawValue), in: change)
    }
    if let aspect = aspect as? StructureAspect, holds {
      try check(aspect, value, of: StructureID(rawValue: subject.rawValue), in: change)
    }
    try change.run(
      """
      INSERT INTO \(Told.sqlTable) (entry, \(Told.sqlColumn), aspect, value, holds)
      VALUES (\(change.entry), \(subject), \(aspect), \(value), \(holds && said))
      """)
    return Telling(aspect: aspect, value: value, holds: holds && said, day: change.act.day, entry: change.entry)
  }

  /// What stands of one person, structure or place, in the order of aspects.
  ///
  /// - Parameter day: as it had been told by the end of that day; as it is known now unless said.
  public static func standing<Told: Aspect>(
    of subject: ID<Told.Subject>, as aspects: Told.Type = Told.self, on day: Day? = nil, in reader: Reader
  ) throws -> [Telling<Told>] {
    Telling.standing(of: try told(of: subject, as: aspects, in: reader), on: day)
  }

  /// What stands of everyone, or of every structure or place.
  public static func standing<Told: Aspect>(
    as aspects: Told.Type = Told.self, on day: Day? = nil, in reader: Reader
  ) throws -> [ID<Told.Subject>: [Telling<Told>]] {
    Dictionary(grouping: try rows(Told.self, where: "1 = 1", in: reader), by: \.subject)
      .mapValues { Telling.standing(of: $0.map(\.telling), on: day) }
  }

  /// What an act told, and of whom.
  public static func told<Told: Aspect>(
    by entry: EntryID, as aspects: Told.Type = Told.self, in reader: Reader
  ) throws -> [(subject: ID<Told.Subject>, telling: Telling<Told>)] {
    try rows(Told.self, where: "tellings.entry = \(entry)", in: reader)
  }

  /// All that was told of one person, structure or place, the earliest entry first; what annulled acts told left out.
  static func told<Told: Aspect>(
    of subject: ID<Told.Subject>, as aspects: Told.Type, in reader: Reader
  ) throws -> [Telling<Told>] {
    try rows(Told.self, where: "tellings.\(Told.sqlColumn) = \(subject)", in: reader).map(\.telling)
  }

  private static func rows<Told: Aspect>(
    _ aspects: Told.Type, where condition: SQL, in reader: Reader
  ) throws -> [(subject: ID<Told.Subject>, telling: Telling<Told>)] {
    // The day of an act of the same change is not in the journal yet.
    let today = (reader as? Change)?.act.day
    return try reader.all(
      """
      SELECT tellings.entry, tellings.\(Told.sqlColumn) AS subject, tellings.aspect, tellings.value, tellings.holds,
        coalesce(acts.day, \(today)) AS day
      FROM \(Told.sqlTable) AS tellings LEFT JOIN acts ON acts.entry = tellings.entry
      WHERE coalesce(acts.annulled, 0) = 0 AND \(condition) ORDER BY tellings.entry, tellings.aspect, tellings.value
      """
    ).map { row in
      let telling = try Telling<Told>(
        aspect: row["aspect"], value: row["value"], holds: row["holds"], day: row["day"], entry: row["entry"])
      return (try row["subject"], telling)
    }
  }

  private static func value(
    _ written: String, of aspect: some Aspect, in reader: Reader
  ) throws -> (value: String, holds: Bool) {
    if case .commune = aspect.form { return (try TerritoryStore.commune(written, in: reader).description, true) }
    return try aspect.form.read(written)
  }

  /// What holds of a structure besides the form of the value.
  private static func check(
    _ aspect: StructureAspect, _ value: String, of structure: StructureID, in reader: Reader
  ) throws {
    if StructureAspect.ofSchools.contains(aspect) {
      let row = try reader.first("SELECT kind FROM structures WHERE id = \(structure)")
      let kind: Partner.Kind? = try row?["kind"]
      guard let kind, Partner.Kind.schools.contains(kind) else { throw DirectoryFailure.ofNoSchool(aspect.text) }
    }
    if StructureAspect.numbers.contains(aspect) {
      let bearer = try reader.first(
        """
        SELECT structures.name FROM structure_tellings AS other JOIN structures ON structures.id = other.structure
        WHERE other.aspect = \(aspect) AND other.value = \(value) AND other.structure <> \(structure)
          AND other.holds = 1 AND \(SQL.stands("structures.entry")) AND \(SQL(stringLiteral: DirectorySchema.isLast("other")))
        """)
      if let bearer { throw DirectoryFailure.numberTaken(value, by: try bearer["name"]) }
    }
  }
}

extension Aspect {
  static var sqlTable: SQL { SQL(stringLiteral: table) }
  static var sqlColumn: SQL { SQL(stringLiteral: subjects.column) }
}

extension Telling {
  /// Whether one act cannot tell another value beside this one.
  fileprivate func clashes(with other: String) -> Bool { aspect.keeping == .one || value == other }
}
