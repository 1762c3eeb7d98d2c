import Kernel
import Loans

/// Where the data of households are: all that is exported to them, and all that loses its words when they are forgotten.
extension PersonalData {
  static let households: [PersonalTable] = [
    .of(.household("rows.id = :id"), "households", Text(fr: "Foyer", en: "Household")),
    .of(
      .household("rows.household = :id"), "household_profiles",
      Text(fr: "Qui est le foyer", en: "Who the household is"),
      [
        ("contact_name", .householdFile, Text(fr: "personne à contacter", en: "person to ask for")),
        ("sought_name", .householdFile, Text(fr: "nom tel qu'on le cherche", en: "name as it is searched")),
        ("phone", .householdFile, Text(fr: "téléphone", en: "telephone")),
        ("email", .householdFile, Text(fr: "courriel", en: "e-mail")),
      ], plain: "commune"),
    .of(
      .household("rows.household = :id"), "household_facts",
      Text(fr: "Ce que vos documents prouvent", en: "What your documents prove"),
      [
        ("key", .facts, Text(fr: "fait", en: "fact")), ("number", .facts, Text(fr: "valeur", en: "value")),
        ("words", .facts, Text(fr: "valeur", en: "value")), ("kind", .facts, Text(fr: "sorte", en: "kind")),
        ("evidence", .facts, Text(fr: "document vu", en: "document seen")),
        ("evidence_day", .facts, Text(fr: "daté du", en: "dated")),
        ("provider", .facts, Text(fr: "organisme", en: "body")), ("month", .facts, Text(fr: "mois", en: "month")),
        ("calculated", .facts, Text(fr: "calculé en", en: "calculated in")),
      ], plain: "form"),
    .things("programmes", "id", "version", "digest", "body"), .things("funding_lines", "code", "title", "funder"),
  ]

  static let requests: [PersonalTable] = [
    .of(
      .household("rows.household = :id"), "requests", Text(fr: "Vos demandes", en: "Your requests"),
      [
        ("uses", .householdFile, Text(fr: "pour quoi faire", en: "what for")),
        ("times", .householdFile, Text(fr: "quand vous êtes disponible", en: "when you are free")),
      ], plain: "category", "channel", "state", "reason", "connection", "urgency", "needed_by", "meeting"),
    .of(.household(ofRequests), "request_edits", Text(fr: "Brouillons repris", en: "Drafts edited")),
    .of(
      .household(ofRequests), "request_needs",
      Text(fr: "Aide et formation demandées", en: "Help and training asked for"),
      [
        ("need", .householdFile, Text(fr: "sorte", en: "kind")),
        ("word", .householdFile, Text(fr: "besoin", en: "need")),
      ]),
    .of(.household(ofRequests), "request_notices", Text(fr: "Informations données", en: "Information given")),
    .of(
      .household(ofRequests), "request_missing", Text(fr: "Papiers demandés", en: "Papers asked for"),
      [("evidence", .householdFile, Text(fr: "papier", en: "paper"))]),
    .of(.household(ofRequests), "reservations", Text(fr: "Appareils gardés", en: "Devices kept"), plain: "until"),
    .of(
      .household(ofRequests), "request_appointments", Text(fr: "Rendez-vous", en: "Appointments"), plain: "day", "slot"),
    .of(
      .household(ofRequests), "request_tellings", Text(fr: "Ce qui a été dit au prescripteur", en: "What was told"),
      plain: "means"),
    .of(.household(ofRequests), "prescriptions", Text(fr: "Orientations", en: "Places you were sent to")),
    .of(
      .household(
        "rows.prescription IN (SELECT prescriptions.entry FROM prescriptions WHERE prescriptions.request IN "
          + "(SELECT requests.id FROM requests WHERE requests.household = :id))"),
      "prescription_outcomes", Text(fr: "Ce qu'ont donné les orientations", en: "What came of them"), plain: "outcome"),
    .of(
      .household("rows.household = :id"), "offer_answers", Text(fr: "Offres d'accès à Internet", en: "Internet offers"),
      plain: "offer", "answer"),
    .of(
      .household("rows.household = :id"), "lent_sims", Text(fr: "Cartes SIM prêtées", en: "SIM cards lent"),
      [("number", .householdFile, Text(fr: "numéro", en: "number"))], plain: "until"),
    .of(
      .household("rows.sim IN (SELECT lent_sims.id FROM lent_sims WHERE lent_sims.household = :id)"), "lent_sim_ends",
      Text(fr: "Prêts de cartes SIM finis", en: "Loans of SIM cards that ended"), plain: "outcome"),
    .of(
      .household(ofRequests), "request_steps", Text(fr: "Le chemin de vos demandes", en: "The way of your requests"),
      plain: "verb", "from_state", "to_state", "reason", "cause"),
    .of(
      .household(ofRequests), "decisions", Text(fr: "Les décisions", en: "The decisions"),
      [
        ("trace", .facts, Text(fr: "calcul", en: "calculation")),
        ("explanation_fr", .facts, Text(fr: "pourquoi", en: "why")),
        ("explanation_en", .facts, Text(fr: "pourquoi, en anglais", en: "why, in English")),
      ], plain: "programme", "version", "digest", "as_of", "outcome"),
    .of(
      .household(ofDecisions), "overrides", Text(fr: "Décidé autrement que les règles", en: "Decided otherwise"),
      [("reason", .householdFile, Text(fr: "raison", en: "reason"))], plain: "outcome"),
    .of(
      .household(ofDecisions), "contests", Text(fr: "Vos contestations", en: "What you contested"),
      [("reason", .householdFile, Text(fr: "raison", en: "reason"))], plain: "answer_by"),
    .of(
      .household("rows.contest IN (SELECT contests.entry FROM contests WHERE contests.decision IN (\(decisionIDs)))"),
      "confirmations", Text(fr: "Réponses à vos contestations", en: "Answers to what you contested"),
      [("reason", .householdFile, Text(fr: "raison", en: "reason"))]),
  ]

