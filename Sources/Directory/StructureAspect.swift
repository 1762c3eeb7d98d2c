public import Kernel
public import Storage

/// What can be told of a structure.
public enum StructureAspect: String, Aspect {
  /// The number of its establishment.
  case siret
  /// The number of the school it is.
  case uai
  /// The number of the association it is.
  case rna
  case commune
  /// That it is a partner: the day it joined or left is the act's.
  case partner
  /// What it can do in the chain.
  case capability
  /// A programme it takes part in.
  case programme
  /// The college of the governance it sits in, such as « collège des territoires ».
  case college
  /// A school year in which the school takes part.
  case schoolYear = "school-year"
  case address
  /// Whom to ask for.
  case contact
  case phone, email, website
  /// Whom households call for help with a device, as its papers print it.
  case helpline
  /// When its doors are open, as its papers print it.
  case hours
  /// Whom to ask about personal data, as its papers print it.
  case dataContact = "data-contact"
  /// The picture at the head of its papers, by its hash; the bytes are kept with the evidence and the signed papers.
  case logo

  public typealias Subject = Kernel.Subject.Structure
  public static let table = "structure_tellings"
  public static let subjects = (table: "structures", column: "structure")

  public static func find(_ reference: String, in reader: Reader) throws -> StructureID {
    try DirectoryStore.structure(reference, in: reader).id
  }

  /// The numbers that the State gives to one structure each.
  static let numbers: [StructureAspect] = [.siret, .uai, .rna]
  /// How people of a structure are reached.
  static let contacts: [StructureAspect] = [.contact, .phone, .email]
  /// What is told of schools alone.
  static let ofSchools: [StructureAspect] = [.uai, .schoolYear]

  public var form: AspectForm {
    switch self {
    case .siret: .siret
    case .uai: .uai
    case .rna: .rna
    case .commune: .commune
    case .partner: .truth
    case .capability: .choice(Capability.allCases.map { .init(word: $0.rawValue, text: $0.text) })
    case .schoolYear: .schoolYear
    case .phone: .phone
    case .email: .email
    case .logo: .digest
    case .programme, .college, .address, .contact, .website, .helpline, .hours, .dataContact: .text
    }
  }

  public var keeping: Keeping {
    switch self {
    case .capability, .programme, .schoolYear: .several
    case .siret, .uai, .rna, .commune, .partner, .college, .address, .contact, .phone, .email, .website, .helpline,
      .hours, .dataContact, .logo:
      .one
    }
  }

  public var text: Text {
    switch self {
    case .siret: Text(same: "SIRET")
    case .uai: Text(same: "UAI")
    case .rna: Text(same: "RNA")
    case .commune: Text(fr: "commune", en: "commune")
    case .partner: Text(fr: "partenaire", en: "partner")
    case .capability: Text(fr: "capacité", en: "capability")
    case .programme: Text(fr: "programme", en: "programme")
    case .college: Text(fr: "collège de la gouvernance", en: "college of the governance")
    case .schoolYear: Text(fr: "année scolaire", en: "school year")
    case .address: Text(fr: "adresse", en: "address")
    case .contact: Text(fr: "contact", en: "contact")
    case .phone: Text(fr: "téléphone", en: "telephone")
    case .email: Text(fr: "courriel", en: "e-mail")
    case .website: Text(fr: "site", en: "website")
    case .helpline: Text(fr: "assistance, sur ses papiers", en: "helpline, on its papers")
    case .hours: Text(fr: "horaires d'ouverture, sur ses papiers", en: "opening hours, on its papers")
    case .dataContact: Text(fr: "contact pour les données personnelles", en: "contact for personal data")
    case .logo: Text(fr: "logo", en: "logo")
    }
  }
}

/// What a structure can do in the chain.
public enum Capability: String, Sendable, CaseIterable {
  case collect, repair, redistribute
  case handOver = "hand-over"
  case prescribe, fund
  case freeAccess = "free-access"
  /// As an *éco-organisme*, or an operator under contract with one.
  case recycle

  /// The capability in words.
  public var text: Text {
    switch self {
    case .collect: Text(fr: "collecte", en: "collects")
    case .repair: Text(fr: "répare", en: "repairs")
    case .redistribute: Text(fr: "redistribue", en: "redistributes")
    case .handOver: Text(fr: "remet aux foyers", en: "hands over to households")
    case .prescribe: Text(fr: "oriente", en: "prescribes")
    case .fund: Text(fr: "finance", en: "funds")
    case .freeAccess: Text(fr: "offre le libre accès", en: "offers free access")
    case .recycle: Text(fr: "recycle", en: "recycles")
    }
  }
}
