public import Kernel
public import Storage

extension SupplyStore {
  /// Registers a structure as a donor of a kind that structures are of.
  public static func register(
    donor structure: StructureID, as kind: Donor.Kind, stage: Donor.Stage, in change: Change
  ) throws -> Donor {
    let id: DonorID = try change.insert(
      "INSERT INTO gisements (structure, kind, entry) VALUES (\(structure), \(kind), \(change.entry))")
    try set(stage, of: id, in: change)
    return Donor(id: id, structure: structure, kind: kind, stage: stage)
  }

  /// Registers a person as a donor.
  public static func register(
    individual: Individual, stage: Donor.Stage, in change: Change
  ) throws -> Donor {
    let id: DonorID = try change.insert(
      "INSERT INTO gisements (kind, entry) VALUES (\(Donor.Kind.individual), \(change.entry))")
    try save(individual, of: id, in: change)
    try set(stage, of: id, in: change)
    return Donor(id: id, structure: nil, kind: .individual, stage: stage)
  }

  /// The donor that a structure is, or nothing; a registration that was annulled is as good as none.
  public static func donor(of structure: StructureID, in reader: Reader) throws -> Donor? {
    try reader.first(donors + " AND gisements.structure = \(structure)").map(donor)
  }

  /// A donor by its number, or nothing.
  public static func donor(_ id: DonorID, in reader: Reader) throws -> Donor? {
    try reader.first(donors + " AND gisements.id = \(id)").map(donor)
  }

  /// The contact of a person who gives, or nothing for a structure, and once it was forgotten.
  public static func individual(_ id: DonorID, in reader: Reader) throws -> Individual? {
    try reader.first(
      """
      SELECT name, phone, email FROM individuals WHERE donor = \(id) AND \(SQL.stands("individuals.entry"))
        AND name <> \(Forgotten.dash) ORDER BY entry DESC LIMIT 1
      """
    ).map { try Individual(name: $0["name"], phone: $0["phone"], email: $0["email"]) }
  }

  /// Keeps the contact of a person who gives, from this act on.
  public static func save(_ individual: Individual, of donor: DonorID, in change: Change) throws {
    try change.run(
      """
      INSERT INTO individuals (entry, donor, name, phone, email)
      VALUES (\(change.entry), \(donor), \(individual.name), \(individual.phone), \(individual.email))
      """)
  }

  /// Moves a gisement to another stage of its life.
  ///
  /// - Throws: ``SupplyFailure/stageAfterStage(_:is:)``, ``SupplyFailure/beforeLastStage(_:day:last:)``.
  public static func move(_ donor: Donor, to stage: Donor.Stage, in change: Change) throws -> Donor {
    try donor.requireMove(to: stage)
    let since = try change.first(
      """
      SELECT acts.day FROM gisement_stages JOIN acts ON acts.entry = gisement_stages.entry
      WHERE gisement_stages.donor = \(donor.id) AND acts.annulled = 0 ORDER BY gisement_stages.entry DESC LIMIT 1
      """)
    if let since: Day = try since?["day"], change.act.day < since {
      throw SupplyFailure.beforeLastStage(donor.stage, day: change.act.day, last: since)
    }
    try set(stage, of: donor.id, in: change)
    return Donor(id: donor.id, structure: donor.structure, kind: donor.kind, stage: stage)
  }

  /// Refuses a gift of a day on which its gisement was not active; on the day it passed from one stage to another, it was both.
  ///
  /// - Throws: ``SupplyFailure/notActive(_:donor:day:)``, ``SupplyFailure/givenBeforeRegistered(donor:day:registered:)``.
  public static func requireActive(_ donor: DonorID, on day: Day, in reader: Reader) throws {
    let life: [(stage: Donor.Stage, day: Day)] = try reader.all(
      """
      SELECT gisement_stages.stage, acts.day FROM gisement_stages JOIN acts ON acts.entry = gisement_stages.entry
      WHERE gisement_stages.donor = \(donor) AND acts.annulled = 0 ORDER BY gisement_stages.entry
      """
    ).map { (try $0["stage"], try $0["day"]) }
    guard let last = life.last(where: { $0.day <= day }) else {
      throw SupplyFailure.givenBeforeRegistered(donor: donor, day: day, registered: life.first?.day ?? day)
    }
    let before = life.last { $0.day < day }
    guard before?.stage == .active || life.contains(where: { $0.day == day && $0.stage == .active }) else {
      throw SupplyFailure.notActive(last.stage, donor: donor, day: day)
    }
  }

