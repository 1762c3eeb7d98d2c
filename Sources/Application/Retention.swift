import Directory
public import Kernel
public import Loans
import Storage
import Supply

/// What is forgotten by one act at the end of its term.
public enum KeptThing: Sendable, Hashable {
  /// All that is known of a household.
  case file(HouseholdID)
  /// What documents proved of a household, and what decisions rested on.
  case facts(HouseholdID)
  /// The papers of a contract that is over.
  case papers(ContractID)
  /// Who a person was who left the chain.
  case person(PersonID)
  /// Whom to ask for at a structure that left the chain.
  case contacts(StructureID)
  /// Who gave in their own name.
  case donor(DonorID)

  /// Whom or what the act of forgetting is about.
  var subject: JournalSubject {
    switch self {
    case .file(let id), .facts(let id): .household(id)
    case .papers(let id): .contract(id)
    case .person(let id): .person(id)
    case .contacts(let id): .structure(id)
    case .donor(let id): .donor(id)
    }
  }

  /// Its number, as people see and say it.
  public var reference: String {
    switch self {
    case .file(let id), .facts(let id): id.reference
    case .papers(let id): id.reference
    case .person(let id): id.description
    case .contacts(let id): id.description
    case .donor(let id): id.donorReference
    }
  }

  /// What it is in words, by its number and without a name.
  public var text: Text {
    switch self {
    case .file: Text(fr: "Dossier du foyer \(reference)", en: "File of household \(reference)")
    case .facts: Text(fr: "Faits du foyer \(reference)", en: "Facts of household \(reference)")
    case .papers: Text(fr: "Papiers du contrat \(reference)", en: "Papers of contract \(reference)")
    case .person: Text(fr: "Personne n° \(reference)", en: "Person no. \(reference)")
    case .contacts: Text(fr: "Contacts de la structure n° \(reference)", en: "Contacts of structure no. \(reference)")
    case .donor: Text(fr: "Donateur \(reference)", en: "Donor \(reference)")
    }
  }
}

/// Something whose term came.
public struct DueItem: Sendable, Equatable {
  public let thing: KeptThing
  /// The class it is of; of several, the one that is kept longest.
  public let kept: RetentionClass
  /// The day of the last act it is counted from, as corrected.
  public let last: Day
  /// The day its term came.
  public let due: Day
  /// What is still open with it: it is kept until then.
  public let holds: [FileHold]

  /// Says what is due.
  public init(_ thing: KeptThing, _ kept: RetentionClass, last: Day, due: Day, holds: [FileHold] = []) {
    (self.thing, self.kept, self.last, self.due, self.holds) = (thing, kept, last, due, holds)
  }
}

/// What is no longer to be kept; references, no names.
public struct PrivacyDue: Sendable {
  /// What one act each forgets, the longest due first.
  public let items: [DueItem]
  /// The things whose owners are still named though they were given back long ago.
  public let visitors: [AssetCode]
  /// How many readings of files are too old.
  public let accesses: Int
  /// How many presences in the workshop are.
  public let presences: Int

  /// What nothing holds.
  public var free: [DueItem] { items.filter(\.holds.isEmpty) }
}

extension Chain {
  /// What is no longer to be kept on a day.
  public func due(by rules: RetentionRules, on day: Day) throws -> PrivacyDue {
    try database.read { reader in
      let items = try keptItems(of: nil, by: rules, endedBy: day, in: reader).filter { $0.due <= day }.map { item in
        DueItem(item.thing, item.kept, last: item.last, due: item.due, holds: try holds(on: item.thing, in: reader))
      }
      return PrivacyDue(
        items: items.sorted {
          ($0.due, $0.kept.rawValue, $0.thing.reference) < ($1.due, $1.kept.rawValue, $1.thing.reference)
        },
        visitors: try visitors(by: rules, on: day, in: reader),
        accesses: try Accesses.count(before: startOfKept(by: rules, on: day), in: reader),
        presences: try AttendanceStore.count(before: startOfAttendance(by: rules, on: day), in: reader))
    }
  }

