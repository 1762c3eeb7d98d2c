import Application
import Arguments
import Kernel
import Loans

/// `rebond request find`
struct RequestFind: Command {
  static let words = Argument<String>(
    .text.named(fr: "NOM-TÉLÉPHONE-OU-NUMÉRO", en: "NAME-TELEPHONE-OR-NUMBER"),
    Text(
      fr: "un morceau du nom, le téléphone, ou le numéro du foyer ou de la demande",
      en: "a part of the name, the telephone, or the number of the household or of the request"))

  static let specification = CommandSpecification(
    "find",
    Text(
      fr: "Répond à une famille au téléphone : où en est sa demande.",
      en: "Answers a family on the telephone: where its request stands."),
    parameters: [words])

  let words: String

  init(_ values: ParsedValues) throws { words = try values[Self.words] }

  func run(in session: Session) throws {
    try session.consult { chain, person in
      let found = try chain.find(
        request: words, by: person, sentBy: session.onlyStructure(in: chain), on: session.day(in: chain))
      switch found {
      case .one(let answer): return Answer(answering: answer)
      case .several(let several): return Self.list(several)
      case .none(let households): return Self.nothing(households)
      }
    }
  }

  private static func list(_ found: [(request: Request, household: Household)]) -> Answer {
    var answer = Answer()
    answer.table(
      "requests", none: Text(fr: "Aucune demande.", en: "No request."),
      [
        .init("request", fr: "demande", en: "request"), .init("contact", fr: "à contacter", en: "ask for"),
        .init("commune", fr: "commune", en: "commune"), .init("device", fr: "pour", en: "for"),
        .init("stage", fr: "où elle en est", en: "stage"),
      ],
      rows: found.map { found in
        let (request, profile) = (found.request, found.household.profile)
        return [
          .reference(request.id), .name(profile.contactName), .name(profile.commune.description),
          .word(request.wish.device, request.wish.device.text), .word(request.state.stage, request.state.stage.text),
        ]
      })
    answer.next(
      fr: "Laquelle ?", en: "Which one?", found.prefix(5).map { "rebond request find \($0.request.id.reference)" })
    return answer
  }

  private static func nothing(_ households: [Household]) -> Answer {
    var answer = Answer()
    answer.table(
      "requests", none: Text(fr: "Aucune demande ne correspond.", en: "No request matches."),
      [.init("request", fr: "demande", en: "request")], rows: [])
    if let household = households.first {
      answer.say(
        fr: "Foyers inscrits sans demande : \(households.map(\.id.reference).joined(separator: ", ")).",
        en: "Households registered without a request: \(households.map(\.id.reference).joined(separator: ", ")).")
      answer.next(
        fr: "Pour enregistrer sa demande :", en: "To record its request:",
        [
          "rebond request add --household \(household.id.reference) --prescriber … --device laptop --uses … --channel phone"
        ])
    }
    return answer
  }
}

extension Answer {
  /// The one screen that answers a family.
  fileprivate init(answering found: RequestAnswer) {
    self.init()
    let (request, stage) = (found.request, found.request.state.stage)
    fact("request", fr: "Demande", en: "Request", .reference(request.id))
    fact("contact", fr: "À contacter", en: "Ask for", .name(found.household.profile.contactName))
    fact("phone", fr: "Téléphone", en: "Telephone", .name(orNone: found.household.profile.phone?.description))
    fact("asked", fr: "Faite le", en: "Made on", .day(found.asked))
    fact("prescriber", fr: "Orientée par", en: "Sent by", .name(found.prescriber))
    fact("device", fr: "Pour", en: "For", .word(request.wish.device, request.wish.device.text))
    fact("stage", fr: "Où elle en est", en: "Stage", .word(stage, stage.text))
    fact("reason", fr: "Raison", en: "Reason", request.state.reasonText.map { .text($0) } ?? .none)
    fact("missing", fr: "Papiers à apporter", en: "Papers to bring", .texts(found.missing))
    fact("next", fr: "Prochaine étape", en: "Next step", .text(found.next))
    fact("holder", fr: "C'est à", en: "It is up to", .text(found.holder))
    fact("likelyDay", fr: "Jour probable", en: "Likely day", .day(orNone: found.likely.day))
    fact("likely", fr: "Pourquoi ce jour", en: "Why that day", .text(found.likely.text))
    fact("contract", fr: "Contrat", en: "Contract", found.contract.map { .reference($0) } ?? .none)
  }

