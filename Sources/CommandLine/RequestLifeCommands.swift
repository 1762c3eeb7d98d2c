import Application
import Arguments
import Eligibility
import Kernel
import Loans

/// `rebond request submit`
struct RequestSubmit: Command {
  static let specification = CommandSpecification(
    "submit", Text(fr: "Envoie une demande mise en brouillon.", en: "Sends a request that was drafted."),
    parameters: [LendingParameters.request])

  let request: RequestID

  init(_ values: ParsedValues) throws { request = try values[LendingParameters.request] }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      var answer = Answer(to: try chain.submit(draft: request, as: act))
      answer.next(
        fr: "Pour la décider :", en: "To decide it:",
        ["rebond eligibility decide \(request.reference) --programme …"])
      return answer
    }
  }
}

/// `rebond request inform`
struct RequestInform: Command {
  static let specification = CommandSpecification(
    "inform",
    Text(
      fr: "Enregistre que le foyer a été informé de l'usage de ses données, ce jour-là.",
      en: "Records that the household was told how its data are used, that day."),
    parameters: [LendingParameters.request])

  let request: RequestID

  init(_ values: ParsedValues) throws { request = try values[LendingParameters.request] }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      try chain.inform(aboutDataOf: request, as: act)
      var answer = Answer()
      answer.say(
        fr: "Le foyer de la demande \(request.reference) a été informé le \(act.day.text.fr).",
        en: "The household of request \(request.reference) was informed on \(act.day.text.en).")
      answer.fact("request", fr: "Demande", en: "Request", .reference(request))
      return answer
    }
  }
}

/// `rebond request incomplete`
struct RequestIncomplete: Command {
  static let missing = Option<[String]>(
    "missing", .text.named(fr: "JUSTIFICATIF", en: "EVIDENCE"), atLeast: 1,
    Text(
      fr: "un papier qui manque, comme attestation_caf_qf ; plusieurs fois s'il le faut",
      en: "a paper that is missing, as attestation_caf_qf; several times if need be"))

  static let specification = CommandSpecification(
    "incomplete",
    Text(fr: "Demande les papiers qui manquent à une demande.", en: "Asks for the papers a request is missing."),
    discussion: Text(
      fr: "Les papiers sont ceux que connaissent les programmes en vigueur.",
      en: "Papers are those that programmes in force know."),
    parameters: [LendingParameters.request, missing])

  let request: RequestID
  let missing: [String]

  init(_ values: ParsedValues) throws {
    request = try values[LendingParameters.request]
    missing = try values[Self.missing]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let papers = try chain.ask(for: missing, of: request, as: act)
      var answer = Answer()
      answer.say(
        fr:
          "La demande \(request.reference) est incomplète. À apporter : \(papers.map(\.label.fr).joined(separator: ", ")).",
        en:
          "Request \(request.reference) is incomplete. To be brought: \(papers.map(\.label.en).joined(separator: ", "))."
      )
      answer.fact("request", fr: "Demande", en: "Request", .reference(request))
      answer.fact("missing", fr: "Papiers", en: "Papers", .names(papers.map(\.code)))
      answer.next(
        fr: "Quand ils sont là :", en: "When they have come:", ["rebond request complete \(request.reference)"])
      return answer
    }
  }
}

/// `rebond request complete`
struct RequestComplete: Command {
  static let specification = CommandSpecification(
    "complete",
    Text(fr: "Enregistre que les papiers demandés sont là.", en: "Records that the papers asked for have come."),
    parameters: [LendingParameters.request])

  let request: RequestID

  init(_ values: ParsedValues) throws { request = try values[LendingParameters.request] }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let completed = try chain.complete(request, as: act)
      var answer = Answer(to: completed)
      answer.next(
        fr: "Ce qu'ils prouvent, puis la décision :", en: "What they prove, then the decision:",
        [
          "rebond household fact \(completed.wish.household.reference) qf=… --evidence attestation_caf_qf --dated …",
          "rebond eligibility decide \(request.reference) --programme …",
        ])
      return answer
    }
  }
}

/// `rebond request reorient`
struct RequestReorient: Command {
  static let to = Option<Request.Reorientation>("to", .choice, Text(fr: "vers qui", en: "to whom"))
  static let structure = Option<String?>(
    "structure", .text.named(fr: "STRUCTURE", en: "STRUCTURE"),
    Text(fr: "la structure, si elle est inscrite", en: "the structure, if registered"))

  static let specification = CommandSpecification(
    "reorient",
    Text(
      fr: "Oriente un foyer vers qui le servira mieux, et clôt sa demande.",
      en: "Sends a household to whom serves it better, and closes its request."),
    parameters: [LendingParameters.request, to, structure])

  let request: RequestID
  let whom: Request.Reorientation
  let structure: String?

  init(_ values: ParsedValues) throws {
    request = try values[LendingParameters.request]
    whom = try values[Self.to]
    structure = try values[Self.structure]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      var answer = Answer(to: try chain.reorient(request, to: whom, toward: structure, as: act))
      answer.fact("to", fr: "Vers", en: "To", .word(whom, whom.text))
      return answer
    }
  }
}

/// `rebond request appoint`
struct RequestAppoint: Command {
  static let day = Option<Day>("day", .day, Text(fr: "le jour du rendez-vous", en: "the day of the appointment"))
  static let slot = Option<Appointment.Slot>(
    "at", .slot, Text(fr: "de quelle heure à quelle heure", en: "from when to when"))
  static let place = Option<String?>(
    "place", .text.named(fr: "LIEU", en: "PLACE"), Text(fr: "où", en: "where"))
  static let home = Option<Bool>(flag: "home", Text(fr: "à domicile", en: "at home"))

