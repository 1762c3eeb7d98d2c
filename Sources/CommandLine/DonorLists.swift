import Application
import Arguments
import Kernel
import Supply

/// `rebond donor list`
struct DonorList: Command {
  static let stage = Option<Donor.Stage?>("stage", .choice, Text(fr: "à cette étape", en: "at this stage"))
  static let due = Option<Day?>(
    "due", .day, Text(fr: "à contacter ce jour-là au plus tard", en: "to be contacted by that day"))

  static let campaign = Option<String?>("campaign", .text, Text(fr: "de cette campagne", en: "of this campaign"))

  static let specification = CommandSpecification(
    "list", Text(fr: "Montre les donateurs.", en: "Shows the donors."),
    parameters: [Sought.words, stage, campaign, due])

  let words: String?
  let stage: Donor.Stage?
  let campaign: String?
  let due: Day?

  init(_ values: ParsedValues) throws {
    words = try values[Sought.words]
    stage = try values[Self.stage]
    campaign = try values[Self.campaign]
    due = try values[Self.due]
  }

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "donors", none: Text(fr: "Aucun donateur.", en: "No donor."),
        [
          .init("donor", fr: "n°", en: "no."), .init("reference", fr: "référence", en: "reference"),
          .init("structure", fr: "donateur", en: "donor"), .init("kind", fr: "sorte", en: "kind"),
          .init("stage", fr: "gisement", en: "stage"), .init("nextContact", fr: "prochain contact", en: "next contact"),
          .init("owner", fr: "suivi par", en: "followed by"),
        ],
        rows: try chain.donors(matching: words, at: stage, of: campaign, dueBy: due).map {
          [
            .id($0.id), .donor($0.id), .name($0.name), .word($0.kind, $0.kind.text), .word($0.stage, $0.stage.text),
            .day(orNone: $0.nextContact), .name(orNone: $0.owner),
          ]
        })
      return answer
    }
  }
}

/// `rebond donor show`
struct DonorShow: Command {
  static let specification = CommandSpecification(
    "show", Text(fr: "Montre un donateur et ce qu'il a donné.", en: "Shows a donor and what it gave."),
    parameters: [DonorParameters.donor])

  let donor: String

  init(_ values: ParsedValues) throws { donor = try values[DonorParameters.donor] }

  func run(in session: Session) throws {
    try session.look { chain in try DonorAnswer(sheet: chain.donor(donor)).everything }
  }
}

/// A donor as commands show it.
struct DonorAnswer {
  let sheet: DonorSheet

  /// What is known of the donor, without what it gave.
  var facts: Answer {
    let line = sheet.line
    var answer = Answer()
    answer.fact("reference", fr: "Référence", en: "Reference", .donor(line.id))
    answer.fact("name", fr: "Donateur", en: "Donor", .name(line.name))
    answer.fact("kind", fr: "Sorte", en: "Kind", .word(line.kind, line.kind.text))
    answer.fact("stage", fr: "Gisement", en: "Stage", .word(line.stage, line.stage.text))
    if let individual = sheet.individual {
      answer.fact("phone", fr: "Téléphone", en: "Telephone", .name(orNone: individual.phone?.description))
      answer.fact("email", fr: "Courriel", en: "E-mail", .name(orNone: individual.email?.description))
    }
    answer.fact("owner", fr: "Suivi par", en: "Followed by", .name(orNone: line.owner))
    answer.fact("nextContact", fr: "Prochain contact", en: "Next contact", .day(orNone: line.nextContact))
    answer.fact("campaign", fr: "Campagne", en: "Campaign", .name(orNone: line.campaign))
    answer.fact("yearlyVolume", fr: "Appareils par an", en: "Devices a year", .number(orNone: line.yearlyVolume))
    answer.fact(
      "frequency", fr: "Fréquence", en: "Frequency", line.frequency.map { .word($0, $0.text) } ?? .none)
    answer.fact("broughtBy", fr: "Apporteur", en: "Brought by", .name(orNone: line.broughtBy))
    return answer
  }

