public import Kernel

/// The social offers of access to the Internet, as somebody gathered them: data, read from a file.
public struct OfferCatalogue: Sendable, Equatable {
  /// The name the file gives itself.
  public let id: String
  /// The version the file gives itself.
  public let version: String
  /// The offers, in the order of the file.
  public let offers: [Offer]

  /// One social offer.
  public struct Offer: Sendable, Equatable {
    /// Its name for programs, as `orange-coup-de-pouce`.
    public let id: String
    /// Who offers it.
    public let provider: String
    public let name: Text
    /// What it costs a month; nothing when the source does not say.
    public let price: Money?
    /// For whom it is, in words.
    public let conditions: Text
    /// The programme whose rules tell who can have it, by name, when somebody wrote them.
    public let programme: String?
    /// The first and the last day it can be had; nothing where the source does not say.
    public let from, until: Day?
    /// Where all this is known from.
    public let source: Text

    /// Whether it can be had on a day.
    public func isOpen(on day: Day) -> Bool { from.map { $0 <= day } ?? true && until.map { day <= $0 } ?? true }
  }

  /// The catalogue that is used unless an instance adopts its own.
  public static func shipped() throws(JSONFailure) -> OfferCatalogue { try once.get() }

  private static let once = Result { () throws(JSONFailure) -> OfferCatalogue in
    try OfferCatalogue(PackageResources.social_offers_json, file: "social-offers.json")
  }

  /// Reads a catalogue.
  ///
  /// - Throws: `JSONFailure` with the place of the first mistake.
  public init(_ bytes: [UInt8], file: String) throws(JSONFailure) {
    self = try StrictJSON.read(bytes, file: file).object { fields throws(JSONFailure) in
      let node = try fields.required("offers")
      let offers = try node.array { element throws(JSONFailure) in try Offer(element) }
      for (index, offer) in offers.enumerated() where offers[..<index].contains(where: { $0.id == offer.id }) {
        throw node.failure(fr: "« \(offer.id) » y est deux fois", en: "“\(offer.id)” is there twice")
      }
      return OfferCatalogue(
        id: try fields.required("id").word(), version: try fields.required("version").string(), offers: offers)
    }
  }

  private init(id: String, version: String, offers: [Offer]) {
    (self.id, self.version, self.offers) = (id, version, offers)
  }

  /// An offer by its name for programs.
  ///
  /// - Throws: ``OfferFailure/noSuchOffer(_:known:)``.
  public func offer(_ id: String) throws(OfferFailure) -> Offer {
    guard let offer = offers.first(where: { $0.id == id }) else {
      throw .noSuchOffer(id, known: offers.map(\.id))
    }
    return offer
  }
}

extension OfferCatalogue.Offer {
  fileprivate init(_ node: JSONNode) throws(JSONFailure) {
    self = try node.object { fields throws(JSONFailure) in
      let (from, until) = (try fields.optional("validFrom").day(), try fields.optional("validTo").day())
      if let from, let until, until < from {
        throw fields.node.failure(
          fr: "« validTo » vient avant « validFrom »", en: "“validTo” comes before “validFrom”")
      }
      return OfferCatalogue.Offer(
        id: try fields.required("id").word(), provider: try fields.required("provider").string(),
        name: try fields.required("name").text(), price: try fields.optional("priceCents").cents(),
        conditions: try fields.required("conditions").text(), programme: try fields.optional("programme").string(),
        from: from, until: until, source: try fields.required("source").text())
    }
  }
}

extension JSONNode {
  /// A name for programs: lower-case letters, digits and hyphens.
  fileprivate func word() throws(JSONFailure) -> String {
    let word = try string()
    guard !word.isEmpty, word.allSatisfy({ ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" }) else {
      throw failure(
        fr: "il faut des minuscules sans accent, des chiffres et « - »",
        en: "it takes lower-case letters without accents, digits and “-”")
    }
    return word
  }
}

extension JSONNode? {
  fileprivate func day() throws(JSONFailure) -> Day? {
    guard let node = self else { return nil }
    return try node.day()
  }

  fileprivate func string() throws(JSONFailure) -> String? {
    guard let node = self else { return nil }
    return try node.string()
  }

  /// An amount of money in cents, from 0.
  fileprivate func cents() throws(JSONFailure) -> Money? {
    guard let node = self else { return nil }
    let cents = try node.integer()
    guard (0...1_000_00).contains(cents) else {
      throw node.failure(
        fr: "il faut un prix en centimes, de 0 à 100000", en: "it must be a price in cents, 0 to 100000")
    }
    return Money(cents: Int64(cents))
  }
}
