public import Kernel
public import Storage

extension ContractStore {
  /// A hand-over or a return, with the day it happened and who recorded it.
  public struct Handover: Sendable, Equatable {
    /// The place; nothing when it was at home.
    public let place: PlaceID?
    /// The day, after corrections.
    public let day: Day
    /// Who handed the device over.
    public let actor: PersonID
    /// The third person who came with a mandate of the household.
    public let collector: String?
  }

  /// A contract; one annulled keeps its number and is found too.
  public static func find(_ id: ContractID, in reader: Reader) throws -> Contract? {
    guard let row = try reader.first("\(columns) WHERE id = \(id)") else { return nil }
    return try contract(row, in: reader)
  }

  /// A contract.
  ///
  /// - Throws: ``LoansFailure/noContract(_:)``.
  public static func existing(_ id: ContractID, in reader: Reader) throws -> Contract {
    guard let contract = try find(id, in: reader) else { throw LoansFailure.noContract(id) }
    return contract
  }

  /// The contracts of a household, oldest first; those annulled are left out.
  public static func all(of household: HouseholdID, in reader: Reader) throws -> [Contract] {
    try reader.all(
      "\(columns) WHERE household = \(household) AND state <> \(Contract.State.annulled) ORDER BY id"
    ).map { try contract($0, in: reader) }
  }

  /// What a household has had that counts for a programme, loans from before Rebond too unless they were another's: each
  /// contract signed, cancelled ones left out, with the loan's first day.
  public static func granted(
    under programme: String, to household: HouseholdID, in reader: Reader
  ) throws -> [(contract: ContractID, request: RequestID, starts: Day)] {
    try reader.all(
      """
      SELECT c.id, c.request, c.starts FROM contracts AS c JOIN requests AS r ON r.id = c.request
      JOIN decisions AS d ON d.id = r.decision
      WHERE c.household = \(household) AND c.follows IS NULL AND (d.programme = \(programme)
        OR d.programme = \(EarlierProgrammeStore.rules) AND NOT EXISTS (SELECT 1 FROM earlier_programmes AS told
          WHERE told.contract = c.id AND told.programme <> \(programme) AND \(SQL.stands("told.entry"))))
        AND c.state IN (\(list: Contract.State.granted)) ORDER BY c.starts, c.id
      """
    ).map { row in (try row["id"], try row["request"], try row["starts"]) }
  }

  /// What a household holds or is about to hold: its contracts that are signed or handed over.
  public static func open(of household: HouseholdID, in reader: Reader) throws -> [Contract] {
    try all(of: household, in: reader).filter { Contract.State.open.contains($0.state) }
  }

  /// Whether a contract that stands was signed for a request.
  public static func isSigned(for request: RequestID, in reader: Reader) throws -> Bool {
    try reader.count(
      """
      SELECT count(*) AS n FROM contracts WHERE request = \(request)
        AND state IN (\(list: Contract.State.granted))
      """) > 0
  }

  /// The contract that holds a device, or nothing.
  public static func open(for device: DeviceID, in reader: Reader) throws -> Contract? {
    try reader.all(
      """
      \(columns) WHERE state IN (\(list: Contract.State.open)) AND (device = \(device)
        OR id IN (SELECT d.contract FROM contract_devices AS d WHERE d.device = \(device)))
      """
    ).map { try contract($0, in: reader) }.first { $0.held.contains(device) }
  }

  /// That an open contract holds a device now, as a condition of a query.
  ///
  /// - Parameters:
  ///   - device: a column of the query.
  ///   - condition: which contracts, over `o`.
  public static func holds(_ device: String, where condition: String) -> SQL {
    SQL(stringLiteral: LoansSchema.isHeld(device, where: condition))
  }

  /// The hand-over of a contract, or nothing before it.
  public static func handover(of id: ContractID, in reader: Reader) throws -> Handover? {
    try reader.first(
      """
      SELECT h.place, h.collector, acts.day, acts.actor FROM handovers AS h JOIN acts ON acts.entry = h.entry
      WHERE h.contract = \(id) AND acts.annulled = 0 ORDER BY h.entry LIMIT 1
      """
    ).map { row in
      Handover(
        place: try row["place"], day: try row["day"], actor: try row["actor"], collector: try row["collector"])
    }
  }

  /// How the device of a contract came back, the last of several; nothing while none has.
  public static func takeBack(of id: ContractID, in reader: Reader) throws -> Contract.TakeBack? {
    try returns(of: id, in: reader).last?.how
  }

  /// One device that left or came back under a contract.
  public struct Passage<How: Sendable>: Sendable {
    public let device: DeviceID
    /// The day, after corrections.
    public let day: Day
    /// Who recorded it.
    public let actor: PersonID
    public let how: How
  }

  /// The devices that were handed over under a contract, oldest first.
  public static func departures(of id: ContractID, in reader: Reader) throws -> [Passage<Contract.HandOver>] {
    try reader.all(
      """
      SELECT h.device, h.place, h.collector, acts.day, acts.actor FROM handovers AS h
      JOIN acts ON acts.entry = h.entry AND acts.annulled = 0 WHERE h.contract = \(id) ORDER BY h.entry
      """
    ).map { row in
      Passage(
        device: try row["device"], day: try row["day"], actor: try row["actor"],
        how: Contract.HandOver(at: try row["place"], to: try row["collector"]))
    }
  }

