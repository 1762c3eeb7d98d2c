import Application
import Arguments
import Kernel
import Loans

/// What several commands about people's data take.
enum PrivacyParameters {
  static let rules = Option<String?>(
    "rules", .path, Text(fr: "des durées de conservation à soi", en: "retention terms of one's own"))

  /// The rules named, else those shipped.
  static func read(_ path: String?) throws -> RetentionRules {
    try path.map { try RetentionRules(Files.read($0), file: $0) } ?? RetentionRules.shipped()
  }
}

/// `rebond privacy due`
struct PrivacyDueCommand: Command {
  static let specification = CommandSpecification(
    "due",
    Text(
      fr: "Dit quels dossiers ont passé leur durée, et ce qui les retient ; sans nom.",
      en: "Tells which files are past their term, and what holds them; without names."),
    parameters: [PrivacyParameters.rules])

  let rules: String?

  init(_ values: ParsedValues) throws { rules = try values[PrivacyParameters.rules] }

  func run(in session: Session) throws {
    let rules = try PrivacyParameters.read(rules)
    try session.look { chain in
      let due = try chain.due(by: rules, on: session.day(in: chain))
      let free = due.files.filter(\.holds.isEmpty)
      var answer = Answer()
      answer.table(
        "files", none: Text(fr: "Aucun dossier de foyer à effacer.", en: "No household's file to erase."),
        [
          .init("household", fr: "foyer", en: "household"), .init("last", fr: "dernier contact", en: "last contact"),
          .init("due", fr: "à effacer depuis", en: "due since"), .init("held", fr: "retenu par", en: "held by"),
        ],
        rows: due.files.map { file in
          [.reference(file.household), .day(file.last), .day(file.due), .texts(file.holds.map(\.text))]
        })
      answer.fact("accesses", fr: "Lectures trop anciennes", en: "Readings too old", .number(due.accesses))
      if !due.visitors.isEmpty {
        answer.fact(
          "visitors", fr: "Propriétaires à oublier", en: "Owners to forget", .codes(due.visitors))
        answer.next(
          fr: "Pour oublier ces propriétaires :", en: "To forget these owners:",
          due.visitors.map { "rebond repair forget-owner \($0)" })
      }
      if !free.isEmpty || due.accesses > 0 {
        answer.next(
          fr: "Pour effacer tout ce qui peut l'être :", en: "To erase all that can be:",
          ["rebond privacy anonymise --all-due"])
      }
      return answer
    }
  }
}

/// `rebond privacy anonymise`
struct PrivacyAnonymise: Command {
  static let household = Argument<HouseholdID?>(.reference("F-…"), Text(fr: "le foyer", en: "the household"))
  static let requested = Option<Bool>(
    flag: "requested",
    Text(fr: "le foyer le demande, sans attendre la durée", en: "the household asks, before the term"))
  static let allDue = Option<Bool>(
    flag: "all-due", Text(fr: "tous les dossiers qui ont passé leur durée", en: "all files past their term"))

  static let specification = CommandSpecification(
    "anonymise",
    Text(
      fr: "Efface pour toujours ce qu'on sait d'un foyer ; les nombres, les jours et les empreintes restent.",
      en: "Erases for ever what is known of a household; numbers, days and hashes stay."),
    discussion: Text(
      fr:
        "Refusé tant qu'un contrat, une demande ou une contestation est en cours. Rien ne l'annule. Le fichier de la base "
        + "est récrit en entier : il n'y reste rien de ce qui est effacé. Les sauvegardes d'avant le gardent : "
        + "détruisez-les à leur terme.",
      en:
        "Refused while a contract, a request or a dispute is open. Nothing undoes it. The database's file is written anew: "
        + "nothing of what is erased is left in it. Earlier backups keep it: destroy them at their term."),
    parameters: [household, requested, allDue, PrivacyParameters.rules])

  let household: HouseholdID?
  let requested: Bool
  let rules: String?

  init(_ values: ParsedValues) throws {
    household = try values[Self.household]
    requested = try values[Self.requested]
    rules = try values[PrivacyParameters.rules]
    let all = try values[Self.allDue]
    guard (household != nil) != all, !(all && requested) else { throw SessionFailure.oneOf(["F-…", "--all-due"]) }
  }

