public import Kernel
import Storage

extension Chain {
  /// Copies the database to a new file, while others go on working.
  ///
  /// The backup itself is an act of the journal, written before the copy is made: the copy holds the trace of itself.
  /// - Returns: the journal's head in the copy, to be kept with it.
  public func backUp(to path: String, as act: Act) throws -> JournalHead {
    try database.write(Action.backUp, act) { $0.concerns(.instance) }
    return try database.backUp(to: path)
  }
}
