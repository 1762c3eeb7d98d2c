public import Kernel
import Typesetting

/// The receipt a donor leaves with: what was handed over, under which codes.
public struct ReceptionPaper: Sendable, Equatable {
  /// The number of the donation.
  public var reference: String
  /// The reference of the convention it comes under.
  public var convention: String?
  public var receiver: Party
  public var donor: Party
  /// What was announced beside what came; nothing when only the devices are listed.
  public var comparison: [Comparison]
  /// The devices, each under its permanent code.
  public var devices: [DeviceLines]
  /// What devices are worth, by the donor's word.
  public var values: [AssetCode: Money]
  /// The devices that nobody announced.
  public var unexpected: Set<AssetCode>
  /// What was announced thing by thing and did not come.
  public var missing: [AnnouncedLines]
  /// The day of the gift, and the days on which it came in.
  public var given: Day?
  public var received: [Day]
  public var receivedBy: Signatory
  /// What the convention or the law asks to be said, word for word.
  public var remark: String?

  /// What was announced and what came of one category.
  public struct Comparison: Sendable, Equatable {
    /// The category in the paper's language.
    public var category: String
    public var announced: Int
    public var received: Int
    /// In grams; nothing when none was weighed.
    public var grams: Int?

    /// Makes a comparison.
    public init(category: String, announced: Int, received: Int, grams: Int?) {
      self.category = category
      self.announced = announced
      self.received = received
      self.grams = grams
    }
  }

  /// Makes a receipt.
  public init(
    reference: String, convention: String? = nil, receiver: Party, donor: Party, comparison: [Comparison] = [],
    devices: [DeviceLines], values: [AssetCode: Money] = [:], unexpected: Set<AssetCode> = [],
    missing: [AnnouncedLines] = [], given: Day? = nil, received: [Day] = [], receivedBy: Signatory, remark: String?
  ) {
    self.reference = reference
    self.convention = convention
    self.receiver = receiver
    self.donor = donor
    self.comparison = comparison
    self.devices = devices
    self.values = values
    self.unexpected = unexpected
    self.missing = missing
    self.given = given
    self.received = received
    self.receivedBy = receivedBy
    self.remark = remark
  }

  /// The receipt as a PDF; the same input gives the same bytes.
  ///
  /// - Throws: ``TypesettingFailure`` when a character cannot be printed.
  public func pdf(language: Language, created: Instant) throws -> [UInt8] {
    try paper(language).pdf(language: language, created: created)
  }

  func paper(_ language: Language) -> Paper {
    let words = PaperWords(language)
    let title = Text(fr: "Bon de réception", en: "Receipt of equipment")
    let count = Text(
      fr: devices.count > 1 ? "\(devices.count) appareils reçus" : "\(devices.count) appareil reçu",
      en: devices.count == 1 ? "1 device received" : "\(devices.count) devices received")
    let hint = Text(fr: "Date et signature", en: "Date and signature")[language]
    return Paper(
      letterhead: receiver.letterhead,
      reference: Paper.reference(donation: reference, convention: convention, language) + days.map { $0[language] },
      title: title[language], subtitle: count[language],
      blocks: [
        .panels([
          Paper.Panel(
            caption: Text(fr: "Donateur", en: "Donor")[language], name: donor.name, lines: donor.details),
          Paper.Panel(
            caption: Text(fr: "Reçu par", en: "Received by")[language], name: receivedBy.name,
            lines: [receivedBy.title, receivedBy.place].compactMap { $0 }),
        ])
      ] + compared(words) + [
        .heading(Text(fr: "Appareils", en: "Devices")[language]), .table(table(words)),
      ] + absent(words) + (remark.map { [.note($0)] } ?? []) + [
        .signatures([
          Paper.Signature(
            role: Text(fr: "Pour le donateur", en: "For the donor")[language], name: donor.name, hint: hint),
          Paper.Signature(
            role: Text(fr: "Pour la structure", en: "For the receiver")[language], name: receivedBy.name,
            hint: hint),
        ])
      ])
  }

  /// The day of the gift and those of its reception; the paper's own where neither is told.
  private var days: [Text] {
    let gift = given.map { Text(fr: "Don du \($0.text.fr)", en: "Given on \($0.text.en)") }
    let dates = received.map(\.text)
    guard !dates.isEmpty else { return [gift, receivedBy.day?.text].compactMap(\.self) }
    let all = Text(
      fr: "Reçu le \(dates.map(\.fr).joined(separator: ", le "))",
      en: "Received on \(dates.map(\.en).joined(separator: ", on "))")
    return [gift, all].compactMap(\.self)
  }

  /// What was announced thing by thing and did not come.
  private func absent(_ words: PaperWords) -> [Paper.Block] {
    guard !missing.isEmpty else { return [] }
    return [
      .heading(Text(fr: "Annoncés et non reçus", en: "Announced and not received")[words.language]),
      .table(missing.table(words)),
    ]
  }

  /// The reception against the announcement.
  private func compared(_ words: PaperWords) -> [Paper.Block] {
    guard !comparison.isEmpty else { return [] }
    let heads = [
      Text(fr: "Annoncés", en: "Announced"), Text(fr: "Reçus", en: "Received"), Text(fr: "Manquants", en: "Missing"),
      Text(fr: "Non annoncés", en: "Unannounced"), Text(fr: "Poids (kg)", en: "Weight (kg)"),
    ]
    let table = Paper.Table(
      columns: [Paper.Column(words(.category), share: 5, style: .strong)]
        + heads.map { Paper.Column($0[words.language], share: 2.6, style: .number) },
      rows: comparison.map { line in
        return [
          line.category, String(line.announced), String(line.received), String(max(0, line.announced - line.received)),
          String(max(0, line.received - line.announced)), line.grams.map { $0.kilograms[words.language] } ?? "–",
        ]
      })
    return [
      .heading(Text(fr: "Réception et annonce", en: "Reception and announcement")[words.language]), .table(table),
    ]
  }

  private func table(_ words: PaperWords) -> Paper.Table {
    Paper.Table(
      columns: [
        Paper.Column(words(.assetCode), share: 4, style: .strong), Paper.Column(words(.category), share: 4),
        Paper.Column(words(.model), share: 6), Paper.Column(words(.serial), share: 5),
      ] + (values.isEmpty ? [] : [Paper.Column(words(.value), share: 3, style: .number)]),
      rows: devices.map { device in
        let name = String.name(maker: device.manufacturer, model: device.model) ?? ""
        let unannounced = Text(fr: " (non annoncé)", en: " (unannounced)")[words.language]
        let category = device.category + (unexpected.contains(device.code) ? unannounced : "")
        return [device.code.description, category, words.held(name), words.held(device.serial)]
          + (values.isEmpty ? [] : [values[device.code]?.text[words.language] ?? "–"])
      })
  }
}
