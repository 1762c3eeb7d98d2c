import Kernel
public import Storage

/// The tables of the workshop and their guards.
public enum RefurbishmentSchema {
  /// The room's changes of schema, in order; after the inventory's, whose devices and media they name.
  public static let migrations = [
    Migration("refurbishment.1", rounds + checks + triages + grades + evidence + erasures + repairs + alarms + policies)
  ]

  private static let rounds = """
    CREATE TABLE routes (
      id TEXT NOT NULL CHECK (id <> ''),
      version TEXT NOT NULL CHECK (version <> ''),
      digest BLOB NOT NULL CHECK (length(digest) = 32),
      body TEXT NOT NULL,
      \(Schema.entryColumn),
      PRIMARY KEY (id, version)
    ) STRICT, WITHOUT ROWID;
    \(Schema.appendOnly("routes", key: ["id", "version"], act: "NEW.entry"))
    \(Schema.byEntry("routes"))
    CREATE TABLE route_checks (
      route TEXT NOT NULL,
      version TEXT NOT NULL,
      check_id TEXT NOT NULL CHECK (check_id <> ''),
      may_be_declared INTEGER NOT NULL CHECK (may_be_declared IN (0, 1)),
      may_be_not_fitted INTEGER NOT NULL CHECK (may_be_not_fitted IN (0, 1)),
      by_another_person INTEGER NOT NULL CHECK (by_another_person IN (0, 1)),
      PRIMARY KEY (route, version, check_id),
      FOREIGN KEY (route, version) REFERENCES routes (id, version)
    ) STRICT, WITHOUT ROWID;
    \(Schema.appendOnly("route_checks", key: ["route", "version", "check_id"], act: actOfRoute))
    CREATE TABLE route_check_roles (
      route TEXT NOT NULL,
      version TEXT NOT NULL,
      check_id TEXT NOT NULL,
      role TEXT NOT NULL CHECK (\(Schema.isOne("role", of: ChainRole.allCases))),
      PRIMARY KEY (route, version, check_id, role),
      FOREIGN KEY (route, version, check_id) REFERENCES route_checks (route, version, check_id)
    ) STRICT, WITHOUT ROWID;
    \(Schema.appendOnly("route_check_roles", key: ["route", "version", "check_id", "role"], act: actOfRoute))
    CREATE TABLE route_step_roles (
      route TEXT NOT NULL,
      version TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (\(Schema.isOne("kind", of: [Route.Kind.triage, .erasure, .grade]))),
      role TEXT NOT NULL CHECK (\(Schema.isOne("role", of: ChainRole.allCases))),
      PRIMARY KEY (route, version, kind, role),
      FOREIGN KEY (route, version) REFERENCES routes (id, version)
    ) STRICT, WITHOUT ROWID;
    \(Schema.appendOnly("route_step_roles", key: ["route", "version", "kind", "role"], act: actOfRoute))
    CREATE TABLE rounds (
      \(Schema.entryColumn) PRIMARY KEY,
      device INTEGER NOT NULL REFERENCES devices (id),
      number INTEGER NOT NULL CHECK (number >= 1),
      route TEXT NOT NULL,
      route_version TEXT NOT NULL,
      FOREIGN KEY (route, route_version) REFERENCES routes (id, version)
    ) STRICT;
    CREATE INDEX rounds_by_device ON rounds (device, number, entry);
    \(Schema.appendOnly("rounds", key: ["entry"], act: "NEW.entry"))
    \(Schema.refuse(
      "rounds_open_once", on: "rounds",
      when: """
        EXISTS (SELECT 1 FROM rounds AS other WHERE other.device = NEW.device AND other.number >= NEW.number
          AND \(Schema.stands("other.entry")))
        """,
      message: "ce passage à l''atelier, ou un suivant, est déjà ouvert"))
    CREATE TABLE round_closings (
      \(Schema.entryColumn) PRIMARY KEY,
      opening INTEGER NOT NULL REFERENCES rounds (entry),
      verdict BLOB NOT NULL CHECK (length(verdict) = 32)
    ) STRICT;
    CREATE INDEX round_closings_by_opening ON round_closings (opening, entry);
    \(Schema.appendOnly("round_closings", key: ["entry"], act: "NEW.entry"))
    \(inOpenRound("round_closings"))
    CREATE TABLE round_reopenings (
      \(Schema.entryColumn) PRIMARY KEY,
      closing INTEGER NOT NULL REFERENCES round_closings (entry),
      reason TEXT NOT NULL CHECK (trim(reason) <> '')
    ) STRICT;
    CREATE INDEX round_reopenings_by_closing ON round_reopenings (closing, entry);
    \(Schema.appendOnly("round_reopenings", key: ["entry"], act: "NEW.entry"))
    \(Schema.refuse(
      "round_reopenings_of_closed_rounds", on: "round_reopenings",
      when: """
        NOT EXISTS (SELECT 1 FROM round_closings WHERE round_closings.entry = NEW.closing
          AND \(closes("round_closings.entry")))
        """,
      message: "ce passage à l''atelier n''est pas terminé"))

    """

