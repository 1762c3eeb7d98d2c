public import Kernel
public import Storage

/// The repairs of devices and of people's own things.
public enum RepairStore {
  /// Begins a repair.
  ///
  /// - Throws: ``RefurbishmentFailure/reasonMissing`` without a diagnosis, ``RefurbishmentFailure/repairOpenAlready(_:)``.
  public static func open(_ thing: Repair.Thing, diagnosis: String, in change: Change) throws -> RepairID {
    guard diagnosis.contains(where: { !$0.isWhitespace }) else { throw RefurbishmentFailure.reasonMissing }
    if let open = try underWay(of: thing, in: change) {
      throw RefurbishmentFailure.repairOpenAlready(open.id)
    }
    let (device, round, visitor): (DeviceID?, Int?, VisitorID?) =
      switch thing {
      case .device(let device, let round): (device, round, nil)
      case .visitor(let visitor): (nil, nil, visitor)
      }
    return try change.insert(
      """
      INSERT INTO repairs (device, round, visitor, diagnosis, entry)
      VALUES (\(device), \(round), \(visitor), \(diagnosis), \(change.entry))
      """)
  }

  /// Ends a repair.
  ///
  /// - Parameters:
  ///   - minutes: how long it took.
  ///   - cost: what it cost besides the parts.
  /// - Throws: ``RefurbishmentFailure/noSuchRepair(_:)``, ``RefurbishmentFailure/repairEnded(_:)``,
  ///   ``RefurbishmentFailure/repairFigures(minutes:cost:)``.
  public static func close(
    _ id: RepairID, as outcome: Repair.Outcome, minutes: Int, cost: Money?, in change: Change
  ) throws -> Repair {
    try repair(id, in: change).requireOpen()
    guard (0...10_000).contains(minutes), cost.map({ $0 >= .zero }) ?? true else {
      throw RefurbishmentFailure.repairFigures(minutes: minutes, cost: cost)
    }
    try change.run(
      """
      INSERT INTO repair_ends (entry, repair, outcome, minutes, cost_cents)
      VALUES (\(change.entry), \(id), \(outcome), \(minutes), \(cost))
      """)
    return try repair(id, in: change)
  }

  /// A repair by its number.
  ///
  /// - Throws: ``RefurbishmentFailure/noSuchRepair(_:)``.
  public static func repair(_ id: RepairID, in reader: Reader) throws -> Repair {
    guard let repair = try repairs(where: "repairs.id = \(id)", in: reader).first else {
      throw RefurbishmentFailure.noSuchRepair(id)
    }
    return repair
  }

  /// The repair of a thing that is under way, or nothing.
  public static func underWay(of thing: Repair.Thing, in reader: Reader) throws -> Repair? {
    try repairs(where: isOf(thing), in: reader).first { $0.end == nil }
  }

  /// The repairs of somebody's own thing, oldest first.
  public static func repairs(of visitor: VisitorID, in reader: Reader) throws -> [Repair] {
    try repairs(where: isOf(.visitor(visitor)), in: reader)
  }

  /// All repairs, oldest first.
  ///
  /// - Parameter isOpen: only those under way.
  public static func all(onlyOpen isOpen: Bool, in reader: Reader) throws -> [Repair] {
    try repairs(where: "1 = 1", in: reader).filter { !isOpen || $0.end == nil }
  }

  /// The repairs of a device in one of its stays, oldest first.
  ///
  /// - Parameter moment: leaves aside what was recorded after that act.
  static func repairs(
    of device: DeviceID, round: Int, asOf moment: EntryID, in reader: Reader
  ) throws -> [Repair] {
    try repairs(where: isOf(.device(device, round: round)), asOf: moment, in: reader)
  }

  private static func isOf(_ thing: Repair.Thing) -> SQL {
    switch thing {
    case .device(let device, let round): "repairs.device = \(device) AND repairs.round = \(round)"
    case .visitor(let visitor): "repairs.visitor = \(visitor)"
    }
  }

  private static func repairs(
    where condition: SQL, asOf moment: EntryID = EntryID(rawValue: .max), in reader: Reader
  ) throws -> [Repair] {
    try reader.all(
      """
      SELECT repairs.id AS id, repairs.device AS device, repairs.round AS round, repairs.visitor AS visitor,
        repairs.diagnosis AS diagnosis, repairs.entry AS entry, acts.day AS day
      FROM repairs LEFT JOIN acts ON acts.entry = repairs.entry
      WHERE (\(condition)) AND repairs.entry <= \(moment) AND \(Acts.standing) ORDER BY repairs.id
      """
    ).map { row in
      let device: DeviceID? = try row["device"]
      let thing: Repair.Thing =
        if let device { .device(device, round: try row["round"]) } else { .visitor(try row["visitor"]) }
      let id: RepairID = try row["id"]
      return Repair(
        id: id, thing: thing, diagnosis: try row["diagnosis"], day: try Acts.day(row, in: reader),
        entry: try row["entry"], end: try end(of: id, asOf: moment, in: reader))
    }
  }

  private static func end(of repair: RepairID, asOf moment: EntryID, in reader: Reader) throws -> Repair.End? {
    try reader.first(
      """
      SELECT repair_ends.outcome AS outcome, repair_ends.minutes AS minutes, repair_ends.cost_cents AS cost_cents,
        repair_ends.entry AS entry, acts.day AS day
      FROM repair_ends LEFT JOIN acts ON acts.entry = repair_ends.entry
      WHERE repair_ends.repair = \(repair) AND repair_ends.entry <= \(moment) AND \(Acts.standing)
      ORDER BY repair_ends.entry DESC LIMIT 1
      """
    ).map { row in
      Repair.End(
        outcome: try row["outcome"], minutes: try row["minutes"], cost: try row["cost_cents"],
        day: try Acts.day(row, in: reader), entry: try row["entry"])
    }
  }
}
