import Application
import Arguments
import Kernel
import Loans
import WebClient

/// What several commands about reminders take.
enum ReminderParameters {
  static let plan = Option<String?>("plan", .path, Text(fr: "des relances à soi", en: "a reminder plan of one's own"))

  /// The plan named, else the one shipped.
  static func read(_ path: String?) throws -> ReminderPlan {
    try path.map { try ReminderPlan(Files.read($0), file: $0) } ?? ReminderPlan.shipped()
  }
}

/// `rebond reminder due`
struct ReminderDue: Command {
  static let specification = CommandSpecification(
    "due",
    Text(
      fr: "Dit quels foyers sont à relancer, et quoi dire.", en: "Tells which households to remind, and what to say."),
    discussion: Text(
      fr:
        "Un prêt fini dont l'appareil n'est pas revenu, ou une somme impayée, se rappelle en trois degrés, un foyer après "
        + "l'autre, tout en une fois.",
      en:
        "A loan that ended without its device, or money not paid, is reminded of in three degrees, one household after "
        + "the other, all at once."
    ),
    parameters: [ReminderParameters.plan])

  let plan: String?

  init(_ values: ParsedValues) throws { plan = try values[ReminderParameters.plan] }

  func run(in session: Session) throws {
    let plan = try ReminderParameters.read(plan)
    try session.consult { chain, person in
      var answer = Answer()
      answer.table(
        "reminders", none: Text(fr: "Personne à relancer.", en: "Nobody to remind."),
        [
          .init("household", fr: "foyer", en: "household"), .init("degree", fr: "degré", en: "degree"),
          .init("contact", fr: "à contacter", en: "ask for"), .init("phone", fr: "téléphone", en: "telephone"),
          .init("email", fr: "courriel", en: "e-mail"), .init("contracts", fr: "contrats", en: "contracts"),
          .init("words", fr: "quoi dire", en: "what to say"),
        ],
        rows: try chain.remindersDue(by: plan, on: session.day(in: chain), by: person).map { line in
          [
            .reference(line.due.household), .number(line.due.degree), .name(line.contact),
            .name(orNone: line.phone?.description), .flag(line.hasEmail),
            .names(Set(line.due.matters.map(\.contract)).sorted().map(\.reference)), .text(line.words),
          ]
        })
      return answer
    }
  }
}

/// `rebond reminder letter`
struct ReminderLetter: Command {
  static let address = Option<[String]>(
    "address", .text.named(fr: "LIGNE", en: "LINE"),
    Text(
      fr: "une ligne de l'adresse, pour l'enveloppe à fenêtre ; elle n'est pas gardée",
      en: "a line of the address, for the window of the envelope; it is not kept"))

  static let specification = CommandSpecification(
    "letter", Text(fr: "Imprime la relance d'un foyer, en PDF.", en: "Prints a household's reminder, as a PDF."),
    parameters: [
      LendingParameters.household, address, ReminderParameters.plan, OutputOptions.output, OutputOptions.replace,
    ])

  let household: HouseholdID
  let address: [String]
  let plan: String?
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    household = try values[LendingParameters.household]
    address = try values[Self.address]
    plan = try values[ReminderParameters.plan]
    output = try OutputFile(values, .pdf)
  }

  func run(in session: Session) throws {
    let plan = try ReminderParameters.read(plan)
    try session.perform { chain, act in
      let reminder = try output.write { keep in
        try chain.remind(
          household, by: .letter, following: plan, address: address, language: session.language, as: act, keep: keep)
      }
      var answer = Answer()
      answer.say(
        fr: "La relance du foyer \(household.reference), degré \(reminder.degree), est dans « \(output.path) ».",
        en: "The reminder of household \(household.reference), degree \(reminder.degree), is in “\(output.path)”.")
      answer.fact("reminder", fr: "Relance", en: "Reminder", .id(reminder.id))
      return answer
    }
  }
}

/// `rebond reminder call`
struct ReminderCall: Command {
  static let specification = CommandSpecification(
    "call",
    Text(
      fr: "Note que le foyer a été relancé par téléphone.",
      en: "Notes that the household was reminded on the telephone."),
    parameters: [LendingParameters.household, ReminderParameters.plan])

  let household: HouseholdID
  let plan: String?

  init(_ values: ParsedValues) throws {
    household = try values[LendingParameters.household]
    plan = try values[ReminderParameters.plan]
  }

  func run(in session: Session) throws {
    let plan = try ReminderParameters.read(plan)
    try session.perform { chain, act in
      let reminder = try chain.remind(household, by: .call, following: plan, language: session.language, as: act)
      var answer = Answer()
      answer.say(
        fr: "Le foyer \(household.reference) a été relancé par téléphone, degré \(reminder.degree).",
        en: "Household \(household.reference) was reminded on the telephone, degree \(reminder.degree).")
      answer.fact("reminder", fr: "Relance", en: "Reminder", .id(reminder.id))
      return answer
    }
  }
}

