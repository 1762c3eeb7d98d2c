import Eligibility
import Inventory
import Kernel
import Loans
import Storage
import Supply
import TestSupport
import Testing

@testable import Application

@Suite struct `Contracts of every kind` {
  let story: ChainStory
  let code: AssetCode

  init() throws {
    story = try ChainStory()
    code = try story.ready()
  }

  /// A request, with the device kept for it, under the collège's rules with other contracts on offer.
  private func request(offering contracts: String) throws -> RequestID {
    let bytes = try #require(ShippedProgrammes.bytes(of: "\(ChainStory.college).json"))
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains(#""contracts": ["loan"]"#))
    let changed = text.replacing(#""contracts": ["loan"]"#, with: #""contracts": [\#(contracts)]"#)
      .replacing("\"\(ChainStory.college)\"", with: "\"autre\"")
    _ = try story.chain.adopt(programme: Array(changed.utf8), file: "autre.json", as: story.act("2026-09-01"))
    let household = try story.household()
    try story.tell(household, ChainStory.eligible)
    let request = try story.request(of: household)
    _ = try story.chain.decide(request, under: "autre", as: story.act("2026-09-08"))
    _ = try story.chain.allocate(code, to: request, as: story.act("2026-09-09"))
    return request
  }

  private func sign(_ request: RequestID, _ wish: ContractWish) throws -> Contract {
    try story.chain.sign(
      contractFor: request, lender: "Filière", starts: "2026-09-10", ends: .asProgrammeSays, accessories: ["chargeur"],
      wish, as: story.act("2026-09-10"))
  }

  private func expectAllWell() throws {
    let faults = try story.chain.check(against: nil).faults.map(\.en)
    #expect(faults == [])
  }

  @Test func `a rental of the Drôme costs what its programme says`() throws {
    let bytes = try #require(ShippedProgrammes.bytes(of: "parcours-numerique-solidaire.json"))
    _ = try story.chain.adopt(programme: bytes, file: "drome.json", as: story.act("2026-09-01"))
    let household = try story.household()
    try story.tell(household, [("lives_in_dept", "oui"), ("rsa", "oui")])
    let request = try story.request(of: household)
    _ = try story.chain.decide(request, under: "parcours-numerique-solidaire", as: story.act("2026-09-08"))
    _ = try story.chain.allocate(code, to: request, as: story.act("2026-09-09"))
    #expect(
      throws: LendingFailure.contractNotOffered(
        .loan, programme: "parcours-numerique-solidaire", offered: [.rental])
    ) { try sign(request, ContractWish()) }
    let contract = try sign(request, ContractWish(.rental))
    #expect(contract.agreement.terms.charge == .rent(Money(euros: 25), every: .year))
    #expect(contract.term == "2027-09-09")
    try story.handOver(contract.id, on: "2026-09-15")
    #expect(try story.chain.arrears(on: "2026-12-31").map(\.contract) == [contract.id])
    let payment = try story.chain.record(
      Money(euros: 25), for: .rent, by: .cash, under: contract.id, as: story.act("2026-10-01"))
    #expect(payment.id.reference == "P-000001")
    #expect(try story.chain.arrears(on: "2026-12-31").isEmpty)
    // The next year's rent falls due with the renewal, not before.
    _ = try story.chain.renew(contract.id, until: .asProgrammeSays, as: story.act("2027-06-01"))
    let renewed = try story.chain.payments(of: contract.id, on: "2027-09-10")
    #expect(renewed.contract.term == "2028-09-09")
    #expect(renewed.standing.owed == Money(euros: 25) && renewed.standing.owedSince == "2027-09-10")
    try expectAllWell()
  }

  @Test func `a loan ends in a gift, and the device is the household's`() throws {
    let request = try request(offering: #""loan", "gift""#)
    let loan = try sign(request, ContractWish())
    try story.handOver(loan.id, on: "2026-09-15")
    let gift = try story.chain.convert(loan.id, ContractWish(.gift), as: story.act("2027-06-01"))
    #expect(gift.agreement.follows == loan.id && gift.state == .transferred)
    #expect(try story.state(of: code) == .given)
    let sheet = try story.chain.contract(loan.id)
    #expect(sheet.contract.state == .converted && sheet.followedBy == gift.id)
    let paper = try OutsideProgram.text(ofPDF: story.chain.printHandOver(of: gift.id, as: story.act("2027-06-01")).pdf)
    #expect(paper.contains("transfert de propriété") && paper.contains("appartiennent au foyer"))
    try expectAllWell()
    // A mistake is taken back from the end.
    let last = try story.latest.rawValue - 1
    for entry in [last, last - 1, last - 2] {
      try story.chain.correct(EntryID(rawValue: entry), .annulment, because: "erreur", as: story.act("2027-06-02"))
    }
    #expect(try story.state(of: code) == .out)
    #expect(try story.chain.contract(loan.id).contract.state == .handedOver)
    try expectAllWell()
    try story.takeBack(loan.id, on: "2027-06-03")
  }

  @Test func `a device that was stolen is given to nobody before that is settled`() throws {
    let loan = try sign(request(offering: #""loan", "gift""#), ContractWish())
    try story.handOver(loan.id, on: "2026-09-15")
    let theft = try story.chain.record(
      .theft, suspending: true, remark: nil, under: loan.id, as: story.act("2026-10-01"))
    #expect(throws: IncidentFailure.stillOpen(theft.id, loan.id)) {
      try story.chain.convert(loan.id, ContractWish(.gift), as: story.act("2026-10-02"))
    }
    let household = try #require(loan.agreement.household)
    let holds = try story.database.read { try story.chain.holds(on: household, in: $0) }
    #expect(holds == [.contract(loan.id), .incident(theft.id)])
    _ = try story.chain.settle(theft.id, .found, remark: nil, as: story.act("2026-10-03"))
    _ = try story.chain.convert(loan.id, ContractWish(.gift), as: story.act("2026-10-03"))
    #expect(throws: IncidentFailure.deviceNotOut(loan.id, .converted)) {
      try story.chain.record(LifeEvent.moved, under: loan.id, as: story.act("2026-10-04"))
    }
    try expectAllWell()
  }

  @Test func `what is given at the end of a path is given to whoever has followed it`() throws {
    try story.adoptCollege()
    let request = try story.decided()
    let loan = try story.lend(story.ready(), to: request, on: "2026-09-15")
    let household = try #require(story.chain.contract(loan).contract.agreement.household)
    let paths = try TrainingPaths.shipped()
    let required = paths.path(of: ChainStory.college).required
    for module in required {
      let lacking = required[(required.firstIndex(of: module) ?? 0)...]
      #expect(
        throws: TrainingFailure.incomplete(
          household, modules: try lacking.map { try paths.module($0).title }, pixExit: false)
      ) { try story.chain.convert(loan, ContractWish(.gift), as: story.act("2026-10-02")) }
      try story.chain.recordTraining(of: module, present: [household], by: paths, as: story.act("2026-10-01"))
    }
    // What was followed on the first of October was not yet on the eve.
    let later = TrainingFailure.completeLater(household, "2026-10-01", act: "2026-09-30")
    #expect(throws: later) { try story.chain.convert(loan, ContractWish(.gift), as: story.act("2026-09-30")) }
    _ = try story.chain.convert(loan, ContractWish(.gift), as: story.act("2026-10-02"))
    try expectAllWell()
  }

  @Test func `a certificate tells of a path completed by its day`() throws {
    let household = try story.household()
    let paths = try TrainingPaths.shipped()
    for (module, day) in [("prise-en-main", "2026-10-01"), ("pronote", "2026-10-08"), ("educonnect", "2026-10-15")] {
      try story.chain.recordTraining(of: module, present: [household], by: paths, as: story.act(Day(day)))
    }
    try story.chain.recordPix(2, .exit, of: household, as: story.act("2026-10-15"))
    try story.chain.recordPix(5, .exit, of: household, as: story.act("2026-11-02"))
    func attest(on day: Day) throws -> String {
      var pdf: [UInt8] = []
      try story.chain.attestTraining(
        of: household, for: ChainStory.college, by: paths, language: .fr, as: story.act(day), keep: { pdf = $0 })
      return try OutsideProgram.text(ofPDF: pdf)
    }
    #expect(throws: TrainingFailure.completeLater(household, "2026-10-15", act: "2026-10-14")) {
      try attest(on: "2026-10-14")
    }
    let (early, late) = (try attest(on: "2026-10-15"), try attest(on: "2026-11-02"))
    #expect(early.contains("2 sur 8") && late.contains("5 sur 8"))
    #expect([early, late].allSatisfy { $0.contains("15 octobre 2026") })
    let founder = try story.chain.actor(named: ChainStory.founder)
    func lacking(on day: Day) throws -> [String] {
      let sheet = try story.chain.training(
        of: household, for: ChainStory.college, by: paths, on: day, reader: founder)
      return sheet.lack.modules
    }
    #expect(try lacking(on: "2026-10-07") == ["pronote", "educonnect"])
    #expect(try lacking(on: "2026-10-15") == [])
  }

