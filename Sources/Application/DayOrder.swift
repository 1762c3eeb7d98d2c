import Kernel
import Storage
import Supply

/// The order of days between acts that follow one another; a corrected day keeps it.
enum DayOrder {
  /// Checks an act, as corrected, against those before and after it.
  ///
  /// - Throws: ``CorrectionFailure/outOfOrder(_:day:other:otherDay:)`` with the first that would be out of order,
  ///   ``SupplyFailure/outsideConvention(_:day:)``, ``SupplyFailure/endsBeforeSigned(signed:ends:)``.
  static func check(_ entry: EntryID, in reader: Reader) throws {
    let row = try broken(where: "(pairs.earlier = \(entry) OR pairs.later = \(entry))", atMost: 1, in: reader).first
    guard let row else { return try checkTerms(entry, in: reader) }
    let (earlier, later): (EntryID, EntryID) = (try row["earlier"], try row["later"])
    let (earlierDay, laterDay): (Day, Day) = (try row["earlier_day"], try row["later_day"])
    throw earlier == entry
      ? CorrectionFailure.outOfOrder(entry, day: earlierDay, other: later, otherDay: laterDay)
      : CorrectionFailure.outOfOrder(entry, day: laterDay, other: earlier, otherDay: earlierDay)
  }

  /// The first pairs of the whole database that are out of order.
  static func faults(in reader: Reader) throws -> [Text] {
    try broken(where: "1 = 1", atMost: 5, in: reader).map { row in
      let (earlier, later): (EntryID, EntryID) = (try row["earlier"], try row["later"])
      let (earlierDay, laterDay): (Day, Day) = (try row["earlier_day"], try row["later_day"])
      return Text(
        fr:
          "L'entrée \(later) (\(laterDay.text.fr)) suit l'entrée \(earlier), qui est d'un jour d'après (\(earlierDay.text.fr)).",
        en:
          "Entry \(later) (\(laterDay.text.en)) follows entry \(earlier), which is of a later day (\(earlierDay.text.en))."
      )
    }
  }

  private static func broken(where condition: SQL, atMost count: Int, in reader: Reader) throws -> [Row] {
    try reader.all(
      """
      WITH pairs (earlier, later) AS (\(pairs))
      SELECT pairs.earlier, pairs.later, before.day AS earlier_day, after.day AS later_day
      FROM pairs JOIN acts AS before ON before.entry = pairs.earlier JOIN acts AS after ON after.entry = pairs.later
      WHERE \(condition) AND before.annulled = 0 AND after.annulled = 0 AND before.day > after.day
      ORDER BY pairs.later LIMIT \(count)
      """)
  }

  /// Checks that conventions still end after they were signed, and gifts still fall under their term.
  private static func checkTerms(_ entry: EntryID, in reader: Reader) throws {
    let row = try reader.first(
      """
      SELECT conventions.reference, conventions.ends_on, acts.day, acts.entry <> conventions.entry AS is_gift
      FROM conventions
      LEFT JOIN gifts AS donations ON donations.convention = conventions.id
      JOIN acts ON acts.entry IN (conventions.entry, donations.entry)
      WHERE \(entry) IN (conventions.entry, donations.entry) AND acts.annulled = 0 AND acts.day > conventions.ends_on
      ORDER BY acts.entry LIMIT 1
      """)
    guard let row else { return }
    let (reference, ends, day): (String, Day, Day) = (try row["reference"], try row["ends_on"], try row["day"])
    throw try row["is_gift"]
      ? SupplyFailure.outsideConvention(reference, day: day)
      : SupplyFailure.endsBeforeSigned(signed: day, ends: ends)
  }

