import Application
import Arguments
import Eligibility
import Kernel
import Loans

/// `rebond eligibility decide`
struct EligibilityDecide: Command {
  static let programme = Option<String>(
    "programme", .text.named(fr: "PROGRAMME", en: "PROGRAMME"),
    Text(fr: "le programme en vigueur", en: "the programme in force"))

  static let specification = CommandSpecification(
    "decide",
    Text(
      fr: "Décide d'une demande selon un programme, et explique la réponse.",
      en: "Decides a request by a programme, and explains the answer."),
    discussion: Text(
      fr:
        "Les règles proposent, la personne nommée par --as décide. Marques : ✓ rempli, ✗ non rempli, ? on ne sait pas.",
      en: "The rules propose, the person named by --as decides. Marks: ✓ met, ✗ not met, ? not known."),
    parameters: [LendingParameters.request, programme])

  let request: RequestID
  let programme: String

  init(_ values: ParsedValues) throws {
    request = try values[LendingParameters.request]
    programme = try values[Self.programme]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let ruling = try chain.decide(request, under: programme, as: act)
      let (reasoning, stage) = (ruling.reasoning, ruling.request.state.stage)
      var answer = Answer()
      answer.say(reasoning.summary)
      answer.outline("decision", lines: reasoning.explanation.map(\.line), reasoning.json(in: session.language))
      answer.fact("request", fr: "Demande", en: "Request", .reference(request))
      answer.fact("stage", fr: "Elle est", en: "It is", .word(stage, stage.text))
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
      case .notEligible: break
      }
      return answer
    }
  }
}
