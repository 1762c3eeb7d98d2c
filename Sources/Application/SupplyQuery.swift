public import Kernel
import Storage
public import Supply

/// A donor in a list.
public struct DonorLine: Sendable {
  public let id: DonorID
  /// The structure or the person that gives.
  public let name: String
  public let kind: Donor.Kind
  public let stage: Donor.Stage
  /// What is known for whoever follows it, people and structures by name.
  public let owner: String?
  public let nextContact: Day?
  public let campaign: String?
  public let yearlyVolume: Int?
  public let frequency: Prospecting.Frequency?
  public let broughtBy: String?
}

/// All that is told of one donor.
public struct DonorSheet: Sendable {
  public let line: DonorLine
  /// The contact of a person who gives.
  public let individual: Individual?
  public let conventions: [ConventionLine]
  public let donations: [DonationLine]
  /// Money and hours given, each with its day.
  public let contributions: [(entry: EntryID, day: Day, contribution: Contribution)]
}

/// A convention in a list.
public struct ConventionLine: Sendable {
  public let reference: String
  /// The structure that gives, or a person's number.
  public let donor: String
  /// The structure that receives; nothing when whoever keeps the instance does.
  public let receiver: String?
  public let signedOn: Day
  /// Its last day; nothing when it has no term.
  public let endsOn: Day?
  public let promises: Convention.Promises
  /// The SHA-256 of its signed file.
  public let file: Digest?
}

/// One line of a donation in a list: what was announced and what came in.
public struct DonationLine: Sendable {
  public let donation: DonationID
  /// The structure that gives, or a person's number.
  public let donor: String
  public let givenOn: Day
  public let category: DeviceCategory
  public let announced: Int
  public let received: Int
  /// What came in weighs, in grams; nothing when none was weighed.
  public let grams: Int?
  /// Whether nothing of the whole donation came in yet, and nobody said that nothing will.
  public let isAwaited: Bool

  /// How many are still to come: nothing is missing before the first reception.
  public var awaited: Int { isAwaited ? announced : 0 }
  /// How many were announced and did not come.
  public var missing: Int { isAwaited ? 0 : max(0, announced - received) }
  /// How many came that were not announced.
  public var unexpected: Int { max(0, received - announced) }
}

/// A status of a structure in a list.
public struct StatusLine: Sendable {
  public let entry: EntryID
  public let structure: String
  public let status: StructureStatus
  public let since: Day
  public let endsOn: Day?
  /// Whether it holds on the day asked for.
  public let holds: Bool
}

extension Chain {
  /// Every donor, or those whose name contains some words, those of a stage or of a campaign, those to be contacted by a day; by
  /// name.
  public func donors(
    matching words: String? = nil, at stage: Donor.Stage? = nil, of campaign: String? = nil, dueBy day: Day? = nil
  ) throws -> [DonorLine] {
    try database.read { reader in
      let ids: [DonorID] = try reader.all("SELECT id FROM gisements ORDER BY id").map { try $0["id"] }
      return try ids.compactMap { try SupplyStore.donor($0, in: reader) }
        .filter { stage == nil || $0.stage == stage }
        .map { try line(of: $0, in: reader) }
        .filter { campaign == nil || $0.campaign?.folded == campaign?.folded }
        .filter { line in day.map { day in line.nextContact.map { $0 <= day } ?? false } ?? true }
        .matching(words) { [$0.name] }
        .sorted { $0.name < $1.name }
    }
  }

  /// All that is told of one donor.
  ///
  /// - Throws: ``SupplyFailure/noDonor(structure:)``, ``SupplyFailure/noSuchDonor(_:)``.
  public func donor(_ reference: String) throws -> DonorSheet {
    try database.read { reader in
      let donor = try giver(reference, in: reader).donor
      return DonorSheet(
        line: try line(of: donor, in: reader), individual: try SupplyStore.individual(donor.id, in: reader),
        conventions: try SupplyStore.allConventions(in: reader).filter { $0.donor == donor.id }
          .map { try line(of: $0, in: reader) },
        donations: try lines("AND donations.donor = \(donor.id)", in: reader),
        contributions: try SupplyStore.contributions(of: donor.id, in: reader))
    }
  }

  private func line(of donor: Donor, in reader: Reader) throws -> DonorLine {
    let known = try SupplyStore.prospecting(donor.id, in: reader)
    func name(_ table: SQL, _ id: Int64?) throws -> String? {
      guard let id else { return nil }
      return try reader.first("SELECT name FROM \(table) WHERE id = \(id)").map { try $0["name"] }
    }
    return DonorLine(
      id: donor.id, name: try giver(donor, in: reader).name, kind: donor.kind, stage: donor.stage,
      owner: try name("people", known.owner?.rawValue), nextContact: known.nextContact, campaign: known.campaign,
      yearlyVolume: known.yearlyVolume, frequency: known.frequency,
      broughtBy: try name("structures", known.broughtBy?.rawValue))
  }

  /// Every convention, the last signed first.
  ///
  /// - Parameter period: only those whose last day falls in it.
  public func conventions(expiringIn period: Period? = nil) throws -> [ConventionLine] {
    try database.read { reader in
      try SupplyStore.allConventions(in: reader)
        .filter { convention in period.map { period in convention.endsOn.map(period.contains) ?? false } ?? true }
        .map { try line(of: $0, in: reader) }
    }
  }

