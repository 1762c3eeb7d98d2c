import Glibc

/// A file that only its owner may read and write, and that appears under its name all at once or not at all.
enum OwnersFile {
  /// Makes a file beside the wanted one, fills it, and gives it its name once it is complete and on the disk.
  ///
  /// - Throws: ``StorageFailure/alreadyThere(path:)`` rather than replacing a file; whatever `fill` throws; no draft is left.
  static func publish<Result>(_ path: String, fill: (_ draft: String) throws -> Result) throws -> Result {
    let draft = "\(path).\(getpid()).draft"
    defer { for suffix in ["", "-wal", "-shm", "-journal"] { unlink(draft + suffix) } }
    let descriptor = Glibc.open(draft, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure(errno, path) }
    // No lock is held on a file just made: closing it here drops nobody's.
    close(descriptor)
    let result = try fill(draft)
    try synchronise(draft, path)
    guard link(draft, path) == 0 else { throw failure(errno, path) }
    try synchronise(folder(of: path), path)
    return result
  }

  private static func synchronise(_ name: String, _ path: String) throws(StorageFailure) {
    let descriptor = Glibc.open(name, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(errno, path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure(errno, path) }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func failure(_ number: Int32, _ path: String) -> StorageFailure {
    switch number {
    case EEXIST: .alreadyThere(path: path)
    case ENOSPC, EDQUOT: .diskFull(path: path)
    case EROFS: .readOnly(path: path)
    case EIO: .inputOutput(path: path, reason: String(cString: strerror(number)))
    default: .cannotOpen(path: path, reason: String(cString: strerror(number)))
    }
  }
}
