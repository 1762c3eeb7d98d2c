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

    /// The kinds that bear a school's number.
    public static let schools: [Kind] = [.college, .school]

    /// Whether structures of this kind are public bodies.
    public var isPublic: Bool {
      switch self {
      case .publicBody, .college, .school, .commune, .ccas, .franceServices, .mediatheque: true
      case .company, .association, .integration, .recyclerie, .telecom: false
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

    /// The kind in words.
    public var text: Text {
      switch self {
      case .workshop: Text(fr: "atelier", en: "workshop")
      case .handOver: Text(fr: "remise", en: "hand-over")
      case .collection: Text(fr: "collecte", en: "collection")
      }
    }
  }
}
