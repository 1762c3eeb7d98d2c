import Application
import Arguments
import Eligibility
import Kernel
import Loans

/// `rebond household add`
struct HouseholdAdd: Command {
  static let name = Argument<String>(
    .text.named(fr: "NOM", en: "NAME"), Text(fr: "la personne à contacter", en: "the person to ask for"))
  static let commune = Option<String>("commune", .commune, CommuneWords.help)
  static let phone = Option<PhoneNumber?>("phone", .phone, Text(fr: "son téléphone", en: "its telephone"))
  static let email = Option<EmailAddress?>(
    "email", .email,
    Text(fr: "son courriel, s'il veut être écrit ainsi", en: "its e-mail, if it wants to be written to"))
  static let adults = Option<Int>(
    "adults", .integer(0...50), otherwise: "1", Text(fr: "combien d'adultes", en: "how many adults"))
  static let children = Option<Int>(
    "children", .integer(0...50), otherwise: "0", Text(fr: "combien d'enfants", en: "how many children"))

  static let specification = CommandSpecification(
    "add", Text(fr: "Inscrit un foyer.", en: "Registers a household."),
    discussion: Text(
      fr: "Rien de plus que ce qu'il faut pour prêter : ni adresse, ni date de naissance, ni document.",
      en: "No more than lending takes: no address, no date of birth, no document."),
    parameters: [name, commune, phone, email, adults, children, RequestAdd.isNew])

  let name: String
  let commune: String
  let phone: PhoneNumber?
  let email: EmailAddress?
  let adults: Int
  let children: Int
  let isNew: Bool

  init(_ values: ParsedValues) throws {
    name = try values[Self.name]
    commune = try values[Self.commune]
    phone = try values[Self.phone]
    email = try values[Self.email]
    adults = try values[Self.adults]
    children = try values[Self.children]
    isNew = try values[RequestAdd.isNew]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let profile = try Household.Profile(
        contactName: name, phone: phone, email: email, commune: chain.commune(commune), adults: adults,
        children: children)
      let id = try chain.register(household: profile, isNew: isNew, as: act).id
      var answer = Answer()
      answer.say(
        fr: "Le foyer \(id.reference) est inscrit.", en: "Household \(id.reference) is registered.")
      answer.fact("household", fr: "Numéro", en: "Number", .reference(id))
      answer.next(
        fr: "Pour continuer :", en: "To go on:",
        [
          "rebond household fact \(id.reference) qf=… --evidence attestation_caf_qf --dated …",
          "rebond request add --household \(id.reference) --prescriber … --device laptop --uses … --channel counter",
        ])
      return answer
    }
  }
}

/// `rebond household fact`
struct HouseholdFactAdd: Command {
  static let facts = Argument<[WrittenFact]>(
    .writtenFact, atLeast: 1, Text(fr: "ce que le document prouve", en: "what the document proves"))
  static let evidence = Option<String>(
    "evidence", .text.named(fr: "JUSTIFICATIF", en: "EVIDENCE"),
    Text(fr: "la sorte de document, comme attestation_caf_qf", en: "the kind of document, as attestation_caf_qf"))
  static let provider = Option<String?>(
    "provider", .text.named(fr: "ORGANISME", en: "BODY"),
    Text(fr: "qui a calculé le montant, comme CNAF ou MSA", en: "who calculated the amount, as CNAF or MSA"))
  static let month = Option<String?>(
    "month", .month, Text(fr: "le mois pour lequel il vaut", en: "the month it holds for"))
  static let calculated = Option<String?>(
    "calculated", .month, Text(fr: "le mois où il a été calculé", en: "the month it was calculated in"))
  static let dated = Option<Day>("dated", .day, Text(fr: "la date que porte le document", en: "the document's own day"))

  static let specification = CommandSpecification(
    "fact",
    Text(
      fr: "Enregistre ce qu'un document prouve d'un foyer ; le document lui-même n'est pas gardé.",
      en: "Records what a document proves of a household; the document itself is not kept."),
    discussion: Text(
      fr: "Seuls les faits que demande un programme en vigueur sont gardés. « aucun » dit qu'il n'y en a pas.",
      en: "Only facts that a programme in force asks for are kept. “none” says that there is none."),
    parameters: [LendingParameters.household, facts, evidence, dated, provider, month, calculated])

  let household: HouseholdID
  let facts: [WrittenFact]
  let evidence: String
  let dated: Day
  let origin: HouseholdFact.Origin?

