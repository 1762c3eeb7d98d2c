public import Kernel

/// What an entry of the journal is about.
public struct JournalSubject: Hashable, Sendable {
  /// The subject as `device:12`.
  public let text: String

  private init(_ kind: String, _ name: some CustomStringConvertible) {
    text = "\(kind):\(name)"
  }

  /// The instance itself.
  public static let instance = JournalSubject("instance", 1)
  public static func person(_ id: PersonID) -> JournalSubject { JournalSubject("person", id.rawValue) }
  public static func structure(_ id: StructureID) -> JournalSubject {
    JournalSubject("structure", id.rawValue)
  }
  public static func place(_ id: PlaceID) -> JournalSubject { JournalSubject("place", id.rawValue) }
  public static func donor(_ id: DonorID) -> JournalSubject { JournalSubject("donor", id.rawValue) }
  public static func convention(_ id: ConventionID) -> JournalSubject {
    JournalSubject("convention", id.rawValue)
  }
  public static func donation(_ id: DonationID) -> JournalSubject { JournalSubject("donation", id.rawValue) }
  public static func device(_ id: DeviceID) -> JournalSubject { JournalSubject("device", id.rawValue) }
  public static func medium(_ id: MediumID) -> JournalSubject { JournalSubject("medium", id.rawValue) }
  public static func evidence(_ id: EvidenceReportID) -> JournalSubject {
    JournalSubject("evidence", id.rawValue)
  }
  public static func household(_ id: HouseholdID) -> JournalSubject {
    JournalSubject("household", id.rawValue)
  }
  public static func request(_ id: RequestID) -> JournalSubject { JournalSubject("request", id.rawValue) }
  public static func contract(_ id: ContractID) -> JournalSubject { JournalSubject("contract", id.rawValue) }
  public static func visitor(_ id: VisitorID) -> JournalSubject { JournalSubject("visitor", id.rawValue) }
  public static func part(_ id: PartID) -> JournalSubject { JournalSubject("part", id.rawValue) }
  public static func repair(_ id: RepairID) -> JournalSubject { JournalSubject("repair", id.rawValue) }
  public static func alarm(_ id: AlarmID) -> JournalSubject { JournalSubject("alarm", id.rawValue) }
  public static func location(_ id: LocationID) -> JournalSubject { JournalSubject("location", id.rawValue) }
  public static func stockTake(_ id: StockTakeID) -> JournalSubject { JournalSubject("stocktake", id.rawValue) }
  public static func shipment(_ id: ShipmentID) -> JournalSubject { JournalSubject("shipment", id.rawValue) }
  /// What documents proved of a household, which can go before the rest of its file.
  public static func facts(_ id: HouseholdID) -> JournalSubject { JournalSubject("facts", id.rawValue) }
  /// The signed papers of a contract.
  public static func papers(_ id: ContractID) -> JournalSubject { JournalSubject("papers", id.rawValue) }
  /// Bytes that are kept under a hash.
  public static func bytes(_ digest: Digest) -> JournalSubject { JournalSubject("bytes", digest) }
  /// Another entry of the journal, which this one sets right.
  public static func entry(_ id: EntryID) -> JournalSubject { JournalSubject("entry", id.rawValue) }
}

/// A fact of the journal: a reference, a number, a day or a closed word; there is no way to put a person's data in one.
public struct JournalFact: Hashable, Sendable {
  let text: String

  public static func number(_ number: Int) -> JournalFact { JournalFact(text: String(number)) }
  public static func id<Entity>(_ id: ID<Entity>) -> JournalFact { JournalFact(text: id.description) }
  public static func day(_ day: Day) -> JournalFact { JournalFact(text: day.description) }
  public static func money(_ money: Money) -> JournalFact { JournalFact(text: String(money.cents)) }
  public static func code(_ code: AssetCode) -> JournalFact { JournalFact(text: code.characters) }
  public static func digest(_ digest: Digest) -> JournalFact { JournalFact(text: digest.description) }
  public static func word(_ word: some RawRepresentable<String>) -> JournalFact {
    JournalFact(text: word.rawValue)
  }
  /// The identifier or version that a file of rules gives itself: `pret-college-47`, `2026.1`.
  public static func dataName(_ name: String) -> JournalFact { JournalFact(text: name) }

  static func object(_ facts: [(key: String, fact: JournalFact)]) -> String {
    let members = facts.map { "\(JSONValue.quoted($0.key)):\(JSONValue.quoted($0.fact.text))" }
    return "{" + members.joined(separator: ",") + "}"
  }
}
