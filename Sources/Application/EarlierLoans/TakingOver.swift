import Directory
import Eligibility
import Inventory
import Kernel
import Loans
import Spreadsheets
import Storage

/// The taking over of a list, line by line, each whole or not at all.
struct TakingOver {
  let list: EarlierLoanList
  let lender: StructureID
  let clock: Clock
  let change: Change
  /// The rules by which these loans go on, and the contacts that are set.
  private let rules: Programme
  private let contacts: FollowUpPlan
  /// The programmes a list may name, by their names and titles.
  private let programmes: [String: String]
  /// On what line each device was.
  private var lines: [DeviceID: Int] = [:]
  private var newHouseholds = 0
  /// The last entry that belongs to the taking over.
  private(set) var last: EntryID

  init(list: EarlierLoanList, lender: StructureID, clock: Clock, change: Change) throws {
    (self.list, self.lender, self.clock, self.change) = (list, lender, clock, change)
    last = change.entry
    rules = try EarlierLoanRules.inForce(on: change.act.day, in: change)
    contacts = try FollowUpPlanStore.inForce(for: EarlierLoanRules.id, on: change.act.day, in: change)
    programmes = try list.lines.contains { $0.programme != nil } ? Self.programmes(on: change.act.day, in: change) : [:]
  }

  mutating func plan() throws -> EarlierLoanPlan {
    var plan = EarlierLoanPlan(of: list)
    for (index, loan) in list.lines.enumerated() {
      defer { list.progress(index + 1, list.lines.count) }
      do {
        if let taken = try take(loan) { plan.taken.append(taken) } else { plan.skipped.append(loan.line) }
      } catch let cell as CellFailure {
        plan.refused.append(cell)
      } catch let failure as StorageFailure {
        throw failure
      } catch let failure as any Failure {
        plan.refused.append(loan.refusal(of: nil, failure))
      }
    }
    plan.refused.sort { $0.line < $1.line }
    plan.newHouseholds = newHouseholds
    return plan
  }

  /// Takes one loan over, or nothing when it was taken over before.
  private mutating func take(_ loan: EarlierLoan) throws -> EarlierLoanPlan.Taken? {
    let device = try loan.at(loan.deviceColumn) { try self.device(of: loan) }
    if let twin = lines.updateValue(loan.line, forKey: device.id) {
      throw loan.refusal(of: loan.deviceColumn, ListFailure.twin(of: twin))
    }
    if let known = try takenOver(device, since: loan.starts) {
      guard try isOf(known, loan) else {
        throw loan.refusal(of: .name, EarlierLoanFailure.anotherHousehold(known.id))
      }
      return nil
    }
    try requireLentBefore(device, loan)
    try loan.at(loan.deviceColumn) { try CustodyStore.require(lender, maySignFor: device, in: change) }
    let terms = try loan.terms()
    _ = try programme(of: loan)
    let (taken, entry): (EarlierLoanPlan.Taken, EntryID)
    switch try household(of: loan) {
    case .known(let household): (taken, entry) = try take(loan, of: household, device, terms, in: change)
    case .new(let profile):
      // The household first, then what rests on it: a list is undone from its end.
      (taken, entry) = try change.also(Action.registerHousehold) { registering in
        let household = try HouseholdStore.add(profile, in: registering)
        registering.concerns(.household(household.id))
        return try take(loan, of: household.id, device, terms, in: registering)
      }
      newHouseholds += 1
    }
    last = entry
    return taken
  }

  /// The same for a household that is registered.
  private func take(
    _ loan: EarlierLoan, of household: HouseholdID, _ device: Device, _ terms: ContractTerms, in outer: Change
  ) throws -> (EarlierLoanPlan.Taken, EntryID) {
    try outer.also(Action.submitRequest) { asking in
      let request = try granted(to: household, device, in: asking)
      let contract = try asking.also(Action.signContract) { signing in
        let agreement = try Contract.agreement(
          for: request, lender: lender, terms: terms, accessories: loan.accessories,
          signature: loan.signature)
        let contract = try ContractStore.sign(agreement, isFromBefore: true, in: signing)
        signing.concerns(.contract(contract.id))
        signing.note("request", .id(request.id))
        signing.note("device", .id(device.id))
        signing.note("lender", .id(lender))
        signing.note("kind", .word(terms.kind))
        return contract
      }
      return try enter(contract, of: household, loan, device)
    }
  }

