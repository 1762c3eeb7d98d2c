import Kernel
import Storage

/// What rests on what across the first rooms of the chain: an act is taken back only while nothing later rests on it.
///
/// The lending rooms have their own table, ``Annulments``.
enum Resting {
  /// Refuses to annul an act while something later rests on it.
  ///
  /// - Throws: ``CorrectionFailure/restedOn(_:by:)`` with the entries that do.
  static func refuse(_ entry: EntryID, in reader: Reader) throws {
    let later: [EntryID] = try reader.all(
      """
      WITH resting (entry) AS (\(SQL.union(cases.map { $0(entry) })))
      SELECT DISTINCT resting.entry AS entry FROM resting JOIN acts ON acts.entry = resting.entry
      WHERE acts.annulled = 0 AND resting.entry <> \(entry) ORDER BY resting.entry
      """
    ).map { try $0["entry"] }
    guard later.isEmpty else { throw CorrectionFailure.restedOn(entry, by: later) }
  }

  /// Each case gives the entries that rest on one.
  private static let cases: [@Sendable (EntryID) -> SQL] = [
    // A structure: whoever works there, its places, its being a donor.
    {
      "SELECT people.entry FROM structures JOIN people ON people.structure = structures.id WHERE structures.entry = \($0)"
    },
    {
      "SELECT places.entry FROM structures JOIN places ON places.structure = structures.id WHERE structures.entry = \($0)"
    },
    {
      """
      SELECT gisements.entry FROM structures JOIN gisements ON gisements.structure = structures.id
      WHERE structures.entry = \($0)
      """
    },
    // What else was told of it, and its leaving once it has joined.
    {
      """
      SELECT structure_tellings.entry FROM structures JOIN structure_tellings ON structure_tellings.structure = structures.id
      WHERE structures.entry = \($0)
      """
    },
    {
      """
      SELECT later.entry FROM structure_tellings AS told JOIN structure_tellings AS later
        ON later.structure = told.structure AND later.aspect = told.aspect AND later.entry > told.entry
      WHERE told.entry = \($0) AND told.aspect = 'partner'
      """
    },
    // What else rests on a structure: its statuses, what it received or took, whom it brought, what it holds.
    {
      """
      SELECT structure_statuses.entry FROM structures
      JOIN structure_statuses ON structure_statuses.structure = structures.id WHERE structures.entry = \($0)
      """
    },
    {
      """
      SELECT conventions.entry FROM structures JOIN conventions ON conventions.receiver = structures.id
      WHERE structures.entry = \($0)
      """
    },
    {
      """
      SELECT donations.entry FROM structures JOIN gifts AS donations ON donations.receiver = structures.id
      WHERE structures.entry = \($0)
      """
    },
    {
      """
      SELECT prospectings.entry FROM structures JOIN prospectings ON prospectings.brought_by = structures.id
      WHERE structures.entry = \($0)
      """
    },
    {
      """
      SELECT custodies.entry FROM structures
      JOIN custodies ON structures.id IN (custodies.owner, custodies.holder, custodies.agent)
      WHERE structures.entry = \($0)
      """
    },
    {
      """
      SELECT departures.entry FROM structures JOIN departures ON departures.recipient = structures.id
      WHERE structures.entry = \($0)
      """
    },
    // A place: what was told of it, the hand-overs there.
    {
      "SELECT place_tellings.entry FROM places JOIN place_tellings ON place_tellings.place = places.id WHERE places.entry = \($0)"
    },
    {
      "SELECT appointments.entry FROM places JOIN appointments ON appointments.place = places.id WHERE places.entry = \($0)"
    },
    {
      """
      SELECT requests.entry FROM places JOIN requests ON requests.place = places.id WHERE places.entry = \($0)
      UNION SELECT request_appointments.entry FROM places
        JOIN request_appointments ON request_appointments.place = places.id WHERE places.entry = \($0)
      UNION SELECT prescriptions.entry FROM places
        JOIN prescriptions ON prescriptions.place = places.id WHERE places.entry = \($0)
      """
    },
    {
      "SELECT request_steps.entry FROM structures JOIN request_steps ON request_steps.toward = structures.id WHERE structures.entry = \($0)"
    },
    {
      "SELECT handovers.entry FROM places JOIN handovers ON handovers.place = places.id WHERE places.entry = \($0)"
    },
    {
      "SELECT gatherings.entry FROM places JOIN gatherings ON gatherings.place = places.id WHERE places.entry = \($0)"
    },
    {
      "SELECT requests.entry FROM structures JOIN requests ON requests.prescriber = structures.id WHERE structures.entry = \($0)"
    },
    {
      "SELECT contracts.entry FROM structures JOIN contracts ON contracts.lender = structures.id WHERE structures.entry = \($0)"
    },
    {
      """
      SELECT contracts.entry FROM structures JOIN contracts ON contracts.borrower = structures.id
      WHERE structures.entry = \($0)
      UNION SELECT contracts.entry FROM places JOIN contracts ON contracts.place = places.id WHERE places.entry = \($0)
      """
    },
    // A contract that was given up: its other devices, freed since.
    {
      """
      SELECT movements.entry FROM contract_steps
      JOIN contract_devices ON contract_devices.contract = contract_steps.contract
      JOIN movements ON movements.device = contract_devices.device AND movements.verb = 'cancel-reservation'
        AND movements.entry > contract_steps.entry
      WHERE contract_steps.entry = \($0) AND contract_steps.verb = 'cancel'
      """
    },
    // A donor: its conventions and gifts, its stages and what is known of it, each on the one before.
    {
      """
      SELECT later.entry FROM gisement_stages
      JOIN gisement_stages AS later ON later.donor = gisement_stages.donor AND later.entry > gisement_stages.entry
      WHERE gisement_stages.entry = \($0)
      """
    },
    {
      """
      SELECT prospectings.entry FROM gisements JOIN prospectings ON prospectings.donor = gisements.id
      WHERE gisements.entry = \($0)
      """
    },
    {
      """
      SELECT later.entry FROM prospectings
      JOIN prospectings AS later ON later.donor = prospectings.donor AND later.entry > prospectings.entry
      WHERE prospectings.entry = \($0)
      """
    },
    {
      """
      SELECT contributions.entry FROM gisements JOIN contributions ON contributions.donor = gisements.id
      WHERE gisements.entry = \($0)
      """
    },
    {
      """
      SELECT conventions.entry FROM gisements JOIN conventions ON conventions.donor = gisements.id
      WHERE gisements.entry = \($0)
      """
    },
    {
      "SELECT donations.entry FROM gisements JOIN donations ON donations.donor = gisements.id WHERE gisements.entry = \($0)"
    },
    // A convention: the gifts under it.
    {
      """
      SELECT donations.entry FROM conventions JOIN gifts AS donations ON donations.convention = conventions.id
      WHERE conventions.entry = \($0)
      """
    },
    {
      """
      SELECT convention_papers.entry FROM conventions
      JOIN convention_papers ON convention_papers.convention = conventions.id WHERE conventions.entry = \($0)
      """
    },
    // A gift: what came in of it, its appointment, its receipt.
    {
      """
      SELECT arrivals.entry FROM donations
      JOIN donation_lines ON donation_lines.donation = donations.id
      JOIN arrivals ON arrivals.donation_line = donation_lines.id
      WHERE donations.entry = \($0)
      """
    },
    {
      """
      SELECT appointments.entry FROM donations JOIN appointments ON appointments.donation = donations.id
      WHERE donations.entry = \($0)
      """
    },
    {
      """
      SELECT tax_receipts.entry FROM donations JOIN tax_receipts ON tax_receipts.donation = donations.id
      WHERE donations.entry = \($0)
      """
    },
    // A list: the later lists that say otherwise of its things.
    {
      """
      SELECT later.entry FROM announced_items JOIN announced_items AS later ON later.replaces = announced_items.id
      WHERE announced_items.entry = \($0)
      """
    },
    // The arrival of a device: whose it is said to be and what is told of it since.
    {
      """
      SELECT custodies.entry FROM movements JOIN custodies ON custodies.device = movements.device
      WHERE movements.entry = \($0) AND movements.previous IS NULL
      """
    },
    {
      """
      SELECT device_particulars.entry FROM movements
      JOIN device_particulars ON device_particulars.device = movements.device
      WHERE movements.entry = \($0) AND movements.previous IS NULL
      """
    },
    {
      """
      SELECT device_places.entry FROM movements JOIN device_places ON device_places.device = movements.device
      WHERE movements.entry = \($0) AND movements.previous IS NULL
      """
    },
    {
      "SELECT device_places.entry FROM places JOIN device_places ON device_places.place = places.id WHERE places.entry = \($0)"
    },
    // A location, a shipment, a stock-take: what is in it, what came of it.
    {
      """
      SELECT inner_one.entry FROM locations JOIN locations AS inner_one ON inner_one.parent = locations.id
      WHERE locations.entry = \($0)
      UNION SELECT device_locations.entry FROM locations
        JOIN device_locations ON device_locations.location = locations.id WHERE locations.entry = \($0)
      UNION SELECT stocktakes.entry FROM locations JOIN stocktakes ON stocktakes.location = locations.id
        WHERE locations.entry = \($0)
      UNION SELECT shipment_arrivals.entry FROM shipments
        JOIN shipment_arrivals ON shipment_arrivals.shipment = shipments.id WHERE shipments.entry = \($0)
      UNION SELECT shipment_items.entry FROM shipments
        JOIN shipment_items ON shipment_items.shipment = shipments.id WHERE shipments.entry = \($0)
      UNION SELECT shipment_arrivals.entry FROM shipment_items JOIN shipment_arrivals
        ON shipment_arrivals.shipment = shipment_items.shipment AND shipment_arrivals.device = shipment_items.device
        AND shipment_arrivals.entry > shipment_items.entry WHERE shipment_items.entry = \($0)
      UNION SELECT stocktake_scans.entry FROM stocktakes
        JOIN stocktake_scans ON stocktake_scans.stocktake = stocktakes.id WHERE stocktakes.entry = \($0)
      UNION SELECT stocktake_ends.entry FROM stocktakes
        JOIN stocktake_ends ON stocktake_ends.stocktake = stocktakes.id WHERE stocktakes.entry = \($0)
      """
    },
    // The reception of a device: where it was put, what goes with it, where it was sent.
    {
      """
      SELECT device_locations.entry FROM movements JOIN device_locations ON device_locations.device = movements.device
      WHERE movements.entry = \($0) AND movements.previous IS NULL
      UNION SELECT kit_items.entry FROM movements JOIN kit_items ON kit_items.device = movements.device
      WHERE movements.entry = \($0) AND movements.previous IS NULL
      UNION SELECT device_systems.entry FROM movements JOIN device_systems ON device_systems.device = movements.device
      WHERE movements.entry = \($0) AND movements.previous IS NULL
      UNION SELECT shipment_items.entry FROM movements JOIN shipment_items ON shipment_items.device = movements.device
      WHERE movements.entry = \($0) AND movements.previous IS NULL
      """
    },
    // The reception of a device: the evidence about it.
    {
      """
      SELECT evidence_attachments.entry FROM movements
      JOIN evidence_attachments ON evidence_attachments.device = movements.device
      WHERE movements.entry = \($0) AND movements.previous IS NULL
      """
    },
    // The opening of a round: what was recorded in it.
    { "SELECT triages.entry FROM triages WHERE triages.opening = \($0)" },
    {
      """
      SELECT repairs.entry FROM rounds JOIN repairs ON repairs.device = rounds.device AND repairs.round = rounds.number
      WHERE rounds.entry = \($0)
      """
    },
    // A repair: its end and the parts used for it; somebody's own thing and a part: what was done with them.
    {
      """
      SELECT repair_ends.entry FROM repairs JOIN repair_ends ON repair_ends.repair = repairs.id WHERE repairs.entry = \($0)
      UNION SELECT part_uses.entry FROM repairs JOIN part_uses ON part_uses.repair = repairs.id WHERE repairs.entry = \($0)
      UNION SELECT repairs.entry FROM visitors JOIN repairs ON repairs.visitor = visitors.id WHERE visitors.entry = \($0)
      UNION SELECT visitor_returns.entry FROM visitors
        JOIN visitor_returns ON visitor_returns.visitor = visitors.id WHERE visitors.entry = \($0)
      UNION SELECT visitor_quotes.entry FROM visitors
        JOIN visitor_quotes ON visitor_quotes.visitor = visitors.id WHERE visitors.entry = \($0)
      UNION SELECT visitor_answers.entry FROM visitor_answers WHERE visitor_answers.quote = \($0)
      UNION SELECT visitor_losses.entry FROM visitors
        JOIN visitor_losses ON visitor_losses.visitor = visitors.id WHERE visitors.entry = \($0)
      UNION SELECT visitor_finds.entry FROM visitor_finds WHERE visitor_finds.loss = \($0)
      UNION SELECT visitor_returns.entry FROM visitor_finds JOIN visitor_losses ON visitor_losses.entry = visitor_finds.loss
        JOIN visitor_returns ON visitor_returns.visitor = visitor_losses.visitor
        AND visitor_returns.entry > visitor_finds.entry WHERE visitor_finds.entry = \($0)
      UNION SELECT part_uses.entry FROM parts JOIN part_uses ON part_uses.part = parts.id
        AND part_uses.entry > parts.entry WHERE parts.entry = \($0)
      """
    },
    { "SELECT checks.entry FROM checks WHERE checks.opening = \($0)" },
    { "SELECT grades.entry FROM grades WHERE grades.opening = \($0)" },
    { "SELECT media_absences.entry FROM media_absences WHERE media_absences.opening = \($0)" },
    // A round opened again: what was recorded in it since.
    { recorded(in: "triages", since: $0) }, { recorded(in: "checks", since: $0) },
    { recorded(in: "grades", since: $0) },
    { recorded(in: "media_absences", since: $0) },
    // A household's fact: the decisions made since of its requests.
    {
      """
      SELECT decisions.entry FROM household_facts JOIN requests ON requests.household = household_facts.household
      JOIN decisions ON decisions.request = requests.id AND decisions.entry > household_facts.entry
      WHERE household_facts.entry = \($0)
      """
    },
    // What is kept of a file, and that it is about a device: what was made of it when it was read again.
    {
      """
      SELECT evidence_readings.entry FROM evidence_reports
      JOIN evidence_readings ON evidence_readings.report = evidence_reports.id WHERE evidence_reports.entry = \($0)
      UNION SELECT evidence_readings.entry FROM evidence_attachments
      JOIN evidence_readings ON evidence_readings.report = evidence_attachments.report
        AND evidence_readings.entry > evidence_attachments.entry
      WHERE evidence_attachments.entry = \($0)
      """
    },
    // A donation: that nothing more of it will come.
    {
      """
      SELECT donation_closings.entry FROM donations
      JOIN donation_closings ON donation_closings.donation = donations.id WHERE donations.entry = \($0)
      """
    },
    // A lot, and a part: what left with it.
    {
      """
      SELECT recycling_items.entry FROM recycling_lots
        JOIN recycling_items ON recycling_items.lot = recycling_lots.id WHERE recycling_lots.entry = \($0)
      UNION SELECT recycling_items.entry FROM parts JOIN recycling_items ON recycling_items.part = parts.id
        WHERE parts.entry = \($0)
      UNION SELECT recycling_lots.entry FROM structures
        JOIN recycling_lots ON recycling_lots.recycler = structures.id WHERE structures.entry = \($0)
      """
    },
    // A medium taken out: its leaving by itself, its loss and its being found; the alarm a loss raised.
    {
      """
      SELECT medium_departures.entry FROM medium_removals
        JOIN medium_departures ON medium_departures.medium = medium_removals.medium
        AND medium_departures.entry > medium_removals.entry WHERE medium_removals.entry = \($0)
      UNION SELECT medium_losses.entry FROM medium_removals
        JOIN medium_losses ON medium_losses.medium = medium_removals.medium AND medium_losses.entry > medium_removals.entry
        WHERE medium_removals.entry = \($0)
      UNION SELECT medium_finds.entry FROM medium_finds WHERE medium_finds.loss = \($0)
      UNION SELECT later.entry FROM medium_finds JOIN medium_losses ON medium_losses.entry = medium_finds.loss
        JOIN medium_losses AS later ON later.medium = medium_losses.medium AND later.entry > medium_finds.entry
        WHERE medium_finds.entry = \($0)
      UNION SELECT later.entry FROM medium_finds JOIN medium_losses ON medium_losses.entry = medium_finds.loss
        JOIN medium_departures AS later ON later.medium = medium_losses.medium AND later.entry > medium_finds.entry
        WHERE medium_finds.entry = \($0)
      UNION SELECT alarm_settlements.entry FROM alarms JOIN alarm_settlements ON alarm_settlements.alarm = alarms.id
        WHERE alarms.entry = \($0)
      """
    },
    // An erasure: its validation.
    {
      """
      SELECT erasure_validations.entry FROM erasures
      JOIN erasure_validations ON erasure_validations.erasure = erasures.id WHERE erasures.entry = \($0)
      """
    },
  ]
}

extension Resting {
  private static func recorded(in table: SQL, since reopening: EntryID) -> SQL {
    """
    SELECT rows.entry FROM round_reopenings
    JOIN round_closings ON round_closings.entry = round_reopenings.closing
    JOIN \(table) AS rows ON rows.opening = round_closings.opening AND rows.entry > round_reopenings.entry
    WHERE round_reopenings.entry = \(reopening)
    """
  }
}

extension SQL {
  /// Several selects as one.
  fileprivate static func union(_ selects: [SQL]) -> SQL {
    selects.dropFirst().reduce(selects.first ?? "") { $0 + "\nUNION " + $1 }
  }
}
