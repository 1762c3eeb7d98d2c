public import Kernel
public import Loans

/// What one table holds about people: every column of text or bytes of every table is named here, as a person's or not.
public struct PersonalTable: Sendable {
  /// The table's name.
  public let table: String
  /// What its rows are, as people read it.
  public let title: Text
  /// Whose its rows are.
  public let whose: Whose
  /// The columns that hold a person's data.
  public let personal: [Column]
  /// The columns of text or bytes that do not.
  public let plain: [String]

  /// A column that holds a person's data.
  public struct Column: Sendable {
    public let name: String
    public let kept: RetentionClass
    public let title: Text
  }

  /// Whose rows are.
  public enum Whose: Sendable, Equatable {
    /// A household's: those for which a condition holds, over `rows` and `:id`.
    case household(String)
    case staff, donor, visitor
    /// Whoever read a household's file, and whose file it was.
    case reader
    /// No person's.
    case nobody
  }
}

/// Where the data of people are: one list for all rooms, compared with the schema by a test.
public enum PersonalData {
  /// Every table, in the order of rooms.
  public static let tables: [PersonalTable] =
    storage + directory + supply + inventory + refurbishment + households + requests + loans + labels

  /// The tables whose rows are a household's.
  static var ofHouseholds: [(table: PersonalTable, condition: String)] {
    tables.compactMap { table in
      if case .household(let condition) = table.whose { (table, condition) } else { nil }
    }
  }

  private static let storage: [PersonalTable] = [
    .things("migrations", "name", "fingerprint"),
    .things("journal", "day", "action", "subject", "facts", "hash"),
    .things("forgettings", "subject"),
    .of(
      .reader, "accesses", Text(fr: "Lectures du dossier", en: "Readings of the file"),
      [("subject", .accesses, Text(fr: "dossier", en: "file"))], plain: "operation"),
    // Why an act was corrected: people's own words, which go with the household the act was about.
    .of(
      .household(
        """
        rows.corrected IN (SELECT sequence FROM journal WHERE subject = 'household:' || :id
          OR subject IN (SELECT 'request:' || id FROM requests WHERE household = :id)
          OR subject IN (SELECT 'contract:' || id FROM contracts WHERE household = :id))
        """), "corrections", Text(fr: "Corrections", en: "Corrections"),
      [("reason", .householdFile, Text(fr: "raison", en: "reason"))], plain: "day"),
    .things("instance", "name", "departement", "base_url", "time_zone"),
    // The papers people signed; machine evidence lost its names before it was stored.
    .of(
      .nobody, "stored_bytes", Text(fr: "Papiers signés", en: "Signed papers"),
      [("compressed", .signedPapers, Text(fr: "papier", en: "paper"))], plain: "digest"),
  ]

  private static let directory: [PersonalTable] = [
    .of(
      .staff, "people", Text(fr: "Personnes de la filière", en: "People of the chain"),
      [("name", .staff, Text(fr: "nom", en: "name"))], plain: "role"),
    .of(
      .staff, "person_tellings", Text(fr: "Formations", en: "Trainings"),
      [("value", .staff, Text(fr: "valeur", en: "value"))], plain: "aspect"),
    .of(
      .staff, "attendances", Text(fr: "Présences", en: "Attendance"),
      [
        ("kind", .attendance, Text(fr: "sorte", en: "kind")), ("step", .attendance, Text(fr: "étape", en: "step")),
      ]),
    .things("attendance_purges", "before"), .things("attendance_totals", "month", "kind", "step"),
    .of(.staff, "badges", Text(fr: "Badges", en: "Badges"), [("pin", .staff, Text(fr: "code", en: "code"))]),
    .things("structures", "name", "kind"),
    .things("structure_statuses", "status", "since", "ends_on"),
    .of(
      .staff, "structure_tellings", Text(fr: "Contacts des structures", en: "Contacts of structures"),
      [("value", .staff, Text(fr: "valeur", en: "value"))], plain: "aspect"),
    .things("places", "name", "kind", "commune"),
    .of(
      .staff, "place_tellings", Text(fr: "Contacts des lieux", en: "Contacts of places"),
      [("value", .staff, Text(fr: "valeur", en: "value"))], plain: "aspect"),
    .things("territory_editions", "layout", "digest"),
    .things("communes", "code", "kind", "name", "folded", "departement", "parent"),
    .things("commune_indices", "commune", "name"),
    .things("zones", "level", "code", "name"),
    .things("zone_communes", "level", "zone", "commune"),
  ]

