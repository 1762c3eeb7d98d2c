public import Kernel
import Typesetting

/// The places of a territory, printed on demand for an EPCI or a commune: where to go near home.
public struct PlacesDirectoryPaper: Sendable, Equatable {
  /// Who hands the paper out.
  public var issuer: Party
  /// The name of the commune or of the grouping.
  public var territory: String
  /// The communes that have places, each with its own.
  public var communes: [CommunePlaces]
  /// The day it is printed: what it says was so then.
  public var made: Day

  /// The places of one commune.
  public struct CommunePlaces: Sendable, Equatable {
    public var name: String
    public var places: [Line]

    /// Makes the places of a commune.
    public init(name: String, places: [Line]) { (self.name, self.places) = (name, places) }
  }

  /// One place.
  public struct Line: Sendable, Equatable {
    public var name: String
    /// What happens there, in words.
    public var kind: String
    public var address: String?
    public var hours: String?
    public var phone: String?
    /// What is to be had there: computers, Wi-Fi, services.
    public var services: [String]

    /// Makes a place.
    public init(name: String, kind: String, address: String?, hours: String?, phone: String?, services: [String]) {
      (self.name, self.kind, self.address) = (name, kind, address)
      (self.hours, self.phone, self.services) = (hours, phone, services)
    }
  }

  /// Makes a directory.
  public init(issuer: Party, territory: String, communes: [CommunePlaces], made: Day) {
    (self.issuer, self.territory, self.communes, self.made) = (issuer, territory, communes, made)
  }

  /// The directory as a PDF; the same input gives the same bytes.
  ///
  /// - Throws: ``TypesettingFailure`` when a character cannot be printed.
  public func pdf(language: Language, created: Instant) throws -> [UInt8] {
    try paper(language).pdf(language: language, created: created)
  }

  func paper(_ language: Language) -> Paper {
    let none = Text(fr: "Aucun lieu n'est connu sur ce territoire.", en: "No place is known in this territory.")
    return Paper(
      letterhead: issuer.letterhead,
      reference: [territory, Text(fr: "à jour le \(made.text.fr)", en: "as of \(made.text.en)")[language]],
      title: Text(fr: "Où aller près de chez vous", en: "Where to go near your home")[language], subtitle: territory,
      blocks: communes.isEmpty
        ? [.paragraph(none[language])]
        : communes.flatMap { [.heading($0.name), .table(table(of: $0.places, language))] })
  }

  private func table(of places: [Line], _ language: Language) -> Paper.Table {
    Paper.Table(
      columns: [
        Paper.Column(Text(fr: "Lieu", en: "Place")[language], share: 5, style: .strong),
        Paper.Column(Text(fr: "Ce qu'on y fait", en: "What it is for")[language], share: 4),
        Paper.Column(Text(fr: "Adresse", en: "Address")[language], share: 4),
        Paper.Column(Text(fr: "Horaires", en: "Opening hours")[language], share: 4),
        Paper.Column(Text(fr: "Téléphone", en: "Telephone")[language], share: 3),
      ],
      rows: places.map { place in
        [
          place.name, ([place.kind] + place.services).joined(separator: ", "), place.address ?? "", place.hours ?? "",
          place.phone ?? "",
        ]
      })
  }
}
