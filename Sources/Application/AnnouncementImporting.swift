import Inventory
public import Kernel
import Spreadsheets
import Storage
public import Supply

extension Chain {
  /// What recording a donor's list as announced on a day, today unless said, would do; nothing is changed.
  ///
  /// - Throws: what recording a donation throws.
  public func plan(
    announcing list: EquipmentList, from structure: String, under convention: String? = nil, to receiver: String? = nil,
    origin: LegalOrigin? = nil, countingAlike: Bool = false, on day: Day? = nil
  ) throws -> ListPlan {
    try database.read { reader in
      let day = day ?? clock.today
      let terms = try giftTerms(from: structure, under: convention, to: receiver, origin: origin, on: day, in: reader)
      return try AnnouncementPlanning(
        list: list, terms: terms, countingAlike: countingAlike, day: day, today: clock.today, reader: reader
      ).plan().shown
    }
  }

  /// Records a donor's list as announced: one donation with its lines, and each thing of the list.
  ///
  /// The same list again changes nothing; a later list that says otherwise of a serial number takes the earlier word's place,
  /// and what it says of things without a number that are still awaited is said of the same things, one for one.
  /// - Parameters:
  ///   - convention: the reference of the convention it comes under, when there is one.
  ///   - receiver: the structure it is given to, as in ``record(donation:from:under:to:origin:as:)``.
  ///   - countingAlike: whether things without a number are counted though another list announced as much.
  ///   - acceptValid: takes the good lines when others are refused; else all or nothing.
  /// - Returns: what was done, and the donation, when there is a new one.
  /// - Throws: ``ListFailure/refusedLines(_:of:)``, and what recording a donation throws.
  public func announce(
    _ list: EquipmentList, from structure: String, under convention: String?, to receiver: String? = nil,
    origin: LegalOrigin?, countingAlike: Bool = false, acceptValid: Bool, as act: Act
  ) throws -> (plan: ListPlan, donation: Donation?) {
    // What says nothing new leaves no act behind.
    let known = try self.plan(
      announcing: list, from: structure, under: convention, to: receiver, origin: origin, countingAlike: countingAlike,
      on: act.day)
    guard !known.isEmpty || known.refusedLines > 0 && !acceptValid else { return (known, nil) }
    return try database.write(Action.importDonation, act) { change in
      let terms = try giftTerms(
        from: structure, under: convention, to: receiver, origin: origin, on: act.day, in: change)
      let plan = try AnnouncementPlanning(
        list: list, terms: terms, countingAlike: countingAlike, day: act.day, today: clock.today, reader: change
      ).plan()
      try plan.shown.requireTakeable(acceptValid: acceptValid)
      change.concerns(.donor(terms.donor))
      change.note("list", .digest(list.digest))
      for (line, earlier) in plan.updates {
        try ListStore.save(line.announced, on: earlier.line, replacing: earlier.id, in: change)
      }
      let quantities = Dictionary(plan.creations.map { ($0.category, $0.quantity) }, uniquingKeysWith: +)
      // Of the things of one category, the dearest is judged.
      let values = Dictionary(
        plan.creations.compactMap { line in line.value.map { (line.category, $0) } }, uniquingKeysWith: max)
      let lines = quantities.map {
        Donation.AnnouncedLine(category: $0.key, counted: $0.value, unitValue: values[$0.key])
      }
      let donation =
        try lines.isEmpty
        ? nil : announce(lines, from: structure, under: convention, to: receiver, origin: origin, in: change)
      for (index, line) in plan.creations.enumerated() {
        defer { list.progress(index + 1, plan.creations.count) }
        guard let recorded = donation?.lines.first(where: { $0.category == line.category }) else { continue }
        try ListStore.save(line.announced, on: recorded.id, in: change)
      }
      try ListStore.keep(.announcement, digest: list.contents, upTo: change.entry, in: change)
      return (plan.shown, donation)
    }
  }
}

/// What a donor's list says beside what is known of it.
private struct AnnouncementPlanning {
  let list: EquipmentList
  let terms: Chain.GiftTerms
  let countingAlike: Bool
  /// The day of the gift.
  let day: Day
  let today: Day
  let reader: Reader

  struct Plan {
    var shown: ListPlan
    var creations: [EquipmentLine] = []
    var updates: [(line: EquipmentLine, earlier: RecordedItem)] = []
  }

