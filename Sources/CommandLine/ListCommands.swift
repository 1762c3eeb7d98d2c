import Application
import Arguments
import Kernel
import Spreadsheets
import Supply

/// What both commands that take in a list are given.
struct ListOptions {
  static let file = Argument<String>(
    .path, Text(fr: "la liste en CSV, - pour l'entrée standard", en: "the list as CSV, - for standard input"))
  static let maps = Option<[ColumnMapping<EquipmentColumn>]>(
    "map", .columnMapping(),
    Text(fr: "ce que veut dire un titre : \"N° de série=serial\"", en: "what a title means: \"Serial no=serial\""))
  static let category = Option<DeviceCategory?>(
    "category", .choice, Text(fr: "la sorte, si la liste ne la dit pas", en: "the kind, when the list does not say it"))
  static let dryRun = Option<Bool>(
    flag: "dry-run",
    Text(fr: "montrer ce qui serait fait, sans rien faire", en: "show what would be done, and do nothing"))
  static let acceptValid = Option<Bool>(
    flag: "accept-valid",
    Text(
      fr: "prendre les bonnes lignes, même si d'autres sont refusées",
      en: "take the good lines even when others are refused"))
  static let corrected = Option<String?>(
    "corrected", .path,
    Text(
      fr: "écrire les lignes refusées et leurs raisons dans ce fichier",
      en: "write the refused lines and why to this file"))

  static let all: [any Parameter] = [file, maps, category, dryRun, acceptValid, corrected, OutputOptions.replace]

  let dryRun: Bool
  let acceptValid: Bool
  private let file: String
  private let maps: [ColumnMapping<EquipmentColumn>]
  private let category: DeviceCategory?
  private let corrected: OutputFile?

  init(_ values: ParsedValues) throws {
    file = try values[Self.file]
    maps = try values[Self.maps]
    category = try values[Self.category]
    dryRun = try values[Self.dryRun]
    acceptValid = try values[Self.acceptValid]
    let replace = try values[OutputOptions.replace]
    corrected = try values[Self.corrected].map { try OutputFile(path: $0, replace: replace) }
  }

  /// Reads the list.
  func list(in language: Language) throws -> EquipmentList {
    var list = try EquipmentList(reading: Files.read(file), mapped: maps.byTitle(), category: category)
    list.progress = ListProgress(language: language).tell
    return list
  }

  /// Writes the refused lines where that was asked for; a dry run leaves no file in the way of the real one.
  func write(_ plan: ListPlan, in session: Session) throws {
    guard let corrected, !plan.refused.isEmpty, !dryRun else { return }
    _ = try corrected.write { keep in try keep(Array(plan.corrected(session.language).utf8)) }
  }