  static let specification = CommandSpecification(
    "appoint",
    Text(
      fr: "Fixe, ou déplace, le rendez-vous où le foyer reçoit l'appareil gardé pour lui.",
      en: "Makes, or moves, the appointment at which the household gets the device kept for it."),
    parameters: [LendingParameters.request, day, slot, place, home])

  let request: RequestID
  let day: Day
  let slot: Appointment.Slot
  let place: String?

  init(_ values: ParsedValues) throws {
    request = try values[LendingParameters.request]
    day = try values[Self.day]
    slot = try values[Self.slot]
    place = try values[Self.place]
    guard try values[Self.home] != (place != nil) else { throw SessionFailure.oneOf(["--place", "--home"]) }
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      _ = try chain.appoint(request, on: day, slot, at: place, as: act)
      let made = Appointment(on: day, slot, at: nil).text(at: place)
      var answer = Answer()
      answer.say(
        fr: "Demande \(request.reference), rendez-vous : \(made.fr).",
        en: "Request \(request.reference), appointment: \(made.en).")
      answer.fact("request", fr: "Demande", en: "Request", .reference(request))
      answer.fact("day", fr: "Jour", en: "Day", .day(day))
      answer.fact("slot", fr: "Horaire", en: "Time", .name(slot.description))
      return answer
    }
  }
}

/// `rebond request agenda`
struct RequestAgenda: Command {
  static let days = Option<Int>(
    "days", .integer(1...366), otherwise: "14", Text(fr: "sur combien de jours", en: "over how many days"))
  static let place = Option<String?>(
    "place", .text.named(fr: "LIEU", en: "PLACE"), Text(fr: "dans ce lieu seulement", en: "at this place alone"))

  static let specification = CommandSpecification(
    "agenda", Text(fr: "Montre les rendez-vous de remise.", en: "Shows the hand-over appointments."),
    parameters: [days, place])

  let days: Int
  let place: String?

  init(_ values: ParsedValues) throws {
    days = try values[Self.days]
    place = try values[Self.place]
  }

  func run(in session: Session) throws {
    try session.consult { chain, person in
      let first = try session.day(in: chain)
      let lines = try chain.appointments(
        from: first, through: first.adding(days: days - 1), at: place, by: person,
        seenBy: session.onlyStructure(in: chain))
      var answer = Answer()
      answer.table(
        "appointments", none: Text(fr: "Aucun rendez-vous.", en: "No appointment."),
        [
          .init("day", fr: "jour", en: "day"), .init("slot", fr: "horaire", en: "time"),
          .init("place", fr: "lieu", en: "place"), .init("request", fr: "demande", en: "request"),
          .init("contact", fr: "à accueillir", en: "to welcome"), .init("phone", fr: "téléphone", en: "telephone"),
          .init("device", fr: "appareil", en: "device"), .init("help", fr: "ce qui aiderait", en: "what would help"),
        ],
        rows: lines.map { line in
          [
            .day(line.appointment.day), .name(line.appointment.slot.description),
            line.place.map { .name($0) } ?? .word(Request.Meeting.Kind.home, Request.Meeting.Kind.home.text),
            .reference(line.request.id), .name(line.household.profile.contactName),
            .name(orNone: line.household.profile.phone?.description), .code(orNone: line.device),
            .words(line.request.wish.needs.help, \.text),
          ]
        })
      return answer
    }
  }
}

/// `rebond request expired`
struct RequestExpired: Command {
  static let free = Option<Bool>(
    flag: "release", Text(fr: "libère ces appareils, en une fois", en: "frees these devices, in one go"))

  static let specification = CommandSpecification(
    "expired",
    Text(
      fr: "Montre les appareils gardés plus longtemps que prévu, ou les libère.",
      en: "Shows the devices kept longer than was said, or frees them."),
    discussion: Text(
      fr: "Un contrat signé ou un rendez-vous à venir tient l'appareil.",
      en: "A signed contract or an appointment to come holds the device."),
    parameters: [free])

  let frees: Bool

  init(_ values: ParsedValues) throws { frees = try values[Self.free] }

  func run(in session: Session) throws {
    guard frees else { return try session.look(list) }
    try session.perform { chain, act in
      let freed = try chain.releaseExpired(as: act)
      var answer = Answer()
      let count = Text.count(
        freed.count, fr: ("appareil libéré", "appareils libérés"), en: ("device freed", "devices freed"))
      answer.say(fr: "\(count.fr) ; les demandes attendent de nouveau.", en: "\(count.en); the requests wait again.")
      answer.fact("requests", fr: "Demandes", en: "Requests", .names(freed.map(\.reference)))
      return answer
    }
  }

  private func list(_ chain: Chain) throws -> Answer {
    let expired = try chain.expiredReservations(on: chain.clock.today)
    var answer = Answer()
    answer.table(
      "expired", none: Text(fr: "Aucune réservation échue.", en: "No expired reservation."),
      [
        .init("request", fr: "demande", en: "request"), .init("code", fr: "appareil", en: "device"),
        .init("until", fr: "gardé jusqu'au", en: "kept until"),
      ],
      rows: expired.map { [.reference($0.request), .code(orNone: $0.device), .day($0.until)] })
    if !expired.isEmpty {
      answer.next(fr: "Pour les libérer :", en: "To free them:", ["rebond request expired --release"])
    }
    return answer
  }
}

extension Reader<Appointment.Slot> {
  /// A slot of time: `14:00-14:30`.
  static let slot = Reader(Text(fr: "HH:MM-HH:MM", en: "HH:MM-HH:MM")) { try Appointment.Slot($0) }
}