  // MARK: Which device

  private func device(of loan: EarlierLoan) throws -> Device {
    let marks = loan.serial.map { Array(Set([$0, $0.uppercased(), $0.lowercased()])) } ?? []
    let bearers = try Set(marks.flatMap { try MediumStore.devices(bearing: $0, in: change) })
    if let code = loan.code {
      let device = try DeviceStore.device(code, in: change)
      if let serial = loan.serial, !bearers.contains(device.id),
        try !bearers.isEmpty || MediumStore.identity(of: device.id, in: change).serial != nil
      {
        throw EarlierLoanFailure.numbersOfTwo(code, serial: serial)
      }
      return device
    }
    guard let serial = loan.serial else { throw EarlierLoanFailure.deviceMissing }
    let devices = try bearers.sorted().compactMap { try DeviceStore.device($0, in: change) }
    switch devices.count {
    case 0: throw EarlierLoanFailure.noSuchDevice(serial)
    case 1: return devices[0]
    default: throw EarlierLoanFailure.severalDevices(serial, devices.map(\.code))
    }
  }

  /// The contract by which the same loan goes on already.
  private func takenOver(_ device: Device, since starts: Day) throws -> Contract? {
    let contracts: [ContractID] = try change.all(
      """
      SELECT contract FROM movements WHERE device = \(device.id) AND verb = \(Movement.Verb.lentBefore)
        AND \(SQL.stands("movements.entry"))
      """
    ).map { try $0["contract"] }
    return try contracts.map { try ContractStore.existing($0, in: change) }.first {
      $0.agreement.terms.starts == starts
    }
  }

  private func isOf(_ contract: Contract, _ loan: EarlierLoan) throws -> Bool {
    guard let id = contract.agreement.household else { return false }
    if let household = loan.household { return household == id }
    let profile = try HouseholdStore.existing(id, in: change).profile
    return profile.contactName.folded == loan.name?.folded || profile.phone != nil && profile.phone == loan.phone
  }

  /// Refuses what Rebond saw coming in, or lent, or has elsewhere.
  private func requireLentBefore(_ device: Device, _ loan: EarlierLoan) throws {
    let today = change.act.day
    if loan.starts > today { throw loan.refusal(of: .starts, EarlierLoanFailure.firstDayToCome(loan.starts)) }
    try loan.at(loan.deviceColumn) {
      if let contract = device.state.contract { throw EarlierLoanFailure.lentAlready(device.code, contract) }
      guard device.state == .received, device.round == 1 else {
        throw EarlierLoanFailure.elsewhere(device.code, device.state.name.text)
      }
      let reception = try Journal.entry(device.standing, in: change)
      guard let reception, reception.action == Action.enterDevice.rawValue else {
        throw EarlierLoanFailure.notFromBefore(device.code)
      }
      let entered = clock.day(of: reception.recorded)
      if loan.starts > entered { throw EarlierLoanFailure.begunSince(loan.starts, entered: entered) }
    }
  }

  // MARK: To whom

  /// A household that is known, or one to be registered.
  private enum Borrower {
    case known(HouseholdID)
    case new(Household.Profile)
  }

  /// The household that is known already, else a new one, as for a request by telephone.
  private func household(of loan: EarlierLoan) throws -> Borrower {
    if let id = loan.household {
      return .known(try loan.at(.household) { try HouseholdStore.existing(id, in: change).id })
    }
    let commune = try loan.at(.commune) { try self.commune(loan.commune ?? "") }
    let profile = try loan.at(.name) {
      try Household.Profile(
        contactName: loan.name ?? "", phone: loan.phone, email: loan.email, commune: commune, adults: loan.adults,
        children: loan.children)
    }
    let near = try HouseholdStore.resembling(profile, in: change)
    let same = near.filter { $0.profile.contactName.folded == profile.contactName.folded }
    guard near.isEmpty || same.count == 1 && near.count == 1 else {
      throw loan.refusal(of: .name, EarlierLoanFailure.whichHousehold(near.map(\.id)))
    }
    return same.first.map { .known($0.id) } ?? .new(profile)
  }

