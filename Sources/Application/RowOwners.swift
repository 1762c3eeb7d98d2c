import Kernel
import Storage

/// Which acts may have made the rows of each table, whom those acts are about, and who did them: a row that says otherwise was
/// put there, or changed, by a hand outside Rebond.
struct RowOwner {
  /// The table; each row names its entry of the journal.
  let table: String
  /// The acts whose rows they can be.
  let actions: [Action]
  /// Whether the act is about what the row is about, over `rows` and `journal`.
  let subject: String
  /// The column that says who did it, where there is one.
  var actor: String?

  /// The table's rows that rest on entries they cannot be of.
  func faults(in reader: Reader) throws -> [Text] {
    let actors: SQL = actor.map { "OR rows.\(SQL(stringLiteral: $0)) <> journal.actor" } ?? ""
    return try reader.all(
      """
      SELECT rows.entry AS entry FROM \(SQL(stringLiteral: table)) AS rows
      LEFT JOIN journal ON journal.sequence = rows.entry
      WHERE journal.action IS NULL OR journal.action NOT IN (\(list: actions.map(\.rawValue)))
        OR NOT coalesce(\(SQL(stringLiteral: subject)), FALSE) \(actors)
      ORDER BY rows.entry LIMIT 5
      """
    ).map { row in
      let entry: EntryID = try row["entry"]
      return Text(
        fr: "Une ligne de « \(table) » se réclame de l'entrée \(entry), qui n'en fait pas.",
        en: "A row of “\(table)” claims to be of entry \(entry), which makes none.")
    }
  }
}

extension RowOwner {
  /// The rows of the whole database that rest on entries they cannot be of.
  static func faults(in reader: Reader) throws -> [Text] { try all.flatMap { try $0.faults(in: reader) } }

