/// The right to read the database, inside one transaction: everything read belongs to the same moment.
public class Reader {
  let connection: Connection
  private var isOver = false

  init(_ connection: Connection) {
    self.connection = connection
  }

  /// All rows of a query.
  public final func all(_ sql: SQL) throws(StorageFailure) -> [Row] { try rows(sql) }

  /// The first row of a query, or nothing.
  public final func first(_ sql: SQL) throws(StorageFailure) -> Row? { try rows(sql).first }

  /// The only value of a query's first row, `n` by name: `SELECT count(*) AS n FROM …`.
  public final func count(_ sql: SQL) throws(StorageFailure) -> Int {
    guard let row = try rows(sql).first else { return 0 }
    return try row["n"]
  }

  /// Whether what is run may change rows.
  var mayWrite: Bool { false }

  /// Runs a statement.
  final func rows(_ sql: SQL) throws(StorageFailure) -> [Row] {
    try requireOpen()
    return try connection.rows(sql, mayWrite: mayWrite)
  }

  /// Refuses what comes after the transaction this right was given for: nothing is changed outside an act.
  final func requireOpen() throws(StorageFailure) {
    guard !isOver else { throw .statement("used after its transaction", statement: nil) }
  }

  /// Ends the right.
  final func end() { isOver = true }
}
