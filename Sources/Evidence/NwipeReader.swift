import Kernel

/// Reads the text log of nwipe, from version 0.17 on.
struct NwipeReader {
  private var runs: [NwipeRunDraft] = []
  private var current = NwipeRunDraft()
  private var table: NwipeTable?
  /// The last row of the status table: it counts once the table goes on after it.
  private var pending: NwipeStatusRow?

  static func read(_ bytes: [UInt8]) throws(EvidenceFailure) -> WipeReport {
    var reader = NwipeReader()
    for line in NwipeLine.lines(of: bytes) { reader.read(line) }
    reader.beginRun()
    guard !reader.runs.isEmpty else { throw .nothingReported(.nwipe) }
    try requireBelievable(reader.runs.map { max($0.drives.count, $0.found.count) })
    return WipeReport(runs: reader.runs.map(\.run))
  }

  /// A log of more disks than any station wipes would hold everybody else up while it is taken in.
  private static func requireBelievable(_ drives: [Int]) throws(EvidenceFailure) {
    if let most = drives.max(), most > WipeReport.drivesPerRun {
      throw .tooManyDrives(count: most, limit: WipeReport.drivesPerRun)
    }
    let all = drives.reduce(0, +)
    guard all <= WipeReport.drivesPerFile else { throw .tooManyDrives(count: all, limit: WipeReport.drivesPerFile) }
  }

  /// Puts the current run aside, and begins another.
  private mutating func beginRun() {
    settleLastRow()
    table = nil
    if !current.isEmpty { runs.append(current) }
    current = NwipeRunDraft()
  }

  /// The last row of a log that ends with it counts only when its serial is proven whole by the line that found the disk:
  /// a cut row looks like a whole one with a shorter serial.
  private mutating func settleLastRow() {
    guard let row = pending else { return }
    pending = nil
    let whole = current.found.contains { drive in
      guard let serial = drive.serial?.written, drive.device.hasSuffix(row.device) else { return false }
      return serial == row.serial
    }
    if whole { keep(row) }
  }

  private mutating func read(_ line: NwipeLine) {
    guard let stamp = line.stamp else {
      readTable(line)
      return
    }
    if let total = NwipeReader.total.match(line.text) {
      keepPending()
      readTotal(total, at: stamp)
      return
    }
    settleLastRow()
    table = nil
    if let stage = NwipeReader.stage(of: line.text) {
      if begins(stage, line.text) { beginRun() }
      current.stage = max(current.stage, stage)
    }
    if current.startedAt == nil { current.startedAt = stamp }
    if !line.text.isEmpty { NwipeReader.apply(line, to: &current) }
  }

  /// Whether a line of a stage belongs to another run than the current one.
  private func begins(_ stage: NwipeRunDraft.Stage, _ text: Substring) -> Bool {
    switch stage {
    case .opening: current.stage > .opening || (current.banner != nil && !text.hasPrefix("Linux version"))
    case .finding:
      current.stage > .finding
        || NwipeReader.foundDevice(in: text).map(current.hasFound) == true
    case .wiping: current.stage > .wiping
    case .summary, .closed: current.stage > .summary
    }
  }

  /// How far a run has come when it writes this message; nothing for the many that can come at any time.
  private static func stage(of text: Substring) -> NwipeRunDraft.Stage? {
    stages.first { text.hasPrefix($0.prefix) }?.stage
  }

  private static let stages: [(prefix: String, stage: NwipeRunDraft.Stage)] = [
    ("Nwipes config file ", .opening), ("Reading nwipe's config file ", .opening), ("nwipe 0.", .opening),
    ("nwipe 1.", .opening), ("ShredOS v", .opening), ("Linux version ", .opening), ("Found /", .finding),
    ("Found drive model=", .finding), ("Invoking method '", .wiping), ("Starting round ", .wiping),
    ("Nwipe successfully ", .closed), ("Nwipe was aborted ", .closed),
    ("Nwipe exited with errors, ", .closed),
    ("Nwipe exited.", .closed),
  ]

  // MARK: Tables

  private mutating func readTable(_ line: NwipeLine) {
    let text = line.text.trimmed
    if let heading = NwipeTable(heading: text) {
      keepPending()
      if current.stage > .summary { beginRun() }
      current.stage = max(current.stage, .summary)
      table = heading
      return
    }
    guard let table, NwipeTable.goesOn(with: text) else { return }
    keepPending()
    guard let cells = NwipeTable.cells(of: text), !line.isCut else { return }
    switch table {
    case .status: pending = NwipeStatusRow(cells)
    case .errors:
      let counts = cells.dropFirst().map { Int($0) ?? 0 }
      guard counts.count == 3 else { return }
      current.update(tableDevice: cells[0]) { drive in
        drive.passErrors = counts[0]
        drive.verificationErrors = counts[1]
        drive.syncErrors = counts[2]
      }
    case .erasure:
      current.update(tableDevice: cells[0]) { drive in
        drive.bytesErased = Int(cells[1])
        drive.bytesTotal = Int(cells[2])
        drive.percentErased = cells[3].hasSuffix("%") ? Double(cells[3].dropLast()) : nil
      }
    }
  }

  private mutating func keepPending() {
    if let row = pending { keep(row) }
    pending = nil
  }

  private mutating func keep(_ row: NwipeStatusRow) {
    current.update(tableDevice: row.device) { $0.row = row }
  }

  private static let total = NwipePattern("Total Throughput */s, *, *R+*+*")

  /// The line below the status table tells the method, and what was done around it: `1R+B+VL`.
  private mutating func readTotal(_ found: [Substring], at stamp: LocalStamp) {
    current.summarisedAt = stamp
    current.stage = max(current.stage, .summary)
    current.method = String(found[1])
    current.rounds = Int(found[2].trimmed)
    current.blanking = found[3] == "B"
    let verifications: [Substring: WipeVerification] = ["NV": .none, "VL": .lastPass, "VA": .allPasses]
    current.verification = verifications[found[4].trimmed]
  }
}
