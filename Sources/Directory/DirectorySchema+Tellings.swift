import Storage

extension DirectorySchema {
  /// What is told of people, structures and places.
  static let tellings = """
    \(table(of: PersonAspect.self))
    \(table(of: PlaceAspect.self))
    \(table(of: StructureAspect.self))
    CREATE INDEX structure_tellings_by_value ON structure_tellings (aspect, value);
    \(Schema.refuse(
      "structure_tellings_give_a_number_once", on: "structure_tellings",
      when: """
        NEW.holds = 1 AND \(Schema.isOne("NEW.aspect", of: StructureAspect.numbers))
          AND EXISTS (SELECT 1 FROM structure_tellings AS other JOIN structures ON structures.id = other.structure
            WHERE other.aspect = NEW.aspect AND other.value = NEW.value AND other.structure <> NEW.structure
            AND other.holds = 1 AND \(Schema.stands("structures.entry")) AND \(isLast("other")))
        """,
      message: "une autre structure a ce numéro"))
    \(Schema.refuse(
      "structure_tellings_of_schools", on: "structure_tellings",
      when: """
        \(Schema.isOne("NEW.aspect", of: StructureAspect.ofSchools))
          AND EXISTS (SELECT 1 FROM structures WHERE structures.id = NEW.structure
            AND structures.kind NOT IN (\(Schema.words(Partner.Kind.schools))))
        """,
      message: "seul un établissement scolaire a un numéro UAI ou une année scolaire"))
    \(Schema.refuse(
      "structure_tellings_join_and_leave_in_turn", on: "structure_tellings",
      when: """
        NEW.aspect = 'partner' AND NEW.holds = coalesce(
          (SELECT other.holds FROM structure_tellings AS other
           WHERE other.structure = NEW.structure AND other.aspect = 'partner' AND other.entry <> NEW.entry
           AND \(Schema.stands("other.entry")) ORDER BY other.entry DESC LIMIT 1), 0)
        """,
      message: "une structure rejoint la filière et la quitte tour à tour"))
    """

  /// That no later row that stands tells the same aspect of the same structure.
  static func isLast(_ row: String) -> String {
    """
    \(Schema.stands("\(row).entry")) AND NOT EXISTS (SELECT 1 FROM structure_tellings AS later
      WHERE later.structure = \(row).structure AND later.aspect = \(row).aspect AND later.entry > \(row).entry
      AND \(Schema.stands("later.entry")))
    """
  }

  private static func table<Told: Aspect>(of aspects: Told.Type) -> String {
    let cases = Told.allCases.map { "WHEN '\($0.rawValue)' THEN \($0.form.condition)" }
    let (table, column) = (Told.table, Told.subjects.column)
    let alone = Told.allCases.filter { $0.keeping == .one }
    let onePerAct =
      alone.isEmpty
      ? ""
      : Schema.unique(
        "\(table)_tell_one", on: table, columns: ["entry", column, "aspect"],
        when: "\(Schema.isOne("NEW.aspect", of: alone))")
    return """
      CREATE TABLE \(table) (
        \(Schema.entryColumn),
        \(column) INTEGER NOT NULL REFERENCES \(Told.subjects.table) (id),
        aspect TEXT NOT NULL,
        value TEXT NOT NULL,
        holds INTEGER NOT NULL CHECK (holds IN (0, 1)),
        PRIMARY KEY (entry, \(column), aspect, value),
        CHECK (CASE aspect
          \(cases.joined(separator: "\n    "))
          ELSE 0 END)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX \(table)_by_\(column) ON \(table) (\(column), aspect, entry);
      \(Schema.appendOnly(
        table, key: ["entry", column, "aspect", "value"], forgetting: .rows(of: "'\(column):' || OLD.\(column)")))
      \(onePerAct)
      \(communesAreKnown(
        in: table, column: "value", aspects: Told.allCases.filter { if case .commune = $0.form { true } else { false } }))
      """
  }

  private static func communesAreKnown(in table: String, column: String, aspects: [some Aspect]) -> String {
    aspects.isEmpty
      ? "" : communeIsKnown(in: table, column: column, when: "\(Schema.isOne("NEW.aspect", of: aspects)) AND ")
  }
}
