import Application
import Arguments
import Kernel
import Loans

/// `rebond request prescribe`
struct RequestPrescribe: Command {
  static let place = Option<String>(
    "place", .text.named(fr: "LIEU", en: "PLACE"), Text(fr: "le lieu de médiation", en: "the place of mediation"))

  static let specification = CommandSpecification(
    "prescribe",
    Text(
      fr: "Oriente un foyer vers un lieu de médiation, à côté de sa demande.",
      en: "Sends a household to a place of mediation, beside its request."),
    parameters: [LendingParameters.request, place])

  let request: RequestID
  let place: String

  init(_ values: ParsedValues) throws {
    request = try values[LendingParameters.request]
    place = try values[Self.place]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      try chain.prescribe(request, to: place, as: act)
      var answer = Answer()
      answer.say(
        fr: "Le foyer de la demande \(request.reference) est orienté vers « \(place) ».",
        en: "The household of request \(request.reference) is sent to “\(place)”.")
      answer.fact("request", fr: "Demande", en: "Request", .reference(request))
      answer.next(
        fr: "Quand on sait ce qu'il en est :", en: "Once it is known what came of it:",
        ["rebond request prescribed \(request.reference) --place \(place.inShell) --outcome attended"])
      return answer
    }
  }
}

/// `rebond request prescribed`
struct RequestPrescribed: Command {
  static let outcome = Option<Prescription.Outcome>(
    "outcome", .choice, Text(fr: "ce qu'il en est", en: "what came of it"))

  static let specification = CommandSpecification(
    "prescribed",
    Text(
      fr: "Enregistre ce qu'il en est d'une orientation vers un lieu de médiation.",
      en: "Records what came of sending a household to a place of mediation."),
    parameters: [LendingParameters.request, RequestPrescribe.place, outcome])

  let request: RequestID
  let place: String
  let outcome: Prescription.Outcome

  init(_ values: ParsedValues) throws {
    request = try values[LendingParameters.request]
    place = try values[RequestPrescribe.place]
    outcome = try values[Self.outcome]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      try chain.record(prescription: outcome, of: request, at: place, as: act)
      var answer = Answer()
      answer.say(
        fr: "Demande \(request.reference), « \(place) » : \(outcome.text.fr).",
        en: "Request \(request.reference), “\(place)”: \(outcome.text.en).")
      answer.fact("request", fr: "Demande", en: "Request", .reference(request))
      answer.fact("outcome", fr: "Suite", en: "Outcome", .word(outcome, outcome.text))
      return answer
    }
  }
}

/// `rebond request prescriptions`
struct RequestPrescriptions: Command {
  static let specification = CommandSpecification(
    "prescriptions",
    Text(
      fr: "Compte les orientations vers les lieux de médiation, et leurs suites.",
      en: "Counts what was sent to places of mediation, and what came of it."),
    parameters: [OfferList.since])

  let since: Day?

  init(_ values: ParsedValues) throws { since = try values[OfferList.since] }

  func run(in session: Session) throws {
    try session.look { chain in
      let day = try session.day(in: chain)
      let first = since ?? Day(year: day.parts.year, month: 1, day: 1) ?? day
      guard let period = Period(from: first, through: max(first, day)) else { return Answer() }
      let lines = try chain.prescriptions(in: period)
      var answer = Answer()
      answer.fact("period", fr: "Compté", en: "Counted", .period(period))
      let columns: [Answer.Column] =
        [.init("place", fr: "lieu", en: "place"), .init("sent", fr: "orientés", en: "sent")]
        + Prescription.Outcome.allCases.map { Answer.Column($0.rawValue, fr: $0.text.fr, en: $0.text.en) }
        + [.init("open", fr: "sans nouvelle", en: "nothing known")]
      let rows = Set(lines.map(\.place)).sorted().map { place -> [Answer.Value] in
        let here = lines.filter { $0.place == place }.map(\.prescription)
        let counts = Prescription.Outcome.allCases.map { outcome in here.count(where: { $0.outcome == outcome }) }
        let open = here.count(where: { $0.outcome == nil })
        return [.name(place)] + ([here.count] + counts + [open]).map { Answer.Value.number($0) }
      }
      answer.table("prescriptions", none: Text(fr: "Aucune orientation.", en: "Nobody was sent."), columns, rows: rows)
      return answer
    }
  }
}

