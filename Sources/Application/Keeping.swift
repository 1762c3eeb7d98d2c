public import Kernel
import Storage

extension Chain {
  /// Copies the database to a new file, while others go on working.
  ///
  /// The backup itself is an act of the journal, written once the copy is whole and before it has its name: there is no copy
  /// without its trace, and no trace of a copy that could not be made.
  /// - Returns: the journal's head in the copy, to be kept with it.
  public func backUp(to path: String, as act: Act) throws -> JournalHead {
    try database.backUp(to: path) { head in
      try database.write(Action.backUp, act) { change in
        change.concerns(.instance)
        change.note("head", .digest(head.hash))
      }
    }
  }
}
