import Kernel
public import Storage

/// The tables of the inventory and their guards.
public enum InventorySchema {
  /// The room's changes of schema, in order.
  public static let migrations = [
    Migration(
      "inventory.1",
      devices + movements + guards + identities + media + ends + custody + visitors + quotes + parts + locations
        + shipments + stockTakes + kits + recycling)
  ]

  /// A device's row is a pointer to the movement it stands on, with that movement's own values beside it.
  private static let devices = """
    CREATE TABLE readiness_proofs (
      \(Schema.entryColumn) PRIMARY KEY,
      device INTEGER NOT NULL REFERENCES devices (id),
      round INTEGER NOT NULL CHECK (round >= 1),
      route TEXT NOT NULL,
      verdict BLOB NOT NULL CHECK (length(verdict) = 32),
      reconditioned INTEGER NOT NULL CHECK (reconditioned IN (0, 1)),
      UNIQUE (entry, device, round)
    ) STRICT;
    \(Schema.appendOnly("readiness_proofs", key: ["entry"], unique: [["entry", "device", "round"]], act: "NEW.entry"))
    CREATE TABLE reserved_codes (
      code TEXT NOT NULL PRIMARY KEY CHECK (length(code) = 9),
      \(Schema.entryColumn)
    ) STRICT, WITHOUT ROWID;
    \(Schema.appendOnly("reserved_codes", key: ["code"], act: "NEW.entry"))
    \(Schema.byEntry("reserved_codes"))
    CREATE TABLE devices (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE CHECK (length(code) = 9),
      category TEXT NOT NULL CHECK (\(Schema.isOne("category", of: DeviceCategory.allCases))),
      legal_origin TEXT NOT NULL CHECK (\(Schema.isOne("legal_origin", of: LegalOrigin.allCases))),
      donation_line INTEGER NOT NULL REFERENCES donation_lines (id),
      standing INTEGER NOT NULL,
      \(standingColumns),
      FOREIGN KEY (id, standing) REFERENCES movements (device, entry) DEFERRABLE INITIALLY DEFERRED
    ) STRICT;
    CREATE INDEX devices_by_state ON devices (state, category);
    CREATE INDEX devices_by_donation_line ON devices (donation_line);
    CREATE UNIQUE INDEX devices_by_request ON devices (request) WHERE request IS NOT NULL;
    CREATE INDEX devices_by_contract ON devices (contract) WHERE contract IS NOT NULL;
    \(Schema.keepsKeys(of: "devices", [["id"], ["code"], ["request"]]))
    CREATE TRIGGER devices_share_nothing BEFORE UPDATE ON devices
    WHEN EXISTS (SELECT 1 FROM devices AS other WHERE other.id <> NEW.id AND other.request = NEW.request)
    BEGIN SELECT RAISE(ABORT, 'un autre appareil est déjà réservé pour la même demande'); END;
    CREATE TRIGGER devices_are_never_deleted BEFORE DELETE ON devices
    BEGIN SELECT RAISE(ABORT, 'un appareil ne disparaît jamais du registre'); END;

    """

  private static let movements = """
    CREATE TABLE movements (
      \(Schema.entryColumn) PRIMARY KEY,
      device INTEGER NOT NULL REFERENCES devices (id),
      previous INTEGER REFERENCES movements (entry),
      verb TEXT NOT NULL,
      \(standingColumns),
      UNIQUE (device, entry)
    ) STRICT;
    CREATE INDEX movements_by_verb ON movements (verb, entry);
    -- Of first movements it would say nothing, and SQLite would take all of them for few.
    CREATE INDEX movements_by_previous ON movements (previous) WHERE previous IS NOT NULL;
    \(Schema.appendOnly("movements", key: ["entry"], unique: [["device", "entry"]], act: "NEW.entry"))

    """

  /// The states past the gate.
  private static let proved: [Device.StateName] = [.ready, .reserved, .out, .inRepair, .given, .sold]

  /// What a movement leads to; the payload exists exactly where the state needs it, and past the gate always a proof.
  private static let standingColumns = """
    round INTEGER NOT NULL CHECK (round >= 1),
      state TEXT NOT NULL CHECK (\(Schema.isOne("state", of: Device.StateName.allCases))),
      proof INTEGER,
      request INTEGER,
      contract INTEGER,
      CHECK ((proof IS NOT NULL) = \(Schema.isOne("state", of: proved))),
      CHECK (request IS NULL OR state = 'reserved' AND contract IS NULL),
      CHECK ((coalesce(request, contract) IS NOT NULL) = \(Schema.isOne("state", of: [Device.StateName.reserved, .out, .inRepair]))),
      FOREIGN KEY (proof) REFERENCES readiness_proofs (entry)
    """

