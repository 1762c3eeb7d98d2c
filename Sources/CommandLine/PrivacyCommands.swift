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
      fr: "Dit ce qui a passé sa durée de conservation, et ce qui le retient ; sans nom.",
      en: "Tells what is past its term, and what holds it; without names."),
    discussion: Text(
      fr:
        "Dossiers de foyer, faits, papiers signés, personnes parties, contacts, présences, lectures : chacun a sa durée. "
        + "Les papiers d'un contrat payé ou financé se gardent aussi longtemps que la comptabilité ou le financeur le veut.",
      en: "Households' files, facts, signed papers, people who left, contacts, presences, readings: each has its term. "
        + "The papers of a contract that was paid for or funded are kept as long as the ledger or the funder asks."),
    parameters: [PrivacyParameters.rules])

  let rules: String?

  init(_ values: ParsedValues) throws { rules = try values[PrivacyParameters.rules] }

  func run(in session: Session) throws {
    let rules = try PrivacyParameters.read(rules)
    try session.look { chain in
      let due = try chain.due(by: rules, on: session.day(in: chain))
      var answer = Answer()
      answer.table(
        "due", none: Text(fr: "Rien n'a passé sa durée.", en: "Nothing is past its term."),
        [
          .init("class", fr: "quoi", en: "what"), .init("reference", fr: "n°", en: "no."),
          .init("last", fr: "dernier acte", en: "last act"), .init("due", fr: "à effacer depuis", en: "due since"),
          .init("held", fr: "retenu par", en: "held by"),
        ],
        rows: due.items.map { item in
          [
            .word(item.kept, item.kept.text), .name(item.thing.reference), .day(item.last), .day(item.due),
            .texts(item.holds.map(\.text)),
          ]
        })
      answer.fact("accesses", fr: "Lectures trop anciennes", en: "Readings too old", .number(due.accesses))
      answer.fact("presences", fr: "Présences trop anciennes", en: "Presences too old", .number(due.presences))
      answer.fact("visitors", fr: "Propriétaires à oublier", en: "Owners to forget", .codes(due.visitors))
      if !due.free.isEmpty || due.accesses + due.presences + due.visitors.count > 0 {
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
    flag: "all-due", Text(fr: "tout ce qui a passé sa durée", en: "all that is past its term"))

  static let specification = CommandSpecification(
    "anonymise",
    Text(
      fr: "Efface pour toujours un foyer, ou tout ce qui a passé sa durée ; nombres, jours et empreintes restent.",
      en: "Erases a household for ever, or all that is past its term; numbers, days and hashes stay."),
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
      if let household {
        let kept = try chain.forget(household, because: requested ? .requested : .term, by: rules, as: act)
        entries += chain.lastEntries
        answer.say(
          fr: "Le foyer \(household.reference) est effacé.", en: "Household \(household.reference) is forgotten.")
        if let first = kept.first {
          let all = kept.map(\.reference).joined(separator: ", ")
          answer.say(
            fr: "Les papiers de ses contrats (\(all)) portent encore des noms : ils prouvent ce qui fut "
              + "convenu, et s'effacent à leur propre terme. Voyez `rebond contract papers \(first.reference)`.",
            en: "The papers of its contracts (\(all)) still bear names: they prove what was agreed, and are "
              + "erased at a term of their own. See `rebond contract papers \(first.reference)`.")
        }
        answer.fact("household", fr: "Foyer", en: "Household", .reference(household))
      } else {
        try eraseAllDue(chain, by: rules, as: act, &entries, &answer)
      }
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

  /// Erases what nothing holds, and tells how much of each class.
  private func eraseAllDue(
    _ chain: Chain, by rules: RetentionRules, as act: Act, _ entries: inout [EntryID], _ answer: inout Answer
  ) throws {
    let due = try chain.due(by: rules, on: act.day)
    var erased: [RetentionClass: Int] = [:]
    for item in due.free {
      try chain.forget(item.thing, by: rules, as: act)
      entries += chain.lastEntries
      erased[item.kept, default: 0] += 1
    }
    for code in due.visitors {
      try chain.forgetOwner(of: code, as: act)
      entries += chain.lastEntries
      erased[.visitors, default: 0] += 1
    }
    let purges: [(RetentionClass, (RetentionRules, Act) throws -> Int)] = [
      (.accesses, chain.purgeAccesses), (.attendance, chain.purgeAttendance),
    ]
    for (kept, purge) in purges {
      let count = try purge(rules, act)
      guard count > 0 else { continue }
      entries += chain.lastEntries
      erased[kept] = count
    }
    answer.table(
      "erased", none: Text(fr: "Rien à effacer.", en: "Nothing to erase."),
      [.init("class", fr: "quoi", en: "what"), .init("count", fr: "effacés", en: "erased")],
      rows: RetentionClass.allCases.compactMap { kept in
        erased[kept].map { [.word(kept, kept.text), .number($0)] }
      })
    let held = due.items.count - due.free.count
    if held > 0 { answer.fact("held", fr: "Retenus", en: "Held", .number(held)) }
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
