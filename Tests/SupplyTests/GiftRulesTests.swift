import Kernel
import Storage
import TestSupport
import Testing

@testable import Supply

@Suite struct `The law of gifts, in figures` {
  let rules: GiftRules

  init() throws { rules = try GiftRules.shipped() }

  // CGPPP art. L. 3212-2 3°, decree of 6 May 2022: 300 € a device.
  @Test func `a public body gives what is worth 300 euros at most, since the decree`() throws {
    let (limit, over) = (Money(euros: 300), Money(cents: 30_001))
    try rules.checkGift(of: .laptop, worth: limit, origin: .publicGift, on: "2026-01-01")
    try rules.checkGift(of: .laptop, worth: nil, origin: .publicGift, on: "2026-01-01")
    try rules.checkGift(of: .laptop, worth: over, origin: .companyGift, on: "2026-01-01")
    try rules.checkGift(of: .laptop, worth: over, origin: .publicGift, on: "2022-05-05")
    let source = try #require(rules.unitValueCeiling(on: "2022-05-06")).source
    #expect(throws: SupplyFailure.worthTooMuch(.laptop, value: over, ceiling: limit, source: source)) {
      try rules.checkGift(of: .laptop, worth: over, origin: .publicGift, on: "2022-05-06")
    }
    #expect(source.contains("L. 3212-2"))
  }

  // The table of the decree of 7 November 2022.
  static let ceilings: [(ResaleConfiguration, Int64)] = [
    (.laptop, 180), (.desktopSet, 150), (.tablet, 100), (.smartphone, 100), (.screen, 30), (.printer, 30),
    (.multifunction, 170),
  ]

  @Test(arguments: ceilings)
  func `a public gift is resold at the ceiling, not a cent above`(
    configuration: ResaleConfiguration, euros: Int64
  ) throws {
    let ceiling = Money(euros: euros)
    func resell(_ price: Money, on day: Day = "2026-01-01", origin: LegalOrigin = .publicGift) throws {
      try rules.checkResale(
        of: configuration, origin: origin, by: [.generalInterest], buyerIsInNeed: true, price: price, on: day)
    }
    try resell(ceiling)
    let over = Money(cents: ceiling.cents + 1)
    let source = try #require(rules.resaleCeiling(for: configuration, on: "2026-01-01")).source
    #expect(source.contains("L. 3212-3"))
    #expect(throws: SupplyFailure.resaleTooDear(price: over, ceiling: ceiling, source: source)) { try resell(over) }
    try resell(over, on: "2022-11-06")
    try resell(over, origin: .companyGift)
  }

  @Test func `every configuration of the table has its ceiling, and every category knows its configurations`() {
    #expect(Self.ceilings.map(\.0) == ResaleConfiguration.allCases)
    #expect(Set(DeviceCategory.allCases.flatMap(ResaleConfiguration.of)) == Set(ResaleConfiguration.allCases))
  }

  @Test(arguments: StructureStatus.allCases)
  func `only an RUP or a general-interest association resells it`(status: StructureStatus) throws {
    let resell = {
      try rules.checkResale(
        of: .laptop, origin: .publicGift, by: [status], buyerIsInNeed: true, price: Money(euros: 50), on: "2026-01-01")
    }
    if [.publicUtility, .generalInterest].contains(status) {
      try resell()
    } else {
      #expect(throws: SupplyFailure.mayNotResell) { try resell() }
    }
  }

  @Test func `it is resold to people in need only`() throws {
    #expect(throws: SupplyFailure.resaleToAnyone) {
      try rules.checkResale(
        of: .laptop, origin: .publicGift, by: [.publicUtility], buyerIsInNeed: false, price: Money(euros: 50),
        on: "2026-01-01")
    }
  }

  // Loi 2021-1485 art. 16, décret 2023-266: over 10 years old is left out; 25, 35, then 50 percent.
  @Test func `devices over ten years old are left out of the rate, those of unknown year are not`() throws {
    #expect(rules.isLeftOut(madeIn: 2015, givenOn: "2026-06-01"))
    #expect(!rules.isLeftOut(madeIn: 2016, givenOn: "2026-06-01"))
    #expect(!rules.isLeftOut(madeIn: nil, givenOn: "2026-06-01"))
    #expect(!rules.isLeftOut(madeIn: 1990, givenOn: "2022-12-31"))
    let targets: [(Day, Int?)] = [
      ("2022-12-31", nil), ("2023-12-31", 25), ("2024-12-31", 35), ("2025-01-01", 50), ("2031-01-01", 50),
    ]
    for (day, percent) in targets { #expect(rules.reuseTarget(on: day)?.value == percent, "\(day)") }
  }

  @Test func `a file of figures is read strictly`() throws {
    func read(_ ceilings: String) throws {
      let text = """
        {"id": "r", "version": "1", "publicGiftUnitValue": [], "reuseRateAge": [], "reuseTarget": [],
         "resaleCeilings": \(ceilings)}
        """
      _ = try GiftRules(Array(text.utf8), file: "r.json")
    }
    try read("[]")
    for slip in [
      #"[{"from": "2022-01-01", "source": "s", "euros": {"spaceship": 3}}]"#,
      #"[{"from": "2022-01-01", "source": "s", "euros": {"laptop": -3}}]"#,
      #"[{"from": "2022-01-01", "source": "s", "euros": {}}, {"from": "2022-01-01", "source": "s", "euros": {}}]"#,
    ] { #expect(throws: JSONFailure.self) { try read(slip) } }
  }
}

@Suite struct `The signed file of a convention` {
  @Test func `is kept by its hash, the latest counts, annulled it is gone`() throws {
    let supply = try Gisements()
    let convention = try supply.sign("A").0
    func keep(_ text: String) throws -> (Digest, EntryID) {
      try supply.database.change { change in
        (try SupplyStore.keep(Array(text.utf8), of: convention, in: change), change.entry)
      }
    }
    func paper() throws -> Digest? { try supply.database.read { try SupplyStore.paper(of: convention.id, in: $0) } }
    #expect(try paper() == nil)
    let first = try keep("%PDF-1.7 un").0
    let (second, entry) = try keep("%PDF-1.7 deux")
    #expect(first == Digest.sha256("%PDF-1.7 un".utf8))
    #expect(try paper() == second)
    try supply.annul(entry)
    #expect(try paper() == first)
  }

  @Test func `stands beside what was promised`() throws {
    let supply = try Gisements()
    let promises = Convention.Promises(erasure: .purge, noResale: true, certificate: true)
    try supply.database.change { change in
      _ = try SupplyStore.sign(
        convention: "P", donor: supply.town, receiver: Gisements.association, endsOn: nil, promises: promises,
        in: change)
    }
    let found = try #require(try supply.convention("P"))
    #expect(found.promises == promises && found.receiver == Gisements.association)
  }
}
