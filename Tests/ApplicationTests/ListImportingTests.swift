import Foundation
import Inventory
import Kernel
import Reporting
import Spreadsheets
import Storage
import Supply
import TestSupport
import Testing

@testable import Application

/// A chain to which lists are brought.
struct ListStory {
  let story: ChainStory
  let donor = "Mairie d'Exemple"

  init() throws { story = try ChainStory() }

  var chain: Chain { story.chain }

  func list(_ text: String, category: DeviceCategory? = nil) throws -> EquipmentList {
    try EquipmentList(reading: Array(text.utf8), category: category)
  }

  @discardableResult
  func announce(_ text: String, acceptValid: Bool = false, on day: Day = "2026-10-01") throws -> (
    plan: ListPlan, donation: Donation?
  ) {
    try chain.announce(
      list(text), from: donor, under: nil, origin: nil, acceptValid: acceptValid, as: story.act(day))
  }

  @discardableResult
  func takeIn(_ text: String, acceptValid: Bool = false, on day: Day = "2026-10-01") throws -> (
    plan: ListPlan, codes: [(line: Int, code: AssetCode)]
  ) {
    try chain.takeIn(stock: list(text), of: donor, origin: nil, acceptValid: acceptValid, as: story.act(day))
  }

  var head: JournalHead {
    get throws { try story.database.read { try Journal.head(in: $0) } }
  }
}

@Suite struct `A donor's list` {
  private let story: ListStory

  init() throws { story = try ListStory() }

  static let good = "Type;Modèle;N° de série;Quantité\nPC portable;T480;PF0ABCDE;\nÉcrans;E23;;3\nUC;Opti;SER99999;1\n"

  @Test func `becomes one donation, counted by kind, each thing under its serial number`() throws {
    let (plan, donation) = try story.announce(Self.good)
    #expect(plan.created == 5)
    let lines = try #require(donation).lines.map { "\($0.quantity) \($0.category)" }.sorted()
    #expect(lines == ["1 desktop", "1 laptop", "3 screen"])
    let id = try #require(donation).id
    let items = try story.story.database.read { try ListStore.items(of: id, in: $0) }
    #expect(items.map(\.item.serial) == ["PF0ABCDE", nil, "SER99999"])
  }

  @Test func `says the same in the dry run, and changes nothing there`() throws {
    let before = try story.head
    let plan = try story.chain.plan(announcing: story.list(Self.good), from: story.donor)
    #expect(plan.created == 5 && plan.refused.isEmpty && plan.skipped.isEmpty)
    #expect(try story.head == before)
  }

  @Test func `a second time changes nothing, whatever it was called or how it was saved`() throws {
    try story.announce(Self.good)
    let before = try story.head
    let (plan, donation) = try story.announce(Self.good)
    #expect(plan.isEmpty && plan.skipped == [2, 3, 4] && donation == nil)
    #expect(try story.head == before)
    for saved in [
      Self.good.replacing("\n", with: "\r\n"), "\u{FEFF}" + Self.good, Self.good.replacing(";", with: "\t"),
    ] {
      #expect(try story.announce(saved).plan.isEmpty)
    }
    // Another list with the same lines: only the one that says something else is of a new thing.
    let (other, _) = try story.announce(Self.good + "PC portable;T490;PF9ZYXWV;\n")
    #expect(other.created == 1 && other.skipped == [2, 3, 4] && other.alike == [3])
  }

