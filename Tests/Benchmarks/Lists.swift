import CSQLite

/// The rows that taking a list in wrote, written again by prepared statements in one transaction: what the same costs without
/// Rebond.
enum Lists {
  /// - Parameter copy: the database as it was before, whose guards go.
  static func measureFloor(_ path: String, copy: String) throws {
    let (written, bare) = (try BareDatabase(path), try BareDatabase(copy))
    try bare.removeTriggers()
    let last = try bare.texts("SELECT max(sequence) FROM journal").first ?? "0"
    let tables = try written.texts(
      """
      SELECT tables.name FROM sqlite_schema AS tables WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%'
      ORDER BY tables.rootpage
      """)
    var rows: [BareDatabase.Writing] = []
    for table in tables {
      let columns = try written.texts("SELECT name FROM pragma_table_xinfo('\(table)') WHERE hidden = 0")
      let key = ["entry", "standing", "sequence"].first(where: columns.contains)
      guard let key else { continue }
      let marks = columns.map { _ in "?" }.joined(separator: ", ")
      rows += try bare.writings(
        of: "SELECT \(columns.joined(separator: ", ")) FROM \(table) WHERE \(key) > \(last)", in: written,
        by: "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(marks))")
    }
    Figure(name: "list", taken: [], floor: [try measured { try bare.write(rows) }]).print()
    print("list-rows\ttaken\t\(rows.count)")
  }
}
