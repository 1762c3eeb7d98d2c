import Application
import Arguments
import Kernel
import Loans

/// `rebond eligibility override`
struct EligibilityOverride: Command {
  /// What a person can decide.
  enum Wanted: String, CaseIterable {
    case eligible
    case notEligible = "not-eligible"

    var outcome: Decision.Outcome {
      switch self {
      case .eligible: .eligible
      case .notEligible: .notEligible
      }
    }
  }

  static let to = Option<Wanted>("to", .choice, Text(fr: "ce que la personne décide", en: "what the person decides"))
  static let programme = Option<String?>(
    "programme", .text.named(fr: "PROGRAMME", en: "PROGRAMME"),
    Text(
      fr: "le programme dont la décision change (la dernière décision sinon)",
      en: "the programme whose decision changes (else the latest decision)"))

  static let specification = CommandSpecification(
    "override",
    Text(
      fr: "Décide autrement que les règles, avec une raison, sous la signature de --as.",
      en: "Decides otherwise than the rules, with a reason, signed by --as."),
    discussion: Text(
      fr: "Ce que les règles proposaient reste écrit. Pour quelqu'un du guichet ou du pilotage.",
      en: "What the rules proposed stays written. For somebody of the desk or the management."),
    parameters: [LendingParameters.request, to, programme, RulingParameters.reason])

  let request: RequestID
  let outcome: Decision.Outcome
  let programme: String?
  let reason: String

  init(_ values: ParsedValues) throws {
    request = try values[LendingParameters.request]
    outcome = try values[Self.to].outcome
    programme = try values[Self.programme]
    reason = try values[RulingParameters.reason]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let ruled = try chain.override(request, to: outcome, under: programme, because: reason, as: act)
      let (proposed, stage) = (ruled.decision.finding.outcome, ruled.request.state.stage)
      var answer = Answer()
      answer.say(
        fr: "\(act.actor.name) décide : \(outcome.text.fr). Les règles proposaient : \(proposed.text.fr).",
        en: "\(act.actor.name) decides: \(outcome.text.en). The rules proposed: \(proposed.text.en).")
      answer.fact("request", fr: "Demande", en: "Request", .reference(request))
      answer.fact("decision", fr: "Décision", en: "Decision", .id(ruled.decision.id))
      answer.fact("proposed", fr: "Les règles proposaient", en: "The rules proposed", .word(proposed, proposed.text))
      answer.fact("outcome", fr: "Décidé", en: "Decided", .word(outcome, outcome.text))
      answer.fact("decidedBy", fr: "Décidé par", en: "Decided by", .name(act.actor.name))
      answer.fact("stage", fr: "La demande est", en: "The request is", .word(stage, stage.text))
      if let obstacle = ruled.obstacle { answer.say(obstacle.text) }
      answer.next(
        fr: "Pour le dire au foyer :", en: "To tell the household:",
        [RulingParameters.letter(request, session.language)])
      return answer
    }
  }
}

/// `rebond request contest`
struct RequestContest: Command {
  static let specification = CommandSpecification(
    "contest",
    Text(
      fr: "Enregistre qu'un foyer conteste la décision sur sa demande.",
      en: "Records that a household contests the decision on its request."),
    discussion: Text(
      fr:
        "La raison est celle du foyer, comme il la dit. Une personne regarde de nouveau, et répond dans les deux mois.",
      en: "The reason is the household's, as it is told. A person looks again, and answers within two months."),
    parameters: [LendingParameters.request, RulingParameters.reason])

  let request: RequestID
  let reason: String

  init(_ values: ParsedValues) throws {
    request = try values[LendingParameters.request]
    reason = try values[RulingParameters.reason]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let contested = try chain.contest(request, because: reason, as: act)
      let (contest, stage) = (contested.contest, contested.request.state.stage)
      var answer = Answer()
      answer.say(
        fr: "La demande \(request.reference) est contestée : il faut répondre avant le \(contest.answerBy.text.fr).",
        en: "Request \(request.reference) is contested: it must be answered before \(contest.answerBy.text.en).")
      if contested.isLate, let day = contested.lastDay {
        answer.say(
          fr: "Le délai est passé depuis le \(day.text.fr) : on peut regarder de nouveau, mais rien n'y oblige.",
          en: "The delay ended on \(day.text.en): it can be looked at again, but nothing requires it.")
      }
      answer.fact("request", fr: "Demande", en: "Request", .reference(request))
      answer.fact("stage", fr: "Elle est", en: "It is", .word(stage, stage.text))
      answer.fact("decision", fr: "Décision contestée", en: "Contested decision", .id(contest.decision))
      answer.fact("lastDay", fr: "Délai pour contester", en: "Last day to contest", .day(orNone: contested.lastDay))
      answer.fact("answerBy", fr: "Répondre avant le", en: "Answer before", .day(contest.answerBy))
      let reference = request.reference
      answer.next(
        fr: "Pour répondre, décider à nouveau, décider autrement, ou confirmer :",
        en: "To answer, decide again, decide otherwise, or confirm:",
        [
          "rebond eligibility decide \(reference) --programme …",
          "rebond eligibility override \(reference) --to eligible --reason …",
          "rebond request confirm \(reference) --reason …",
        ])
      return answer
    }
  }
}

