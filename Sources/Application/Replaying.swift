import Eligibility
import Evidence
import Inventory
import Kernel
import Loans
import Refurbishment
import Storage

/// What is kept with all it came from, worked out again: a row that its own source does not give was written by a hand outside
/// Rebond.
enum Replaying {
  /// The erasures that the log they are of does not tell, with that outcome, of a disk of that serial number.
  static func erasures(in reader: Reader) throws -> [Text] {
    var last: (report: EvidenceReportID, readings: [ErasureReading])?
    return try ErasureStore.recorded(in: reader).compactMap { row in
      if last?.report != row.report { last = (row.report, try readings(of: row.report, in: reader)) }
      let isTold = last?.readings.contains { $0.tells(row.reading) } ?? false
      let known = try MediumStore.serial(of: row.medium, in: reader)
      let isItsOwn = row.reading.serial == nil || known == nil || row.reading.serial == known
      guard !isTold || !isItsOwn else { return nil }
      return Text(
        fr:
          "L'effacement n° \(row.id) (entrée \(row.entry)) n'est pas ce que dit son journal, la preuve n° \(row.report).",
        en: "Erasure no. \(row.id) (entry \(row.entry)) is not what its log, evidence no. \(row.report), tells.")
    }
  }

  private static func readings(of report: EvidenceReportID, in reader: Reader) throws -> [ErasureReading] {
    guard let kept = try EvidenceStore.find(report, in: reader),
      let bytes = try? StoredBytes.bytes(kept.stored, in: reader), let report = try? EvidenceReport(reading: bytes)
    else { return [] }
    return report.erasureReadings
  }

  /// The decisions that the rules and facts kept with them do not give.
  static func decisions(in reader: Reader) throws -> [Text] {
    var programmes: [String: Programme] = [:]
    return try DecisionStore.all(in: reader).compactMap { decision in
      let finding = decision.finding
      // What is forgotten cannot be made again; its hash shows which record it was.
      if finding.isForgotten { return nil }
      let name = "\(finding.programme) \(finding.version)"
      if programmes[name] == nil {
        programmes[name] = try ProgrammeStore.version(finding.version, of: finding.programme, in: reader)
          .flatMap { try? Programme($0) }
      }
      let again = programmes[name].flatMap { try? Eligibility.Decision.replaying(finding.trace, by: $0) }
      guard again.flatMap({ try? Loans.Decision.Finding($0) }) != finding else { return nil }
      return Text(
        fr: "La décision n° \(decision.id) n'est pas celle que donnent son programme et ses faits.",
        en: "Decision no. \(decision.id) is not the one its programme and facts give.")
    }
  }

  /// The programmes and routes whose text is no longer the one their hash was taken of.
  static func texts(in reader: Reader) throws -> [Text] {
    try ["programmes", "routes"].flatMap { table in
      try reader.all("SELECT id, version, digest, body FROM \(SQL(stringLiteral: table)) ORDER BY id, version")
        .compactMap { row in
          let (id, version, body): (String, String, String) = (try row["id"], try row["version"], try row["body"])
          guard try row["digest"] != Digest.sha256(body.utf8) else { return nil }
          return Text(
            fr: "Le texte gardé de « \(id) \(version) » (\(table)) n'est plus celui dont l'empreinte est gardée.",
            en: "The text kept of “\(id) \(version)” (\(table)) is no longer the one its hash was taken of.")
        }
    }
  }
}

extension ErasureReading {
  /// Whether a log tells a run as it is recorded, and proves it when it succeeded.
  func tells(_ recorded: ErasureReading) -> Bool {
    (outcome, method, tool, toolVersion) == (recorded.outcome, recorded.method, recorded.tool, recorded.toolVersion)
      && (bytesErased, bytesTotal) == (recorded.bytesErased, recorded.bytesTotal)
      && (started, ended, serial, slot) == (recorded.started, recorded.ended, recorded.serial, recorded.slot)
      && technique == recorded.technique && (outcome != .erased || doubts.isEmpty)
  }
}