  @Test func `announces once what several lists say of things without a number, until they have come`() throws {
    let first = try #require(try story.announce("Type;Modèle;Quantité\nÉcran;E23;3\nSouris;;10\n").donation)
    // Two more of them, in another order and with other capitals; then nothing at all.
    let (plan, more) = try story.announce("Modèle;Type;Quantité\ne23;écran;5\n", on: "2026-10-02")
    #expect(plan.created == 2 && plan.alike == [2] && more?.lines.map(\.quantity) == [2])
    let before = try story.head
    let (again, none) = try story.announce("Quantité;Type;Modèle\n4;Écran;E23\n1;Écran;E23\n", on: "2026-10-02")
    #expect(again.created == 0 && again.alike == [2, 3] && none == nil)
    #expect(try story.head == before)
    // Said to be others, they are; and once all has come, the same words are of a new gift.
    #expect(
      try story.chain.plan(
        announcing: story.list("Type;Modèle;Quantité\nÉcran;E23;4\n"), from: story.donor, countingAlike: true
      ).created == 4)
    _ = try story.chain.receive(3, .screen, of: first.id, as: story.story.act("2026-10-05"))
    _ = try story.chain.receive(2, .screen, of: try #require(more).id, as: story.story.act("2026-10-05"))
    #expect(
      try story.chain.plan(
        announcing: story.list("Type;Modèle;Quantité\nÉcran;E23;4\n"), from: story.donor
      ).created == 4)
    // What another donor announces is theirs.
    #expect(
      try story.chain.plan(announcing: story.list("Type;Quantité\nSouris;10\n"), from: story.donor).created == 0)
  }

  @Test func `that says otherwise of a serial number takes the earlier word's place, until it is annulled`() throws {
    let id = try #require(try story.announce("Type;N° de série;Poids\nportable;PF0ABCDE;2,1\n").donation).id
    let (plan, donation) = try story.announce("Type;N° de série;Poids\nportable;pf0abcde;1,9\n", on: "2026-10-02")
    #expect(plan.updated == [2] && donation == nil)
    let database = story.story.database
    #expect(try database.read { try ListStore.items(of: id, in: $0) }.map(\.item.grams) == [1_900])
    let entry = try #require(story.chain.lastEntries.last)
    try story.chain.correct(
      entry, .annulment, because: "mauvaise liste", as: story.story.act("2026-10-03"))
    #expect(try database.read { try ListStore.items(of: id, in: $0) }.map(\.item.grams) == [2_100])
  }

  /// What a line may get wrong: the column, and a word of the reason.
  static let refusals: [(String, String, String)] = [
    ("Type;Modèle\nMachin;X", "category", "« Machin »"), ("Type;Modèle\n;X", "category", "--category"),
    ("Type;Quantité\nportable;beaucoup", "quantity", "« beaucoup »"),
    ("Type;Quantité\nportable;0", "quantity", "« 0 »"), ("Type;Quantité\nportable;10001", "quantity", "10001"),
    ("Type;N° de série;Quantité\nportable;PF0ABCDE;2", "quantity", "même numéro"),
    ("Type;Poids\nportable;lourd", "weight", "« lourd »"), ("Type;Poids\nportable;0", "weight", "« 0 »"),
    ("Type;Poids\nportable;501", "weight", "« 501 »"), ("Type;Poids\nportable;-1", "weight", "« -1 »"),
    ("Type;Date d'achat\nportable;31/02/2024", "bought-on", "31/02/2024"),
    ("Type;Date d'achat\nportable;31/12/2099", "bought-on", "2099"),
    ("Type;Prix\nportable;cher", "value", "cher"), ("Type;Code Rebond\nportable;ZZZ-ZZZ-ZZZ", "code", "ZZZ-ZZZ-ZZZ"),
    ("Type;N° de série\nécran;SER99999\nportable;PF0ABCDE\nportable;pf0abcde", "serial", "ligne 3"),
    ("Type;N° de série\nportable;HERE12345", "serial", "ABC-DEF-GHZ"),
  ]

  @Test(arguments: refusals) func `is refused with line, column, value and reason, and nothing is recorded`(
    text: String, column: String, reason: String
  ) throws {
    try story.takeIn("Type;N° de série;Code\nportable;HERE12345;ABC-DEF-GHZ\n".replacing("Code", with: "Asset code"))
    let before = try story.head
    let list = try story.list(text)
    let plan = try story.chain.plan(announcing: list, from: story.donor)
    let refusal = try #require(plan.refused.first)
    #expect(plan.refused.count == 1)
    #expect(refusal.line == text.split(separator: "\n").count && refusal.column == column)
    #expect(refusal.reason.fr.contains(reason), "\(refusal.reason.fr)")
    #expect(refusal.reason.en != refusal.reason.fr)
    #expect(throws: ListFailure.refusedLines(1, of: plan.lines)) { try story.announce(text) }
    #expect(try story.head == before)
  }

  @Test func `gives its good lines when that is asked for, and the others back to set right`() throws {
    let text = "Type;Modèle\nportable;T480\nMachin;X\nportable;T470\n"
    let (plan, donation) = try story.announce(text, acceptValid: true)
    #expect(donation?.lines.map(\.quantity) == [2])
    let corrected = plan.corrected(.fr)
    #expect(corrected.hasPrefix("\u{FEFF}Type;Modèle;?\r\nMachin;X;"))
    #expect(corrected.split(separator: "\r\n").count == 2)
    // Set right, it comes in.
    let again = corrected.replacing("Machin", with: "Écran")
    #expect(try story.announce(again).donation?.lines.map(\.category) == [.screen])
  }

  @Test func `is undone as one act, while nothing of it came in`() throws {
    let donation = try #require(try story.announce(Self.good).donation)
    let entry = try #require(story.chain.lastEntries.last)
    let device = try #require(
      try story.chain.receive(1, .laptop, of: donation.id, as: story.story.act("2026-10-02")).first)
    #expect(throws: CorrectionFailure.restedOn(entry, by: [device.standing])) {
      try story.chain.correct(entry, .annulment, because: "tort", as: story.story.act("2026-10-03"))
    }
    for annulled in [device.standing, entry] {
      try story.chain.correct(annulled, .annulment, because: "tort", as: story.story.act("2026-10-03"))
    }
    #expect(try story.announce(Self.good, on: "2026-10-04").plan.created == 5)
  }
}

