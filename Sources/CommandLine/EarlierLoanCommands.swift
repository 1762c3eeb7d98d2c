import Application
import Arguments
import Kernel
import Loans
import Spreadsheets

/// `rebond contract import`
struct ContractImport: Command {
  private static let maps = Option<[ColumnMapping<EarlierLoanColumn>]>(
    "map", .columnMapping(),
    Text(fr: "ce que veut dire un titre : \"Confié le=starts\"", en: "what a title means: \"Handed on=starts\""))
  private static let lender = Option<String>(
    "lender", .text.named(fr: "STRUCTURE", en: "STRUCTURE"),
    Text(fr: "qui prête ou loue ces appareils", en: "who lends or rents out these devices"))
  private static let commune = Option<String?>(
    "commune", .commune,
    Text(fr: "la commune, si la liste ne la dit pas", en: "the commune, when the list does not say it"))
  private static let every = Option<ContractTerms.Pace?>(
    "every", .choice,
    Text(
      fr: "à quel rythme un loyer est dû, si la liste ne le dit pas",
      en: "how often a rent is due, when the list does not say it"))
  private static let months = Option<Int?>(
    "months", .integer(1...120),
    Text(fr: "combien de mois, si la liste ne dit pas de fin", en: "how many months, when the list says no end"))
  private static let programme = Option<String?>(
    "programme", .text.named(fr: "PROGRAMME", en: "PROGRAMME"),
    Text(
      fr: "sous quel programme en vigueur, si la liste ne le dit pas",
      en: "under which programme in force, when the list does not say it"))

  static let specification = CommandSpecification(
    "import",
    Text(
      fr: "Reprend les prêts et locations en cours avant Rebond, avec leurs dates.",
      en: "Takes over the loans and rentals that ran before Rebond, with their dates."),
    discussion: Text(
      fr:
        "Une ligne dit un appareil déjà entré (code ou numéro de série), un foyer et un premier jour ; le reste s'il est "
        + "su. Le foyer connu est repris, comme pour une demande. Rien n'est décidé de nouveau : qui reprend la liste dit "
        + "que ces prêts couraient, et cela tient lieu de décision, ce jour-là seulement. Les suivis ne se posent qu'à "
        + "venir, et un loyer dû avant ne se réclame pas sans que la liste dise ce qui a été payé. Ces prêts se comptent à "
        + "part dans les bilans, et pour la limite d'un programme (un appareil par foyer) : celui que la liste nomme, ou "
        + "tous si elle n'en nomme aucun. La même liste deux fois ne change rien ; prise à tort, elle se défait tant que rien n'en a "
        + "été fait : rebond correct ENTRÉE --annul",
      en:
        "A line tells a device that has come in (code or serial number), a household and a first day; the rest if it is "
        + "known. A household that is known is taken again, as for a request. Nothing is decided anew: whoever takes the "
        + "list over says that these loans were running, which stands for the decision, on that day alone. Contacts are "
        + "only set from now on, and no rent due before is asked for unless the list says what was paid. These loans are "
        + "counted apart in reports, and for the limit of a programme (one device per household): the one the list names, "
        + "or all of them where it names none. The same list twice changes nothing; taken wrongly, it is undone while nothing was "
        + "done of it: rebond correct ENTRY --annul"),
    parameters: [
      ListOptions.file, maps, lender, commune, every, months, programme, ListOptions.dryRun, ListOptions.acceptValid,
      ListOptions.corrected,
      OutputOptions.replace,
    ])

  private let file: String
  private let maps: [ColumnMapping<EarlierLoanColumn>]
  private let lender: String
  private let usual: EarlierLoanList.Usual
  private let dryRun: Bool
  private let acceptValid: Bool
  private let corrected: OutputFile?

