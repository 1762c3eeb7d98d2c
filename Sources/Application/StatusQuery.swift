public import Inventory
public import Kernel
import Storage

/// What is in the database, in figures.
public struct ChainStatus: Sendable {
  /// What the instance is called and where it is.
  public let instance: InstanceSettings
  /// How many devices stand in each state, states without any left out.
  public let devices: [(state: Device.StateName, count: Int)]
  /// How many of each kind of record there are.
  public let records: [(record: Record, count: Int)]
  /// The number of the journal's last entry.
  public let journalHead: JournalHead

  /// The kinds of record that are counted.
  public enum Record: String, Sendable, CaseIterable {
    case people, structures, places, gisements, conventions, donations, households, requests, contracts
  }
}

extension Chain {
  /// What is in the database, in figures.
  public func status() throws -> ChainStatus {
    try database.read { reader in
      let states = try reader.all(
        "SELECT state, count(*) AS n FROM devices WHERE \(DeviceStore.isInChain) GROUP BY state"
      ).map { row in
        let (state, count): (Device.StateName, Int) = (try row["state"], try row["n"])
        return (state, count)
      }
      let records = try ChainStatus.Record.allCases.map { record in
        let table = SQL(stringLiteral: record.rawValue)
        // All there are, less the few that were set right: each row there ever was is not looked up in the journal.
        let count = try reader.count(
          """
          SELECT (SELECT count(*) FROM \(table)) - (SELECT count(*) FROM corrections
            JOIN \(table) ON \(table).entry = corrections.corrected WHERE corrections.annuls = 1) AS n
          """)
        return (record, count)
      }
      return ChainStatus(
        instance: instance,
        devices: Device.StateName.allCases.compactMap { name in states.first { $0.0 == name } },
        records: records, journalHead: try Journal.head(in: reader))
    }
  }
}
