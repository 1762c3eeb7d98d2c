public import Kernel
import Typesetting

/// The erasure certificates of a lot in one file, behind a sheet that lists them and what is left without one.
public struct LotCertificatesPaper: Sendable, Equatable {
  /// The number of the donation.
  public var reference: String
  /// The reference of the convention it came under.
  public var convention: String?
  public var issuer: Party
  public var donor: Party
  /// The day of the sheet.
  public var made: Day
  public var certificates: [ErasureCertificatePaper]
  /// The media that are not certified yet.
  public var left: [UncertifiedMedium]

  /// A medium without a certificate.
  public struct UncertifiedMedium: Sendable, Equatable {
    public var device: AssetCode
    /// Its serial number, or what else it is called by.
    public var medium: String

    /// Makes a medium.
    public init(device: AssetCode, medium: String) {
      self.device = device
      self.medium = medium
    }
  }

  /// Makes a file; the certificates come in the order of their numbers.
  public init(
    reference: String, convention: String?, issuer: Party, donor: Party, made: Day,
    certificates: [ErasureCertificatePaper], left: [UncertifiedMedium]
  ) {
    self.reference = reference
    self.convention = convention
    self.issuer = issuer
    self.donor = donor
    self.made = made
    self.certificates = certificates.sorted { $0.reference < $1.reference }
    self.left = left
  }

  /// The file as a PDF, each paper of it on pages of its own numbering; the same input gives the same bytes.
  ///
  /// - Throws: ``TypesettingFailure`` when a character cannot be printed.
  public func pdf(language: Language, created: Instant) throws -> [UInt8] {
    let title = Text(
      fr: "Certificats d'effacement – don n° \(reference)", en: "Erasure certificates – donation \(reference)")
    return try Paper.pdf(
      of: [sheet(PaperWords(language))] + certificates.map { $0.paper(language) }, titled: title[language],
      language: language, created: created)
  }

  private func sheet(_ words: PaperWords) -> Paper {
    let language = words.language
    return Paper(
      letterhead: issuer.letterhead,
      reference: Paper.reference(donation: reference, convention: convention, language) + [made.text[language]],
      title: Text(fr: "Certificats d'effacement du lot", en: "Erasure certificates of the lot")[language],
      blocks: [
        .panels([
          Paper.Panel(caption: Text(fr: "Donateur", en: "Donor")[language], name: donor.name, lines: donor.details)
        ]),
        .heading(Text(fr: "Supports certifiés", en: "Certified media")[language]), .table(certified(words)),
      ] + uncertified(words))
  }

  private func certified(_ words: PaperWords) -> Paper.Table {
    Paper.Table(
      columns: [
        Paper.Column(Text(fr: "Certificat", en: "Certificate")[words.language], share: 3, style: .strong),
        Paper.Column(words(.assetCode), share: 4),
        Paper.Column(Text(fr: "Support", en: "Medium")[words.language], share: 6),
        Paper.Column(words(.level), share: 2), Paper.Column(words(.day), share: 4),
      ],
      rows: certificates.map { certificate in
        [
          certificate.reference, certificate.device.code.description, words.held(certificate.medium.serial),
          certificate.level.name, words.held(certificate.performed.day?.text[words.language]),
        ]
      })
  }

  private func uncertified(_ words: PaperWords) -> [Paper.Block] {
    guard !left.isEmpty else { return [] }
    let table = Paper.Table(
      columns: [
        Paper.Column(words(.assetCode), share: 4, style: .strong),
        Paper.Column(Text(fr: "Support", en: "Medium")[words.language], share: 8),
      ], rows: left.map { [$0.device.description, $0.medium] })
    return [
      .heading(
        Text(fr: "Supports sans certificat à ce jour", en: "Media without a certificate so far")[words.language]),
      .table(table),
    ]
  }
}