  /// Every table whose rows name an entry.
  static let all: [RowOwner] = [
    RowOwner(table: "instance", actions: [.foundInstance], subject: "TRUE"),
    RowOwner(
      table: "people", actions: [.foundInstance, .registerPerson],
      subject: "journal.action = 'instance.found' OR \(isAbout("person", "rows.id"))"),
    RowOwner(table: "badges", actions: [.giveBadge], subject: isAbout("person", "rows.person")),
    RowOwner(table: "structures", actions: [.registerStructure], subject: isAbout("structure", "rows.id")),
    RowOwner(table: "places", actions: [.registerPlace], subject: isAbout("place", "rows.id")),
    RowOwner(
      table: "structure_tellings", actions: [.registerStructure, .tellStructure, .joinChain, .leaveChain, .correct],
      subject: "\(isAbout("structure", "rows.structure")) OR \(isCorrection)"),
    RowOwner(
      table: "place_tellings", actions: [.tellPlace, .correct],
      subject: "\(isAbout("place", "rows.place")) OR \(isCorrection)"),
    RowOwner(table: "person_tellings", actions: [.tellPerson], subject: isAbout("person", "rows.person")),
    RowOwner(table: "territory_editions", actions: [.importTerritory], subject: isAbout("instance", "1")),
    RowOwner(table: "communes", actions: [.importTerritory], subject: isAbout("instance", "1")),
    RowOwner(table: "zones", actions: [.importTerritory], subject: isAbout("instance", "1")),
    RowOwner(table: "zone_communes", actions: [.importTerritory], subject: isAbout("instance", "1")),
    RowOwner(table: "commune_indices", actions: [.importTerritory], subject: isAbout("instance", "1")),
    RowOwner(table: "structure_statuses", actions: [.fileStatus], subject: isAbout("structure", "rows.structure")),
    RowOwner(table: "gisements", actions: [.registerDonor], subject: isAbout("donor", "rows.id")),
    RowOwner(
      table: "individuals", actions: [.registerDonor, .correct],
      subject: "\(isAbout("donor", "rows.donor")) OR \(isCorrection)"),
    RowOwner(table: "gisement_stages", actions: [.registerDonor, .moveDonor], subject: isAbout("donor", "rows.donor")),
    RowOwner(table: "prospectings", actions: [.tellDonor], subject: isAbout("donor", "rows.donor")),
    RowOwner(table: "contributions", actions: [.recordContribution], subject: isAbout("donor", "rows.donor")),
    RowOwner(table: "conventions", actions: [.signConvention], subject: isAbout("convention", "rows.id")),
    RowOwner(
      table: "convention_papers", actions: [.signConvention, .fileConvention],
      subject: isAbout("convention", "rows.convention")),
    RowOwner(table: "donations", actions: announcing, subject: isAbout("donation", "rows.id")),
    RowOwner(
      table: "donation_lines", actions: announcing + [.receiveDevice, .receiveAgain],
      subject: """
        \(isAbout("donation", "rows.donation"))
        OR EXISTS (SELECT 1 FROM arrivals WHERE arrivals.donation_line = rows.id AND arrivals.entry = rows.entry
          AND \(isAbout("device", "arrivals.device")))
        """),
    RowOwner(table: "appointments", actions: [.appointCollection], subject: isAbout("donation", "rows.donation")),
    RowOwner(table: "donation_closings", actions: [.closeDonation], subject: isAbout("donation", "rows.donation")),
    RowOwner(table: "donation_terms", actions: [.correct], subject: isCorrection),
    RowOwner(table: "sale_prices", actions: [.correct], subject: isCorrection),
    RowOwner(table: "tax_receipts", actions: [.issueReceipt], subject: isAbout("donation", "rows.donation")),
    RowOwner(
      table: "announced_items", actions: [.importDonation],
      subject: """
        EXISTS (SELECT 1 FROM donation_lines JOIN donations ON donations.id = donation_lines.donation
          WHERE donation_lines.id = rows.donation_line
          AND (\(isAbout("donor", "donations.donor")) OR EXISTS (SELECT 1 FROM donations AS announced
            WHERE announced.entry = rows.entry AND announced.donor = donations.donor
            AND \(isAbout("donation", "announced.id")))))
        """),
    RowOwner(
      table: "unnumbered_things", actions: [.enterDevice],
      subject: """
        EXISTS (SELECT 1 FROM arrivals
          WHERE arrivals.entry = rows.entry AND arrivals.donation_line = rows.donation_line)
        """),
    RowOwner(table: "list_imports", actions: [.importDonation, .importStock, .importLoans], subject: "TRUE"),
    RowOwner(
      table: "movements",
      actions: [
        .receiveDevice, .enterDevice, .startWork, .releaseDevice, .reopenWork, .allocateDevice, .cancelAllocation,
        .cancelContract, .recordHandOver, .recordReturn, .receiveAgain, .giveDevice, .harvestDevice, .recycleDevice,
        .sellDevice, .giveBackDevice, .loseDevice, .findDevice, .bringIn, .handBack, .joinContract,
        .signContract, .enterLoan,
      ],
      subject: """
        \(isAbout("device", "rows.device"))
        OR EXISTS (SELECT 1 FROM request_steps AS step LEFT JOIN request_steps AS before ON before.entry = step.previous
          WHERE step.entry = rows.entry AND \(isAbout("request", "step.request"))
          AND rows.device IN (step.device, before.device))
        OR EXISTS (SELECT 1 FROM contract_steps AS step JOIN contracts ON contracts.id = step.contract
          WHERE step.entry = rows.entry AND \(isAbout("contract", "contracts.id")) AND contracts.device = rows.device)
        OR \(isOfContractWithDevice)
        """),
    readinessProofs, visitorQuotes, visitorAnswers,
    RowOwner(table: "redonations", actions: [.receiveAgain], subject: isAbout("device", "rows.device")),
    RowOwner(
      table: "departures",
      actions: [
        .giveDevice, .harvestDevice, .recycleDevice, .sellDevice, .giveBackDevice, .loseDevice, .recordHandOver,
      ],
      subject: "\(isAbout("device", "rows.device")) OR \(isOfContractOnDevice) OR \(isOfContractWithDevice)"),
    RowOwner(
      table: "custodies",
      actions: [
        .receiveDevice, .enterDevice, .receiveAgain, .transferDevice, .entrustDevice, .giveDevice, .sellDevice,
        .giveBackDevice,
      ],
      subject: isAbout("device", "rows.device")),
    RowOwner(
      table: "device_particulars", actions: [.receiveDevice, .receiveAgain, .enterDevice, .tellDevice],
      subject: isAbout("device", "rows.device")),
    RowOwner(
      table: "device_places", actions: [.enterDevice, .tellDevice, .moveDevice],
      subject: isAbout("device", "rows.device")),
    RowOwner(
      table: "device_identities", actions: evidence + [.receiveDevice, .enterDevice, .identifyDevice],
      subject: "\(isAbout("device", "rows.device")) OR \(isOfReportAboutDevice)"),
    RowOwner(
      table: "media", actions: evidence + [.attestErasure],
      subject: "\(isSeenInTheAct("rows.id")) OR \(isFittedInTheAct("rows.id"))"),
    RowOwner(
      table: "medium_descriptions", actions: evidence + [.answerMedium, .attestErasure],
      subject:
        "\(isFittedInTheAct("rows.medium")) OR \(isAbout("medium", "rows.medium")) OR \(isSeenInTheAct("rows.medium"))"),
    RowOwner(
      table: "fittings", actions: evidence + [.answerMedium, .attestErasure, .removeMedium],
      subject: "\(isAbout("device", "rows.device")) OR \(isAbout("medium", "rows.medium")) OR \(isOfReportAboutDevice)"),
    RowOwner(table: "locations", actions: [.addLocation], subject: isAbout("location", "rows.id")),
    RowOwner(table: "device_locations", actions: [.moveDevice], subject: isAbout("device", "rows.device")),
    RowOwner(table: "kit_items", actions: [.changeKit], subject: isAbout("device", "rows.device")),
    RowOwner(table: "stock_moves", actions: [.changeKit, .countStock, .lendSIM, .endSIM], subject: "TRUE"),
    RowOwner(table: "stock_thresholds", actions: [.setThreshold], subject: isAbout("instance", "1")),
    RowOwner(table: "shipments", actions: [.sendDevices], subject: isAbout("shipment", "rows.id")),
    RowOwner(table: "shipment_items", actions: [.sendDevices], subject: isAbout("shipment", "rows.shipment")),
    RowOwner(table: "shipment_arrivals", actions: [.receiveShipment], subject: isAbout("shipment", "rows.shipment")),
    RowOwner(table: "stocktakes", actions: [.beginStockTake], subject: isAbout("stocktake", "rows.id")),
    RowOwner(table: "stocktake_scans", actions: [.seeInStockTake], subject: isAbout("stocktake", "rows.stocktake")),
    RowOwner(table: "stocktake_ends", actions: [.applyStockTake], subject: isAbout("stocktake", "rows.stocktake")),
    RowOwner(table: "routes", actions: [.startWork], subject: "TRUE"),
    RowOwner(table: "rounds", actions: [.startWork], subject: isAbout("device", "rows.device")),
    RowOwner(table: "round_closings", actions: [.releaseDevice], subject: isAboutRound),
    RowOwner(
      table: "round_reopenings", actions: [.reopenWork],
      subject: isAbout(
        "device",
        "(SELECT rounds.device FROM round_closings JOIN rounds ON rounds.entry = round_closings.opening "
          + "WHERE round_closings.entry = rows.closing)")),
    RowOwner(table: "checks", actions: [.recordCheck], subject: isAboutRound, actor: "done_by"),
    RowOwner(table: "triages", actions: [.sortDevice], subject: isAboutRound),
    RowOwner(
      table: "repairs", actions: [.openRepair],
      subject: "\(isAbout("device", "rows.device")) OR \(isAbout("visitor", "rows.visitor"))"),
    RowOwner(table: "repair_ends", actions: [.closeRepair], subject: isAboutRepaired("rows.repair")),
    RowOwner(table: "visitors", actions: [.takeVisitor], subject: isAbout("visitor", "rows.id")),
    RowOwner(table: "visitor_media", actions: [.takeVisitor], subject: isAbout("visitor", "rows.visitor")),
    RowOwner(table: "visitor_returns", actions: [.returnVisitor], subject: isAbout("visitor", "rows.visitor")),
    RowOwner(table: "visitor_losses", actions: [.loseVisitor], subject: isAbout("visitor", "rows.visitor")),
    RowOwner(
      table: "visitor_finds", actions: [.findVisitor],
      subject: isAbout("visitor", "(SELECT visitor FROM visitor_losses WHERE visitor_losses.entry = rows.loss)")),
    RowOwner(
      table: "parts", actions: [.takePart, .usePart],
      subject: """
        \(isAbout("part", "rows.id")) OR EXISTS (SELECT 1 FROM part_uses WHERE part_uses.part = rows.id
          AND part_uses.entry = rows.entry AND \(isAboutRepaired("part_uses.repair")))
        """),
    RowOwner(table: "part_uses", actions: [.usePart], subject: isAboutRepaired("rows.repair")),
    RowOwner(
      table: "alarms", actions: evidence + [.loseDevice, .loseMedium, .loseVisitor],
      subject: "\(isAbout("device", "rows.device")) OR \(isAbout("evidence", "rows.report")) "
        + "OR \(isAbout("medium", "rows.medium")) OR \(isAbout("visitor", "rows.visitor"))"),
    RowOwner(table: "alarm_settlements", actions: [.settleAlarm], subject: isAbout("alarm", "rows.alarm")),
    RowOwner(table: "grades", actions: [.gradeDevice], subject: isAboutRound),
    RowOwner(table: "media_absences", actions: [.attestNoMedium], subject: isAboutRound),
    RowOwner(table: "evidence_reports", actions: [.importEvidence], subject: isAbout("evidence", "rows.id")),
    RowOwner(table: "evidence_readings", actions: [.rereadEvidence], subject: isAbout("evidence", "rows.report")),
    RowOwner(
      table: "erasure_withdrawals", actions: [.rereadEvidence],
      subject: isAbout("evidence", "(SELECT report FROM erasures WHERE erasures.id = rows.erasure)")),
    RowOwner(table: "evidence_attachments", actions: evidence, subject: isAbout("evidence", "rows.report")),
    RowOwner(
      table: "annulment_acceptances", actions: [.acceptAnnulment], subject: isAbout("device", "rows.device"),
      actor: "accepted_by"),
    RowOwner(
      table: "erasures", actions: evidence + [.attestErasure, .vouchClock],
      subject: """
        (\(isAbout("evidence", "rows.report")) AND \(isOfReportAboutDevice))
        OR (rows.report IS NULL AND \(isAbout("device", "rows.device")))
        """, actor: "recorded_by"),
    RowOwner(table: "medium_removals", actions: [.removeMedium], subject: isAbout("medium", "rows.medium")),
    RowOwner(table: "medium_departures", actions: [.handOverMedium], subject: isAbout("medium", "rows.medium")),
    RowOwner(table: "attendances", actions: [.attend], subject: isAbout("person", "rows.person")),
    RowOwner(table: "recycling_lots", actions: [.recycleLot], subject: isAbout("structure", "rows.recycler")),
    RowOwner(
      table: "recycling_items", actions: [.recycleDevice, .handOverMedium, .recyclePart],
      subject:
        "\(isAbout("device", "rows.device")) OR \(isAbout("medium", "rows.medium")) OR \(isAbout("part", "rows.part"))"),
    RowOwner(table: "device_systems", actions: [.tellSystem], subject: isAbout("device", "rows.device")),
    RowOwner(table: "workshop_policies", actions: [.adoptPolicy], subject: isAbout("instance", "1")),
    RowOwner(table: "medium_losses", actions: [.loseMedium], subject: isAbout("medium", "rows.medium")),
    RowOwner(
      table: "medium_finds", actions: [.findMedium],
      subject: isAbout("medium", "(SELECT medium FROM medium_losses WHERE medium_losses.entry = rows.loss)")),
    RowOwner(
      table: "media_clearances",
      actions: [.entrustDevice, .giveDevice, .recycleDevice, .sellDevice, .giveBackDevice, .recordHandOver],
      subject: "\(isAbout("device", "rows.device")) OR \(isOfContractOnDevice)"),
    RowOwner(
      table: "erasure_validations", actions: [.validateErasure],
      subject: """
        \(isAbout("instance", "1")) OR EXISTS (SELECT 1 FROM erasures JOIN fittings ON fittings.medium = erasures.medium
          WHERE erasures.id = rows.erasure AND \(isAbout("device", "fittings.device")))
        """, actor: "validated_by"),
    RowOwner(table: "wiping_stations", actions: [.declareStation], subject: isAbout("entry", "rows.entry")),
    RowOwner(table: "households", actions: [.registerHousehold], subject: isAbout("household", "rows.id")),
    RowOwner(
      table: "forgettings", actions: [.anonymise],
      subject: """
        journal.subject = rows.subject
        OR EXISTS (SELECT 1 FROM requests WHERE rows.subject = 'request:' || requests.id
          AND \(isAbout("household", "requests.household")))
        OR EXISTS (SELECT 1 FROM contracts WHERE rows.subject = 'contract:' || contracts.id
          AND \(isAbout("household", "contracts.household")))
        OR \(isAbout("household", "substr(rows.subject, 7)")) AND rows.subject LIKE 'facts:%'
        OR \(isAbout("contract", "substr(rows.subject, 8)")) AND rows.subject LIKE 'papers:%'
        OR EXISTS (SELECT 1 FROM contract_papers WHERE rows.subject = 'bytes:' || lower(hex(contract_papers.paper))
          AND \(isAbout("contract", "contract_papers.contract")))
        """),
    RowOwner(table: "attendance_purges", actions: [.purgeAttendance], subject: isAbout("instance", "1")),
    RowOwner(table: "attendance_totals", actions: [.purgeAttendance], subject: isAbout("instance", "1")),
    RowOwner(table: "access_purges", actions: [.purgeAccesses], subject: isAbout("instance", "1")),
    RowOwner(
      table: "household_profiles", actions: [.registerHousehold, .rectifyHousehold, .correct],
      subject: "\(isAbout("household", "rows.household")) OR \(isCorrection)"),
    RowOwner(
      table: "household_facts", actions: [.recordFact, .correct],
      subject: "\(isAbout("household", "rows.household")) OR \(isCorrection)", actor: "checked_by"),
    RowOwner(table: "programmes", actions: [.adoptProgramme], subject: isAbout("instance", "1")),
    RowOwner(table: "requests", actions: [.submitRequest, .draftRequest], subject: isAbout("request", "rows.id")),
    RowOwner(table: "request_edits", actions: [.editRequest], subject: isAbout("request", "rows.request")),
    RowOwner(
      table: "request_needs", actions: [.submitRequest, .draftRequest, .editRequest],
      subject: isAbout("request", "rows.request")),
    RowOwner(
      table: "request_notices", actions: [.submitRequest, .draftRequest, .giveNotice],
      subject: isAbout("request", "rows.request")),
    RowOwner(table: "request_missing", actions: [.askPapers], subject: isAbout("request", "rows.request")),
    RowOwner(table: "reservations", actions: [.allocateDevice], subject: isAbout("request", "rows.request")),
    RowOwner(table: "request_appointments", actions: [.appointHandOver], subject: isAbout("request", "rows.request")),
    RowOwner(table: "prescriptions", actions: [.prescribe], subject: isAbout("request", "rows.request")),
    RowOwner(
      table: "prescription_outcomes", actions: [.recordPrescription],
      subject: isAbout(
        "request", "(SELECT prescriptions.request FROM prescriptions WHERE prescriptions.entry = rows.prescription)")),
    RowOwner(table: "request_tellings", actions: [.tellPrescriber], subject: isAbout("request", "rows.request")),
    RowOwner(table: "commission_days", actions: [.conveneCommission], subject: isAbout("instance", "1")),
    RowOwner(table: "offer_catalogues", actions: [.adoptOffers], subject: isAbout("instance", "1")),
    RowOwner(table: "offer_answers", actions: [.answerOffer], subject: isAbout("household", "rows.household")),
    RowOwner(table: "earlier_programmes", actions: [.enterLoan], subject: isAbout("contract", "rows.contract")),
    RowOwner(table: "outcome_plans", actions: [.adoptOutcomes], subject: isAbout("instance", "1")),
    RowOwner(
      table: "outcomes", actions: [.recordOutcome],
      subject:
        "(rows.household IS NULL AND journal.subject = 'instance:1') OR \(isAbout("household", "rows.household"))"),
    RowOwner(table: "survey_sheets", actions: [.enterSurvey], subject: isAbout("instance", "1")),
    RowOwner(table: "survey_answers", actions: [.enterSurvey], subject: isAbout("instance", "1")),
    RowOwner(table: "lent_sims", actions: [.lendSIM], subject: isAbout("household", "rows.household")),
    RowOwner(
      table: "lent_sim_ends", actions: [.endSIM],
      subject: isAbout("household", "(SELECT household FROM lent_sims WHERE lent_sims.id = rows.sim)")),
    RowOwner(table: "decisions", actions: [.decideRequest], subject: isAbout("request", "rows.request")),
    RowOwner(table: "funding_lines", actions: [.openFunding], subject: isAbout("instance", "1")),
    RowOwner(
      table: "funding_moves", actions: [.openFunding, .grantFunding, .spendFunding], subject: isAbout("instance", "1")),
    RowOwner(table: "overrides", actions: [.overrideDecision], subject: isAboutRequest(of: "rows.decision")),
    RowOwner(table: "contests", actions: [.contestDecision], subject: isAboutRequest(of: "rows.decision")),
    RowOwner(
      table: "confirmations", actions: [.confirmDecision],
      subject: isAboutRequest(of: "(SELECT contests.decision FROM contests WHERE contests.entry = rows.contest)")),
    RowOwner(
      table: "request_steps",
      actions: [
        .decideRequest, .allocateDevice, .cancelAllocation, .recordHandOver, .refuseRequest, .withdrawRequest,
        .cancelContract, .overrideDecision, .contestDecision, .confirmDecision, .submitRequest, .askPapers,
        .completeRequest, .reorientRequest, .appointHandOver, .enterLoan,
      ],
      subject: """
        \(isAbout("request", "rows.request"))
        OR EXISTS (SELECT 1 FROM contracts WHERE contracts.request = rows.request AND \(isAbout("contract", "contracts.id")))
        """),
    RowOwner(table: "contracts", actions: [.signContract], subject: isAbout("contract", "rows.id")),
    RowOwner(
      table: "contract_steps",
      actions: [
        .recordHandOver, .recordReturn, .cancelContract, .loseDevice, .renewContract, .convertContract, .enterLoan,
      ],
      subject: """
        \(isAbout("contract", "rows.contract"))
        OR \(isAbout("device", "(SELECT lost.device FROM contract_losses AS lost WHERE lost.entry = rows.entry)"))
        """),
    RowOwner(table: "contract_devices", actions: [.joinContract], subject: isAbout("contract", "rows.contract")),
    RowOwner(table: "contract_losses", actions: [.loseDevice], subject: isAbout("device", "rows.device")),
    RowOwner(table: "handovers", actions: handing, subject: isAbout("contract", "rows.contract")),
    RowOwner(table: "take_backs", actions: [.recordReturn], subject: isAbout("contract", "rows.contract")),
    RowOwner(table: "contract_renewals", actions: [.renewContract], subject: isAbout("contract", "rows.contract")),
    RowOwner(
      table: "contract_papers", actions: [.printContract, .fileContract], subject: isAbout("contract", "rows.contract")),
    RowOwner(table: "payments", actions: [.recordPayment], subject: isAbout("contract", "rows.contract")),
    RowOwner(table: "exemptions", actions: [.exemptPayment], subject: isAbout("contract", "rows.contract")),
    RowOwner(table: "incidents", actions: [.recordIncident], subject: isAbout("contract", "rows.contract")),
    RowOwner(
      table: "incident_complaints", actions: [.recordComplaint], subject: isAbout("contract", incidentContract)),
    RowOwner(
      table: "incident_ends", actions: [.settleIncident, .exchangeDevice],
      subject: isAbout("contract", incidentContract)),
    RowOwner(table: "life_events", actions: [.recordLifeEvent], subject: isAbout("contract", "rows.contract")),
    RowOwner(table: "gatherings", actions: [.planGathering], subject: isAbout("place", "rows.place")),
    RowOwner(table: "gathering_guests", actions: [.inviteToGathering], subject: isAbout("place", gatheringPlace)),
    RowOwner(table: "gathering_attendances", actions: [.attendGathering], subject: isAbout("place", gatheringPlace)),
    RowOwner(table: "missing_accessories", actions: [.recordReturn], subject: isAbout("contract", "rows.contract")),
    RowOwner(table: "follow_ups", actions: handing + [.renewContract], subject: isAbout("contract", "rows.contract")),
    RowOwner(
      table: "follow_up_outcomes", actions: [.recordFollowUp],
      subject: isAbout("contract", "(SELECT contract FROM follow_ups WHERE follow_ups.id = rows.follow_up)")),
    RowOwner(
      table: "follow_up_assignments", actions: [.assignFollowUp, .recordHandOver],
      subject: isAbout("contract", "(SELECT contract FROM follow_ups WHERE follow_ups.id = rows.follow_up)")),
    RowOwner(
      table: "training_attendances", actions: [.recordTraining], subject: isAbout("household", "rows.household")),
    RowOwner(table: "pix_levels", actions: [.recordPix], subject: isAbout("household", "rows.household")),
    RowOwner(table: "reminders", actions: [.prepareReminder], subject: isAbout("household", "rows.household")),
    RowOwner(
      table: "reminder_outcomes", actions: [.prepareReminder, .settleReminder],
      subject: isAbout("household", "(SELECT household FROM reminders WHERE reminders.id = rows.reminder)")),
    RowOwner(table: "follow_up_plans", actions: [.adoptPlan], subject: isAbout("instance", "1")),
    RowOwner(table: "label_wishes", actions: [.wishLabel], subject: isAbout("device", "rows.device")),
    RowOwner(table: "label_jobs", actions: [.renderLabels], subject: isAbout("instance", "1")),
    RowOwner(
      table: "label_sendings", actions: [.renderLabels, .sendLabels],
      subject: "(journal.subject = 'instance:1' AND rows.job = rows.entry) OR \(isAbout("entry", "rows.job"))"),
    RowOwner(table: "label_calibrations", actions: [.calibratePrinter], subject: isAbout("instance", "1")),
    RowOwner(table: "reserved_codes", actions: [.reserveCodes], subject: isAbout("instance", "1")),
    RowOwner(table: "corrections", actions: [.correct], subject: isAbout("entry", "rows.corrected")),
  ]
}