  private static let supply: [PersonalTable] = [
    .things("gisements", "kind"), .things("gisement_stages", "stage"),
    .of(
      .donor, "individuals", Text(fr: "Particuliers qui donnent", en: "Individuals who give"),
      [
        ("name", .donors, Text(fr: "nom", en: "name")),
        ("phone", .donors, Text(fr: "téléphone", en: "telephone")),
        ("email", .donors, Text(fr: "courriel", en: "e-mail")),
      ]),
    .things("prospectings", "next_contact", "campaign", "frequency"), .things("contributions", "kind"),
    .things("conventions", "reference", "ends_on", "erasure_level"), .things("convention_papers", "digest"),
    .things("donation_closings", "reason"), .things("donations", "legal_origin"), .things("donation_lines", "category"),
    .things("tax_receipts", "form"),
    .of(
      .donor, "appointments", Text(fr: "Enlèvements", en: "Pick-ups"),
      [("address", .donors, Text(fr: "adresse", en: "address"))], plain: "on_day", "at_time"),
    .things("announced_items", "manufacturer", "model", "serial", "bought_on"),
  ]

  private static let inventory: [PersonalTable] = [
    .things("devices", "code", "category", "legal_origin", "state"), .things("movements", "verb", "state"),
    .things("readiness_proofs", "route", "verdict"), .things("redonations", "legal_origin"),
    .things("departures", "end_state", "slip", "paper"), .things("list_imports", "kind", "digest"),
    .things("device_identities", "manufacturer", "model", "serial", "network_address"),
    .things("fittings", "fitting"), .things("kit_items", "item", "number"), .things("locations", "kind", "name"),
    .things("media_clearances", "verdict", "slip"), .things("medium_departures", "slip"),
    .things("medium_descriptions", "kind", "manufacturer", "model", "serial"), .things("medium_removals", "reason"),
    .things("parts", "kind", "name"), .things("reserved_codes", "code"), .things("search_words", "text", "word"),
    .things("stock_moves", "item"), .things("stock_thresholds", "item"), .things("unnumbered_things", "told"),
    .things("visitors", "code", "category", "name"),
    .things("recycling_lots", "slip", "paper"), .things("device_systems", "system"),
    .things("medium_losses", "report"), .things("shipment_items", "verdict", "slip"),
    .things("visitor_losses", "report"), .things("visitor_quotes", "work"), .things("visitor_answers", "word"),
    .of(
      .visitor, "visitor_owners", Text(fr: "Propriétaires d'appareils réparés", en: "Owners of repaired things"),
      [
        ("name", .visitors, Text(fr: "nom", en: "name")),
        ("contact", .visitors, Text(fr: "contact", en: "contact")),
      ]),
    .of(
      .visitor, "visitor_media", Text(fr: "Disques à ne pas effacer", en: "Disks not to be erased"),
      [("serial", .visitors, Text(fr: "numéro de série", en: "serial number"))]),
  ]

  private static let refurbishment: [PersonalTable] = [
    .things("alarms", "kind"), .things("alarm_settlements", "note"), .things("annulment_acceptances", "reason"),
    .things("checks", "check_id", "outcome", "note", "done_role"),
    .things(
      "erasures", "done_role", "outcome", "technique", "level", "method", "tool", "tool_version", "started", "ended",
      "verification", "slot", "serial", "clock_reason", "run_key"),
    .things("erasure_validations", "done_role"), .things("evidence_readings", "format", "summary", "unreadable"),
    .things("evidence_reports", "format", "original_digest", "stored_digest", "summary", "unreadable"),
    .things("grade_words", "scale", "scale_version", "axis", "grade"),
    .things("grades", "done_role", "scale", "scale_version", "cosmetic", "functional", "battery"),
    .things("media_absences", "reason", "done_role"), .things("repair_ends", "outcome"),
    .things("repairs", "diagnosis"),
    .things("round_closings", "verdict"), .things("round_reopenings", "reason"),
    .things("rounds", "route", "route_version"),
    .things("route_check_roles", "route", "version", "check_id", "role"),
    .things("route_step_roles", "route", "version", "kind", "role"),
    .things("route_checks", "route", "version", "check_id"), .things("routes", "id", "version", "digest", "body"),
    .things("triages", "choice", "done_role"), .things("workshop_policies", "id", "version", "digest", "body"),
    .things("wiping_stations", "serial", "name"),
  ]

  private static let labels: [PersonalTable] = [
    .things("label_calibrations", "printer"), .things("label_job_items", "code", "payload", "lines"),
    .things("label_jobs", "design", "stock", "printer", "language", "helpline", "skipped"),
    .things("label_sendings", "stock"),
  ]
}

extension PersonalTable {
  /// A table that holds nothing about people.
  static func things(_ table: String, _ plain: String...) -> PersonalTable {
    PersonalTable(table: table, title: Text(same: table), whose: .nobody, personal: [], plain: plain)
  }

  /// A table that holds something about people.
  static func of(
    _ whose: Whose, _ table: String, _ title: Text, _ personal: [(String, RetentionClass, Text)] = [],
    plain: String...
  ) -> PersonalTable {
    PersonalTable(
      table: table, title: title, whose: whose,
      personal: personal.map { Column(name: $0.0, kept: $0.1, title: $0.2) }, plain: plain)
  }
}
