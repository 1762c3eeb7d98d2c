import Inventory
public import Kernel
import Loans
import Storage
import Supply

/// What the journal is asked about.
public enum JournalTopic: Sendable, Equatable {
  case device(AssetCode)
  case household(HouseholdID)
  case request(RequestID)
  case contract(ContractID)
  /// A donor, by name, number or reference, with its conventions and gifts.
  case donor(String)
  case donation(DonationID)
  /// The taking in of a list, by its entry, and all that it did.
  case list(EntryID)
}

/// One entry of the journal, as `rebond correct` takes it.
public struct JournalLine: Sendable {
  public let entry: EntryID
  /// The day it happened, as corrected.
  public let day: Day
  /// The instant it was recorded.
  public let recorded: Kernel.Instant
  /// What was done.
  public let action: Action
  /// Who did it.
  public let actor: String
  /// What it was done to, as the journal names it: `device:12`.
  public let subject: String
  /// References and closed words that belong to it, in their order.
  public let facts: [(key: String, value: String)]
  /// Whether a later act annulled it.
  public let annulled: Bool
}

extension Chain {
  /// The entries of the journal about something, and those that corrected them, oldest first; annulled ones too.
  ///
  /// - Throws: the refusal of the room that does not know it.
  public func journal(about topic: JournalTopic) throws -> [JournalLine] {
    try database.read { reader in
      let entries: SQL =
        switch topic {
        case .device(let code): Chain.entries(ofDevice: try DeviceStore.device(code, in: reader).id)
        case .household(let id): Chain.entries(ofHousehold: try HouseholdStore.existing(id, in: reader).id)
        case .request(let id): Chain.entries(ofRequest: try RequestStore.existing(id, in: reader).id)
        case .contract(let id): Chain.entries(ofContract: try ContractStore.existing(id, in: reader).id)
        case .donor(let reference): Chain.entries(ofDonor: try giver(reference, in: reader).donor.id)
        case .donation(let id): Chain.entries(ofDonation: try SupplyStore.donation(id, in: reader).donation.id)
        case .list(let entry): try Chain.entries(ofList: entry, in: reader)
        }
      return try lines(
        """
        WITH about (entry) AS (\(entries))
        SELECT about.entry AS entry FROM about
        UNION SELECT corrections.entry FROM corrections JOIN about ON about.entry = corrections.corrected
        """, in: reader)
    }
  }

  /// The last entries of the journal, oldest first.
  public func journal(last count: Int) throws -> [JournalLine] {
    try database.read { reader in
      let from = try Journal.head(in: reader).sequence - Int64(count)
      return try lines("SELECT sequence AS entry FROM journal WHERE sequence > \(from)", in: reader)
    }
  }

  private func lines(_ entries: SQL, in reader: Reader) throws -> [JournalLine] {
    try reader.all(
      """
      SELECT journal.sequence, journal.recorded, journal.action, journal.subject, journal.facts, acts.day,
        acts.annulled, people.name AS actor
      FROM (\(entries)) AS found JOIN journal ON journal.sequence = found.entry
      JOIN acts ON acts.entry = found.entry LEFT JOIN people ON people.id = journal.actor
      ORDER BY journal.sequence
      """
    ).compactMap { row in
      let (name, actor, facts): (String, String?, String) = (try row["action"], try row["actor"], try row["facts"])
      guard let action = Action(rawValue: name) else { return nil }
      return try JournalLine(
        entry: row["sequence"], day: row["day"], recorded: row["recorded"], action: action, actor: actor ?? "?",
        subject: row["subject"],
        facts: StrictJSON.read(Array(facts.utf8), file: "journal").members().map { ($0.key, try $0.node.string()) },
        annulled: row["annulled"])
    }
  }

  /// What was done to a device and to the media seen in it, and the evidence about it.
  private static func entries(ofDevice id: DeviceID) -> SQL {
    """
    SELECT sequence FROM journal WHERE subject = \(JournalSubject.device(id).text)
    UNION SELECT sequence FROM journal
      WHERE subject IN (SELECT 'medium:' || fittings.medium FROM fittings WHERE fittings.device = \(id))
    UNION SELECT entry FROM movements WHERE device = \(id)
    UNION SELECT entry FROM evidence_attachments WHERE device = \(id)
    UNION SELECT entry FROM fittings WHERE device = \(id)
    UNION SELECT entry FROM erasure_validations
      WHERE erasure IN (SELECT erasures.id FROM erasures WHERE erasures.device = \(id))
    UNION SELECT entry FROM erasures WHERE device = \(id)
    UNION SELECT erasure_withdrawals.entry FROM erasure_withdrawals
      JOIN erasures ON erasures.id = erasure_withdrawals.erasure WHERE erasures.device = \(id)
    """
  }

