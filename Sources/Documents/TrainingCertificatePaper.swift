public import Kernel
import Typesetting

/// The certificate that somebody completed their training path (attestation de réussite): large, plain, to be proud of.
public struct TrainingCertificatePaper: Sendable, Equatable {
  /// Who certifies.
  public var issuer: Party
  /// Who learnt.
  public var learner: String
  /// The number of the household.
  public var reference: String
  public var modules: [Module]
  /// The Pix level at the end, when one was taken.
  public var pixExit: Int?
  /// The day the path was completed.
  public var completed: Day
  /// Who signs.
  public var signedBy: String
  /// The day the paper is handed out.
  public var made: Day

  /// What was learnt, and when.
  public struct Module: Sendable, Equatable {
    public var title: String
    public var day: Day

    /// Makes a module.
    public init(title: String, day: Day) { (self.title, self.day) = (title, day) }
  }

  /// Makes a certificate.
  public init(
    issuer: Party, learner: String, reference: String, modules: [Module], pixExit: Int?, completed: Day,
    signedBy: String, made: Day
  ) {
    (self.issuer, self.learner, self.reference, self.modules) = (issuer, learner, reference, modules)
    (self.pixExit, self.completed, self.signedBy, self.made) = (pixExit, completed, signedBy, made)
  }

  /// The certificate as a PDF; the same input gives the same bytes.
  ///
  /// - Throws: ``TypesettingFailure`` when a character cannot be printed.
  public func pdf(language: Language, created: Instant) throws -> [UInt8] {
    try paper(language).pdf(language: language, created: created)
  }

  func paper(_ language: Language) -> Paper {
    let title = Text(fr: "Attestation de réussite", en: "Certificate of success")
    let bravo = Text(fr: "Bravo !", en: "Well done!")
    let sentence = Text(
      fr:
        "\(issuer.name) l'atteste : \(learner) a terminé son parcours de formation numérique le \(completed.text.fr).",
      en: "\(issuer.name) certifies that \(learner) completed the digital training path on \(completed.text.en).")
    let followed = Text(fr: "Ce qui a été appris", en: "What was learnt")
    var blocks: [Paper.Block] = [
      .banner(learner, detail: bravo[language]), .paragraph(sentence[language]), .heading(followed[language]),
      .bullets(modules.map { "\($0.title) – \($0.day.text[language])" }),
    ]
    if let pixExit {
      blocks.append(
        .paragraph(
          Text(fr: "Niveau Pix à la fin : \(pixExit) sur 8.", en: "Pix level at the end: \(pixExit) of 8.")[language]))
    }
    blocks.append(
      .signatures([
        Paper.Signature(
          role: Text(fr: "Pour \(issuer.name)", en: "For \(issuer.name)")[language], name: signedBy,
          hint: Text(fr: "Date et signature", en: "Date and signature")[language])
      ]))
    return Paper(
      letterhead: issuer.letterhead, reference: [reference, made.text[language]], title: title[language],
      blocks: blocks,
      typeSize: .large)
  }
}
