import Directory
import Inventory
public import Kernel
public import LabelPrinting
import Storage
public import Typesetting

/// Labels made for a job.
public struct PreparedLabels: Sendable, Equatable {
  /// The job's number, its entry of the journal.
  public let job: EntryID
  public let printed: PrintedLabels
  /// The label of the sheet after the last one used; nothing on a roll.
  public let next: LabelPlacing.Position?
}

extension Chain {
  /// Makes the labels of an order, and keeps the job so that it can be printed again.
  ///
  /// - Parameters:
  ///   - isAccepted: whether they are where they should be once they are put away, as in a file; a printer must take them first.
  ///   - progress: is told how many labels are done, of how many.
  ///   - keep: puts bytes away inside the act, in their order, an empty piece ends them: when it fails, nothing is recorded.
  /// - Throws: ``LabelPrintingFailure`` when one label cannot be printed as its design says: then none is.
  public func renderLabels(
    _ order: LabelOrder, isAccepted: Bool = true, as act: Act, progress: (Int, Int) -> Void = { _, _ in },
    keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> PreparedLabels {
    try database.write(Action.renderLabels, act) { change in
      let waiting = order.wished ? try LabelWishStore.waiting(in: change) : []
      let codes =
        try order.codes + waiting.compactMap { try DeviceStore.device($0, in: change)?.code }
        + (order.query.map { try chosen($0, in: change) } ?? [])
      if codes.isEmpty, order.items.isEmpty, order.list == nil {
        if let query = order.query { throw LabelChoiceFailure.noDevice(query) }
        if order.wished { throw LabelChoiceFailure.nothingWished }
      }
      return try print(order, devices: codes, isAccepted: isAccepted, in: change, progress: progress, keep: keep)
    }
  }

  /// Keeps codes for devices to come, and makes their labels: a roll to stick on at intake.
  ///
  /// - Throws: as ``renderLabels(_:isAccepted:as:progress:keep:)``.
  public func reserveCodes(
    _ count: Int, _ order: LabelOrder, isAccepted: Bool = true, as act: Act, keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> (codes: [AssetCode], labels: PreparedLabels) {
    try database.write(Action.reserveCodes, act) { change in
      change.concerns(.instance)
      change.note("codes", .number(count))
      var generator = SystemRandomNumberGenerator()
      let codes = try (0..<count).map { _ in try DeviceStore.reserveCode(in: change, using: &generator) }
      var order = order
      order.items = codes.map { LabelItem(code: $0, baseURL: instance.baseURL, lines: ["", "", instance.name]) }
      let labels = try change.also(Action.renderLabels) { [order] inner in
        try print(order, devices: [], isAccepted: isAccepted, in: inner, progress: { _, _ in }, keep: keep)
      }
      return (codes, labels)
    }
  }

  /// Makes the labels of a job again, from some label on.
  ///
  /// Whole, they go where they went; what is left of a job begins a new sheet.
  /// - Parameters:
  ///   - first: the number of the first label wanted, from 1.
  ///   - placement: where they go instead on the first sheet.
  ///   - keep: puts the bytes of a label away, with the number of the last label they hold.
  /// - Returns: the last label used of the last sheet.
  /// - Throws: ``LabelPrintingFailure/noSuchJob(_:)``.
  @discardableResult
  public func labels(
    of job: EntryID, from first: Int = 1, at placement: LabelPlacing? = nil, templates: LabelTemplates,
    created: Kernel.Instant, keep: ([UInt8], Int) throws -> Void
  ) throws -> LabelPlacing.Position {
    try database.read { reader in
      let job = try LabelJobStore.job(job, in: reader)
      var order = LabelOrder(
        design: job.design, stock: job.stock, printer: job.printer, templates: templates, words: job.words)
      let copies = job.placing.copies
      var placing = placement ?? (first == 1 ? job.placing : LabelPlacing())
      placing.copies = copies
      (order.copies, order.start, order.skip) = (copies, placing.start, placing.skip)
      let (setup, _) = try order.setup(
        after: nil, calibration: LabelJobStore.calibration(of: job.printer, in: reader))
      let press = try LabelPress(setup, placing: placing, created: created)
      var (item, done) = ((first - 1) / copies, first - 1)
      while true {
        let batch = try LabelJobStore.items(of: job.id, from: item + 1, most: 500, in: reader)
        if batch.isEmpty { break }
        item += batch.count
        var whole = batch[...]
        let left = copies - done % copies
        if left < copies, let begun = whole.popFirst() {
          done += left
          try keep(press.add(begun, copies: left), done)
        }
        try press.add(Array(whole)) { _, bytes in
          done += copies
          try keep(bytes, done)
        }
      }
      let (bytes, printed) = try press.finish()
      try keep(bytes, done)
      return printed.last
    }
  }

  /// Records how many labels of a job its printer has taken in all.
  ///
  /// - Parameter last: the last label used of the last sheet; where the job said it would be unless said.
  public func recordSending(
    _ sent: Int, of job: EntryID, last: LabelPlacing.Position? = nil, as act: Act
  ) throws {
    try database.write(Action.sendLabels, act) { change in
      let wanted = try LabelJobStore.job(job, in: change)
      try LabelJobStore.send(sent, of: job, on: wanted.stock, last: last ?? wanted.last, in: change)
      change.concerns(.entry(job))
      change.note("sent", .number(sent))
    }
  }

  /// The last jobs, oldest first.
  public func labelJobs(last count: Int) throws -> [LabelJob] {
    try database.read { try LabelJobStore.jobs(last: count, in: $0) }
  }

  /// A job of labels.
  ///
  /// - Throws: ``LabelPrintingFailure/noSuchJob(_:)``.
  public func labelJob(_ id: EntryID) throws -> LabelJob { try database.read { try LabelJobStore.job(id, in: $0) } }

  /// What the label of a device says.
  public func label(of code: AssetCode, in language: Language) throws -> LabelItem {
    try database.read { try item(of: code, in: language, reader: $0) }
  }

  /// A setup of an order, with what was measured of its printer.
  ///
  /// - Throws: ``LabelPrintingFailure/unknownTemplate(_:id:known:)``.
  public func labelSetup(_ order: LabelOrder) throws -> (setup: LabelSetup, placing: LabelPlacing) {
    try database.read { reader in
      try order.setup(
        after: LabelJobStore.last(on: order.stock, in: reader),
        calibration: LabelJobStore.calibration(of: order.printer, in: reader))
    }
  }

  /// The label after the last one used of such a sheet.
  public func nextLabel(of stock: LabelStock) throws -> LabelPlacing.Position {
    try database.read { stock.position(after: try LabelJobStore.last(on: stock.id, in: $0)) }
  }

  /// Records what was measured on a printer's calibration page; it changes the drawing, never the stock.
  ///
  /// - Throws: ``LabelPrintingFailure/offsetOnly(printer:)`` where a printer of whole dots would be stretched or slanted.
  public func calibrate(_ printer: LabelPrinter, _ wish: Adjustment, as act: Act) throws {
    try database.write(Action.calibratePrinter, act) { change in
      guard !printer.language.isLabelByLabel || (wish.scaleX == 1 && wish.scaleY == 1 && wish.skew == 0) else {
        throw LabelPrintingFailure.offsetOnly(printer: printer.id)
      }
      try LabelJobStore.calibrate(printer.id, wish, in: change)
      change.concerns(.instance)
      change.note("printer", .dataName(printer.id))
    }
  }

  /// What was measured on a printer; nothing when nobody did.
  public func calibration(of printer: String) throws -> Adjustment? {
    try database.read { try LabelJobStore.calibration(of: printer, in: $0) }
  }

  /// Records that a label of a device is wished for; a run of wished labels prints it.
  public func wishLabel(of code: AssetCode, as act: Act) throws {
    try database.write(Action.wishLabel, act) { change in
      let device = try DeviceStore.device(code, in: change)
      change.concerns(.device(device.id))
      try LabelWishStore.wish(for: device.id, in: change)
    }
  }

  /// Lays out and keeps the labels of one job: those of its list, then those of devices.
  private func print(
    _ order: LabelOrder, devices: [AssetCode], isAccepted: Bool, in change: Change,
    progress: (Int, Int) -> Void, keep: ([UInt8]) throws -> Void
  ) throws -> PreparedLabels {
    let (setup, placing) = try order.setup(
      after: LabelJobStore.last(on: order.stock, in: change),
      calibration: LabelJobStore.calibration(of: order.printer, in: change))
    let press = try LabelPress(setup, placing: placing, created: change.act.recorded)
    let all = order.likelyCount + devices.count
    var done = 0
    func add(_ items: [LabelItem]) throws {
      try press.add(items) { item, bytes in
        try bytes.kept(by: keep)
        done += 1
        try LabelJobStore.add(item, number: done, in: change)
        progress(done, max(all, done + 1))
      }
    }
    let doubts = try order.forEachBatch(add)
    for start in stride(from: 0, to: devices.count, by: 500) {
      try add(
        devices[start..<min(start + 500, devices.count)].map {
          try item(of: $0, in: order.words.language, reader: change)
        })
    }
    progress(done, done)
    var (rest, printed) = try press.finish()
    printed.misread = try doubts.map { try $0.amongKnown(in: change) }
    try rest.kept(by: keep)
    try keep([])
    try LabelJobStore.save(
      design: order.design, stock: order.stock, printer: order.printer, words: order.words, placing: placing,
      printed: printed, wished: order.wished, in: change)
    change.concerns(.instance)
    change.note("labels", .number(printed.labels))
    change.note("stock", .dataName(order.stock))
    if isAccepted {
      try LabelJobStore.send(printed.labels, of: change.entry, on: order.stock, last: printed.last, in: change)
    }
    let next = setup.stock.isRoll ? nil : setup.stock.position(after: printed.last)
    return PreparedLabels(job: change.entry, printed: printed, next: next)
  }

  /// What the label of a device says of it; of one whose data are its user's, first of all that nobody erases it.
  private func item(of code: AssetCode, in language: Language, reader: Reader) throws -> LabelItem {
    LabelItem(code: code, baseURL: instance.baseURL, lines: try lines(of: code, language, in: reader))
  }

  private func lines(of code: AssetCode, _ language: Language, in reader: Reader) throws -> [String] {
    let warning = Text(fr: "NE PAS EFFACER", en: "DO NOT ERASE")[language]
    if let visitor = try VisitorStore.find(code, in: reader) {
      try visitor.requireHere()
      return [warning, visitor.name, instance.name]
    }
    let device = try DeviceStore.device(code, in: reader)
    let identity = try MediumStore.identity(of: device.id, in: reader)
    let name = identity.name ?? device.category.text[language]
    return device.state.name == .inRepair
      ? [warning, name, instance.name] : [name, identity.serial ?? "", instance.name]
  }

  private func chosen(_ choice: DeviceChoice, in reader: Reader) throws -> [AssetCode] {
    let state: SQL = if let state = choice.state { "AND devices.state = \(state)" } else { "" }
    var (place, donation): (SQL, SQL) = ("", "")
    var inside: Set<DeviceID>?
    switch try choice.location.map({ try LabelLocation(called: $0, in: reader) }) {
    case nil: break
    case .locations(let locations): inside = Set(try LocationStore.devices(in: locations, reader: reader))
    case .place(let wanted):
      place = """
        AND \(wanted) = (SELECT device_places.place FROM device_places
          JOIN acts ON acts.entry = device_places.entry AND acts.annulled = 0
          WHERE device_places.device = devices.id ORDER BY device_places.entry DESC LIMIT 1)
        """
    }
    if let number = choice.donation {
      donation = """
        AND devices.id IN (SELECT arrivals.device FROM arrivals
          JOIN acts ON acts.entry = arrivals.entry AND acts.annulled = 0
          JOIN donation_lines ON donation_lines.id = arrivals.donation_line WHERE donation_lines.donation = \(number))
        """
    }
    return try reader.all(
      """
      SELECT devices.id, devices.code FROM devices
      WHERE \(DeviceStore.isInChain) \(state) \(place) \(donation) ORDER BY devices.id
      """
    ).compactMap { row in
      let device: DeviceID = try row["id"]
      return inside?.contains(device) ?? true ? try row["code"] : nil
    }
  }
}
