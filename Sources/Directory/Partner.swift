public import Kernel

/// A structure of the chain: whoever gives, collects, repairs, hands over, prescribes or pays.
public struct Partner: Sendable, Equatable {
  /// The structure's number.
  public let id: StructureID
  /// Its name, unique in the instance.
  public let name: String
  /// What kind of structure it is.
  public let kind: Kind
  /// The number of its establishment, when it has one.
  public let siret: Siret?
  /// The number of the school, when it is one.
  public let uai: UAI?
  /// The number of the association, when it is one.
  public let rna: RNA?
  /// Its commune.
  public let commune: InseeCommune?

  /// What kinds of structure there are; each is public or private, which decides the origin of what it gives.
  public enum Kind: String, Sendable, CaseIterable {
    case company
    case publicBody = "public-body"
    case college, school, association
    /// *Structure d'insertion par l'activité économique*, integration workshops among them.
    case integration
    case recyclerie, commune
    /// *Centre communal d'action sociale*.
    case ccas
    /// *Maison France Services*.
    case franceServices = "france-services"
    case mediatheque
    case telecom = "operator"
    /// *Établissement public de coopération intercommunale*.
    case epci
    case departement
    /// A service of the State, such as the préfecture.
    case state
    case lycee
    /// *Établissement et service d'aide par le travail*.
    case esat
    /// *Centre social*, *maison des jeunes et de la culture*.
    case socialCentre = "social-centre"
    /// *Tiers-lieu*.
    case thirdPlace = "third-place"
    case foundation

    /// The kinds that bear a school's number.
    public static let schools: [Kind] = [.college, .school, .lycee]

    /// Whether structures of this kind are public bodies.
    public var isPublic: Bool {
      switch self {
      case .publicBody, .college, .school, .commune, .ccas, .franceServices, .mediatheque, .epci, .departement, .state,
        .lycee:
        true
      case .company, .association, .integration, .recyclerie, .telecom, .esat, .socialCentre, .thirdPlace, .foundation:
        false
      }
    }

    /// Whether structures of this kind trade for profit: what a public body gave is not for them.
    public var isBusiness: Bool {
      switch self {
      case .company, .telecom: true
      case .publicBody, .college, .school, .commune, .ccas, .franceServices, .mediatheque, .epci, .departement, .state,
        .lycee, .association, .integration, .recyclerie, .esat, .socialCentre, .thirdPlace, .foundation:
        false
      }
    }

    /// The kind in words.
    public var text: Text {
      switch self {
      case .company: Text(fr: "entreprise", en: "company")
      case .publicBody: Text(fr: "organisme public", en: "public body")
      case .college: Text(fr: "collège", en: "collège")
      case .school: Text(fr: "école", en: "school")
      case .association: Text(fr: "association", en: "association")
      case .integration: Text(fr: "structure d'insertion", en: "integration structure")
      case .recyclerie: Text(fr: "recyclerie", en: "recycling centre")
      case .commune: Text(fr: "commune", en: "commune")
      case .ccas: Text(fr: "CCAS", en: "CCAS")
      case .franceServices: Text(fr: "France Services", en: "France Services")
      case .mediatheque: Text(fr: "médiathèque", en: "library")
      case .telecom: Text(fr: "opérateur", en: "operator")
      case .epci: Text(fr: "intercommunalité", en: "EPCI")
      case .departement: Text(fr: "département", en: "département")
      case .state: Text(fr: "service de l'État", en: "service of the State")
      case .lycee: Text(fr: "lycée", en: "lycée")
      case .esat: Text(fr: "ESAT", en: "ESAT")
      case .socialCentre: Text(fr: "centre social", en: "social centre")
      case .thirdPlace: Text(fr: "tiers-lieu", en: "third place")
      case .foundation: Text(fr: "fondation", en: "foundation")
      }
    }
  }
}

/// A place where something of the chain happens.
public struct Place: Sendable, Equatable {
  /// The place's number.
  public let id: PlaceID
  /// Its name, unique in the instance.
  public let name: String
  /// The structure that keeps it.
  public let structure: StructureID
  /// What happens there.
  public let kind: Kind
  /// Its commune.
  public let commune: InseeCommune

  /// What can happen at a place.
  public enum Kind: String, Sendable, CaseIterable {
    case workshop
    case handOver = "hand-over"
    case collection
    case freeAccess = "free-access"
    /// A bus or a caravan, or a stand that moves.
    case itinerant
    /// Where forms and flyers are to be had, for people far from anything else.
    case relay
    /// *Centre médico-social*.
    case medicoSocial = "medico-social"

    /// The kind in words.
    public var text: Text {
      switch self {
      case .workshop: Text(fr: "atelier", en: "workshop")
      case .handOver: Text(fr: "remise", en: "hand-over")
      case .collection: Text(fr: "collecte", en: "collection")
      case .freeAccess: Text(fr: "libre accès", en: "free access")
      case .itinerant: Text(fr: "point itinérant", en: "itinerant point")
      case .relay: Text(fr: "point relais", en: "relay point")
      case .medicoSocial: Text(fr: "centre médico-social", en: "medico-social centre")
      }
    }
  }
}
