import CSQLite

/// The rows that taking a list in wrote, written again by prepared statements in one transaction: what the same costs without
/// Rebond.
enum Lists {
  /// - Parameter copy: the database as it was before, whose guards go.
  static func measureFloor(_ path: String, copy: String) throws {
    let (written, bare) = (try BareDatabase(path), try BareDatabase(copy))
    try bare.removeTriggers()
    try written.script("ATTACH '\(copy)' AS before")
    let tables = try written.texts(
      """
      SELECT tables.name FROM main.sqlite_schema AS tables WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%'
      ORDER BY tables.rootpage
      """)
    var rows: [BareDatabase.Writing] = []
    for table in tables {
      let columns = try written.texts("SELECT name FROM pragma_table_xinfo('\(table)') WHERE hidden = 0")
      let named = columns.map { "\"\($0)\"" }.joined(separator: ", ")
      let marks = columns.map { _ in "?" }.joined(separator: ", ")
      rows += try bare.writings(
        of: "SELECT \(named) FROM main.\(table) EXCEPT SELECT \(named) FROM before.\(table)", in: written,
        by: "INSERT INTO \(table) (\(named)) VALUES (\(marks))")
    }
    Figure(name: "list", taken: [], floor: [try measured { try bare.write(rows) }]).print()
    print("list-rows\ttaken\t\(rows.count)")
  }
}
