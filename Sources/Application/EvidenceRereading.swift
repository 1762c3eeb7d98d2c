import Evidence
import Inventory
public import Kernel
public import Refurbishment
import Storage

/// What a better reading of one piece of evidence changes.
public struct RereadEvidence: Sendable {
  /// Its number.
  public let report: EvidenceReportID
  /// The format it is recognised as now.
  public let format: String
  /// The devices it is about.
  public internal(set) var devices: [AssetCode]
  /// The facts told otherwise than by the last reading, by their paths.
  public let facts: [FactChange]
  /// Why it could be read no more, when the last reading could.
  public internal(set) var unreadable: Text?
  /// The erasures that are proven otherwise.
  public internal(set) var erasures: [ErasureChange] = []
  /// The media that may be part of a device: a person must say.
  public internal(set) var questions: [String] = []
  /// The media that no file about their device shows any more. They stay part of it: no medium leaves a device by a word.
  public internal(set) var unseen: [String] = []
  /// What is missing of devices that have left the workshop on what was read before.
  public internal(set) var missingPastGate: [(AssetCode, Missing)] = []
  /// Why none of it can be applied.
  public internal(set) var refusal: Text?

  /// One fact, before and now; nothing where it is not told.
  public struct FactChange: Sendable, Equatable {
    public let path: String
    public let before, now: String?
  }

  /// One erasure, before and now; nothing where none is recorded.
  public struct ErasureChange: Sendable, Equatable {
    public let device: AssetCode
    public let medium: String
    public let before, now: ErasureOutcome?
  }
}

extension Chain {
  /// Reads all the evidence kept with the present readers, and tells what that changes, one file after the other.
  ///
  /// Each file is an act of its own: what was recorded of it before stays in the history, an erasure that its log does not
  /// bear out any more counts no more from now on, and what is newly proven waits for a second person as ever.
  ///
  /// - Parameters:
  ///   - applying: whether to record it; else the very same is done, and undone.
  ///   - tell: is given each file of which something changes.
  /// - Returns: how many files were read.
  public func rereadEvidence(
    applying: Bool, as act: Act, tell: (RereadEvidence) throws -> Void
  ) throws -> Int {
    let ids = try database.read { try EvidenceStore.all(in: $0) }
    for id in ids {
      if let changed = try reread(id, applying: applying, as: act) { try tell(changed) }
    }
    return ids.count
  }

  private func reread(_ id: EvidenceReportID, applying: Bool, as act: Act) throws -> RereadEvidence? {
    let found = try database.read { reader in
      try EvidenceStore.find(id, in: reader).flatMap { kept in
        try StoredBytes.bytes(kept.stored, in: reader).map { (kept: kept, bytes: $0) }
      }
    }
    guard let (kept, bytes) = found else { return nil }
    let read = Result { () throws(EvidenceFailure) in try EvidenceReport(reading: bytes) }
    let rereading = EvidenceRereading(
      kept: kept, report: try? read.get(), before: EvidenceReading(kept),
      now: EvidenceReading(read, format: EvidenceFormat(recognising: bytes)))
    var changed = rereading.changes
    if case .failure(let failure) = read, kept.unreadable == nil { changed.unreadable = failure.text }
    let hasFacts = rereading.before != rereading.now
    do {
      try database.write(Action.rereadEvidence, act) { change in
        change.concerns(.evidence(id))
        changed.devices = try rereading.codes(of: kept.devices, in: change)
        let lost = try rereading.withdraw(in: change)
        changed.erasures = lost
        guard hasFacts || !lost.isEmpty || kept.devices.isEmpty && rereading.report != nil else { throw Undone.same }
        if hasFacts {
          try EvidenceStore.reread(
            id, format: rereading.now.format, summary: rereading.now.summary, unreadable: rereading.now.unreadable,
            in: change)
        }
        try apply(rereading, to: &changed, in: change)
        guard hasFacts || !lost.isEmpty || !changed.devices.isEmpty else { throw Undone.same }
        if !applying { throw Undone.tried }
      }
    } catch Undone.same {
      return nil
    } catch Undone.tried {
      return changed
    } catch let failure as any Failure where failure.exitCode == .refused || failure.exitCode == .badData {
      changed.refusal = failure.text
    }
    return changed
  }

