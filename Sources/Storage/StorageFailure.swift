import CSQLite
import Glibc
public import Kernel

/// What the database refuses or cannot do.
public enum StorageFailure: Failure, Equatable {
  /// There is no file at the path.
  case noDatabase(path: String)
  /// A file is already there.
  case alreadyThere(path: String)
  /// The file cannot be opened, for a reason the system gives.
  case cannotOpen(path: String, error: SystemError)
  /// The file cannot be made, for a reason the system gives.
  case cannotCreate(path: String, error: SystemError)
  /// What is at the path is no database of Rebond.
  case notADatabase(path: String)
  /// The database's file is damaged, as SQLite says in its own words.
  case damaged(path: String, reason: String)
  /// A newer program made the database: it holds changes this one does not know.
  case newerDatabase(path: String, unknown: [String])
  /// The path is on a file system shared over the network, where SQLite's locks cannot be trusted.
  case networkFileSystem(path: String, kind: String)
  /// Others held the database for too long.
  case busy(path: String, holders: [LockHolder])
  /// The disk is full.
  case diskFull(path: String)
  /// The file or its disk cannot be written.
  case readOnly(path: String)
  /// The disk does not answer as it should.
  case inputOutput(path: String, reason: String)
  /// A guard of the schema refused a change; the guard is named in the words of its room.
  case guarded(String)
  /// A constraint of the schema refused a change.
  case constraint(String, statement: String?)
  /// A row has not the form the program expects.
  case row(column: String, expected: String, found: String, statement: String)
  /// A statement the database does not understand, or another mistake of the program.
  case statement(String, statement: String?)
  /// The journal's chain is broken at an entry.
  case brokenChain(EntryID)
  /// Stored bytes do not give their hash.
  case damagedBytes(Digest)
  /// Bytes were erased on a day, at their term; only their hash is kept.
  case erasedBytes(Digest, on: Day)

  public var exitCode: ExitCode {
    switch self {
    case .noDatabase, .cannotOpen: .noInput
    case .alreadyThere, .cannotCreate: .cannotCreate
    case .notADatabase, .damaged, .brokenChain, .damagedBytes: .badData
    case .newerDatabase, .networkFileSystem: .configuration
    case .busy: .busy
    case .diskFull, .readOnly, .inputOutput: .inputOutput
    case .guarded, .constraint, .erasedBytes: .refused
    case .row, .statement: .ourFault
    }
  }

  /// Translates one of SQLite's result codes.
  ///
  /// - Parameters:
  ///   - systemError: the system's own number, which SQLite keeps for failures to open, read and write.
  ///   - holders: finds who holds the database, asked only when somebody does.
  init(
    code: Int32, systemError: Int32, message: String, statement: String?, path: String,
    holders: () -> [LockHolder]
  ) {
    self =
      switch code & 0xFF {
      // Protocol: too many processes met at the same lock of the WAL, again and again.
      case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL: .busy(path: path, holders: holders())
      case SQLITE_FULL: .diskFull(path: path)
      case SQLITE_CANTOPEN, SQLITE_IOERR:
        switch systemError {
        case ENOSPC, EDQUOT: .diskFull(path: path)
        case EROFS: .readOnly(path: path)
        default:
          code & 0xFF == SQLITE_IOERR
            ? .inputOutput(path: path, reason: message)
            : .cannotOpen(path: path, error: SystemError(systemError))
        }
      case SQLITE_READONLY, SQLITE_PERM: .readOnly(path: path)
      case SQLITE_NOTADB: .notADatabase(path: path)
      case SQLITE_CORRUPT: .damaged(path: path, reason: message)
      case SQLITE_CONSTRAINT where code == constraintTrigger: .guarded(message)
      case SQLITE_CONSTRAINT, SQLITE_TOOBIG: .constraint(message, statement: statement)
      default: .statement(message, statement: statement)
      }
  }
}

/// `SQLITE_CONSTRAINT_TRIGGER`: what `RAISE(ABORT, …)` in a trigger gives; a macro with a computation does not import.
private let constraintTrigger = SQLITE_CONSTRAINT | (7 << 8)
