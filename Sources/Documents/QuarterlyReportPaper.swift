public import Kernel
import Typesetting

/// A manager's figures for a quarter, each beside what it counts.
public struct QuarterlyReportPaper: Sendable, Equatable {
  public var issuer: Party
  public var quarter: Quarter
  public var sections: [Section]
  /// The head of the journal when the figures were counted: a cut or rewritten journal no longer ends so.
  public var journalHead: JournalHead?
  /// The day the figures were counted.
  public var made: Day

  /// Figures about one subject.
  public struct Section: Sendable, Equatable {
    public var title: Text
    public var figures: [Figure]

    /// Makes a section.
    public init(title: Text, figures: [Figure]) {
      self.title = title
      self.figures = figures
    }
  }

  /// One figure.
  public struct Figure: Sendable, Equatable {
    public var name: Text
    /// What is counted, so that two readers mean the same.
    public var definition: Text
    /// The figure with its unit.
    public var value: Text

    /// Makes a figure.
    public init(name: Text, definition: Text, value: Text) {
      self.name = name
      self.definition = definition
      self.value = value
    }
  }

  /// The last entry of the journal.
  public struct JournalHead: Sendable, Equatable {
    public var entry: EntryID
    public var digest: Digest

    /// Makes a head.
    public init(entry: EntryID, digest: Digest) {
      self.entry = entry
      self.digest = digest
    }
  }

  /// Makes a report.
  public init(issuer: Party, quarter: Quarter, sections: [Section], journalHead: JournalHead?, made: Day) {
    self.issuer = issuer
    self.quarter = quarter
    self.sections = sections
    self.journalHead = journalHead
    self.made = made
  }

  /// The report as a PDF; the same input gives the same bytes.
  ///
  /// - Throws: ``TypesettingFailure`` when a character cannot be printed.
  public func pdf(language: Language, created: Instant) throws -> [UInt8] {
    try paper(language).pdf(language: language, created: created)
  }

  func paper(_ language: Language) -> Paper {
    let made = Text(fr: "Établi le \(made.text.fr)", en: "Made on \(made.text.en)")
    let title = Text(fr: "Rapport trimestriel", en: "Quarterly report")
    let subtitle = quarter.text + Text(same: ", ") + quarter.period.text + (provisional ?? Text(same: ""))
    return Paper(
      letterhead: issuer.letterhead, reference: [quarter.text[language], made[language]], title: title[language],
      subtitle: subtitle[language],
      blocks: sections.flatMap { section -> [Paper.Block] in
        [.heading(section.title[language]), .table(table(of: section, language))]
      } + (seal.map { [.note($0[language])] } ?? []))
  }

  private func table(of section: Section, _ language: Language) -> Paper.Table {
    let heads = [
      Text(fr: "Indicateur", en: "Figure"), Text(fr: "Ce qui est compté", en: "What is counted"),
      Text(fr: "Valeur", en: "Value"),
    ]
    return Paper.Table(
      columns: [
        Paper.Column(heads[0][language], share: 5, style: .plain),
        Paper.Column(heads[1][language], share: 8, style: .small),
        Paper.Column(heads[2][language], share: 2.4, style: .number),
      ],
      rows: section.figures.map { [$0.name[language], $0.definition[language], $0.value[language]] })
  }

  /// Figures of days that are still to come will change.
  private var provisional: Text? {
    quarter.period.last < made
      ? nil : Text(fr: " – provisoire, le trimestre n'est pas terminé", en: " – provisional, the quarter is not over")
  }

  private var seal: Text? {
    journalHead.map { head in
      Text(
        fr: "Journal à l'établissement du rapport : entrée \(head.entry), empreinte \(head.digest).",
        en: "Journal when the report was made: entry \(head.entry), digest \(head.digest).")
    }
  }
}
