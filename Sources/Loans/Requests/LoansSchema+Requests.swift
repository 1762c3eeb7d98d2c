import Storage

extension LoansSchema {
  static let requestLife = Lifecycle(
    table: "requests", steps: "request_steps", subject: "request",
    first: [Request.Stage.draft.rawValue, Request.Stage.submitted.rawValue],
    void: Request.Stage.annulled.rawValue, moves: Request.moves, carried: ["decision", "device", "reason"],
    fixed: [
      "household", "prescriber", "category", "channel", "connection", "urgency", "needed_by", "meeting", "place",
    ],
    words: ["uses": .dash, "times": .null],
    // A draft is nobody's word yet: the act that edits it writes it anew.
    rewriting: (
      """
      OLD.state = 'draft' AND EXISTS (SELECT 1 FROM request_edits AS e WHERE e.request = OLD.id
          AND NOT EXISTS (SELECT 1 FROM journal WHERE journal.sequence = e.entry))
      """,
      ["prescriber", "category", "channel", "connection", "urgency", "needed_by", "meeting", "place"]
    ))

  /// What a request's standing rests on, by stage; the same for a request and for each of its steps.
  private static func standing(_ state: String) -> String {
    """
    decision INTEGER REFERENCES decisions (id),
      device INTEGER REFERENCES devices (id),
      reason TEXT,
      CHECK ((device IS NOT NULL) = (\(state) IN ('allocated', 'handed-over'))),
      CHECK ((decision IS NOT NULL) = (\(state) IN ('decided', 'allocated', 'handed-over', 'contested')
        OR (\(state) = 'refused' AND reason = 'not-eligible'))),
      CHECK (CASE \(state) WHEN 'refused' THEN coalesce(\(word("reason", Request.Refusal.self)), 0)
        WHEN 'withdrawn' THEN coalesce(\(word("reason", Request.Withdrawal.self)), 0)
        WHEN 're-oriented' THEN coalesce(\(word("reason", Request.Reorientation.self)), 0)
        ELSE reason IS NULL END)
    """
  }