  /// What the list does, line by line.
  func answer(_ plan: ListPlan) -> Answer {
    var answer = Answer()
    if dryRun {
      answer.say(fr: "Essai : rien n'est enregistré.", en: "Dry run: nothing is recorded.")
      if corrected != nil, !plan.refused.isEmpty {
        answer.say(
          fr: "Le fichier des lignes refusées s'écrit hors essai.",
          en: "The file of the refused lines is written outside a dry run.")
      }
    }
    answer.fact("created", fr: "Nouveaux", en: "New", .number(plan.created))
    if !plan.updated.isEmpty {
      answer.fact(
        "updated", fr: "En disent plus, ligne n°", en: "Saying more, line no.", .numbers(plan.updated))
    }
    answer.fact("skipped", fr: "Lignes déjà connues", en: "Lines known already", .number(plan.skipped.count))
    answer.fact("refusedLines", fr: "Lignes refusées", en: "Lines refused", .number(plan.refusedLines))
    if !plan.totals.isEmpty {
      answer.fact(
        "totals", fr: "Totaux laissés, ligne n°", en: "Totals left out, line no.", .numbers(plan.totals))
    }
    if !plan.unused.isEmpty {
      answer.fact("unused", fr: "Colonnes laissées", en: "Columns left out", .names(plan.unused))
    }
    if !plan.alike.isEmpty {
      answer.fact(
        "alike", fr: "Sans numéro, déjà dits, ligne n°", en: "No number, told before, line no.", .numbers(plan.alike))
      answer.say(
        fr: "Ces lignes disent de matériel sans numéro ce qu'une autre liste en disait : c'est le même, un pour un. "
          + "Si c'en est d'autre : --count-alike",
        en: "These lines say of things without a number what another list said: they are the same, one for one. "
          + "If they are others: --count-alike")
    }
    if plan.readyBefore > 0 {
      answer.say(
        fr: plan.readyBefore == 1
          ? "Un appareil dit prêt entre comme reçu : rien ne part sans l'avis de l'atelier."
          : "\(plan.readyBefore) dits prêts entrent comme reçus : rien ne part sans l'avis de l'atelier.",
        en: plan.readyBefore == 1
          ? "One device called ready comes in as received: nothing leaves without the workshop's verdict."
          : "\(plan.readyBefore) called ready come in as received: nothing leaves without the workshop's verdict.")
    }
    if let (lines, ceiling, source) = plan.unvalued {
      answer.fact("unvalued", fr: "Sans valeur, ligne n°", en: "Without a value, line no.", .numbers(lines))
      answer.say(
        fr:
          "Un don public ne dépasse pas \(ceiling.text.fr) par appareil (\(source)) : faites attester la valeur par le "
          + "donateur, ou ajoutez-la à la liste.",
        en:
          "A public gift is worth at most \(ceiling.text.en) a device (\(source)): have the donor attest the value, or "
          + "add it to the list.")
    }
    if !plan.notices.isEmpty {
      answer.table(
        "notices", none: Text(fr: "Rien à signaler.", en: "Nothing to note."), Self.cells,
        rows: plan.notices.map { row($0, of: plan) })
    }
    if !plan.comingBack.isEmpty {
      answer.say(
        fr: "Ces appareils étaient partis : chacun revient sous le code qu'il a toujours eu.",
        en: "These devices had left: each comes back under the code it always had.")
      answer.table(
        "comingBack", none: Text(fr: "Aucun appareil ne revient.", en: "No device comes back."),
        [.init("line", fr: "ligne", en: "line"), .init("code", fr: "code", en: "code")],
        rows: plan.comingBack.map { [.number($0.line), .code($0.code)] })
    }
    if !plan.refused.isEmpty {
      answer.table(
        "refused", none: Text(fr: "Aucune ligne refusée.", en: "No line refused."), Self.cells,
        rows: plan.refused.map { row($0, of: plan) })
    }
    return answer
  }

  static let cells: [Answer.Column] = [
    .init("line", fr: "ligne", en: "line"), .init("column", fr: "colonne", en: "column"),
    .init("value", fr: "écrit", en: "written"), .init("reason", fr: "pourquoi", en: "why"),
  ]

  private func row(_ cell: CellFailure, of plan: ListPlan) -> [Answer.Value] { Self.row(cell, under: plan.titles) }

  /// A cell and what is told of it; people read the list's own title, programs the column's name.
  static func row(_ cell: CellFailure, under titles: [String: String]) -> [Answer.Value] {
    [
      .number(cell.line), cell.column.map { .word($0, Text(same: titles[$0] ?? $0)) } ?? .none,
      .name(orNone: cell.written), .text(cell.reason),
    ]
  }
}

/// What a user says that a title of a list means.
struct ColumnMapping<Column: ListColumn>: Sendable, Equatable {
  let title: String
  let column: Column
}

extension Array {
  /// What titles mean, the last word on each.
  func byTitle<Column>() -> [String: Column] where Element == ColumnMapping<Column> {
    Dictionary(map { ($0.title, $0.column) }, uniquingKeysWith: { _, last in last })
  }
}

