import Application
import Arguments
import Kernel
import Loans

/// `rebond request add`
struct RequestAdd: Command {
  static let household = Option<HouseholdID?>(
    "household", .reference("F-…"),
    Text(fr: "le foyer qui demande, s'il est inscrit", en: "the household, if registered"))
  static let name = Option<String?>(
    "name", .text.named(fr: "NOM", en: "NAME"),
    Text(
      fr: "sinon la personne à contacter ; le foyer est inscrit s'il ne l'est pas",
      en: "else the person to ask for; the household is registered unless it is"))
  static let commune = Option<String?>("commune", .commune, CommuneWords.help)
  static let isNew = Option<Bool>(
    flag: "new",
    Text(fr: "un autre foyer que celui qui lui ressemble", en: "another household than the one it resembles"))
  static let prescriber = Option<String>(
    "prescriber", .text.named(fr: "STRUCTURE", en: "STRUCTURE"),
    Text(fr: "la structure qui l'oriente", en: "the structure that sends it"))
  static let device = Option<DeviceCategory>(
    "device", .choice, Text(fr: "la sorte d'appareil", en: "the kind of device"))
  static let uses = Option<String>(
    "uses", .text, Text(fr: "à quoi il servira, en mots simples", en: "what it is for, in plain words"))
  static let channel = Option<Request.Channel>(
    "channel", .choice, Text(fr: "comment la demande est arrivée", en: "how the request came"))
  static let connection = Option<Request.Connection?>(
    "connection", .choice, Text(fr: "ce qu'il faut pour Internet", en: "what it needs for the Internet"))
  static let training = Option<[Request.Training]>(
    "training", .choice, Text(fr: "ce que le foyer veut apprendre", en: "what the household wants to learn"))
  static let help = Option<[Request.Help]>(
    "helped-by", .choice,
    Text(fr: "ce qui l'aiderait ; jamais un diagnostic", en: "what would help it; never a diagnosis"))
  static let urgent = Option<Request.Urgency.Reason?>(
    "urgent", .choice,
    Text(fr: "pourquoi elle ne peut attendre, avec --needed-by", en: "why it cannot wait, with --needed-by"))
  static let neededBy = Option<Day?>(
    "needed-by", .day, Text(fr: "le jour où il le faut", en: "the day it is needed by"))
  static let place = Option<String?>(
    "place", .text.named(fr: "LIEU", en: "PLACE"),
    Text(fr: "où le foyer viendrait le chercher", en: "where the household would fetch it"))
  static let home = Option<Bool>(
    flag: "home", Text(fr: "remise à domicile souhaitée", en: "a hand-over at home is wished"))
  static let nearest = Option<Bool>(
    flag: "nearest", Text(fr: "remise au plus près", en: "a hand-over wherever is nearest"))
  static let times = Option<String?>(
    "times", .text, Text(fr: "quand le foyer est libre, en ses mots", en: "when the household is free, in its words"))
  static let informed = Option<Bool>(
    flag: "informed",
    Text(
      fr: "le foyer a été informé ce jour-là de l'usage de ses données",
      en: "the household was told that day how its data are used"))
  static let draft = Option<Bool>(
    flag: "draft", Text(fr: "un brouillon, à envoyer plus tard", en: "a draft, to be sent later"))

  static let specification = CommandSpecification(
    "add", Text(fr: "Enregistre la demande d'un foyer.", en: "Records a household's request."),
    discussion: Text(
      fr:
        "Une demande couvre l'appareil, Internet et la formation. Au téléphone : --name et --commune suffisent pour le foyer.",
      en:
        "One request covers the device, the Internet and the training. By telephone, --name and --commune do for the household."
    ),
    parameters: [
      household, name, commune, HouseholdAdd.phone, HouseholdAdd.adults, HouseholdAdd.children, isNew, prescriber,
      device,
      uses, channel, connection, training, help, urgent, neededBy, place, home, nearest, times, informed, draft,
    ])

  let household: HouseholdID?
  let name, commune: String?
  let phone: PhoneNumber?
  let adults, children: Int
  let isNew: Bool
  let prescriber: String
  let device: DeviceCategory
  let uses: String
  let channel: Request.Channel
  let needs: Request.Needs
  let place: String?
  let informed, isDraft: Bool

  init(_ values: ParsedValues) throws {
    household = try values[Self.household]
    (name, commune) = (try values[Self.name], try values[Self.commune])
    guard (household == nil) != (name == nil) else { throw SessionFailure.oneOf(["--household", "--name"]) }
    guard household != nil || commune != nil else { throw SessionFailure.oneOf(["--household", "--commune"]) }
    phone = try values[HouseholdAdd.phone]
    (adults, children) = (try values[HouseholdAdd.adults], try values[HouseholdAdd.children])
    isNew = try values[Self.isNew]
    prescriber = try values[Self.prescriber]
    device = try values[Self.device]
    uses = try values[Self.uses]
    channel = try values[Self.channel]
    place = try values[Self.place]
    needs = try Self.needs(values)
    (informed, isDraft) = (try values[Self.informed], try values[Self.draft])
  }