  init(_ values: ParsedValues) throws {
    file = try values[ListOptions.file]
    maps = try values[Self.maps]
    lender = try values[Self.lender]
    usual = EarlierLoanList.Usual(
      commune: try values[Self.commune], pace: try values[Self.every], months: try values[Self.months],
      programme: try values[Self.programme])
    dryRun = try values[ListOptions.dryRun]
    acceptValid = try values[ListOptions.acceptValid]
    let replace = try values[OutputOptions.replace]
    corrected = try values[ListOptions.corrected].map { try OutputFile(path: $0, replace: replace) }
  }

  func run(in session: Session) throws {
    var list = try EarlierLoanList(reading: Files.read(file), mapped: maps.byTitle(), usual: usual)
    list.progress = ListProgress(language: session.language).tell
    try session.perform { chain, act in
      let plan = try chain.takeOver(
        loans: list, lender: lender, acceptValid: acceptValid, dryRun: dryRun, as: act)
      if let corrected, !plan.refused.isEmpty, !dryRun {
        _ = try corrected.write { keep in try keep(Array(plan.corrected(in: session.language).utf8)) }
      }
      return answer(plan, on: act.day)
    }
  }

  /// What the list does, line by line.
  private func answer(_ plan: EarlierLoanPlan, on day: Day) -> Answer {
    var answer = Answer()
    if dryRun {
      answer.say(fr: "Essai : rien n'est enregistré.", en: "Dry run: nothing is recorded.")
      if corrected != nil, !plan.refused.isEmpty {
        answer.say(
          fr: "Le fichier des lignes refusées s'écrit hors essai.",
          en: "The file of the refused lines is written outside a dry run.")
      }
    }
    answer.fact("created", fr: "Prêts repris", en: "Loans taken over", .number(plan.taken.count))
    answer.fact("newHouseholds", fr: "Foyers nouveaux", en: "New households", .number(plan.newHouseholds))
    answer.fact(
      "contacts", fr: "Suivis à venir", en: "Contacts to come", .number(plan.taken.map(\.contacts).reduce(0, +)))
    let late = plan.taken.filter { $0.term.map { $0 < day } ?? false }
    if !late.isEmpty {
      answer.fact("late", fr: "Terme passé, ligne n°", en: "Term past, line no.", .numbers(late.map(\.line)))
    }
    answer.fact("skipped", fr: "Lignes déjà reprises", en: "Lines taken over already", .number(plan.skipped.count))
    answer.fact("refusedLines", fr: "Lignes refusées", en: "Lines refused", .number(plan.refusedLines))
    if !plan.over.isEmpty {
      answer.fact(
        "over", fr: "Prêts finis, laissés, ligne n°", en: "Loans over, left out, line no.", .numbers(plan.over))
    }
    if !plan.totals.isEmpty {
      answer.fact("totals", fr: "Totaux laissés, ligne n°", en: "Totals left out, line no.", .numbers(plan.totals))
    }
    if !plan.unused.isEmpty {
      answer.fact("unused", fr: "Colonnes laissées", en: "Columns left out", .names(plan.unused))
    }
    if plan.isRecorded {
      answer.table(
        "loans", none: Text(fr: "Aucun prêt repris.", en: "No loan taken over."),
        [
          .init("line", fr: "ligne", en: "line"), .init("contract", fr: "contrat", en: "contract"),
          .init("household", fr: "foyer", en: "household"), .init("code", fr: "appareil", en: "device"),
          .init("term", fr: "dernier jour", en: "last day"),
        ],
        rows: plan.taken.map {
          [.number($0.line), .reference($0.contract), .reference($0.household), .code($0.code), .day(orNone: $0.term)]
        })
    }
    if !plan.refused.isEmpty {
      answer.table(
        "refused", none: Text(fr: "Aucune ligne refusée.", en: "No line refused."), ListOptions.cells,
        rows: plan.refused.map { ListOptions.row($0, under: plan.titles) })
    }
    if !dryRun, !plan.refused.isEmpty, !acceptValid {
      answer.say(ListFailure.refusedLines(plan.refusedLines, of: plan.lines).text)
      answer.exitCode = .refused
    }
    return answer
  }
}
