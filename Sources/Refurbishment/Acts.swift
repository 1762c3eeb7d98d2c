import Kernel
import Storage

/// How the workshop's rows are joined to the acts that recorded them.
///
/// The journal's entry is written at the end of its transaction: what the present transaction has recorded has no act yet, and
/// stands all the same, so that a check failed a moment ago is never overlooked.
enum Acts {
  /// Keeps the rows whose act was not annulled; goes with `LEFT JOIN acts`.
  static let standing: SQL = "coalesce(acts.annulled, 0) = 0"

  /// The day of a row's act, from its column `day`.
  static func day(_ row: Row, in reader: Reader) throws -> Day {
    if let day: Day = try row["day"] { return day }
    guard let change = reader as? Change else { return try row["day"] }
    return change.act.day
  }

  /// Who did a row's act, from its column `actor`.
  static func actor(_ row: Row, in reader: Reader) throws -> PersonID {
    if let actor: PersonID = try row["actor"] { return actor }
    guard let change = reader as? Change else { return try row["actor"] }
    return change.act.actor.id
  }
}
