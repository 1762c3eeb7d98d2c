public import Kernel
import Typesetting

/// What is to be told to the authority, within 72 hours of becoming aware of it, of data that were lost or erased by mistake
/// (GDPR, art. 33 § 3; in France by the CNIL's online form), and kept in the register of breaches (art. 33 § 5).
///
/// What the chain knows is printed; what only a person knows is left to be written.
public struct BreachPaper: Sendable, Equatable {
  /// The number of the alarm.
  public var reference: String
  public var controller: Party
  /// What happened.
  public var nature: String
  /// The property that was lost: confidentiality, or availability.
  public var property: Property
  /// The day it happened, as far as it is known.
  public var happened: Day
  /// When the chain became aware of it, and until when the authority is to be told, by the clock on the wall.
  public var aware: LocalStamp
  public var due: LocalStamp
  public var device: DeviceLines
  /// What held the data.
  public var media: [Medium]
  /// Whose data they are, by a reference and never a name.
  public var subjects: [String]
  /// What was done already: the declaration of the loss, what was noted when the alarm was dealt with.
  public var measures: [String]

  /// Which property of the data was lost.
  public enum Property: Sendable, CaseIterable {
    case confidentiality, availability
  }

  /// One storage medium and what is known of its data.
  public struct Medium: Sendable, Equatable {
    public var name: String
    public var kind: String
    public var capacity: Int64?
    public var state: String

    /// Makes a medium.
    public init(name: String, kind: String, capacity: Int64?, state: String) {
      self.name = name
      self.kind = kind
      self.capacity = capacity
      self.state = state
    }
  }

  /// Makes a paper.
  public init(
    reference: String, controller: Party, nature: String, property: Property, happened: Day, aware: LocalStamp,
    due: LocalStamp, device: DeviceLines, media: [Medium], subjects: [String], measures: [String]
  ) {
    self.reference = reference
    self.controller = controller
    self.nature = nature
    self.property = property
    self.happened = happened
    self.aware = aware
    self.due = due
    self.device = device
    self.media = media
    self.subjects = subjects
    self.measures = measures
  }

  /// The paper as a PDF; the same input gives the same bytes.
  ///
  /// - Throws: ``TypesettingFailure`` when a character cannot be printed.
  public func pdf(language: Language, created: Instant) throws -> [UInt8] {
    try paper(language).pdf(language: language, created: created)
  }

  func paper(_ language: Language) -> Paper {
    let words = PaperWords(language)
    let blank = "…………………………………………………………"
    func field(_ fr: String, _ en: String, _ value: String) -> Paper.Field {
      Paper.Field(Text(fr: fr, en: en)[language], value)
    }
    return Paper(
      letterhead: controller.letterhead, reference: [reference],
      title: Text(fr: "Violation de données : éléments à notifier", en: "Data breach: what is to be notified")[
        language],
      subtitle: nature,
      blocks: [
        .banner(
          Text(fr: "À notifier avant le \(due.spoken(.fr))", en: "To be notified by \(due.spoken(.en))")[language],
          detail: Text(
            fr:
              "72 heures après en avoir eu connaissance (RGPD, art. 33), sauf si la violation ne présente pas de risque "
              + "pour les personnes. Dans les deux cas, cette fiche va au registre des violations.",
            en:
              "72 hours after becoming aware of it (GDPR, art. 33), unless the breach is unlikely to result in a risk "
              + "for people. In both cases, this sheet goes to the register of breaches.")[language]),
        .heading(Text(fr: "1. La violation", en: "1. The breach")[language]),
        .fields([
          field("Nature", "Nature", "\(nature) (\(property.text[language]))"),
          field("Survenue le", "Happened on", happened.text[language]),
          field("Connue le", "Known on", aware.spoken(language)),
          field(
            "Appareil", "Device",
            [device.code.description, device.category, String.name(maker: device.manufacturer, model: device.model)]
              .compactMap(\.self).joined(separator: ", ")),
          Paper.Field(words(.serial), words.held(device.serial)),
        ]),
        .table(table(words)),
        .heading(Text(fr: "2. Les personnes et les données", en: "2. The people and the data")[language]),
        .bullets(subjects),
        .fields([
          field("Nombre approximatif de personnes", "Approximate number of people", blank),
          field("Sortes de données", "Kinds of data", blank),
          field("Support chiffré ?", "Encrypted?", Text(fr: "oui / non / inconnu", en: "yes / no / unknown")[language]),
        ]),
        .heading(Text(fr: "3. Les conséquences probables", en: "3. The likely consequences")[language]),
        .paragraph(blank + " " + blank),
        .heading(Text(fr: "4. Les mesures", en: "4. The measures")[language]),
        .bullets(measures + [blank]),
        .fields([
          field(
            "Personnes concernées prévenues ?", "People concerned told?",
            Text(fr: "oui, le ……… / non, car ………", en: "yes, on ……… / no, because ………")[language]),
          field("Délégué à la protection des données", "Data protection officer", blank),
          field("Numéro de la notification", "Number of the notification", blank),
        ]),
        .note(
          Text(
            fr: "Cette fiche ne nomme personne : les références renvoient aux dossiers, dont l'accès est tracé.",
            en: "This sheet names nobody: references lead to files, whose reading is logged.")[language]),
      ])
  }

  private func table(_ words: PaperWords) -> Paper.Table {
    Paper.Table(
      columns: [
        Paper.Column(Text(fr: "Support", en: "Medium")[words.language], share: 4, style: .strong),
        Paper.Column(words(.mediaType), share: 3), Paper.Column(words(.capacity), share: 2, style: .number),
        Paper.Column(Text(fr: "Données", en: "Data")[words.language], share: 6),
      ],
      rows: media.isEmpty
        ? [[Text(fr: "aucun support connu", en: "no known medium")[words.language], "", "", ""]]
        : media.map { medium in
          [medium.name, medium.kind, medium.capacity.map { "\($0 / 1_000_000_000) Go" } ?? "", medium.state]
        })
  }
}

extension BreachPaper.Property {
  fileprivate var text: Text {
    switch self {
    case .confidentiality: Text(fr: "perte de confidentialité", en: "loss of confidentiality")
    case .availability: Text(fr: "perte de disponibilité", en: "loss of availability")
    }
  }
}

extension LocalStamp {
  /// The day and the minute, as people say them.
  fileprivate func spoken(_ language: Language) -> String {
    func digits(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    let time = "\(digits(secondOfDay / 3600)):\(digits(secondOfDay / 60 % 60))"
    return Text(fr: "\(day.text.fr) à \(time)", en: "\(day.text.en), \(time)")[language]
  }
}
