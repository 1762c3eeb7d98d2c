public import Kernel

/// The rules of one programme: who may have what, from when, by which deliberation.
///
/// A programme comes from one file, read whole and refused whole; its own cases have passed.
public struct Programme: Sendable {
  /// The name of the programme, the same through its versions.
  public let id: String
  /// The version of its rules.
  public let version: String
  /// The first day the rules are in force.
  public let validFrom: Day
  /// The last day; nothing while no end is set.
  public let validTo: Day?
  /// What people call the programme.
  public let title: Text
  /// The texts it rests on.
  public let legal: [LegalReference]
  /// The day somebody last checked the rules against those texts.
  public let lastChecked: Day
  /// The facts it asks for, in the order of the file.
  public let facts: [FactDeclaration]
  /// Its dated values, in the order of the file.
  public let parameters: [DatedParameter]
  /// What people call the kinds of evidence.
  public let documents: [String: Text]
  /// The rules, each criterion before its parts.
  public let criteria: [Criterion]
  /// The lists the rules look for texts in.
  let lists: [TextList]
  /// The texts the rules name.
  let texts: TextTable
  /// What gives points on the waiting list.
  public let rank: [RankRule]
  /// What decides between equal points; the last one never ties.
  public let tieBreak: [TieBreak]
  /// What an eligible household is offered.
  public let terms: Terms?
  /// The answers the file's own cases come to.
  var triedOutcomes: Set<Outcome>
  /// The digest of the file's bytes: which rules exactly were applied.
  public let digest: Digest

  /// Whether the rules are in force on a day.
  public func isInForce(on day: Day) -> Bool {
    validFrom <= day && validTo.map { day <= $0 } ?? true
  }

  /// What people call a kind of evidence: what the file says, else the usual name or the words of the code.
  public func evidenceKind(_ code: String) -> EvidenceKind {
    EvidenceKind(code: code, label: documents[code] ?? UsualNames.document(code))
  }
}

/// A kind of evidence, by its code and by what people call it.
public struct EvidenceKind: Sendable, Hashable {
  /// The code, as `attestation_caf_qf`.
  public let code: String
  /// What people call it.
  public let label: Text
}

/// A text of law or a deliberation the rules rest on.
public struct LegalReference: Sendable, Hashable {
  /// Its title.
  public let title: String
  /// Its date, when known.
  public let date: Day?
  /// Where it can be read, when known.
  public let url: String?
}

/// Points a household gets on the waiting list; they never change who is eligible.
public struct RankRule: Sendable, Hashable {
  let condition: Condition
  /// The points, when the condition is true.
  public let points: Int
  let wording: Wording
}

/// What decides between two requests with equal points.
public enum TieBreak: String, Sendable, CaseIterable {
  /// The earlier request goes first.
  case requestDate = "request_date"
  /// The request recorded first goes first; no two are equal.
  case requestID = "request_id"
}
