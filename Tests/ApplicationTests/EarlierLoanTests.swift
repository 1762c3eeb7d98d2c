import Directory
import Eligibility
import Inventory
import Kernel
import Loans
import Reporting
import Spreadsheets
import Storage
import Supply
import TestSupport
import Testing

@testable import Application

/// A stock of four laptops from before Rebond, and the lists of loans that are brought after it.
struct EarlierLoanStory {
  let lists: ListStory
  /// The code each serial number came in under.
  let codes: [String: AssetCode]
  static let titles = "Nom;Prénom;Tél;Code INSEE;N° de série;Prêté le;Échéance;Accessoires"

  init() throws {
    lists = try ListStory()
    let (_, taken) = try lists.takeIn(
      "Type;Modèle;N° de série\nportable;T480;AAA11111\nportable;T480;BBB22222\nportable;T490;CCC33333\n"
        + "portable;T490;DDD44444\n")
    let serials = ["AAA11111", "BBB22222", "CCC33333", "DDD44444"]
    codes = Dictionary(uniqueKeysWithValues: zip(serials, taken.map(\.code)))
  }

  var story: ChainStory { lists.story }
  var chain: Chain { lists.chain }

  @discardableResult
  func takeOver(
    _ lines: String, titles: String = titles, usual: EarlierLoanList.Usual = .init(), acceptValid: Bool = false,
    dryRun: Bool = false, lender: String = "Filière", on day: Day = "2026-10-05"
  ) throws -> EarlierLoanPlan {
    let list = try EarlierLoanList(reading: Array("\(titles)\n\(lines)\n".utf8), usual: usual)
    return try chain.takeOver(
      loans: list, lender: lender, acceptValid: acceptValid, dryRun: dryRun, as: story.act(day))
  }