/// `rebond request untold`
struct RequestUntold: Command {
  static let days = Option<Int>(
    "days", .integer(1...3660), otherwise: "60",
    Text(fr: "ce qui a changé depuis tant de jours", en: "what changed in so many days"))

  static let specification = CommandSpecification(
    "untold",
    Text(
      fr: "Montre les demandes dont le prescripteur n'est pas averti du dernier changement.",
      en: "Shows the requests whose prescriber was not told of the latest change."),
    parameters: [days, RequestList.structure])

  let days: Int
  let structure: String?

  init(_ values: ParsedValues) throws {
    days = try values[Self.days]
    structure = try values[RequestList.structure]
  }

  func run(in session: Session) throws {
    try session.look { chain in
      let day = try session.day(in: chain)
      let lines = try chain.untold(
        since: day.adding(days: -days), sentBy: structure, seenBy: session.onlyStructure(in: chain))
      var answer = Answer()
      answer.table(
        "requests", none: Text(fr: "Tous les prescripteurs sont avertis.", en: "All prescribers were told."),
        [
          .init("request", fr: "demande", en: "request"), .init("changed", fr: "changée le", en: "changed on"),
          .init("stage", fr: "où elle en est", en: "stage"), .init("prescriber", fr: "à avertir", en: "to tell"),
          .init("phone", fr: "téléphone", en: "telephone"), .init("email", fr: "courriel", en: "e-mail"),
        ],
        rows: lines.map { line in
          let stage = line.request.state.stage
          return [
            .reference(line.request.id), .day(line.changed), .word(stage, stage.text), .name(line.prescriber),
            .name(orNone: line.phone), .name(orNone: line.email),
          ]
        })
      if let first = lines.first {
        answer.next(
          fr: "Une fois avertis :", en: "Once told:",
          ["rebond request told \(first.request.id.reference) --means phone"])
      }
      return answer
    }
  }
}

/// `rebond request told`
struct RequestTold: Command {
  static let means = Option<TellingMeans>("means", .choice, Text(fr: "comment", en: "how"))

  static let specification = CommandSpecification(
    "told",
    Text(
      fr: "Enregistre que le prescripteur est averti d'où en est la demande.",
      en: "Records that the prescriber was told where the request stands."),
    parameters: [LendingParameters.request, means])

  let request: RequestID
  let means: TellingMeans

  init(_ values: ParsedValues) throws {
    request = try values[LendingParameters.request]
    means = try values[Self.means]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      try chain.tellPrescriber(of: request, by: means, as: act)
      var answer = Answer()
      answer.say(
        fr: "Le prescripteur de la demande \(request.reference) est averti, \(means.text.fr).",
        en: "The prescriber of request \(request.reference) was told, \(means.text.en).")
      answer.fact("request", fr: "Demande", en: "Request", .reference(request))
      return answer
    }
  }
}

/// `rebond programme commission`
struct ProgrammeCommission: Command {
  static let programme = Argument<String>(
    .text.named(fr: "PROGRAMME", en: "PROGRAMME"), Text(fr: "le programme", en: "the programme"))
  static let day = Option<Day>("day", .day, Text(fr: "le jour où elle se réunit", en: "the day it meets"))

  static let specification = CommandSpecification(
    "commission",
    Text(
      fr: "Annonce le jour où se réunit la commission d'un programme.",
      en: "Announces the day on which a programme's commission meets."),
    parameters: [programme, day])

  let programme: String
  let day: Day

  init(_ values: ParsedValues) throws {
    programme = try values[Self.programme]
    day = try values[Self.day]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      try chain.convene(commissionOf: programme, on: day, as: act)
      var answer = Answer()
      answer.say(
        fr: "La commission de « \(programme) » se réunit le \(day.text.fr).",
        en: "The commission of “\(programme)” meets on \(day.text.en).")
      answer.fact("day", fr: "Jour", en: "Day", .day(day))
      return answer
    }
  }
}

/// `rebond programme commissions`
struct ProgrammeCommissions: Command {
  static let specification = CommandSpecification(
    "commissions", Text(fr: "Montre les commissions à venir.", en: "Shows the commissions to come."), parameters: [])

  init(_ values: ParsedValues) throws {}

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "commissions", none: Text(fr: "Aucune commission à venir.", en: "No commission to come."),
        [.init("day", fr: "jour", en: "day"), .init("programme", fr: "programme", en: "programme")],
        rows: try chain.commissions(from: session.day(in: chain)).map { [.day($0.day), .name($0.programme)] })
      return answer
    }
  }
}
