import Documents
import Eligibility
public import Kernel
import Loans
import Storage

extension Chain {
  /// Prints what a family is told of the latest decision on its request.
  ///
  /// - Parameters:
  ///   - programme: the programme whose latest decision is meant; the latest decision of all unless said.
  ///   - keep: puts the bytes away inside the act: when it fails, nothing is recorded either.
  /// - Throws: ``LoansFailure/noRequest(_:)``, ``LoansFailure/notDecidedYet(_:)``.
  public func printDecision(
    on id: RequestID, under programme: String? = nil, language: Language, as act: Act,
    keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> PrintedPaper {
    try database.write(Action.printDecision, act) { change in
      change.concerns(.request(id))
      let request = try RequestStore.existing(id, in: change)
      let decisions = try DecisionStore.all(on: id, in: change)
      guard let decision = decisions.last(where: { programme == nil || $0.finding.programme == programme }) else {
        throw LoansFailure.notDecidedYet(id)
      }
      change.note("decision", .id(decision.id))
      let paper = try letter(of: decision, on: request, language, act.day, in: change)
      let pdf = try paper.pdf(language: language, created: act.recorded)
      try keep(pdf)
      return PrintedPaper(pdf: pdf, reference: id.reference)
    }
  }

  private func letter(
    of decision: Loans.Decision, on request: Request, _ language: Language, _ day: Day, in reader: Reader
  ) throws -> DecisionLetterPaper {
    let reasoning = try reader.replay(decision)
    let answer = DecisionLetterPaper.Answer(decision.outcome)
    let household = try HouseholdStore.existing(request.wish.household, in: reader)
    let signed = try decision.override?.entry ?? DecisionStore.entry(of: decision.id, in: reader)
    let signature = try signature(of: signed, in: reader)
    let (missing, indispensable) = answer == .notYet ? (reasoning.missing, reasoning.indispensable) : ([], [])
    return DecisionLetterPaper(
      issuer: try house(language, in: reader), household: try party(of: household, in: reader),
      reference: request.id.reference, programme: reasoning.programme.title[language],
      wish: request.wish.device.text[language], answer: answer, decided: signature.day, decidedBy: signature.name,
      ownReason: decision.override?.reason,
      reasons: reasoning.reasons.map { .init(isSo: .init($0.truth), text: $0.plain[language]) },
      needed: missing.filter { indispensable.contains($0.name) }.map { $0.text[language] },
      toBring: missing.filter { !indispensable.contains($0.name) }.map { $0.text[language] },
      offer: answer == .yes ? reasoning.offer.map { $0[language] } : [],
      contest: try contest(of: decision, on: request, answer, day, in: reader), made: day)
  }

  private func contest(
    of decision: Loans.Decision, on request: Request, _ answer: DecisionLetterPaper.Answer, _ day: Day,
    in reader: Reader
  ) throws -> DecisionLetterPaper.Contest {
    guard answer == .no else { return .pointless }
    let last = Contest.lastDay(after: try Contest.known(decision, in: reader) ?? day)
    guard let contest = try RulingStore.contests(of: request.id, in: reader).last else { return .possible(until: last) }
    if let confirmation = contest.confirmation {
      return .confirmed(reason: confirmation.reason, until: Contest.lastDay(after: day))
    }
    return request.state.stage == .contested ? .underWay(answerBy: contest.answerBy) : .possible(until: last)
  }

  /// Who signed by an act, and on which day.
  private func signature(of entry: EntryID, in reader: Reader) throws -> (name: String, day: Day) {
    let row = try reader.first(
      """
      SELECT people.name, acts.day FROM acts JOIN people ON people.id = acts.actor WHERE acts.entry = \(entry)
      """)
    guard let row else { return (instance.name, clock.today) }
    return (try row["name"], try row["day"])
  }
}

extension Contest {
  /// The day a decision was first made known by a letter; nothing while none was handed out: no delay runs before.
  static func known(_ decision: Loans.Decision, in reader: Reader) throws -> Day? {
    let entry = try decision.override?.entry ?? DecisionStore.entry(of: decision.id, in: reader)
    return try reader.first(
      """
      SELECT day FROM acts WHERE action = \(Action.printDecision.rawValue) AND annulled = 0
      AND subject = \(JournalSubject.request(decision.request).text) AND entry > \(entry) ORDER BY entry LIMIT 1
      """
    ).map { try $0["day"] }
  }
}

extension DecisionLetterPaper.Answer {
  fileprivate init(_ outcome: Loans.Decision.Outcome) {
    self =
      switch outcome {
      case .eligible: .yes
      case .notEligible: .no
      case .unknown: .notYet
      }
  }

  fileprivate init(_ truth: Truth) {
    self =
      switch truth {
      case .true: .yes
      case .false: .no
      case .unknown: .notYet
      }
  }
}
