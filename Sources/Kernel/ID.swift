/// The number of one entity in the database; the tag keeps a device's number from being taken for a household's.
public struct ID<Entity>: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The number itself, positive, given by the database.
  public let rawValue: Int64

  /// Wraps a number given by the database.
  public init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  /// The order in which the entities were recorded.
  public static func < (left: ID, right: ID) -> Bool { left.rawValue < right.rawValue }

  /// The number in decimal digits.
  public var description: String { String(rawValue) }

  /// The number as people see and say it, behind the letter of its kind: `G-000012`.
  public func reference(_ letter: Character) -> String {
    let digits = description
    return "\(letter)-\(String(repeating: "0", count: max(0, 6 - digits.count)))\(digits)"
  }
}

/// The tags of identifiers: what a number can be the number of.
public enum Subject {
  public enum Person {}
  public enum Structure {}
  public enum Place {}
  public enum Donor {}
  public enum Convention {}
  public enum Donation {}
  public enum DonationLine {}
  public enum AnnouncedItem {}
  public enum Device {}
  public enum Medium {}
  public enum EvidenceReport {}
  public enum Check {}
  public enum Erasure {}
  public enum Household {}
  public enum HouseholdFact {}
  public enum Decision {}
  public enum Request {}
  public enum Contract {}
  public enum FollowUp {}
  public enum Reminder {}
  public enum Visitor {}
  public enum Part {}
  public enum Repair {}
  public enum Alarm {}
  public enum Location {}
  public enum StockTake {}
  public enum Shipment {}
  public enum JournalEntry {}
}

public typealias PersonID = ID<Subject.Person>
public typealias StructureID = ID<Subject.Structure>
public typealias PlaceID = ID<Subject.Place>
public typealias DonorID = ID<Subject.Donor>
public typealias ConventionID = ID<Subject.Convention>
public typealias DonationID = ID<Subject.Donation>
public typealias DonationLineID = ID<Subject.DonationLine>
public typealias AnnouncedItemID = ID<Subject.AnnouncedItem>
public typealias DeviceID = ID<Subject.Device>
public typealias MediumID = ID<Subject.Medium>
public typealias EvidenceReportID = ID<Subject.EvidenceReport>
public typealias CheckID = ID<Subject.Check>
public typealias ErasureID = ID<Subject.Erasure>
public typealias HouseholdID = ID<Subject.Household>
public typealias HouseholdFactID = ID<Subject.HouseholdFact>
public typealias DecisionID = ID<Subject.Decision>
public typealias RequestID = ID<Subject.Request>
public typealias ContractID = ID<Subject.Contract>
public typealias FollowUpID = ID<Subject.FollowUp>
public typealias ReminderID = ID<Subject.Reminder>
public typealias VisitorID = ID<Subject.Visitor>
public typealias PartID = ID<Subject.Part>
public typealias RepairID = ID<Subject.Repair>
public typealias AlarmID = ID<Subject.Alarm>
public typealias LocationID = ID<Subject.Location>
public typealias StockTakeID = ID<Subject.StockTake>
public typealias ShipmentID = ID<Subject.Shipment>
/// The sequence number of an entry of the journal.
public typealias EntryID = ID<Subject.JournalEntry>
