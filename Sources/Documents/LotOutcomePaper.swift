public import Kernel
import Typesetting

/// What became of what a donor gave: of one lot, or of a year for a public donor, as the proof of reuse asks.
public struct LotOutcomePaper: Sendable, Equatable {
  public var issuer: Party
  public var donor: Party
  public var scope: Scope
  /// The day of the account.
  public var made: Day
  public var rows: [Row]
  /// The references of the conventions the gifts came under.
  public var conventions: [String]
  /// What became of each device.
  public var devices: [Thing]
  /// How many devices nobody weighed.
  public var unweighed: Int
  /// Who answers for the account.
  public var signatory: Signatory

  /// What the account is about.
  public enum Scope: Sendable, Equatable {
    /// One donation, given on a day.
    case lot(reference: String, given: Day)
    /// All that a public body gave in a year, with its rate of reuse.
    ///
    /// It is provisional while the year is not over.
    case year(Int, isProvisional: Bool = false, ReuseRate)
  }

  /// The rate of reuse of a year (décret 2023-266).
  public struct ReuseRate: Sendable, Equatable {
    /// How many devices were received in the year.
    public var received: Int
    /// How many of them are left out for their age.
    public var leftOut: Int
    /// From what age, in years, a device is left out.
    public var age: Int
    /// How many of those that count nobody told the year of.
    public var ofUnknownAge: Int
    /// How many of those that count were reused.
    public var reused: Int
    /// The share the law asks for, in percent.
    public var target: Int?
    /// The law.
    public var source: String

    /// Makes a rate.
    public init(
      received: Int, leftOut: Int, age: Int, ofUnknownAge: Int, reused: Int, target: Int?, source: String
    ) {
      self.received = received
      self.leftOut = leftOut
      self.age = age
      self.ofUnknownAge = ofUnknownAge
      self.reused = reused
      self.target = target
      self.source = source
    }

    /// How many devices count.
    public var counting: Int { received - leftOut }
  }

  /// A device and what became of it.
  public struct Thing: Sendable, Equatable {
    public var device: DeviceLines
    /// The day it came in.
    public var received: Day
    /// In grams; nothing when nobody weighed it.
    public var grams: Int?
    /// What became of it, in the paper's language.
    public var fate: String

    /// Makes a thing.
    public init(device: DeviceLines, received: Day, grams: Int?, fate: String) {
      self.device = device
      self.received = received
      self.grams = grams
      self.fate = fate
    }
  }

  /// The devices of a category, and what became of them.
  public struct Row: Sendable, Equatable {
    /// The category in the paper's language.
    public var category: String
    public var received, reused, parts, recycled, here: Share
    /// Given back or lost; the paper has no such column while there are none.
    public var gone: Share

    /// So many devices and their weight.
    public struct Share: Sendable, Equatable {
      public var count: Int
      /// In grams, of those that were weighed.
      public var grams: Int

      /// Makes a share.
      public init(count: Int, grams: Int) {
        self.count = count
        self.grams = grams
      }
    }

    /// Makes a row.
    public init(
      category: String, received: Share, reused: Share, parts: Share, recycled: Share, here: Share,
      gone: Share = Share(count: 0, grams: 0)
    ) {
      self.category = category
      self.received = received
      self.reused = reused
      self.parts = parts
      self.recycled = recycled
      self.here = here
      self.gone = gone
    }
  }

  /// Makes an account.
  public init(
    issuer: Party, donor: Party, scope: Scope, made: Day, rows: [Row], conventions: [String] = [],
    devices: [Thing] = [], unweighed: Int, signatory: Signatory
  ) {
    self.issuer = issuer
    self.donor = donor
    self.scope = scope
    self.made = made
    self.rows = rows
    self.conventions = conventions
    self.devices = devices
    self.unweighed = unweighed
    self.signatory = signatory
  }

