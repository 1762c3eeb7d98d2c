public import Kernel

/// The points of a household on the waiting list; they order those who are eligible and never make anyone so.
public struct Ranking: Sendable, Hashable {
  /// The points of the reasons known to be true; an unknown reason gives none.
  public let points: Int
  /// The least points the unknown reasons could leave.
  public let min: Int
  /// The most points the unknown reasons could give.
  public let max: Int
  /// Every reason, with its truth.
  public let reasons: [Reason]

  /// Why a household has points, or not.
  public struct Reason: Sendable, Hashable {
    /// Whether the reason holds.
    public let truth: Truth
    /// The points it gives when it does.
    public let points: Int
    /// Its words.
    public let text: Text
  }
}

extension Decision {
  /// The points of the household; each unknown reason counts for itself in the bounds, even where two ask for one fact.
  public var ranking: Ranking {
    let reasons = programme.rank.map { rule in
      Ranking.Reason(
        truth: rules.truth(of: rule.condition, for: standings), points: rule.points,
        text: text(of: rule.wording))
    }
    let points = reasons.reduce(0) { $0 + ($1.truth == .true ? $1.points : 0) }
    let open = reasons.filter { $0.truth == .unknown }.map(\.points)
    return Ranking(
      points: points, min: open.reduce(points) { $0 + Swift.min(0, $1) },
      max: open.reduce(points) { $0 + Swift.max(0, $1) }, reasons: reasons)
  }
}
