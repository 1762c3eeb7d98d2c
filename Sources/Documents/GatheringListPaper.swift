public import Kernel
import Typesetting

/// The list of a gathering: who is expected, with what, and room to sign.
public struct GatheringListPaper: Sendable, Equatable {
  public var issuer: Party
  public var reference: String
  public var title: String
  public var place: String
  public var day: Day
  public var lines: [Line]

  /// One family.
  public struct Line: Sendable, Equatable {
    public var family: String
    public var request: String
    public var device: String
    public var contract: String

    /// Makes a line.
    public init(family: String, request: String, device: String, contract: String) {
      (self.family, self.request, self.device, self.contract) = (family, request, device, contract)
    }
  }

  /// Makes a list.
  public init(issuer: Party, reference: String, title: String, place: String, day: Day, lines: [Line]) {
    (self.issuer, self.reference, self.title) = (issuer, reference, title)
    (self.place, self.day, self.lines) = (place, day, lines)
  }

  /// The list as a PDF, the families in the order of their names; the same input gives the same bytes.
  ///
  /// - Throws: ``TypesettingFailure`` when a character cannot be printed.
  public func pdf(created: Instant) throws -> [UInt8] { try paper.pdf(language: .fr, created: created) }

  var paper: Paper {
    let sorted = lines.sorted { ($0.family.folded, $0.request) < ($1.family.folded, $1.request) }
    return Paper(
      letterhead: issuer.letterhead, reference: ["Remise \(reference)", day.text.fr], title: title,
      subtitle: "\(place), le \(day.text.fr)",
      blocks: [
        .paragraph(
          "\(lines.count) \(lines.count < 2 ? "famille attendue" : "familles attendues")."),
        .table(
          Paper.Table(
            columns: [
              Paper.Column("Famille", share: 3, style: .strong), Paper.Column("Demande", share: 1.5, style: .small),
              Paper.Column("Appareil", share: 1.7), Paper.Column("Contrat", share: 1.5, style: .small),
              Paper.Column("Venue", share: 0.9), Paper.Column("Signature", share: 2.6),
            ], rows: sorted.map { [$0.family, $0.request, $0.device, $0.contract, "☐", ""] })),
        .note("Cette liste nomme des personnes : elle se garde à l'abri des regards et se détruit après la saisie."),
      ])
  }
}
