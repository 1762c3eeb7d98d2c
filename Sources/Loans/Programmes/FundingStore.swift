public import Kernel
public import Storage

/// Keeps funding lines; money is granted and spent by acts, and never changed.
public enum FundingStore {
  /// Opens a line with its first money.
  ///
  /// - Throws: ``LoansFailure/notAFundingCode(_:)``, ``LoansFailure/fundingCodeTaken(_:)``, ``LoansFailure/emptyFunding``,
  ///   ``LoansFailure/moneyNotPositive(_:)``.
  public static func open(
    _ code: String, title: String, funder: String, budget: Money, in change: Change
  ) throws -> FundingLine {
    guard FundingLine.isCode(code) else { throw LoansFailure.notAFundingCode(code) }
    guard let title = title.trimmed, let funder = funder.trimmed else { throw LoansFailure.emptyFunding }
    guard try find(code, in: change) == nil else { throw LoansFailure.fundingCodeTaken(code) }
    let id: FundingLineID = try change.insert(
      """
      INSERT INTO funding_lines (code, title, funder, entry) VALUES (\(code), \(title), \(funder), \(change.entry))
      """)
    try move(budget, on: id, spends: false, for: nil, in: change)
    return FundingLine(id: id, code: code, title: title, funder: funder, budget: budget, spent: Money(cents: 0))
  }

  /// Adds money to a line.
  ///
  /// - Throws: ``LoansFailure/noFundingLine(_:known:)``, ``LoansFailure/moneyNotPositive(_:)``.
  public static func grant(_ money: Money, on code: String, in change: Change) throws -> FundingLine {
    try move(money, on: existing(code, in: change).id, spends: false, for: nil, in: change)
    return try existing(code, in: change)
  }

  /// Spends money of a line, for a request or for something else.
  ///
  /// - Throws: ``LoansFailure/noFundingLine(_:known:)``, ``LoansFailure/moneyNotPositive(_:)``, ``LoansFailure/noRequest(_:)``, and
  ///   ``LoansFailure/fundingExhausted(_:remaining:wanted:)`` when less is left.
  public static func spend(
    _ money: Money, on code: String, for request: RequestID?, in change: Change
  ) throws -> FundingLine {
    let line = try existing(code, in: change)
    if let request { _ = try RequestStore.existing(request, in: change) }
    guard money.cents <= line.remaining.cents else {
      throw LoansFailure.fundingExhausted(code, remaining: line.remaining, wanted: money)
    }
    try move(money, on: line.id, spends: true, for: request, in: change)
    return try existing(code, in: change)
  }

  /// Every line, by code.
  public static func all(in reader: Reader) throws -> [FundingLine] {
    try reader.all("\(lines) GROUP BY l.id, l.code, l.title, l.funder ORDER BY l.code").map(line)
  }

  /// The line of a code, or nothing.
  public static func find(_ code: String, in reader: Reader) throws -> FundingLine? {
    try reader.first("\(lines) AND l.code = \(code) GROUP BY l.id, l.code, l.title, l.funder").map(line)
  }

  static func existing(_ code: String, in reader: Reader) throws -> FundingLine {
    guard let line = try find(code, in: reader) else {
      throw LoansFailure.noFundingLine(code, known: try all(in: reader).map(\.code))
    }
    return line
  }

  private static func move(
    _ money: Money, on line: FundingLineID, spends: Bool, for request: RequestID?, in change: Change
  ) throws {
    guard money.cents > 0 else { throw LoansFailure.moneyNotPositive(money) }
    try change.run(
      """
      INSERT INTO funding_moves (entry, line, spends, cents, request)
      VALUES (\(change.entry), \(line), \(spends ? 1 : 0), \(money.cents), \(request))
      """)
  }

  private static let lines: SQL = """
    SELECT l.id, l.code, l.title, l.funder,
      coalesce(sum(m.cents) FILTER (WHERE m.spends = 0), 0) AS budget,
      coalesce(sum(m.cents) FILTER (WHERE m.spends = 1), 0) AS spent
    FROM funding_lines AS l LEFT JOIN funding_moves AS m ON m.line = l.id AND \(SQL.stands("m.entry"))
    WHERE \(SQL.stands("l.entry"))
    """

  private static func line(_ row: Row) throws -> FundingLine {
    let (budget, spent): (Int, Int) = (try row["budget"], try row["spent"])
    return FundingLine(
      id: try row["id"], code: try row["code"], title: try row["title"], funder: try row["funder"],
      budget: Money(cents: Int64(budget)), spent: Money(cents: Int64(spent)))
  }
}