  func device(_ serial: String) throws -> Device { try chain.device(try #require(codes[serial])).device }

  static let good = """
    Inventé;Alix;06 39 98 12 34;47001;AAA11111;03/04/2026;02/04/2027;chargeur, souris
    Fictif;Sacha;;47001;BBB22222;1/9/2025;31/08/2026;chargeur
    """
}

@Suite struct `A list of loans from before Rebond` {
  private let earlier: EarlierLoanStory

  init() throws { earlier = try EarlierLoanStory() }

  @Test func `goes on here: each loan with its household, its days and its device out`() throws {
    let plan = try earlier.takeOver(EarlierLoanStory.good)
    #expect(plan.refused == [] && plan.isRecorded)
    #expect(plan.taken.map(\.line) == [2, 3] && plan.newHouseholds == 2)
    let sheet = try earlier.chain.contract(plan.taken[0].contract)
    #expect(sheet.borrower.household?.profile.contactName == "Alix Inventé")
    #expect(sheet.contract.state == .handedOver)
    #expect(sheet.contract.agreement.terms.kind == .loan)
    #expect(sheet.contract.agreement.terms.starts == "2026-04-03" && sheet.contract.term == "2027-04-02")
    #expect(sheet.contract.agreement.accessories == ["chargeur", "souris"])
    // The acts are of the day of the taking over: the days before it are data.
    #expect(sheet.signed == "2026-10-05" && sheet.handover?.day == "2026-10-05")
    #expect(try earlier.device("AAA11111").state.contract == plan.taken[0].contract)
    let (day, person) = try #require(try earlier.chain.takenOver(plan.taken[0].contract))
    #expect(day == "2026-10-05" && person == ChainStory.founder)
    #expect(try earlier.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `sets the contacts to come, and none of the past`() throws {
    let plan = try earlier.takeOver(EarlierLoanStory.good)
    let due = try earlier.chain.contract(plan.taken[0].contract).followUps.map(\.due)
    #expect(!due.isEmpty && due.allSatisfy { $0 > "2026-10-05" && $0 <= "2027-04-02" })
    // Its term is past: it is late, and nothing is left to plan.
    #expect(try earlier.chain.contract(plan.taken[1].contract).followUps.isEmpty)
  }

  @Test func `changes nothing the second time`() throws {
    try earlier.takeOver(EarlierLoanStory.good)
    let head = try earlier.lists.head
    let again = try earlier.takeOver(EarlierLoanStory.good, on: "2026-10-06")
    #expect(again.skipped == [2, 3] && again.taken.isEmpty && !again.isRecorded)
    #expect(try earlier.lists.head == head)
  }

  @Test func `is known again once a loan of it has ended`() throws {
    let plan = try earlier.takeOver(EarlierLoanStory.good)
    _ = try earlier.story.takeBack(plan.taken[0].contract, on: "2026-10-07")
    let again = try earlier.takeOver(EarlierLoanStory.good, on: "2026-10-08")
    #expect(again.skipped == [2, 3] && again.refused == [])
  }

  @Test func `tells in a dry run what it does, and leaves nothing`() throws {
    let head = try earlier.lists.head
    let lines = EarlierLoanStory.good + "\nSans;Commune;;;CCC33333;1/9/2026;;"
    let dry = try earlier.takeOver(lines, acceptValid: true, dryRun: true)
    #expect(try earlier.lists.head == head)
    #expect(try earlier.device("AAA11111").state == .received)
    let real = try earlier.takeOver(lines, acceptValid: true)
    #expect(dry.taken == real.taken && dry.refused == real.refused && dry.newHouseholds == real.newHouseholds)
    #expect(real.taken.count == 2 && real.refused.map(\.line) == [4])
  }

  @Test func `is taken whole or not at all, unless its good lines are asked for`() throws {
    let head = try earlier.lists.head
    let lines = EarlierLoanStory.good + "\nPerdu;Numéro;;47001;ZZZ99999;1/9/2026;;"
    let refused = try earlier.takeOver(lines)
    #expect(!refused.isRecorded && refused.refusedLines == 1)
    #expect(try earlier.lists.head == head)
    let accepted = try earlier.takeOver(lines, acceptValid: true)
    #expect(accepted.isRecorded && accepted.taken.count == 2)
    let corrected = accepted.corrected(in: .fr)
    #expect(corrected.contains("Perdu;Numéro") && !corrected.contains("Inventé"))
    #expect(corrected.contains("rebond device import"))
  }

  @Test func `takes a known household again, and says when it is not plain which`() throws {
    let known = try earlier.story.household("Alix Inventé", on: "2026-09-06")
    let plan = try earlier.takeOver(
      "Inventé;alix;;47001;AAA11111;03/04/2026;;\nInventé;Alix;;47001;BBB22222;03/05/2026;;")
    #expect(plan.taken.map(\.household) == [known, known] && plan.newHouseholds == 0)
    let other = try earlier.takeOver("Inventé;Alix;06 39 98 12 34;47001;CCC33333;03/04/2026;;")
    #expect(other.taken.map(\.household) == [known])
    _ = try earlier.story.household("Alix Inventé", on: "2026-10-05")
    let unclear = try earlier.takeOver("Inventé;Alix;;47001;DDD44444;03/04/2026;;")
    let second = HouseholdID(rawValue: known.rawValue + 1)
    #expect(unclear.refused.map(\.reason) == [EarlierLoanFailure.whichHousehold([known, second]).text])
    let named = try earlier.takeOver(
      "\(second.reference);DDD44444;03/04/2026", titles: "Foyer n°;N° de série;Prêté le")
    #expect(named.taken.map(\.household) == [second])
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let titles: String
    let line: String
    let column: EarlierLoanColumn?
    let reason: any Failure
    var testDescription: String { line }

    init(
      _ line: String, under titles: String = EarlierLoanStory.titles, _ column: EarlierLoanColumn?,
      _ reason: any Failure
    ) {
      (self.titles, self.line, self.column, self.reason) = (titles, line, column, reason)
    }
  }

  static let more = "Nom;Code INSEE;N° de série;Prêté le;Échéance;Prêt ou location;Loyer;Prolongé jusqu'au;Payé"

  static let refusals: [Refusal] = [
    Refusal("Un;Deux;;47001;ZZZ99999;03/04/2026;;", .serial, EarlierLoanFailure.noSuchDevice("ZZZ99999")),
    Refusal("Un;Deux;;47001;;03/04/2026;;", .device, EarlierLoanFailure.deviceMissing),
    Refusal(";;;47001;AAA11111;03/04/2026;;", .name, EarlierLoanFailure.nameMissing),
    Refusal("Un;Deux;;;AAA11111;03/04/2026;;", .commune, EarlierLoanFailure.communeMissing),
    Refusal("Un;Deux;;47001;AAA11111;;;", .starts, EarlierLoanFailure.firstDayMissing),
    Refusal("Un;Deux;;47001;AAA11111;31/02/2026;;", .starts, KernelFailure.invalid(.day, input: "31/02/2026")),
    Refusal(
      "Un;Deux;;47001;AAA11111;06/10/2026;;", .starts, EarlierLoanFailure.firstDayToCome("2026-10-06")),
    Refusal("Un;Deux;12;47001;AAA11111;03/04/2026;;", .phone, KernelFailure.invalid(.phone, input: "12")),
    Refusal(
      "Un;Deux;;47001;AAA11111;03/04/2026;01/04/2026;", .term,
      LoansFailure.termBeforeStart("2026-04-01", starts: "2026-04-03")),
    Refusal(
      "Un;47001;AAA11111;03/04/2026;;don;;;", under: more, .kind, EarlierLoanFailure.ownershipPassed("don")),
    Refusal("Un;47001;AAA11111;03/04/2026;;bail;;;", under: more, .kind, EarlierLoanFailure.unknownKind("bail")),
    Refusal(
      "Un;47001;AAA11111;03/04/2026;;prêt;25 €/an;;", under: more, .rent, LoansFailure.feeOnLoan(Money(euros: 25))),
    Refusal("Un;47001;AAA11111;03/04/2026;;location;;;", under: more, .rent, ContractFailure.rentNeeded),
    Refusal(
      "Un;47001;AAA11111;03/04/2026;;location;25;;", under: more, .every,
      EarlierLoanFailure.paceMissing(Money(euros: 25))),
    Refusal(
      "Un;47001;AAA11111;03/04/2026;01/04/2027;location;25/an;;26", under: more, .paid,
      PaymentFailure.tooMuch(ContractID(rawValue: 1), Money(euros: 26), remaining: Money(euros: 25))),
  ]

  @Test(arguments: refusals) func `refuses a line by its cell`(_ refusal: Refusal) throws {
    let plan = try earlier.takeOver(refusal.line, titles: refusal.titles)
    #expect(plan.refused.map(\.line) == [2])
    #expect(plan.refused.map(\.column) == [refusal.column?.rawValue])
    #expect(plan.refused.map(\.reason) == [refusal.reason.text])
  }

  @Test func `refuses what Rebond saw coming in, and what is elsewhere`() throws {
    let received = try earlier.story.receive()
    let titles = "Nom;Code INSEE;Code;Prêté le"
    func reason(_ code: AssetCode) throws -> [Text] {
      try earlier.takeOver("Un;47001;\(code);03/04/2026", titles: titles).refused.map(\.reason)
    }
    #expect(try reason(received) == [EarlierLoanFailure.notFromBefore(received).text])
    let listed = try earlier.device("AAA11111")
    _ = try earlier.chain.startWork(on: listed.code, as: earlier.story.act("2026-10-02"))
    #expect(
      try reason(listed.code)
        == [EarlierLoanFailure.elsewhere(listed.code, Device.StateName.inRefurbishment.text).text])
  }

  @Test func `refuses a loan that began after its device was entered`() throws {
    let later = try Chain(of: earlier.story.database) { Clock.noon(of: "2027-07-20").now }
    let list = try EarlierLoanList(
      reading: Array("Nom;Code INSEE;N° de série;Prêté le\nUn;47001;AAA11111;01/07/2027".utf8))
    let plan = try later.takeOver(
      loans: list, lender: "Filière", acceptValid: false, as: later.act(by: ChainStory.founder, on: "2027-07-20"))
    #expect(
      plan.refused.map(\.reason)
        == [EarlierLoanFailure.begunSince("2027-07-01", entered: ChainStory.today).text])
  }

