public import Kernel

/// One entry of the journal: what happened, who did it, when, and to what.
public struct JournalEntry: Sendable, Equatable {
  /// Its place in the journal, from 1 without gaps.
  public let entry: EntryID
  /// When it was recorded, UTC.
  public let recorded: Instant
  /// The day it happened, as first said; a correction may have set it right since.
  public let day: Day
  /// Who acted.
  public let actor: PersonID
  /// What was done.
  public let action: String
  /// What it was done to, as `device:12`.
  public let subject: String
  /// References and closed words that belong to it, as a JSON object of strings.
  public let facts: String
  /// The SHA-256 of the entry and of the hash before it.
  public let hash: Digest

  struct Draft {
    let entry: EntryID
    let act: Act
    let action: String
    let subject: String
    let facts: [(key: String, fact: JournalFact)]
  }

  init(_ row: Row) throws(StorageFailure) {
    entry = try row["sequence"]
    recorded = try row["recorded"]
    day = try row["day"]
    actor = try row["actor"]
    action = try row["action"]
    subject = try row["subject"]
    facts = try row["facts"]
    hash = try row["hash"]
  }
}

/// The journal: append-only, each entry bound to the one before by SHA-256.
public enum Journal {
  /// The last entry's number and hash.
  public static func head(in reader: Reader) throws(StorageFailure) -> JournalHead {
    guard let row = try reader.first("SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1")
    else {
      return JournalHead(sequence: 0, hash: genesis)
    }
    return JournalHead(sequence: try row["sequence"], hash: try row["hash"])
  }

  /// One entry, or nothing.
  public static func entry(_ entry: EntryID, in reader: Reader) throws(StorageFailure) -> JournalEntry? {
    guard let row = try reader.first(columns + " WHERE sequence = \(entry)") else { return nil }
    return try JournalEntry(row)
  }

  /// The entries about one subject, oldest first.
  public static func entries(
    about subject: JournalSubject, in reader: Reader
  ) throws(StorageFailure) -> [JournalEntry] {
    var entries: [JournalEntry] = []
    for row in try reader.all(columns + " WHERE subject = \(subject.text) ORDER BY sequence") {
      entries.append(try JournalEntry(row))
    }
    return entries
  }

  /// Recomputes the whole chain.
  ///
  /// - Parameter known: a head printed earlier, in a backup or a report: its entry must still bear that hash.
  /// - Throws: ``StorageFailure/brokenChain(_:)`` at the first entry that does not fit.
  public static func verify(in reader: Reader, against known: JournalHead? = nil) throws(StorageFailure)
    -> JournalHead
  {
    var head = JournalHead(sequence: 0, hash: genesis)
    while true {
      let page = try rows(after: head, in: reader)
      if page.isEmpty { break }
      for row in page {
        let next = EntryID(rawValue: head.sequence + 1)
        guard let link = try? link(row, after: head) else { throw .brokenChain(next) }
        guard link.isSound else { throw .brokenChain(EntryID(rawValue: link.head.sequence)) }
        head = link.head
        if let known, known.sequence == head.sequence, known.hash != head.hash { throw .brokenChain(next) }
      }
    }
    if let known, known.sequence > head.sequence { throw .brokenChain(EntryID(rawValue: head.sequence + 1)) }
    return head
  }

  private static func rows(after head: JournalHead, in reader: Reader) throws(StorageFailure) -> [Row] {
    do throws(StorageFailure) {
      return try reader.all(columns + " WHERE sequence > \(head.sequence) ORDER BY sequence LIMIT 1000")
    } catch .row {
      // What cannot even be read was not written by Rebond.
      throw .brokenChain(EntryID(rawValue: head.sequence + 1))
    }
  }

  /// One entry of the chain as it is stored, and whether it fits the one before.
  private static func link(
    _ row: Row, after head: JournalHead
  ) throws(StorageFailure) -> (head: JournalHead, isSound: Bool) {
    let (sequence, recorded, actor): (Int64, Int64, Int64) =
      (try row["sequence"], try row["recorded"], try row["actor"])
    let (day, action, subject, facts): (String, String, String, String) =
      (try row["day"], try row["action"], try row["subject"], try row["facts"])
    let link = JournalHead(sequence: sequence, hash: try row["hash"])
    let fields = [String(sequence), String(recorded), day, String(actor), action, subject, facts]
    return (link, sequence == head.sequence + 1 && link.hash == hash(fields, after: head.hash))
  }

  static func append(
    _ draft: JournalEntry.Draft, after head: JournalHead, on connection: Connection
  ) throws(StorageFailure) -> JournalHead {
    let facts = JournalFact.object(draft.facts)
    let hash = hash(
      [
        draft.entry.description, String(draft.act.recorded.milliseconds), draft.act.day.description,
        draft.act.actor.id.description, draft.action, draft.subject, facts,
      ], after: head.hash)
    _ = try connection.rows(
      """
      INSERT INTO journal (sequence, recorded, day, actor, action, subject, facts, hash)
      VALUES (\(draft.entry), \(draft.act.recorded), \(draft.act.day), \(draft.act.actor.id), \(draft.action),
        \(draft.subject), \(facts), \(hash))
      """)
    return JournalHead(sequence: draft.entry.rawValue, hash: hash)
  }

  private static let columns: SQL =
    "SELECT sequence, recorded, day, actor, action, subject, facts, hash FROM journal"

  private static let genesis = Digest(bytes: [UInt8](repeating: 0, count: 32)) ?? .sha256([])

  /// Each field is preceded by its length, so that no two different entries give the same bytes.
  private static func hash(_ fields: [String], after previous: Digest) -> Digest {
    var bytes = previous.bytes
    for field in fields {
      withUnsafeBytes(of: UInt32(field.utf8.count).bigEndian) { bytes += $0 }
      bytes += field.utf8
    }
    return .sha256(bytes)
  }
}
