import Directory
import Kernel
import Storage
import Supply

/// The statuses that gifts, their sales and receipts rest on: a corrected day or an annulled statement must leave them
/// standing.
enum StatusRecheck {
  /// Checks whatever an act says something of: itself, or what the structure it speaks of was given, sold or issued.
  ///
  /// - Throws: ``SupplyFailure/statusReliedOn(structure:by:day:)`` when the act is what put a status on file; else
  ///   ``SupplyFailure/receiverWithoutStatus(structure:day:)``, ``SupplyFailure/notEntitled(structure:day:)``,
  ///   ``SupplyFailure/sellerWithoutStatus(structure:day:)``, ``SupplyFailure/outsideLegalCircle(structure:)``.
  static func require(_ entry: EntryID, in reader: Reader) throws {
    let said: StructureID? = try reader.first("SELECT structure FROM structure_statuses WHERE entry = \(entry)").map {
      try $0["structure"]
    }
    let touched: SQL = if let said { "needs.structure = \(said)" } else { "needs.entry = \(entry)" }
    for need in Need.allCases {
      guard let unmet = try need.unmet(where: touched, atMost: 1, in: reader).first else { continue }
      throw said == nil
        ? need.failure(unmet.structure, unmet.day)
        : .statusReliedOn(structure: unmet.structure, by: unmet.entry, day: unmet.day)
    }
  }

  /// The first of each kind that no status on file that day bears out.
  static func faults(in reader: Reader) throws -> [Text] {
    try Need.allCases.flatMap { need in
      try need.unmet(where: "1 = 1", atMost: 5, in: reader).map { unmet in
        Text(fr: "Entrée \(unmet.entry) : ", en: "Entry \(unmet.entry): ")
          + need.failure(unmet.structure, unmet.day).text
      }
    }
  }
}

/// An act that needs a structure to have a status on file that day.
private enum Need: CaseIterable {
  /// A public body's gift, when it is recorded.
  case gift
  /// A device of it, when it comes in.
  case reception
  /// A device of it, when a private structure is given it, or told to own it.
  case circle
  /// A device of it, when it is sold.
  case resale
  case receipt

  /// Any of the statuses meets the need.
  private var statuses: [StructureStatus] {
    switch self {
    case .gift, .reception, .circle: StructureStatus.allCases.filter(\.mayReceivePublicGifts)
    case .resale: StructureStatus.allCases.filter(\.mayResellPublicGifts)
    case .receipt: [.taxReceipts]
    }
  }

  func failure(_ structure: String, _ day: Day) -> SupplyFailure {
    switch self {
    case .gift, .reception: .receiverWithoutStatus(structure: structure, day: day)
    case .circle: .outsideLegalCircle(structure: structure)
    case .resale: .sellerWithoutStatus(structure: structure, day: day)
    case .receipt: .notEntitled(structure: structure, day: day)
    }
  }

  /// The acts, each with its structure and the act of the gift it goes back to.
  private var acts: SQL {
    switch self {
    case .gift:
      """
      SELECT donations.entry AS entry, donations.receiver AS structure, donations.entry AS gift FROM gifts AS donations
      WHERE donations.legal_origin = \(LegalOrigin.publicGift)
      """
    case .reception:
      """
      SELECT arrivals.entry AS entry, donations.receiver AS structure, donations.entry AS gift FROM arrivals
      JOIN donation_lines ON donation_lines.id = arrivals.donation_line
      JOIN gifts AS donations ON donations.id = donation_lines.donation
      WHERE arrivals.legal_origin = \(LegalOrigin.publicGift)
      """
    case .circle:
      """
      SELECT departures.entry AS entry, departures.recipient AS structure, NULL AS gift FROM departures
      JOIN structures ON structures.id = departures.recipient
      WHERE departures.end_state = 'given' AND structures.kind IN (\(list: Partner.Kind.allCases.filter { !$0.isPublic }))
        AND \(Need.origin(of: "departures")) = \(LegalOrigin.publicGift)
      UNION ALL SELECT custodies.entry, custodies.owner, NULL FROM custodies
      JOIN structures ON structures.id = custodies.owner
      JOIN journal ON journal.sequence = custodies.entry AND journal.action = \(Action.transferDevice.rawValue)
      WHERE structures.kind IN (\(list: Partner.Kind.allCases.filter { !$0.isPublic }))
        AND \(Need.origin(of: "custodies")) = \(LegalOrigin.publicGift)
      """
    case .resale:
      """
      SELECT departures.entry AS entry, NULL AS gift,
        (SELECT coalesce(known.agent, known.owner) FROM custodies AS known JOIN acts AS said ON said.entry = known.entry
          WHERE known.device = departures.device AND known.entry < departures.entry AND said.annulled = 0
          ORDER BY known.entry DESC LIMIT 1) AS structure
      FROM departures
      WHERE departures.end_state = 'sold' AND \(Need.origin(of: "departures")) = \(LegalOrigin.publicGift)
      """
    case .receipt:
      """
      SELECT tax_receipts.entry AS entry, donations.receiver AS structure, NULL AS gift FROM tax_receipts
      JOIN gifts AS donations ON donations.id = tax_receipts.donation
      """
    }
  }

  /// By what right a device had last come when something was done with it.
  private static func origin(of table: SQL) -> SQL {
    """
    (SELECT came.legal_origin FROM arrivals AS came JOIN acts AS arrived ON arrived.entry = came.entry
      WHERE came.device = \(table).device AND came.entry < \(table).entry AND arrived.annulled = 0
      ORDER BY came.entry DESC LIMIT 1)
    """
  }

  /// The acts whose structure has none of the statuses on file that day; of what was there before Rebond, the status may be
  /// filed since.
  func unmet(
    where condition: SQL, atMost count: Int, in reader: Reader
  ) throws -> [(entry: EntryID, structure: String, day: Day)] {
    try reader.all(
      """
      SELECT needs.entry, structures.name, acts.day FROM (\(acts)) AS needs
      JOIN acts ON acts.entry = needs.entry JOIN structures ON structures.id = needs.structure
      WHERE \(condition) AND acts.annulled = 0 AND NOT EXISTS (SELECT 1 FROM structure_statuses AS known
        JOIN acts AS filed ON filed.entry = known.entry
        WHERE known.structure = needs.structure AND known.status IN (\(list: statuses)) AND filed.annulled = 0
          AND NOT EXISTS (SELECT 1 FROM structure_statuses AS word JOIN acts AS later ON later.entry = word.entry
            WHERE word.structure = known.structure AND word.status = known.status AND word.since = known.since
              AND word.entry > known.entry AND later.annulled = 0 AND later.day <= acts.day)
          AND known.since <= acts.day AND coalesce(known.ends_on, acts.day) >= acts.day
          AND (filed.day <= acts.day OR EXISTS (SELECT 1 FROM list_imports WHERE list_imports.kind = 'stock'
            AND needs.gift BETWEEN list_imports.entry AND list_imports.last_entry)))
      ORDER BY acts.day, needs.entry LIMIT \(count)
      """
    ).map { (try $0["entry"], try $0["name"], try $0["day"]) }
  }
}
