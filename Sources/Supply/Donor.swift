public import Kernel

/// A donor, *gisement* in the trade: a structure or a person who has equipment to give.
public struct Donor: Sendable, Equatable {
  /// The donor's number.
  public let id: DonorID
  /// The structure that gives; nothing for a person, whose name is kept apart.
  public let structure: StructureID?
  /// What kind of donor it is; public or private is never left open.
  public let kind: Kind
  /// Where the gisement is in its life.
  public let stage: Stage

  /// What kinds of donor there are; the first is public, the others are private.
  public enum Kind: String, Sendable, CaseIterable {
    case publicBody = "public"
    case company
    /// An association, or another private structure that does not trade for profit.
    case association
    case individual

    /// By what rights what such a donor gives can come; the first is the usual one.
    ///
    /// What a public body gives is a public gift, with its rules of resale (CGPPP, art. L. 3212-2); nobody else makes one.
    public var origins: [LegalOrigin] {
      switch self {
      case .publicBody: [.publicGift]
      case .company: [.companyGift, .purchase, .wasteStream]
      case .association: [.associationGift, .purchase, .wasteStream]
      case .individual: [.individualGift, .purchase, .wasteStream]
      }
    }

    /// By what right a gift of such a donor comes: the one that is named, else the usual one.
    ///
    /// - Throws: ``SupplyFailure/originAgainstDonor(_:_:)``.
    public func origin(named origin: LegalOrigin?) throws(SupplyFailure) -> LegalOrigin {
      guard let origin else { return origins[0] }
      guard origins.contains(origin) else { throw .originAgainstDonor(origin, self) }
      return origin
    }

    /// The kind in words.
    public var text: Text {
      switch self {
      case .publicBody: Text(fr: "personne publique", en: "public body")
      case .company: Text(fr: "entreprise", en: "company")
      case .association: Text(fr: "association", en: "association")
      case .individual: Text(fr: "particulier", en: "individual")
      }
    }
  }

  /// The life of a gisement.
  public enum Stage: String, Sendable, CaseIterable {
    case prospect, active, exhausted

    /// The stages that may follow, by a person's word; the guards of the schema are made from this table too.
    ///
    /// Who gave is never a prospect again without having been found exhausted.
    public var next: [Stage] {
      switch self {
      case .prospect: [.active, .exhausted]
      case .active: [.exhausted]
      case .exhausted: [.active, .prospect]
      }
    }

    /// The stage in words.
    public var text: Text {
      switch self {
      case .prospect: Text(fr: "à démarcher", en: "prospect")
      case .active: Text(fr: "actif", en: "active")
      case .exhausted: Text(fr: "épuisé", en: "exhausted")
      }
    }
  }

  /// Moved to another stage.
  ///
  /// - Throws: ``SupplyFailure/stageAfterStage(_:is:)``.
  public func requireMove(to stage: Stage) throws(SupplyFailure) {
    guard self.stage.next.contains(stage) else { throw .stageAfterStage(stage, is: self.stage) }
  }
}

extension DonorID {
  /// The donor's number as people see and say it: `G-000012`, for *gisement*.
  public var donorReference: String { reference("G") }
}

/// A person who gives in their own name: what is needed to reach them, and no more.
public struct Individual: Sendable, Equatable {
  public let name: String
  public let phone: PhoneNumber?
  public let email: EmailAddress?

  /// Makes a person's contact.
  ///
  /// - Throws: ``SupplyFailure/individualUnreachable`` without a name, or with neither telephone nor e-mail.
  public init(name: String, phone: PhoneNumber?, email: EmailAddress?) throws(SupplyFailure) {
    self.name = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    self.phone = phone
    self.email = email
    guard !self.name.isEmpty, phone != nil || email != nil else { throw .individualUnreachable }
  }
}

/// What is known of a gisement for whoever follows it.
public struct Prospecting: Sendable, Equatable {
  /// The person of the chain who follows it.
  public var owner: PersonID?
  /// The day of the next contact.
  public var nextContact: Day?
  /// The campaign it comes from, in the instance's own words.
  public var campaign: String?
  /// How many devices a year are expected.
  public var yearlyVolume: Int?
  public var frequency: Frequency?
  /// The structure that brought it: a chamber of commerce, a network (*apporteur*).
  public var broughtBy: StructureID?

  /// How often a donor gives.
  public enum Frequency: String, Sendable, CaseIterable {
    case once, monthly, quarterly, yearly, irregular

    /// The frequency in words.
    public var text: Text {
      switch self {
      case .once: Text(fr: "une seule fois", en: "once")
      case .monthly: Text(fr: "chaque mois", en: "every month")
      case .quarterly: Text(fr: "chaque trimestre", en: "every quarter")
      case .yearly: Text(fr: "chaque année", en: "every year")
      case .irregular: Text(fr: "sans régularité", en: "irregularly")
      }
    }
  }

  /// The parts of it, to be told or taken back.
  public enum Part: String, Sendable, CaseIterable {
    case owner
    case nextContact = "next-contact"
    case campaign, volume, frequency
    case broughtBy = "brought-by"
  }

  /// Nothing is known.
  public init() {}

  /// What is known with what is told now: a part that is not told stays, one that is taken back is unknown.
  ///
  /// - Throws: ``SupplyFailure/yearlyVolume(_:)``, ``SupplyFailure/nothingTold``.
  public func told(_ news: Prospecting, without parts: [Part] = []) throws(SupplyFailure) -> Prospecting {
    guard news != Prospecting() || !parts.isEmpty else { throw .nothingTold }
    if let volume = news.yearlyVolume, !(1...1_000_000).contains(volume) { throw .yearlyVolume(volume) }
    var known = self
    known.owner = news.owner ?? (parts.contains(.owner) ? nil : owner)
    known.nextContact = news.nextContact ?? (parts.contains(.nextContact) ? nil : nextContact)
    known.campaign = news.campaign ?? (parts.contains(.campaign) ? nil : campaign)
    known.yearlyVolume = news.yearlyVolume ?? (parts.contains(.volume) ? nil : yearlyVolume)
    known.frequency = news.frequency ?? (parts.contains(.frequency) ? nil : frequency)
    known.broughtBy = news.broughtBy ?? (parts.contains(.broughtBy) ? nil : broughtBy)
    return known
  }
}

/// What a donor gives besides equipment.
public enum Contribution: Sendable, Equatable {
  /// Money (*mécénat financier*).
  case money(Money)
  /// Hours of work (*mécénat de compétences*).
  case skills(hours: Int)

  /// Checks that something is given.
  ///
  /// - Throws: ``SupplyFailure/amount(_:)``, ``SupplyFailure/hours(_:)``.
  public func requireSomething() throws(SupplyFailure) {
    switch self {
    case .money(let money): guard money > .zero else { throw .amount(money) }
    case .skills(let hours): guard (1...100_000).contains(hours) else { throw .hours(hours) }
    }
  }

  var kind: String {
    switch self {
    case .money: "money"
    case .skills: "skills"
    }
  }
}
