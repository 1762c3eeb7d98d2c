public import Kernel
import Typesetting

/// The paper survey: closed questions in large type, a box before each answer, and no place for a name.
public struct SurveyPaper: Sendable, Equatable {
  /// Who hands it out, and collects it.
  public var issuer: Party
  /// Which survey it is, for whoever enters it: `resultats 1`.
  public var reference: String
  public var questions: [Question]

  /// One question with the answers that can be ticked, in the paper's language.
  public struct Question: Sendable, Equatable {
    public var text: String
    public var choices: [String]

    /// Makes a question.
    public init(text: String, choices: [String]) { (self.text, self.choices) = (text, choices) }
  }

  /// Makes a survey.
  public init(issuer: Party, reference: String, questions: [Question]) {
    (self.issuer, self.reference, self.questions) = (issuer, reference, questions)
  }

  /// The survey as a PDF; the same input gives the same bytes.
  ///
  /// - Throws: ``TypesettingFailure`` when a character cannot be printed.
  public func pdf(language: Language, created: Instant) throws -> [UInt8] {
    try paper(language).pdf(language: language, created: created)
  }

  func paper(_ language: Language) -> Paper {
    Paper(
      letterhead: issuer.letterhead, reference: [reference],
      title: Text(fr: "Votre avis compte", en: "Your opinion counts")[language],
      blocks: [
        .paragraph(
          Text(
            fr: "Cochez une case par question. Ne mettez pas votre nom : personne ne saura qui a répondu.",
            en: "Tick one box for each question. Do not put your name: nobody will know who answered.")[language])
      ]
        + questions.flatMap { question in
          [
            .heading(question.text),
            .paragraph(
              question.choices.map { "☐\u{00A0}" + $0.replacing(" ", with: "\u{00A0}") }.joined(separator: "      ")),
          ]
        }
        + [
          .note(
            Text(
              fr:
                "Merci. Rendez cette feuille à \(issuer.name). N'y écrivez rien d'autre, surtout rien sur votre santé.",
              en:
                "Thank you. Give this sheet back to \(issuer.name). Write nothing else on it, least of all about your health."
            )[
              language])
        ], typeSize: .large)
  }
}
