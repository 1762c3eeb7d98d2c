public import Kernel
import Typesetting

/// The sheet of social offers of access to the Internet, for families and whoever helps them, in plain words and large type.
public struct OffersSheetPaper: Sendable, Equatable {
  /// Who hands the sheet out.
  public var issuer: Party
  /// The commune it is for.
  public var commune: String
  public var offers: [Offer]
  /// Where to ask for help near home: a name and how to reach it.
  public var contacts: [String]
  /// The day it is printed: what it says was so then.
  public var made: Day

  /// One offer.
  public struct Offer: Sendable, Equatable {
    public var name: String
    /// Who offers it.
    public var provider: String
    /// What it costs a month; nothing when the source does not say.
    public var price: Money?
    /// For whom it is, in words.
    public var conditions: String
    /// The last day it can be had, when it is known.
    public var until: Day?
    /// Where this is known from, and when it was looked at.
    public var source: String

    /// Makes an offer.
    public init(name: String, provider: String, price: Money?, conditions: String, until: Day?, source: String) {
      (self.name, self.provider, self.price) = (name, provider, price)
      (self.conditions, self.until, self.source) = (conditions, until, source)
    }
  }

  /// Makes a sheet.
  public init(issuer: Party, commune: String, offers: [Offer], contacts: [String], made: Day) {
    (self.issuer, self.commune, self.offers) = (issuer, commune, offers)
    (self.contacts, self.made) = (contacts, made)
  }

  /// The sheet as a PDF; the same input gives the same bytes.
  ///
  /// - Throws: ``TypesettingFailure`` when a character cannot be printed.
  public func pdf(language: Language, created: Instant) throws -> [UInt8] {
    try paper(language).pdf(language: language, created: created)
  }

  func paper(_ language: Language) -> Paper {
    let none = Text(fr: "Aucune offre n'est connue aujourd'hui.", en: "No offer is known today.")
    var blocks: [Paper.Block] = offers.isEmpty ? [.paragraph(none[language])] : []
    for offer in offers {
      blocks.append(.heading("\(offer.name) – \(offer.provider)"))
      blocks.append(.bullets([price(of: offer)[language], offer.conditions] + until(offer).map { $0[language] }))
      blocks.append(.note(Text(fr: "Source : \(offer.source)", en: "Source: \(offer.source)")[language]))
    }
    if !contacts.isEmpty {
      blocks.append(.heading(Text(fr: "Se faire aider près de chez vous", en: "Help near your home")[language]))
      blocks.append(.bullets(contacts))
    }
    return Paper(
      letterhead: issuer.letterhead,
      reference: [commune, Text(fr: "à jour le \(made.text.fr)", en: "as of \(made.text.en)")[language]],
      title: Text(fr: "Internet moins cher", en: "The Internet for less")[language],
      subtitle: Text(
        fr: "Les offres sociales. Rien ne vous oblige à en prendre une.",
        en: "The social offers. Nothing obliges you to take one.")[language],
      blocks: blocks, typeSize: .large)
  }

  private func price(of offer: Offer) -> Text {
    offer.price.map { Text(fr: "\($0.text.fr) par mois", en: "\($0.text.en) a month") }
      ?? Text(fr: "Prix : à demander à \(offer.provider)", en: "Price: ask \(offer.provider)")
  }

  private func until(_ offer: Offer) -> [Text] {
    offer.until.map { [Text(fr: "Jusqu'au \($0.text.fr)", en: "Until \($0.text.en)")] } ?? []
  }
}