@Suite struct `A stock from before Rebond` {
  private let story: ListStory

  init() throws { story = try ListStory() }

  static let stock = """
    Type,Model,Serial number,Status,Date
    laptop,T480,PF0ABCDE,Prêt,01/02/2025
    desktop,Opti,SER99999,en atelier,2025-03-04
    screen,E23,,stock,
    """

  @Test func `comes in with its codes, days and states, and is counted apart`() throws {
    let (plan, codes) = try story.takeIn(Self.stock)
    #expect(plan.created == 3 && codes.map(\.line) == [2, 3, 4] && plan.readyBefore == 1)
    let states = try codes.map { try story.chain.device($0.code).device.state.name }
    // Nothing is ready without a verdict, whatever a list calls it.
    #expect(states == [.received, .inRefurbishment, .received])
    let days = try codes.map { try story.chain.device($0.code).history.first?.day }
    #expect(days == ["2025-02-01", "2025-03-04", "2026-10-01"])
    let period = try #require(Period(from: "2025-01-01", through: "2025-03-31"))
    let figures = try story.chain.report(for: period).figures
    let counted = Dictionary(uniqueKeysWithValues: figures.map { ($0.indicator.id, $0.number) })
    #expect(counted["devices-received"] == 0 && counted["devices-before-rebond"] == 2)
    #expect(try story.story.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `a second time changes nothing; a list that knows more adds it`() throws {
    try story.takeIn("Type;N° de série;Marque\nportable;PF0ABCDE;\n")
    let before = try story.head
    #expect(try story.takeIn("Type;N° de série;Marque\nportable;PF0ABCDE;\n").plan.skipped == [2])
    #expect(try story.head == before)
    #expect(try story.takeIn("Type;N° de série;Marque\nportable;PF0ABCDE;Lenovo\n").plan.updated == [2])
    #expect(try story.chain.devices(in: .received).first?.name == "Lenovo")
  }

