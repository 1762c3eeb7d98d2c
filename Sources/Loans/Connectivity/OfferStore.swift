public import Kernel
public import Storage

/// One answer of a household about an offer, as it was recorded.
public struct OfferRecord: Sendable, Equatable {
  public let entry: EntryID
  public let household: HouseholdID
  /// The offer, by its name for programs.
  public let offer: String
  public let answer: OfferAnswer
  /// The code of the funding line that helps to pay, as `fsl`.
  public let funding: String?
  /// The day it was told, as corrected.
  public let day: Day
}

/// Keeps the catalogues of social offers, and what households answered.
public enum OfferStore {
  /// Puts a catalogue in force from the act's day.
  ///
  /// - Throws: ``OfferFailure/versionTaken(catalogue:version:)`` when that version is known with another content.
  public static func adopt(_ catalogue: OfferCatalogue, body: String, in change: Change) throws {
    let others = try change.count(
      """
      SELECT count(*) AS n FROM offer_catalogues
      WHERE id = \(catalogue.id) AND version = \(catalogue.version) AND body <> \(body)
      """)
    guard others == 0 else { throw OfferFailure.versionTaken(catalogue: catalogue.id, version: catalogue.version) }
    try change.run(
      """
      INSERT INTO offer_catalogues (entry, id, version, body)
      VALUES (\(change.entry), \(catalogue.id), \(catalogue.version), \(body))
      """)
  }

  /// The catalogue that serves on a day: the one adopted last, up to that day, else the shipped one.
  public static func catalogue(on day: Day, in reader: Reader) throws -> OfferCatalogue {
    let row = try reader.first(
      """
      SELECT c.id, c.body FROM offer_catalogues AS c JOIN acts ON acts.entry = c.entry
      WHERE acts.annulled = 0 AND acts.day <= \(day) ORDER BY c.entry DESC LIMIT 1
      """)
    guard let row else { return try OfferCatalogue.shipped() }
    let (id, body): (String, String) = (try row["id"], try row["body"])
    return try OfferCatalogue(Array(body.utf8), file: id)
  }

  /// Records what came of an offer for a household, on the act's day.
  ///
  /// - Throws: ``OfferFailure/answeredAlready(_:_:_:)``, ``OfferFailure/fundsOnlySubscriptions``,
  ///   ``LoansFailure/noHousehold(_:)``, ``LoansFailure/noFundingLine(_:known:)``.
  public static func record(
    _ answer: OfferAnswer, to offer: String, of household: HouseholdID, funding: String?, in change: Change
  ) throws {
    _ = try HouseholdStore.existing(household, in: change)
    guard funding == nil || answer == .subscribed else { throw OfferFailure.fundsOnlySubscriptions }
    let line = try funding.map { try FundingStore.existing($0, in: change).id }
    let standing = try answers(of: household, in: change).last { $0.offer == offer }
    guard standing?.answer != answer else { throw OfferFailure.answeredAlready(household, offer, answer) }
    try change.run(
      """
      INSERT INTO offer_answers (entry, household, offer, answer, funding)
      VALUES (\(change.entry), \(household), \(offer), \(answer), \(line))
      """)
  }

  /// What a household answered, in the order it was recorded.
  public static func answers(of household: HouseholdID, in reader: Reader) throws -> [OfferRecord] {
    try reader.all("\(records) AND a.household = \(household) ORDER BY a.entry").map(record)
  }

  /// What all households answered on the days of a period, in the order it was recorded.
  public static func answers(in period: Period, reader: Reader) throws -> [OfferRecord] {
    try reader.all(
      "\(records) AND acts.day BETWEEN \(period.first) AND \(period.last) ORDER BY a.entry"
    ).map(record)
  }

  private static let records: SQL = """
    SELECT a.entry, a.household, a.offer, a.answer, l.code AS funding, acts.day FROM offer_answers AS a
    JOIN acts ON acts.entry = a.entry LEFT JOIN funding_lines AS l ON l.id = a.funding WHERE acts.annulled = 0
    """

  private static func record(_ row: Row) throws -> OfferRecord {
    OfferRecord(
      entry: try row["entry"], household: try row["household"], offer: try row["offer"], answer: try row["answer"],
      funding: try row["funding"], day: try row["day"])
  }
}

extension OfferAnswer: SQLConvertible {}