  private static let guards = """
    \(Schema.refuse(
      "movements_follow_the_table", on: "movements",
      when: "NOT \(allowedTransition)",
      message: "ce mouvement n''existe pas dans cet état"))
    \(Schema.refuse(
      "movements_rest_on_a_verdict", on: "movements",
      when: """
        NEW.proof IS NOT NULL AND NOT EXISTS (SELECT 1 FROM readiness_proofs
          WHERE readiness_proofs.entry = NEW.proof AND readiness_proofs.device = NEW.device
          AND readiness_proofs.round = NEW.round)
        """,
      message: "sans verdict de l''atelier pour ce passage, un appareil n''est pas prêt"))
    \(Schema.refuse(
      "movements_lent_before", on: "movements",
      when: """
        NEW.verb IN ('release', 'lent-before') AND (NEW.verb = 'lent-before') <> EXISTS (SELECT 1 FROM readiness_proofs
          WHERE readiness_proofs.entry = NEW.proof AND readiness_proofs.route = '\(ReadinessProof.beforeRebond)')
        OR NEW.verb = 'lent-before' AND (NEW.round <> 1 OR NOT EXISTS (SELECT 1 FROM journal
          WHERE journal.sequence = NEW.previous AND journal.action = 'device.enter'))
        """,
      message: "seul un appareil repris d''une liste est prêté depuis avant Rebond"))
    CREATE TRIGGER devices_begin_received BEFORE INSERT ON devices
    WHEN NEW.state <> 'received' OR NEW.round <> 1
    BEGIN SELECT RAISE(ABORT, 'un appareil commence par être reçu'); END;
    CREATE TRIGGER devices_keep_their_identity BEFORE UPDATE ON devices
    WHEN NEW.id <> OLD.id OR NEW.code <> OLD.code OR NEW.donation_line <> OLD.donation_line
      OR NEW.category <> OLD.category OR NEW.legal_origin <> OLD.legal_origin
    BEGIN SELECT RAISE(ABORT, 'le code et l''origine d''un appareil ne changent pas'); END;
    CREATE TRIGGER devices_stand_on_a_movement BEFORE UPDATE ON devices
    WHEN NOT EXISTS (SELECT 1 FROM movements
      WHERE movements.entry = NEW.standing AND movements.device = NEW.id
      AND movements.round = NEW.round AND movements.state = NEW.state
      AND movements.proof IS NOT DISTINCT FROM NEW.proof
      AND movements.request IS NOT DISTINCT FROM NEW.request
      AND movements.contract IS NOT DISTINCT FROM NEW.contract)
    BEGIN SELECT RAISE(ABORT, 'un appareil ne change d''état que par un mouvement'); END;
    CREATE TRIGGER devices_move_one_step BEFORE UPDATE ON devices
    WHEN NEW.standing <> OLD.standing
      AND NOT EXISTS (SELECT 1 FROM movements
        WHERE movements.entry = NEW.standing AND movements.previous = OLD.standing AND NOT \(Schema.annulled("NEW.standing")))
      AND NOT EXISTS (SELECT 1 FROM movements
        WHERE movements.entry = OLD.standing AND movements.previous = NEW.standing AND \(Schema.annulled("OLD.standing")))
    BEGIN SELECT RAISE(ABORT, 'un mouvement suit le précédent, ou l''annule par une correction'); END;

    """

  /// A movement's verb, the state of the movement before it and its own, all three in the one table of transitions; a later
  /// movement follows the one the device stands on, which no other has followed and stands.
  private static var allowedTransition: String {
    let first = Movement.Verb.allCases.filter(\.transition.from.isEmpty).map {
      "(NEW.verb = '\($0.rawValue)' AND NEW.state = '\($0.transition.to.rawValue)')"
    }
    let later = Movement.Verb.allCases.filter { !$0.transition.from.isEmpty }.map(after)
    return """
      ((\(first.joined(separator: " OR "))) AND NEW.previous IS NULL AND NEW.round = 1
        AND NOT EXISTS (SELECT 1 FROM movements WHERE movements.device = NEW.device)
        OR EXISTS (SELECT 1 FROM devices
          JOIN movements ON movements.entry = devices.standing AND movements.device = devices.id
          WHERE devices.id = NEW.device AND devices.standing = NEW.previous AND NOT \(Schema.annulled("devices.standing")) AND (
          \(later.joined(separator: "\n    OR "))))
        AND NOT EXISTS (SELECT 1 FROM movements AS other WHERE other.previous = NEW.previous
          AND NOT \(Schema.annulled("other.entry"))))
      """
  }

