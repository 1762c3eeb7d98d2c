import Directory
import Inventory
public import Kernel
import Refurbishment
import Spreadsheets
import Storage
import Supply

extension Chain {
  /// What taking in the list of a stock that was there before Rebond, on a day, today unless said, would do.
  ///
  /// Nothing is changed.
  /// - Throws: what recording a donation throws.
  public func plan(
    stock list: EquipmentList, of structure: String, to receiver: String? = nil, origin: LegalOrigin? = nil,
    countingAlike: Bool = false, on day: Day? = nil
  ) throws -> ListPlan {
    try database.read { reader in
      let donor = try giver(structure, in: reader).donor
      let planning = try StockPlanning(
        list: list, donor: donor, origin: donor.kind.origin(named: origin), countingAlike: countingAlike,
        day: day ?? clock.today, today: clock.today, reader: reader)
      let plan = try planning.plan()
      if let first = plan.stock?.first {
        _ = try giftTerms(
          from: structure, under: nil, to: receiver, origin: origin, isFromBefore: true, on: first, in: reader)
      }
      return plan
    }
  }

  /// Takes in what was there before Rebond: each thing gets its code and its history begins, on the day the list gives.
  ///
  /// They are counted apart from what Rebond saw coming in. A thing the list calls ready comes in as received: nobody leaves
  /// without a verdict of the workshop.
  /// - Parameters:
  ///   - structure: the donor the stock came from; one may be registered for what nobody knows any more.
  ///   - receiver: the structure it was given to, as in ``record(donation:from:under:to:origin:as:)``.
  ///   - countingAlike: that lines without a number count though they say of a thing what an earlier list said; else they
  ///     are taken for the same things, one for one.
  ///   - acceptValid: takes the good lines when others are refused; else all or nothing.
  ///   - planned: what ``plan(stock:of:to:origin:countingAlike:on:)`` said of it, when it was asked.
  /// - Returns: what was done, and the codes given, line by line.
  /// - Throws: ``ListFailure/refusedLines(_:of:)``.
  public func takeIn(
    stock list: EquipmentList, of structure: String, to receiver: String? = nil, origin: LegalOrigin?,
    countingAlike: Bool = false, acceptValid: Bool, planned: ListPlan? = nil, as act: Act
  ) throws -> (plan: ListPlan, codes: [(line: Int, code: AssetCode)]) {
    // What says nothing new leaves no act behind.
    let known =
      try planned
      ?? plan(stock: list, of: structure, to: receiver, origin: origin, countingAlike: countingAlike, on: act.day)
    guard !known.isEmpty || known.refusedLines > 0 && !acceptValid else { return (known, []) }
    return try database.write(Action.importStock, act) { change in
      let donor = try giver(structure, in: change).donor
      let planning = StockPlanning(
        list: list, donor: donor, origin: try donor.kind.origin(named: origin), countingAlike: countingAlike,
        day: act.day, today: clock.today, reader: change)
      // Nobody has done anything since it was planned, most often: then the plan still holds.
      let plan = known.stock?.basis == planning.basis(before: change.entry) ? known : try planning.plan()
      let stock = plan.stock ?? StockPlan()
      try plan.requireTakeable(acceptValid: acceptValid)
      change.concerns(.donor(donor.id))
      change.note("list", .digest(list.digest))
      var last = change.entry
      for (line, device) in stock.updates {
        try change.also(Action.identifyDevice) { naming in
          naming.concerns(.device(device.id))
          try name(device.id, as: line, beside: MediumStore.identity(of: device.id, in: naming), in: naming)
          last = naming.entry
        }
      }
      var codes: [(line: Int, code: AssetCode)] = []
      if let first = stock.first {
        let quantities = Dictionary(stock.creations.map { ($0.line.category, $0.line.quantity) }, uniquingKeysWith: +)
        let donation = try change.also(Action.recordDonation, by: Act(by: act.actor, on: first, clock: clock)) {
          giving in
          let lines = quantities.map { Donation.AnnouncedLine(category: $0.key, counted: $0.value) }
          return try announce(
            lines, from: structure, under: nil, to: receiver, origin: origin, isFromBefore: true, in: giving)
        }
        var generator = SystemRandomNumberGenerator()
        for (index, (line, day, standing)) in stock.creations.enumerated() {
          defer { list.progress(index + 1, stock.creations.count) }
          guard let announced = donation.lines.first(where: { $0.category == line.category }) else { continue }
          let act = try Act(by: act.actor, on: day, clock: clock)
          for _ in 0..<line.quantity {
            let (code, entry) = try takeIn(
              line, at: standing, of: donation, on: announced.id, drawing: &generator, act: act, in: change)
            last = entry
            codes.append((line.line, code))
          }
        }
      }
      try ListStore.keep(.stock, digest: list.contents, upTo: last, in: change)
      return (plan, codes)
    }
  }

