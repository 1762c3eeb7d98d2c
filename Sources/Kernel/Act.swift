/// A person registered in the instance, who acts and answers for the act.
public struct Actor: Hashable, Sendable {
  /// The person's number.
  public let id: PersonID
  /// The name the person is registered under.
  public let name: String

  /// Makes an actor from a registered person.
  public init(id: PersonID, name: String) {
    self.id = id
    self.name = name
  }
}

/// Who does something, the day it happened, and the instant it is recorded.
///
/// Paper arrives late: the two times differ, and both are kept.
public struct Act: Hashable, Sendable {
  /// Who acts.
  public let actor: Actor
  /// The day it happened.
  public let day: Day
  /// When it is recorded, UTC.
  public let recorded: Instant

  /// Makes an act that happened on a day, today unless said.
  ///
  /// - Throws: ``KernelFailure/dayToCome(_:today:)`` when the day has not begun.
  public init(by actor: Actor, on day: Day? = nil, clock: Clock) throws(KernelFailure) {
    let now = clock.now
    let today = clock.day(of: now)
    let day = day ?? today
    guard day <= today else { throw .dayToCome(day, today: today) }
    self.actor = actor
    self.day = day
    self.recorded = now
  }
}