  @Test func `refuses a second line on one device`() throws {
    let plan = try earlier.takeOver(
      "Un;Deux;;47001;AAA11111;03/04/2026;;\nTrois;Quatre;;47001;aaa11111;03/05/2026;;")
    #expect(plan.refused.map(\.line) == [3])
    #expect(plan.refused.map(\.reason) == [ListFailure.twin(of: 2).text])
  }

  @Test func `leaves out loans that are over, and lines that add up`() throws {
    let plan = try earlier.takeOver(
      "Un;47001;AAA11111;03/04/2026;12/06/2026\nDeux;47001;BBB22222;03/04/2026;\nTotal;;;;2",
      titles: "Nom;Code INSEE;N° de série;Prêté le;Rendu le")
    #expect(plan.over == [2] && plan.taken.map(\.line) == [3] && plan.totals == [4])
  }

  @Test func `comes with who signed`() throws {
    let plan = try earlier.takeOver(
      "Un;47001;AAA11111;03/04/2024;mineur;Dominique Inventé;Sol Fictif",
      titles: "Nom;Code INSEE;N° de série;Prêté le;Capacité;Représentant légal;Co-emprunteur")
    #expect(plan.refused == [])
    let signature = try earlier.chain.contract(plan.taken[0].contract).contract.agreement.signature
    #expect(signature.capacity == .minor && signature.representative == "Dominique Inventé")
    #expect(signature.joint == ["Sol Fictif"])
    #expect(try earlier.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `comes with what was renewed, left in deposit and paid`() throws {
    let plan = try earlier.takeOver(
      """
      Un;47001;AAA11111;03/04/2024;02/04/2025;02/04/2027;25 €/an;50;30
      Deux;47001;BBB22222;03/04/2025;;;25 par an;;
      Trois;47001;CCC33333;03/04/2025;;;2,50;;non
      """,
      titles: "Nom;Code INSEE;N° de série;Prêté le;Échéance;Prolongé jusqu'au;Loyer;Payé;Caution",
      usual: .init(pace: .month))
    #expect(plan.refused == [])
    let sheets = try plan.taken.map { try earlier.chain.payments(of: $0.contract, on: "2026-10-05") }
    #expect(sheets.map(\.contract.agreement.terms.kind) == [.rental, .rental, .rental])
    #expect(sheets[0].contract.agreement.terms.term == "2025-04-02" && sheets[0].contract.term == "2027-04-02")
    // Due on 3 April 2024, 2025 and 2026; 50 € were paid; 30 € are held.
    #expect(sheets[0].standing.owed == Money(euros: 25) && sheets[0].standing.deposit == Money(euros: 30))
    // Nobody says what was paid: nothing of before is asked for, and the next year is.
    #expect(sheets[1].standing.owed == .zero)
    #expect(try earlier.chain.payments(of: plan.taken[1].contract, on: "2027-04-03").standing.owed == Money(euros: 25))
    #expect(sheets[2].standing.owed == .zero)
    #expect(try earlier.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `is undone while nothing was done since, and can be brought again`() throws {
    let before = try earlier.lists.head
    let plan = try earlier.takeOver(EarlierLoanStory.good)
    let entry = EntryID(rawValue: before.sequence + 1)
    try earlier.chain.correct(entry, .annulment, because: "mauvaise liste", as: earlier.story.act("2026-10-06"))
    #expect(try earlier.device("AAA11111").state == .received)
    #expect(throws: LoansFailure.noHousehold(plan.taken[0].household)) {
      try earlier.chain.household(plan.taken[0].household)
    }
    #expect(try earlier.chain.check(against: nil).faults.isEmpty)
    let again = try earlier.takeOver(EarlierLoanStory.good, on: "2026-10-07")
    #expect(again.taken.count == 2 && again.isRecorded)
  }

  @Test func `is undone as a whole, and not loan by loan`() throws {
    let list = EntryID(rawValue: try earlier.lists.head.sequence + 1)
    _ = try earlier.takeOver(EarlierLoanStory.good)
    let loan = try #require(try earlier.chain.journal(last: 100).first { $0.action == .enterLoan }?.entry)
    #expect(throws: CorrectionFailure.ofList(loan, list: list)) {
      try earlier.chain.correct(loan, .annulment, because: "saisi deux fois", as: earlier.story.act("2026-10-06"))
    }
    #expect(try earlier.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `is not undone once a device came back`() throws {
    let entry = EntryID(rawValue: try earlier.lists.head.sequence + 1)
    let plan = try earlier.takeOver(EarlierLoanStory.good)
    _ = try earlier.story.takeBack(plan.taken[1].contract, on: "2026-10-06")
    #expect(throws: (any Error).self) {
      try earlier.chain.correct(entry, .annulment, because: "mauvaise liste", as: earlier.story.act("2026-10-07"))
    }
    #expect(try earlier.device("AAA11111").state.name == .out)
  }

  @Test func `gives no right: its rules hold on its own day alone`() throws {
    let plan = try earlier.takeOver(EarlierLoanStory.good)
    let request = try earlier.story.request(of: plan.taken[0].household, on: "2026-10-06")
    #expect(
      throws: EligibilityFailure.noRuleInForce(
        programme: EarlierLoanRules.id, on: "2026-10-06", from: "2026-10-05", to: "2026-10-05")
    ) {
      try earlier.chain.decide(request, under: EarlierLoanRules.id, as: earlier.story.act("2026-10-06"))
    }
    #expect(try earlier.chain.request(request).request.state == .submitted)
  }

  @Test func `leaves its devices behind the gate when they come back`() throws {
    let plan = try earlier.takeOver(EarlierLoanStory.good)
    let code = try #require(try earlier.story.takeBack(plan.taken[0].contract, on: "2026-10-07").first)
    let device = try earlier.chain.device(code).device
    #expect(device.state == .received && device.round == 2)
    let another = try earlier.takeOver(
      "Autre;47001;AAA11111;05/05/2026", titles: "Nom;Code INSEE;N° de série;Prêté le", on: "2026-10-08")
    #expect(another.refused.map(\.reason) == [EarlierLoanFailure.elsewhere(code, Device.StateName.received.text).text])
  }

  @Test func `is counted apart`() throws {
    try earlier.takeOver(EarlierLoanStory.good)
    let report = try earlier.chain.report(for: Quarter("2026-Q4").period)
    let numbers = Dictionary(uniqueKeysWithValues: report.figures.map { ($0.indicator.id, $0.number) })
    #expect(numbers["loans-before-rebond"] == 2)
    #expect(numbers["handovers"] == 0 && numbers["devices-handed-over"] == 0)
    #expect(numbers["households-newly-equipped"] == 0 && numbers["households-equipped"] == 2)
  }

  @Test func `is for those who manage the chain`() throws {
    let list = try EarlierLoanList(reading: Array("\(EarlierLoanStory.titles)\n\(EarlierLoanStory.good)".utf8))
    #expect(throws: ChainFailure.rulesNotForRole(.workshop)) {
      try earlier.chain.takeOver(
        loans: list, lender: "Filière", acceptValid: false,
        as: earlier.story.act("2026-10-05", by: ChainStory.colleague))
    }
  }
}

