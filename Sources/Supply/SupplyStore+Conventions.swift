public import Kernel
public import Storage

extension SupplyStore {
  /// Records a convention signed on the act's day.
  ///
  /// - Parameter receiver: the structure that signed it to receive; whoever keeps the instance unless said.
  /// - Throws: ``SupplyFailure/referenceTaken(_:)``, ``SupplyFailure/emptyReference``, ``SupplyFailure/endsBeforeSigned(signed:ends:)``.
  public static func sign(
    convention reference: String, donor: DonorID, receiver: StructureID? = nil, endsOn: Day?,
    promises: Convention.Promises = Convention.Promises(), in change: Change
  ) throws -> Convention {
    let reference = trimmed(reference)
    guard !reference.isEmpty else { throw SupplyFailure.emptyReference }
    guard try convention(reference, in: change) == nil else { throw SupplyFailure.referenceTaken(reference) }
    let signed = change.act.day
    if let endsOn, endsOn < signed { throw SupplyFailure.endsBeforeSigned(signed: signed, ends: endsOn) }
    let id: ConventionID = try change.insert(
      """
      INSERT INTO conventions (donor, receiver, reference, ends_on, erasure_level, no_resale, certificate, entry)
      VALUES (\(donor), \(receiver), \(reference), \(endsOn), \(promises.erasure), \(promises.noResale),
        \(promises.certificate), \(change.entry))
      """)
    return Convention(
      id: id, donor: donor, receiver: receiver, reference: reference, signedOn: signed, endsOn: endsOn,
      promises: promises)
  }

  /// The convention that bears a reference, or nothing; an annulled one is as good as none, and leaves it free.
  public static func convention(_ reference: String, in reader: Reader) throws -> Convention? {
    try reader.first(conventions + " AND reference = \(trimmed(reference))").map(convention)
  }

  /// A convention by its number, or nothing.
  public static func convention(_ id: ConventionID, in reader: Reader) throws -> Convention? {
    try reader.first(conventions + " AND conventions.id = \(id)").map(convention)
  }

  /// The convention that the gift of a line comes under, or nothing.
  public static func convention(ofLine line: DonationLineID, in reader: Reader) throws -> Convention? {
    try reader.first(
      """
      \(conventions) AND conventions.id = (SELECT donations.convention FROM donation_lines
        JOIN gifts AS donations ON donations.id = donation_lines.donation WHERE donation_lines.id = \(line))
      """
    ).map(convention)
  }

  /// Every convention, the last signed first.
  public static func allConventions(in reader: Reader) throws -> [Convention] {
    try reader.all(conventions + " ORDER BY acts.day DESC, reference").map(convention)
  }

  /// Keeps the signed file of a convention; the latest counts.
  ///
  /// - Returns: the SHA-256 of the file.
  /// - Throws: ``SupplyFailure/emptyPaper(_:)``, ``SupplyFailure/paperFiled(_:)``.
  public static func keep(_ file: [UInt8], of convention: Convention, in change: Change) throws -> Digest {
    guard !file.isEmpty else { throw SupplyFailure.emptyPaper(convention.reference) }
    let digest = try StoredBytes.keep(file, in: change)
    guard try paper(of: convention.id, in: change) != digest else {
      throw SupplyFailure.paperFiled(convention.reference)
    }
    try change.run(
      """
      INSERT INTO convention_papers (entry, convention, digest) VALUES (\(change.entry), \(convention.id), \(digest))
      """)
    return digest
  }

  /// The SHA-256 of a convention's signed file, or nothing.
  public static func paper(of convention: ConventionID, in reader: Reader) throws -> Digest? {
    try reader.first(
      """
      SELECT digest FROM convention_papers WHERE convention = \(convention) AND \(SQL.stands("convention_papers.entry"))
      ORDER BY entry DESC LIMIT 1
      """
    ).map { try $0["digest"] }
  }

  private static let conventions: SQL = """
    SELECT conventions.id, donor, receiver, reference, ends_on, erasure_level, no_resale, certificate, acts.day
    FROM conventions JOIN acts ON acts.entry = conventions.entry WHERE acts.annulled = 0
    """

  private static func convention(_ row: Row) throws -> Convention {
    Convention(
      id: try row["id"], donor: try row["donor"], receiver: try row["receiver"], reference: try row["reference"],
      signedOn: try row["day"], endsOn: try row["ends_on"],
      promises: Convention.Promises(
        erasure: try row["erasure_level"], noResale: try row["no_resale"], certificate: try row["certificate"]))
  }
}
