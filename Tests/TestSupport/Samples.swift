public import Kernel
public import Storage

/// The zone of a département's instance.
public let paris = LocalZone(named: "Europe/Paris") ?? .utc

extension Clock {
  /// A clock stopped at noon, UTC, of a day.
  public static func noon(of day: Day) -> Clock {
    .stopped(at: Instant(milliseconds: Int64(day.ordinal) * 86_400_000 + 43_200_000), zone: paris)
  }
}

extension Day: ExpressibleByStringLiteral {
  /// A day written in a test; a wrong one is a mistake in the test.
  public init(stringLiteral text: String) {
    guard let day = try? Day(text) else { preconditionFailure("no such day: \(text)") }
    self = day
  }
}

extension AssetCode: ExpressibleByStringLiteral {
  /// A code written in a test.
  public init(stringLiteral text: String) {
    guard let code = try? AssetCode(text) else { preconditionFailure("no such code: \(text)") }
    self = code
  }
}

extension Actor {
  /// A visibly fictitious person of the chain.
  public static func sample(_ id: Int64 = 1, _ name: String = "Camille Exemple") -> Actor {
    Actor(id: PersonID(rawValue: id), name: name)
  }
}

extension Act {
  /// An act of the sample person on a day, recorded that day at noon.
  public static func sample(on day: Day = "2026-09-15", by actor: Actor = .sample()) -> Act {
    guard let act = try? Act(by: actor, on: day, clock: .noon(of: day)) else {
      preconditionFailure("a day is never after itself")
    }
    return act
  }
}

/// An action of the journal in a test of one room.
public enum TestAction: String, JournalAction {
  case test
}

extension Database {
  /// Does one change in a test, about the instance.
  public func change<Result>(_ act: Act = .sample(), _ body: (Change) throws -> Result) throws -> Result {
    try write(TestAction.test, act) { change in
      change.concerns(.instance)
      return try body(change)
    }
  }
}

extension Database {
  /// The guards that look at rows as they come in, of tables whose rows can be changed afterwards without their seeing it.
  public func guardsOfNewRowsAlone() throws -> [String] {
    try read { reader in
      try reader.all(
        """
        SELECT name FROM sqlite_schema AS guard WHERE type = 'trigger' AND name LIKE '%\\_on\\_insert' ESCAPE '\\'
          AND NOT EXISTS (SELECT 1 FROM sqlite_schema AS other WHERE other.type = 'trigger'
            AND other.tbl_name = guard.tbl_name
            -- Rows that change only by losing words, and never into anything else.
            AND (other.name = guard.tbl_name || '_forgets' OR other.name = replace(guard.name, '_on_insert', '_on_update')
              OR other.sql LIKE 'CREATE TRIGGER ' || guard.tbl_name || '_keeps_values BEFORE UPDATE ON %BEGIN SELECT RAISE(ABORT%'
                AND other.sql NOT LIKE '%WHEN%'))
        ORDER BY name
        """
      ).map { try $0["name"] }
    }
  }

  /// The unique keys of append-only tables over which `INSERT OR REPLACE` could still delete a row: none, in a good schema.
  ///
  /// Each is to be named to `Schema.appendOnly` or made by `Schema.unique`.
  public func replaceableKeys() throws -> [String] {
    try read { reader in
      let keys = try reader.all(
        """
        SELECT tables.name AS held, indexes.name AS name, indexes.origin AS origin,
          (SELECT group_concat(name, ', ') FROM pragma_index_info(indexes.name)) AS columns,
          guard.sql AS guarded, partial.sql AS guarded_apart
        FROM sqlite_schema AS tables JOIN pragma_index_list(tables.name) AS indexes
        JOIN sqlite_schema AS guard ON guard.type = 'trigger' AND guard.name = tables.name || '_keeps_keys'
        LEFT JOIN sqlite_schema AS partial ON partial.type = 'trigger' AND partial.name = indexes.name || '_keeps_rows'
        WHERE tables.type = 'table' AND indexes."unique" = 1 AND indexes.origin <> 'pk'
          -- A key that holds the whole primary key is taken only where that one is.
          AND EXISTS (SELECT 1 FROM pragma_table_info(tables.name) AS parts WHERE parts.pk > 0
            AND parts.name NOT IN (SELECT name FROM pragma_index_info(indexes.name)))
        ORDER BY held, columns
        """)
      return try keys.compactMap { row in
        let (table, columns, text): (String, String, String) = (try row["held"], try row["columns"], try row["guarded"])
        let apart: String? = try row["guarded_apart"]
        let same = columns.split(separator: ", ").map { "\($0) = NEW.\($0)" }.joined(separator: " AND ")
        return apart != nil || text.contains("(SELECT 1 FROM \(table) WHERE \(same))") ? nil : "\(table) (\(columns))"
      }
    }
  }
}