  /// What is asked for besides the device.
  ///
  /// - Throws: ``RequestUsage/urgencyWithItsDay``, ``SessionFailure/oneOf(_:)`` for more than one place.
  static func needs(_ values: ParsedValues) throws -> Request.Needs {
    let (urgent, neededBy) = (try values[urgent], try values[neededBy])
    guard (urgent == nil) == (neededBy == nil) else { throw RequestUsage.urgencyWithItsDay }
    var urgency: Request.Urgency?
    if let urgent, let neededBy { urgency = Request.Urgency(urgent, by: neededBy) }
    let (place, home, nearest) = (try values[place], try values[home], try values[nearest])
    guard [place != nil, home, nearest].count(where: { $0 }) <= 1 else {
      throw SessionFailure.oneOf(["--place", "--home", "--nearest"])
    }
    return Request.Needs(
      connection: try values[connection], trainings: try values[training], help: try values[help], urgency: urgency,
      meeting: home ? .home : nearest ? .nearest : nil, times: try values[times])
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      var answer = Answer()
      let id = try submit(in: chain, as: act, saying: &answer)
      let said =
        isDraft
        ? Text(fr: "La demande \(id.reference) est en brouillon.", en: "Request \(id.reference) is a draft.")
        : Text(fr: "La demande \(id.reference) est enregistrée.", en: "Request \(id.reference) is recorded.")
      answer.say(said)
      answer.fact("request", fr: "Numéro", en: "Number", .reference(id))
      if let other = try chain.openRequests(like: id).first {
        answer.say(
          fr: "Ce foyer a déjà une demande ouverte pour la même sorte d'appareil : \(other.reference).",
          en: "This household has an open request for the same kind of device already: \(other.reference).")
        answer.next(
          fr: "Si c'est la même :", en: "If it is the same:",
          ["rebond request withdraw \(id.reference) --reason recorded-twice"])
      }
      if isDraft {
        answer.next(
          fr: "Pour le reprendre, puis l'envoyer :", en: "To edit it, then send it:",
          ["rebond request edit \(id.reference) --uses …", "rebond request submit \(id.reference)"])
      } else {
        answer.next(
          fr: "Pour la décider :", en: "To decide it:", ["rebond eligibility decide \(id.reference) --programme …"])
      }
      return answer
    }
  }

  private func submit(in chain: Chain, as act: Act, saying answer: inout Answer) throws -> RequestID {
    if let household {
      return try chain.submit(
        requestOf: household, by: prescriber, for: device, uses: uses, channel: channel, needs: needs, at: place,
        informed: informed, asDraft: isDraft, as: act
      ).id
    }
    let profile = try Household.Profile(
      contactName: name ?? "", phone: phone, commune: chain.commune(commune ?? ""), adults: adults, children: children)
    let made = try chain.submit(
      requestOf: profile, isNew: isNew, by: prescriber, for: device, uses: uses, channel: channel, needs: needs,
      at: place, informed: informed, asDraft: isDraft, as: act)
    let reference = made.request.wish.household.reference
    answer.say(
      made.wasKnown
        ? Text(
          fr: "C'est le foyer \(reference), déjà inscrit : ses preuves servent encore.",
          en: "It is household \(reference), registered already: its proofs still serve.")
        : Text(fr: "Le foyer \(reference) est inscrit.", en: "Household \(reference) is registered."))
    answer.fact("household", fr: "Foyer", en: "Household", .name(reference))
    return made.request.id
  }
}

/// What the options of `rebond request add` refuse together.
enum RequestUsage: Failure, Equatable {
  /// An urgency has a reason and a day, or neither.
  case urgencyWithItsDay

  var exitCode: ExitCode { .usage }

  var text: Text {
    switch self {
    case .urgencyWithItsDay:
      Text(
        fr: "Une urgence a une raison et un jour : donnez --urgent et --needed-by ensemble.",
        en: "An urgency has a reason and a day: give --urgent and --needed-by together.")
    }
  }
}

/// `rebond request show`
struct RequestShow: Command {
  static let specification = CommandSpecification(
    "show", Text(fr: "Montre une demande.", en: "Shows a request."), parameters: [LendingParameters.request])

  let request: RequestID

  init(_ values: ParsedValues) throws {
    request = try values[LendingParameters.request]
  }

