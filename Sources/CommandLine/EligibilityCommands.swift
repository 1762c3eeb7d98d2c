import Application
import Arguments
import Eligibility
import Kernel
import Loans

/// `rebond eligibility decide`
struct EligibilityDecide: Command {
  static let request = Argument<RequestID?>(
    .reference("D-…"), Text(fr: "la demande, dans la base", en: "the request, in the database"))
  static let programme = Option<String?>(
    "programme", .text.named(fr: "PROGRAMME", en: "PROGRAMME"),
    Text(fr: "le programme en vigueur, pour une demande", en: "the programme in force, for a request"))
  static let rules = Option<String?>(
    "rules", .path, Text(fr: "un fichier de règles, sans base", en: "a file of rules, without a database"))
  static let facts = Option<String?>(
    "facts", .path,
    Text(
      fr: "les faits d'un foyer ou de plusieurs, un objet JSON chacun ; - lit l'entrée",
      en: "the facts of a household or of several, one JSON object each; - reads the input"))

  static let specification = CommandSpecification(
    "decide",
    Text(
      fr: "Décide d'une demande selon un programme, ou de faits selon des règles, et explique la réponse.",
      en: "Decides a request by a programme, or facts by rules, and explains the answer."),
    discussion: Text(
      fr: """
        Les règles proposent, la personne nommée par --as décide. Marques : ✓ rempli, ✗ non rempli, ? on ne sait pas.

        Avec --rules et --facts, rien n'est lu ni écrit dans une base ; --json donne un objet par ligne. Un foyer s'écrit \
        {"id": "F-12", "facts": {"qf": {"value": 612, "kind": "qf_caf_msa", "evidence": "attestation_caf_qf", \
        "date": "2026-10-02"}}}. La façon d'écrire des règles : `rebond eligibility language`.
        """,
      en: """
        The rules propose, the person named by --as decides. Marks: ✓ met, ✗ not met, ? not known.

        With --rules and --facts no database is read or written; --json gives one object on a line. A household is written \
        {"id": "F-12", "facts": {"qf": {"value": 612, "kind": "qf_caf_msa", "evidence": "attestation_caf_qf", \
        "date": "2026-10-02"}}}. How to write rules: `rebond eligibility language`.
        """),
    parameters: [request, programme, rules, facts])

  /// What is decided: a request of the database, or facts of a file.
  private enum Matter {
    case request(RequestID, programme: String)
    case files(rules: String, facts: String)
  }

  private let matter: Matter

  init(_ values: ParsedValues) throws {
    switch try (values[Self.request], values[Self.programme], values[Self.rules], values[Self.facts]) {
    case (let request?, let programme?, nil, nil): matter = .request(request, programme: programme)
    case (nil, nil, let rules?, let facts?): matter = .files(rules: rules, facts: facts)
    default: throw DecidingUsage()
    }
  }

  func run(in session: Session) throws {
    switch matter {
    case .request(let request, let programme): try decide(request, under: programme, in: session)
    case .files(let rules, let facts): try decide(rules: rules, facts: facts, in: session)
    }
  }

  /// Decides facts by rules, both from files: the same answer for the same files and day, on any machine.
  private func decide(rules: String, facts: String, in session: Session) throws {
    let file = try ProgrammeFile(rules)
    let programme = try Programme(reading: file.bytes, file: file.name)
    let day = session.dayWithoutInstance
    let rules = try RulesInForce(of: programme, on: day)
    let households = try programme.readHouseholds(Files.read(facts), file: facts, on: day)
    var answer = Answer()
    for household in households {
      let decision = try rules.decide(household.facts)
      let head = household.id.map { [Text(same: $0)] } ?? []
      answer.record(
        head + [decision.summary] + decision.explanation.map { Text(same: "  ") + $0.line },
        decision.json(in: session.language, id: household.id))
    }
    try session.answer(answer)
  }

  private func decide(_ request: RequestID, under programme: String, in session: Session) throws {
    try session.perform { chain, act in
      let others = try chain.programmes(on: act.day).map(\.id).filter { $0 != programme }
      let ruling = try chain.decide(request, under: programme, as: act)
      let (reasoning, stage) = (ruling.reasoning, ruling.request.state.stage)
      var answer = Answer()
      answer.say(reasoning.summary)
      answer.outline(
        "decision", lines: reasoning.explanation.map(\.line),
        reasoning.json(in: session.language, id: request.reference))
      answer.fact("request", fr: "Demande", en: "Request", .reference(request))
      answer.fact("stage", fr: "Elle est", en: "It is", .word(stage, stage.text))
      answer.fact("decisionNumber", fr: "Décision", en: "Decision", .id(ruling.decision.id))
      answer.fact("decidedBy", fr: "Décidé par", en: "Decided by", .name(act.actor.name))
      if let obstacle = ruling.obstacle { answer.say(obstacle.text) }
      switch reasoning.outcome {
      case .eligible where ruling.obstacle != nil: break
      case .eligible:
        answer.next(fr: "Pour continuer :", en: "To go on:", ["rebond request allocate \(request.reference)"])
      case .unknown:
        let household = ruling.request.wish.household.reference
        answer.next(
          fr: "Dès qu'un de ces documents est là :", en: "As soon as one of these documents is there:",
          reasoning.missing.map { fact in
            let document = fact.documents.first?.code ?? "…"
            return "rebond household fact \(household) \(fact.name)=… --evidence \(document) --dated …"
          })
      case .notEligible:
        if stage == .submitted {
          answer.next(
            fr: "La demande reste ouverte. Un autre programme, ou la fin :",
            en: "The request stays open. Another programme, or the end:",
            others.map { "rebond eligibility decide \(request.reference) --programme \($0)" }
              + ["rebond request refuse \(request.reference) --reason not-eligible"])
        }
        let paper = Text(fr: "reponse.pdf", en: "answer.pdf")[session.language]
        answer.next(
          fr: "Pour le dire au foyer, avec ses recours :", en: "To tell the household, with its appeals:",
          ["rebond request letter \(request.reference) --output \(paper)"])
      }
      return answer
    }
  }
}

/// What is to be decided was not said, or said twice.
struct DecidingUsage: Failure, Equatable {
  var exitCode: ExitCode { .usage }

  var text: Text {
    Text(
      fr: "De quoi décider ? Donnez une demande et --programme, ou --rules FICHIER et --facts FICHIER.",
      en: "What is to be decided? Give a request and --programme, or --rules FILE and --facts FILE.")
  }
}
