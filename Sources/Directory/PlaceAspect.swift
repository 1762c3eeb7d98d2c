public import Kernel
public import Storage

/// What can be told of a place.
public enum PlaceAspect: String, Aspect {
  case address, postcode
  /// What people find there: a service of the chain or of digital mediation.
  case service
  /// A commune where an itinerant place stops.
  case stop
  /// How many computers are there in free access.
  case computers
  case printer, scanner
  /// Whether there is Wi-Fi in free access.
  case wifi
  /// When it is open.
  case hours
  case phone, email
  /// That what is told of it was verified on the act's day.
  case verified
  /// That it is closed for good.
  case closed

  public typealias Subject = Kernel.Subject.Place
  public static let table = "place_tellings"
  public static let subjects = (table: "places", column: "place")

  public static func find(_ reference: String, in reader: Reader) throws -> PlaceID {
    try DirectoryStore.place(reference, in: reader).id
  }

  public var form: AspectForm {
    switch self {
    case .postcode: .postcode
    case .stop: .commune
    case .computers: .number
    case .printer, .scanner, .wifi, .verified, .closed: .truth
    case .phone: .phone
    case .email: .email
    case .address, .service, .hours: .text
    }
  }

  public var keeping: Keeping {
    switch self {
    case .service, .stop: .several
    case .address, .postcode, .computers, .printer, .scanner, .wifi, .hours, .phone, .email, .verified, .closed: .one
    }
  }

  public var text: Text {
    switch self {
    case .address: Text(fr: "adresse", en: "address")
    case .postcode: Text(fr: "code postal", en: "postcode")
    case .service: Text(fr: "service", en: "service")
    case .stop: Text(fr: "passe à", en: "stops at")
    case .computers: Text(fr: "ordinateurs", en: "computers")
    case .printer: Text(fr: "imprimante", en: "printer")
    case .scanner: Text(fr: "scanner", en: "scanner")
    case .wifi: Text(fr: "Wi-Fi", en: "Wi-Fi")
    case .hours: Text(fr: "horaires", en: "opening hours")
    case .phone: Text(fr: "téléphone", en: "telephone")
    case .email: Text(fr: "courriel", en: "e-mail")
    case .verified: Text(fr: "vérifié", en: "verified")
    case .closed: Text(fr: "fermé", en: "closed")
    }
  }
}

/// What can be told of a person who works in the chain.
public enum PersonAspect: String, Aspect {
  /// That they were shown how to send households to the chain, and how.
  case onboarding
  /// A training they attended.
  case training
  /// That they left the chain: they act no more, and their name is kept until its term.
  case left

  public typealias Subject = Kernel.Subject.Person
  public static let table = "person_tellings"
  public static let subjects = (table: "people", column: "person")

  public static func find(_ reference: String, in reader: Reader) throws -> PersonID {
    try DirectoryStore.person(reference, in: reader).id
  }

  public var form: AspectForm {
    switch self {
    case .onboarding, .training: .text
    case .left: .truth
    }
  }

  public var keeping: Keeping {
    switch self {
    case .onboarding, .training: .each
    case .left: .one
    }
  }

  public var text: Text {
    switch self {
    case .onboarding: Text(fr: "accueil", en: "onboarding")
    case .training: Text(fr: "formation", en: "training")
    case .left: Text(fr: "parti·e", en: "left")
    }
  }
}

extension Place {
  /// The communes where people find it: its own, and those where it stops.
  public func communes(by tellings: [Telling<PlaceAspect>]) -> [InseeCommune] {
    [commune]
      + tellings.filter { $0.aspect == .stop && $0.holds }.compactMap { telling in try? InseeCommune(telling.value) }
  }
}
