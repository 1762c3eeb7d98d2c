import Directory
public import Kernel
public import Storage

/// The reuse chain of one instance: each public method is one thing a person does, in one transaction.
///
/// Use cases take an ``Act``: who does it and the day it happened. Rules live in the rooms; here rooms are joined.
public struct Chain {
  let database: Database
  /// What the instance is called and where it is.
  public let instance: InstanceSettings
  /// What time it is, in the instance's time zone.
  public let clock: Clock

  init(database: Database, instance: InstanceSettings, read: @escaping @Sendable () -> Kernel.Instant) {
    self.database = database
    self.instance = instance
    clock = Clock(zone: LocalZone(named: instance.timeZone) ?? .utc, read: read)
  }

  /// Opens the database of an instance.
  ///
  /// - Parameters:
  ///   - path: the database's file.
  ///   - now: tells the present instant.
  /// - Throws: ``StorageFailure`` when it cannot be used, ``ChainFailure/notFounded(path:)`` when it holds no instance.
  public static func open(_ path: String, now: @escaping @Sendable () -> Kernel.Instant) throws -> Chain {
    try Chain(of: Database.open(path, migrations: migrations), now: now)
  }

  /// The chain of a database that is already open.
  public init(of database: Database, now: @escaping @Sendable () -> Kernel.Instant) throws {
    guard let instance = try database.read({ try InstanceSettings.current(in: $0) }) else {
      throw ChainFailure.notFounded(path: database.path)
    }
    self.init(database: database, instance: instance, read: now)
  }

  /// The entries that the last act done here left in the journal; `correct` takes their numbers.
  public var lastEntries: [EntryID] { database.lastEntries }

  /// What a registered person does on a day, today unless said.
  ///
  /// - Throws: ``DirectoryFailure/noSuchPerson(_:)``, ``DirectoryFailure/personLeft(_:_:)``,
  ///   ``KernelFailure/dayToCome(_:today:)``.
  public func act(by name: String, on day: Day?) throws -> Act {
    try Act(by: actor(named: name), on: day, clock: clock)
  }

  /// The person who acts or asks, by name or number.
  ///
  /// - Throws: ``DirectoryFailure/noSuchPerson(_:)``, ``DirectoryFailure/personLeft(_:_:)``.
  public func actor(named name: String) throws -> Actor {
    try database.read { reader in
      let person = try DirectoryStore.person(name, in: reader)
      try PeopleForgetting.requireHere(person, in: reader)
      return person.actor
    }
  }
}
