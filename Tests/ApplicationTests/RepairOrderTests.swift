import Inventory
import Kernel
import Refurbishment
import Storage
import TestSupport
import Testing

@testable import Application

@Suite struct `A contract for the repair of one's own PC` {
  private let story: WorkshopStory
  private let code: AssetCode
  private var chain: Chain { story.chain }

  init() throws {
    story = try WorkshopStory()
    code = try story.chain.takeVisitor(
      .laptop, named: "Carnet 14", code: nil, owner: VisitorOwner(name: "Sacha Exemple", contact: "01 99 00 12 34"),
      serials: ["EMU-HDD-0001"], as: story.act("2026-09-10")
    ).visitor.code
  }

  private func quote(_ euros: Int64, on day: Day = "2026-09-11") throws {
    _ = try chain.quote(
      "changer la batterie", price: Money(euros: euros), forVisitor: code, as: story.act(day))
  }

  private func order(on day: Day = "2026-09-11") throws -> String {
    try OutsideProgram.text(ofPDF: chain.printRepairOrder(of: code, as: story.act(day)).pdf)
  }

  @Test func `is repaired only once its price is accepted`() throws {
    try quote(25)
    #expect(throws: QuoteFailure.notAccepted(code)) {
      try chain.openRepair(of: code, diagnosis: "Batterie morte", as: story.act("2026-09-11"))
    }
    _ = try chain.answer(.accepted, toQuoteFor: code, as: story.act("2026-09-12"))
    _ = try chain.openRepair(of: code, diagnosis: "Batterie morte", as: story.act("2026-09-12"))
    #expect(try chain.check(against: nil).faults.isEmpty)
  }

  @Test func `is not repaired once its price is declined, unless another is accepted`() throws {
    try quote(80)
    _ = try chain.answer(.declined, toQuoteFor: code, as: story.act("2026-09-12"))
    #expect(throws: QuoteFailure.notAccepted(code)) {
      try chain.openRepair(of: code, diagnosis: "Batterie morte", as: story.act("2026-09-12"))
    }
    #expect(throws: QuoteFailure.answered(code, .declined)) {
      try chain.answer(.accepted, toQuoteFor: code, as: story.act("2026-09-12"))
    }
    try quote(20, on: "2026-09-13")
    _ = try chain.answer(.accepted, toQuoteFor: code, as: story.act("2026-09-13"))
    _ = try chain.openRepair(of: code, diagnosis: "Batterie morte", as: story.act("2026-09-13"))
  }

  @Test func `waits for a quote to be told, and for a day that follows it`() throws {
    #expect(throws: QuoteFailure.nothingQuoted(code)) {
      try chain.answer(.accepted, toQuoteFor: code, as: story.act("2026-09-11"))
    }
    try quote(25, on: "2026-09-13")
    #expect(throws: QuoteFailure.beforeQuote("2026-09-12", told: "2026-09-13")) {
      try chain.answer(.accepted, toQuoteFor: code, as: story.act("2026-09-12"))
    }
    #expect(throws: QuoteFailure.workMissing) {
      try chain.quote(" ", price: .zero, forVisitor: code, as: story.act("2026-09-13"))
    }
    #expect(throws: QuoteFailure.priceBelowZero(Money(cents: -1))) {
      try chain.quote("rien", price: Money(cents: -1), forVisitor: code, as: story.act("2026-09-13"))
    }
  }

  @Test func `is undone from its end: the answer, then the quote`() throws {
    try quote(25)
    let told = try story.latest
    _ = try chain.answer(.accepted, toQuoteFor: code, as: story.act("2026-09-12"))
    let said = try story.latest
    #expect(throws: CorrectionFailure.restedOn(told, by: [said])) {
      try chain.correct(told, .annulment, because: "erreur", as: story.act("2026-09-12"))
    }
    try chain.correct(said, .annulment, because: "erreur", as: story.act("2026-09-12"))
    #expect(try chain.quote(forVisitor: code)?.answer == nil)
    try chain.correct(told, .annulment, because: "erreur", as: story.act("2026-09-12"))
    #expect(try chain.quote(forVisitor: code) == nil)
    #expect(try chain.check(against: nil).faults.isEmpty)
  }

  @Test(arguments: [
    "INSERT INTO visitor_answers (entry, quote, word) VALUES (ENTRY, QUOTE, 'declined')",
    "INSERT INTO visitor_quotes (entry, visitor, work, price_cents) VALUES (ENTRY, 1, 'x', -1)",
    "INSERT INTO visitor_quotes (entry, visitor, work, price_cents) VALUES (ENTRY, 1, ' ', 0)",
    "UPDATE visitor_quotes SET price_cents = 0", "DELETE FROM visitor_answers",
  ])
  func `is guarded by straight SQL`(_ statement: String) throws {
    try quote(25)
    let told = try story.latest
    _ = try chain.answer(.accepted, toQuoteFor: code, as: story.act("2026-09-12"))
    #expect(throws: StorageFailure.self) {
      try story.database.write(Action.correct, story.act("2026-09-12")) { change in
        change.concerns(.instance)
        let sql = statement.replacing("ENTRY", with: "\(change.entry)").replacing("QUOTE", with: "\(told)")
        try change.run(SQL(stringLiteral: sql))
      }
    }
  }

  @Test(.enabled(if: OutsideProgram.pdftotext != nil, "no pdftotext here"))
  func `is a paper to sign: not to be erased, its price, its data, its liability`() throws {
    let blank = try order()
    #expect(blank.contains("NE PAS EFFACER") && blank.contains("R-000001") && blank.contains("EMU-HDD-0001"))
    #expect(blank.contains("L'atelier dit le prix avant de réparer"))
    try quote(25)
    let quoted = try order()
    #expect(quoted.contains("changer la batterie") && quoted.contains("25,00 €"))
    #expect(quoted.contains("Les données restent") && quoted.contains("Responsabilité"))
    #expect(!quoted.contains("L'atelier dit le prix avant de réparer"))
    try quote(0, on: "2026-09-12")
    #expect(try order(on: "2026-09-12").contains("La réparation est gratuite"))
  }

  @Test(.enabled(if: OutsideProgram.pdftotext != nil, "no pdftotext here"))
  func `ends with a receipt that asks for what was accepted, and no more`() throws {
    try quote(25)
    _ = try chain.answer(.accepted, toQuoteFor: code, as: story.act("2026-09-11"))
    let repair = try chain.openRepair(of: code, diagnosis: "Batterie morte", as: story.act("2026-09-11"))
    _ = try chain.closeRepair(repair.repair.id, as: .repaired, minutes: 30, cost: nil, by: story.act("2026-09-12"))
    #expect(throws: QuoteFailure.notReturned(code)) {
      try chain.printRepairReceipt(of: code, as: story.act("2026-09-13"))
    }
    _ = try chain.returnVisitor(code, as: story.act("2026-09-13"))
    let text = try OutsideProgram.text(ofPDF: chain.printRepairReceipt(of: code, as: story.act("2026-09-13")).pdf)
    #expect(
      text.contains("Reçu de restitution") && text.contains("Batterie morte : réparé") && text.contains("25,00 €"))
    #expect(text.contains("avec ses données"))
    #expect(throws: InventoryFailure.visitorGone(code)) { try order(on: "2026-09-14") }
    try chain.forgetOwner(of: code, as: story.act("2026-09-15"))
    #expect(throws: QuoteFailure.ownerForgotten(code)) {
      try chain.printRepairReceipt(of: code, as: story.act("2026-09-15"))
    }
  }

  @Test(.enabled(if: OutsideProgram.pdftotext != nil, "no pdftotext here"))
  func `owes nothing when the repair failed`() throws {
    try quote(25)
    _ = try chain.answer(.accepted, toQuoteFor: code, as: story.act("2026-09-11"))
    let repair = try chain.openRepair(of: code, diagnosis: "Carte mère morte", as: story.act("2026-09-11"))
    _ = try chain.closeRepair(repair.repair.id, as: .givenUp, minutes: 30, cost: nil, by: story.act("2026-09-12"))
    _ = try chain.returnVisitor(code, as: story.act("2026-09-12"))
    let text = try OutsideProgram.text(ofPDF: chain.printRepairReceipt(of: code, as: story.act("2026-09-12")).pdf)
    #expect(text.contains("rien n'est dû") && text.contains("Carte mère morte : abandonnée"))
  }

  @Test(.enabled(if: OutsideProgram.pdftotext != nil, "no pdftotext here"))
  func `owes nothing when the price was declined`() throws {
    try quote(80)
    _ = try chain.answer(.declined, toQuoteFor: code, as: story.act("2026-09-11"))
    _ = try chain.returnVisitor(code, as: story.act("2026-09-12"))
    let text = try OutsideProgram.text(ofPDF: chain.printRepairReceipt(of: code, as: story.act("2026-09-12")).pdf)
    #expect(text.contains("rien n'est dû") && text.contains("aucune réparation"))
  }
}
