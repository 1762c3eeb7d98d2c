import Application
import Inventory
import Kernel

/// One change of state, durable when it is answered, beside a bare transaction that writes the very same rows.
enum DurableChanges {
  private static let rounds = 20
  private static let actsInRound = 25

  /// Takes devices into the workshop, and writes what that wrote again into a copy that has no guards.
  ///
  /// The two take turns, so that whatever else the machine does weighs on both.
  static func measure(_ path: String, copy: String) throws {
    let chain = try Chain.open(path, now: Population.now)
    var waiting = try chain.devices(in: .received).map(\.code)[...]
    // The first device to follow a route brings the route's own rows with it.
    if let first = waiting.popFirst() { _ = try chain.startWork(on: first, as: Population.act(in: chain)) }
    _ = try chain.backUp(to: copy, as: Population.act(in: chain))
    let (written, bare) = (try BareDatabase(path), try BareDatabase(copy))
    try bare.removeTriggers()
    let tables = try tablesWithEntries(in: bare)
    var figure = Figure(name: "change", taken: [])
    for _ in 1...rounds {
      var entries: [EntryID] = []
      for _ in 1...actsInRound {
        guard let code = waiting.popFirst() else { return figure.print() }
        let act = try Population.act(in: chain)
        figure.taken.append(try measured { _ = try chain.startWork(on: code, as: act) })
        entries += chain.lastEntries
      }
      for entry in entries {
        let rows = try tables.flatMap { table in
          try bare.writings(of: table.rows(of: entry), in: written, by: table.statement)
        }
        figure.floor.append(try measured { try bare.write(rows) })
      }
    }
    figure.print()
  }

  private struct Table {
    let name: String
    let key: String
    let columns: [String]
    let isUpdated: Bool

    func rows(of entry: EntryID) -> String {
      "SELECT \(columns.joined(separator: ", ")) FROM \(name) WHERE \(key) = \(entry)"
    }

    var statement: String {
      if isUpdated {
        let last = columns.indices.last ?? 0
        let set = columns.dropLast().enumerated().map { "\($1) = ?\($0 + 1)" }.joined(separator: ", ")
        return "UPDATE \(name) SET \(set) WHERE \(columns[last]) = ?\(last + 1)"
      }
      let marks = columns.map { _ in "?" }.joined(separator: ", ")
      return "INSERT INTO \(name) (\(columns.joined(separator: ", "))) VALUES (\(marks))"
    }
  }

  /// The journal, every table whose rows belong to an entry of it, and the one table whose rows change.
  private static func tablesWithEntries(in database: BareDatabase) throws -> [Table] {
    func columns(of table: String) throws -> [String] {
      try database.texts("SELECT name FROM pragma_table_info('\(table)')")
    }
    let tables = try database.texts(
      """
      SELECT tables.name FROM sqlite_schema AS tables JOIN pragma_table_info(tables.name) AS columns
      WHERE tables.type = 'table' AND columns.name = 'entry' ORDER BY tables.name
      """)
    let standing = ["standing", "round", "state", "proof", "request", "contract", "id"]
    return try tables.map { Table(name: $0, key: "entry", columns: try columns(of: $0), isUpdated: false) } + [
      Table(name: "devices", key: "standing", columns: standing, isUpdated: true),
      Table(name: "journal", key: "sequence", columns: try columns(of: "journal"), isUpdated: false),
    ]
  }
}