/// `rebond reminder send`
struct ReminderSend: Command {
  static let specification = CommandSpecification(
    "send", Text(fr: "Envoie la relance d'un foyer par courriel.", en: "Sends a household's reminder by e-mail."),
    discussion: Text(
      fr:
        "REBOND_SMTP dit le serveur (smtps://…), REBOND_SMTP_FROM l'adresse d'où part le courriel, REBOND_SMTP_USER et "
        + "REBOND_SMTP_PASSWORD le compte. Rien ne part deux fois : coupé pendant l'envoi, Rebond demande ce qu'il en est.",
      en: "REBOND_SMTP names the server (smtps://…), REBOND_SMTP_FROM the sender's address, REBOND_SMTP_USER and "
        + "REBOND_SMTP_PASSWORD the account. Nothing leaves twice: cut off while sending, Rebond asks what became of it."
    ),
    parameters: [LendingParameters.household, ReminderParameters.plan])

  let household: HouseholdID
  let plan: String?

  init(_ values: ParsedValues) throws {
    household = try values[LendingParameters.household]
    plan = try values[ReminderParameters.plan]
  }

  func run(in session: Session) throws {
    let plan = try ReminderParameters.read(plan)
    let service = try session.mailService()
    try session.performAll { chain, act, entries in
      let reminder = try chain.sendReminder(
        household, following: plan, from: service.from, language: session.language, as: act
      ) { message in
        entries += chain.lastEntries
        try service.send(message)
      }
      entries += chain.lastEntries
      var answer = Answer()
      answer.say(
        fr: "La relance du foyer \(household.reference), degré \(reminder.degree), est partie.",
        en: "The reminder of household \(household.reference), degree \(reminder.degree), is sent.")
      answer.fact("reminder", fr: "Relance", en: "Reminder", .id(reminder.id))
      return answer
    }
  }
}

/// `rebond reminder settle`
struct ReminderSettle: Command {
  static let reminder = Argument<ReminderID>(
    .number(), Text(fr: "le numéro de la relance", en: "the reminder's number"))
  static let outcome = Option<Reminder.Outcome>("outcome", .choice, Text(fr: "partie ou non", en: "whether it left"))

  static let specification = CommandSpecification(
    "settle",
    Text(
      fr: "Dit si une relance coupée pendant l'envoi est partie.",
      en: "Says whether a reminder cut off while sending left."),
    parameters: [reminder, outcome])

  let reminder: ReminderID
  let outcome: Reminder.Outcome

  init(_ values: ParsedValues) throws {
    reminder = try values[Self.reminder]
    outcome = try values[Self.outcome]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      try chain.settle(reminder, outcome, as: act)
      var answer = Answer()
      answer.say(
        fr: "Relance n° \(reminder) : \(outcome.text.fr).", en: "Reminder no. \(reminder): \(outcome.text.en).")
      answer.fact("reminder", fr: "Relance", en: "Reminder", .id(reminder))
      return answer
    }
  }
}

/// `rebond reminder list`
struct ReminderList: Command {
  static let specification = CommandSpecification(
    "list", Text(fr: "Montre les relances faites.", en: "Shows the reminders made."), parameters: [])

  init(_ values: ParsedValues) throws {}

  func run(in session: Session) throws {
    try session.look { chain in
      let reminders = try chain.reminders()
      var answer = Answer()
      answer.table(
        "reminders", none: Text(fr: "Aucune relance.", en: "No reminder."),
        [
          .init("reminder", fr: "n°", en: "no."), .init("day", fr: "jour", en: "day"),
          .init("household", fr: "foyer", en: "household"), .init("degree", fr: "degré", en: "degree"),
          .init("channel", fr: "par", en: "by"), .init("outcome", fr: "ce qu'il en est", en: "outcome"),
        ],
        rows: reminders.map { reminder in
          [
            .id(reminder.id), .day(reminder.prepared), .reference(reminder.household), .number(reminder.degree),
            .word(reminder.channel, reminder.channel.text),
            reminder.outcome.map { .word($0, $0.text) } ?? .word("unknown", Text(fr: "à dire", en: "to be said")),
          ]
        })
      let uncertain = reminders.filter(\.isUncertain).map(\.id)
      if !uncertain.isEmpty {
        answer.next(
          fr: "Peut-être parties ; dites-le :", en: "They may have left; say so:",
          uncertain.map { id in "rebond reminder settle \(id) --outcome sent" })
      }
      return answer
    }
  }
}

extension Session {
  /// The mail server that the environment names.
  ///
  /// - Throws: ``MailNotConfigured`` when it names none, ``WebFailure/unsafeAddress(_:)``.
  fileprivate func mailService() throws -> MailService {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    guard let address = value("REBOND_SMTP"), let from = value("REBOND_SMTP_FROM") else { throw MailNotConfigured() }
    let account: (user: String, password: String)? =
      if let user = value("REBOND_SMTP_USER"), let password = value("REBOND_SMTP_PASSWORD") { (user, password) } else {
        nil
      }
    return try MailService(address, account: account, from: EmailAddress(from))
  }
}

/// No mail server is named.
struct MailNotConfigured: Failure, Equatable {
  let exitCode = ExitCode.configuration

  var text: Text {
    Text(
      fr:
        "Quel serveur de courriel ? Donnez les variables REBOND_SMTP (smtps://…) et REBOND_SMTP_FROM (l'adresse d'envoi).",
      en: "Which mail server? Give the variables REBOND_SMTP (smtps://…) and REBOND_SMTP_FROM (the sender's address).")
  }
}
