import Kernel

extension Database {
  /// Reads two things at once, on two processors and all from one moment of the database.
  ///
  /// A database in memory has one connection only: there one follows the other.
  /// - Parameter shared: reads before what both need.
  public func read<Shared: Sendable, Aside: Sendable, Here>(
    sharing shared: (Reader) throws -> Shared, alongside aside: @escaping @Sendable (Reader, Shared) throws -> Aside,
    _ here: (Reader, Shared) throws -> Here
  ) throws -> (aside: Aside, here: Here) {
    guard path != ":memory:" else {
      return try read { reader in
        let shared = try shared(reader)
        return try (aside(reader, shared), here(reader, shared))
      }
    }
    let other = try Handed(value: Database.open(path, migrations: migrations))
    while true {
      let both: (aside: Aside, here: Here)? = try read { reader in
        let moment = try reader.lastEntry
        return try other.value.read { beside in
          // An act came to its end between the two beginnings.
          guard try beside.lastEntry == moment else { return nil }
          let (handed, shared) = (Handed(value: beside), try shared(reader))
          let both = alongside(
            { Result { try aside(handed.value, shared) } }, { Result { try here(reader, shared) } })
          return try (both.aside.get(), both.here.get())
        }
      }
      if let both { return both }
    }
  }
}

/// What belongs to one thread at a time, given to another.
private struct Handed<Value>: @unchecked Sendable {
  let value: Value
}

extension Reader {
  /// The last entry there is; its reading fixes the moment that all else is read from.
  fileprivate var lastEntry: Int {
    get throws { try count("SELECT coalesce(max(sequence), 0) AS n FROM entries") }
  }
}