  @Test func `counts things without a number once, whatever list tells them alike`() throws {
    let first = "Type;Marque;Modèle;Statut;Quantité\nécran;HP;E23;reçu;2\nécran;HP;E23;reçu;1\nsouris;;;;1\n"
    #expect(try story.takeIn(first).plan.created == 4)
    // Another list, a year later or set right: other words on the state, one more screen, one thing nobody had told.
    let second =
      "Modèle;Marque;Type;Statut;Quantité\nE23;hp;écran;en atelier;4\nE23;Dell;écran;reçu;1\n;;souris;reçu;\n"
    let plan = try story.chain.plan(stock: story.list(second), of: story.donor)
    #expect(plan.created == 2 && plan.alike == [2, 4] && plan.skipped == [4])
    #expect(try story.takeIn(second).codes.map(\.line) == [2, 3])
    #expect(try story.takeIn(first).plan.isEmpty)
    #expect(try story.chain.plan(stock: story.list(second + "\"\"\n"), of: story.donor).isEmpty)
    // Where they are others all the same, the user says so.
    let third = second + "clavier;;;;\n"
    let counted = try story.chain.plan(stock: story.list(third), of: story.donor, countingAlike: true)
    #expect(counted.created == 6 && counted.alike.isEmpty)
    #expect(try story.story.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `takes the refused lines of a list when they come back set right, though they look like its good ones`()
    throws
  {
    let text = "Type;Modèle;Date\nécran;E23;01/02/2026\nécran;E23;32/02/2026\n"
    let plan = try story.takeIn(text, acceptValid: true).plan
    #expect(plan.created == 1 && plan.refusedLines == 1)
    let setRight = plan.corrected(.fr).replacing("32/02/2026", with: "01/02/2026")
    #expect(try story.takeIn(setRight).plan.created == 1)
    #expect(try story.takeIn(setRight).plan.isEmpty)
    // The whole list set right tells nothing new then.
    #expect(try story.takeIn(text.replacing("32/02/2026", with: "01/02/2026")).plan.isEmpty)
  }

  @Test func `counts things without a number again once their list is undone`() throws {
    try story.takeIn("Type;Modèle\nécran;E23\n")
    let entry = try #require(story.chain.lastEntries.first)
    try story.chain.correct(entry, .annulment, because: "tort", as: story.story.act("2026-10-02"))
    #expect(try story.takeIn("Type;Modèle;Statut\nécran;E23;reçu\n").plan.created == 1)
  }

  @Test(arguments: [
    ("Type;Statut\nportable;donné\n", "state", "n'est plus là"), ("Type;Statut\nportable;PRETE\n", "state", "PRETE"),
    ("Type;Date\nportable;31/12/2099\n", "day", "2099"),
    ("Type;Asset code;N° de série\nportable;ABC-DEF-GHZ;OTHER9999\n", "code", "ABC-DEF-GHZ"),
    ("Type;Asset code;N° de série\nportable;000-000-000;HERE12345\n", "serial", "ABC-DEF-GHZ"),
  ]) func `is refused where it contradicts what is known`(text: String, column: String, reason: String) throws {
    try story.takeIn("Type;N° de série;Asset code\nportable;HERE12345;ABC-DEF-GHZ\n")
    let plan = try story.chain.plan(stock: story.list(text), of: story.donor)
    #expect(plan.refused.map(\.column) == [column] && plan.created == 0)
    #expect(plan.refused.first?.reason.fr.contains(reason) == true, "\(plan.refused)")
  }

  @Test func `is undone as one, while nothing was done with its devices`() throws {
    let codes = try story.takeIn(Self.stock).codes
    let entry = try #require(story.chain.lastEntries.first)
    let act = try story.story.act("2026-10-02")
    _ = try story.chain.startWork(on: codes[0].code, as: act)
    #expect(throws: InventoryFailure.self) { try story.chain.correct(entry, .annulment, because: "tort", as: act) }
    let started = try #require(story.chain.lastEntries.last)
    try story.chain.correct(started, .annulment, because: "tort", as: act)
    try story.chain.correct(entry, .annulment, because: "tort", as: act)
    #expect(try story.chain.devices(in: nil).isEmpty)
    #expect(try story.chain.check(against: nil).faults.isEmpty)
    // The same list may be taken in again.
    #expect(try story.takeIn(Self.stock).plan.created == 3)
  }

  @Test(arguments: [
    ("INSERT INTO announced_items SELECT * FROM announced_items", "announced_items"),
    ("UPDATE announced_items SET serial = 'X'", "announced_items"), ("DELETE FROM list_imports", "list_imports"),
    ("UPDATE list_imports SET last_entry = 99", "list_imports"),
    ("DELETE FROM unnumbered_things", "unnumbered_things"),
    ("UPDATE unnumbered_things SET told = zeroblob(32)", "unnumbered_things"),
  ]) func `is never edited by hand`(statement: String, table: String) throws {
    try story.announce("Type;N° de série\nportable;PF0ABCDE\n")
    try story.takeIn("Type;Modèle\nécran;E23\n")
    let failure = #expect(throws: StorageFailure.self) {
      try story.story.database.change { try $0.run(SQL(stringLiteral: statement)) }
    }
    #expect("\(String(describing: failure))".contains(table))
    #expect(try !story.story.database.replaceableKeys().contains { $0.hasPrefix(table) })
  }
}
