public import Kernel
public import Storage

extension LoansSchema {
  /// Places and days at which many families get their devices, who is invited and who came.
  static let gatherings = """
    CREATE TABLE gatherings (
      id INTEGER PRIMARY KEY,
      title TEXT NOT NULL CHECK (trim(title) <> ''),
      place INTEGER NOT NULL REFERENCES places (id),
      planned_on TEXT NOT NULL CHECK (\(Schema.isDay("planned_on"))),
      \(Schema.entryColumn)
    ) STRICT;
    \(Schema.byEntry("gatherings"))
    \(Schema.appendOnly("gatherings", key: ["id"]))
    CREATE TABLE gathering_guests (
      gathering INTEGER NOT NULL REFERENCES gatherings (id),
      request INTEGER NOT NULL REFERENCES requests (id),
      \(Schema.entryColumn),
      PRIMARY KEY (gathering, request, entry)
    ) STRICT, WITHOUT ROWID;
    \(Schema.byEntry("gathering_guests"))
    \(Schema.appendOnly("gathering_guests", key: ["gathering", "request", "entry"]))
    CREATE TABLE gathering_attendances (
      gathering INTEGER NOT NULL REFERENCES gatherings (id),
      request INTEGER NOT NULL REFERENCES requests (id),
      \(Schema.entryColumn),
      came INTEGER NOT NULL CHECK (came IN (0, 1)),
      PRIMARY KEY (gathering, request, entry)
    ) STRICT, WITHOUT ROWID;
    \(Schema.byEntry("gathering_attendances"))
    \(Schema.appendOnly("gathering_attendances", key: ["gathering", "request", "entry"]))
    \(Schema.refuse(
      "gathering_guests_once", on: "gathering_guests",
      when: """
        EXISTS (SELECT 1 FROM gathering_guests AS g WHERE g.gathering = NEW.gathering AND g.request = NEW.request
          AND NOT \(Schema.annulled("g.entry")))
        """,
      message: "gathering_guests: cette demande est déjà invitée"))
    \(Schema.refuse(
      "gathering_attendances_of_guests", on: "gathering_attendances",
      when: """
        NOT EXISTS (SELECT 1 FROM gathering_guests AS g WHERE g.gathering = NEW.gathering AND g.request = NEW.request
          AND NOT \(Schema.annulled("g.entry")))
        """,
      message: "gathering_attendances: cette demande n''est pas invitée"))

    """
}

/// Keeps gatherings, who is invited to them and who came.
public enum GatheringStore {
  /// Plans a gathering.
  ///
  /// - Throws: ``GatheringFailure/emptyTitle``.
  public static func plan(_ title: String, at place: PlaceID, on day: Day, in change: Change) throws -> Gathering {
    guard let title = title.trimmed else { throw GatheringFailure.emptyTitle }
    let id: GatheringID = try change.insert(
      """
      INSERT INTO gatherings (title, place, planned_on, entry) VALUES (\(title), \(place), \(day), \(change.entry))
      """)
    return Gathering(id: id, title: title, place: place, day: day, guests: [])
  }

  /// Invites families by their requests.
  ///
  /// - Throws: ``LoansFailure/noRequest(_:)``, ``GatheringFailure/invitedAlready(_:_:)``.
  public static func invite(_ requests: [RequestID], to id: GatheringID, in change: Change) throws {
    var invited = Set(try existing(id, in: change).guests.map(\.request))
    for request in requests {
      _ = try RequestStore.existing(request, in: change)
      guard invited.insert(request).inserted else { throw GatheringFailure.invitedAlready(id, request) }
      try change.run(
        """
        INSERT INTO gathering_guests (gathering, request, entry) VALUES (\(id), \(request), \(change.entry))
        """)
    }
  }

  /// Records whether a family came.
  public static func record(_ request: RequestID, came: Bool, to id: GatheringID, in change: Change) throws {
    try change.run(
      """
      INSERT INTO gathering_attendances (gathering, request, came, entry)
      VALUES (\(id), \(request), \(came), \(change.entry))
      """)
  }

  /// A gathering.
  ///
  /// - Throws: ``GatheringFailure/noGathering(_:)``.
  public static func existing(_ id: GatheringID, in reader: Reader) throws -> Gathering {
    guard let row = try reader.first("\(standing) AND g.id = \(id)") else { throw GatheringFailure.noGathering(id) }
    return try gathering(row, in: reader)
  }

  /// Every gathering, by its day.
  public static func all(in reader: Reader) throws -> [Gathering] {
    try reader.all("\(standing) ORDER BY g.planned_on, g.id").map { try gathering($0, in: reader) }
  }

  private static let standing: SQL = """
    SELECT g.id, g.title, g.place, g.planned_on FROM gatherings AS g WHERE \(SQL.stands("g.entry"))
    """

  private static func gathering(_ row: Row, in reader: Reader) throws -> Gathering {
    let id: GatheringID = try row["id"]
    let guests = try reader.all(
      """
      SELECT i.request, (SELECT a.came FROM gathering_attendances AS a WHERE a.gathering = i.gathering
        AND a.request = i.request AND \(SQL.stands("a.entry")) ORDER BY a.entry DESC LIMIT 1) AS came
      FROM gathering_guests AS i WHERE i.gathering = \(id) AND \(SQL.stands("i.entry")) ORDER BY i.entry, i.request
      """)
    return Gathering(
      id: id, title: try row["title"], place: try row["place"], day: try row["planned_on"],
      guests: try guests.map { Gathering.Guest(request: try $0["request"], came: try $0["came"]) })
  }
}