  func plan() throws -> Plan {
    let isKnownFile = try ListStore.isKnown(.announcement, digest: list.contents, of: terms.donor, in: reader)
    var (refused, skipped, alike): ([CellFailure], [Int], [Int]) = ([], [], [])
    var awaited =
      countingAlike || list.isRemainder ? [:] : try self.awaited()
    var plan = Plan(shown: ListPlan(of: list, refused: []))
    var comingBack: [ListPlan.ComingBack] = []
    for (index, line) in list.lines.enumerated() {
      defer { list.progress(index + 1, list.lines.count) }
      switch try verdict(on: line, isKnownFile: isKnownFile) {
      case .create(let device):
        var line = line
        let likeness = line.announced.likeness(as: line.category)
        if line.serial == nil, let known = awaited[likeness], known > 0 {
          let same = min(known, line.quantity)
          awaited[likeness] = known - same
          line.quantity -= same
          alike.append(line.line)
        }
        guard line.quantity > 0 else {
          skipped.append(line.line)
          continue
        }
        plan.creations.append(line)
        if let device { comingBack.append(.init(line: line.line, code: device.code, category: line.category)) }
      case .update(let earlier): plan.updates.append((line, earlier))
      case .skip: skipped.append(line.line)
      case .refuse(let failure): refused.append(failure)
      }
    }
    plan.shown = ListPlan(of: list, refused: refused)
    plan.shown.created = plan.creations.map(\.quantity).reduce(0, +)
    plan.shown.updated = plan.updates.map(\.line.line)
    plan.shown.skipped = skipped
    plan.shown.alike = alike
    plan.shown.comingBack = comingBack
    plan.shown.unused += list.titles(of: [.place, .owner])
    plan.shown.tell(of: plan.creations, origin: terms.origin, rules: try GiftRules.shipped(), on: day)
    return plan
  }

  /// How many things without a number the donor announced that are still to come, for each thing that lists said of them:
  /// once all of a line has come, the same words are of a new gift.
  private func awaited() throws -> [AnnouncedItem.Likeness: Int] {
    var awaited: [AnnouncedItem.Likeness: Int] = [:]
    for (item, announced) in try ListStore.openUnnumbered(of: terms.donor, in: reader)
    where try DeviceStore.received(on: item.line, in: reader) < announced {
      awaited[item.item.likeness(as: item.category), default: 0] += item.item.quantity
    }
    return awaited
  }

  private enum Verdict {
    case skip
    /// Announced for the first time; a device that had left comes back.
    case create(Device?)
    case update(RecordedItem)
    case refuse(CellFailure)
  }

  private func verdict(on line: EquipmentLine, isKnownFile: Bool) throws -> Verdict {
    if let day = line.boughtOn, day > today {
      return .refuse(line.refusal(of: .boughtOn, written: day.description, ListFailure.dayToCome(day)))
    }
    if let year = line.yearMade, year > today.parts.year {
      return .refuse(line.refusal(of: .year, written: String(year), ListFailure.year(String(year))))
    }
    let tooDear = try line.worthTooMuch(given: terms.origin, on: day).map(Verdict.refuse)
    guard let serial = line.serial else { return isKnownFile ? .skip : tooDear ?? .create(nil) }
    let bearers = try line.bearers(in: reader).map(\.device)
    let announced = try ListStore.items(serial: serial, from: terms.donor, in: reader)
      .last { $0.item.model?.lowercased() == line.model?.lowercased() || $0.item.model == nil || line.model == nil }
    // What was announced before the device left was about its earlier life.
    if let announced, !bearers.contains(where: { $0.state.name.mayBeDonatedAgain && $0.standing > announced.entry }) {
      return announced.item == line.announced ? .skip : tooDear ?? .update(announced)
    }
    if let here = bearers.first(where: { !$0.state.name.mayBeDonatedAgain }) {
      return .refuse(line.refusal(of: .serial, written: serial, ListFailure.alreadyHere(here.code)))
    }
    return tooDear ?? .create(bearers.first)
  }
}

extension ListPlan {
  /// Tells of the lines that are taken: cells that say nothing, and values that a public gift needs.
  mutating func tell(of taken: [EquipmentLine], origin: LegalOrigin, rules: GiftRules, on day: Day) {
    notices = taken.flatMap(\.notices)
    guard origin == .publicGift, let ceiling = rules.unitValueCeiling(on: day) else { return }
    let bare = taken.compactMap { $0.value == nil ? $0.line : nil }
    guard !bare.isEmpty else { return }
    unvalued = (bare, ceiling.value, ceiling.source)
  }
}

extension EquipmentLine {
  /// What the line announces.
  fileprivate var announced: AnnouncedItem {
    AnnouncedItem(
      quantity: quantity, manufacturer: manufacturer, model: model, serial: serial, grams: grams, boughtOn: boughtOn,
      yearMade: yearMade, value: value)
  }

  /// The devices that bear the line's serial number, and are not known to be of another model.
  func bearers(in reader: Reader) throws -> [(device: Device, identity: DeviceIdentity)] {
    guard let serial else { return [] }
    return try MediumStore.devices(bearing: serial, in: reader).compactMap { id in
      guard let device = try DeviceStore.device(id, in: reader) else { return nil }
      let known = try MediumStore.identity(of: id, in: reader)
      guard known.model == nil || model == nil || known.model?.lowercased() == model?.lowercased() else { return nil }
      return (device, known)
    }
  }

  /// Why what the list says one device is worth is more than may be given on a day, or nothing.
  func worthTooMuch(given origin: LegalOrigin, on day: Day) throws -> CellFailure? {
    let rules = try GiftRules.shipped()
    do throws(SupplyFailure) {
      try rules.checkGift(of: category, worth: value, origin: origin, on: day)
      return nil
    } catch {
      return refusal(of: .value, written: valueWritten, error)
    }
  }

  /// Why a cell of the line is refused.
  func refusal(of column: EquipmentColumn, written: String?, _ failure: some Failure) -> CellFailure {
    CellFailure(line: line, column: column.rawValue, written: written, reason: failure.text)
  }
}
