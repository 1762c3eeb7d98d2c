import Application
import Arguments
import Kernel
import Reporting

/// `rebond report`
struct ReportFigures: Command {
  static let quarter = Argument<Quarter?>(.quarter, Text(fr: "le trimestre : 2026-T3", en: "the quarter: 2026-Q3"))
  static let from = Option<Day?>("from", .day, Text(fr: "ou le premier jour", en: "or the first day"))
  static let to = Option<Day?>("to", .day, Text(fr: "et le dernier", en: "and the last one"))
  static let output = Option<String?>(
    "output", .path, Text(fr: "le rapport d'un trimestre, en PDF", en: "a quarter's report, as a PDF"))

  static let specification = CommandSpecification(
    "report",
    Text(fr: "Compte ce que la filière a fait pendant une période.", en: "Counts what the chain did in a period."),
    discussion: Text(
      fr: "Les actes comptent au jour où ils sont arrivés, après corrections ; ceux qui sont annulés ne comptent pas.",
      en: "Acts count on the day they happened, after corrections; those annulled do not count."),
    parameters: [quarter, from, to, output, OutputOptions.replace])

  let span: Span
  let output: OutputFile?

  /// What is reported on.
  enum Span {
    case quarter(Quarter)
    case period(Period)
  }

  init(_ values: ParsedValues) throws {
    let (quarter, from, to) = try (values[Self.quarter], values[Self.from], values[Self.to])
    let (path, replace) = try (values[Self.output], values[OutputOptions.replace])
    output = try path.map { try OutputFile(path: $0, replace: replace) }
    try output?.mustBe(.pdf)
    switch (quarter, from, to) {
    case (let quarter?, nil, nil): span = .quarter(quarter)
    case (nil, let from?, let to?):
      guard let period = Period(from: from, through: to) else { throw ReportRefusal.endsBeforeStart(from, to) }
      guard output == nil else { throw ReportRefusal.paperOfAQuarter }
      span = .period(period)
    default: throw ReportRefusal.noPeriod
    }
  }

  func run(in session: Session) throws {
    switch (span, output) {
    case (.quarter(let quarter), let output?):
      try session.perform { chain, act in
        let printed = try output.write { keep in
          try chain.printReport(of: quarter, language: session.language, as: act, keep: keep)
        }
        var answer = figures(of: printed.report, in: chain)
        answer.say(fr: "Le rapport est dans « \(output.path) ».", en: "The report is in “\(output.path)”.")
        return answer
      }
    case (.quarter(let quarter), nil): try session.look { try figures(of: $0.report(for: quarter.period), in: $0) }
    case (.period(let period), _): try session.look { try figures(of: $0.report(for: period), in: $0) }
    }
  }

  private func figures(of report: Report, in chain: Chain) -> Answer {
    var answer = Answer()
    answer.fact("period", fr: "Période", en: "Period", .period(report.period))
    if report.isProvisional(on: chain.clock.today) {
      answer.say(
        fr: "Chiffres provisoires : la période n'est pas terminée.", en: "Provisional figures: the period is not over.")
    }
    answer.table(
      "figures", none: Text(fr: "Aucun indicateur.", en: "No indicator."),
      [
        .init("indicator", fr: "indicateur", en: "indicator"), .init("number", fr: "nombre", en: "number"),
        .init("definition", fr: "ce qui est compté", en: "what is counted"),
      ],
      rows: report.figures.map { figure in
        let indicator = figure.indicator
        return [.word(indicator.id, indicator.title), .number(figure.number), .text(indicator.definition)]
      })
    answer.fact("journal", fr: "Journal", en: "Journal", .name(report.head.description))
    return answer
  }
}

/// A period that cannot be reported on as asked.
enum ReportRefusal: Failure, Equatable {
  case noPeriod
  case endsBeforeStart(Day, Day)
  /// The paper is that of a quarter.
  case paperOfAQuarter

  var exitCode: ExitCode { .usage }

  var text: Text {
    switch self {
    case .noPeriod:
      Text(
        fr: "Quelle période ? Donnez un trimestre (`rebond report 2026-T3`), ou --from JOUR --to JOUR.",
        en: "Which period? Give a quarter (`rebond report 2026-Q3`), or --from DAY --to DAY.")
    case .endsBeforeStart(let from, let to):
      Text(
        fr: "La période finirait le \(to.text.fr), avant de commencer le \(from.text.fr). Échangez les deux jours.",
        en: "The period would end on \(to.text.en), before it starts on \(from.text.en). Swap the two days.")
    case .paperOfAQuarter:
      Text(
        fr: "Le rapport en PDF est celui d'un trimestre : `rebond report 2026-T3 --output FICHIER`.",
        en: "The report as a PDF is that of a quarter: `rebond report 2026-Q3 --output FILE`.")
    }
  }
}
