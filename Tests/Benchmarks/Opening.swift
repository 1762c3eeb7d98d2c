import Application

/// Opening an up-to-date database, as each run of the program does once.
enum Opening {
  /// Ours comes first, so that whatever only the first opening of a process costs is counted against it.
  static func measure(_ path: String) throws {
    let taken = try measured { _ = try Chain.open(path, now: Population.now) }
    let floor = try measured { _ = try BareDatabase(path).texts("SELECT count(*) FROM sqlite_schema") }
    Figure(name: "opening", taken: [taken], floor: [floor]).print()
  }
}