  /// What a verb does after a movement; the verdict kept is that of its own release.
  private static func after(_ verb: Movement.Verb) -> String {
    let (from, to) = verb.transition
    let proof =
      switch verb {
      case .release, .lentBefore: "NEW.proof = NEW.entry"
      case .receive, .startRefurbishment, .reserve, .cancelReservation, .handOver, .bringIn, .handBack, .give, .harvest,
        .recycle,
        .sell, .giveByContract, .sellByContract:
        "NEW.proof IS NOT DISTINCT FROM movements.proof"
      case .reopen, .takeBack, .giveBack, .lose, .find, .donateAgain: "NEW.proof IS NULL"
      }
    return """
      (NEW.verb = '\(verb.rawValue)' AND NEW.state = '\(to.rawValue)' AND \(Schema.isOne("movements.state", of: from))
            AND \(proof) \(keepsContract(verb))AND NEW.round = movements.round + \(verb.opensRound ? 1 : 0))
      """
  }

  /// What comes in for repair goes back under the contract it came in under, and what a contract promises leaves under it.
  private static func keepsContract(_ verb: Movement.Verb) -> String {
    switch verb {
    case .bringIn, .handBack: "AND NEW.contract IS NOT DISTINCT FROM movements.contract "
    case .handOver: "AND NEW.contract = coalesce(movements.contract, NEW.contract) "
    default: ""
    }
  }

  /// What is known of a device and of its media is told by acts, the latest standing one wins.
  private static let identities = """
    CREATE TABLE device_identities (
      \(Schema.entryColumn) PRIMARY KEY,
      device INTEGER NOT NULL REFERENCES devices (id),
      manufacturer TEXT,
      model TEXT,
      serial TEXT CHECK (serial <> ''),
      network_address TEXT CHECK (network_address <> '')
    ) STRICT;
    CREATE INDEX device_identities_by_device ON device_identities (device, entry);
    CREATE INDEX device_identities_by_serial ON device_identities (serial) WHERE serial IS NOT NULL;
    CREATE INDEX device_identities_by_network_address ON device_identities (network_address)
      WHERE network_address IS NOT NULL;
    CREATE INDEX device_identities_by_model ON device_identities (model, device) WHERE model IS NOT NULL;
    CREATE INDEX device_identities_by_manufacturer ON device_identities (manufacturer, device)
      WHERE manufacturer IS NOT NULL;
    \(Schema.appendOnly("device_identities", key: ["entry"], act: "NEW.entry"))

    """

  /// That a medium by itself was lost and not found, or handed over.
  private static func isGone(_ medium: String) -> String {
    """
    EXISTS (SELECT 1 FROM medium_departures AS gone WHERE gone.medium = \(medium) AND NOT \(Schema.annulled("gone.entry")))
        OR EXISTS (SELECT 1 FROM medium_losses AS lost WHERE lost.medium = \(medium) AND NOT \(Schema.annulled("lost.entry"))
          AND NOT EXISTS (SELECT 1 FROM medium_finds AS found WHERE found.loss = lost.entry
            AND NOT \(Schema.annulled("found.entry"))))
    """
  }