@Suite struct `The cells of a list of loans` {
  private func loan(_ titles: String, _ line: String) throws -> EarlierLoan {
    let list = try EarlierLoanList(reading: Array("\(titles)\n\(line)\n".utf8))
    return try #require(list.lines.first, "\(list.refusals.map(\.reason.fr))")
  }

  @Test(arguments: [
    ("612345678", "+33612345678"), ("06.12.34.56.78", "+33612345678"), ("0033 6 12 34 56 78", "+33612345678"),
  ])
  func `are telephones, even without the zero a spreadsheet took`(_ written: String, _ number: String) throws {
    #expect(try loan("Nom;Ville;SN;Début;Tél", "Un;47001;AB12CD;1/2/26;\(written)").phone?.international == number)
  }

  @Test(arguments: [("12", "2027-01-31"), ("12 mois", "2027-01-31"), ("1 an", "2027-01-31"), ("1", "2026-02-28")])
  func `are durations`(_ written: String, _ term: Day) throws {
    #expect(try loan("Nom;Ville;SN;Début;Durée", "Un;47001;AB12CD;1/2/26;\(written)").term == term)
  }

  @Test func `are who signed: a minor's parent, a guardian, those who borrow jointly`() throws {
    func signature(_ cells: String) throws -> Signature {
      try loan("Nom;Ville;SN;Début;Mineur;Responsable légal;Co-emprunteur", "Un;47001;AB12CD;1/2/26;\(cells)").signature
    }
    #expect(try signature("oui;Dominique Inventé;") == Signature(capacity: .minor, representative: "Dominique Inventé"))
    #expect(try signature("tutelle;UDAF;") == Signature(capacity: .guardianship, representative: "UDAF"))
    #expect(try signature("curatelle;;") == Signature(capacity: .curatorship))
    #expect(try signature("non;;Sol Fictif et Noa Fictif") == Signature(joint: ["Sol Fictif", "Noa Fictif"]))
    #expect(try signature(";;") == .onPaper)
  }

