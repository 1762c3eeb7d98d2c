import Kernel
import TestSupport
import Testing

@testable import Storage

@Suite struct `A value of the database` {
  enum Grade: String, SQLConvertible { case a, b }

  static let digest = Digest.sha256([1])

  /// A value, and forms that are not its own: another storage class, another spelling, out of range.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let stored: SQLValue
    let comesBack: @Sendable (Row) throws -> Bool
    let refuses: @Sendable (SQLValue) -> Bool
    let wrong: [SQLValue]

    init?<Value: SQLConvertible & Equatable & Sendable>(
      _ value: Value?, _ stored: SQLValue, not wrong: [SQLValue]
    ) {
      guard let value else { return nil }
      testDescription = "\(Value.self)"
      self.stored = stored
      comesBack = { row in
        let strict: Value = try row["value"]
        let lenient: Value? = try row["value"]
        return strict == value && lenient == value && value.sqlValue == stored
      }
      refuses = { Value(sqlValue: $0) == nil }
      self.wrong = wrong + [.null]
    }
  }

  static let cases: [Case] =
    ([
      Case(-7, .integer(-7), not: [.text("-7"), .blob([7])]),
      Case(Int64.max, .integer(.max), not: [.text("1")]),
      Case(true, .integer(1), not: [.integer(2), .integer(-1), .text("true")]),
      Case("é 𝄞", .text("é 𝄞"), not: [.integer(1), .blob(Array("é".utf8))]),
      Case([UInt8]([0, 255]), .blob([0, 255]), not: [.text("x"), .integer(0)]),
      Case([UInt8](), .blob([]), not: [.text("")]),
      Case("", .text(""), not: [.blob([])]),
      Case(Grade.b, .text("b"), not: [.text("c"), .text("B"), .text(""), .integer(1)]),
      Case(Language.en, .text("en"), not: [.text("de")]),
      Case(DeviceID(rawValue: 12), .integer(12), not: [.text("12")]),
      Case(Instant(milliseconds: -1), .integer(-1), not: [.text("2026-01-01")]),
      Case(Money(cents: -250), .integer(-250), not: [.text("-2.50")]),
      Case(digest, .blob(digest.bytes), not: [.blob([1]), .text(digest.description)]),
      Case(
        "2024-02-29" as Day, .text("2024-02-29"), not: [.text("2025-02-29"), .text("29/02/2024"), .integer(19_782)]),
      Case(code, .text(code.characters), not: [.text(code.description), .text(code.characters.lowercased())]),
      Case(try? Siren("732829320"), .text("732829320"), not: [.text("732829321"), .text("732 829 320")]),
      Case(try? Siret("73282932000074"), .text("73282932000074"), not: [.text("73282932000075")]),
      Case(try? UAI("0470001W"), .text("0470001W"), not: [.text("0470001w"), .text("0470001A")]),
      Case(try? RNA("W472000001"), .text("W472000001"), not: [.text("w472000001")]),
      Case(try? InseeCommune("47001"), .text("47001"), not: [.text("4700"), .integer(47_001)]),
      Case(try? Departement("2A"), .text("2A"), not: [.text("2a"), .text("20")]),
      Case(try? PhoneNumber("0553000000"), .text("05 53 00 00 00"), not: [.text("0553000000")]),
      Case(try? EmailAddress("a@exemple.fr"), .text("a@exemple.fr"), not: [.text("a@EXEMPLE.fr"), .text("a")]),
    ] as [Case?]).compactMap(\.self)

  static let code: AssetCode = {
    var generator = SystemRandomNumberGenerator()
    return AssetCode.random(using: &generator)
  }()

  @Test(arguments: cases) func `comes back as it went in`(value: Case) throws {
    let row = try #require(try Database.sample().read { try $0.first("SELECT \(raw: value.stored) AS value") })
    #expect(try value.comesBack(row))
  }

  @Test(arguments: cases) func `is read from its own form and no other`(value: Case) {
    for wrong in value.wrong { #expect(value.refuses(wrong), "\(wrong)") }
  }

  @Test func `is never a text with a NUL in it, which other programs would cut short`() throws {
    let database = try Database.sample()
    let statement = "INSERT INTO remarks (entry, counter, words) VALUES (?, 1, ?)"
    #expect(throws: StorageFailure.constraint("a text with a NUL character", statement: statement)) {
      try database.change { change in
        try change.run("INSERT INTO remarks (entry, counter, words) VALUES (\(change.entry), 1, \("a\0b"))")
      }
    }
  }

  @Test func `keeps the bytes of a text, composed or not`() throws {
    let (composed, decomposed) = ("\u{E9}", "e\u{301}")
    let row = try #require(
      try Database.sample().read {
        try $0.first("SELECT \(composed) AS a, \(decomposed) AS b, \(composed) = \(decomposed) AS same")
      })
    let (a, b): (String, String) = (try row["a"], try row["b"])
    #expect(Array(a.utf8) == [0xC3, 0xA9] && Array(b.utf8) == [0x65, 0xCC, 0x81])
    #expect(try row["same"] == false)
  }

  static let unreadable: [(SQL, String)] = [
    ("SELECT 1.5 AS value", "REAL"), ("SELECT avg(2) AS value", "REAL"),
    ("SELECT CAST(x'FF41' AS TEXT) AS value", "TEXT, not UTF-8"),
  ]

  @Test(arguments: unreadable) func `is an integer, a text, bytes or NULL`(sql: SQL, found: String) throws {
    #expect(
      throws: StorageFailure.row(
        column: "value", expected: "INTEGER, TEXT, BLOB", found: found, statement: sql.text)
    ) { try Database.sample().read { try $0.all(sql) } }
  }
}

@Suite struct `A row` {
  @Test func `names the column it cannot give, and hides the value`() throws {
    let sql: SQL = "SELECT 'Mme Secrète' AS name, NULL AS empty"
    let row = try #require(try Database.sample().read { try $0.first(sql) })
    #expect(
      throws: StorageFailure.row(column: "name", expected: "Int", found: "TEXT", statement: sql.text)
    ) { let _: Int = try row["name"] }
    #expect(
      throws: StorageFailure.row(column: "name", expected: "Day", found: "TEXT", statement: sql.text)
    ) { let _: Day? = try row["name"] }
    #expect(
      throws: StorageFailure.row(column: "empty", expected: "String", found: "NULL", statement: sql.text)
    ) { let _: String = try row["empty"] }
    #expect(
      throws: StorageFailure.row(
        column: "nme", expected: "a column", found: "no such column", statement: sql.text)
    ) { let _: String = try row["nme"] }
  }

  @Test func `keeps a bound value out of every message`() throws {
    let database = try Database.sample()
    let secret = "Mme Secrète"
    let failure = #expect(throws: StorageFailure.self) {
      try database.change { change in
        try change.run("INSERT INTO counters (id, value) VALUES (1, \(secret))")
      }
    }
    let text = try #require(failure?.text)
    #expect(!text.fr.contains(secret) && !text.en.contains(secret))
  }
}

extension SQL.StringInterpolation {
  /// Binds a value as it is stored.
  mutating func appendInterpolation(raw value: SQLValue) {
    appendInterpolation(Raw(sqlValue: value))
  }

  private struct Raw: SQLConvertible { let sqlValue: SQLValue }
}
