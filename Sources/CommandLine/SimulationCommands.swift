import Application
import Arguments
import Eligibility
import Kernel
import Loans

/// `rebond eligibility replay`
struct EligibilityReplay: Command {
  static let decision = Argument<Int>(
    .integer(1...Int.max), Text(fr: "le numéro d'une décision", en: "the number of a decision"))

  static let specification = CommandSpecification(
    "replay",
    Text(
      fr: "Refait une décision avec ses règles et ses faits d'alors, et compare à l'octet près.",
      en: "Makes a decision again with its rules and facts of then, and compares byte for byte."),
    parameters: [decision])

  let decision: DecisionID

  init(_ values: ParsedValues) throws {
    decision = DecisionID(rawValue: Int64(try values[Self.decision]))
  }

  func run(in session: Session) throws {
    try session.consult { chain, person in
      let replay = try chain.replay(decision, by: person)
      let finding = replay.decision.finding
      var answer = Answer()
      if replay.isSame {
        answer.say(
          fr: "La décision n° \(decision) se refait à l'identique, octet pour octet.",
          en: "Decision no. \(decision) is made again identically, byte for byte.")
      } else {
        answer.exitCode = .refused
        answer.say(
          fr: "La décision n° \(decision) n'est pas celle que donnent ses règles et ses faits.",
          en: "Decision no. \(decision) is not the one its rules and facts give.")
      }
      answer.fact("decision", fr: "Décision", en: "Decision", .id(decision))
      answer.fact("same", fr: "Identique", en: "Identical", .flag(replay.isSame))
      answer.fact("programme", fr: "Programme", en: "Programme", .name(finding.programme))
      answer.fact("version", fr: "Version", en: "Version", .name(finding.version))
      answer.fact("rulesHash", fr: "Empreinte", en: "Hash", .name(finding.digest.description))
      answer.outline(
        "explanation", lines: replay.explanation, .array(replay.explanation.map { .string($0[session.language]) }))
      if let override = replay.decision.override {
        answer.fact(
          "answer", fr: "Décidé autrement", en: "Decided otherwise", .word(override.outcome, override.outcome.text))
        answer.fact("reason", fr: "Raison", en: "Reason", .name(override.reason))
      }
      answer.fact("record", fr: "Trace", en: "Trace", .name(replay.record))
      return answer
    }
  }
}

/// `rebond eligibility simulate`
struct EligibilitySimulate: Command {
  static let csv = Option<Bool>(
    flag: "csv", Text(fr: "toutes les demandes, en CSV", en: "every request, as CSV"))

  static let specification = CommandSpecification(
    "simulate",
    Text(
      fr: "Dit qui changerait de côté si un fichier de règles était en vigueur ; rien n'est enregistré.",
      en: "Tells who would change side if a file of rules were in force; nothing is recorded."),
    parameters: [ProgrammeFile.argument, csv])

  let source: String
  let csv: Bool

  init(_ values: ParsedValues) throws {
    source = try values[ProgrammeFile.argument]
    csv = try values[Self.csv]
  }

  func run(in session: Session) throws {
    let file = try ProgrammeFile(source)
    try session.look { chain in
      let day = session.day ?? chain.clock.today
      let simulation = try chain.simulate(programme: file.bytes, file: file.name, on: day)
      return csv ? list(simulation) : report(simulation, on: day)
    }
  }

  private func report(_ simulation: Simulation, on day: Day) -> Answer {
    let (before, after) = simulation.cost
    let changing = simulation.lines.filter(\.changes)
    var answer = Answer()
    answer.fact("programme", fr: "Programme", en: "Programme", .name(simulation.programme.id))
    answer.fact("current", fr: "En vigueur", en: "In force", .name(orNone: simulation.current))
    answer.fact("draft", fr: "Projet", en: "Draft", .name(simulation.programme.version))
    answer.fact("on", fr: "Au", en: "On", .day(day))
    answer.fact("requests", fr: "Demandes ouvertes", en: "Open requests", .number(simulation.lines.count))
    answer.fact("changing", fr: "Changent de côté", en: "Change side", .number(changing.count))
    answer.fact("costBefore", fr: "Aides aujourd'hui", en: "Aid today", .text(before.text))
    answer.fact("costAfter", fr: "Aides avec le projet", en: "Aid with the draft", .text(after.text))
    answer.table(
      "funding",
      none: Text(fr: "Aucune ligne de financement n'est nommée.", en: "No funding line is named."),
      [
        .init("code", fr: "ligne", en: "line"), .init("budget", fr: "budget", en: "budget"),
        .init("spent", fr: "dépensé", en: "spent"), .init("remaining", fr: "reste", en: "remaining"),
        .init("costBefore", fr: "coût aujourd'hui", en: "cost today"),
        .init("costAfter", fr: "coût avec le projet", en: "cost with the draft"),
        .init("left", fr: "il resterait", en: "would be left"),
      ],
      rows: simulation.charges.map(row))
    answer.table(
      "changes", none: Text(fr: "Aucune demande ne changerait de côté.", en: "No request would change side."),
      [
        .init("request", fr: "demande", en: "request"), .init("stage", fr: "où elle en est", en: "stage"),
        .init("before", fr: "aujourd'hui", en: "today"), .init("after", fr: "avec le projet", en: "with the draft"),
      ],
      rows: changing.map { line in
        [
          .reference(line.request), .word(line.stage, line.stage.text),
          line.before.map { .word($0, $0.text) } ?? .none, .word(line.after, line.after.text),
        ]
      })
    return answer
  }