  /// The account as a PDF; the same input gives the same bytes.
  ///
  /// - Throws: ``TypesettingFailure`` when a character cannot be printed.
  public func pdf(language: Language, created: Instant) throws -> [UInt8] {
    try paper(language).pdf(language: language, created: created)
  }

  func paper(_ language: Language) -> Paper {
    let made = Text(fr: "État au \(made.text.fr)", en: "As of \(made.text.en)")[language]
    return Paper(
      letterhead: issuer.letterhead,
      reference: [scope.reference[language]] + conventionLines.map { $0[language] } + [made],
      title: scope.title[language], subtitle: scope.subtitle[language],
      blocks: [
        .panels([
          Paper.Panel(caption: Text(fr: "Donateur", en: "Donor")[language], name: donor.name, lines: donor.details)
        ])
      ] + scope.rate(language)
        + [
          .heading(Text(fr: "Ce que le matériel est devenu", en: "What became of the equipment")[language]),
          .table(table(language)), .note(remark[language]), .signatures([signature(language)]),
        ] + annex(PaperWords(language)))
  }

  private var conventionLines: [Text] {
    guard !conventions.isEmpty else { return [] }
    let all = conventions.joined(separator: ", ")
    return conventions.count == 1
      ? [Text(fr: "Convention n° \(all)", en: "Convention no. \(all)")]
      : [Text(fr: "Conventions n° \(all)", en: "Conventions no. \(all)")]
  }

  /// Each device, one under the other.
  private func annex(_ words: PaperWords) -> [Paper.Block] {
    guard !devices.isEmpty else { return [] }
    let language = words.language
    let table = Paper.Table(
      columns: [
        Paper.Column(words(.assetCode), share: 5, style: .strong), Paper.Column(words(.model), share: 6),
        Paper.Column(words(.serial), share: 5),
        Paper.Column(Text(fr: "Reçu le", en: "Received on")[language], share: 4),
        Paper.Column(Text(fr: "Poids (kg)", en: "Weight (kg)")[language], share: 2.5, style: .number),
        Paper.Column(Text(fr: "Devenir", en: "Outcome")[language], share: 4.5),
      ],
      rows: devices.map { thing in
        let name = [thing.device.category, String.name(maker: thing.device.manufacturer, model: thing.device.model)]
          .compactMap(\.self)
        return [
          thing.device.code.description, name.joined(separator: " "), words.held(thing.device.serial),
          thing.received.description, thing.grams?.kilograms[language] ?? "–", thing.fate,
        ]
      })
    return [.heading(Text(fr: "Appareil par appareil", en: "Device by device")[language]), .table(table)]
  }

  private func table(_ language: Language) -> Paper.Table {
    var heads: [(Text, share: (Row) -> Row.Share)] = [
      (Text(fr: "Reçus", en: "Received"), \.received), (Text(fr: "Réemployés", en: "Reused"), \.reused),
      (Text(fr: "Pièces", en: "Parts"), \.parts), (Text(fr: "Recyclés", en: "Recycled"), \.recycled),
      (Text(fr: "En atelier ou en stock", en: "In workshop or stock"), \.here),
    ]
    if rows.contains(where: { $0.gone.count > 0 }) {
      heads.append((Text(fr: "Rendus ou perdus", en: "Given back or lost"), \.gone))
    }
    let total = heads.map { head in
      rows.map(head.share).reduce(Row.Share(count: 0, grams: 0)) { sum, share in
        Row.Share(count: sum.count + share.count, grams: sum.grams + share.grams)
      }
    }
    let lines =
      rows.map { row in (row.category, heads.map { $0.share(row) }) } + [
        (Text(fr: "Total", en: "Total")[language], total)
      ]
    return Paper.Table(
      columns: [Paper.Column(Text(fr: "Catégorie", en: "Category")[language], share: 4, style: .strong)]
        + heads.map { Paper.Column($0.0[language], share: 3, style: .number) },
      rows: lines.map { category, shares in [category] + shares.map { $0.text[language] } })
  }