  /// Says again of the devices what the file tells now.
  private func apply(_ rereading: EvidenceRereading, to changed: inout RereadEvidence, in change: Change) throws {
    guard let report = rereading.report else { return }
    let known = rereading.kept.devices
    let result = try attach(
      report, kept: rereading.kept.id, known: Set(known), named: known.count == 1 ? changed.devices.first : nil,
      instead: rereading.before, in: change)
    guard case .attached(let attachments, _) = result else { return }
    changed.devices = attachments.map(\.code)
    for attachment in attachments {
      for (medium, outcome) in attachment.erasures {
        changed.prove(outcome, of: medium, in: attachment.code)
      }
      changed.missingPastGate += attachment.missingPastGate.map { (attachment.code, $0) }
      changed.questions += attachment.questions
    }
    changed.unseen = try rereading.unseen(in: change)
  }

  /// Nothing came of an act, or it was only tried: it is not recorded.
  private enum Undone: Error {
    case same, tried
  }
}

/// One piece of evidence, as it was read and as it is read now.
private struct EvidenceRereading {
  let kept: KeptEvidence
  /// What it says now, when it can be read.
  let report: EvidenceReport?
  let before: EvidenceReading
  let now: EvidenceReading

  var changes: RereadEvidence {
    let (old, new) = (before.facts, now.facts)
    let paths = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }.sorted()
    return RereadEvidence(
      report: kept.id, format: now.format, devices: [],
      facts: paths.map { RereadEvidence.FactChange(path: $0, before: old[$0], now: new[$0]) }, unreadable: nil)
  }

  func codes(of devices: [DeviceID], in reader: Reader) throws -> [AssetCode] {
    try devices.compactMap { try DeviceStore.device($0, in: reader)?.code }
  }

  /// Takes back the erasures that the file does not tell any more, or does not prove.
  func withdraw(in change: Change) throws -> [RereadEvidence.ErasureChange] {
    let readings = report?.erasureReadings ?? []
    return try ErasureStore.recorded(from: kept.id, in: change)
      .filter { recorded in !readings.contains { $0.tells(recorded.reading) } }
      .compactMap { recorded in
        try ErasureStore.withdraw(recorded.id, in: change)
        let media = try MediumStore.everSeen(in: recorded.device, in: change)
        guard let code = try DeviceStore.device(recorded.device, in: change)?.code,
          let medium = media.first(where: { $0.medium.id == recorded.medium })
        else { return nil }
        return RereadEvidence.ErasureChange(
          device: code, medium: medium.medium.label, before: recorded.reading.outcome, now: nil)
      }
  }

  /// The media that this file alone showed, and shows no more.
  func unseen(in reader: Reader) throws -> [String] {
    let lost = before.diskSerials.subtracting(now.diskSerials)
    guard !lost.isEmpty else { return [] }
    return try kept.devices.flatMap { device in
      let others = try EvidenceStore.reports(about: device, in: reader).filter { $0.id != kept.id }
      let told = others.reduce(into: Set<String>()) { $0.formUnion(EvidenceReading($1).diskSerials) }
      let serials = try MediumStore.media(of: device, in: reader).compactMap(\.medium.description.serial)
      return serials.filter { lost.contains($0) && !told.contains($0) }
    }
  }
}

extension RereadEvidence {
  /// Says what is recorded of an erasure now, beside what was.
  fileprivate mutating func prove(_ outcome: ErasureOutcome, of medium: String, in device: AssetCode) {
    let place = erasures.firstIndex { $0.device == device && $0.medium == medium && $0.now == nil }
    let change = ErasureChange(
      device: device, medium: medium, before: place.map { erasures[$0].before } ?? nil, now: outcome)
    if let place { erasures[place] = change } else { erasures.append(change) }
  }
}