  init(_ values: ParsedValues) throws {
    household = try values[LendingParameters.household]
    facts = try values[Self.facts]
    evidence = try values[Self.evidence]
    dated = try values[Self.dated]
    origin = HouseholdFact.Origin(
      provider: try values[Self.provider], month: try values[Self.month], calculated: try values[Self.calculated])
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let kept = try chain.record(
        facts: facts.map { ($0.key, $0.value) }, of: household, evidence: evidence, dated: dated, origin: origin,
        as: act)
      var answer = Answer()
      let count = Text.count(
        kept.count, fr: ("fait enregistré", "faits enregistrés"), en: ("fact recorded", "facts recorded"))
      answer.say(
        fr: "\(count.fr) pour le foyer \(household.reference), sur un document vérifié par \(act.actor.name).",
        en: "\(count.en) for household \(household.reference), from a document checked by \(act.actor.name).")
      answer.table(
        "facts", none: Text(fr: "Aucun fait.", en: "No fact."), HouseholdShow.factColumns,
        rows: kept.map(HouseholdShow.row))
      for newer in try chain.newerFacts(than: kept, of: household) {
        let day = newer.evidence.day.text
        answer.say(
          fr: "« \(newer.key) » : un document plus récent, du \(day.fr), reste celui qui compte ; celui-ci est gardé.",
          en: "“\(newer.key)”: a newer document, of \(day.en), goes on counting; this one is kept.")
      }
      answer.next(
        fr: "Ce qui vaut encore pour ses demandes :", en: "What still holds for its requests:",
        ["rebond household proofs \(household.reference)"])
      return answer
    }
  }
}

/// `rebond household show`
struct HouseholdShow: Command {
  static let specification = CommandSpecification(
    "show", Text(fr: "Montre un foyer.", en: "Shows a household."), parameters: [LendingParameters.household])

  let household: HouseholdID

  init(_ values: ParsedValues) throws {
    household = try values[LendingParameters.household]
  }

  func run(in session: Session) throws {
    try session.consult { chain, person in
      let sheet = try chain.household(household, by: person)
      let profile = sheet.household.profile
      var answer = Answer()
      answer.fact("household", fr: "Foyer", en: "Household", .reference(household))
      answer.fact("contact", fr: "À contacter", en: "Ask for", .name(profile.contactName))
      answer.fact("phone", fr: "Téléphone", en: "Telephone", .name(orNone: profile.phone?.description))
      if let email = profile.email { answer.fact("email", fr: "Courriel", en: "E-mail", .name(email.description)) }
      answer.fact("commune", fr: "Commune", en: "Commune", .name(profile.commune.description))
      answer.fact("adults", fr: "Adultes", en: "Adults", .number(profile.adults))
      answer.fact("children", fr: "Enfants", en: "Children", .number(profile.children))
      if try session.seesValues(in: chain) {
        answer.table(
          "facts", none: Text(fr: "Aucun fait.", en: "No fact."), Self.factColumns, rows: sheet.facts.map(Self.row))
      } else {
        answer.table(
          "proofs", none: Text(fr: "Aucun programme en vigueur.", en: "No programme in force."),
          HouseholdProofs.columns,
          rows: try chain.proofs(of: household, on: session.day(in: chain), by: person).map(HouseholdProofs.row))
      }
      answer.table(
        "requests", none: Text(fr: "Aucune demande.", en: "No request."),
        [
          .init("request", fr: "demande", en: "request"), .init("device", fr: "pour", en: "for"),
          .init("stage", fr: "où elle en est", en: "stage"),
        ],
        rows: sheet.requests.map {
          [
            .reference($0.id), .word($0.wish.device, $0.wish.device.text),
            .word($0.state.stage, $0.state.stage.text),
          ]
        })
      answer.table(
        "contracts", none: Text(fr: "Aucun contrat.", en: "No contract."),
        [.init("contract", fr: "contrat", en: "contract"), .init("state", fr: "où il en est", en: "state")],
        rows: sheet.contracts.map { [.reference($0.id), .word($0.state, $0.state.text)] })
      answer.tell(sheet.sims)
      if !sheet.outcomes.isEmpty {
        answer.fact(
          "outcomes", fr: "Obtenu ou remis", en: "Awarded or given",
          .texts(
            sheet.outcomes.map { tally in
              Text(fr: "\(tally.outcome.text.fr) (\(tally.count))", en: "\(tally.outcome.text.en) (\(tally.count))")
            }))
      }
      return answer
    }
  }

  static let factColumns: [Answer.Column] = [
    .init("fact", fr: "fait", en: "fact"), .init("value", fr: "valeur", en: "value"),
    .init("evidence", fr: "justificatif", en: "evidence"), .init("dated", fr: "daté du", en: "dated"),
    .init("provider", fr: "organisme", en: "body"), .init("month", fr: "mois", en: "month"),
    .init("calculated", fr: "calculé en", en: "calculated in"),
  ]

  static func row(_ fact: HouseholdFact) -> [Answer.Value] {
    [
      .name(fact.key), value(fact.value), .name(fact.evidence.kind), .day(fact.evidence.day),
      .name(orNone: fact.origin?.provider), .name(orNone: fact.origin?.month), .name(orNone: fact.origin?.calculated),
    ]
  }

  private static func value(_ value: HouseholdFact.Value) -> Answer.Value {
    switch value {
    case .number(let number): .number(number)
    case .truth(let truth): .flag(truth)
    case .text(let text): .name(text)
    case .day(let day): .day(day)
    case .absent: .none
    }
  }
}