  /// All that is told.
  var everything: Answer {
    var answer = facts
    answer.table(
      "conventions", none: Text(fr: "Aucune convention.", en: "No convention."), ConventionLine.columns,
      rows: sheet.conventions.map(\.row))
    answer.table(
      "lines", none: Text(fr: "Aucun don.", en: "No donation."), DonationLine.columns, rows: sheet.donations.map(\.row))
    answer.table(
      "contributions", none: Text(fr: "Aucune contribution.", en: "No contribution."),
      [
        .init("entry", fr: "entrée", en: "entry"), .init("day", fr: "jour", en: "day"),
        .init("contribution", fr: "contribution", en: "contribution"),
      ],
      rows: sheet.contributions.map { [.id($0.entry), .day($0.day), $0.contribution.value] })
    return answer
  }
}

extension Contribution {
  /// The contribution as commands show it.
  var value: Answer.Value {
    switch self {
    case .money(let money): .money(money)
    case .skills(let hours): .text(Text(fr: "\(hours) h", en: "\(hours) h"))
    }
  }
}

/// `rebond donor guide`
struct DonorGuide: Command {
  static let reader = Option<Donor.Kind>(
    "for", .choice, Text(fr: "pour quels donateurs", en: "for which donors"))

  static let specification = CommandSpecification(
    "guide", Text(fr: "Imprime le guide du donateur (PDF).", en: "Prints the donor's guide (PDF)."),
    parameters: [reader, DonorParameters.clauses, OutputOptions.output, OutputOptions.replace])

  let reader: Donor.Kind
  let clauses: String?
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    reader = try values[Self.reader]
    clauses = try values[DonorParameters.clauses]
    output = try OutputFile(values, .pdf)
  }

  func run(in session: Session) throws {
    let clauses = try clauses.map { (bytes: try Files.read($0), file: $0) }
    try session.perform { chain, act in
      _ = try output.write { keep in
        try chain.printGuide(for: reader, clauses: clauses, language: session.language, as: act, keep: keep)
      }
      return WrittenPaper(output: output, name: Text(fr: "Guide du donateur", en: "Donor's guide")).answer
    }
  }
}

/// `rebond donor reuse-proof`
struct DonorReuseProof: Command {
  static let year = Option<Int>("year", .year, Text(fr: "l'année de réception", en: "the year of reception"))

  static let specification = CommandSpecification(
    "reuse-proof",
    Text(
      fr: "Imprime la preuve de réemploi annuelle d'un donateur public (PDF).",
      en: "Prints a public donor's yearly proof of reuse (PDF)."),
    parameters: [DonorParameters.donor, year, OutputOptions.output, OutputOptions.replace])

  let donor: String
  let year: Int
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    donor = try values[DonorParameters.donor]
    year = try values[Self.year]
    output = try OutputFile(values, .pdf)
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let (lot, rate, _) = try output.write { keep in
        try chain.printReuseProof(of: donor, in: year, language: session.language, as: act, keep: keep)
      }
      var answer = WrittenPaper(output: output, name: Text(fr: "Preuve de réemploi", en: "Proof of reuse")).answer
      answer.fact("received", fr: "Reçus", en: "Received", .number(rate.received))
      answer.fact("leftOut", fr: "Exclus pour leur âge", en: "Left out for their age", .number(rate.leftOut))
      answer.fact("ofUnknownAge", fr: "D'année inconnue", en: "Of unknown year", .number(rate.ofUnknownAge))
      answer.fact("reused", fr: "Réemployés", en: "Reused", .number(rate.reused))
      answer.fact("percent", fr: "Taux (%)", en: "Rate (%)", .number(orNone: rate.percent))
      lot.tell(in: &answer)
      return answer
    }
  }
}