  /// The devices that came back under a contract, oldest first.
  public static func returns(of id: ContractID, in reader: Reader) throws -> [Passage<Contract.TakeBack>] {
    try reader.all(
      """
      SELECT t.entry, t.device, t.condition, t.reason, t.remark, t.signed, t.files, acts.day, acts.actor
      FROM take_backs AS t JOIN acts ON acts.entry = t.entry AND acts.annulled = 0
      WHERE t.contract = \(id) ORDER BY t.entry
      """
    ).map { row in
      Passage(
        device: try row["device"], day: try row["day"], actor: try row["actor"],
        how: try takeBack(row, in: reader))
    }
  }

  private static func takeBack(_ row: Row, in reader: Reader) throws -> Contract.TakeBack {
    let entry: EntryID = try row["entry"]
    let missing = try reader.all(
      """
      SELECT a.name FROM missing_accessories AS m
      JOIN contract_accessories AS a ON a.contract = m.contract AND a.position = m.position
      WHERE m.entry = \(entry) ORDER BY a.position
      """)
    return Contract.TakeBack(
      condition: try row["condition"], reason: try row["reason"], missing: try missing.map { try $0["name"] },
      remark: try row["remark"], isSigned: try row["signed"], files: try row["files"])
  }

  /// The day a contract was signed, after corrections.
  public static func signatureDay(of id: ContractID, in reader: Reader) throws -> Day? {
    try Corrections.standing(of: try entry(of: id, in: reader), in: reader)?.day
  }

  /// The steps of a contract, oldest first, those annulled too.
  public static func steps(of id: ContractID, in reader: Reader) throws -> [PastStep<Contract.Verb>] {
    try reader.all(
      """
      SELECT s.entry, s.verb, acts.day, acts.actor, acts.annulled FROM contract_steps AS s
      JOIN acts ON acts.entry = s.entry WHERE s.contract = \(id) ORDER BY s.entry
      """
    ).map { row in
      PastStep(
        entry: try row["entry"], verb: try row["verb"], day: try row["day"], actor: try row["actor"],
        annulled: try row["annulled"])
    }
  }

  /// The contract that made a household the owner of what it used under another, or nothing.
  public static func following(_ id: ContractID, in reader: Reader) throws -> Contract? {
    try reader.first("\(columns) WHERE follows = \(id) AND state <> \(Contract.State.annulled)").map {
      try contract($0, in: reader)
    }
  }

  /// The papers of a contract, as they were printed and as they were signed, latest first.
  public static func papers(of id: ContractID, in reader: Reader) throws -> [(paper: Digest, isSigned: Bool)] {
    try reader.all(
      """
      SELECT p.paper, p.signed FROM contract_papers AS p
      WHERE p.contract = \(id) AND \(SQL.stands("p.entry")) ORDER BY p.entry DESC
      """
    ).map { row in (try row["paper"], try row["signed"]) }
  }

  private static let columns: SQL = """
    SELECT id, request, household, borrower, place, contact, device, lender, kind, fee, pace, deposit, starts, term, stated_value,
      accidental_loss, follows, state, step FROM contracts
    """

  private static func contract(_ row: Row, in reader: Reader) throws -> Contract {
    let id: ContractID = try row["id"]
    let accessories = try reader.all(
      "SELECT name FROM contract_accessories WHERE contract = \(id) ORDER BY position")
    let terms = try terms(row, of: id, in: reader)
    let state: Contract.State = try row["state"]
    let agreement = Contract.Agreement(
      borrower: try borrower(row, of: id, in: reader), device: try row["device"],
      others: try others(of: id, in: reader), lender: try row["lender"], terms: terms,
      accessories: try accessories.map { try $0["name"] }, signature: try signature(of: id, in: reader),
      follows: try row["follows"])
    return Contract(
      id: id, agreement: agreement, state: state, step: try row["step"],
      term: try renewedTerm(of: id, in: reader) ?? terms.term,
      held: try held(agreement, of: id, at: state, in: reader))
  }

  private static func borrower(_ row: Row, of id: ContractID, in reader: Reader) throws -> Contract.Borrower {
    if let structure: StructureID = try row["borrower"] {
      return .structure(structure, Contract.Borrower.Use(at: try row["place"], contact: try row["contact"]))
    }
    if let request: RequestID = try row["request"] { return .household(try row["household"], .request(request)) }
    let reason = try reader.first("SELECT reason FROM contract_reasons WHERE contract = \(id)")
    return .household(try row["household"], .counter(because: try reason?["reason"] ?? ""))
  }

  /// The contracts with structures that hold something, oldest first; of one structure alone when it is named.
  public static func withStructures(_ only: StructureID? = nil, in reader: Reader) throws -> [Contract] {
    let condition: SQL = if let only { "AND borrower = \(only)" } else { "" }
    return try reader.all(
      """
      \(columns) WHERE borrower IS NOT NULL AND state IN (\(list: Contract.State.open)) \(condition) ORDER BY id
      """
    ).map { try contract($0, in: reader) }
  }

