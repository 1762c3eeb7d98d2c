public import Kernel
import Typesetting

/// All that is known of a household, on paper, for the household: what, since when, and the rights it has (GDPR art. 12 and 15).
public struct PersonalFilePaper: Sendable, Equatable {
  /// Who keeps the data, and answers for them.
  public var issuer: Party
  /// Whose data they are.
  public var household: Party
  public var sections: [Section]
  /// The day the paper is handed out.
  public var made: Day

  /// What is known of one kind.
  public struct Section: Sendable, Equatable {
    public var title: String
    public var lines: [String]

    /// Makes a section.
    public init(title: String, lines: [String]) {
      (self.title, self.lines) = (title, lines)
    }
  }

  /// Makes a paper.
  public init(issuer: Party, household: Party, sections: [Section], made: Day) {
    (self.issuer, self.household, self.sections, self.made) = (issuer, household, sections, made)
  }

  /// The paper as a PDF; the same input gives the same bytes.
  ///
  /// - Throws: ``TypesettingFailure`` when a character cannot be printed.
  public func pdf(language: Language, created: Instant) throws -> [UInt8] {
    try paper(language).pdf(language: language, created: created)
  }

  func paper(_ language: Language) -> Paper {
    let title = Text(fr: "Ce que nous savons de vous", en: "What we know of you")
    let rights = Text(
      fr: "Vous pouvez demander de corriger ce qui est faux, ou d'effacer votre dossier quand vos contrats sont finis. "
        + "Demandez-le à la personne qui vous a remis ce papier. Vous pouvez aussi écrire à la CNIL : www.cnil.fr.",
      en: "You can ask for what is wrong to be corrected, or for your file to be erased once your contracts are over. "
        + "Ask whoever handed you this paper. You can also write to the CNIL: www.cnil.fr.")
    var blocks: [Paper.Block] = [.paragraph(rights[language])]
    for section in sections { blocks += [.heading(section.title), .bullets(section.lines)] }
    return Paper(
      letterhead: issuer.letterhead, reference: [made.text[language], household.name], title: title[language],
      blocks: blocks)
  }
}
