public import Kernel
public import Storage

/// Something that must not be overlooked: data that were to be kept are gone, or data that were to be gone are somewhere.
public struct Alarm: Sendable, Equatable {
  /// Its number.
  public let id: AlarmID
  public let kind: Kind
  /// What it is about.
  public let about: About
  /// The medium by itself that it is about, taken out of that device; nothing for a whole thing.
  public let medium: MediumID?
  /// The evidence that raised it.
  public let report: EvidenceReportID?
  /// When it was raised.
  public let raised: Instant
  /// The act that raised it.
  public let entry: EntryID
  /// What was done about it, in the words of whoever did it; nothing while it stands.
  public let settled: String?

  /// What happened.
  public enum Kind: String, Sendable, CaseIterable, SQLConvertible {
    /// A disk was erased whose data are their user's, who gets the thing back.
    case keptDataErased = "kept-data-erased"
    /// A medium that may hold a person's data is lost or stolen (GDPR, art. 33: 72 hours).
    case dataLost = "data-lost"

    /// The alarm in words.
    public var text: Text {
      switch self {
      case .keptDataErased: Text(fr: "données à garder effacées", en: "data to be kept were erased")
      case .dataLost: Text(fr: "données perdues : violation à traiter", en: "data lost: a breach to be dealt with")
      }
    }

    /// How long there is to notify the authority, in hours.
    public var hours: Int? {
      switch self {
      case .keptDataErased, .dataLost: 72
      }
    }
  }

  /// What an alarm is about.
  public enum About: Sendable, Equatable {
    case device(DeviceID)
    case visitor(VisitorID)
  }
}

/// The alarms raised, and what was done about them.
public enum AlarmStore {
  /// Raises an alarm.
  public static func raise(
    _ kind: Alarm.Kind, about: Alarm.About, medium: MediumID? = nil, from report: EvidenceReportID? = nil,
    in change: Change
  ) throws -> AlarmID {
    let (device, visitor): (DeviceID?, VisitorID?) =
      switch about {
      case .device(let device): (device, nil)
      case .visitor(let visitor): (nil, visitor)
      }
    return try change.insert(
      """
      INSERT INTO alarms (kind, device, visitor, medium, report, entry)
      VALUES (\(kind), \(device), \(visitor), \(medium), \(report), \(change.entry))
      """)
  }

  /// Says what was done about an alarm.
  ///
  /// - Throws: ``RefurbishmentFailure/noSuchAlarm(_:)``, ``RefurbishmentFailure/alarmSettled(_:)``,
  ///   ``RefurbishmentFailure/reasonMissing``.
  public static func settle(_ id: AlarmID, because note: String, in change: Change) throws -> Alarm {
    guard let alarm = try alarms(where: "alarms.id = \(id)", in: change).first else {
      throw RefurbishmentFailure.noSuchAlarm(id)
    }
    guard alarm.settled == nil else { throw RefurbishmentFailure.alarmSettled(id) }
    guard note.contains(where: { !$0.isWhitespace }) else { throw RefurbishmentFailure.reasonMissing }
    try change.run(
      "INSERT INTO alarm_settlements (entry, alarm, note) VALUES (\(change.entry), \(id), \(note))")
    return alarm
  }

  /// An alarm by its number.
  ///
  /// - Throws: ``RefurbishmentFailure/noSuchAlarm(_:)``.
  public static func alarm(_ id: AlarmID, in reader: Reader) throws -> Alarm {
    guard let alarm = try alarms(where: "alarms.id = \(id)", in: reader).first else {
      throw RefurbishmentFailure.noSuchAlarm(id)
    }
    return alarm
  }

  /// The alarms that stand, oldest first.
  public static func standing(in reader: Reader) throws -> [Alarm] {
    try alarms(where: "1 = 1", in: reader).filter { $0.settled == nil }
  }

  /// All alarms, oldest first.
  public static func all(in reader: Reader) throws -> [Alarm] { try alarms(where: "1 = 1", in: reader) }

  private static func alarms(where condition: SQL, in reader: Reader) throws -> [Alarm] {
    try reader.all(
      """
      SELECT alarms.*, acts.recorded AS recorded,
        (SELECT alarm_settlements.note FROM alarm_settlements
          LEFT JOIN acts AS settling ON settling.entry = alarm_settlements.entry
          WHERE alarm_settlements.alarm = alarms.id AND coalesce(settling.annulled, 0) = 0
          ORDER BY alarm_settlements.entry DESC LIMIT 1) AS settled
      FROM alarms JOIN acts ON acts.entry = alarms.entry
      WHERE (\(condition)) AND \(Acts.standing) ORDER BY alarms.id
      """
    ).map { row in
      let device: DeviceID? = try row["device"]
      return Alarm(
        id: try row["id"], kind: try row["kind"],
        about: try device.map { .device($0) } ?? .visitor(row["visitor"]), medium: try row["medium"],
        report: try row["report"],
        raised: try row["recorded"], entry: try row["entry"], settled: try row["settled"])
    }
  }
}
