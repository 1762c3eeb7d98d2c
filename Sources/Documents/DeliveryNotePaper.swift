public import Kernel
import Typesetting

/// The note that goes with devices from a structure to another: both sign it, and it says what still holds data.
public struct DeliveryNotePaper: Sendable, Equatable {
  /// The number of the note.
  public var reference: String
  public var sender: Party
  public var recipient: Party
  public var day: Day
  public var lines: [Line]
  /// The reference of the paper by which the recipient takes over the media that are not clean; nothing when all are.
  public var undertaking: String?

  /// One device sent.
  public struct Line: Sendable, Equatable {
    public var device: DeviceLines
    /// Its weight in grams, when it is known.
    public var grams: Int?
    /// Whether its media are clean; else it leaves with what they hold.
    public var isClean: Bool

    /// Makes a line.
    public init(device: DeviceLines, grams: Int?, isClean: Bool) {
      self.device = device
      self.grams = grams
      self.isClean = isClean
    }
  }

  /// Makes a note.
  public init(
    reference: String, sender: Party, recipient: Party, day: Day, lines: [Line], undertaking: String? = nil
  ) {
    self.reference = reference
    self.sender = sender
    self.recipient = recipient
    self.day = day
    self.lines = lines
    self.undertaking = undertaking
  }

  /// The note as a PDF; the same input gives the same bytes.
  ///
  /// - Throws: ``TypesettingFailure`` when a character cannot be printed.
  public func pdf(language: Language, created: Instant) throws -> [UInt8] {
    try paper(language).pdf(language: language, created: created)
  }

  func paper(_ language: Language) -> Paper {
    let hint = Text(fr: "Nom, date et signature", en: "Name, date and signature")[language]
    return Paper(
      letterhead: sender.letterhead, reference: [reference, day.text[language]],
      title: Text(fr: "Bon de livraison", en: "Delivery note")[language],
      subtitle: Text(
        fr: "\(lines.count) appareil\(lines.count > 1 ? "s" : "")",
        en: "\(lines.count) device\(lines.count > 1 ? "s" : "")")[language],
      blocks: [
        .panels([
          Paper.Panel(
            caption: Text(fr: "Envoyé par", en: "Sent by")[language], name: sender.name, lines: sender.details),
          Paper.Panel(
            caption: Text(fr: "Destinataire", en: "To")[language], name: recipient.name, lines: recipient.details),
        ]),
        .table(table(language)),
      ] + data(language) + [
        .paragraph(
          Text(
            fr: "Le destinataire compte les appareils à l'arrivée et scanne chacun ; ce qui manque est écrit ici.",
            en: "The recipient counts the devices on arrival and scans each; what is missing is written here.")[
              language]),
        .signatures([
          Paper.Signature(
            role: Text(fr: "Remis par", en: "Handed over by")[language], name: sender.name, hint: hint),
          Paper.Signature(
            role: Text(fr: "Reçu par", en: "Received by")[language], name: recipient.name, hint: hint),
        ]),
      ])
  }

  private func data(_ language: Language) -> [Paper.Block] {
    guard lines.contains(where: { !$0.isClean }) else { return [] }
    let paper = undertaking ?? ""
    return [
      .banner(
        Text(fr: "Ce lot contient des données", en: "This lot holds data")[language],
        detail: Text(
          fr: "Le destinataire prend en charge l'effacement ou la destruction des supports marqués « données » "
            + "(papier signé : \(paper)). Personne d'autre n'y accède avant.",
          en: "The recipient takes over the erasure or the destruction of the media marked “data” (signed paper: "
            + "\(paper)). Nobody else gets at them before.")[language])
    ]
  }

  private func table(_ language: Language) -> Paper.Table {
    let words = PaperWords(language)
    return Paper.Table(
      columns: [
        Paper.Column(words(.assetCode), share: 4.2, style: .strong), Paper.Column(words(.category), share: 3.3),
        Paper.Column(words(.model), share: 4), Paper.Column(words(.serial), share: 3.5, style: .small),
        Paper.Column(Text(fr: "Poids", en: "Weight")[language], share: 2, style: .number),
        Paper.Column(Text(fr: "Supports", en: "Media")[language], share: 2.2, style: .strong),
      ],
      rows: lines.map { line in
        [
          line.device.code.description, line.device.category,
          String.name(maker: line.device.manufacturer, model: line.device.model) ?? "", line.device.serial ?? "",
          line.grams.map { $0.kilograms[language] + " kg" } ?? "",
          line.isClean
            ? Text(fr: "effacés", en: "erased")[language] : Text(fr: "données", en: "data")[language],
        ]
      })
  }
}
