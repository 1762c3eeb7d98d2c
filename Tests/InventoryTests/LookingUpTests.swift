import Inventory
import Storage
import TestSupport
import Testing

/// SQLite keeps no figures of our tables: left to guess, it has taken all first movements for a few.
@Suite struct `What came in is looked up` {
  @Test(arguments: ["donation_line = 1", "device = 1", "entry = 1"])
  func `without reading what else did`(condition: String) throws {
    let plan = try Yard().database.read { reader in
      try reader.all(SQL(stringLiteral: "EXPLAIN QUERY PLAN SELECT entry FROM arrivals WHERE \(condition)")).map {
        row in
        try row["detail"] as String
      }
    }
    #expect(
      plan.contains { $0.hasPrefix("SEARCH devices") || $0.hasPrefix("SEARCH movements USING INTEGER PRIMARY KEY") })
    #expect(plan.filter { $0.hasPrefix("SCAN ") || $0.contains("movements_by_previous") } == [])
  }
}
