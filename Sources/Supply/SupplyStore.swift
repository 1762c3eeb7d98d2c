public import Kernel
public import Storage

/// Donors, conventions, donations and statuses in the database.
public enum SupplyStore {
  static func trimmed(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  // MARK: Statuses of structures

  /// Puts on file that a structure has a status.
  ///
  /// The latest word on a status since a day counts: an end is told by filing it again with one.
  /// - Throws: ``SupplyFailure/statusEndsBefore(since:ends:)``, ``SupplyFailure/statusFiled(structure:_:since:)``.
  public static func file(
    _ status: StructureStatus, of structure: StructureID, since: Day, endsOn: Day?, in change: Change
  ) throws {
    if let endsOn, endsOn < since { throw SupplyFailure.statusEndsBefore(since: since, ends: endsOn) }
    let known = try statements(of: structure, in: change).last { $0.status == status && $0.since == since }
    if let known, known.endsOn == endsOn {
      throw SupplyFailure.statusFiled(structure: structure, status, since: since)
    }
    try change.run(
      """
      INSERT INTO structure_statuses (entry, structure, status, since, ends_on)
      VALUES (\(change.entry), \(structure), \(status), \(since), \(endsOn))
      """)
  }

  /// Every statement on file, or those of one structure; annulled ones left out.
  public static func statements(of structure: StructureID? = nil, in reader: Reader) throws -> [StatusStatement] {
    let condition: SQL = if let structure { "AND structure = \(structure)" } else { "" }
    return try reader.all(
      """
      SELECT structure_statuses.entry, structure, status, since, ends_on, acts.day
      FROM structure_statuses JOIN acts ON acts.entry = structure_statuses.entry
      WHERE acts.annulled = 0 \(condition) ORDER BY structure_statuses.entry
      """
    ).map { row in
      try StatusStatement(
        entry: row["entry"], structure: row["structure"], status: row["status"], since: row["since"],
        endsOn: row["ends_on"], filedOn: row["day"])
    }
  }

  /// The statuses a structure has on file on a day.
  public static func statuses(
    of structure: StructureID, on day: Day, in reader: Reader
  ) throws -> Set<StructureStatus> {
    Set(try statements(of: structure, in: reader).filedBy(day).filter { $0.covers(day) }.map(\.status))
  }

  /// The structures that may be given equipment by a public body on a day.
  ///
  /// - Parameter filedSince: that a statement counts which was put on file since.
  public static func publicGiftReceivers(
    on day: Day, filedSince: Bool = false, in reader: Reader
  ) throws -> [StructureID] {
    let holding = try statements(in: reader).filedBy(filedSince ? .last : day).filter { said in
      said.status.mayReceivePublicGifts && said.covers(day)
    }
    return Set(holding.map(\.structure)).sorted()
  }
}

extension StructureStatus: SQLConvertible {}
extension Donor.Kind: SQLConvertible {}
extension Donor.Stage: SQLConvertible {}
extension Prospecting.Frequency: SQLConvertible {}
extension TaxReceipt.Form: SQLConvertible {}
