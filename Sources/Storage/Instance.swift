public import Kernel

/// What one département's installation is called and where it is.
public struct Instance: Sendable, Equatable {
  /// The name printed on papers.
  public let name: String
  /// The département it serves.
  public let departement: Departement
  /// The address that QR codes start with, such as `HTTPS://R47.FR`; nothing when codes are printed bare.
  public let baseURL: String?
  /// The zone in which days are counted, such as `Europe/Paris`.
  public let timeZone: String

  /// Makes the settings of an instance.
  public init(name: String, departement: Departement, baseURL: String?, timeZone: String) {
    self.name = name
    self.departement = departement
    self.baseURL = baseURL
    self.timeZone = timeZone
  }

  /// The settings in a database; nothing before `init` wrote them.
  public static func current(in reader: Reader) throws(StorageFailure) -> Instance? {
    guard let row = try reader.first("SELECT name, departement, base_url, time_zone FROM instance") else {
      return nil
    }
    return Instance(
      name: try row["name"], departement: try row["departement"], baseURL: try row["base_url"],
      timeZone: try row["time_zone"])
  }

  /// Writes the settings, once in the life of a database.
  public func save(in change: Change) throws(StorageFailure) {
    try change.run(
      """
      INSERT INTO instance (id, name, departement, base_url, time_zone, entry)
      VALUES (1, \(name), \(departement), \(baseURL), \(timeZone), \(change.entry))
      """)
  }
}
