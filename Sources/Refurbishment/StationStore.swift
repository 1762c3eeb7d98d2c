public import Storage

/// A wiping station: a machine that erases the disks of others.
public struct WipingStation: Sendable, Equatable {
  /// Its system serial number, as in the logs it writes.
  public let serial: String
  /// What people call it.
  public let name: String
}

/// The declared wiping stations, whose own serial number never identifies a device.
public enum StationStore {
  /// Declares a station.
  ///
  /// - Throws: ``RefurbishmentFailure/stationWithoutSerial``, ``RefurbishmentFailure/stationAlreadyDeclared(_:)``.
  public static func declare(serial: String, name: String, in change: Change) throws {
    let key = key(serial)
    guard !key.isEmpty else { throw RefurbishmentFailure.stationWithoutSerial }
    guard try !isStation(serial: serial, in: change) else {
      throw RefurbishmentFailure.stationAlreadyDeclared(serial)
    }
    try change.run(
      "INSERT INTO wiping_stations (serial, name, entry) VALUES (\(key), \(name), \(change.entry))")
  }

  /// Whether a system serial number is that of a declared station; case and spaces around do not matter.
  public static func isStation(serial: String, in reader: Reader) throws -> Bool {
    try reader.count(
      """
      SELECT count(*) AS n FROM wiping_stations LEFT JOIN acts ON acts.entry = wiping_stations.entry
      WHERE wiping_stations.serial = \(key(serial)) AND \(Acts.standing)
      """) > 0
  }

  /// The declared stations, oldest first.
  public static func all(in reader: Reader) throws -> [WipingStation] {
    try reader.all(
      """
      SELECT wiping_stations.serial AS serial, wiping_stations.name AS name
      FROM wiping_stations LEFT JOIN acts ON acts.entry = wiping_stations.entry
      WHERE \(Acts.standing) ORDER BY wiping_stations.entry
      """
    ).map { row in WipingStation(serial: try row["serial"], name: try row["name"]) }
  }

  private static func key(_ serial: String) -> String {
    let trimmed = serial.drop { $0.isWhitespace }
    return String(trimmed.reversed().drop { $0.isWhitespace }.reversed()).uppercased()
  }
}
