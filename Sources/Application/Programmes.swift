public import Eligibility
public import Kernel
import Loans
import Storage

extension Chain {
  /// Puts a programme in force from the act's day: its file is read, its own cases pass, and it is kept whole.
  ///
  /// - Parameter file: the name the user knows the file by.
  /// - Throws: `JSONFailure` with the place of what is wrong in the file, ``LendingFailure/rulesMustNotServe(programme:_:)``,
  ///   ``LoansFailure/versionTaken(programme:version:)``, ``ChainFailure/rulesNotForRole(_:)``.
  public func adopt(programme bytes: [UInt8], file: String, as act: Act) throws -> Programme {
    let programme = try Programme(reading: bytes, file: file)
    let defects = programme.remarks(on: act.day).filter(\.isDefect)
    guard defects.isEmpty else { throw LendingFailure.rulesMustNotServe(programme: programme.id, defects) }
    try database.write(Action.adoptProgramme, act) { change in
      try requireRulesRole(act, in: change)
      change.concerns(.instance)
      change.note("programme", .dataName(programme.id))
      change.note("version", .dataName(programme.version))
      change.note("digest", .digest(programme.digest))
      try ProgrammeStore.adopt(
        AdoptedProgramme(
          id: programme.id, version: programme.version, body: String(decoding: bytes, as: UTF8.self),
          limit: programme.terms?.limit.map { .init(perHousehold: $0.perHousehold, years: $0.years) }),
        in: change)
    }
    return programme
  }

  /// The programmes that serve on a day, by name: of each the version adopted last.
  public func programmes(on day: Day) throws -> [Programme] {
    try database.read { try ProgrammeStore.inForce(on: day, in: $0).map(Programme.init) }
  }
}

extension Programme {
  /// Reads the file of a programme that was put in force.
  init(_ adopted: AdoptedProgramme) throws {
    try self.init(reading: Array(adopted.body.utf8), file: "\(adopted.id) \(adopted.version)")
  }
}