  static let loans: [PersonalTable] = [
    .of(.household(ofRequests), "funding_moves", Text(fr: "Aides reçues", en: "Aid received")),
    .of(
      .household("rows.household = :id"), "contracts", Text(fr: "Vos contrats", en: "Your contracts"), plain: "kind",
      "starts", "term", "accidental_loss", "state", "pace"),
    .of(
      .household(ofContracts), "contract_reasons", Text(fr: "Prêts sans demande", en: "Loans without a request"),
      [("reason", .householdFile, Text(fr: "raison", en: "reason"))]),
    .of(
      .household(ofContracts), "earlier_programmes", Text(fr: "Prêts d'avant Rebond", en: "Loans from before Rebond"),
      plain: "programme"),
    .of(.household(ofContracts), "contract_devices", Text(fr: "Autres appareils", en: "Other devices")),
    .of(.household(ofContracts), "contract_losses", Text(fr: "Appareils perdus", en: "Devices lost")),
    .of(
      .household(ofContracts), "contract_signatures", Text(fr: "Signatures", en: "Signatures"),
      [
        ("witness", .householdFile, Text(fr: "devant", en: "before")),
        ("representative", .householdFile, Text(fr: "représenté par", en: "represented by")),
      ], plain: "capacity"),
    .of(
      .household(ofContracts), "joint_borrowers", Text(fr: "Emprunteurs solidaires", en: "Joint borrowers"),
      [("name", .householdFile, Text(fr: "nom", en: "name"))]),
    .of(
      .household(ofContracts), "contract_instalments", Text(fr: "Échéances", en: "Instalments"), plain: "due_on"),
    // The papers themselves rest among the stored bytes, under their own term.
    .of(.household(ofContracts), "contract_papers", Text(fr: "Papiers signés", en: "Signed papers"), plain: "paper"),
    .of(.household(ofContracts), "contract_renewals", Text(fr: "Renouvellements", en: "Renewals"), plain: "term"),
    .of(.household(ofContracts), "payments", Text(fr: "Paiements", en: "Payments"), plain: "purpose", "means"),
    .of(
      .household(ofContracts), "exemptions", Text(fr: "Remises de dette", en: "Debts forgiven"),
      [("reason", .householdFile, Text(fr: "raison", en: "reason"))]),
    .of(
      .household(ofContracts), "incidents", Text(fr: "Incidents", en: "Incidents"),
      [("remark", .householdFile, Text(fr: "remarque", en: "remark"))], plain: "kind"),
    .of(
      .household(ofIncidents), "incident_complaints", Text(fr: "Plaintes", en: "Complaints"),
      [("reference", .householdFile, Text(fr: "numéro", en: "number"))]),
    .of(
      .household(ofIncidents), "incident_ends", Text(fr: "Fins d'incidents", en: "Ends of incidents"),
      [("remark", .householdFile, Text(fr: "remarque", en: "remark"))], plain: "outcome"),
    .of(
      .household(ofContracts), "life_events", Text(fr: "Évènements de la vie", en: "Events of life"), plain: "event"),
    .of(.household(ofRequests), "gathering_guests", Text(fr: "Remises collectives", en: "Gatherings")),
    .of(.household(ofRequests), "gathering_attendances", Text(fr: "Présences aux remises", en: "Who came")),
    .things("gatherings", "title", "planned_on"), .things("commission_days", "programme", "day"),
    .things("offer_catalogues", "id", "version", "body"),
    .of(
      .household(ofContracts), "contract_steps", Text(fr: "La vie de vos contrats", en: "The life of your contracts"),
      plain: "verb", "from_state", "to_state", "reason"),
    .of(.household(ofContracts), "contract_accessories", Text(fr: "Accessoires", en: "Accessories"), plain: "name"),
    .of(
      .household(ofContracts), "handovers", Text(fr: "Remises", en: "Hand-overs"),
      [("collector", .householdFile, Text(fr: "venu chercher", en: "collected by"))]),
    .of(
      .household(ofContracts), "take_backs", Text(fr: "Retours", en: "Returns"),
      [("remark", .householdFile, Text(fr: "remarque", en: "remark"))], plain: "condition", "reason", "files"),
    .of(.household(ofContracts), "missing_accessories", Text(fr: "Ce qui manquait", en: "What was missing")),
    .of(
      .household(ofContracts), "contract_dates", Text(fr: "Échéances suivies", en: "Days watched"), plain: "back_by",
      "unpaid_from", "kept_from"),
    .of(
      .household(ofContracts), "follow_ups", Text(fr: "Contacts prévus", en: "Contacts planned"), plain: "kind",
      "due_on"),
    .of(
      .household("rows.follow_up IN (\(followUpIDs))"), "follow_up_outcomes",
      Text(fr: "Ce qu'ont donné les contacts", en: "What came of the contacts"),
      [("note", .householdFile, Text(fr: "remarque", en: "remark"))], plain: "outcome", "until", "next"),
    .of(
      .household("rows.follow_up IN (\(followUpIDs))"), "follow_up_assignments",
      Text(fr: "Qui vous suit", en: "Who follows you")),
    .of(
      .household(ofContracts), "follow_up_tasks", Text(fr: "Contacts à venir", en: "Contacts to come"), plain: "due_on"),
    .of(
      .household("rows.household = :id"), "last_contacts", Text(fr: "Dernier contact", en: "Last contact"), plain: "day"
    ),
    .of(
      .household("rows.household = :id"), "training_attendances", Text(fr: "Formations", en: "Training"),
      plain: "module"),
    .of(.household("rows.household = :id"), "pix_levels", Text(fr: "Niveaux Pix", en: "Pix levels"), plain: "moment"),
    .of(
      .household("rows.household = :id"), "reminders", Text(fr: "Relances", en: "Reminders"), plain: "channel"),
    .of(
      .household(ofContracts), "reminder_contracts", Text(fr: "Ce qui a été rappelé", en: "What was reminded of"),
      plain: "kind", "since"),
    .of(
      .household("rows.reminder IN (SELECT reminders.id FROM reminders WHERE reminders.household = :id)"),
      "reminder_outcomes", Text(fr: "Ce que sont devenues les relances", en: "What became of reminders"),
      plain: "outcome"),
    .things("follow_up_plans", "id", "version", "programme", "digest", "body"),
    .of(
      .household("rows.household = :id"), "outcomes",
      Text(fr: "Badges, Pass, brochures", en: "Badges, passes, brochures"),
      plain: "outcome"),
    // A sheet of the survey names nobody.
    .things("outcome_plans", "id", "version", "body"), .things("survey_sheets", "plan", "version", "programme"),
    .things("survey_answers", "question", "choice"),
  ]

  private static let ofRequests = "rows.request IN (SELECT requests.id FROM requests WHERE requests.household = :id)"
  private static let ofContracts =
    "rows.contract IN (SELECT contracts.id FROM contracts WHERE contracts.household = :id)"
  private static let ofIncidents =
    "rows.incident IN (SELECT incidents.id FROM incidents WHERE incidents.contract IN "
    + "(SELECT contracts.id FROM contracts WHERE contracts.household = :id))"
  private static let decisionIDs = """
    SELECT decisions.id FROM decisions JOIN requests ON requests.id = decisions.request WHERE requests.household = :id
    """
  private static let ofDecisions = "rows.decision IN (\(decisionIDs))"
  private static let followUpIDs = """
    SELECT follow_ups.id FROM follow_ups JOIN contracts ON contracts.id = follow_ups.contract
    WHERE contracts.household = :id
    """
}