  /// What is kept and could be forgotten once its term comes, whatever holds it; one thing, or all that ended by a day.
  func keptItems(
    of thing: KeptThing?, by rules: RetentionRules, endedBy day: Day, in reader: Reader
  ) throws -> [DueItem] {
    func item(_ thing: KeptThing, of classes: [RetentionClass], last: Day) -> DueItem {
      let kept = classes.max { rules.months(of: $0) < rules.months(of: $1) } ?? .householdFile
      return DueItem(thing, kept, last: last, due: rules.due(kept, after: last))
    }
    switch thing {
    case .file(let id):
      return try LastContacts.last(of: id, in: reader).map { [item(.file(id), of: [.householdFile], last: $0)] } ?? []
    case .facts(let id):
      guard let last = try LastContacts.last(of: id, in: reader), try HouseholdForgetting.keepsFacts(of: id, in: reader)
      else { return [] }
      return [item(.facts(id), of: [.facts], last: last)]
    case .papers(let id):
      return try PaperForgetting.kept(of: id, endedBy: day, in: reader).map {
        item(.papers($0.contract), of: $0.classes, last: $0.ended)
      }
    case .person(let id):
      return try PeopleForgetting.left(id, in: reader).map { item(.person($0.person), of: [.staff], last: $0.last) }
    case .contacts(let id):
      return try PeopleForgetting.contacts(of: id, in: reader).map {
        item(.contacts($0.structure), of: [.staff], last: $0.last)
      }
    case .donor(let id):
      return try DonorForgetting.kept(id, without: [Action.anonymise], in: reader).map {
        item(.donor($0.donor), of: [.donors], last: $0.last)
      }
    case nil:
      let soonest = min(rules.months(of: .householdFile), rules.months(of: .facts))
      let contacts = try LastContacts.all(by: day.adding(months: -soonest).adding(days: 3), in: reader)
      let files = contacts.map { item(.file($0.household), of: [.householdFile], last: $0.last) }
      // Facts go with the file, unless their own term is shorter.
      let facts = try contacts.filter { contact in
        let due = rules.due(.facts, after: contact.last)
        guard due <= day, rules.due(.householdFile, after: contact.last) > day else { return false }
        return try HouseholdForgetting.keepsFacts(of: contact.household, in: reader)
      }.map { item(.facts($0.household), of: [.facts], last: $0.last) }
      let shortest = [RetentionClass.signedPapers, .ledger, .fundersProof].map(rules.months(of:)).min() ?? 0
      let papers = try PaperForgetting.kept(endedBy: day.adding(months: -shortest).adding(days: 3), in: reader).map {
        item(.papers($0.contract), of: $0.classes, last: $0.ended)
      }
      let people = try PeopleForgetting.left(in: reader).map { item(.person($0.person), of: [.staff], last: $0.last) }
      let structures = try PeopleForgetting.contacts(in: reader).map {
        item(.contacts($0.structure), of: [.staff], last: $0.last)
      }
      let donors = try DonorForgetting.kept(without: [Action.anonymise], in: reader).map {
        item(.donor($0.donor), of: [.donors], last: $0.last)
      }
      return files + facts + papers + people + structures + donors
    }
  }

  /// What is still open, for which something is kept beyond its term.
  func holds(on thing: KeptThing, in reader: Reader) throws -> [FileHold] {
    switch thing {
    case .file(let id), .facts(let id): try holds(on: id, in: reader)
    case .papers(let id): try holds(onPapersOf: id, in: reader)
    case .person, .contacts, .donor: []
    }
  }

  /// A paper is kept for what it proves: while something is owed under its contract, an incident is open or its request is contested.
  private func holds(onPapersOf id: ContractID, in reader: Reader) throws -> [FileHold] {
    guard
      let row = try reader.first(
        """
        SELECT household, request FROM contracts WHERE id = \(id) AND NOT EXISTS (SELECT 1 FROM forgettings
          WHERE forgettings.subject = 'household:' || contracts.household)
        """)
    else { return [] }
    let request = try RequestStore.existing(try row["request"], in: reader)
    let dispute: [FileHold] = request.state.stage == .contested ? [.dispute(request.id)] : []
    return try holds(on: ContractStore.existing(id, in: reader), in: reader) + dispute
  }

  /// Every column that keeps bytes by their hash besides those of contracts.
  static let otherPapers = [
    (table: "convention_papers", column: "digest"), (table: "departures", column: "paper"),
    (table: "evidence_reports", column: "stored_digest"), (table: "recycling_lots", column: "paper"),
  ]

  /// Those of some bytes that something other than a contract keeps too.
  func otherHolders(of digests: [Digest], in reader: Reader) throws -> Set<Digest> {
    var held: Set<Digest> = []
    for (table, column) in Self.otherPapers {
      let (table, column) = (SQL(stringLiteral: table), SQL(stringLiteral: column))
      let rows = try reader.all(
        "SELECT DISTINCT \(column) AS digest FROM \(table) WHERE \(column) IN (\(list: digests))")
      for row in rows { held.insert(try row["digest"]) }
    }
    return held
  }

  /// The first day whose presences in the workshop are kept: a month's first, so that hours are added up by whole months.
  func startOfAttendance(by rules: RetentionRules, on day: Day) -> Day {
    let first = day.adding(months: -rules.months(of: .attendance))
    return first.adding(days: 1 - first.parts.day)
  }
}
