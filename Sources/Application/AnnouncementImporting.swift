import Inventory
public import Kernel
import Spreadsheets
import Storage
public import Supply

extension Chain {
  /// What recording a donor's list as announced would do; nothing is changed.
  public func plan(announcing list: EquipmentList, from structure: String) throws -> ListPlan {
    try database.read { reader in
      let donor = try giver(structure, in: reader).donor
      return try AnnouncementPlanning(list: list, donor: donor.id, today: clock.today, reader: reader).plan().shown
    }
  }

  /// Records a donor's list as announced: one donation with its lines, and each thing of the list.
  ///
  /// The same list again changes nothing; a later list that says otherwise of a serial number takes the earlier word's place.
  /// - Parameters:
  ///   - convention: the reference of the convention it comes under, when there is one.
  ///   - receiver: the structure it is given to, as in ``record(donation:from:under:to:origin:as:)``.
  ///   - acceptValid: takes the good lines when others are refused; else all or nothing.
  /// - Returns: what was done, and the donation, when there is a new one.
  /// - Throws: ``ListFailure/refusedLines(_:of:)``, and what recording a donation throws.
  public func announce(
    _ list: EquipmentList, from structure: String, under convention: String?, to receiver: String? = nil,
    origin: LegalOrigin?, acceptValid: Bool, as act: Act
  ) throws -> (plan: ListPlan, donation: Donation?) {
    // What says nothing new leaves no act behind.
    let known = try self.plan(announcing: list, from: structure)
    guard !known.isEmpty || known.refusedLines > 0 && !acceptValid else { return (known, nil) }
    return try database.write(Action.importDonation, act) { change in
      let donor = try giver(structure, in: change).donor
      let plan = try AnnouncementPlanning(list: list, donor: donor.id, today: clock.today, reader: change).plan()
      try plan.shown.requireTakeable(acceptValid: acceptValid)
      change.concerns(.donor(donor.id))
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
      for line in plan.creations {
        guard let recorded = donation?.lines.first(where: { $0.category == line.category }) else { continue }
        try ListStore.save(line.announced, on: recorded.id, in: change)
      }
      try ListStore.keep(.announcement, digest: list.digest, upTo: change.entry, in: change)
      return (plan.shown, donation)
    }
  }
}

/// What a donor's list says beside what is known of it.
private struct AnnouncementPlanning {
  let list: EquipmentList
  let donor: DonorID
  let today: Day
  let reader: Reader

  struct Plan {
    var shown: ListPlan
    var creations: [EquipmentLine] = []
    var updates: [(line: EquipmentLine, earlier: RecordedItem)] = []
  }

  func plan() throws -> Plan {
    let isKnownFile = try ListStore.isKnown(.announcement, digest: list.digest, in: reader)
    var (refused, skipped): ([CellFailure], [Int]) = ([], [])
    var plan = Plan(shown: ListPlan(of: list, refused: []))
    for line in list.lines {
      switch try verdict(on: line, isKnownFile: isKnownFile) {
      case .create: plan.creations.append(line)
      case .update(let earlier): plan.updates.append((line, earlier))
      case .skip: skipped.append(line.line)
      case .refuse(let failure): refused.append(failure)
      }
    }
    plan.shown = ListPlan(of: list, refused: refused)
    plan.shown.created = plan.creations.map(\.quantity).reduce(0, +)
    plan.shown.updated = plan.updates.map(\.line.line)
    plan.shown.skipped = skipped
    return plan
  }

  private enum Verdict {
    case create, skip
    case update(RecordedItem)
    case refuse(CellFailure)
  }

  private func verdict(on line: EquipmentLine, isKnownFile: Bool) throws -> Verdict {
    if let day = line.boughtOn, day > today {
      return .refuse(line.refusal(of: .boughtOn, written: day.description, .dayToCome(day)))
    }
    guard let serial = line.serial else { return isKnownFile ? .skip : .create }
    let announced = try ListStore.items(serial: serial, from: donor, in: reader)
      .first { $0.item.model?.lowercased() == line.model?.lowercased() || $0.item.model == nil || line.model == nil }
    let bearers = try MediumStore.devices(bearing: serial, in: reader).compactMap {
      try DeviceStore.device($0, in: reader)
    }
    if let announced {
      return announced.item == line.announced ? .skip : .update(announced)
    }
    if let here = bearers.first {
      return .refuse(line.refusal(of: .serial, written: serial, .alreadyHere(here.code)))
    }
    return .create
  }
}

extension EquipmentLine {
  /// What the line announces.
  fileprivate var announced: AnnouncedItem {
    AnnouncedItem(
      quantity: quantity, manufacturer: manufacturer, model: model, serial: serial, grams: grams, boughtOn: boughtOn,
      value: value)
  }

  /// Why a cell of the line is refused.
  func refusal(of column: EquipmentColumn, written: String?, _ failure: ListFailure) -> CellFailure {
    CellFailure(line: line, column: column.rawValue, written: written, reason: failure.text)
  }
}
