public import Kernel
public import Storage

/// Which structures are partners of the chain, and since when; the days are those of the acts.
public enum Membership {
  /// Records that a structure joins the chain, on the act's day.
  ///
  /// - Throws: ``DirectoryFailure/alreadyPartner(_:)``, ``DirectoryFailure/beforeMembership(_:last:)``.
  public static func join(_ structure: Partner, in change: Change) throws {
    try turn(structure, to: true, else: .alreadyPartner(structure.name), in: change)
  }

  /// Records that a partner leaves the chain, on the act's day.
  ///
  /// - Throws: ``DirectoryFailure/notPartner(_:)``, ``DirectoryFailure/beforeMembership(_:last:)``.
  public static func leave(_ structure: Partner, in change: Change) throws {
    try turn(structure, to: false, else: .notPartner(structure.name), in: change)
  }

  /// The partners as of the end of a day, and the day each joined last.
  public static func partners(on day: Day, in reader: Reader) throws -> [(partner: Partner, since: Day)] {
    let told = try TellingStore.standing(as: StructureAspect.self, on: day, in: reader)
    return try DirectoryStore.structures(in: reader).compactMap { structure in
      told[structure.id]?.first { $0.aspect == .partner && $0.holds }.map { (structure, $0.day) }
    }
  }

  /// When a structure was a partner, the earliest time first; what annulled acts told left out.
  public static func times(of structure: StructureID, in reader: Reader) throws -> [(joined: Day, left: Day?)] {
    var times: [(joined: Day, left: Day?)] = []
    for telling in try TellingStore.told(of: structure, as: StructureAspect.self, in: reader)
    where telling.aspect == .partner {
      if telling.holds {
        times.append((telling.day, nil))
      } else if let last = times.popLast() {
        times.append((last.joined, telling.day))
      }
    }
    return times
  }

  private static func turn(
    _ structure: Partner, to holds: Bool, else failure: DirectoryFailure, in change: Change
  ) throws {
    let last = try TellingStore.standing(of: structure.id, as: StructureAspect.self, in: change)
      .first { $0.aspect == .partner }
    guard (last?.holds ?? false) != holds else { throw failure }
    if let last, change.act.day < last.day {
      throw DirectoryFailure.beforeMembership(change.act.day, last: last.day)
    }
    try TellingStore.tell(StructureAspect.partner, holds ? "yes" : "no", of: structure.id, in: change)
  }
}