/// `rebond household find`
struct HouseholdFind: Command {
  static let words = Argument<String>(
    .text, Text(fr: "un morceau du nom, ou le téléphone", en: "a part of the name, or the telephone"))

  static let specification = CommandSpecification(
    "find", Text(fr: "Cherche un foyer.", en: "Looks for a household."), parameters: [words])

  let words: String

  init(_ values: ParsedValues) throws {
    words = try values[Self.words]
  }

  func run(in session: Session) throws {
    try session.consult { chain, person in
      var answer = Answer()
      answer.table(
        "households", none: Text(fr: "Aucun foyer.", en: "No household."),
        [
          .init("household", fr: "foyer", en: "household"), .init("contact", fr: "à contacter", en: "ask for"),
          .init("commune", fr: "commune", en: "commune"),
        ],
        rows: try chain.households(matching: words, by: person).map {
          [.reference($0.id), .name($0.profile.contactName), .name($0.profile.commune.description)]
        })
      return answer
    }
  }
}

/// `rebond household proofs`
struct HouseholdProofs: Command {
  static let programme = Option<String?>(
    "programme", .text.named(fr: "PROGRAMME", en: "PROGRAMME"),
    Text(fr: "de ce programme seulement", en: "of this programme alone"))

  static let specification = CommandSpecification(
    "proofs",
    Text(
      fr: "Dit quelles preuves d'un foyer valent encore, et jusqu'à quand ; ni leur contenu, ni qui les a vues.",
      en: "Tells which proofs of a household still hold, and until when; neither their content nor who saw them."),
    discussion: Text(
      fr: "« Dites-le-nous une fois » : ce qui vaut encore sert à toutes ses demandes et n'est pas redemandé.",
      en: "“Tell us once”: what still holds serves all its requests and is not asked for again."),
    parameters: [LendingParameters.household, programme])

  let household: HouseholdID
  let programme: String?

  init(_ values: ParsedValues) throws {
    household = try values[LendingParameters.household]
    programme = try values[Self.programme]
  }

  func run(in session: Session) throws {
    try session.consult { chain, person in
      var answer = Answer()
      answer.table(
        "proofs", none: Text(fr: "Aucun programme en vigueur.", en: "No programme in force."),
        Self.columns,
        rows: try chain.proofs(of: household, for: programme, on: session.day(in: chain), by: person).map(Self.row))
      return answer
    }
  }

  static let columns: [Answer.Column] = [
    .init("fact", fr: "fait", en: "fact"), .init("label", fr: "intitulé", en: "label"),
    .init("proof", fr: "preuve", en: "proof"), .init("until", fr: "jusqu'au", en: "until"),
    .init("programmes", fr: "programmes", en: "programmes"),
  ]

  static func row(_ proof: Proof) -> [Answer.Value] {
    [
      .name(proof.fact), .text(proof.label), .word(proof.standing.word, proof.standing.text),
      .day(orNone: proof.standing.lastDay), .names(proof.programmes),
    ]
  }
}

extension Proof.Standing {
  fileprivate var word: String {
    switch self {
    case .valid: "valid"
    case .expired: "expired"
    case .missing: "missing"
    }
  }

  fileprivate var text: Text {
    switch self {
    case .valid(nil): Text(fr: "valable sans limite", en: "valid without end")
    case .valid(let day?): Text(fr: "valable jusqu'au \(day.text.fr)", en: "valid until \(day.text.en)")
    case .expired(let day): Text(fr: "expirée après le \(day.text.fr)", en: "expired after \(day.text.en)")
    case .missing: Text(fr: "à apporter", en: "to be brought")
    }
  }

  fileprivate var lastDay: Day? {
    switch self {
    case .valid(let day): day
    case .expired(let day): day
    case .missing: nil
    }
  }
}

extension Reader<String> {
  /// A month, `2026-10`.
  static let month = Reader(Text(fr: "AAAA-MM", en: "YYYY-MM")) { written in try Month(written).description }
}

/// A fact as it is written on the command line.
struct WrittenFact: Equatable {
  let key: String
  let value: String
}

extension Reader<WrittenFact> {
  /// A fact's name and value: `qf=512`.
  static let writtenFact = Reader(Text(fr: "FAIT=VALEUR", en: "FACT=VALUE")) { written in
    let parts = written.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { throw FactNotWritten(input: written) }
    return WrittenFact(key: parts[0], value: parts[1])
  }
}

/// Words that are no fact with its value.
struct FactNotWritten: Failure, Equatable {
  let input: String
  let exitCode = ExitCode.usage

  var text: Text {
    Text(
      fr: "« \(input) » n'est pas un fait avec sa valeur. Exemples : qf=512, rsa=oui, college=aucun",
      en: "“\(input)” is not a fact with its value. Examples: qf=512, rsa=yes, college=none")
  }
}
