import CLinux
import Glibc
import Kernel

/// A file that only its owner may read and write, and that appears under its name all at once or not at all.
enum OwnersFile {
  /// Makes a database file beside the wanted one, fills it, and gives it its name once it is complete and on the disk.
  ///
  /// - Throws: ``StorageFailure/alreadyThere(path:)`` rather than replacing a file; whatever `fill` throws; no draft is left.
  static func publish<Result>(_ path: String, fill: (_ draft: String) throws -> Result) throws -> Result {
    try refuseTaken(path)
    StaleDrafts.remove(beside: path)
    let draft = "\(path).\(getpid())-\(UInt16.random(in: .min ... .max)).draft"
    let descriptor = Glibc.open(draft, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure(errno, path) }
    defer { remove(draft) }
    // Whatever the mask of the account takes away, its owner reads and writes it.
    let isOwners = fchmod(descriptor, 0o600) == 0
    let error = errno
    // No lock is held on a file just made: closing it here drops nobody's.
    close(descriptor)
    guard isOwners else { throw failure(error, path) }
    let result = try fill(draft)
    try synchronise(draft, path)
    try name(draft, path)
    try synchronise(folder(of: path), path)
    return result
  }

  /// The folder a file is in.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// A `-wal` or `-journal` left by a database that is gone would be played into the new one.
  private static func refuseTaken(_ path: String) throws(StorageFailure) {
    guard !path.isEmpty, !path.utf8.contains(0) else { throw failure(EINVAL, path) }
    for name in ["", "-wal", "-journal"].map({ path + $0 }) {
      var status = stat()
      guard lstat(name, &status) != 0 else { throw .alreadyThere(path: name) }
    }
  }

  private static func remove(_ draft: String) {
    for suffix in ["", "-wal", "-shm", "-journal"] { unlink(draft + suffix) }
  }

  private static func name(_ draft: String, _ path: String) throws(StorageFailure) {
    if rebond_rename_new(draft, path) == 0 { return }
    // Some file systems cannot rename without replacing; a second name does the same there.
    guard errno == EINVAL || errno == ENOSYS else { throw failure(errno, path) }
    guard link(draft, path) == 0 else { throw failure(errno, path) }
  }

  private static func synchronise(_ name: String, _ path: String) throws(StorageFailure) {
    let descriptor = Glibc.open(name, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(errno, path) }
    defer { close(descriptor) }
    // EINVAL: a file system whose folders need no synchronising.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure(errno, path) }
  }

  private static func failure(_ number: Int32, _ path: String) -> StorageFailure {
    switch number {
    case EEXIST: .alreadyThere(path: path)
    case ENOSPC, EDQUOT: .diskFull(path: path)
    case EROFS: .readOnly(path: path)
    case EIO: .inputOutput(path: path, reason: String(cString: strerror(number)))
    default: .cannotCreate(path: path, error: SystemError(number))
    }
  }
}
