public import Kernel
import Storage

/// What was decided about a request under one version of a programme, with everything that explains it.
///
/// The evaluator proposes, a named person decides (CRPA art. L. 311-3-1; law 78-17 art. 47): the act that records a decision
/// is that person's.
public struct Decision: Sendable, Equatable, Identifiable {
  /// Its number.
  public let id: DecisionID
  /// The request decided on.
  public let request: RequestID
  /// What was decided, and on what grounds.
  public let finding: Finding
  /// What a person decided otherwise; nothing where the rules' proposal stands.
  public let override: Override?

  /// Makes a decision.
  public init(id: DecisionID, request: RequestID, finding: Finding, override: Override? = nil) {
    (self.id, self.request, self.finding, self.override) = (id, request, finding, override)
  }

  /// What holds: what a person decided otherwise, else what the rules proposed.
  public var outcome: Outcome { override?.outcome ?? finding.outcome }

  /// A named person's own decision, against what the rules proposed; the proposal stays as it was made.
  ///
  /// The quotient lags behind a loss of income, and no rule foresees everything: so a person may decide otherwise, says why, and
  /// signs by the act.
  public struct Override: Sendable, Equatable {
    /// The act it is signed by.
    public let entry: EntryID
    /// What was decided.
    public let outcome: Outcome
    /// Why, in the person's own words.
    public let reason: String
  }

  /// What a decision says.
  public enum Outcome: String, Sendable, CaseIterable {
    case eligible
    case notEligible = "not-eligible"
    /// A fact that could still change the answer is missing.
    case unknown
  }

  /// What an evaluation found, as Loans keeps it: it stores the trace without reading it.
  public struct Finding: Sendable, Equatable {
    /// The programme's name.
    public let programme: String
    /// The programme's version.
    public let version: String
    /// The SHA-256 of the programme's file.
    public let digest: Digest
    /// The day the rules were applied for.
    public let asOf: Day
    /// The answer.
    public let outcome: Outcome
    /// Whether an eligible answer rests on a criterion of resources: the household counts as *modest* in reports.
    public let modest: Bool
    /// The points of the waiting list; unknown reasons give none.
    public let points: Int
    /// The full trace with the facts and their evidence, opaque here; replaying it gives the same bytes.
    public let trace: String
    /// The reasons, in every language.
    public let explanation: Text

    /// Whether the facts are forgotten: of the trace, only the hash is left.
    public var isForgotten: Bool { Forgotten.isDigest(trace) }

    /// Makes a finding.
    ///
    /// - Throws: ``LoansFailure/modestWithoutRight(_:)`` when a household is called modest without being eligible.
    public init(
      programme: String, version: String, digest: Digest, asOf: Day, outcome: Outcome, modest: Bool, points: Int = 0,
      trace: String, explanation: Text
    ) throws(LoansFailure) {
      guard outcome == .eligible || !modest else { throw .modestWithoutRight(outcome) }
      self.programme = programme
      self.version = version
      self.digest = digest
      self.asOf = asOf
      self.outcome = outcome
      self.modest = modest
      self.points = points
      self.trace = trace
      self.explanation = explanation
    }
  }
}
