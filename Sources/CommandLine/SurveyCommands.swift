import Application
import Arguments
import Kernel
import Loans

/// `rebond survey print`
struct SurveyPrint: Command {
  static let specification = CommandSpecification(
    "print",
    Text(
      fr: "Imprime le questionnaire de satisfaction, à remplir à la main (PDF).",
      en: "Prints the satisfaction survey, to be filled in by hand (PDF)."),
    parameters: [OutputOptions.output, OutputOptions.replace])

  let output: OutputFile

  init(_ values: ParsedValues) throws { output = try OutputFile(values, .pdf) }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      _ = try output.write { keep in try chain.printSurvey(language: session.language, as: act, keep: keep) }
      return WrittenPaper(output: output, name: Text(fr: "Questionnaire", en: "Survey")).answer
    }
  }
}

/// `rebond survey enter`
struct SurveyEnter: Command {
  static let answers = Argument<[SurveyAnswer]>(
    .ticked, atLeast: 1, Text(fr: "ce qui est coché, question par question", en: "what is ticked, question by question")
  )

  static let specification = CommandSpecification(
    "enter",
    Text(
      fr: "Saisit une feuille du questionnaire ; elle ne nomme personne.",
      en: "Enters one sheet of the survey; it names nobody."),
    discussion: Text(
      fr: "Une question sans réponse, ou avec deux, se laisse de côté. Les noms des questions et des réponses : "
        + "`rebond survey results`.",
      en: "A question without an answer, or with two, is left out. The names of questions and answers: "
        + "`rebond survey results`."),
    parameters: [answers, SurveyShow.programme])

  let answers: [SurveyAnswer]
  let programme: String?

  init(_ values: ParsedValues) throws {
    answers = try values[Self.answers]
    programme = try values[SurveyShow.programme]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      try chain.enter(survey: answers, under: programme, as: act)
      let count = Text.count(answers.count, fr: ("réponse", "réponses"), en: ("answer", "answers"))
      var answer = Answer()
      answer.say(fr: "Feuille saisie : \(count.fr).", en: "Sheet entered: \(count.en).")
      return answer
    }
  }
}

/// `rebond survey results`
struct SurveyShow: Command {
  static let programme = Option<String?>(
    "programme", .text.named(fr: "PROGRAMME", en: "PROGRAMME"),
    Text(fr: "sous quel programme", en: "under which programme"))

  static let specification = CommandSpecification(
    "results",
    Text(fr: "Compte les réponses au questionnaire.", en: "Counts the answers to the survey."),
    parameters: [OutcomeParameters.since, programme])

  let since: Day?
  let programme: String?

  init(_ values: ParsedValues) throws {
    since = try values[OutcomeParameters.since]
    programme = try values[Self.programme]
  }

  func run(in session: Session) throws {
    try session.look { chain in
      let day = try session.day(in: chain)
      var answer = Answer()
      guard let period = OutcomeParameters.period(since: since, to: day) else { return answer }
      let results = try chain.survey(counting: period, under: programme, on: day)
      answer.fact("period", fr: "Compté", en: "Counted", .period(period))
      answer.fact("sheets", fr: "Feuilles", en: "Sheets", .number(results.sheets))
      answer.table(
        "answers", none: Text(fr: "Aucune question.", en: "No question."),
        [
          .init("question", fr: "question", en: "question"), .init("choice", fr: "réponse", en: "answer"),
          .init("count", fr: "nombre", en: "number"), .init("asked", fr: "ce qui est demandé", en: "what is asked"),
          .init("ticked", fr: "ce qui est coché", en: "what is ticked"),
        ],
        rows: results.questions.flatMap { question in
          question.choices.map { choice in
            [
              .name(question.id), .name(choice.id), .number(results.count(of: choice, to: question)),
              .text(question.text), .text(choice.text),
            ]
          }
        })
      let past = results.past
      if !past.isEmpty {
        answer.table(
          "past", none: Text(fr: "Aucune question.", en: "No question."),
          [
            .init("question", fr: "question d'avant", en: "question of before"),
            .init("choice", fr: "réponse", en: "answer"),
            .init("count", fr: "nombre", en: "number"),
          ], rows: past.map { [.name($0.question), .name($0.choice), .number($0.count)] })
      }
      return answer
    }
  }
}

extension SurveyResults {
  /// The answers to questions that are no longer asked.
  fileprivate var past: [SurveyTally] {
    tallies.filter { tally in
      !questions.contains { $0.id == tally.question && $0.choices.contains { $0.id == tally.choice } }
    }
  }
}

extension Reader<SurveyAnswer> {
  /// A question's name and the answer's: `accueil=oui`.
  static let ticked = Reader(Text(fr: "QUESTION=RÉPONSE", en: "QUESTION=ANSWER")) { written in
    let parts = written.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { throw AnswerNotWritten(input: written) }
    return SurveyAnswer(parts[0], parts[1])
  }
}

/// Words that are no question with its answer.
struct AnswerNotWritten: Failure, Equatable {
  let input: String
  let exitCode = ExitCode.usage

  var text: Text {
    Text(
      fr: "« \(input) » n'est pas une question avec sa réponse. Exemple : accueil=oui",
      en: "“\(input)” is no question with its answer. Example: accueil=oui")
  }
}