  private func commune(_ written: String) throws -> InseeCommune {
    do { return try TerritoryStore.commune(written, in: change) } catch let failure as any Failure {
      guard let alone = ListWords.communeAlone(written),
        let commune = try? TerritoryStore.commune(alone, in: change)
      else { throw failure }
      return commune
    }
  }

  /// The request that stands for the one that others answered: granted by the rules of the day, the device kept for it.
  private func granted(to household: HouseholdID, _ device: Device, in asking: Change) throws -> Request {
    let wish = try Request.Wish(
      household: household, prescriber: lender, device: device.category, uses: "prêt en cours avant Rebond",
      channel: .paper, needs: Request.Needs())
    let request = try RequestStore.submit(wish, in: asking)
    asking.concerns(.request(request.id))
    asking.note("household", .id(household))
    asking.note("category", .word(device.category))
    let fact = try HouseholdFact(
      key: EarlierLoanRules.fact, value: .truth(true),
      evidence: .init(
        kind: EarlierLoanRules.evidence, day: asking.act.day, checkedBy: asking.act.actor.id))
    try asking.also(Action.recordFact) { telling in
      telling.concerns(.household(household))
      telling.note(fact.key, .dataName(fact.evidence.kind))
      try HouseholdFactStore.save(fact, of: household, in: telling)
    }
    let decided = try asking.also(Action.decideRequest) { deciding in
      let reasoning = try rules.decide([fact.key: Fact(fact)], on: deciding.act.day)
      let decision = try DecisionStore.save(Loans.Decision.Finding(reasoning), on: request.id, in: deciding)
      deciding.concerns(.request(request.id))
      deciding.note("programme", .dataName(rules.id))
      deciding.note("version", .dataName(rules.version))
      deciding.note("decision", .id(decision.id))
      deciding.note("outcome", .word(decision.finding.outcome))
      return try RequestStore.save(request.decided(by: decision), in: deciding)
    }
    return try asking.also(Action.allocateDevice) { keeping in
      keeping.concerns(.request(request.id))
      keeping.note("device", .id(device.id))
      return try RequestStore.save(decided.allocated(device.id, until: keeping.act.day), in: keeping)
    }
  }

  // MARK: Under which programme

  private static func programmes(on day: Day, in reader: Reader) throws -> [String: String] {
    var named: [String: String] = [:]
    for adopted in try ProgrammeStore.inForce(on: day, in: reader) where adopted.id != EarlierLoanRules.id {
      let title = try Programme(adopted).title
      for name in [adopted.id, title.fr, title.en] { named[name.lettersAndDigits] = adopted.id }
    }
    return named
  }

  private func programme(of loan: EarlierLoan) throws -> String? {
    try loan.programme.map { written in
      guard let programme = programmes[written.lettersAndDigits] else {
        throw loan.refusal(
          of: .programme, EarlierLoanFailure.noSuchProgramme(written, known: Set(programmes.values).sorted()))
      }
      return programme
    }
  }

  // MARK: From now on