  @Test(arguments: [
    ("oui;;", EarlierLoanFailure.representativeMissing(.minor).text),
    (";Dominique Inventé;", EarlierLoanFailure.representedAsWhat("Dominique Inventé").text),
    ("peut-être;;", EarlierLoanFailure.unknownCapacity("peut-être").text),
    (";;Sol Fictif, sol fictif", ContractFailure.signerTwice("sol fictif").text),
  ])
  func `are not guessed of who signed`(_ cells: String, _ reason: Text) throws {
    let titles = "Nom;Ville;SN;Début;Mineur;Responsable légal;Co-emprunteur"
    let list = try EarlierLoanList(reading: Array("\(titles)\nUn;47001;AB12CD;1/2/26;\(cells)\n".utf8))
    #expect(list.refusals.map(\.reason) == [reason])
  }

  @Test func `are accessories, one by one`() throws {
    let line = try loan("Nom;Ville;SN;Début;Avec", "Un;47001;AB12CD;1/2/26;Chargeur + souris et sacoche, souris")
    #expect(line.accessories == ["chargeur", "souris", "sacoche"])
  }

  @Test(arguments: [
    ("26000 Valence", "Valence"), ("Valence (26)", "Valence"), ("VALENCE", nil),
    ("26 - Saint-Vallier", "Saint-Vallier"),
  ])
  func `are communes beside which something else is written`(_ written: String, _ alone: String?) {
    #expect(ListWords.communeAlone(written) == alone)
  }

  @Test func `are rules that can be read whatever the day`() throws {
    for day in ["2026-01-01", "2028-02-29", "2026-12-31"] as [Day] {
      let file = EarlierLoanRules.file(of: day)
      let programme = try Programme(reading: Array(file.utf8), file: "avant-rebond")
      #expect(programme.validFrom == day && programme.validTo == day)
    }
  }
}
