public import Kernel
public import Storage

/// A thing that is somebody's own and is in for repair: never in the stock, and back to its owner.
public struct Visitor: Sendable, Equatable {
  /// Its number.
  public let id: VisitorID
  /// The code on the label it bears while it is here; no device ever has it.
  public let code: AssetCode
  /// What kind of thing it is.
  public let category: DeviceCategory
  /// Maker and model, as its owner says.
  public let name: String
  /// The day it came in.
  public let day: Day
  /// The act that took it in.
  public let entry: EntryID
  /// The day it went back; nothing while it is here.
  public let returned: Day?
  /// The day it was lost and not found since.
  public let lost: Day?

  /// Whether it may be worked on, or handed back, now.
  ///
  /// - Throws: ``InventoryFailure/visitorGone(_:)``, ``InventoryFailure/visitorLost(_:)``.
  public func requireHere() throws(InventoryFailure) {
    guard returned == nil else { throw .visitorGone(code) }
    guard lost == nil else { throw .visitorLost(code) }
  }
}

/// Whose a visitor is: kept apart, so that it can be forgotten when the thing is back.
public struct VisitorOwner: Sendable, Equatable {
  public let name: String
  /// How to reach them.
  public let contact: String?

  /// Makes an owner.
  ///
  /// - Throws: ``InventoryFailure/ownerMissing`` for an empty name.
  public init(name: String, contact: String?) throws(InventoryFailure) {
    let name = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !name.isEmpty else { throw .ownerMissing }
    self.name = name
    self.contact = contact
  }
}

/// People's own things in the database.
public enum VisitorStore {
  /// Takes a person's own thing in.
  ///
  /// - Parameter serials: the serial numbers of its disks, so that a log of an erasure naming one raises an alarm.
  /// - Throws: ``InventoryFailure/codeTaken(_:)``.
  public static func take(
    _ code: AssetCode, category: DeviceCategory, name: String, owner: VisitorOwner, serials: [String], in change: Change
  ) throws -> Visitor {
    let taken = try change.count(
      """
      SELECT (SELECT count(*) FROM devices WHERE code = \(code)) + (SELECT count(*) FROM visitors WHERE code = \(code)) AS n
      """)
    guard taken == 0 else { throw InventoryFailure.codeTaken(code) }
    let id: VisitorID = try change.insert(
      """
      INSERT INTO visitors (code, category, name, entry)
      VALUES (\(code), \(category), \(name), \(change.entry))
      """)
    try change.run(
      "INSERT INTO visitor_owners (visitor, name, contact) VALUES (\(id), \(owner.name), \(owner.contact))")
    for serial in Set(serials).sorted() {
      try change.run(
        "INSERT INTO visitor_media (visitor, serial, entry) VALUES (\(id), \(serial), \(change.entry))")
    }
    return Visitor(
      id: id, code: code, category: category, name: name, day: change.act.day, entry: change.entry, returned: nil,
      lost: nil)
  }

  /// Hands a thing back to its owner; it goes nowhere else.
  ///
  /// - Throws: ``InventoryFailure/visitorGone(_:)``.
  public static func giveBack(_ visitor: Visitor, in change: Change) throws {
    try visitor.requireHere()
    try change.run("INSERT INTO visitor_returns (entry, visitor) VALUES (\(change.entry), \(visitor.id))")
  }

  /// Declares a person's own thing lost or stolen while it is here, under the reference of the declaration.
  ///
  /// - Throws: ``InventoryFailure/visitorGone(_:)``, ``InventoryFailure/visitorLost(_:)``, ``InventoryFailure/emptySlip``.
  public static func lose(_ visitor: Visitor, report: String, in change: Change) throws {
    try visitor.requireHere()
    try change.run(
      """
      INSERT INTO visitor_losses (entry, visitor, report)
      VALUES (\(change.entry), \(visitor.id), \(try Departure.reference(report)))
      """)
  }

