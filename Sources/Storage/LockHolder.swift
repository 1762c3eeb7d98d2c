import CLinux
import Glibc

/// A process that holds a lock on the database, so that a person knows whom to look for.
public struct LockHolder: Hashable, Sendable {
  /// The process's number.
  public let processID: Int32
  /// The program's name.
  public let command: String

  /// The processes other than this one that hold locks on a database's files.
  ///
  /// Read from `/proc/locks`: opening the database's own files beside SQLite would drop its locks when they are closed.
  static func holders(of path: String) -> [LockHolder] {
    let files = Set([path, path + "-wal", path + "-shm"].compactMap(LockedFile.init(path:)))
    guard let table = textFile("/proc/locks") else { return [] }
    let found = LockedFile.writers(in: table, on: files).filter { $0 != getpid() }
    return found.sorted().map { process in
      // A program chooses its own name: what could play with the terminal is left out.
      let name = (textFile("/proc/\(process)/comm") ?? "?").unicodeScalars
        .filter { $0.properties.generalCategory != .control && $0.properties.generalCategory != .format }
      return LockHolder(processID: process, command: String(String.UnicodeScalarView(name)))
    }
  }

  private static func textFile(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A file as `/proc/locks` names it: device numbers and inode.
struct LockedFile: Hashable {
  let major: UInt32
  let minor: UInt32
  let inode: UInt64

  init(major: UInt32, minor: UInt32, inode: UInt64) {
    self.major = major
    self.minor = minor
    self.inode = inode
  }

  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(
      major: rebond_device_major(UInt64(status.st_dev)), minor: rebond_device_minor(UInt64(status.st_dev)),
      inode: UInt64(status.st_ino))
  }

  /// The processes that hold a write lock on one of the files; readers (`READ`) keep nobody waiting in WAL mode.
  static func writers(in table: String, on files: Set<LockedFile>) -> Set<Int32> {
    var processes: Set<Int32> = []
    for line in table.split(separator: "\n") where !line.contains("->") {
      // 1: POSIX  ADVISORY  WRITE 4242 fe:00:131075 120 120
      let fields = line.split(separator: " ")
      guard fields.count >= 6, fields[3] == "WRITE", let process = Int32(fields[4]), process > 0 else {
        continue
      }
      let place = fields[5].split(separator: ":")
      guard place.count == 3, let major = UInt32(place[0], radix: 16),
        let minor = UInt32(place[1], radix: 16),
        let inode = UInt64(place[2])
      else { continue }
      if files.contains(LockedFile(major: major, minor: minor, inode: inode)) { processes.insert(process) }
    }
    return processes
  }
}
