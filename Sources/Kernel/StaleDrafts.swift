import Glibc

/// What killed programs left of the files they were writing: `NAME.PROCESS.draft`, or `NAME.PROCESS-….draft`.
public enum StaleDrafts {
  /// Removes the drafts beside a file whose writers are no more, with what SQLite kept beside them.
  public static func remove(beside path: String) {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let prefix = path[(slash.map(path.index(after:)) ?? path.startIndex)...] + "."
    guard let listing = opendir(folder) else { return }
    defer { closedir(listing) }
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { start in
        start.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasPrefix(prefix), name.hasSuffix(".draft") else { continue }
      let process = Int32(name.dropFirst(prefix.count).prefix { $0.isDecimalDigit })
      guard let process, process > 0, kill(process, 0) != 0, errno == ESRCH else { continue }
      for suffix in ["", "-wal", "-shm", "-journal"] { unlink("\(folder)/\(name)\(suffix)") }
    }
  }
}
