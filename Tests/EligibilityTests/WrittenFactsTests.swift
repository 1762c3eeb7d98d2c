import Testing

@testable import Eligibility

@Suite struct `A fact as people write it` {
  static let cases: [(programme: String, fact: String, written: String, value: FactValue)] = [
    ("pret-familles-college", "qf", "512", .number(512)),
    ("pret-familles-college", "qf", "aucun", .absent),
    ("pret-familles-college", "qf", "None", .absent),
    ("pret-familles-college", "lives_in_dept", "oui", .truth(true)),
    ("pret-familles-college", "college", "0479901G", .text("0479901G")),
    // A word of the fact's own list, whatever else it can mean.
    ("don-communal", "equipment", "none", .text("none")),
    ("don-communal", "equipment", "aucun", .absent),
  ]

  @Test(arguments: cases)
  func `is read as its programme declares it`(programme: String, fact: String, written: String, value: FactValue)
    throws
  {
    let bytes = try #require(ShippedProgrammes.bytes(of: "\(programme).json"))
    let loaded = try Programme(reading: bytes, file: "\(programme).json")
    let declaration = try #require(loaded.facts.first { $0.name == fact })
    #expect(try loaded.value(of: declaration, written: written) == value)
  }
}
