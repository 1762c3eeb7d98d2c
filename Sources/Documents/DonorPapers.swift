public import Kernel
import Typesetting

/// What kind of donor a paper speaks to.
public enum DonorOnPaper: Sendable, Equatable, CaseIterable {
  case publicBody, company, association, individual
}

/// A gift convention to be signed.
public struct ConventionPaper: Sendable, Equatable {
  /// The reference the convention will bear.
  public var reference: String
  public var donor: Party
  public var donorKind: DonorOnPaper
  public var receiver: Party
  /// Its last day; nothing when it has no term.
  public var endsOn: Day?
  /// How thoroughly media are erased, at least.
  public var erasure: ErasureLevel
  public var noResale: Bool
  /// Whether the erasure of each medium is certified.
  public var certificate: Bool
  /// What one device given by a public body may be worth at most.
  public var unitValue: Money?

  /// Makes a convention.
  public init(
    reference: String, donor: Party, donorKind: DonorOnPaper, receiver: Party, endsOn: Day?, erasure: ErasureLevel,
    noResale: Bool, certificate: Bool, unitValue: Money?
  ) {
    self.reference = reference
    self.donor = donor
    self.donorKind = donorKind
    self.receiver = receiver
    self.endsOn = endsOn
    self.erasure = erasure
    self.noResale = noResale
    self.certificate = certificate
    self.unitValue = unitValue
  }

  /// The convention as a PDF; the same input gives the same bytes.
  ///
  /// - Throws: ``TypesettingFailure`` when a character cannot be printed.
  public func pdf(clauses: ConventionClauses, language: Language, created: Instant) throws -> [UInt8] {
    try paper(clauses: clauses, language).pdf(language: language, created: created)
  }

  func paper(clauses: ConventionClauses, _ language: Language) -> Paper {
    let hint = Text(fr: "Nom, qualité, date et signature", en: "Name, title, date and signature")[language]
    return Paper(
      letterhead: receiver.letterhead,
      reference: [Text(fr: "Convention n° \(reference)", en: "Convention no. \(reference)")[language]],
      title: clauses.title,
      subtitle: clauses.subtitle,
      blocks: [
        .panels([
          Paper.Panel(
            caption: Text(fr: "Le donateur", en: "The donor")[language], name: donor.name, lines: donor.details),
          Paper.Panel(
            caption: Text(fr: "Le bénéficiaire", en: "The receiver")[language], name: receiver.name,
            lines: receiver.details),
        ])
      ] + clauses.articles(where: holds) { value(of: $0, language) } + [
        .note(
          Text(fr: "Fait en deux exemplaires, un pour chaque partie.", en: "Made in two copies, one for each party.")[
            language]),
        .signatures([
          Paper.Signature(
            role: Text(fr: "Pour le donateur", en: "For the donor")[language], name: donor.name, hint: hint),
          Paper.Signature(
            role: Text(fr: "Pour le bénéficiaire", en: "For the receiver")[language], name: receiver.name, hint: hint),
        ]),
      ])
  }

  private func holds(_ condition: ConventionVocabulary.Condition) -> Bool {
    switch condition {
    case .publicDonor: donorKind == .publicBody && unitValue != nil
    case .company: donorKind == .company
    case .association: donorKind == .association
    case .individual: donorKind == .individual
    case .withTerm: endsOn != nil
    case .withoutTerm: endsOn == nil
    case .noResale: noResale
    case .resaleAllowed: !noResale
    case .certificate: certificate
    case .clear: erasure == .clear
    case .purge: erasure == .purge
    case .destroy: erasure == .destroy
    }
  }

  private func value(of placeholder: ConventionVocabulary.Placeholder, _ language: Language) -> String {
    switch placeholder {
    case .donor: donor.name
    case .receiver: receiver.name
    case .lastDay: endsOn?.text[language] ?? ""
    case .erasure: erasure.text[language]
    case .unitValue: unitValue?.text[language] ?? ""
    }
  }
}

/// The guide that tells a donor how to give.
public struct GuidePaper: Sendable, Equatable {
  public var issuer: Party
  /// For whom it is.
  public var reader: DonorOnPaper
  public var made: Day
  /// What one device given by a public body may be worth at most.
  public var unitValue: Money?

  /// Makes a guide.
  public init(issuer: Party, reader: DonorOnPaper, made: Day, unitValue: Money?) {
    self.issuer = issuer
    self.reader = reader
    self.made = made
    self.unitValue = unitValue
  }

  /// The guide as a PDF; the same input gives the same bytes.
  ///
  /// - Throws: ``TypesettingFailure`` when a character cannot be printed.
  public func pdf(clauses: GuideClauses, language: Language, created: Instant) throws -> [UInt8] {
    try paper(clauses: clauses, language).pdf(language: language, created: created)
  }

  func paper(clauses: GuideClauses, _ language: Language) -> Paper {
    Paper(
      letterhead: issuer.letterhead, reference: [made.text[language]], title: clauses.title, subtitle: clauses.subtitle,
      blocks: clauses.articles(
        where: { condition in
          switch condition {
          case .publicDonor: reader == .publicBody && unitValue != nil
          case .company: reader == .company
          case .association: reader == .association
          case .individual: reader == .individual
          }
        },
        { placeholder in
          switch placeholder {
          case .issuer: issuer.name
          case .unitValue: unitValue?.text[language] ?? ""
          }
        }))
  }
}