  @Test func `a contract is renewed twice on a day only when the second says until when`() throws {
    let loan = try sign(request(offering: #""loan""#), ContractWish())
    try story.handOver(loan.id, on: "2026-09-15")
    func renew(_ end: LoanEnd, on day: Day = "2027-06-01") throws -> Day? {
      try story.chain.renew(loan.id, until: end, as: story.act(day)).term
    }
    #expect(try renew(.asProgrammeSays) == "2028-09-09")
    let twice = ContractFailure.renewedThatDay(loan.id, "2027-06-01", term: "2028-09-09")
    #expect(throws: twice) { try renew(.asProgrammeSays) }
    #expect(throws: twice) { try renew(.afterMonths(3)) }
    #expect(try renew(.on("2028-12-31")) == "2028-12-31")
    #expect(try renew(.afterMonths(1), on: "2027-06-02") == "2029-01-31")
    // What was renewed by mistake and set right is renewed again, the same day.
    try story.chain.correct(story.latest, .annulment, because: "erreur", as: story.act("2027-06-02"))
    #expect(try renew(.afterMonths(2), on: "2027-06-02") == "2029-02-28")
    try expectAllWell()
  }

  @Test func `no free text of a loan tells of health, unless it was read again`() throws {
    let request = try request(offering: #""rental""#)
    var wish = ContractWish(.rental)
    wish.charge = .rent(Money(euros: 25), every: .year)
    let rental = try sign(request, wish).id
    try story.handOver(rental, on: "2026-09-15")
    let (chain, act) = (story.chain, try story.act("2026-10-01"))
    let refused = FollowUpFailure.mayTellOfHealth(word: "hôpital")
    let text = "à l'hôpital depuis lundi"
    #expect(throws: refused) { try chain.exempt(Money(euros: 5), because: text, under: rental, as: act) }
    _ = try chain.exempt(Money(euros: 5), because: text, checked: true, under: rental, as: act)
    #expect(throws: refused) { try chain.record(.breakdown, suspending: false, remark: text, under: rental, as: act) }
    let incident = try chain.record(
      .breakdown, suspending: false, remark: text, checked: true, under: rental, as: act)
    #expect(throws: refused) { try chain.settle(incident.id, .repaired, remark: text, as: act) }
    let back = Contract.TakeBack(condition: .good, reason: .term, remark: text)
    #expect(throws: refused) { try chain.exchange(after: incident.id, for: code, back, as: act) }
    _ = try chain.settle(incident.id, .repaired, remark: text, checked: true, as: act)
    #expect(throws: refused) { try chain.takeBack(rental, back, as: act) }
    #expect(try chain.takeBack(rental, back, checked: true, as: act) == [code])
    try expectAllWell()
  }

  @Test func `a gift is handed over by a person with a mandate, without follow-up`() throws {
    let request = try request(offering: #""gift""#)
    let gift = try sign(request, ContractWish(.gift))
    #expect(gift.term == nil)
    let dues = try story.chain.handOver(
      gift.id, at: "Tiers-lieu", to: "Sacha Mandaté", following: .shipped(), as: story.act("2026-09-15"))
    #expect(dues.isEmpty)
    #expect(try story.state(of: code) == .given)
    #expect(try story.chain.contract(gift.id).handover?.collector == "Sacha Mandaté")
    #expect(try story.chain.request(request).request.state.stage == .handedOver)
    try expectAllWell()
    try story.chain.correct(try story.latest, .annulment, because: "remise reportée", as: story.act("2026-09-16"))
    #expect(try story.state(of: code) == .reserved)
    try expectAllWell()
  }

  @Test func `a public gift is sold below its ceiling only, to people in need`() throws {
    let request = try request(offering: #""sale""#)
    var wish = ContractWish(.sale)
    wish.charge = .price(Money(euros: 181), on: [])
    #expect {
      try sign(request, wish)
    } throws: { error in
      guard
        case .resaleTooDear(price: Money(euros: 181), ceiling: Money(euros: 180), source: _)? = error as? SupplyFailure
      else { return false }
      return true
    }
    wish.charge = .price(Money(euros: 90), on: ["2026-09-10", "2026-10-10"])
    let sale = try sign(request, wish)
    #expect(sale.agreement.terms.charge.instalments.map(\.amount) == [Money(euros: 45), Money(euros: 45)])
    try story.handOver(sale.id, on: "2026-09-15")
    #expect(try story.state(of: code) == .sold)
    _ = try story.chain.record(Money(euros: 45), for: .price, by: .card, under: sale.id, as: story.act("2026-09-15"))
    #expect(throws: PaymentFailure.tooMuch(sale.id, Money(euros: 46), remaining: Money(euros: 45))) {
      try story.chain.record(Money(euros: 46), for: .price, by: .card, under: sale.id, as: story.act("2026-10-10"))
    }
    try expectAllWell()
  }

  @Test func `a minor's contract is signed by who represents them`() throws {
    let request = try request(offering: #""loan""#)
    var wish = ContractWish()
    wish.signing = Signature.Wish(
      before: "Camille Exemple", capacity: .minor, representative: "Dominique Fictive", joint: ["Sacha Inventé"])
    let contract = try sign(request, wish)
    let text = try OutsideProgram.text(
      ofPDF: story.chain.printContract(contract.id, as: story.act("2026-09-10")).pdf)
    #expect(text.contains("Représenté par Dominique Fictive") && text.contains("solidairement"))
    #expect(text.contains("Votre contrat en bref") && text.contains("09/09/2027"))
    // What was printed is kept to the byte; so is what was signed.
    let scan = Array("%PDF-signé".utf8)
    let digest = try story.chain.file(scan, signedFor: contract.id, as: story.act("2026-09-11"))
    #expect(try story.database.read { try StoredBytes.bytes(digest, in: $0) } == scan)
    #expect(try story.chain.contract(contract.id).papers.map(\.isSigned) == [true, false])
    try expectAllWell()
  }

  @Test func `what a minor is given, and what they took and brought back, is signed by who represents them`() throws {
    let request = try request(offering: #""loan", "gift""#)
    var wish = ContractWish()
    wish.signing = Signature.Wish(capacity: .minor, representative: "Dominique Fictive", joint: ["Sacha Inventé"])
    let loan = try sign(request, wish)
    try story.handOver(loan.id, on: "2026-09-15")
    func expectSigned(_ pdf: [UInt8]) throws {
      let text = try OutsideProgram.text(ofPDF: pdf).split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(text.contains("Représenté par Dominique Fictive") && text.contains("LE FOYER, REPRÉSENTÉ PAR"))
      #expect(text.matches(of: /Dominique Fictive/).count == 2 && text.matches(of: /Sacha Inventé/).count == 2)
    }
    try expectSigned(story.chain.printHandOver(of: loan.id, as: story.act("2026-09-15")).pdf)
    let gift = try story.chain.convert(loan.id, ContractWish(.gift), as: story.act("2027-06-01"))
    let signature = gift.agreement.signature
    #expect(signature.capacity == .minor && signature.representative == "Dominique Fictive")
    #expect(signature.joint == ["Sacha Inventé"])
    let deed = try OutsideProgram.text(ofPDF: story.chain.printContract(gift.id, as: story.act("2027-06-01")).pdf)
    #expect(deed.contains("Représenté par Dominique Fictive"))
    try expectSigned(story.chain.printHandOver(of: gift.id, as: story.act("2027-06-01")).pdf)
    try expectAllWell()
  }

  @Test func `a household of age by now is given a device under its own signature`() throws {
    let request = try request(offering: #""loan", "gift""#)
    var wish = ContractWish()
    wish.signing = Signature.Wish(capacity: .minor, representative: "Dominique Fictive")
    let loan = try sign(request, wish)
    try story.handOver(loan.id, on: "2026-09-15")
    var gift = ContractWish(.gift)
    gift.signing = Signature.Wish(capacity: .full)
    let signature = try story.chain.convert(loan.id, gift, as: story.act("2027-06-01")).agreement.signature
    #expect(signature.capacity == .full && signature.representative == nil)
    try expectAllWell()
  }

  @Test func `the receipt of a return has a place for the representative`() throws {
    var wish = ContractWish()
    wish.signing = Signature.Wish(capacity: .minor, representative: "Dominique Fictive")
    let loan = try sign(request(offering: #""loan""#), wish)
    try story.handOver(loan.id, on: "2026-09-15")
    _ = try story.chain.takeBack(
      loan.id, .init(condition: .good, reason: .term, isSigned: true), as: story.act("2027-06-01"))
    let text = try OutsideProgram.text(ofPDF: story.chain.printReturn(of: loan.id, as: story.act("2027-06-01")).pdf)
    #expect(text.contains("LE FOYER, REPRÉSENTÉ PAR") && text.matches(of: /Dominique Fictive/).count == 2)
  }

  @Test func `nobody represents themselves`() throws {
    let request = try request(offering: #""loan""#)
    var wish = ContractWish()
    wish.signing = Signature.Wish(capacity: .minor, representative: "alix inventé")
    #expect(throws: ContractFailure.representsOneself("alix inventé")) { try sign(request, wish) }
    wish.signing = Signature.Wish(joint: ["Alix INVENTÉ"])
    #expect(throws: ContractFailure.jointWithOneself("Alix INVENTÉ")) { try sign(request, wish) }
  }

  @Test func `a theft ends the loan once the complaint is there`() throws {
    let request = try request(offering: #""loan""#)
    let loan = try sign(request, ContractWish())
    try story.handOver(loan.id, on: "2026-09-15")
    let theft = try story.chain.record(
      .theft, suspending: true, remark: nil, under: loan.id, as: story.act("2026-10-01"))
    #expect(theft.complaintDue == "2026-10-03")
    #expect(try story.chain.complain("PV 2026/1", about: theft.id, as: story.act("2026-10-03")))
    _ = try story.chain.lose(code, report: "PV 2026/1", as: story.act("2026-10-05"))
    _ = try story.chain.settle(theft.id, .lenderBears, remark: nil, as: story.act("2026-10-06"))
    #expect(try story.chain.contract(loan.id).contract.state == .lost)
    #expect(try story.chain.openIncidents().isEmpty)
    try expectAllWell()
  }

  @Test func `a receipt is printed for its payment, and for none that was annulled`() throws {
    let request = try request(offering: #""loan""#)
    var wish = ContractWish()
    wish.deposit = Money(euros: 20)
    let loan = try sign(request, wish)
    let payment = try story.chain.record(
      Money(euros: 20), for: .deposit, by: .cheque, under: loan.id, as: story.act("2026-09-10"))
    let paid = try story.latest
    let text = try OutsideProgram.text(ofPDF: story.chain.printReceipt(of: payment.id, as: story.act("2026-09-10")).pdf)
    #expect(text.contains("Reçu n° P-000001") && text.contains("20,00 €") && text.contains("chèque"))
    try story.chain.correct(paid, .annulment, because: "chèque refusé", as: story.act("2026-09-20"))
    #expect(throws: PaymentFailure.receiptAnnulled(payment.id)) {
      try story.chain.printReceipt(of: payment.id, as: story.act("2026-09-20"))
    }
    try expectAllWell()
  }
}
