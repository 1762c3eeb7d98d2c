public import Kernel
public import Storage

/// A badge somebody was given.
public struct Badge: Sendable, Equatable {
  /// Its number, which its card bears.
  public let number: BadgeNumber
  /// The person's PIN as it is kept; nothing when they have none, and so vouch for nothing by scanning.
  public let pin: SealedPIN?
  /// The person.
  public let person: PersonID
}

/// Who bears which badge: the last one a person was given, unless that was taken back.
public enum BadgeStore {
  /// Gives a person a new badge; the one before is worth nothing from then on.
  public static func give(
    _ person: Person, pin: SealedPIN?, in change: Change, using generator: inout some RandomNumberGenerator
  ) throws -> Badge {
    var number = BadgeNumber.random(using: &generator)
    while try change.count("SELECT count(*) AS n FROM badges WHERE number = \(number.value)") > 0 {
      number = .random(using: &generator)
    }
    try change.run(
      """
      INSERT INTO badges (entry, person, number, pin)
      VALUES (\(change.entry), \(person.id), \(number.value), \(pin?.stored))
      """)
    return Badge(number: number, pin: pin, person: person.id)
  }

  /// The person who bears a badge, or nothing when nobody does, or no longer.
  public static func bearer(of number: BadgeNumber, in reader: Reader) throws -> Person? {
    let row = try reader.first("SELECT person FROM badges WHERE number = \(number.value)")
    guard let row else { return nil }
    let id: PersonID = try row["person"]
    guard try badge(of: id, in: reader)?.number == number else { return nil }
    return try DirectoryStore.person(id, in: reader)
  }

  /// A person's badge, or nothing when they have none: one that is taken back does not bring back the one before.
  ///
  /// The badge of whoever left the chain is worth nothing.
  public static func badge(of person: PersonID, in reader: Reader) throws -> Badge? {
    guard try PeopleForgetting.dayLeft(by: person, in: reader) == nil else { return nil }
    let row = try reader.first(
      """
      SELECT person, number, pin FROM badges
      WHERE entry = (SELECT max(entry) FROM badges WHERE person = \(person)) AND \(SQL.stands("badges.entry"))
      """)
    return try row.map(Badge.init)
  }

  /// Everybody who has a badge, by name.
  public static func badges(in reader: Reader) throws -> [(person: Person, badge: Badge)] {
    try DirectoryStore.people(in: reader).compactMap { person in
      try badge(of: person.id, in: reader).map { (person, $0) }
    }
  }
}

extension Badge {
  fileprivate init(_ row: Row) throws {
    let number: Int64 = try row["number"]
    guard let read = BadgeNumber(number) else {
      throw StorageFailure.row(column: "number", expected: "a badge number", found: "INTEGER", statement: "badges")
    }
    let pin: String? = try row["pin"]
    self.init(number: read, pin: pin.map(SealedPIN.init), person: try row["person"])
  }
}