  /// All that happened to a device, from the gift it came with to its last user, without a person's data.
  public func history(of code: AssetCode) throws -> [JournalLine] {
    try database.read { reader in
      let device = try DeviceStore.device(code, in: reader)
      let id = device.id
      return try lines(
        """
        WITH its (entry) AS (\(Chain.entries(ofDevice: id)))
        SELECT its.entry AS entry FROM its
        UNION SELECT donations.entry FROM donation_lines JOIN donations ON donations.id = donation_lines.donation
          WHERE donation_lines.id = \(device.donationLine)
        UNION SELECT sequence FROM journal
          WHERE subject IN (SELECT 'contract:' || contracts.id FROM contracts WHERE contracts.device = \(id)
            UNION SELECT 'contract:' || contract FROM contract_devices WHERE device = \(id))
        UNION SELECT entry FROM request_steps WHERE device = \(id)
        UNION SELECT entry FROM shipment_items WHERE device = \(id)
        UNION SELECT entry FROM shipment_arrivals WHERE device = \(id)
        UNION SELECT entry FROM stocktake_scans WHERE device = \(id)
        UNION SELECT entry FROM parts WHERE device = \(id)
        UNION SELECT part_uses.entry FROM part_uses JOIN repairs ON repairs.id = part_uses.repair
          WHERE repairs.device = \(id)
        UNION SELECT entry FROM erasure_validations
          WHERE erasure IN (SELECT erasures.id FROM erasures WHERE erasures.device = \(id))
        """, in: reader)
    }
  }

  private static func entries(ofDonor id: DonorID) -> SQL {
    """
    SELECT sequence FROM journal WHERE subject = \(JournalSubject.donor(id).text)
    UNION SELECT sequence FROM journal
      WHERE subject IN (SELECT 'convention:' || conventions.id FROM conventions WHERE conventions.donor = \(id)
        UNION SELECT 'donation:' || donations.id FROM donations WHERE donations.donor = \(id))
    """
  }

  /// What was done to a gift: its announcement, the list it came from, and what came in.
  private static func entries(ofDonation id: DonationID) -> SQL {
    """
    SELECT sequence FROM journal WHERE subject = \(JournalSubject.donation(id).text)
    UNION SELECT entry FROM donations WHERE id = \(id)
    UNION SELECT announced_items.entry FROM announced_items
      JOIN donation_lines ON donation_lines.id = announced_items.donation_line WHERE donation_lines.donation = \(id)
    UNION SELECT arrivals.entry FROM arrivals
      JOIN donation_lines ON donation_lines.id = arrivals.donation_line WHERE donation_lines.donation = \(id)
    UNION SELECT list_imports.entry FROM list_imports JOIN donations
      ON donations.entry BETWEEN list_imports.entry AND list_imports.last_entry WHERE donations.id = \(id)
    """
  }

  private static func entries(ofList entry: EntryID, in reader: Reader) throws -> SQL {
    guard try reader.first("SELECT 1 AS n FROM list_imports WHERE entry = \(entry)") != nil else {
      throw SupplyFailure.noList(entry)
    }
    return """
      SELECT journal.sequence FROM journal JOIN list_imports
        ON journal.sequence BETWEEN list_imports.entry AND list_imports.last_entry WHERE list_imports.entry = \(entry)
      """
  }

  private static func entries(ofHousehold id: HouseholdID) -> SQL {
    """
    SELECT sequence FROM journal WHERE subject = \(JournalSubject.household(id).text)
    UNION SELECT sequence FROM journal
      WHERE subject IN (SELECT 'request:' || requests.id FROM requests WHERE requests.household = \(id)
        UNION SELECT 'contract:' || contracts.id FROM contracts WHERE contracts.household = \(id))
    """
  }

  private static func entries(ofRequest id: RequestID) -> SQL {
    """
    SELECT sequence FROM journal WHERE subject = \(JournalSubject.request(id).text)
    UNION SELECT entry FROM request_steps WHERE request = \(id)
    """
  }

  private static func entries(ofContract id: ContractID) -> SQL {
    """
    SELECT sequence FROM journal WHERE subject = \(JournalSubject.contract(id).text)
    UNION SELECT entry FROM contract_steps WHERE contract = \(id)
    """
  }
}
