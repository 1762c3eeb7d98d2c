public import Kernel

extension InstanceSettings {
  /// The settings in a database; nothing before `init` wrote them.
  public static func current(in reader: Reader) throws(StorageFailure) -> InstanceSettings? {
    guard let row = try reader.first("SELECT name, departement, base_url, time_zone FROM instance") else {
      return nil
    }
    return InstanceSettings(
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
