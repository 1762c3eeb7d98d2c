public import Evidence
public import Inventory
public import Kernel
public import Refurbishment
import Storage

/// What became of one file of evidence.
public struct ImportedEvidence: Sendable {
  /// The number it is kept under; nothing when it is not worth keeping.
  public let report: EvidenceReportID?
  /// The format it was recognised as.
  public let format: EvidenceFormat?
  /// What became of it.
  public let result: Result
  /// The things whose data were to be kept, and that the file says were erased, with the alarms raised for them.
  public var alarms: [(alarm: AlarmID, code: AssetCode)] = []

  /// What can become of a file.
  public enum Result: Sendable {
    /// It is about these devices.
    case attached([Attachment], doubts: [DriveDoubt])
    /// It is kept aside: nobody can say which device it is about.
    case unmatched(EvidenceDoubt, candidates: [AssetCode])
    /// It cannot be read; it is kept aside with the reason, once.
    case unreadable(EvidenceFailure)
    /// The very same file came before.
    case known(devices: [AssetCode])
  }

  /// What a file says of one device.
  public struct Attachment: Sendable {
    /// The device.
    public let code: AssetCode
    /// Where the device stands.
    public let state: Device.StateName
    /// What is missing of its media by now, when it is past the gate already: a device that others think clean.
    public var missingPastGate: [Missing] = []
    /// The media seen for the first time.
    public var newMedia: [String] = []
    /// The media that may be the inspector's own: a person must say.
    public var questions: [String] = []
    /// The media known in another device until now.
    public var moved: [(medium: String, from: AssetCode)] = []
    /// The media that are part of somebody's own thing, in for repair.
    public var entrusted: [(medium: String, of: AssetCode)] = []
    /// The erasure runs recorded, and how each ended.
    public var erasures: [(medium: String, outcome: ErasureOutcome)] = []
    /// The runs that were not recorded, and why; the file is kept all the same.
    public var refusals: [RefurbishmentFailure] = []
    /// What a disk says of its own health.
    public var concerns: [Text] = []
  }

  /// One disk of a log that could not be tied to a device.
  public struct DriveDoubt: Sendable {
    /// The disk as the log names it.
    public let drive: String
    /// Why.
    public let doubt: EvidenceDoubt
    /// The devices it may be of.
    public let candidates: [AssetCode]
  }
}

extension Chain {
  /// Keeps a file of machine-made evidence and says of it all that can be said without guessing.
  ///
  /// - Parameters:
  ///   - bytes: the file as it came; what names people is taken out before it is kept.
  ///   - code: the device it is about, when a person says so.
  /// - Throws: ``ChainFailure/serialContradicts(_:known:seen:)`` when the device named is another by its serial number.
  public func importEvidence(_ bytes: [UInt8], of code: AssetCode?, as act: Act) throws -> ImportedEvidence {
    try importEvidence(bytes, of: code, as: act, reading: EvidenceReport.init(reading:))
  }

  func importEvidence(
    _ bytes: [UInt8], of code: AssetCode?, as act: Act,
    reading reader: ([UInt8]) throws(EvidenceFailure) -> EvidenceReport
  ) throws -> ImportedEvidence {
    // Nobody waits for the reading: the database is held for what is written alone.
    let (packed, (original, read)) = alongside(
      { Swift.Result { try PackedBytes(Redaction.removingNames(from: bytes)) } },
      { (Digest.sha256(bytes), Swift.Result { () throws(EvidenceFailure) in try reader(bytes) }) })
    if case .failure(let failure) = read, !failure.isWorthKeeping {
      return ImportedEvidence(report: nil, format: nil, result: .unreadable(failure))
    }
    if let known = try database.read({ try EvidenceStore.find(original: original, in: $0) }) {
      if case .failure(let failure) = read {
        return ImportedEvidence(
          report: known.id, format: EvidenceFormat(rawValue: known.format), result: .unreadable(failure))
      }
      return try importAgain(known, of: code, as: act)
    }
    let format = (try? read.get())?.format ?? EvidenceFormat(recognising: bytes)
    let reading = EvidenceReading(read, format: format)
    return try database.write(Action.importEvidence, act) { change in
      let id = try EvidenceStore.keep(
        format: reading.format, original: original, bytes: try packed.get(), summary: reading.summary,
        unreadable: reading.unreadable, in: change)
      change.concerns(.evidence(id))
      change.note("original", .digest(original))
      let result: ImportedEvidence.Result =
        switch read {
        case .failure(let failure): .unreadable(failure)
        case .success(let report): try attach(report, kept: id, named: code, in: change)
        }
      let raised = try (try? read.get()).map { try alarms(raisedBy: $0, kept: id, in: change) } ?? []
      return ImportedEvidence(report: id, format: format, result: result, alarms: raised)
    }
  }