extension Reader {
  /// A title and what it means: `N° de série=serial`.
  static func columnMapping<Column>() -> Reader where Value == ColumnMapping<Column> {
    Reader(Text(fr: "TITRE=COLONNE", en: "TITLE=COLUMN")) { written in
      guard let sign = written.lastIndex(of: "=") else { throw ColumnMappingFailure.noSign(written) }
      let column = try Reader<Column>.choice.value(of: String(written[written.index(after: sign)...]))
      return ColumnMapping(title: String(written[..<sign]), column: column)
    }
  }
}

/// Why a mapping of a title cannot be read.
enum ColumnMappingFailure: Failure, Equatable {
  case noSign(String)

  var exitCode: ExitCode { .usage }

  var text: Text {
    switch self {
    case .noSign(let written):
      Text(
        fr: "« \(written) » ne dit pas ce que veut dire un titre : --map \"TITRE=COLONNE\"",
        en: "“\(written)” does not say what a title means: --map \"TITLE=COLUMN\"")
    }
  }
}

/// `rebond donation import`
struct DonationImport: Command {
  static let countAlike = Option<Bool>(
    flag: "count-alike",
    Text(
      fr: "compter aussi les lignes sans numéro qu'une autre liste disait déjà",
      en: "count lines without a number too that another list told before"))

  static let specification = CommandSpecification(
    "import",
    Text(fr: "Enregistre la liste de ce qu'un donateur annonce.", en: "Records the list of what a donor announces."),
    discussion: Text(
      fr: "Les titres sont reconnus en français et en anglais. La même liste deux fois ne change rien. "
        + "Tout ou rien, sauf --accept-valid. Une liste prise à tort se défait : rebond correct ENTRÉE --annul",
      en: "Titles are known in French and English. The same list twice changes nothing, nor what another says alike of "
        + "things without a number that the same donor still owes. All or nothing, unless --accept-valid. "
        + "A list taken wrongly is undone: rebond correct ENTRY --annul"),
    parameters: ListOptions.all + [
      DonorParameters.giver, DonorParameters.receiver, DonationAdd.convention, DonationAdd.origin, countAlike,
    ])

  private let options: ListOptions
  private let donor: String
  private let receiver: String?
  private let convention: String?
  private let origin: LegalOrigin?
  private let countingAlike: Bool

  init(_ values: ParsedValues) throws {
    options = try ListOptions(values)
    countingAlike = try values[Self.countAlike]
    donor = try values[DonorParameters.giver]
    receiver = try values[DonorParameters.receiver]
    convention = try values[DonationAdd.convention]
    origin = try values[DonationAdd.origin]
  }

  func run(in session: Session) throws {
    let plan = { (chain: Chain, list: EquipmentList) in
      try chain.plan(
        announcing: list, from: donor, under: convention, to: receiver, origin: origin, countingAlike: countingAlike,
        on: session.day(in: chain))
    }
    try options.run(in: session, plan: plan) { chain, list, _, act in
      let (done, donation) = try chain.announce(
        list, from: donor, under: convention, to: receiver, origin: origin, countingAlike: countingAlike,
        acceptValid: options.acceptValid, as: act)
      var answer = options.answer(done)
      guard let donation else { return answer }
      answer.fact("donation", fr: "Don n°", en: "Donation no.", .id(donation.id))
      answer.next(
        fr: "Quand le matériel arrive :", en: "When the equipment comes in:",
        donation.lines.compactMap { line in
          let new = line.quantity - done.comingBack.count { $0.category == line.category }
          return new > 0 ? "rebond donation receive \(donation.id) \(line.category.rawValue)=\(new)" : nil
        } + done.comingBack.map { "rebond donation receive-again \(donation.id) \($0.code)" })
      return answer
    }
  }
}

/// `rebond device import`
struct DeviceImport: Command {
  private static let lent = Option<Bool>(
    flag: "lent",
    Text(
      fr: "prendre aussi ceux que la liste dit prêtés ; leurs prêts se reprennent ensuite (contract import)",
      en: "take in those too that the list calls lent; their loans are taken over next (contract import)"))

