public import Kernel

/// How long what is known of people is kept, by class: data, read from a file.
///
/// CNIL, référentiel 2021-028 and délib. 2023-095: two years from the last contact for the file of a household; délib. 2021-122:
/// six months to one year for who read it.
public struct RetentionRules: Sendable, Equatable {
  /// The name the file gives itself.
  public let id: String
  /// The version the file gives itself.
  public let version: String
  /// How many months each class is kept.
  private let months: [RetentionClass: Int]

  /// The rules that are used unless an instance has its own.
  public static func shipped() throws(JSONFailure) -> RetentionRules {
    try RetentionRules(PackageResources.retention_json, file: "retention.json")
  }

  /// Reads rules; every class has its term.
  ///
  /// - Throws: `JSONFailure` with the place of the first mistake.
  public init(_ bytes: [UInt8], file: String) throws(JSONFailure) {
    self = try StrictJSON.read(bytes, file: file).object { fields throws(JSONFailure) in
      let id = try fields.required("id").string()
      let version = try fields.required("version").string()
      let months = try fields.required("months").object { classes throws(JSONFailure) in
        var months: [RetentionClass: Int] = [:]
        for kept in RetentionClass.allCases {
          let node = try classes.required(kept.rawValue)
          let term = try node.integer()
          guard (1...1_200).contains(term) else {
            throw node.failure(fr: "il faut un nombre de mois de 1 à 1200", en: "it must be 1 to 1200 months")
          }
          months[kept] = term
        }
        return months
      }
      return RetentionRules(id: id, version: version, months: months)
    }
  }

  private init(id: String, version: String, months: [RetentionClass: Int]) {
    (self.id, self.version, self.months) = (id, version, months)
  }

  /// How many months a class is kept.
  public func months(of kept: RetentionClass) -> Int { months[kept, default: 24] }

  /// The day from which a class is no longer to be kept.
  ///
  /// - Parameter last: the last contact for a household, the end of a contract for its papers, the day of reading for an access.
  public func due(_ kept: RetentionClass, after last: Day) -> Day { last.adding(months: months(of: kept)) }
}

/// A class of what is kept about people; each has its own term.
public enum RetentionClass: String, Sendable, CaseIterable {
  /// Names, telephones, addresses, people's own words about a household.
  case householdFile = "household-file"
  /// What documents prove of a household, and what decisions rest on.
  case facts
  /// Contracts and receipts people signed.
  case signedPapers = "signed-papers"
  /// What was paid and owed.
  case ledger
  /// What shows a funder that a device went where it was to go.
  case fundersProof = "funders-proof"
  /// Who works in the chain, and signs for what was done.
  case staff
  /// Individuals who gave, and whom receipts name.
  case donors
  /// On which days, for how long and for what the people of a workshop were there.
  case attendance
  /// People whose own things are repaired.
  case visitors
  /// Who read whose file.
  case accesses

  /// The class in words.
  public var text: Text {
    switch self {
    case .householdFile: Text(fr: "dossier de foyer", en: "household's file")
    case .facts: Text(fr: "faits prouvés", en: "facts proven")
    case .signedPapers: Text(fr: "papiers signés", en: "signed papers")
    case .ledger: Text(fr: "pièces comptables", en: "papers of the ledger")
    case .fundersProof: Text(fr: "preuves pour les financeurs", en: "proof for funders")
    case .staff: Text(fr: "personnes de la filière", en: "people of the chain")
    case .donors: Text(fr: "contacts de donateurs", en: "donors' contacts")
    case .attendance: Text(fr: "présences à l'atelier", en: "attendance in the workshop")
    case .visitors: Text(fr: "propriétaires d'appareils réparés", en: "owners of repaired things")
    case .accesses: Text(fr: "lectures de dossiers", en: "readings of files")
    }
  }
}