  /// Takes one thing in, and into the workshop when that is where it is; gives its code and its last entry.
  private func takeIn(
    _ line: EquipmentLine, at standing: StockPlan.Surroundings, of donation: Donation, on announced: DonationLineID,
    drawing generator: inout some RandomNumberGenerator, act: Act, in change: Change
  ) throws -> (AssetCode, EntryID) {
    let device = try change.also(Action.enterDevice, by: act) { reception in
      let (category, origin) = (line.category, donation.legalOrigin)
      let device =
        if let code = line.code {
          try DeviceStore.receive(code, category: category, legalOrigin: origin, line: announced, in: reception)
        } else {
          try DeviceStore.receive(
            drawing: &generator, category: category, legalOrigin: origin, line: announced, in: reception)
        }
      reception.concerns(.device(device.id))
      if let owner = standing.owner ?? donation.receiver {
        let custody = Custody(owner: owner, holder: donation.receiver ?? owner)
        try CustodyStore.save(custody, of: device.id, in: reception)
      }
      if let place = standing.place { try CustodyStore.put(device.id, at: place, in: reception) }
      if line.grams != nil || line.year != nil {
        let told = try DeviceParticulars(yearMade: line.year, grams: line.grams, on: clock.today)
        try CustodyStore.tell(told, of: device.id, in: reception)
      }
      if line.manufacturer != nil || line.model != nil || line.serial != nil {
        try name(device.id, as: line, beside: DeviceIdentity(), in: reception)
      }
      if line.isUnnumbered { try ListStore.keep(unnumbered: line.told, on: announced, in: reception) }
      return device
    }
    guard line.standing == .inWorkshop, let route = try ShippedRoutes.route(for: device.category, on: act.day) else {
      return (device.code, device.standing)
    }
    return try change.also(Action.startWork, by: act) { start in
      start.concerns(.device(device.id))
      let moved = try DeviceStore.move(device, by: device.takenIntoWorkshop(), in: start)
      // Nothing is known of its media before evidence tells.
      let workpiece = Workpiece(id: moved.id, code: moved.code, category: moved.category, round: moved.round, media: [])
      try RoundStore.open(workpiece, with: route, in: start)
      return (moved.code, start.entry)
    }
  }

  private func name(
    _ device: DeviceID, as line: EquipmentLine, beside known: DeviceIdentity, in change: Change
  ) throws {
    let told = DeviceIdentity(
      manufacturer: known.manufacturer ?? line.manufacturer, model: known.model ?? line.model,
      serial: known.serial ?? line.serial, networkAddress: known.networkAddress)
    try MediumStore.identify(device, as: told, in: change)
  }
}

/// What taking in the list of a stock does, thing by thing, for as long as nobody does anything else.
struct StockPlan: Sendable {
  /// Nothing where there is no plan.
  var basis: Basis?
  var creations: [(line: EquipmentLine, day: Day, standing: Surroundings)] = []
  var updates: [(line: EquipmentLine, device: Device)] = []

  /// The first day of what is new.
  var first: Day? { creations.map(\.day).min() }

  /// What was asked, and of which state of the database.
  struct Basis: Sendable, Equatable {
    let list: Digest
    let donor: DonorID
    let origin: LegalOrigin
    let countingAlike: Bool
    let day, today: Day
    /// The entry that the journal writes next.
    let next: EntryID
  }

  /// Where a thing stands and whose it is, as the directory knows them.
  struct Surroundings {
    var place: PlaceID?
    var owner: StructureID?
  }
}

/// What the list of a stock says beside what is known.
private struct StockPlanning {
  let list: EquipmentList
  let donor: Donor
  let origin: LegalOrigin
  let countingAlike: Bool
  /// The day that counts for things of which the list gives none.
  let day: Day
  let today: Day
  let reader: Reader

  /// What the plan rests on, before an act.
  func basis(before entry: EntryID) -> StockPlan.Basis {
    StockPlan.Basis(
      list: list.digest, donor: donor.id, origin: origin, countingAlike: countingAlike, day: day, today: today,
      next: entry)
  }