  /// The device is with the household; only the contacts still to come are set.
  private func enter(
    _ contract: Contract, of household: HouseholdID, _ loan: EarlierLoan, _ device: Device
  ) throws -> (EarlierLoanPlan.Taken, EntryID) {
    let term = loan.renewedUntil ?? loan.term
    let programme = try self.programme(of: loan)
    let contacts =
      try programme.map { try FollowUpPlanStore.inForce(for: $0, on: change.act.day, in: change) }
      ?? self.contacts
    let dues = contacts.dues(from: loan.starts, until: term).filter { $0.day > change.act.day }
    var last = try change.also(Action.enterLoan) { entering in
      entering.concerns(.contract(contract.id))
      entering.note("device", .id(device.id))
      entering.note("starts", .day(loan.starts))
      entering.note("list", .digest(list.digest))
      let proof = ReadinessProof.beforeRebond(device, entry: entering.entry, list: list.digest)
      try DeviceStore.keep(proof, in: entering)
      try DeviceStore.move(device, by: device.lentBefore(under: contract.id, by: proof), in: entering)
      try ContractStore.save(contract.handedOver(at: nil), isFromBefore: true, in: entering)
      try FollowUpStore.set(dues, for: contract.id, in: entering)
      if let programme {
        entering.note("programme", .dataName(programme))
        try EarlierProgrammeStore.save(programme, of: contract.id, in: entering)
      }
      return entering.entry
    }
    if let until = loan.renewedUntil {
      last = try loan.at(.renewedUntil) {
        try change.also(Action.renewContract) { renewing in
          renewing.concerns(.contract(contract.id))
          renewing.note("term", .day(until))
          try ContractStore.save(ContractStore.existing(contract.id, in: renewing).renewed(until: until), in: renewing)
          return renewing.entry
        }
      }
    }
    if loan.deposit > .zero {
      last = try loan.at(.deposit) {
        try change.also(Action.recordPayment) { receiving in
          let payment = try PaymentStore.record(
            loan.deposit, for: .deposit, by: .other, under: contract.id, in: receiving)
          receiving.concerns(.contract(contract.id))
          receiving.note("receipt", .id(payment.id))
          receiving.note("purpose", .word(payment.purpose))
          receiving.note("cents", .money(payment.amount))
          return receiving.entry
        }
      }
    }
    if let settled = try settled(loan, contract.id), settled > .zero {
      last = try loan.at(.paid) {
        try change.also(Action.exemptPayment) { exempting in
          exempting.concerns(.contract(contract.id))
          exempting.note("cents", .money(settled))
          try PaymentStore.exempt(settled, because: loan.paid.reason, under: contract.id, in: exempting)
          return exempting.entry
        }
      }
    }
    return (
      EarlierLoanPlan.Taken(
        line: loan.line, contract: contract.id, household: household, code: device.code, term: term,
        contacts: dues.count), last
    )
  }

  /// How much of the rent is no matter of Rebond's ledger: what was paid before it, as far as the list says.
  private func settled(_ loan: EarlierLoan, _ id: ContractID) throws -> Money? {
    switch loan.paid {
    case .amount(let amount): return amount
    case .unsaid, .settled:
      let contract = try ContractStore.existing(id, in: change)
      return try PaymentStore.standing(of: contract.id, through: change.act.day, in: change).owed
    }
  }
}

extension EarlierLoan.Paid {
  /// Why what fell due before is not owed here.
  fileprivate var reason: String {
    switch self {
    case .settled, .amount: "payé avant Rebond, d'après la liste des prêts"
    case .unsaid: "dû avant Rebond, hors de ses comptes"
    }
  }
}

extension EarlierLoan {
  /// Does something with what a cell says, and refuses that cell when it cannot be done.
  fileprivate func at<Result>(_ column: EarlierLoanColumn, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let failure as StorageFailure { throw failure } catch let failure as any Failure {
      throw refusal(of: column, failure)
    }
  }

  /// What was agreed.
  fileprivate func terms() throws -> ContractTerms {
    do {
      return try ContractTerms(
        kind, charge: rent.flatMap { rent in pace.map { .rent(rent, every: $0) } } ?? .nothing, starts: starts,
        term: term,
        deposit: deposit)
    } catch let failure as LoansFailure {
      if case .termBeforeStart = failure { throw refusal(of: .term, failure) }
      throw refusal(of: rent == nil ? .kind : .rent, failure)
    } catch let failure as ContractFailure {
      throw refusal(of: deposit < .zero ? .deposit : .rent, failure)
    }
  }
}
