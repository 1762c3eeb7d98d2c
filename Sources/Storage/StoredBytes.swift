import CZstd
public import Kernel

/// Bytes kept for as long as they prove something, compressed, found again by their hash: evidence, signed papers, scans.
public enum StoredBytes {
  /// Keeps bytes; the same bytes are kept once.
  ///
  /// - Returns: the SHA-256 of the bytes as given.
  public static func keep(_ bytes: [UInt8], in change: Change) throws(StorageFailure) -> Digest {
    try keep(PackedBytes(bytes), in: change)
  }

  /// Keeps bytes that were packed before the change began.
  ///
  /// - Throws: ``StorageFailure/erasedBytes(_:on:)`` for bytes that were erased at their term: they do not come back.
  /// - Returns: the SHA-256 of the bytes as given.
  public static func keep(_ packed: PackedBytes, in change: Change) throws(StorageFailure) -> Digest {
    if let day = try erased(packed.digest, in: change) { throw .erasedBytes(packed.digest, on: day) }
    let known = try change.count("SELECT count(*) AS n FROM stored_bytes WHERE digest = \(packed.digest)")
    if known == 0 {
      try change.run(
        """
        INSERT INTO stored_bytes (digest, size, compressed)
        VALUES (\(packed.digest), \(packed.size), \(packed.compressed))
        """)
    }
    return packed.digest
  }

  /// The hashes of all bytes kept; of those that were erased, the hash stays and is not among them.
  public static func all(in reader: Reader) throws(StorageFailure) -> [Digest] {
    var erased: Set<String> = []
    let subjects: SQL = "SELECT subject FROM forgettings WHERE subject >= 'bytes:' AND subject < 'bytes;'"
    for row in try reader.all(subjects) { erased.insert(try row["subject"]) }
    var digests: [Digest] = []
    for row in try reader.all("SELECT digest FROM stored_bytes ORDER BY digest") {
      let digest: Digest = try row["digest"]
      if !erased.contains(JournalSubject.bytes(digest).text) { digests.append(digest) }
    }
    return digests
  }

  /// Erases bytes at their term: the hash stays, and the day; nothing undoes it.
  public static func erase(_ digests: [Digest], in change: Change) throws(StorageFailure) {
    try Forgotten.begin(with: digests.map { .bytes($0) }, in: change)
    for digest in digests {
      try change.run("UPDATE stored_bytes SET compressed = \([UInt8]()) WHERE digest = \(digest)")
    }
  }

  /// The day on which bytes were erased; nothing while they are kept.
  public static func erased(_ digest: Digest, in reader: Reader) throws(StorageFailure) -> Day? {
    try Forgotten.day(of: .bytes(digest), in: reader)
  }

  /// Bytes kept under a hash, or nothing.
  ///
  /// - Throws: ``StorageFailure/damagedBytes(_:)`` when what is kept no longer gives that hash, and
  ///   ``StorageFailure/erasedBytes(_:on:)`` when they were erased at their term.
  public static func bytes(_ digest: Digest, in reader: Reader) throws(StorageFailure) -> [UInt8]? {
    guard let row = try reader.first("SELECT size, compressed FROM stored_bytes WHERE digest = \(digest)")
    else {
      return nil
    }
    let (size, compressed): (Int, [UInt8]) = (try row["size"], try row["compressed"])
    if compressed.isEmpty, let day = try erased(digest, in: reader) { throw .erasedBytes(digest, on: day) }
    // A size that the bytes themselves do not confirm would ask for any amount of memory.
    guard ZSTD_getFrameContentSize(compressed, compressed.count) == UInt64(exactly: size) else {
      throw .damagedBytes(digest)
    }
    var bytes = [UInt8](repeating: 0, count: size)
    let written = ZSTD_decompress(&bytes, size, compressed, compressed.count)
    guard ZSTD_isError(written) == 0, written == size, Digest.sha256(bytes) == digest else {
      throw .damagedBytes(digest)
    }
    return bytes
  }
}

/// Bytes made ready to be kept, so that the database is not held meanwhile.
public struct PackedBytes: Sendable {
  /// The SHA-256 of the bytes as given.
  public let digest: Digest
  let size: Int
  let compressed: [UInt8]

  /// Hashes and compresses bytes.
  ///
  /// Evidence loses four fifths already at the lowest level; what comes in waits for this.
  public init(_ bytes: [UInt8]) throws(StorageFailure) {
    var compressed = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
    let count = ZSTD_compress(&compressed, compressed.count, bytes, bytes.count, 1)
    guard ZSTD_isError(count) == 0 else { throw .statement("zstd", statement: nil) }
    (digest, size, self.compressed) = (.sha256(bytes), bytes.count, Array(compressed[..<count]))
  }
}
