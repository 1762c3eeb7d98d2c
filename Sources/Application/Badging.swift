public import Directory
public import Kernel
import Storage

extension Chain {
  /// Gives a person a badge, whose number is drawn, and the PIN they chose; the badge before is worth nothing from then on.
  ///
  /// - Throws: ``DirectoryFailure/noSuchPerson(_:)``, ``ChainFailure/anothersBadge``: one's own badge, or as somebody who
  ///   manages the chain: whoever sets a PIN can vouch in the name of its owner.
  public func giveBadge(to name: String, pin: PIN?, as act: Act) throws -> (person: Person, badge: Badge) {
    // It takes a tenth of a second on purpose: nobody else waits for it.
    let sealed = try pin?.sealed()
    return try database.write(Action.giveBadge, act) { change in
      let person = try DirectoryStore.person(name, in: change)
      guard try act.actor.id == person.id || DirectoryStore.person(act.actor.id, in: change)?.role == .manager else {
        throw ChainFailure.anothersBadge
      }
      var generator = SystemRandomNumberGenerator()
      let badge = try BadgeStore.give(person, pin: sealed, in: change, using: &generator)
      change.concerns(.person(person.id))
      change.note("pin", .number(sealed == nil ? 0 : 1))
      return (person, badge)
    }
  }

  /// Everybody who has a badge, by name.
  public func badges() throws -> [(person: Person, badge: Badge)] {
    try database.read { try BadgeStore.badges(in: $0) }
  }
}