  func run(in session: Session) throws {
    try session.consult { chain, person in
      let sheet = try chain.request(request, by: person, sentBy: session.onlyStructure(in: chain))
      let seesValues = try session.seesValues(in: chain)
      let (wish, stage) = (sheet.request.wish, sheet.request.state.stage)
      var answer = Answer()
      answer.fact("request", fr: "Demande", en: "Request", .reference(request))
      answer.fact("household", fr: "Foyer", en: "Household", .reference(wish.household))
      answer.fact("contact", fr: "À contacter", en: "Ask for", .name(sheet.household.profile.contactName))
      answer.fact("prescriber", fr: "Orienté par", en: "Sent by", .name(sheet.prescriber))
      answer.fact("device", fr: "Pour", en: "For", .word(wish.device, wish.device.text))
      answer.fact("uses", fr: "Usages", en: "Uses", .name(wish.uses))
      answer.fact("channel", fr: "Arrivée par", en: "Came by", .word(wish.channel, wish.channel.text))
      answer.tell(wish.needs, place: sheet.wishedPlace)
      answer.fact("informed", fr: "Informé le", en: "Informed on", .day(orNone: sheet.informed))
      answer.fact("stage", fr: "Où elle en est", en: "Stage", .word(stage, stage.text))
      answer.fact("reason", fr: "Raison", en: "Reason", sheet.request.state.reasonText.map { .text($0) } ?? .none)
      answer.fact("missing", fr: "Papiers à apporter", en: "Papers to bring", .texts(sheet.missing))
      answer.fact("allocated", fr: "Appareil", en: "Device", .code(orNone: sheet.device))
      answer.fact("keptUntil", fr: "Gardé jusqu'au", en: "Kept until", .day(orNone: sheet.keptUntil))
      answer.fact(
        "appointment", fr: "Rendez-vous", en: "Appointment",
        sheet.appointment.map { .text($0.made.text(at: $0.place)) } ?? .none)
      answer.table(
        "decisions", none: Text(fr: "Aucune décision.", en: "No decision."),
        [
          .init("decision", fr: "décision", en: "decision"), .init("day", fr: "au", en: "on"),
          .init("programme", fr: "programme", en: "programme"), .init("version", fr: "version", en: "version"),
          .init("proposed", fr: "les règles proposent", en: "the rules propose"),
          .init("outcome", fr: "décidé", en: "decided"), .init("decidedBy", fr: "par", en: "by"),
          .init("line", fr: "en bref", en: "in short"),
        ],
        rows: sheet.decisions.map { decision in
          let finding = decision.finding
          return [
            .id(decision.id), .day(finding.asOf), .name(finding.programme), .name(finding.version),
            .word(finding.outcome, finding.outcome.text), .word(decision.outcome, decision.outcome.text),
            .name(orNone: sheet.signer(of: decision)),
            seesValues ? sheet.lines[decision.id].map { .text($0) } ?? .none : .none,
          ]
        })
      for decision in sheet.decisions {
        guard let override = decision.override else { continue }
        answer.say(sheet.overrideText(decision, override))
      }
      for contest in sheet.contests { answer.say(sheet.text(of: contest)) }
      answer.table(
        "history", none: Text(fr: "Aucun acte.", en: "No act."), LendingParameters.historyColumns,
        rows: sheet.history.map(LendingParameters.historyRow))
      return answer
    }
  }
}

/// `rebond request list`
struct RequestList: Command {
  static let stage = Option<Request.Stage?>("stage", .choice, Text(fr: "à ce point", en: "at this stage"))
  static let structure = Option<String?>(
    "structure", .text.named(fr: "STRUCTURE", en: "STRUCTURE"),
    Text(fr: "orientées par cette structure", en: "sent by this structure"))

  static let specification = CommandSpecification(
    "list", Text(fr: "Montre les demandes.", en: "Shows the requests."),
    discussion: Text(
      fr: "Un prescripteur inscrit avec sa structure n'en voit que les demandes de celle-ci.",
      en: "A prescriber registered with a structure sees the requests of that structure alone."),
    parameters: [stage, structure])

  let stage: Request.Stage?
  let structure: String?

  init(_ values: ParsedValues) throws {
    stage = try values[Self.stage]
    structure = try values[Self.structure]
  }

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "requests", none: Text(fr: "Aucune demande.", en: "No request."),
        [
          .init("request", fr: "demande", en: "request"), .init("day", fr: "du", en: "day"),
          .init("household", fr: "foyer", en: "household"), .init("prescriber", fr: "orientée par", en: "sent by"),
          .init("device", fr: "pour", en: "for"), .init("stage", fr: "où elle en est", en: "stage"),
          .init("allocated", fr: "appareil", en: "device"),
        ],
        rows: try chain.requests(at: stage, sentBy: structure, seenBy: session.onlyStructure(in: chain)).map {
          [
            .reference($0.id), .day($0.day), .reference($0.household), .name($0.prescriber),
            .word($0.category, $0.category.text), .word($0.stage, $0.stage.text), .code(orNone: $0.device),
          ]
        })
      return answer
    }
  }
}