  func run(in session: Session) throws {
    let rules = try PrivacyParameters.read(rules)
    try session.performAll { chain, act, entries in
      var answer = Answer()
      let households =
        try household.map { [$0] }
        ?? chain.due(by: rules, on: act.day).files.filter(\.holds.isEmpty).map(\.household)
      for household in households {
        try chain.forget(household, because: requested ? .requested : .term, by: rules, as: act)
        entries += chain.lastEntries
      }
      if household == nil {
        let purged = try chain.purgeAccesses(by: rules, as: act)
        if purged > 0 { entries += chain.lastEntries }
        answer.fact("accesses", fr: "Lectures effacées", en: "Readings deleted", .number(purged))
      }
      let count = Text.count(
        households.count, fr: ("foyer effacé", "foyers effacés"), en: ("household forgotten", "households forgotten"))
      answer.say(fr: "\(count.fr).", en: "\(count.en).")
      answer.fact("households", fr: "Foyers", en: "Households", .names(households.map(\.reference)))
      if try !chain.sweep() {
        answer.exitCode = .busy
        answer.say(
          fr:
            "Un autre programme lit la base : son fichier -wal garde encore des octets effacés. Fermez-le, puis refaites "
            + "`rebond privacy anonymise --all-due`.",
          en: "Another program reads the database: its -wal file still keeps erased bytes. Close it, then type "
            + "`rebond privacy anonymise --all-due` again.")
      }
      return answer
    }
  }
}

/// `rebond privacy export`
struct PrivacyExport: Command {
  static let specification = CommandSpecification(
    "export",
    Text(
      fr: "Écrit tout ce qu'on sait d'un foyer, pour le lui remettre : en JSON, ou en PDF selon le nom du fichier.",
      en: "Writes all that is known of a household, to be handed to it: as JSON, or as a PDF by the file's name."),
    parameters: [LendingParameters.household, OutputOptions.output, OutputOptions.replace])

  let household: HouseholdID
  let output: OutputFile
  let onPaper: Bool

  init(_ values: ParsedValues) throws {
    household = try values[LendingParameters.household]
    output = try OutputFile(values, nil)
    onPaper = output.path.lowercased().hasSuffix(".pdf")
    if !onPaper { try output.mustBe(.json) }
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      try output.write { keep in
        try chain.export(household, onPaper: onPaper, language: session.language, as: act, keep: keep)
      }
      var answer = Answer()
      answer.say(
        fr: "Tout ce qu'on sait du foyer \(household.reference) est dans « \(output.path) ». À remettre à lui seul.",
        en: "All that is known of household \(household.reference) is in “\(output.path)”. Hand it to nobody else.")
      answer.fact("household", fr: "Foyer", en: "Household", .reference(household))
      return answer
    }
  }
}

/// `rebond privacy rectify`
struct PrivacyRectify: Command {
  static let name = Option<String?>(
    "name", .text.named(fr: "NOM", en: "NAME"), Text(fr: "la personne à contacter", en: "the person to ask for"))
  static let commune = Option<String?>("commune", .commune, CommuneWords.help)
  static let adults = Option<Int?>("adults", .integer(0...50), Text(fr: "combien d'adultes", en: "how many adults"))
  static let children = Option<Int?>(
    "children", .integer(0...50), Text(fr: "combien d'enfants", en: "how many children"))

  static let specification = CommandSpecification(
    "rectify", Text(fr: "Met à jour ce qu'on sait d'un foyer.", en: "Sets right what is known of a household."),
    parameters: [LendingParameters.household, name, HouseholdAdd.phone, HouseholdAdd.email, commune, adults, children])

  let household: HouseholdID
  let wanted: Rectification

  init(_ values: ParsedValues) throws {
    household = try values[LendingParameters.household]
    wanted = Rectification(
      name: try values[Self.name], phone: try values[HouseholdAdd.phone], email: try values[HouseholdAdd.email],
      commune: try values[Self.commune], adults: try values[Self.adults], children: try values[Self.children])
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      _ = try chain.rectify(household, wanted, as: act)
      var answer = Answer()
      answer.say(
        fr: "Le foyer \(household.reference) est rectifié.", en: "Household \(household.reference) is rectified.")
      answer.fact("household", fr: "Foyer", en: "Household", .reference(household))
      return answer
    }
  }
}

/// `rebond privacy accesses`
struct PrivacyAccesses: Command {
  static let specification = CommandSpecification(
    "accesses",
    Text(fr: "Dit qui a lu le dossier d'un foyer, et quand.", en: "Tells who read a household's file, and when."),
    parameters: [LendingParameters.household])

  let household: HouseholdID

  init(_ values: ParsedValues) throws { household = try values[LendingParameters.household] }

  func run(in session: Session) throws {
    try session.consult { chain, person in
      var answer = Answer()
      answer.table(
        "accesses", none: Text(fr: "Personne.", en: "Nobody."),
        [
          .init("day", fr: "jour", en: "day"), .init("person", fr: "par", en: "by"),
          .init("operation", fr: "quoi", en: "what"),
        ],
        rows: try chain.readings(of: household, by: person).map { reading in
          let operation = AccessOperation(rawValue: reading.operation)
          return [
            .day(chain.clock.day(of: reading.at)), .name(reading.person),
            operation.map { .word($0, $0.text) } ?? .name(reading.operation),
          ]
        })
      return answer
    }
  }
}
