public import Kernel

/// What was done, as the journal names it: a closed list that `Application` owns.
public protocol JournalAction: Sendable, RawRepresentable<String> {}

/// The right to change the database for one act, and the entry of the journal that the act leaves.
///
/// There is no other way to write: whatever changes is in the journal, in the same transaction. The entry's number is known
/// from the start, so that the rows of the act can refer to it.
public final class Change: Reader {
  /// The number of the act's entry in the journal.
  public let entry: EntryID
  /// Who acts, the day it happened, when it is recorded.
  public let act: Act
  private let ledger: Ledger
  private let action: String
  private var subject: JournalSubject?
  private var facts: [(key: String, fact: JournalFact)] = []

  init(on connection: Connection, ledger: Ledger, action: String, act: Act) throws(StorageFailure) {
    entry = try ledger.reserve(in: connection)
    self.act = act
    self.action = action
    self.ledger = ledger
    super.init(connection)
  }

  /// Says whom or what the act is about; every act says it.
  public func concerns(_ subject: JournalSubject) {
    self.subject = subject
  }

  /// Adds a fact to the act's entry: references and closed words, never a person's data.
  public func note(_ key: String, _ fact: JournalFact) {
    facts.append((key, fact))
  }

  /// Changes rows.
  public func run(_ sql: SQL) throws(StorageFailure) {
    _ = try connection.rows(sql)
  }

  /// Inserts a row and gives the number the database gave it.
  public func insert<Entity>(_ sql: SQL) throws(StorageFailure) -> ID<Entity> {
    _ = try connection.rows(sql)
    return ID(rawValue: connection.lastInsertedID)
  }

  /// Does another act that belongs to this one, with an entry of its own: both happen, or none.
  ///
  /// A failure inside undoes only what was done inside, should the caller catch it.
  public func also<Result>(
    _ action: some JournalAction, by act: Act? = nil, _ body: (Change) throws -> Result
  ) throws -> Result {
    try ledger.perform(action.rawValue, act ?? self.act, on: connection, body)
  }

  func conclude() throws(StorageFailure) {
    guard let subject else {
      throw .statement("the act “\(action)” does not say whom it concerns", statement: nil)
    }
    ledger.note(
      JournalEntry.Draft(entry: entry, act: act, action: action, subject: subject.text, facts: facts))
  }
}

/// The entries of one transaction, written to the journal in the order of their numbers just before it is committed.
final class Ledger {
  private var drafts: [JournalEntry.Draft] = []
  private var next: Int64?

  func reserve(in connection: Connection) throws(StorageFailure) -> EntryID {
    let number: Int64
    if let next {
      number = next
    } else {
      guard let row = try connection.rows("SELECT coalesce(max(sequence), 0) + 1 AS n FROM journal").first
      else {
        throw .statement("the journal has no number to give", statement: nil)
      }
      number = try row["n"]
    }
    next = number + 1
    return EntryID(rawValue: number)
  }

  func note(_ draft: JournalEntry.Draft) {
    drafts.append(draft)
  }

  /// Does an act inside a savepoint, so that a caught failure leaves nothing of it behind.
  func perform<Result>(
    _ action: String, _ act: Act, on connection: Connection, _ body: (Change) throws -> Result
  ) throws -> Result {
    let (draftCount, nextBefore) = (drafts.count, next)
    try connection.script("SAVEPOINT act")
    do {
      let change = try Change(on: connection, ledger: self, action: action, act: act)
      let result = try body(change)
      try change.conclude()
      try connection.script("RELEASE act")
      return result
    } catch {
      drafts.removeSubrange(draftCount...)
      next = nextBefore
      // SQLite may have ended the whole transaction itself; then there is no savepoint to go back to.
      if connection.isInTransaction { try connection.script("ROLLBACK TO act; RELEASE act") }
      throw error
    }
  }

  func write(to connection: Connection) throws(StorageFailure) {
    for draft in drafts.sorted(by: { $0.entry < $1.entry }) {
      try Journal.append(draft, on: connection)
    }
  }
}
