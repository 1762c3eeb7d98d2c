public import Kernel
import Typesetting

/// A letter that reminds a household of a loan that ended, or of what is to be paid: short sentences, what to do, whom to call, no threat.
public struct ReminderLetterPaper: Sendable, Equatable {
  /// Who writes, and can be called.
  public var issuer: Party
  /// Whom it is for, by name.
  public var recipient: String
  /// The lines under the name in the window of the envelope; none for a letter handed over.
  public var address: [String] = []
  /// The number of the household.
  public var reference: String
  public var title: Text
  public var opening: Text
  /// What it is about, a line for each matter.
  public var matters: [Text]
  public var wish: Text
  public var made: Day

  /// Makes a letter.
  public init(
    issuer: Party, recipient: String, reference: String, title: Text, opening: Text, matters: [Text], wish: Text,
    made: Day
  ) {
    (self.issuer, self.recipient, self.reference, self.title) = (issuer, recipient, reference, title)
    (self.opening, self.matters, self.wish, self.made) = (opening, matters, wish, made)
  }

  /// The letter as a PDF; the same input gives the same bytes.
  ///
  /// - Throws: ``TypesettingFailure`` when a character cannot be printed.
  public func pdf(language: Language, created: Instant) throws -> [UInt8] {
    try paper(language).pdf(language: language, created: created)
  }

  /// The same as a message of plain text.
  public func message(_ language: Language) -> String {
    ([greeting[language], opening[language]] + matters.map { "– \($0[language])" }
      + [wish[language], known[language], thanks[language], issuer.lines.joined(separator: "\n")])
      .joined(separator: "\n\n") + "\n"
  }

  /// The same to be said on the telephone.
  public var words: Text {
    Text(fr: spoken(.fr), en: spoken(.en))
  }

  private func spoken(_ language: Language) -> String {
    ([opening[language]] + matters.map { $0[language] } + [wish[language]]).joined(separator: " ")
  }

  func paper(_ language: Language) -> Paper {
    var paper = Paper(
      letterhead: issuer.letterhead, reference: [reference, made.text[language]], title: title[language],
      blocks: [
        .paragraph(greeting[language]), .paragraph(opening[language]), .bullets(matters.map { $0[language] }),
        .heading(Text(fr: "Que faire ?", en: "What to do?")[language]), .paragraph(wish[language]),
        .paragraph(known[language]), .paragraph(thanks[language]), .paragraph(issuer.name),
      ], typeSize: .large)
    if !address.isEmpty { paper.addressee = [recipient] + address }
    return paper
  }

  private var greeting: Text { Text(fr: "Bonjour \(recipient),", en: "Hello \(recipient),") }
  private var known: Text {
    Text(
      fr: "C'est déjà fait, ou vous nous avez déjà parlé ? Alors ne tenez pas compte de ce message.",
      en: "It is done already, or you have talked to us? Then pay no attention to this message.")
  }
  private var thanks: Text { Text(fr: "Merci, et à bientôt.", en: "Thank you, and see you soon.") }
}
