public import Kernel

/// What the rules answer for one household.
public enum Outcome: String, Sendable, CaseIterable {
  case eligible, notEligible
  /// Something is missing that can still change the answer; never a refusal.
  case unknown
}

/// What the rules of a day say of one household's facts, with everything that led there.
///
/// It proposes; a named agent decides (CRPA art. L. 311-3-1, loi 78-17 art. 47). The truth of every criterion is kept, texts
/// are made when asked for.
public struct Decision: Sendable {
  /// The rules that were applied.
  public let rules: RulesInForce
  /// The household's facts as the programme sees them.
  let sheet: FactSheet
  /// The truth of each criterion, in the programme's order.
  let truths: TruthList

  /// The programme decided on.
  public var programme: Programme { rules.programme }

  /// The day the decision is made for.
  public var day: Day { rules.day }

  /// What the rules saw of each fact they ask for.
  var standings: SheetOnDay { SheetOnDay(sheet: sheet, day: day) }

  /// The answer.
  public var outcome: Outcome {
    switch truths[0] {
    case .true: .eligible
    case .false: .notEligible
    case .unknown: .unknown
    }
  }

  /// Whether the household is eligible by a criterion on its resources: a *modest household* in reports.
  ///
  /// The criterion must be true and hold the answer up: every group around it is true as well.
  public var restsOnModestMeans: Bool {
    var index = 0
    while index < truths.count {
      guard truths[index] == .true else {
        index = programme.criteria[index].end
        continue
      }
      if programme.criteria[index].modest { return true }
      index += 1
    }
    return false
  }

  /// What can still change an unknown answer, in the order the rules meet it; empty when the answer stands.
  public var missing: [MissingFact] {
    Inquiry(rules: rules, standings: sheet.standings(on: day), truths: truths).facts().map { fact in
      let declaration = programme.facts[fact]
      return MissingFact(
        declaration: declaration, reason: unknownReason(of: fact),
        documents: declaration.settlingEvidence.map(programme.evidenceKind),
        absenceDocuments: declaration.absenceEvidence.map(programme.evidenceKind))
    }
  }

  /// The criteria with their truth and their words, as a tree.
  public var trace: Trace { trace(of: 0) }

  /// Why a fact counts as unknown.
  func unknownReason(of fact: Int) -> UnknownReason {
    let declaration = programme.facts[fact]
    return declaration.reason(for: sheet.given(declaration.name), on: day)
  }

  private func trace(of index: Int) -> Trace {
    let criterion = programme.criteria[index]
    let finding = Finding(id: criterion.id, truth: truths[index], text: text(of: index))
    var parts: [Trace] = []
    var part = index + 1
    while part < criterion.end {
      parts.append(trace(of: part))
      part = programme.criteria[part].end
    }
    return switch criterion.rule {
    case .all: .all(finding, parts)
    case .any: .any(finding, parts)
    case .atLeast(let least): .atLeast(least, finding, parts)
    case .not: .not(finding, parts[0])
    case .condition: .condition(finding)
    }
  }
}

/// A fact that can still change an unknown answer, and what would settle it.
public struct MissingFact: Sendable, Hashable {
  /// The fact.
  public let declaration: FactDeclaration
  /// Why what was given, if anything, is not enough.
  public let reason: UnknownReason
  /// The evidence that would prove a value.
  public let documents: [EvidenceKind]
  /// The evidence that would prove there is none, where the programme knows such.
  public let absenceDocuments: [EvidenceKind]

  /// The name of the fact.
  public var name: String { declaration.name }
}

/// One criterion as it was found.
public struct Finding: Sendable, Hashable {
  /// The name of the criterion; the outermost group may have none.
  public let id: String?
  /// Whether it is met.
  public let truth: Truth
  /// Its words, with the values in their places.
  public let text: Text
}

/// The criteria of a decision as a tree of findings.
public indirect enum Trace: Sendable, Hashable {
  case all(Finding, [Trace])
  case any(Finding, [Trace])
  case atLeast(Int, Finding, [Trace])
  case not(Finding, Trace)
  case condition(Finding)

  /// The finding at the top of the tree.
  public var finding: Finding {
    switch self {
    case .all(let finding, _), .any(let finding, _), .atLeast(_, let finding, _), .not(let finding, _),
      .condition(let finding):
      finding
    }
  }

  /// The trees below.
  public var parts: [Trace] {
    switch self {
    case .all(_, let parts), .any(_, let parts), .atLeast(_, _, let parts): parts
    case .not(_, let part): [part]
    case .condition: []
    }
  }
}
