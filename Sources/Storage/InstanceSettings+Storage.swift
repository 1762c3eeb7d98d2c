public import Kernel

extension InstanceSettings {
  /// The settings in force, the last ones saved; nothing before `init` wrote the first.
  public static func current(in reader: Reader) throws(StorageFailure) -> InstanceSettings? {
    guard
      let row = try reader.first(
        "SELECT name, departement, base_url, time_zone FROM instance ORDER BY entry DESC LIMIT 1")
    else {
      return nil
    }
    return InstanceSettings(
      name: try row["name"], departement: try row["departement"], baseURL: try row["base_url"],
      timeZone: try row["time_zone"])
  }

  /// Puts the settings in force; the earlier ones stay in the database.
  public func save(in change: Change) throws(StorageFailure) {
    try change.run(
      """
      INSERT INTO instance (entry, name, departement, base_url, time_zone)
      VALUES (\(change.entry), \(name), \(departement), \(baseURL), \(timeZone))
      """)
  }
}