  /// What a household asks for besides a device.
  mutating func tell(_ needs: Request.Needs, place: String?) {
    fact(
      "connection", fr: "Internet", en: "Internet", needs.connection.map { .word($0, $0.text) } ?? .none)
    fact("trainings", fr: "Veut apprendre", en: "Wants to learn", .words(needs.trainings, \.text))
    fact("help", fr: "Ce qui aiderait", en: "What would help", .words(needs.help, \.text))
    fact("urgency", fr: "Urgence", en: "Urgency", needs.urgency.map { .word($0.reason, $0.reason.text) } ?? .none)
    fact("neededBy", fr: "Pour le", en: "Needed by", .day(orNone: needs.urgency?.by))
    fact(
      "meeting", fr: "Remise", en: "Hand-over",
      place.map { .name($0) } ?? needs.meeting.map { .word($0.kind, $0.kind.text) } ?? .none)
    fact("times", fr: "Disponible", en: "Free", .name(orNone: needs.times))
  }
}

extension RequestAnswer.Likely {
  /// The day, when there is one.
  fileprivate var day: Day? {
    switch self {
    case .appointed(let made, _): made.day
    case .about(let day, _, _, _): day
    case .keptUntil, .unknown, .undecided, .commission, .over: nil
    }
  }

  /// How the day is known, or why it is not.
  fileprivate var text: Text {
    switch self {
    case .appointed(let made, let place): made.text(at: place)
    case .keptUntil(let day):
      Text(
        fr: "un appareil est gardé jusqu'au \(day.text.fr), le rendez-vous reste à fixer",
        en: "a device is kept until \(day.text.en), the appointment is to be made")
    case .about(_, let rank, let served, let days):
      Text(
        fr:
          "\(rank == 1 ? "1re" : "\(rank)e") de la liste d'attente ; \(served) remises en \(days) jours : une estimation, "
          + "pas une promesse",
        en: "no. \(rank) of the waiting list; \(served) hand-overs in \(days) days: an estimate, no promise")
    case .unknown(let rank, let days):
      Text(
        fr: "inconnu : \(rank == 1 ? "1re" : "\(rank)e") de la liste d'attente, aucune remise en \(days) jours",
        en: "unknown: no. \(rank) of the waiting list, no hand-over in \(days) days")
    case .undecided: Text(fr: "inconnu : rien n'est encore décidé", en: "unknown: nothing is decided yet")
    case .commission(let day, let programme):
      Text(
        fr: "inconnu : la commission de « \(programme) » se réunit le \(day.text.fr)",
        en: "unknown: the commission of “\(programme)” meets on \(day.text.en)")
    case .over: Text(fr: "aucun : la demande est close", en: "none: the request is closed")
    }
  }
}

extension Appointment {
  /// The day, the time and the place, in words.
  func text(at place: String?) -> Text {
    let there = place.map { Text(same: $0) } ?? Request.Meeting.Kind.home.text
    return Text(
      fr: "le \(day.text.fr) \(slot.text.fr), \(there.fr)", en: "on \(day.text.en) \(slot.text.en), \(there.en)")
  }
}

extension Request.State {
  /// Why it stands there, for those that say.
  var reasonText: Text? {
    switch self {
    case .refused(let reason, _): reason.text
    case .withdrawn(let reason): reason.text
    case .reoriented(let whom): whom.text
    case .draft, .submitted, .incomplete, .decided, .allocated, .handedOver, .contested, .annulled: nil
    }
  }
}
