import Storage

extension LoansSchema {
  /// The SIM cards lent, and how their loans ended: a card is with one household at a time.
  static let lentSIMs = """
    CREATE TABLE lent_sims (
      id INTEGER PRIMARY KEY,
      household INTEGER NOT NULL REFERENCES households (id),
      contract INTEGER REFERENCES contracts (id),
      number TEXT CHECK (number NOT GLOB '*[^0-9]*' AND length(number) BETWEEN 18 AND 20),
      until TEXT CHECK (\(Schema.isDay("until"))),
      \(Schema.entryColumn)
    ) STRICT;
    CREATE INDEX lent_sims_by_household ON lent_sims (household);
    CREATE INDEX lent_sims_by_contract ON lent_sims (contract) WHERE contract IS NOT NULL;
    CREATE INDEX lent_sims_by_number ON lent_sims (number) WHERE number IS NOT NULL;
    \(Schema.byEntry("lent_sims"))
    \(Schema.appendOnly(
      "lent_sims", key: ["id"],
      forgetting: .words(
        ["number": .null], keeping: ["id", "household", "contract", "until", "entry"],
        of: "'household:' || OLD.household")))
    \(ofRemembered("lent_sims"))
    CREATE TABLE lent_sim_ends (
      \(Schema.entryColumn) PRIMARY KEY,
      sim INTEGER NOT NULL REFERENCES lent_sims (id),
      outcome TEXT NOT NULL CHECK (\(word("outcome", LentSIM.Outcome.self)))
    ) STRICT;
    CREATE INDEX lent_sim_ends_by_sim ON lent_sim_ends (sim, entry);
    \(Schema.appendOnly("lent_sim_ends", key: ["entry"]))
    \(Schema.refuse(
      "lent_sims_have_a_number", on: "lent_sims", when: "NEW.number IS NULL",
      message: "lent_sims: il manque le numéro de la carte SIM"))
    \(Schema.refuse(
      "lent_sims_once", on: "lent_sims",
      when: """
        EXISTS (SELECT 1 FROM lent_sims AS s WHERE s.number = NEW.number
          AND NOT \(Schema.annulled("s.entry")) AND NOT EXISTS (SELECT 1 FROM lent_sim_ends AS e WHERE e.sim = s.id
            AND NOT \(Schema.annulled("e.entry")) AND e.outcome <> 'stopped'))
        """,
      message: "lent_sims: cette carte SIM est déjà prêtée, ou ne sert plus"))
    \(Schema.refuse(
      "lent_sims_of_their_contract", on: "lent_sims",
      when: """
        NEW.contract IS NOT NULL AND NOT EXISTS (SELECT 1 FROM contracts AS c WHERE c.id = NEW.contract
          AND c.household = NEW.household AND c.state IN (\(Schema.words(Contract.State.open))))
        """,
      message: "lent_sims: ce contrat n''est pas un contrat en cours de ce foyer"))
    \(Schema.refuse(
      "lent_sim_ends_once", on: "lent_sim_ends",
      when: """
        EXISTS (SELECT 1 FROM lent_sim_ends AS e WHERE e.sim = NEW.sim AND NOT \(Schema.annulled("e.entry")))
          OR EXISTS (SELECT 1 FROM lent_sims AS s WHERE s.id = NEW.sim AND \(Schema.annulled("s.entry")))
        """,
      message: "lent_sim_ends: ce prêt de carte SIM est déjà fini, ou annulé"))

    """
}