  /// That a closing of a round stands, and nothing has opened the round again since.
  private static func closes(_ closing: String) -> String {
    """
    \(Schema.stands(closing)) AND NOT EXISTS (SELECT 1 FROM round_reopenings AS reopened
      WHERE reopened.closing = \(closing) AND \(Schema.stands("reopened.entry")))
    """
  }

  /// Nothing is recorded in a round that is closed, or whose opening was annulled, or that a later one follows.
  private static func inOpenRound(_ table: String) -> String {
    Schema.refuse(
      "\(table)_in_open_round", on: table,
      when: """
        NOT EXISTS (SELECT 1 FROM rounds WHERE rounds.entry = NEW.opening AND \(Schema.stands("rounds.entry"))
          AND NOT EXISTS (SELECT 1 FROM rounds AS later WHERE later.device = rounds.device
            AND later.number > rounds.number AND \(Schema.stands("later.entry"))))
        OR EXISTS (SELECT 1 FROM round_closings WHERE round_closings.opening = NEW.opening
          AND \(closes("round_closings.entry")))
        """,
      message: "ce passage à l''atelier n''est pas ouvert")
  }

  /// What a step of a kind records is recorded by people of its roles alone, where the route names some.
  ///
  /// - Parameter condition: which rows belong to the round, over `rounds` and `NEW`.
  static func byTheirRoles(
    _ table: String, for kind: Route.Kind, when condition: String = "rounds.entry = NEW.opening"
  ) -> String {
    let role = """
      SELECT 1 FROM rounds JOIN route_step_roles ON route_step_roles.route = rounds.route
        AND route_step_roles.version = rounds.route_version AND route_step_roles.kind = '\(kind.rawValue)'
      WHERE \(condition)
      """
    return Schema.refuse(
      "\(table)_by_their_roles", on: table,
      when: "EXISTS (\(role)) AND NOT EXISTS (\(role) AND route_step_roles.role = NEW.done_role)",
      message: "cette étape est pour des personnes d''un autre rôle")
  }

  private static let checks = """
    CREATE TABLE checks (
      opening INTEGER NOT NULL REFERENCES rounds (entry),
      check_id TEXT NOT NULL,
      \(Schema.entryColumn),
      outcome TEXT NOT NULL CHECK (\(Schema.isOne("outcome", of: CheckOutcome.allCases))),
      note TEXT CHECK (trim(note) <> ''),
      done_by INTEGER NOT NULL,
      done_role TEXT CHECK (\(Schema.isOne("done_role", of: ChainRole.allCases))),
      PRIMARY KEY (opening, check_id, entry)
    ) STRICT, WITHOUT ROWID;
    \(Schema.appendOnly("checks", key: ["opening", "check_id", "entry"], act: "NEW.entry"))
    \(Schema.byEntry("checks"))
    \(inOpenRound("checks"))
    \(Schema.refuse(
      "checks_are_of_the_route", on: "checks",
      when: "NOT EXISTS (\(routeCheck))", message: "ce contrôle n''est pas de la gamme de l''appareil"))
    \(Schema.refuse(
      "checks_declared_where_allowed", on: "checks",
      when: "NEW.outcome = 'declared' AND NOT EXISTS (\(routeCheck) AND route_checks.may_be_declared = 1)",
      message: "ce défaut ne peut pas être déclaré"))
    \(Schema.refuse(
      "checks_not_fitted_where_allowed", on: "checks",
      when: "NEW.outcome = 'not-fitted' AND NOT EXISTS (\(routeCheck) AND route_checks.may_be_not_fitted = 1)",
      message: "un tel appareil a toujours cet organe"))
    \(Schema.refuse(
      "checks_by_their_roles", on: "checks",
      when: """
        EXISTS (\(routeRole)) AND NOT EXISTS (\(routeRole) AND route_check_roles.role = NEW.done_role)
        """,
      message: "ce contrôle est pour des personnes d''un autre rôle"))
    \(Schema.refuse(
      "checks_by_another_person", on: "checks",
      when: """
        EXISTS (\(routeCheck) AND route_checks.by_another_person = 1) AND (
          EXISTS (SELECT 1 FROM checks AS work
            JOIN rounds ON rounds.entry = work.opening
            JOIN route_checks ON route_checks.route = rounds.route AND route_checks.version = rounds.route_version
              AND route_checks.check_id = work.check_id
            WHERE work.opening = NEW.opening AND work.done_by = NEW.done_by
              AND route_checks.by_another_person = 0 AND \(Schema.stands("work.entry")))
          OR EXISTS (SELECT 1 FROM erasures
            JOIN rounds ON rounds.device = erasures.device AND rounds.number = erasures.round
            WHERE rounds.entry = NEW.opening AND erasures.recorded_by = NEW.done_by
              AND \(Schema.stands("erasures.entry"))))
        """,
      message: "ce contrôle est pour une autre personne que celle qui a fait le travail"))
    CREATE TABLE media_absences (
      \(Schema.entryColumn) PRIMARY KEY,
      opening INTEGER NOT NULL REFERENCES rounds (entry),
      reason TEXT NOT NULL CHECK (trim(reason) <> ''),
      done_role TEXT CHECK (\(Schema.isOne("done_role", of: ChainRole.allCases)))
    ) STRICT;
    CREATE INDEX media_absences_by_opening ON media_absences (opening, entry);
    \(Schema.appendOnly("media_absences", key: ["entry"], act: "NEW.entry"))
    \(inOpenRound("media_absences"))
    \(byTheirRoles("media_absences", for: .erasure))

    """