  private static let media = """
    CREATE TABLE media (
      id INTEGER PRIMARY KEY,
      \(Schema.entryColumn)
    ) STRICT;
    \(Schema.appendOnly("media", key: ["id"], act: "NEW.entry"))
    \(Schema.byEntry("media"))
    CREATE TABLE medium_descriptions (
      medium INTEGER NOT NULL REFERENCES media (id),
      \(Schema.entryColumn),
      kind TEXT NOT NULL CHECK (\(Schema.isOne("kind", of: MediumKind.allCases))),
      manufacturer TEXT,
      model TEXT,
      serial TEXT CHECK (serial <> ''),
      capacity_bytes INTEGER CHECK (capacity_bytes >= 0),
      PRIMARY KEY (medium, entry)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX medium_descriptions_by_serial ON medium_descriptions (serial) WHERE serial IS NOT NULL;
    \(Schema.appendOnly("medium_descriptions", key: ["medium", "entry"], act: "NEW.entry"))
    \(Schema.byEntry("medium_descriptions"))
    CREATE TABLE medium_removals (
      \(Schema.entryColumn) PRIMARY KEY,
      medium INTEGER NOT NULL REFERENCES media (id),
      device INTEGER NOT NULL REFERENCES devices (id),
      round INTEGER NOT NULL CHECK (round >= 1),
      reason TEXT NOT NULL CHECK (trim(reason) <> '')
    ) STRICT;
    CREATE INDEX medium_removals_by_medium ON medium_removals (medium, entry);
    \(Schema.appendOnly("medium_removals", key: ["entry"], act: "NEW.entry"))
    CREATE TABLE medium_departures (
      \(Schema.entryColumn) PRIMARY KEY,
      medium INTEGER NOT NULL REFERENCES media (id),
      recipient INTEGER NOT NULL REFERENCES structures (id),
      slip TEXT NOT NULL CHECK (trim(slip) <> '')
    ) STRICT;
    CREATE INDEX medium_departures_by_medium ON medium_departures (medium);
    \(Schema.appendOnly("medium_departures", key: ["entry"], act: "NEW.entry"))
    CREATE TABLE medium_losses (
      \(Schema.entryColumn) PRIMARY KEY,
      medium INTEGER NOT NULL REFERENCES media (id),
      report TEXT NOT NULL CHECK (trim(report) <> '')
    ) STRICT;
    CREATE INDEX medium_losses_by_medium ON medium_losses (medium, entry);
    \(Schema.appendOnly("medium_losses", key: ["entry"], act: "NEW.entry"))
    CREATE TABLE medium_finds (
      \(Schema.entryColumn) PRIMARY KEY,
      loss INTEGER NOT NULL REFERENCES medium_losses (entry)
    ) STRICT;
    CREATE INDEX medium_finds_by_loss ON medium_finds (loss);
    \(Schema.appendOnly("medium_finds", key: ["entry"], act: "NEW.entry"))
    \(Schema.refuse(
      "medium_losses_are_loose", on: "medium_losses",
      when: """
        NOT EXISTS (SELECT 1 FROM medium_removals WHERE medium_removals.medium = NEW.medium
          AND NOT \(Schema.annulled("medium_removals.entry")))
        OR \(isGone("NEW.medium"))
        """,
      message: "ce support n''est pas seul entre les mains de la filière"))
    \(Schema.refuse(
      "medium_departures_are_here", on: "medium_departures", when: isGone("NEW.medium"),
      message: "ce support est perdu, ou déjà remis"))
    \(Schema.refuse(
      "medium_finds_of_lost_media", on: "medium_finds",
      when: """
        NOT EXISTS (SELECT 1 FROM medium_losses WHERE medium_losses.entry = NEW.loss
          AND NOT \(Schema.annulled("medium_losses.entry")))
        OR EXISTS (SELECT 1 FROM medium_finds AS other WHERE other.loss = NEW.loss AND NOT \(Schema.annulled("other.entry")))
        """,
      message: "ce support n''est pas perdu"))
    CREATE TABLE fittings (
      medium INTEGER NOT NULL REFERENCES media (id),
      device INTEGER NOT NULL REFERENCES devices (id),
      \(Schema.entryColumn),
      fitting TEXT NOT NULL CHECK (\(Schema.isOne("fitting", of: Fitting.allCases))),
      PRIMARY KEY (medium, device, entry)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX fittings_by_device ON fittings (device, medium, entry);
    \(Schema.appendOnly("fittings", key: ["medium", "device", "entry"], act: "NEW.entry"))
    \(Schema.byEntry("fittings"))
    \(Schema.refuse(
      "fittings_keep_what_is_part", on: "fittings",
      when: """
        NEW.fitting <> 'fitted'
          AND NOT (NEW.fitting = 'removed' AND EXISTS (SELECT 1 FROM medium_removals WHERE medium_removals.entry = NEW.entry
            AND medium_removals.medium = NEW.medium AND medium_removals.device = NEW.device))
          AND 'fitted' = (SELECT known.fitting FROM fittings AS known
          WHERE known.medium = NEW.medium AND known.device = NEW.device AND NOT \(Schema.annulled("known.entry"))
          ORDER BY known.entry DESC LIMIT 1)
        """,
      message: "ce support fait partie de l''appareil : il ne le quitte pas d''un mot"))

    """
}