  /// One convention, by its reference.
  ///
  /// - Throws: ``SupplyFailure/noConvention(_:)``.
  public func convention(_ reference: String) throws -> ConventionLine {
    try database.read { reader in try line(of: convention(reference, in: reader), in: reader) }
  }

  /// How many conventions were signed in each civil quarter in which any was, the earliest first.
  public func conventionsByQuarter() throws -> [(quarter: Quarter, signed: Int)] {
    try database.read { reader in
      let quarters = try SupplyStore.allConventions(in: reader).map { Quarter(containing: $0.signedOn) }
      return Dictionary(grouping: quarters) { $0 }.map { ($0.key, $0.value.count) }.sorted { $0.0 < $1.0 }
    }
  }

  private func line(of convention: Convention, in reader: Reader) throws -> ConventionLine {
    let donor = try SupplyStore.donor(convention.donor, in: reader).map { try giver($0, in: reader).publicName }
    return ConventionLine(
      reference: convention.reference, donor: donor ?? convention.donor.donorReference,
      receiver: try convention.receiver.flatMap { try structureName($0, in: reader) },
      signedOn: convention.signedOn, endsOn: convention.endsOn, promises: convention.promises,
      file: try SupplyStore.paper(of: convention.id, in: reader))
  }

  /// The lines of donations, the last given first.
  ///
  /// - Parameter id: only those of one donation.
  /// - Throws: ``SupplyFailure/noDonation(_:)`` when the one asked for is not there.
  public func donations(only id: DonationID? = nil) throws -> [DonationLine] {
    try database.read { reader in
      let lines = try lines(id.map { "AND donations.id = \($0)" } ?? "", in: reader)
      if let id, lines.isEmpty { throw SupplyFailure.noDonation(id) }
      return lines
    }
  }

  /// When and where a donation is fetched, the place in words; nothing while nobody said.
  public func appointment(for donation: DonationID) throws -> (day: Day, time: String?, place: String)? {
    try database.read { reader in try appointment(for: donation, in: reader) }
  }

  func appointment(for donation: DonationID, in reader: Reader) throws -> (day: Day, time: String?, place: String)? {
    guard let set = try SupplyStore.appointment(for: donation, in: reader) else { return nil }
    let place =
      switch set.place {
      case .address(let address): address
      case .place(let id):
        try reader.first("SELECT name FROM places WHERE id = \(id)").map { try $0["name"] } ?? "\(id)"
      }
    return (set.day, set.time, place)
  }

  func lines(_ condition: SQL, in reader: Reader) throws -> [DonationLine] {
    try reader.all(
      """
      WITH came AS (
        SELECT arrivals.donation_line AS line, arrivals.device AS device,
          (SELECT told.grams FROM device_particulars AS told JOIN acts ON acts.entry = told.entry
            WHERE told.device = arrivals.device AND told.grams IS NOT NULL AND acts.annulled = 0
            ORDER BY told.entry DESC LIMIT 1) AS grams
        FROM arrivals JOIN acts ON acts.entry = arrivals.entry WHERE acts.annulled = 0
      )
      SELECT donations.id, gisements.id AS donor, structures.name, acts.day, donation_lines.category,
        donation_lines.quantity,
        (SELECT count(*) FROM came WHERE came.line = donation_lines.id) AS received,
        (SELECT sum(came.grams) FROM came WHERE came.line = donation_lines.id) AS grams,
        NOT EXISTS (SELECT 1 FROM came JOIN donation_lines AS other ON other.id = came.line
          WHERE other.donation = donations.id)
        AND NOT EXISTS (SELECT 1 FROM donation_closings JOIN acts AS closing ON closing.entry = donation_closings.entry
          WHERE donation_closings.donation = donations.id AND closing.annulled = 0) AS awaited
      FROM donations
      JOIN donation_lines ON donation_lines.donation = donations.id
      JOIN gisements ON gisements.id = donations.donor
      LEFT JOIN structures ON structures.id = gisements.structure
      JOIN acts ON acts.entry = donations.entry
      WHERE acts.annulled = 0 \(condition) ORDER BY acts.day DESC, donations.id DESC, donation_lines.id
      """
    ).compactMap { row in
      let (name, donor): (String?, DonorID) = (try row["name"], try row["donor"])
      let line = DonationLine(
        donation: try row["id"], donor: name ?? donor.donorReference, givenOn: try row["day"],
        category: try row["category"], announced: try row["quantity"], received: try row["received"],
        grams: try row["grams"], isAwaited: try row["awaited"])
      // A line opened for what came unannounced is gone with the last device that did.
      return line.announced == 0 && line.received == 0 ? nil : line
    }
  }

  /// The statuses on file, of all structures or of one, by structure and day.
  ///
  /// - Parameter day: the day on which they hold, or not.
  public func statuses(of structure: String? = nil, on day: Day) throws -> [StatusLine] {
    try database.read { reader in
      let only = try structure.map { try partner($0, in: reader) }
      let statements = try SupplyStore.statements(of: only, in: reader)
      let counting = Set(statements.filedBy(day).filter { $0.covers(day) }.map(\.entry))
      return try statements.map { said in
        StatusLine(
          entry: said.entry, structure: try structureName(said.structure, in: reader) ?? "\(said.structure)",
          status: said.status, since: said.since, endsOn: said.endsOn, holds: counting.contains(said.entry))
      }
    }
  }
}
