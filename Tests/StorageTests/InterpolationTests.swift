import Kernel
import TestSupport
import Testing

@testable import Storage

@Suite struct `SQL by interpolation` {
  static let attempts = [
    "'; DROP TABLE counters; --", "x' OR '1'='1", "\"; DELETE FROM journal; --",
    "1); INSERT INTO counters VALUES (9, 9",
    "?", "?1", ":name", "é\u{301}’'''", "\\'; --", "",
  ]

  @Test(arguments: attempts) func `a value is bound, whatever it says`(input: String) throws {
    let database = try Database.sample()
    try database.change { change in
      try change.run("INSERT INTO counters (id, value) VALUES (1, 0)")
      try change.run("INSERT INTO remarks (entry, counter, words) VALUES (\(change.entry), 1, \(input))")
      let found: String? = try change.first("SELECT words FROM remarks WHERE words = \(input)")?["words"]
      #expect(found.map { Array($0.utf8) } == Array(input.utf8))
    }
    #expect(try database.count("counters") == 1)
  }

  @Test func `a literal between the brackets is a value too`() {
    let sql: SQL = "SELECT \("DESC") AS \(true)"
    #expect(sql.text == "SELECT ? AS ?")
    #expect(sql.values == [.text("DESC"), .integer(1)])
  }

  @Test func `lists, options and pieces keep the order of their values`() {
    let nothing: Int? = nil
    let condition: SQL = "state IN (\(list: [Language.fr, .en])) AND place = \(nothing)"
    let sql: SQL = "SELECT 1 FROM t WHERE id = \(7) AND \(condition)" + " LIMIT \(3)"
    #expect(sql.text == "SELECT 1 FROM t WHERE id = ? AND state IN (?, ?) AND place = ? LIMIT ?")
    #expect(sql.values == [.integer(7), .text("fr"), .text("en"), .null, .integer(3)])
  }

  @Test func `an empty list holds nothing`() throws {
    let none: [Int] = []
    let row = try Database.sample().read {
      try $0.first("SELECT 1 IN (\(list: none)) AS held, 1 NOT IN (\(list: none)) AS missing")
    }
    #expect(try row?["held"] == Bool?(false))
    #expect(try row?["missing"] == Bool?(true))
  }
}

@Suite struct `A statement` {
  static let mistakes: [(SQL, String)] = [
    ("SELECT 1 AS n; SELECT 2 AS n", "one statement at a time"), ("", "one statement at a time"),
    ("-- nothing", "one statement at a time"), ("SELECT ? AS n", "as many values as parameters"),
    ("DELETE FROM counters", "a reader changes nothing"),
    ("SELECT \"word\" AS n", "no such column: word"), ("SELEC 1", "near \"SELEC\": syntax error"),
  ]

  @Test(arguments: mistakes) func `that is a mistake is refused whole`(sql: SQL, rule: String) throws {
    let database = try Database.sample()
    #expect(throws: StorageFailure.statement(rule, statement: sql.text)) {
      try database.read { try $0.all(sql) }
    }
  }

  @Test func `may end with a semicolon and white space`() throws {
    #expect(try Database.sample().read { try $0.count("SELECT 1 AS n ; \n") } == 1)
  }

  @Test func `is kept prepared, but not for ever`() throws {
    let connection = try Connection(nil, shownAs: ":memory:")
    for length in 1...(Connection.keptStatements * 2) {
      let numbers = Array(0..<length)
      let rows = try connection.rows("SELECT count(*) AS n FROM sqlite_schema WHERE rootpage IN (\(list: numbers))")
      #expect(try rows.first?["n"] == Int?(0))
    }
    #expect(connection.countOfStatements == Connection.keptStatements)
  }

  @Test func `sees the columns that another process has added since`() throws {
    let scratch = try Scratch()
    let (first, second) = (try scratch.create(), try Connection(scratch.path, shownAs: scratch.path))
    try first.change { try $0.run("INSERT INTO counters (id, value) VALUES (1, 5)") }
    #expect(try second.rows("SELECT * FROM counters").first?["value"] == Int?(5))
    let third = try Connection(scratch.path, shownAs: scratch.path)
    try third.script("ALTER TABLE counters RENAME COLUMN value TO figure; ALTER TABLE counters ADD COLUMN more TEXT")
    let row = try #require(try second.rows("SELECT * FROM counters").first)
    #expect(try row["figure"] == 5)
    #expect(try row["more"] == String?.none)
  }
}