  private static func others(of id: ContractID, in reader: Reader) throws -> [DeviceID] {
    try reader.all(
      """
      SELECT d.device FROM contract_devices AS d
      WHERE d.contract = \(id) AND \(SQL.stands("d.entry")) ORDER BY d.entry
      """
    ).map { try $0["device"] }
  }

  /// Which of its devices a contract holds where it stands.
  static func held(
    _ agreement: Contract.Agreement, of id: ContractID, at state: Contract.State, in reader: Reader
  ) throws -> [DeviceID] {
    switch state {
    case .signed: return agreement.devices
    case .ended, .lost, .transferred, .converted, .cancelled, .annulled: return []
    case .handedOver:
      return try agreement.devices.filter { device in
        try reader.count(
          """
          SELECT count(*) AS n FROM (SELECT \(device) AS device, \(id) AS contract) AS q
          WHERE \(holds("q.device", where: "o.id = q.contract"))
          """) == 1
      }
    }
  }

  /// The devices a contract holds now, the one it was signed for first.
  public static func held(under id: ContractID, in reader: Reader) throws -> [DeviceID] {
    try reader.all(
      """
      SELECT q.device FROM (SELECT c.device AS device, 0 AS entry FROM contracts AS c WHERE c.id = \(id)
        UNION ALL SELECT d.device, d.entry FROM contract_devices AS d
        WHERE d.contract = \(id) AND \(SQL.stands("d.entry"))) AS q
      WHERE \(holds("q.device", where: "o.id = \(id)")) GROUP BY q.device ORDER BY min(q.entry)
      """
    ).map { try $0["device"] }
  }

  /// The devices a contract holds and that can come back: those neither stolen nor lost, as far as its incidents tell.
  public static func awaited(under id: ContractID, in reader: Reader) throws -> [DeviceID] {
    let gone: Set<DeviceID> = Set(
      try reader.all(
        """
        SELECT i.device FROM incidents AS i WHERE i.contract = \(id) AND \(SQL.stands("i.entry"))
          AND i.kind IN (\(list: Incident.Kind.allCases.filter(\.isGone))) AND NOT EXISTS (SELECT 1 FROM incident_ends AS e
            WHERE e.incident = i.id AND e.outcome = \(Incident.Outcome.found) AND \(SQL.stands("e.entry")))
        """
      ).map { try $0["device"] })
    return try held(under: id, in: reader).filter { !gone.contains($0) }
  }

  /// Whether a contract was renewed by an act of a day.
  public static func isRenewed(_ id: ContractID, on day: Day, in reader: Reader) throws -> Bool {
    try reader.first(
      """
      SELECT r.entry FROM contract_renewals AS r JOIN acts ON acts.entry = r.entry
      WHERE r.contract = \(id) AND acts.annulled = 0 AND acts.day = \(day) LIMIT 1
      """) != nil
  }

  private static func renewedTerm(of id: ContractID, in reader: Reader) throws -> Day? {
    try reader.first(
      """
      SELECT r.term FROM contract_renewals AS r
      WHERE r.contract = \(id) AND \(SQL.stands("r.entry")) ORDER BY r.entry DESC LIMIT 1
      """
    ).map { try $0["term"] }
  }

  private static func signature(of id: ContractID, in reader: Reader) throws -> Signature {
    let row = try reader.first(
      "SELECT signed_at, witness, capacity, representative FROM contract_signatures WHERE contract = \(id)")
    guard let row else { return .onPaper }
    let joint = try reader.all("SELECT name FROM joint_borrowers WHERE contract = \(id) ORDER BY position")
    let instant: Instant? = try row["signed_at"]
    return try Signature(
      instant.map { .screen($0) } ?? .paper, before: try row["witness"], capacity: try row["capacity"],
      representative: try row["representative"], joint: try joint.map { try $0["name"] })
  }

  private static func terms(_ row: Row, of id: ContractID, in reader: Reader) throws -> ContractTerms {
    let (amount, side): (Money?, ContractTerms.Side?) = (try row["stated_value"], try row["accidental_loss"])
    var value: ContractTerms.StatedValue?
    if let amount, let side { value = ContractTerms.StatedValue(amount, accidentalLossFallsOn: side) }
    return try ContractTerms(
      try row["kind"], charge: try charge(row, of: id, in: reader), starts: try row["starts"], term: try row["term"],
      deposit: try row["deposit"], statedValue: value)
  }

  /// What a contract asks for.
  static func charge(_ row: Row, of id: ContractID, in reader: Reader) throws -> ContractTerms.Charge {
    let kind: ContractKind = try row["kind"]
    switch ContractRules.of(kind).charge {
    case .nothing: return .nothing
    case .rent: return .rent(try row["fee"], every: try row["pace"])
    case .price:
      let instalments = try reader.all(
        "SELECT due_on, cents FROM contract_instalments WHERE contract = \(id) ORDER BY position")
      return .price(
        try instalments.map { ContractTerms.Instalment(try $0["cents"], due: try $0["due_on"]) })
    }
  }
}