  static let requests = """
    CREATE TABLE requests (
      id INTEGER PRIMARY KEY,
      household INTEGER NOT NULL REFERENCES households (id),
      prescriber INTEGER NOT NULL REFERENCES structures (id),
      category TEXT NOT NULL,
      uses TEXT NOT NULL CHECK (trim(uses) <> ''),
      channel TEXT NOT NULL CHECK (\(word("channel", Request.Channel.self))),
      connection TEXT CHECK (\(word("connection", Request.Connection.self))),
      urgency TEXT CHECK (\(word("urgency", Request.Urgency.Reason.self))),
      needed_by TEXT CHECK (\(Schema.isDay("needed_by"))) CHECK ((urgency IS NULL) = (needed_by IS NULL)),
      meeting TEXT CHECK (\(word("meeting", Request.Meeting.Kind.self))),
      place INTEGER REFERENCES places (id) CHECK ((place IS NOT NULL) = (meeting IS NOT NULL AND meeting = 'place')),
      times TEXT CHECK (trim(times) <> ''),
      \(requestLife.rowColumns),
      \(standing("state"))
    ) STRICT;
    CREATE INDEX requests_by_household ON requests (household);
    CREATE INDEX requests_by_entry ON requests (entry);
    CREATE INDEX requests_by_state ON requests (state, id);
    CREATE INDEX requests_by_decision ON requests (decision) WHERE decision IS NOT NULL;
    CREATE UNIQUE INDEX requests_keep_a_device_for_one ON requests (device) WHERE state = 'allocated';
    CREATE TABLE request_steps (
      \(requestLife.stepColumns),
      cause TEXT CHECK (\(word("cause", Request.Release.self))) CHECK ((cause IS NOT NULL) = (verb = 'release')),
      toward INTEGER REFERENCES structures (id) CHECK (toward IS NULL OR verb = 'reorient'),
      \(standing("to_state"))
    ) STRICT;
    CREATE INDEX request_steps_by_request ON request_steps (request, entry);
    CREATE INDEX request_steps_by_verb ON request_steps (verb, entry);
    CREATE TABLE decisions (
      id INTEGER PRIMARY KEY,
      request INTEGER NOT NULL REFERENCES requests (id),
      programme TEXT NOT NULL,
      version TEXT NOT NULL,
      digest BLOB NOT NULL CHECK (length(digest) = 32),
      as_of TEXT NOT NULL CHECK (\(Schema.isDay("as_of"))),
      outcome TEXT NOT NULL CHECK (\(word("outcome", Decision.Outcome.self))),
      modest INTEGER NOT NULL CHECK (modest IN (0, 1)),
      points INTEGER NOT NULL DEFAULT 0,
      trace TEXT NOT NULL CHECK (trace <> ''),
      explanation_fr TEXT NOT NULL CHECK (explanation_fr <> ''),
      explanation_en TEXT NOT NULL CHECK (explanation_en <> ''),
      \(Schema.entryColumn),
      CHECK (modest = 0 OR outcome = 'eligible')
    ) STRICT;
    CREATE INDEX decisions_by_request ON decisions (request, entry);
    CREATE INDEX decisions_by_entry ON decisions (entry);
    \(Schema.appendOnly(
      "decisions", key: ["id"],
      forgetting: .words(
        ["trace": .digest, "explanation_fr": .dash, "explanation_en": .dash],
        keeping: ["id", "request", "programme", "version", "digest", "as_of", "outcome", "modest", "points", "entry"],
        of: "'facts:' || (SELECT requests.household FROM requests WHERE requests.id = OLD.request)")))
    \(ofRemembered("requests", rowsChange: true))
    \(requestLife.guards)
    \(Schema.refuse(
      "decisions_by_programme", on: "decisions",
      when: """
        NOT EXISTS (SELECT 1 FROM programmes AS p WHERE p.id = NEW.programme AND p.version = NEW.version
          AND p.digest = NEW.digest AND NOT \(Schema.annulled("p.entry")))
        """,
      message: "decisions: aucun programme de ce nom et de ce contenu n''est en vigueur"))
    \(Schema.refuse(
      "request_steps_by_right", on: "request_steps",
      when: """
        NEW.to_state IN ('decided', 'allocated', 'handed-over') AND NOT EXISTS (SELECT 1 FROM decisions AS d
          WHERE d.id = NEW.decision AND d.request = NEW.request AND \(answer(of: "d")) = 'eligible'
          AND NOT \(Schema.annulled("d.entry")))
        """,
      message: "request_steps: il faut une décision favorable sur cette demande"))
    \(Schema.refuse(
      "request_steps_refused_by_decision", on: "request_steps",
      when: """
        NEW.to_state IN ('refused', 'contested') AND NEW.decision IS NOT NULL AND NOT EXISTS (SELECT 1 FROM decisions AS d
          WHERE d.id = NEW.decision AND d.request = NEW.request AND \(answer(of: "d")) = 'not-eligible'
          AND NOT \(Schema.annulled("d.entry")))
        """,
      message: "request_steps: il faut une décision défavorable sur cette demande"))
    \(Schema.refuse(
      "request_steps_hand_over_what_was_kept", on: "request_steps",
      when: """
        NEW.verb = 'hand-over' AND NOT EXISTS (SELECT 1 FROM requests AS r JOIN contracts AS c ON c.request = r.id
          WHERE r.id = NEW.request AND r.device = NEW.device AND c.device = NEW.device
          AND c.state IN ('handed-over', 'transferred') AND c.step = NEW.entry)
        """,
      message: "request_steps: la remise est celle d''un contrat sur l''appareil attribué"))
    \(Schema.refuse(
      "request_steps_release_after_contract", on: "request_steps",
      when: """
        NEW.verb = 'release' AND EXISTS (SELECT 1 FROM contracts AS c
          WHERE c.request = NEW.request AND c.state = 'signed')
        """,
      message: "request_steps: un contrat signé tient cet appareil"))
    \(Schema.refuse(
      "request_steps_appoint_what_is_kept", on: "request_steps",
      when: """
        NEW.verb = 'appoint' AND NOT EXISTS (SELECT 1 FROM requests AS r
          WHERE r.id = NEW.request AND r.device = NEW.device AND r.decision = NEW.decision)
        """,
      message: "request_steps: le rendez-vous est pour l''appareil attribué"))
    \(Schema.refuse(
      "requests_of_known_household", on: "requests", rowsChange: true,
      when: "\(Schema.annulled("(SELECT h.entry FROM households AS h WHERE h.id = NEW.household)"))",
      message: "requests: ce foyer a été annulé"))
    \(Schema.refuse(
      "requests_keep_free_devices", on: "requests", rowsChange: true,
      when: """
        NEW.state = 'allocated' AND (
          EXISTS (SELECT 1 FROM requests AS r WHERE r.device = NEW.device AND r.state = 'allocated' AND r.id <> NEW.id)
          OR \(isHeld("NEW.device", where: "o.request IS DISTINCT FROM NEW.id")))
        """,
      message: "requests: cet appareil est déjà attribué ou prêté"))

    """
}