  func plan() throws -> ListPlan {
    let next = EntryID(rawValue: try Journal.head(in: reader).sequence + 1)
    let isKnownFile = try ListStore.isKnown(.stock, digest: list.contents, of: donor.id, in: reader)
    var (refused, skipped, alike): ([CellFailure], [Int], [Int]) = ([], [], [])
    var stock = StockPlan(basis: basis(before: next))
    var here = countingAlike || list.isRemainder ? [:] : try ListStore.unnumbered(of: donor.id, in: reader)
    var known = Names()
    for (index, line) in list.lines.enumerated() {
      defer { list.progress(index + 1, list.lines.count) }
      switch try verdict(on: line, isKnownFile: isKnownFile) {
      case .create:
        var line = line
        if line.isUnnumbered, !here.isEmpty, let known = here[line.told], known > 0 {
          let same = min(known, line.quantity)
          here[line.told] = known - same
          line.quantity -= same
          alike.append(line.line)
        }
        guard line.quantity > 0 else {
          skipped.append(line.line)
          continue
        }
        do throws(CellFailure) {
          stock.creations.append((line, line.day ?? day, try surroundings(of: line, known: &known)))
        } catch {
          refused.append(error)
        }
      case .update(let device): stock.updates.append((line, device))
      case .skip: skipped.append(line.line)
      case .refuse(let failure): refused.append(failure)
      }
    }
    var plan = ListPlan(of: list, refused: refused)
    plan.created = stock.creations.map(\.line.quantity).reduce(0, +)
    plan.updated = stock.updates.map(\.line.line)
    plan.skipped = skipped
    plan.alike = alike
    plan.tell(of: stock.creations.map(\.line), origin: origin, rules: try GiftRules.shipped(), on: day)
    plan.readyBefore = stock.creations.filter { $0.line.standing == .ready }.map(\.line.quantity).reduce(0, +)
    plan.stock = stock
    return plan
  }

  /// The places and structures that the list names, each looked up once.
  private struct Names {
    var places: [String: Result<PlaceID, CellFailure>] = [:]
    var owners: [String: Result<StructureID, CellFailure>] = [:]
  }

  /// Where a thing stands and whose it is.
  ///
  /// - Throws: a refusal of the cell whose name is not in the directory.
  private func surroundings(of line: EquipmentLine, known: inout Names) throws(CellFailure) -> StockPlan.Surroundings {
    func find<Found>(
      _ name: String?, under column: EquipmentColumn, in known: inout [String: Result<Found, CellFailure>],
      _ look: (String) throws -> Found
    ) throws(CellFailure) -> Found? {
      guard let name else { return nil }
      let found =
        known[name]
        ?? Result { try look(name) }.mapError { error in
          let reason = (error as? any Failure)?.text ?? Text(same: "\(error)")
          return CellFailure(line: line.line, column: column.rawValue, written: name, reason: reason)
        }
      known[name] = found
      do throws(CellFailure) { return try found.get() } catch {
        throw CellFailure(line: line.line, column: error.column, written: error.written, reason: error.reason)
      }
    }
    return StockPlan.Surroundings(
      place: try find(line.place, under: .place, in: &known.places) { try DirectoryStore.place($0, in: reader).id },
      owner: try find(line.owner, under: .owner, in: &known.owners) { try DirectoryStore.structure($0, in: reader).id })
  }

  private enum Verdict {
    case create, skip
    case update(Device)
    case refuse(CellFailure)
  }

  private func verdict(on line: EquipmentLine, isKnownFile: Bool) throws -> Verdict {
    func refuse(_ column: EquipmentColumn, _ written: String?, _ failure: ListFailure) -> Verdict {
      .refuse(line.refusal(of: column, written: written, failure))
    }
    switch line.standing {
    case .gone: return refuse(.state, line.standingWritten, .gone(line.standingWritten))
    case .lent where !list.takesLent: return refuse(.state, line.standingWritten, .lent(line.standingWritten))
    case .received, .inWorkshop, .ready, .lent: break
    }
    if let year = line.yearMade, year > today.parts.year { return refuse(.year, String(year), .year(String(year))) }
    for (column, day) in [(EquipmentColumn.day, line.day), (.boughtOn, line.boughtOn)] {
      if let day, day > today { return refuse(column, day.description, .dayToCome(day)) }
    }
    let tooDear = try line.worthTooMuch(given: origin, on: line.day ?? day).map(Verdict.refuse)
    if let code = line.code, let device = try? DeviceStore.device(code, in: reader) {
      let known = try MediumStore.identity(of: device.id, in: reader)
      if let serial = line.serial, let before = known.serial, before.lowercased() != serial.lowercased() {
        return refuse(.code, code.description, .codeOfAnother(code))
      }
      if device.state.name.mayBeDonatedAgain, !isKnownFile { return refuse(.code, code.description, .hasLeft(code)) }
      return line.saysMore(than: known) ? .update(device) : .skip
    }
    guard let serial = line.serial else {
      return isKnownFile && line.code == nil ? .skip : tooDear ?? .create
    }
    guard let (device, known) = try line.bearers(in: reader).first else { return tooDear ?? .create }
    if device.state.name.mayBeDonatedAgain, !isKnownFile { return refuse(.serial, serial, .hasLeft(device.code)) }
    if line.code != nil { return refuse(.serial, serial, .alreadyHere(device.code)) }
    return line.saysMore(than: known) ? .update(device) : .skip
  }
}

extension EquipmentLine {
  /// Whether the line tells of a thing what is not known of it yet; what machines said is not written over.
  fileprivate func saysMore(than known: DeviceIdentity) -> Bool {
    (known.manufacturer == nil && manufacturer != nil) || (known.model == nil && model != nil)
      || (known.serial == nil && serial != nil)
  }
}
