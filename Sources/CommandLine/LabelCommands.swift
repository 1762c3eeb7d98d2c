import Application
import Arguments
import Kernel
import LabelPrinting

/// `rebond label render`
struct LabelRender: Command {
  static let specification = CommandSpecification(
    "render", Text(fr: "Prépare des étiquettes dans un fichier.", en: "Prepares labels in a file."),
    discussion: Text(
      fr: "Papier, imprimante et dessin sont des noms (`rebond label check` les montre), ou des fichiers .json à soi. "
        + "Une liste se passe de base : rien n'est alors noté.",
      en: "Stock, printer and design are names (`rebond label check` shows them), or .json files of one's own. "
        + "A list needs no database: nothing is recorded then."),
    parameters: LabelParameters.choice + LabelParameters.setup + LabelParameters.placing + [
      OutputOptions.output, OutputOptions.replace,
    ])

  let wishes: LabelWishes
  let parameters: LabelParameters
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    wishes = try LabelWishes(values)
    parameters = try LabelParameters(values)
    output = try OutputFile(values, nil)
  }

  func run(in session: Session) throws {
    var order = try parameters.order(in: session)
    try output.mustBe(.labels(order.templates.printer(order.printer).language))
    guard session.hasData || !wishes.isListAlone else {
      try wishes.fill(&order, baseURL: nil)
      let progress = ListProgress(language: session.language, what: .labels)
      let printed = try output.writeInPieces { keep in
        try order.print(created: session.now(), progress: progress.tell, keep: keep)
      }
      try session.answer(Answer(printed, next: nil, in: output.path))
      return
    }
    let began = order
    try session.perform { chain, act in
      var order = began
      try wishes.fill(&order, baseURL: chain.instance.baseURL)
      let progress = ListProgress(language: session.language, what: .labels)
      let labels = try output.writeInPieces { keep in
        try chain.renderLabels(order, as: act, progress: progress.tell, keep: keep)
      }
      return Answer(labels.printed, next: labels.next, in: output.path)
    }
  }
}

/// `rebond label reserve`
struct LabelReserve: Command {
  static let count = Argument<Int>(
    .integer(1...10_000), Text(fr: "combien de codes", en: "how many codes"))

  static let specification = CommandSpecification(
    "reserve",
    Text(
      fr: "Réserve des codes et prépare leurs étiquettes vierges.", en: "Keeps codes and prepares their blank labels."),
    discussion: Text(
      fr: "À coller à l'arrivée : "
        + "`rebond device register --code CODE --donation NUMÉRO --category …` en lie un à un appareil.",
      en: "To stick on at intake: "
        + "`rebond device register --code CODE --donation NUMBER --category …` binds one to a device."),
    parameters: [count] + LabelParameters.materials + LabelParameters.placing + [
      OutputOptions.output, OutputOptions.replace,
    ])

  let count: Int
  let parameters: LabelParameters
  let placing: LabelPlacement
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    count = try values[Self.count]
    placing = try LabelPlacement(values)
    parameters = try LabelParameters(values, design: "blank")
    output = try OutputFile(values, nil)
  }

  func run(in session: Session) throws {
    var made = try parameters.order(in: session)
    placing.fill(&made)
    try output.mustBe(.labels(made.templates.printer(made.printer).language))
    let order = made
    try session.perform { chain, act in
      let (codes, labels) = try output.writeInPieces { keep in
        try chain.reserveCodes(count, order, as: act, keep: keep)
      }
      var answer = Answer(labels.printed, next: labels.next, in: output.path)
      answer.fact("codes", fr: "Codes", en: "Codes", .codes(codes))
      return answer
    }
  }
}

extension Answer {
  /// What came of labels put into a file.
  init(_ printed: PrintedLabels, next: LabelPlacing.Position?, in path: String) {
    self.init()
    let count = Text.count(printed.labels, fr: ("étiquette", "étiquettes"), en: ("label", "labels"))
    say(fr: "\(count.fr) dans « \(path) ».", en: "\(count.en) in “\(path)”.")
    fact("labels", fr: "Étiquettes", en: "Labels", .number(printed.labels))
    fact("pages", fr: "Pages", en: "Pages", .number(printed.pages))
    fact("last", fr: "Dernière utilisée", en: "Last one used", .name("\(printed.last.row),\(printed.last.column)"))
    if let next { fact("next", fr: "Suivante", en: "Next one", .name("\(next.row),\(next.column)")) }
    doubled(printed)
    misread(printed)
  }

  /// Says which codes of a list cannot be right, and what each probably was; each was printed as it is written.
  mutating func misread(_ printed: PrintedLabels) {
    guard !printed.misread.isEmpty else { return }
    let count = printed.misread.count
    say(
      fr:
        "Attention : \(count == 1 ? "un code de la liste est faux" : "\(count) codes de la liste sont faux"), leur signe "
        + "de contrôle ne va pas avec les autres : aucun scanner ne les acceptera. Corrigez la liste avant de coller.",
      en:
        "Mind: \(count == 1 ? "one code of the list is wrong" : "\(count) codes of the list are wrong"), the character "
        + "that checks the others does not fit: no scan of them will be taken. Correct the list before you stick them on."
    )
    table(
      "misread", none: Text(fr: "Aucun code faux.", en: "No wrong code."),
      [
        .init("line", fr: "ligne", en: "line"), .init("code", fr: "écrit", en: "written"),
        .init("likely", fr: "sans doute", en: "probably"),
      ],
      rows: printed.misread.prefix(100).map { misread in
        [.number(misread.line), .name(misread.code), .codes(Array(misread.likely.prefix(3)))]
      })
  }

  /// Says which codes stand on the labels of several things: nobody asks for that, and each was printed all the same.
  mutating func doubled(_ printed: PrintedLabels) {
    guard !printed.doubled.isEmpty else { return }
    let count = printed.doubled.count
    let shown = printed.doubled.prefix(10).joined(separator: ", ") + (count > 10 ? ", …" : "")
    say(
      fr: "Attention : \(count == 1 ? "un code a été demandé" : "\(count) codes ont été demandés") plusieurs fois et "
        + "\(count == 1 ? "se trouve" : "se trouvent") sur plusieurs étiquettes : \(shown). Vérifiez la liste avant de coller.",
      en: "Mind: \(count == 1 ? "one code was" : "\(count) codes were") asked for several times and "
        + "\(count == 1 ? "stands" : "stand") on several labels: \(shown). Check the list before you stick them on.")
    fact("doubled", fr: "Codes en double", en: "Codes twice", .number(count))
  }
}