/// `rebond request confirm`
struct RequestConfirm: Command {
  static let specification = CommandSpecification(
    "confirm",
    Text(
      fr: "Confirme une décision contestée, avec une raison, sous la signature de --as.",
      en: "Confirms a contested decision, with a reason, signed by --as."),
    parameters: [LendingParameters.request, RulingParameters.reason])

  let request: RequestID
  let reason: String

  init(_ values: ParsedValues) throws {
    request = try values[LendingParameters.request]
    reason = try values[RulingParameters.reason]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let stage = try chain.confirm(request, because: reason, as: act).state.stage
      var answer = Answer()
      answer.say(
        fr: "La décision contestée est confirmée par \(act.actor.name) : la demande \(request.reference) est "
          + "\(stage.text.fr).",
        en:
          "The contested decision is confirmed by \(act.actor.name): request \(request.reference) is \(stage.text.en).")
      answer.fact("request", fr: "Demande", en: "Request", .reference(request))
      answer.fact("stage", fr: "Elle est", en: "It is", .word(stage, stage.text))
      answer.next(
        fr: "Pour le dire au foyer :", en: "To tell the household:",
        [RulingParameters.letter(request, session.language)])
      return answer
    }
  }
}

/// `rebond request letter`
struct RequestLetter: Command {
  static let specification = CommandSpecification(
    "letter",
    Text(
      fr: "Imprime la réponse pour le foyer, en mots simples et en grandes lettres, en PDF.",
      en: "Prints the answer for the household, in plain words and large letters, as a PDF."),
    discussion: Text(
      fr:
        "Ce qui a été décidé, pourquoi, quoi apporter, comment et jusqu'à quand contester. Le délai pour contester court "
        + "du jour où la réponse est donnée.",
      en:
        "What was decided, why, what to bring, how and until when to contest. The delay to contest runs from the day the "
        + "answer is handed out."),
    parameters: [
      LendingParameters.request, EligibilityOverride.programme, OutputOptions.output, OutputOptions.replace,
    ])

  let request: RequestID
  let programme: String?
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    request = try values[LendingParameters.request]
    programme = try values[EligibilityOverride.programme]
    output = try OutputFile(values, .pdf)
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let paper = try output.write { keep in
        try chain.printDecision(on: request, under: programme, language: session.language, as: act, keep: keep)
      }
      var answer = Answer()
      answer.say(
        fr: "La réponse à la demande \(paper.reference) est dans « \(output.path) ».",
        en: "The answer to request \(paper.reference) is in “\(output.path)”.")
      answer.fact("request", fr: "Demande", en: "Request", .reference(request))
      return answer
    }
  }
}

/// What several commands about decisions take and say.
enum RulingParameters {
  static let reason = Option<String>("reason", .text, Text(fr: "pourquoi, en quelques mots", en: "why, in a few words"))

  static func letter(_ request: RequestID, _ language: Language) -> String {
    let paper = Text(fr: "reponse.pdf", en: "answer.pdf")[language]
    return "rebond request letter \(request.reference) --output \(paper)"
  }
}

extension RequestSheet {
  /// Who decided otherwise than the rules, when and why.
  func overrideText(_ decision: Decision, _ override: Decision.Override) -> Text {
    let (name, day) = (signer(of: decision) ?? "?", signature(override.entry)?.day.text ?? Text(same: "?"))
    return Text(
      fr: "Décision n° \(decision.id) : le \(day.fr), \(name) a décidé autrement que les règles : "
        + "\(override.outcome.text.fr). Raison : \(override.reason)",
      en: "Decision no. \(decision.id): on \(day.en), \(name) decided otherwise than the rules: "
        + "\(override.outcome.text.en). Reason: \(override.reason)")
  }

  /// What the household contested, and what came of it.
  func text(of contest: Contest) -> Text {
    let told = signature(contest.entry)?.day.text ?? Text(same: "?")
    let head = Text(
      fr: "Contestée le \(told.fr) : \(contest.reason)", en: "Contested on \(told.en): \(contest.reason)")
    guard let confirmation = contest.confirmation else {
      guard request.state.stage == .contested else { return head }
      return head
        + Text(
          fr: " À répondre avant le \(contest.answerBy.text.fr).",
          en: " To be answered before \(contest.answerBy.text.en).")
    }
    let signed = signature(confirmation.entry)
    return head
      + Text(
        fr: " Confirmée par \(signed?.actor ?? "?") : \(confirmation.reason)",
        en: " Confirmed by \(signed?.actor ?? "?"): \(confirmation.reason)")
  }
}