  /// Ties evidence kept aside to the device a person names.
  ///
  /// - Throws: ``ChainFailure/noSuchEvidence(_:)``, ``ChainFailure/serialContradicts(_:known:seen:)``, or the reason why what
  ///   is kept cannot be read.
  public func attachEvidence(_ id: EvidenceReportID, to code: AssetCode, as act: Act) throws -> ImportedEvidence {
    try attachEvidence(id, to: .some(code), as: act)
  }

  private func attachEvidence(
    _ id: EvidenceReportID, to code: AssetCode?, as act: Act
  ) throws -> ImportedEvidence {
    let bytes = try database.read { reader in
      try EvidenceStore.find(id, in: reader).flatMap { try StoredBytes.bytes($0.stored, in: reader) }
    }
    guard let bytes else { throw ChainFailure.noSuchEvidence(id) }
    let report = try EvidenceReport(reading: bytes)
    do {
      return try database.write(Action.attachEvidence, act) { change in
        guard let kept = try EvidenceStore.find(id, in: change) else { throw ChainFailure.noSuchEvidence(id) }
        change.concerns(.evidence(id))
        let result = try attach(report, kept: id, known: Set(kept.devices), named: code, in: change)
        if case .unmatched = result {
          throw StillUnmatched(evidence: ImportedEvidence(report: id, format: report.format, result: result))
        }
        return ImportedEvidence(
          report: id, format: report.format, result: result,
          alarms: try alarms(raisedBy: report, kept: id, in: change))
      }
    } catch let still as StillUnmatched {
      return still.evidence
    }
  }

  /// A file that came before says something new only when a person names another device, or nobody could say which device
  /// it is about and what came since tells.
  private func importAgain(
    _ kept: KeptEvidence, of code: AssetCode?, as act: Act
  ) throws -> ImportedEvidence {
    let codes = try database.read { reader in
      try kept.devices.compactMap { try DeviceStore.device($0, in: reader)?.code }
    }
    let isNamedAnew = code.map { !codes.contains($0) } ?? codes.isEmpty
    guard isNamedAnew else {
      return ImportedEvidence(
        report: kept.id, format: EvidenceFormat(rawValue: kept.format), result: .known(devices: codes))
    }
    return try attachEvidence(kept.id, to: code, as: act)
  }

  /// Nothing came of an act: it is not recorded.
  private struct StillUnmatched: Error {
    let evidence: ImportedEvidence
  }

  /// Ties a report to what it is about; evidence for a device past the gate says what it makes of its media.
  ///
  /// - Parameter before: what an earlier reading of the same file came to, when it is read again.
  func attach(
    _ report: EvidenceReport, kept id: EvidenceReportID, known: Set<DeviceID> = [], named code: AssetCode?,
    instead before: EvidenceReading? = nil, in change: Change
  ) throws -> ImportedEvidence.Result {
    let result = try tie(report, kept: id, known: known, named: code, instead: before, in: change)
    guard case .attached(let attachments, let doubts) = result else { return result }
    let told = try attachments.map { attachment in
      guard attachment.isPastGate else { return attachment }
      var told = attachment
      told.missingPastGate = try DeviceStore.device(attachment.code, in: change).mediaMissing(in: change)
      return told
    }
    return .attached(told, doubts: doubts)
  }

  private func tie(
    _ report: EvidenceReport, kept id: EvidenceReportID, known: Set<DeviceID>, named code: AssetCode?,
    instead before: EvidenceReading?, in change: Change
  ) throws -> ImportedEvidence.Result {
    let named = try code.map { try DeviceStore.device($0, in: change) }
    let attaching = EvidenceAttaching(
      report: id, today: clock.today, known: known, before: before, change: change)
    let matcher = EvidenceMatcher(reader: change)
    if let named, !named.category.canGive(report.format) {
      return .unmatched(.otherCategory(named.code, named.category), candidates: [])
    }
    switch report {
    case .machine(let machine):
      let station = try matcher.station(machine.identity)
      // What a station says of itself is nobody's; what it did to disks is theirs.
      if station != nil, !machine.wipes.isEmpty {
        return try attaching.wipes(machine.wipes, named: named, matcher: matcher)
      }
      let match = try station ?? named.map { EvidenceMatch.device($0) } ?? matcher.match(machine)
      return try attaching.machine(machine, of: match, matcher: matcher)
    case .diskHealth(let disk):
      let match = try named.map { EvidenceMatch.device($0) } ?? matcher.match(disk: disk.serial)
      return try attaching.disk(disk, of: match)
    case .wipe(let wipe):
      return try attaching.wipes(wipe.runs, named: named, matcher: matcher)
    }
  }
}

extension ImportedEvidence.Attachment {
  /// Whether the device has left the workshop already.
  public var isPastGate: Bool {
    switch state {
    case .received, .inRefurbishment: false
    case .ready, .reserved, .out, .inRepair, .given, .harvested, .recycled, .sold, .returned, .lost: true
    }
  }
}

extension EvidenceFailure {
  /// A file of nothing, or far too large, is a slip of the hand; whatever else cannot be read is kept for a better reader.
  fileprivate var isWorthKeeping: Bool {
    switch self {
    case .empty, .tooLarge: false
    default: true
    }
  }
}
