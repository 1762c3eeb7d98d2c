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

  override var mayWrite: Bool { true }

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
    _ = try rows(sql)
  }

  /// Inserts a row and gives the number the database gave it.
  public func insert<Entity>(_ sql: SQL) throws(StorageFailure) -> ID<Entity> {
    _ = try rows(sql)
    guard connection.changes == 1 else { throw .statement("one row to insert", statement: sql.text) }
    return ID(rawValue: connection.lastInsertedID)
  }

  /// Does another act that belongs to this one, with an entry of its own: both happen, or none.
  ///
  /// A failure inside undoes only what was done inside, should the caller catch it.
  public func also<Result>(
    _ action: some JournalAction, by act: Act? = nil, _ body: (Change) throws -> Result
  ) throws -> Result {
    try requireOpen()
    return try ledger.perform(action.rawValue, act ?? self.act, on: connection, body)
  }

  func conclude() throws(StorageFailure) {
    guard let subject else {
      throw .statement("the act “\(action)” does not say whom it concerns", statement: nil)
    }
    guard Set(facts.map(\.key)).count == facts.count else {
      throw .statement("the act “\(action)” notes a fact twice", statement: nil)
    }
    ledger.note(
      JournalEntry.Draft(entry: entry, act: act, action: action, subject: subject.text, facts: facts))
  }
}

/// The entries of one transaction, written to the journal in the order of their numbers just before it is committed.
final class Ledger {
  private var drafts: [JournalEntry.Draft] = []
  private var head: JournalHead?
  private var reserved: Int64 = 0
  private var depth = 0

  func reserve(in connection: Connection) throws(StorageFailure) -> EntryID {
    if head == nil {
      let last = try Journal.head(in: Reader(connection))
      (head, reserved) = (last, last.sequence)
    }
    reserved += 1
    _ = try connection.rows("INSERT INTO entries (sequence) VALUES (\(reserved))")
    return EntryID(rawValue: reserved)
  }

  /// The numbers of the entries, in order.
  var entries: [EntryID] { drafts.map(\.entry).sorted() }

  func note(_ draft: JournalEntry.Draft) {
    drafts.append(draft)
  }

  /// Does an act; one inside another has a savepoint, so that a caught failure leaves nothing of it behind.
  func perform<Result>(
    _ action: String, _ act: Act, on connection: Connection, _ body: (Change) throws -> Result
  ) throws -> Result {
    let (draftCount, reservedBefore, isInner) = (drafts.count, reserved, depth > 0)
    depth += 1
    defer { depth -= 1 }
    if isInner { _ = try connection.rows("SAVEPOINT act") }
    do {
      let change = try Change(on: connection, ledger: self, action: action, act: act)
      defer { change.end() }
      let result = try body(change)
      try change.conclude()
      if isInner { _ = try connection.rows("RELEASE act") }
      return result
    } catch {
      drafts.removeSubrange(draftCount...)
      reserved = reservedBefore
      if isInner { try connection.rollBackToSavepoint() }
      throw error
    }
  }

  func write(to connection: Connection) throws(StorageFailure) {
    guard var head else { return }
    for draft in drafts.sorted(by: { $0.entry < $1.entry }) {
      head = try Journal.append(draft, after: head, on: connection)
    }
  }
}
