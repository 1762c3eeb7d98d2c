import Directory
public import Kernel
import Storage

extension Chain {
  /// Creates the database of a new instance, with the first person who may act in it.
  ///
  /// - Parameters:
  ///   - path: where to create it; nothing may be there.
  ///   - founder: the name of the first person, who manages the instance.
  ///   - day: the day the instance began, today unless said.
  ///   - now: tells the present instant.
  /// - Throws: ``StorageFailure`` when it cannot be created, ``ChainFailure/unknownTimeZone(_:)``,
  ///   ``ChainFailure/baseURL(_:)``; then no file is left.
  public static func found(
    _ instance: InstanceSettings, at path: String, founder: String, on day: Day? = nil,
    now: @escaping @Sendable () -> Kernel.Instant
  ) throws -> Chain {
    try checked(instance)
    try Database.create(path, migrations: migrations) { database in
      try write(instance, founder: founder, on: day, to: database, now: now)
    }
    return try open(path, now: now)
  }

  /// The chain of a new instance in memory.
  public static func foundInMemory(
    _ instance: InstanceSettings, founder: String, now: @escaping @Sendable () -> Kernel.Instant
  ) throws -> Chain {
    try checked(instance)
    let database = try Database.inMemory(migrations: migrations)
    try write(instance, founder: founder, on: nil, to: database, now: now)
    return try Chain(of: database, now: now)
  }

  private static func write(
    _ instance: InstanceSettings, founder: String, on day: Day?, to database: Database,
    now: @escaping @Sendable () -> Kernel.Instant
  ) throws {
    let clock = Clock(zone: LocalZone(named: instance.timeZone) ?? .utc, read: now)
    // The founder is the first person, and acts before being registered: the entry and the row come to be together.
    let act = try Act(by: Actor(id: PersonID(rawValue: 1), name: founder), on: day, clock: clock)
    try database.write(Action.foundInstance, act) { change in
      change.concerns(.instance)
      try instance.save(in: change)
      _ = try DirectoryStore.register(person: founder, role: .manager, structure: nil, in: change)
    }
  }

  private static func checked(_ instance: InstanceSettings) throws {
    guard LocalZone(named: instance.timeZone) != nil else {
      throw ChainFailure.unknownTimeZone(instance.timeZone)
    }
    if let url = instance.baseURL {
      let isPlain = url.unicodeScalars.allSatisfy { $0.isASCII && $0.value > 0x20 }
      let rest = ["HTTPS://", "HTTP://"].first(where: url.uppercased().hasPrefix).map { url.dropFirst($0.count) }
      let host = rest?.prefix { !"/:?#".contains($0) } ?? ""
      let isHost = host.first != "." && host.allSatisfy { $0.isLetter || $0.isNumber || "-.".contains($0) }
      guard isPlain, !host.isEmpty, isHost else { throw ChainFailure.baseURL(url) }
    }
  }
}