  private var remark: Text {
    let weight =
      unweighed == 0
      ? Text(same: "")
      : Text(
        fr: " \(unweighed) appareil\(unweighed > 1 ? "s" : "") sans pesée : leur poids n'est pas compté.",
        en: " \(unweighed) device\(unweighed > 1 ? "s" : "") not weighed: their weight is not counted.")
    return Text(
      fr:
        "Réemployé : remis au moins une fois à quelqu'un, donné ou vendu, depuis son arrivée, quoi qu'il devienne ensuite. "
        + "Pièces : démonté, ses pièces servent à réparer. Recyclé : remis à un éco-organisme ou à un opérateur, contre "
        + "bordereau.",
      en: "Reused: handed to somebody at least once, given or sold, since it came, whatever becomes of it later. "
        + "Parts: taken apart, its parts serve for repairs. Recycled: handed to an éco-organisme or an operator, against "
        + "a collection slip.") + weight
  }

  private func signature(_ language: Language) -> Paper.Signature {
    Paper.Signature(
      role: Text(fr: "Pour la structure", en: "For the receiver")[language], name: signatory.name,
      hint: [signatory.title, signatory.day?.text[language]].compactMap(\.self).joined(separator: "\n"))
  }
}

extension LotOutcomePaper.Row.Share {
  /// A count, and the weight in kilograms where there is one.
  fileprivate var text: Text {
    guard grams > 0 else { return Text(same: String(count)) }
    return Text(same: "\(count) (") + grams.kilograms + Text(same: "\u{A0}kg)")
  }
}

extension LotOutcomePaper.Scope {
  fileprivate var reference: Text {
    switch self {
    case .lot(let reference, _): Text(fr: "Don n° \(reference)", en: "Donation no. \(reference)")
    case .year(let year, _, _): Text(fr: "Année \(year)", en: "Year \(year)")
    }
  }

  fileprivate var title: Text {
    switch self {
    case .lot: Text(fr: "Devenir d'un lot", en: "Outcome of a lot")
    case .year(_, isProvisional: true, _):
      Text(fr: "Preuve de réemploi, provisoire", en: "Proof of reuse, provisional")
    case .year: Text(fr: "Preuve de réemploi", en: "Proof of reuse")
    }
  }

  fileprivate var subtitle: Text {
    switch self {
    case .lot(_, let given): Text(fr: "Don du \(given.text.fr)", en: "Donation of \(given.text.en)")
    case .year(let year, _, let rate):
      Text(fr: "Matériel reçu en \(year) – \(rate.source)", en: "Equipment received in \(year) – \(rate.source)")
    }
  }

  /// The rate of reuse and how it is counted; nothing for a lot.
  fileprivate func rate(_ language: Language) -> [Paper.Block] {
    guard case .year(_, _, let rate) = self else { return [] }
    let share = rate.counting > 0 ? "\(rate.reused * 100 / rate.counting)\(language == .fr ? "\u{A0}" : "")%" : "–"
    let of = Text(
      fr: "\(rate.reused) réemployé\(rate.reused > 1 ? "s" : "") sur \(rate.counting) qui comptent",
      en: "\(rate.reused) reused of \(rate.counting) that count")
    return [
      .banner(Text(fr: "Taux de réemploi : \(share)", en: "Rate of reuse: \(share)")[language], detail: of[language]),
      .fields(
        [
          Paper.Field(Text(fr: "Reçus dans l'année", en: "Received in the year")[language], String(rate.received)),
          Paper.Field(
            Text(fr: "De plus de \(rate.age) ans, exclus", en: "Over \(rate.age) years old, left out")[language],
            String(rate.leftOut)),
          Paper.Field(
            Text(fr: "D'année inconnue, comptés", en: "Of unknown year, counted")[language],
            String(rate.ofUnknownAge)),
        ]
          + (rate.target.map {
            [Paper.Field(Text(fr: "Objectif de l'année", en: "Target of the year")[language], "\($0)\u{A0}%")]
          } ?? [])),
    ]
  }
}