  /// Takes a lost thing in again: it still goes back to its owner.
  ///
  /// - Throws: ``InventoryFailure/visitorNotLost(_:)``.
  public static func find(lost visitor: Visitor, in change: Change) throws {
    guard visitor.lost != nil else { throw InventoryFailure.visitorNotLost(visitor.code) }
    try change.run(
      """
      INSERT INTO visitor_finds (entry, loss)
      SELECT \(change.entry), max(visitor_losses.entry) FROM visitor_losses
      JOIN acts ON acts.entry = visitor_losses.entry WHERE visitor_losses.visitor = \(visitor.id) AND acts.annulled = 0
      """)
  }

  /// Forgets whose a thing was, once it is back.
  ///
  /// - Throws: ``InventoryFailure/visitorHere(_:)`` while it is here.
  public static func forgetOwner(of visitor: Visitor, in change: Change) throws {
    guard visitor.returned != nil else { throw InventoryFailure.visitorHere(visitor.code) }
    try change.run("DELETE FROM visitor_owners WHERE visitor = \(visitor.id)")
  }

  /// The thing that bears a code, or nothing.
  public static func find(_ code: AssetCode, in reader: Reader) throws -> Visitor? {
    try visitors(where: "visitors.code = \(code)", in: reader).first
  }

  /// A thing by its number, or nothing.
  public static func find(_ id: VisitorID, in reader: Reader) throws -> Visitor? {
    try visitors(where: "visitors.id = \(id)", in: reader).first
  }

  /// The thing that bears a code.
  ///
  /// - Throws: ``InventoryFailure/noSuchVisitor(_:)``.
  public static func visitor(_ code: AssetCode, in reader: Reader) throws -> Visitor {
    guard let visitor = try find(code, in: reader) else { throw InventoryFailure.noSuchVisitor(code) }
    return visitor
  }

  /// The things that are here, oldest first; all that ever came when asked.
  public static func all(alsoGone: Bool, in reader: Reader) throws -> [Visitor] {
    try visitors(where: "1 = 1", in: reader).filter { alsoGone || $0.returned == nil }
  }

  /// Whose a thing is; nothing once that was forgotten.
  public static func owner(of visitor: VisitorID, in reader: Reader) throws -> VisitorOwner? {
    try reader.first("SELECT name, contact FROM visitor_owners WHERE visitor = \(visitor)").map { row in
      try VisitorOwner(name: row["name"], contact: row["contact"])
    }
  }

  /// The thing that is here and has a disk of that serial number, or nothing.
  public static func bearer(ofMediumSerial serial: String, in reader: Reader) throws -> Visitor? {
    try visitors(
      where: "visitors.id IN (SELECT visitor FROM visitor_media WHERE serial = \(serial))", in: reader
    ).first { $0.returned == nil }
  }

  private static func visitors(where condition: SQL, in reader: Reader) throws -> [Visitor] {
    try reader.all(
      """
      SELECT visitors.id AS id, visitors.code AS code, visitors.category AS category, visitors.name AS name,
        visitors.entry AS entry, acts.day AS day,
        (SELECT gone.day FROM visitor_returns JOIN acts AS gone ON gone.entry = visitor_returns.entry
          WHERE visitor_returns.visitor = visitors.id AND gone.annulled = 0
          ORDER BY visitor_returns.entry DESC LIMIT 1) AS returned,
        (SELECT losing.day FROM visitor_losses JOIN acts AS losing ON losing.entry = visitor_losses.entry
          WHERE visitor_losses.visitor = visitors.id AND losing.annulled = 0
            AND NOT EXISTS (SELECT 1 FROM visitor_finds JOIN acts AS finding ON finding.entry = visitor_finds.entry
              WHERE visitor_finds.loss = visitor_losses.entry AND finding.annulled = 0)
          ORDER BY visitor_losses.entry DESC LIMIT 1) AS lost
      FROM visitors JOIN acts ON acts.entry = visitors.entry
      WHERE (\(condition)) AND acts.annulled = 0 ORDER BY visitors.id
      """
    ).map { row in
      try Visitor(
        id: row["id"], code: row["code"], category: row["category"], name: row["name"], day: row["day"],
        entry: row["entry"], returned: row["returned"], lost: row["lost"])
    }
  }
}