  private static func set(_ stage: Donor.Stage, of donor: DonorID, in change: Change) throws {
    try change.run(
      "INSERT INTO gisement_stages (entry, donor, stage) VALUES (\(change.entry), \(donor), \(stage))")
  }

  /// What is known of a gisement for whoever follows it.
  public static func prospecting(_ donor: DonorID, in reader: Reader) throws -> Prospecting {
    let row = try reader.first(
      """
      SELECT owner, next_contact, campaign, yearly_volume, frequency, brought_by FROM prospectings
      WHERE donor = \(donor) AND \(SQL.stands("prospectings.entry")) ORDER BY entry DESC LIMIT 1
      """)
    var known = Prospecting()
    guard let row else { return known }
    (known.owner, known.nextContact) = (try row["owner"], try row["next_contact"])
    (known.campaign, known.yearlyVolume) = (try row["campaign"], try row["yearly_volume"])
    (known.frequency, known.broughtBy) = (try row["frequency"], try row["brought_by"])
    return known
  }

  /// Keeps what is known of a gisement from now on.
  public static func save(_ known: Prospecting, of donor: DonorID, in change: Change) throws {
    try change.run(
      """
      INSERT INTO prospectings (entry, donor, owner, next_contact, campaign, yearly_volume, frequency, brought_by)
      VALUES (\(change.entry), \(donor), \(known.owner), \(known.nextContact), \(known.campaign.map(trimmed)),
        \(known.yearlyVolume), \(known.frequency), \(known.broughtBy))
      """)
  }

  /// Records money or hours given on the act's day.
  ///
  /// - Throws: ``SupplyFailure/amount(_:)``, ``SupplyFailure/hours(_:)``.
  public static func record(_ contribution: Contribution, from donor: DonorID, in change: Change) throws {
    try contribution.requireSomething()
    let (cents, hours): (Money?, Int?) =
      switch contribution {
      case .money(let money): (money, nil)
      case .skills(let hours): (nil, hours)
      }
    try change.run(
      """
      INSERT INTO contributions (entry, donor, kind, cents, hours)
      VALUES (\(change.entry), \(donor), \(contribution.kind), \(cents), \(hours))
      """)
  }

  /// What a donor gave besides equipment, oldest first, each with its day.
  public static func contributions(
    of donor: DonorID, in reader: Reader
  ) throws -> [(entry: EntryID, day: Day, contribution: Contribution)] {
    try reader.all(
      """
      SELECT contributions.entry, acts.day, cents, hours FROM contributions JOIN acts ON acts.entry = contributions.entry
      WHERE donor = \(donor) AND acts.annulled = 0 ORDER BY acts.day, contributions.entry
      """
    ).compactMap { row in
      let (cents, hours): (Money?, Int?) = (try row["cents"], try row["hours"])
      let given = cents.map(Contribution.money) ?? hours.map { Contribution.skills(hours: $0) }
      return try given.map { (try row["entry"], try row["day"], $0) }
    }
  }

  /// Donors that stand, each with the latest standing stage of its life.
  private static let donors: SQL = """
    SELECT gisements.id, gisements.structure, gisements.kind,
      (SELECT stages.stage FROM gisement_stages AS stages WHERE stages.donor = gisements.id AND \(SQL.stands("stages.entry"))
        ORDER BY stages.entry DESC LIMIT 1) AS stage
    FROM gisements WHERE \(SQL.stands("gisements.entry"))
    """

  private static func donor(_ row: Row) throws -> Donor {
    try Donor(id: row["id"], structure: row["structure"], kind: row["kind"], stage: row["stage"])
  }
}
