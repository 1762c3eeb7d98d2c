import CSQLite
public import Kernel

/// What the database refuses or cannot do.
public enum StorageFailure: Failure, Equatable {
  /// There is no file at the path.
  case noDatabase(path: String)
  /// A file is already there.
  case alreadyThere(path: String)
  /// The file cannot be opened or made, for a reason the system gives.
  case cannotOpen(path: String, reason: String)
  /// The file is no database of Rebond, or is damaged.
  case notADatabase(path: String, reason: String)
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

  public var exitCode: ExitCode {
    switch self {
    case .noDatabase: .noInput
    case .alreadyThere, .cannotOpen: .cannotCreate
    case .notADatabase, .brokenChain, .damagedBytes: .badData
    case .newerDatabase, .networkFileSystem: .configuration
    case .busy: .busy
    case .diskFull, .readOnly, .inputOutput: .inputOutput
    case .guarded, .constraint: .refused
    case .row, .statement: .ourFault
    }
  }

  /// Translates one of SQLite's result codes.
  init(code: Int32, message: String, statement: String?, path: String) {
    self =
      switch code & 0xFF {
      case SQLITE_BUSY, SQLITE_LOCKED: .busy(path: path, holders: LockHolder.holders(of: path))
      case SQLITE_FULL: .diskFull(path: path)
      case SQLITE_READONLY, SQLITE_PERM: .readOnly(path: path)
      case SQLITE_CANTOPEN: .cannotOpen(path: path, reason: message)
      case SQLITE_IOERR: .inputOutput(path: path, reason: message)
      case SQLITE_CORRUPT, SQLITE_NOTADB: .notADatabase(path: path, reason: message)
      case SQLITE_CONSTRAINT where code == constraintByTrigger: .guarded(message)
      case SQLITE_CONSTRAINT: .constraint(message, statement: statement)
      default: .statement(message, statement: statement)
      }
  }
}

/// `SQLITE_CONSTRAINT_TRIGGER`: what `RAISE(ABORT, …)` in a trigger gives; a macro with a computation does not import.
private let constraintByTrigger: Int32 = SQLITE_CONSTRAINT | (7 << 8)