  /// Each act with one that comes before it.
  private static let pairs: SQL = """
    SELECT told.entry, later.entry FROM structure_tellings AS told JOIN structure_tellings AS later
      ON later.structure = told.structure AND later.aspect = told.aspect AND later.entry > told.entry
    WHERE told.aspect = 'partner'
    UNION ALL SELECT stage.entry, later.entry FROM gisement_stages AS stage
    JOIN gisement_stages AS later ON later.donor = stage.donor AND later.entry > stage.entry
    UNION ALL SELECT conventions.entry, donations.entry FROM conventions
    JOIN gifts AS donations ON donations.convention = conventions.id
    UNION ALL SELECT donations.entry, arrivals.entry FROM donations
    JOIN donation_lines ON donation_lines.donation = donations.id
    JOIN arrivals ON arrivals.donation_line = donation_lines.id
    UNION ALL SELECT donations.entry, tax_receipts.entry FROM donations
    JOIN tax_receipts ON tax_receipts.donation = donations.id
    UNION ALL SELECT movements.previous, movements.entry FROM movements WHERE movements.previous IS NOT NULL
    UNION ALL SELECT movements.entry, evidence_attachments.entry FROM movements
    JOIN evidence_attachments ON evidence_attachments.device = movements.device
    WHERE movements.previous IS NULL
    UNION ALL SELECT rounds.entry, checks.entry FROM rounds JOIN checks ON checks.opening = rounds.entry
    UNION ALL SELECT rounds.entry, grades.entry FROM rounds JOIN grades ON grades.opening = rounds.entry
    UNION ALL SELECT rounds.entry, media_absences.entry FROM rounds
    JOIN media_absences ON media_absences.opening = rounds.entry
    UNION ALL SELECT checks.entry, round_closings.entry FROM checks
    JOIN round_closings ON round_closings.opening = checks.opening AND round_closings.entry > checks.entry
    UNION ALL SELECT grades.entry, round_closings.entry FROM grades
    JOIN round_closings ON round_closings.opening = grades.opening AND round_closings.entry > grades.entry
    UNION ALL SELECT media_absences.entry, round_closings.entry FROM media_absences
    JOIN round_closings ON round_closings.opening = media_absences.opening
      AND round_closings.entry > media_absences.entry
    UNION ALL SELECT round_reopenings.entry, work.entry FROM round_reopenings
    JOIN round_closings ON round_closings.entry = round_reopenings.closing
    JOIN (SELECT opening, entry FROM checks UNION ALL SELECT opening, entry FROM grades
      UNION ALL SELECT opening, entry FROM media_absences) AS work
      ON work.opening = round_closings.opening AND work.entry > round_reopenings.entry
    UNION ALL SELECT household_facts.entry, decisions.entry FROM household_facts
    JOIN requests ON requests.household = household_facts.household
    JOIN decisions ON decisions.request = requests.id AND decisions.entry > household_facts.entry
    UNION ALL SELECT erasures.entry, erasure_validations.entry FROM erasures
    JOIN erasure_validations ON erasure_validations.erasure = erasures.id
    UNION ALL SELECT erasure_validations.entry, round_closings.entry FROM erasure_validations
    JOIN erasures ON erasures.id = erasure_validations.erasure
    JOIN rounds ON rounds.device = erasures.device AND rounds.number = erasures.round
    JOIN round_closings ON round_closings.opening = rounds.entry
      AND round_closings.entry > erasure_validations.entry
    UNION ALL SELECT medium_removals.entry, medium_losses.entry FROM medium_removals
    JOIN medium_losses ON medium_losses.medium = medium_removals.medium AND medium_losses.entry > medium_removals.entry
    UNION ALL SELECT movements.entry, device_systems.entry FROM movements
    JOIN device_systems ON device_systems.device = movements.device WHERE movements.previous IS NULL
    UNION ALL SELECT recycling_lots.entry, recycling_items.entry FROM recycling_lots
    JOIN recycling_items ON recycling_items.lot = recycling_lots.id
    UNION ALL SELECT donations.entry, donation_closings.entry FROM donations
    JOIN donation_closings ON donation_closings.donation = donations.id
    UNION ALL SELECT visitors.entry, visitor_losses.entry FROM visitors
    JOIN visitor_losses ON visitor_losses.visitor = visitors.id
    UNION ALL SELECT visitors.entry, visitor_quotes.entry FROM visitors
    JOIN visitor_quotes ON visitor_quotes.visitor = visitors.id
    UNION ALL SELECT visitor_answers.quote, visitor_answers.entry FROM visitor_answers
    UNION ALL SELECT visitor_finds.loss, visitor_finds.entry FROM visitor_finds
    UNION ALL SELECT medium_finds.loss, medium_finds.entry FROM medium_finds
    UNION ALL SELECT shipments.entry, shipment_arrivals.entry FROM shipments
    JOIN shipment_arrivals ON shipment_arrivals.shipment = shipments.id
    UNION ALL SELECT requests.entry, decisions.entry FROM requests JOIN decisions ON decisions.request = requests.id
    UNION ALL SELECT programmes.entry, decisions.entry FROM programmes JOIN decisions
      ON decisions.programme = programmes.id AND decisions.version = programmes.version
    WHERE programmes.entry = (SELECT min(others.entry) FROM programmes AS others JOIN acts ON acts.entry = others.entry
      WHERE others.id = programmes.id AND others.version = programmes.version AND acts.annulled = 0)
    UNION ALL SELECT decisions.entry, overrides.entry FROM overrides JOIN decisions ON decisions.id = overrides.decision
    UNION ALL SELECT decisions.entry, contests.entry FROM contests JOIN decisions ON decisions.id = contests.decision
    UNION ALL SELECT funding_lines.entry, funding_moves.entry FROM funding_moves
    JOIN funding_lines ON funding_lines.id = funding_moves.line
    UNION ALL SELECT prescription_outcomes.prescription, prescription_outcomes.entry FROM prescription_outcomes
    UNION ALL SELECT confirmations.contest, confirmations.entry FROM confirmations
    UNION ALL SELECT requests.entry, request_steps.entry FROM requests
    JOIN request_steps ON request_steps.request = requests.id
    UNION ALL SELECT request_steps.previous, request_steps.entry FROM request_steps
    WHERE request_steps.previous IS NOT NULL
    UNION ALL SELECT request_steps.entry, contracts.entry FROM contracts
    JOIN request_steps ON request_steps.request = contracts.request AND request_steps.verb = 'allocate'
      AND request_steps.entry < contracts.entry
    UNION ALL SELECT follow_ups.entry, follow_up_outcomes.entry FROM follow_ups
    JOIN follow_up_outcomes ON follow_up_outcomes.follow_up = follow_ups.id
    UNION ALL SELECT follow_ups.entry, follow_up_assignments.entry FROM follow_ups
    JOIN follow_up_assignments ON follow_up_assignments.follow_up = follow_ups.id
    UNION ALL SELECT reminders.entry, reminder_outcomes.entry FROM reminders
    JOIN reminder_outcomes ON reminder_outcomes.reminder = reminders.id
    UNION ALL SELECT households.entry, training_attendances.entry FROM households
    JOIN training_attendances ON training_attendances.household = households.id
    UNION ALL SELECT contracts.entry, lent_sims.entry FROM contracts JOIN lent_sims ON lent_sims.contract = contracts.id
    UNION ALL SELECT lent_sims.entry, lent_sim_ends.entry FROM lent_sims
    JOIN lent_sim_ends ON lent_sim_ends.sim = lent_sims.id
    UNION ALL SELECT households.entry, pix_levels.entry FROM households
    JOIN pix_levels ON pix_levels.household = households.id
    UNION ALL SELECT households.entry, household_profiles.entry FROM households
    JOIN household_profiles ON household_profiles.household = households.id
    UNION ALL SELECT contracts.entry, contract_steps.entry FROM contracts
    JOIN contract_steps ON contract_steps.contract = contracts.id
    UNION ALL SELECT contract_steps.previous, contract_steps.entry FROM contract_steps
    WHERE contract_steps.previous IS NOT NULL
    UNION ALL SELECT contract_steps.entry, contracts.entry FROM contracts
    JOIN contract_steps ON contract_steps.contract = contracts.follows AND contract_steps.verb = 'convert'
    UNION ALL SELECT contracts.entry, contract_devices.entry FROM contract_devices
    JOIN contracts ON contracts.id = contract_devices.contract
    UNION ALL SELECT contracts.entry, payments.entry FROM payments JOIN contracts ON contracts.id = payments.contract
    UNION ALL SELECT contracts.entry, exemptions.entry FROM exemptions
    JOIN contracts ON contracts.id = exemptions.contract
    UNION ALL SELECT contracts.entry, incidents.entry FROM incidents JOIN contracts ON contracts.id = incidents.contract
    UNION ALL SELECT incidents.entry, incident_complaints.entry FROM incident_complaints
    JOIN incidents ON incidents.id = incident_complaints.incident
    UNION ALL SELECT incidents.entry, incident_ends.entry FROM incident_ends
    JOIN incidents ON incidents.id = incident_ends.incident
    """
}