  private func row(_ charge: Simulation.Charge) -> [Answer.Value] {
    func money(_ money: Money?) -> Answer.Value { money.map { .money($0) } ?? .none }
    return [
      .name(charge.code), money(charge.line?.budget), money(charge.line?.spent), money(charge.line?.remaining),
      .money(charge.before), .money(charge.after), money(charge.left),
    ]
  }

  /// A line for each request, its words those of programs, so that lists of two days can be compared.
  private func list(_ simulation: Simulation) -> Answer {
    let funding = [simulation.fundingBefore, simulation.fundingAfter].map { $0.joined(separator: "+") }
      .joined(separator: ",")
    var list = "request,stage,before,after,aid_before_cents,aid_after_cents,funding_before,funding_after"
    list.reserveCapacity(64 * simulation.lines.count)
    // A hundred thousand lines have some dozens of ends.
    var ends: [Simulation.Finding: String] = [:]
    for line in simulation.lines {
      list += "\n"
      list += line.request.reference
      if let end = ends[line.finding] {
        list += end
        continue
      }
      let finding = line.finding
      let aids = [finding.aidBefore, finding.aidAfter].map { $0.map { String($0.cents) } ?? "" }
      let words = [finding.stage.rawValue, finding.before?.rawValue ?? "", finding.after.rawValue] + aids + [funding]
      let end = words.map { ",\($0)" }.joined()
      ends[finding] = end
      list += end
    }
    var answer = Answer()
    answer.say(Text(same: list))
    return answer
  }
}

/// `rebond programme waiting`
struct ProgrammeWaiting: Command {
  static let programme = Argument<String>(
    .text.named(fr: "PROGRAMME", en: "PROGRAMME"), Text(fr: "le programme", en: "the programme"))

  static let specification = CommandSpecification(
    "waiting",
    Text(
      fr: "Montre la liste d'attente d'un programme, et ce qui explique chaque place.",
      en: "Shows the waiting list of a programme, and what explains each place."),
    parameters: [programme])

  let programme: String

  init(_ values: ParsedValues) throws {
    programme = try values[Self.programme]
  }

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "waiting", none: Text(fr: "Personne n'attend.", en: "Nobody is waiting."),
        [
          .init("place", fr: "place", en: "place"), .init("request", fr: "demande", en: "request"),
          .init("household", fr: "foyer", en: "household"), .init("points", fr: "points", en: "points"),
          .init("min", fr: "min", en: "min"), .init("max", fr: "max", en: "max"),
          .init("asked", fr: "demandé le", en: "asked on"), .init("reasons", fr: "raisons", en: "reasons"),
        ],
        rows: try chain.waitingList(of: programme, on: session.day ?? chain.clock.today).map { place in
          [
            .number(place.place), .reference(place.request), .reference(place.household),
            .number(place.ranking.points), .number(place.ranking.min), .number(place.ranking.max), .day(place.asked),
            .texts(place.words),
          ]
        })
      return answer
    }
  }
}

extension WaitingPlace {
  /// What put it there: a person's own decision, and the points.
  fileprivate var words: [Text] {
    let own = ownReason.map { Text(fr: "décidé par une personne : \($0)", en: "decided by a person: \($0)") }
    let points = ranking.reasons.filter { $0.truth == .true }.map { reason in
      Text(fr: "\(reason.points) : \(reason.text.fr)", en: "\(reason.points): \(reason.text.en)")
    }
    return [own].compactMap(\.self) + points
  }
}
