import CLinux
import Evidence
import Glibc
import Kernel

/// A folder into which other machines put evidence; what is taken from it goes to `done` or `refused` below it.
///
/// Nothing is promised of who writes there: a share of the network tells of no change, and its files come in pieces. A file is
/// the same file only while its number, size and time of change are; it has one place at any moment, whenever Rebond is killed.
struct EvidenceFolder {
  let path: String
  private let descriptor: Int32

  /// Where taken files go.
  enum Shelf: String, CaseIterable {
    case done, refused
  }

  /// One file as one look finds it.
  struct Sighting: Hashable {
    /// The bytes of its name, which need not be UTF-8.
    let name: [UInt8]
    fileprivate let state: State

    /// The name for people.
    var text: String { String(decoding: name, as: UTF8.self) }
    /// Its size in bytes.
    var size: Int { Int(state.size) }
  }

  fileprivate struct State: Hashable {
    let device: UInt64
    let number: UInt64
    let size: Int64
    let seconds: Int
    let nanoseconds: Int
  }

  /// Opens a folder, for one watcher at a time, and makes the places for what is taken.
  ///
  /// - Throws: ``SessionFailure/cannotRead(path:_:)``, ``SessionFailure/cannotWrite(path:_:)``,
  ///   ``SessionFailure/watchedAlready(path:)``.
  init(_ path: String) throws(SessionFailure) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotRead(path: path, SystemError(errno)) }
    // A file system without locks is not kept from being watched.
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { throw .watchedAlready(path: path) }
    for shelf in Shelf.allCases {
      let place = "\(path)/\(shelf.rawValue)"
      var status = stat()
      guard mkdir(place, 0o777) == 0 || errno == EEXIST && lstat(place, &status) == 0 else {
        throw .cannotWrite(path: place, SystemError(errno))
      }
    }
  }

  /// The plain files there, by name; nothing else is followed, and names that begin with a dot are of files on their way.
  func look() throws(SessionFailure) -> [Sighting] {
    try names(in: path).sorted { $0.lexicographicallyPrecedes($1) }.compactMap { name in
      State(of: place(name)).map { Sighting(name: name, state: $0) }
    }
  }

  /// The bytes of a file; nothing when it is no longer the one that was seen.
  ///
  /// - Throws: ``SessionFailure/cannotRead(path:_:)``.
  func read(_ file: Sighting) throws(SessionFailure) -> [UInt8]? {
    let descriptor = open(place(file.name), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else {
      if [ENOENT, ELOOP].contains(errno) { return nil }
      throw .cannotRead(path: "\(path)/\(file.text)", SystemError(errno))
    }
    defer { close(descriptor) }
    guard State(of: descriptor) == file.state else { return nil }
    let bytes = try Files.read(descriptor, named: "\(path)/\(file.text)")
    return State(of: descriptor) == file.state && bytes.count == file.size ? bytes : nil
  }

  /// Puts a file away, with the reason beside it when it is refused.
  ///
  /// - Returns: the name it has there; nothing when another file had taken its place, which stays.
  /// - Throws: ``SessionFailure/cannotWrite(path:_:)``.
  func put(_ file: Sighting, on shelf: Shelf, because reason: String? = nil) throws(SessionFailure) -> String? {
    var number = 1
    while true {
      let name = numbered(file.name, number)
      number += 1
      guard State.isFree(place(name, on: shelf)) else { continue }
      if let reason {
        guard State.isFree(place(name + Self.explanation, on: shelf)) else { continue }
        try draft(reason, for: name)
      }
      switch rename(place(file.name), place(name, on: shelf)) {
      case 0: break
      case EEXIST: continue
      case ENOENT: return nil
      case let code: throw .cannotWrite(path: "\(path)/\(shelf.rawValue)", SystemError(code))
      }
      guard State(of: place(name, on: shelf)) == file.state else {
        // Written over between the reading and the moving: it was not this file that was read.
        try giveBack(name, from: shelf, as: file.name)
        return nil
      }
      if reason != nil { settle() }
      return String(decoding: name, as: UTF8.self)
    }
  }

  /// Gives the reasons their names beside the files they explain; one whose file was not moved yet goes.
  func settle() {
    let shelf = Shelf.refused
    for hidden in (try? names(in: "\(path)/\(shelf.rawValue)", hidden: true)) ?? []
    where hidden.count > Self.draftMark.count + 1 && hidden.suffix(Self.draftMark.count).elementsEqual(Self.draftMark) {
      let name = Array(hidden.dropFirst().dropLast(Self.draftMark.count))
      if State.isFree(place(name, on: shelf))
        || rename(place(hidden, on: shelf), place(name + Self.explanation, on: shelf)) != 0
      {
        unlink(place(hidden, on: shelf))
      }
    }
  }

  // MARK: Names

  private static let explanation = Array(".txt".utf8)
  private static let draftMark = Array(".reason".utf8)
  /// What is left of the 255 bytes of a name once a number and a mark are added.
  private static let longest = 230

  /// The name with a number before its ending, from 2 on.
  private func numbered(_ name: [UInt8], _ number: Int) -> [UInt8] {
    guard number > 1 || name.count > Self.longest else { return name }
    let dot = name.lastIndex(of: UInt8(ascii: ".")).flatMap { name.count - $0 <= 20 && $0 > 0 ? $0 : nil }
    let (stem, ending) = (name[..<(dot ?? name.count)], name[(dot ?? name.count)...])
    return Array(stem.prefix(Self.longest - ending.count)) + Array("-\(number)".utf8) + Array(ending)
  }

  private func place(_ name: [UInt8], on shelf: Shelf? = nil) -> [CChar] {
    let folder = shelf.map { "\(path)/\($0.rawValue)/" } ?? "\(path)/"
    return (Array(folder.utf8) + name + [0]).map(CChar.init(bitPattern:))
  }

  private func names(in folder: String, hidden: Bool = false) throws(SessionFailure) -> [[UInt8]] {
    guard let stream = opendir(folder) else { throw .cannotRead(path: folder, SystemError(errno)) }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if (name.first == UInt8(ascii: ".")) == hidden { names.append(name) }
    }
    return names
  }

  // MARK: Moving

  /// Gives a file another name, never that of another file; 0, or why not.
  private func rename(_ from: [CChar], _ to: [CChar]) -> Int32 {
    if rebond_rename_new(from, to) == 0 { return 0 }
    // Some shares know of no such thing; there is one watcher, and the name was free a moment ago.
    guard [EINVAL, ENOSYS, ENOTSUP].contains(errno) else { return errno }
    guard State.isFree(to) else { return EEXIST }
    return Glibc.rename(from, to) == 0 ? 0 : errno
  }

  private func giveBack(_ name: [UInt8], from shelf: Shelf, as original: [UInt8]) throws(SessionFailure) {
    var number = 1
    while true {
      switch rename(place(name, on: shelf), place(numbered(original, number))) {
      case 0, ENOENT: return
      case EEXIST: number += 1
      case let code: throw .cannotWrite(path: path, SystemError(code))
      }
    }
  }

  private func draft(_ reason: String, for name: [UInt8]) throws(SessionFailure) {
    let hidden = place([UInt8(ascii: ".")] + name + Self.draftMark, on: .refused)
    let descriptor = open(hidden, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw .cannotWrite(path: "\(path)/refused", SystemError(errno)) }
    defer { close(descriptor) }
    try Files.write(Array(reason.utf8), to: descriptor, named: "\(path)/refused")
  }
}

extension EvidenceFolder.State {
  /// The state of a plain file; nothing for anything else, links included.
  fileprivate init?(of path: [CChar]) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  fileprivate init?(of descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init?(_ status: stat) {
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.init(
      device: UInt64(status.st_dev), number: UInt64(status.st_ino), size: Int64(status.st_size),
      seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
  }

  fileprivate static func isFree(_ path: [CChar]) -> Bool {
    var status = stat()
    return lstat(path, &status) != 0 && errno == ENOENT
  }
}
