public import Kernel
import Typesetting

/// The blank form of a request, to be filled in by hand: the same fields and the same closed lists as on the screen.
public struct RequestFormPaper: Sendable, Equatable {
  /// Who hands the form out, and receives it.
  public var issuer: Party
  /// What can be ticked, by question; whoever prints the form gives the lists the program itself knows.
  public var choices: Choices

  /// The closed lists of the form, in the paper's language.
  public struct Choices: Sendable, Equatable {
    public var devices: [String]
    public var connections: [String]
    public var trainings: [String]
    public var help: [String]
    public var urgencies: [String]
    public var meetings: [String]
    public var channels: [String]

    /// Makes the lists.
    public init(
      devices: [String], connections: [String], trainings: [String], help: [String], urgencies: [String],
      meetings: [String], channels: [String]
    ) {
      (self.devices, self.connections, self.trainings) = (devices, connections, trainings)
      (self.help, self.urgencies, self.meetings, self.channels) = (help, urgencies, meetings, channels)
    }
  }

  /// Makes a form.
  public init(issuer: Party, choices: Choices) {
    (self.issuer, self.choices) = (issuer, choices)
  }

  /// The form as a PDF; the same input gives the same bytes.
  ///
  /// - Throws: ``TypesettingFailure`` when a character cannot be printed.
  public func pdf(language: Language, created: Instant) throws -> [UInt8] {
    try paper(language).pdf(language: language, created: created)
  }

  func paper(_ language: Language) -> Paper {
    func heading(_ fr: String, _ en: String) -> Paper.Block { .heading(Text(fr: fr, en: en)[language]) }
    func field(_ fr: String, _ en: String) -> Paper.Field { Paper.Field(Text(fr: fr, en: en)[language], "") }
    func note(_ fr: String, _ en: String) -> Paper.Block { .note(Text(fr: fr, en: en)[language]) }
    return Paper(
      letterhead: issuer.letterhead, reference: [field("Demande n°", "Request no.").name + " ………………"],
      title: Text(fr: "Demande d'équipement numérique", en: "Request for digital equipment")[language],
      blocks: [
        heading("Votre foyer", "Your household"),
        .fields([
          field("Nom et prénom", "Name"), field("Téléphone", "Telephone"), field("Commune", "Commune"),
          field("Adultes, enfants", "Adults, children"),
        ]),
        heading("De quoi avez-vous besoin ?", "What do you need?"), ticks(choices.devices),
        .fields([field("Pour quoi faire ?", "What for?"), Paper.Field("", "")]),
        heading("Internet", "Internet"), ticks(choices.connections),
        heading("Que voulez-vous apprendre ?", "What do you want to learn?"), ticks(choices.trainings),
        heading("Qu'est-ce qui vous aiderait ?", "What would help you?"), ticks(choices.help),
        note(
          "N'écrivez rien sur votre santé : dites seulement l'aide que vous souhaitez.",
          "Write nothing about your health: say only what help you wish."),
        heading("Est-ce urgent ?", "Is it urgent?"), ticks(choices.urgencies),
        .fields([field("Il le faut pour le", "Needed by")]),
        heading("Où et quand vous rencontrer ?", "Where and when shall we meet?"), ticks(choices.meetings),
        .fields([field("Lieu souhaité", "Wished place"), field("Vos disponibilités", "When you are free")]),
        heading("La structure qui vous accompagne", "The structure that helps you"),
        .fields([
          field("Structure", "Structure"), field("Personne", "Person"), field("Date", "Date"),
        ]), ticks(choices.channels),
        heading("Vos données", "Your data"),
        .paragraph(
          Text(
            fr: "Ces réponses servent seulement à traiter votre demande et à suivre le prêt. Vous pouvez les voir, les "
              + "corriger ou demander qu'elles soient effacées, auprès de \(issuer.name).",
            en:
              "These answers serve only to deal with your request and to follow the loan. You can see them, have them set "
              + "right or ask that they be erased: ask \(issuer.name).")[language]),
        .signatures([
          Paper.Signature(
            role: Text(fr: "Le foyer", en: "The household")[language],
            name: Text(fr: "J'ai reçu cette information", en: "I was given this notice")[language],
            hint: Text(fr: "Date et signature", en: "Date and signature")[language]),
          Paper.Signature(
            role: Text(fr: "La structure", en: "The structure")[language],
            name: Text(fr: "Information donnée", en: "Notice given")[language],
            hint: Text(fr: "Nom, date et signature", en: "Name, date and signature")[language]),
        ]),
      ], typeSize: .large)
  }

  /// Boxes to tick, none parted from its words.
  private func ticks(_ words: [String]) -> Paper.Block {
    .paragraph(
      words.map { "☐\u{00A0}" + $0.map { $0 == " " ? "\u{00A0}" : String($0) }.joined() }.joined(separator: "    "))
  }
}
