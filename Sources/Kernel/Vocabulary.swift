/// What kind of thing a device is; each category has its own route through the workshop.
public enum DeviceCategory: String, Sendable, CaseIterable {
  case laptop, desktop
  case allInOne = "all-in-one"
  case tablet, smartphone, screen, printer, peripheral, router, other

  /// The name of the category.
  public var text: Text {
    switch self {
    case .laptop: Text(fr: "ordinateur portable", en: "laptop")
    case .desktop: Text(fr: "ordinateur fixe", en: "desktop computer")
    case .allInOne: Text(fr: "ordinateur tout-en-un", en: "all-in-one computer")
    case .tablet: Text(fr: "tablette", en: "tablet")
    case .smartphone: Text(fr: "téléphone", en: "smartphone")
    case .screen: Text(fr: "écran", en: "screen")
    case .printer: Text(fr: "imprimante", en: "printer")
    case .peripheral: Text(fr: "périphérique", en: "peripheral")
    case .router: Text(fr: "box ou routeur", en: "box or router")
    case .other: Text(fr: "autre matériel", en: "other equipment")
    }
  }
}

/// By what right a device came into the chain; it decides later who may resell it and for how much.
public enum LegalOrigin: String, Sendable, CaseIterable {
  /// Given by a public body (CGPPP, art. L. 3212-2 3° and L. 3212-3).
  case publicGift = "public-gift"
  /// Given by a company.
  case companyGift = "company-gift"
  /// Given by an association, or another private body that does not trade for profit.
  case associationGift = "association-gift"
  /// Given by a person.
  case individualGift = "individual-gift"
  case purchase
  /// Taken from the waste stream, and so subject to preparation for re-use.
  case wasteStream = "waste-stream"

  /// The name of the origin.
  public var text: Text {
    switch self {
    case .publicGift: Text(fr: "don d'une personne publique", en: "gift of a public body")
    case .companyGift: Text(fr: "don d'une entreprise", en: "gift of a company")
    case .associationGift: Text(fr: "don d'une association", en: "gift of an association")
    case .individualGift: Text(fr: "don d'un particulier", en: "gift of a person")
    case .purchase: Text(fr: "achat", en: "purchase")
    case .wasteStream: Text(fr: "flux de déchets", en: "waste stream")
    }
  }
}

/// Under what kind of contract a device leaves; the kind constrains everything else.
public enum ContractKind: String, Sendable, CaseIterable {
  /// *Prêt à usage* (C. civ. art. 1875–1891): essentially free.
  case loan
  /// *Location solidaire*: a use paid for.
  case rental
  /// Solidarity-price sale.
  case sale
  case gift
  /// Free access offered by a structure to the public.
  case freeAccess = "free-access"

  /// The name of the kind.
  public var text: Text {
    switch self {
    case .loan: Text(fr: "prêt à usage gratuit", en: "free loan")
    case .rental: Text(fr: "location solidaire", en: "solidarity rental")
    case .sale: Text(fr: "vente à prix solidaire", en: "solidarity-price sale")
    case .gift: Text(fr: "don", en: "gift")
    case .freeAccess: Text(fr: "libre accès", en: "free access")
    }
  }
}

/// What a storage medium is made of; it decides how it can be erased.
public enum MediumKind: String, Sendable, CaseIterable {
  case hdd, ssd, nvme, flash, unknown

  /// The name of the kind.
  public var text: Text {
    switch self {
    case .hdd: Text(fr: "disque dur", en: "hard disk")
    case .ssd: Text(fr: "SSD", en: "SSD")
    case .nvme: Text(fr: "SSD NVMe", en: "NVMe SSD")
    case .flash: Text(fr: "mémoire flash", en: "flash memory")
    case .unknown: Text(fr: "support de stockage", en: "storage medium")
    }
  }
}

/// The three levels of erasure of NIST SP 800-88 Rev. 2: what is promised, what a log proves, what a paper certifies.
public enum ErasureLevel: String, Sendable, CaseIterable, Comparable {
  case clear, purge, destroy

  /// The less thorough first.
  public static func < (left: ErasureLevel, right: ErasureLevel) -> Bool {
    allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
  }

  /// The standard's own word.
  public var text: Text {
    switch self {
    case .clear: Text(same: "Clear")
    case .purge: Text(same: "Purge")
    case .destroy: Text(same: "Destroy")
    }
  }
}

/// What a person does in the chain.
public enum ChainRole: String, Sendable, CaseIterable {
  case manager, workshop, desk, prescriber

  /// Whether people of this role judge the workshop's work: that an erasure is accepted, that evidence may be forgotten.
  public var judgesWork: Bool {
    switch self {
    case .manager, .workshop: true
    case .desk, .prescriber: false
    }
  }

  /// Whether people of this role may decide otherwise than rules propose, and answer households that contest.
  public var decidesRights: Bool {
    switch self {
    case .manager, .desk: true
    case .workshop, .prescriber: false
    }
  }

  /// Whether people of this role see what households have proven, and not only until when.
  public var seesValues: Bool { self != .prescriber }

  /// Whether people of this role answer for what holds for everybody: rules put in force, money set aside.
  public var answersForAll: Bool { self == .manager }

  /// The role in words.
  public var text: Text {
    switch self {
    case .manager: Text(fr: "pilotage", en: "management")
    case .workshop: Text(fr: "atelier", en: "workshop")
    case .desk: Text(fr: "guichet", en: "desk")
    case .prescriber: Text(fr: "orientation", en: "prescription")
    }
  }
}

/// What the first look at a device comes to.
public enum Triage: String, Sendable, CaseIterable {
  /// It goes through the route as it is.
  case good
  /// It goes through the route once it is repaired.
  case repair = "to-repair"
  /// It is worth its parts.
  case parts
  case waste

  /// Whether the device goes on through the workshop.
  public var goesOn: Bool {
    switch self {
    case .good, .repair: true
    case .parts, .waste: false
    }
  }

  /// The choice in words.
  public var text: Text {
    switch self {
    case .good: Text(fr: "bon", en: "good")
    case .repair: Text(fr: "à réparer", en: "to repair")
    case .parts: Text(fr: "pour pièces", en: "for parts")
    case .waste: Text(fr: "déchet", en: "waste")
    }
  }
}