  static let specification = CommandSpecification(
    "import",
    Text(
      fr: "Fait entrer un stock d'avant Rebond, avec ses dates et ses états.",
      en: "Takes in a stock from before Rebond, with its days and states."),
    discussion: Text(
      fr: "Ces appareils sont comptés à part dans les bilans. Les titres sont reconnus en français et en anglais. "
        + "La même liste deux fois ne change rien ; un numéro de série et un modèle déjà connus non plus. Sans numéro, "
        + "c'est tout ce que dit la ligne qui compte, sauf l'état : dit pareil par une autre liste du même donateur, c'est le "
        + "même matériel, un pour un. Une liste prise à tort se défait tant que rien n'a été fait de ses "
        + "appareils : rebond correct ENTRÉE --annul",
      en: "These devices are counted apart in reports. Titles are known in French and English. "
        + "The same list twice changes nothing; nor does a serial number and model known already. Without a number, all "
        + "that the line tells counts but the state: told alike by another list of the same donor, it is the same thing, "
        + "one for one. A list taken wrongly is undone while nothing was done with its "
        + "devices: rebond correct ENTRY --annul"),
    parameters: ListOptions.all + [
      DonorParameters.giver, DonorParameters.receiver, DonationAdd.origin, DonationImport.countAlike, lent,
    ])

  private let options: ListOptions
  private let donor: String
  private let receiver: String?
  private let origin: LegalOrigin?
  private let countingAlike: Bool
  private let takesLent: Bool

  init(_ values: ParsedValues) throws {
    options = try ListOptions(values)
    donor = try values[DonorParameters.giver]
    receiver = try values[DonorParameters.receiver]
    origin = try values[DonationAdd.origin]
    countingAlike = try values[DonationImport.countAlike]
    takesLent = try values[Self.lent]
  }

  func run(in session: Session) throws {
    let plan = { (chain: Chain, list: EquipmentList) in
      try chain.plan(
        stock: list, of: donor, to: receiver, origin: origin, countingAlike: countingAlike, on: session.day(in: chain))
    }
    try options.run(in: session, takesLent: takesLent, plan: plan) { chain, list, planned, act in
      let (done, codes) = try chain.takeIn(
        stock: list, of: donor, to: receiver, origin: origin, countingAlike: countingAlike,
        acceptValid: options.acceptValid, planned: planned, as: act)
      var answer = options.answer(done)
      answer.table(
        "devices", none: Text(fr: "Aucun appareil nouveau.", en: "No new device."),
        [.init("line", fr: "ligne", en: "line"), .init("code", fr: "code", en: "code")],
        rows: codes.map { [.number($0.line), .code($0.code)] })
      return answer
    }
  }
}

extension ListOptions {
  /// Shows what the list would do, or does it; the lines refused are written where that was asked for.
  fileprivate func run(
    in session: Session, takesLent: Bool = false, plan: (Chain, EquipmentList) throws -> ListPlan,
    take: (Chain, EquipmentList, ListPlan, Act) throws -> Answer
  ) throws {
    var list = try list(in: session.language)
    list.takesLent = takesLent
    if dryRun {
      return try session.look { chain in answer(try plan(chain, list)) }
    }
    try session.perform { chain, act in
      let planned = try plan(chain, list)
      try write(planned, in: session)
      guard acceptValid || planned.refused.isEmpty else { return refusal(of: planned) }
      return try take(chain, list, planned, act)
    }
  }

  /// What is told of a list of which nothing is taken, since some of its lines are refused.
  fileprivate func refusal(of plan: ListPlan) -> Answer {
    var answer = answer(plan)
    answer.say(ListFailure.refusedLines(plan.refusedLines, of: plan.lines).text)
    answer.exitCode = .refused
    return answer
  }
}
