import Kernel

extension Database {
  /// Reads two things at once, on two processors and all from one moment of the database.
  ///
  /// A database in memory has one connection only: there one follows the other.
  public func read<Aside: Sendable, Here>(
    alongside aside: @escaping @Sendable (Reader) throws -> Aside, _ here: (Reader) throws -> Here
  ) throws -> (aside: Aside, here: Here) {
    guard path != ":memory:" else { return try read { try (aside($0), here($0)) } }
    let other = try Handed(value: Database.open(path, migrations: migrations))
    while true {
      let both: (aside: Aside, here: Here)? = try read { reader in
        let moment = try reader.lastEntry
        return try other.value.read { beside in
          // An act came to its end between the two beginnings.
          guard try beside.lastEntry == moment else { return nil }
          let handed = Handed(value: beside)
          let both = alongside(
            { Result { try aside(handed.value) } }, { Result { try here(reader) } })
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
