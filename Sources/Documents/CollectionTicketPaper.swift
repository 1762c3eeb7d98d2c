public import Kernel
import Typesetting

/// The ticket two people sign when a gift is fetched: what was announced, and room for what is really loaded.
public struct CollectionTicketPaper: Sendable, Equatable {
  /// The number of the donation.
  public var reference: String
  /// The reference of the convention it comes under.
  public var convention: String?
  public var receiver: Party
  public var donor: Party
  /// The day and the hour, when they are set.
  public var day: Day?
  public var time: String?
  /// Where it is fetched.
  public var place: String?
  /// What was announced.
  public var lines: [Line]
  /// What was announced thing by thing, when a list was.
  public var things: [AnnouncedLines]

  /// So many devices of a category.
  public struct Line: Sendable, Equatable {
    /// The category in the paper's language.
    public var category: String
    public var announced: Int

    /// Makes a line.
    public init(category: String, announced: Int) {
      self.category = category
      self.announced = announced
    }
  }

  /// Makes a ticket.
  public init(
    reference: String, convention: String? = nil, receiver: Party, donor: Party, day: Day?, time: String?,
    place: String?, lines: [Line], things: [AnnouncedLines] = []
  ) {
    self.reference = reference
    self.convention = convention
    self.receiver = receiver
    self.donor = donor
    self.day = day
    self.time = time
    self.place = place
    self.lines = lines
    self.things = things
  }

  /// The ticket as a PDF; the same input gives the same bytes.
  ///
  /// - Throws: ``TypesettingFailure`` when a character cannot be printed.
  public func pdf(language: Language, created: Instant) throws -> [UInt8] {
    try paper(language).pdf(language: language, created: created)
  }

  func paper(_ language: Language) -> Paper {
    let blank = "…………………"
    let hour = time.map { Text(fr: " à \($0)", en: " at \($0)")[language] } ?? ""
    let hint = Text(fr: "Nom, date et signature", en: "Name, date and signature")[language]
    return Paper(
      letterhead: receiver.letterhead,
      reference: Paper.reference(donation: reference, convention: convention, language),
      title: Text(fr: "Bon d'enlèvement", en: "Collection ticket")[language],
      subtitle: Text(fr: "À signer au moment de l'enlèvement", en: "To be signed when the gift is fetched")[language],
      blocks: [
        .panels([
          Paper.Panel(caption: Text(fr: "Donateur", en: "Donor")[language], name: donor.name, lines: donor.details),
          Paper.Panel(
            caption: Text(fr: "Rendez-vous", en: "Appointment")[language],
            name: day.map { $0.text[language] + hour } ?? blank, lines: [place ?? blank]),
        ]),
        .heading(Text(fr: "Matériel", en: "Equipment")[language]),
        .table(table(language, blank: blank)),
      ] + listed(PaperWords(language)) + [
        .paragraph(
          Text(
            fr: "Le donateur remet le matériel compté ci-dessus. Le compte exact, le poids et l'état sont établis à la "
              + "réception, et lui sont communiqués. Rien ne change de mains avant que les supports soient effacés.",
            en:
              "The donor hands over the equipment counted above. The exact count, weight and state are settled at the "
              + "reception and told to the donor. Nothing changes hands before its media are erased.")[language]),
        .signatures([
          Paper.Signature(
            role: Text(fr: "Pour le donateur", en: "For the donor")[language], name: donor.name, hint: hint),
          Paper.Signature(
            role: Text(fr: "Enlevé par", en: "Fetched by")[language], name: receiver.name, hint: hint),
        ]),
      ])
  }

  private func listed(_ words: PaperWords) -> [Paper.Block] {
    guard !things.isEmpty else { return [] }
    let heading = Text(fr: "Annoncé pièce par pièce", en: "Announced thing by thing")
    return [.heading(heading[words.language]), .table(things.table(words))]
  }

  private func table(_ language: Language, blank: String) -> Paper.Table {
    let other = Text(fr: "Autre :", en: "Other:")[language]
    return Paper.Table(
      columns: [
        Paper.Column(Text(fr: "Catégorie", en: "Category")[language], share: 6, style: .strong),
        Paper.Column(Text(fr: "Annoncés", en: "Announced")[language], share: 2.5, style: .number),
        Paper.Column(Text(fr: "Enlevés", en: "Fetched")[language], share: 3.5),
        Paper.Column(Text(fr: "Remarque", en: "Remark")[language], share: 5),
      ],
      rows: lines.map { [$0.category, String($0.announced), blank, blank] } + [[other, "", blank, blank]])
  }
}