  /// The check of the route that a new row of `checks` is about.
  private static let routeCheck = """
    SELECT 1 FROM rounds JOIN route_checks ON route_checks.route = rounds.route
      AND route_checks.version = rounds.route_version
    WHERE rounds.entry = NEW.opening AND route_checks.check_id = NEW.check_id
    """

  /// The roles of the check that a new row of `checks` is about.
  private static let routeRole = """
    SELECT 1 FROM rounds JOIN route_check_roles ON route_check_roles.route = rounds.route
      AND route_check_roles.version = rounds.route_version
    WHERE rounds.entry = NEW.opening AND route_check_roles.check_id = NEW.check_id
    """

  private static let triages = """
    CREATE TABLE triages (
      \(Schema.entryColumn) PRIMARY KEY,
      opening INTEGER NOT NULL REFERENCES rounds (entry),
      choice TEXT NOT NULL CHECK (\(Schema.isOne("choice", of: Triage.allCases))),
      done_role TEXT CHECK (\(Schema.isOne("done_role", of: ChainRole.allCases)))
    ) STRICT;
    CREATE INDEX triages_by_opening ON triages (opening, entry);
    \(Schema.appendOnly("triages", key: ["entry"], act: "NEW.entry"))
    \(inOpenRound("triages"))
    \(byTheirRoles("triages", for: .triage))

    """

  /// The act that brought the route which a new row is part of: nothing is added to one that is kept already.
  private static let actOfRoute =
    "(SELECT routes.entry FROM routes WHERE routes.id = NEW.route AND routes.version = NEW.version)"

  private static let grades = """
    CREATE TABLE grade_words (
      scale TEXT NOT NULL CHECK (scale <> ''),
      scale_version TEXT NOT NULL CHECK (scale_version <> ''),
      axis TEXT NOT NULL CHECK (\(Schema.isOne("axis", of: GradeAxis.allCases))),
      grade TEXT NOT NULL CHECK (grade <> ''),
      PRIMARY KEY (scale, scale_version, axis, grade)
    ) STRICT, WITHOUT ROWID;
    \(Schema.appendOnly("grade_words", key: ["scale", "scale_version", "axis", "grade"]))
    \(Schema.refuse(
      "grade_words_come_before_grades", on: "grade_words",
      when: """
        EXISTS (SELECT 1 FROM grades WHERE grades.scale = NEW.scale AND grades.scale_version = NEW.scale_version)
        """,
      message: "ce barème a servi : ses mots ne changent plus"))
    CREATE TABLE grades (
      \(Schema.entryColumn) PRIMARY KEY,
      opening INTEGER NOT NULL REFERENCES rounds (entry),
      scale TEXT NOT NULL,
      scale_version TEXT NOT NULL,
      cosmetic TEXT NOT NULL,
      functional TEXT NOT NULL,
      battery TEXT,
      done_role TEXT CHECK (\(Schema.isOne("done_role", of: ChainRole.allCases)))
    ) STRICT;
    CREATE INDEX grades_by_opening ON grades (opening, entry);
    \(Schema.appendOnly("grades", key: ["entry"], act: "NEW.entry"))
    \(inOpenRound("grades"))
    \(byTheirRoles("grades", for: .grade))
    \(GradeAxis.allCases.map { axis in
      Schema.refuse(
        "grades_are_of_the_scale_\(axis.rawValue)", on: "grades",
        when: """
          NEW.\(axis.rawValue) IS NOT NULL AND NOT EXISTS (SELECT 1 FROM grade_words
            WHERE grade_words.scale = NEW.scale AND grade_words.scale_version = NEW.scale_version
              AND grade_words.axis = '\(axis.rawValue)' AND grade_words.grade = NEW.\(axis.rawValue))
          """,
        message: "cette note n''est pas du barème")
    }.joined())

    """
}
