/// The right to read the database, inside one transaction: everything read belongs to the same moment.
public class Reader {
  let connection: Connection

  init(_ connection: Connection) {
    self.connection = connection
  }

  /// All rows of a query.
  public final func all(_ sql: SQL) throws(StorageFailure) -> [Row] { try connection.rows(sql) }

  /// The first row of a query, or nothing.
  public final func first(_ sql: SQL) throws(StorageFailure) -> Row? { try connection.rows(sql).first }

  /// The only value of a query's first row, `n` by name: `SELECT count(*) AS n FROM …`.
  public final func count(_ sql: SQL) throws(StorageFailure) -> Int {
    guard let row = try connection.rows(sql).first else { return 0 }
    return try row["n"]
  }
}
