import CZlib

/// The reports that one file holds: a script may write several tools' reports into one file, a terminal puts its prompt
/// before and after, and a station may pack what it writes.
public enum EvidenceParts {
  /// The bytes of each report; the file itself when it is one.
  ///
  /// What no tool wrote, as a prompt, is left out beside reports when it is short; what is longer is a part of its own, so
  /// that it is refused and not passed over.
  /// - Throws: ``EvidenceFailure/packed(_:)`` for what is packed in a way that is not undone,
  ///   ``EvidenceFailure/tooLarge(bytes:limit:)`` for what is unpacked to more than is read.
  public static func of(_ file: [UInt8]) throws(EvidenceFailure) -> [[UInt8]] {
    for (mark, name) in packings where file.starts(with: mark) { throw .packed(name) }
    let isGzip = file.starts(with: [0x1F, 0x8B])
    let bytes = isGzip ? try unpacked(file) : file
    guard bytes.count <= EvidenceReport.sizeLimit else { return [bytes] }
    let text = bytes.asUTF8
    guard mayHoldSeveral(text) else { return [bytes] }
    let pieces = pieces(of: text)
    guard pieces.count > 1 else { return [bytes] }
    let reports = pieces.filter { EvidenceFormat(recognisingUTF8: Array(text[$0])) != nil }
    let isCut = reports.count > 1 || reports.first.map { text[$0].isOfMarks && $0 != 0..<text.count } ?? false
    guard isCut else { return [bytes] }
    let others = pieces.filter { !reports.contains($0) && mayMatter(text[$0]) }
    return (reports + others).sorted { $0.lowerBound < $1.lowerBound }.map { Array(text[$0]) }
  }

  /// The beginnings of files that are packed or painted, and what they are.
  private static let packings: [(mark: [UInt8], name: String)] = [
    (Array("PK\u{3}\u{4}".utf8), "zip"), ([0x28, 0xB5, 0x2F, 0xFD], "zstd"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz"),
    (Array("BZh".utf8), "bzip2"), (Array("%PDF-".utf8), "PDF"),
  ]

  // MARK: Unpacking

  private static func unpacked(_ file: [UInt8]) throws(EvidenceFailure) -> [UInt8] {
    var stream = z_stream()
    guard rebond_gunzip_init(&stream) == Z_OK else { throw .packed("gzip") }
    defer { inflateEnd(&stream) }
    let limit = EvidenceReport.sizeLimit
    var unpacked: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var input = file
    let isWhole = input.withUnsafeMutableBufferPointer { source -> Bool in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(clamping: source.count)
      while unpacked.count <= limit {
        let (status, count) = buffer.withUnsafeMutableBufferPointer { target in
          stream.next_out = target.baseAddress
          stream.avail_out = UInt32(target.count)
          let status = inflate(&stream, Z_NO_FLUSH)
          return (status, target.count - Int(stream.avail_out))
        }
        unpacked += buffer[..<count]
        switch status {
        // A file of several members is unpacked to all of them in a row.
        case Z_STREAM_END: if stream.avail_in == 0 || inflateReset(&stream) != Z_OK { return true }
        case Z_OK: continue
        default: return false
        }
      }
      return true
    }
    guard unpacked.count <= limit else { throw .tooLarge(bytes: unpacked.count, limit: limit) }
    guard isWhole else { throw .packed("gzip") }
    return unpacked
  }

  // MARK: Cutting

  /// Whether the bytes are worth cutting; most files are one report, told by a glance.
  private static func mayHoldSeveral(_ bytes: [UInt8]) -> Bool {
    let all = 0..<bytes.count
    if bytes.looksLikeJSON {
      return bytes.range(of: "\n{", in: all) != nil || bytes.range(of: "\n[", in: all) != nil
        || bytes.range(of: "}{", in: all) != nil || bytes.last { $0 > 0x20 }.map { !"}]".utf8.contains($0) } ?? false
    }
    return true
  }

  /// Where each report begins and ends, and what stands between reports.
  private static func pieces(of bytes: [UInt8]) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var (start, line) = (0, 0)
    var writer: Writer?
    lazy var isSmartctlAlone = EvidenceFormat(recognisingUTF8: bytes) == .smartctl
    func close(at end: Int) {
      if bytes[start..<end].contains(where: { $0 > 0x20 }) { pieces.append(start..<end) }
      start = end
    }
    while line < bytes.count {
      let end = bytes.first(in: line..<bytes.count) { $0.marks(of: 0x0A) }
      let next = min(end + 1, bytes.count)
      if beginsJSON(bytes[line..<end]), let whole = extent(ofJSONAt: line, in: bytes) {
        close(at: line)
        start = line
        close(at: whole)
        (line, writer) = (whole, nil)
        continue
      }
      if bytes[line..<end].starts(with: "smartctl ".utf8), isDisk(start..<line, in: bytes), isSmartctlAlone {
        // Another disk, and no word on the one that another tool works on.
        close(at: line)
      }
      if let new = Writer(heading: line..<end, in: bytes, after: writer) {
        if new != writer, writer != nil || new != .terminal {
          // A prompt before a report is not of it, but for what a terminal tells of disks and hours.
          close(at: line)
        } else if new == .dmidecode, isSystem(start..<line, in: bytes), isSystem(line..<bytes.count, in: bytes) {
          // Another machine, and not another table of the same one.
          close(at: line)
        }
        writer = new
      }
      line = next
    }
    close(at: bytes.count)
    return pieces
  }

  private static func isSystem(_ range: Range<Int>, in bytes: [UInt8]) -> Bool {
    bytes.range(of: "\nSystem Information", in: range) != nil
  }

  private static func isDisk(_ range: Range<Int>, in bytes: [UInt8]) -> Bool {
    bytes.range(of: "=== START OF INFORMATION SECTION", in: range) != nil
  }

  /// Whether what no reader knows is more than a prompt: long, or torn off JSON.
  private static func mayMatter(_ piece: ArraySlice<UInt8>) -> Bool {
    piece.contains { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }
      || piece.lazy.split(separator: 0x0A).lazy.filter { $0.contains { $0 > 0x20 } }.dropFirst(8).first != nil
  }

  /// Whether a line begins JSON as tools write it: its first sign alone, or a key or value right behind it.
  private static func beginsJSON(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return false }
    let second = line.dropFirst().first { $0 > 0x20 }
    return second.map { first == UInt8(ascii: "{") ? $0 == UInt8(ascii: "\"") : $0 == UInt8(ascii: "{") } ?? true
  }

  /// Where the JSON that begins at a place ends: behind the bracket that closes the first one, or where the file does.
  private static func extent(ofJSONAt start: Int, in bytes: [UInt8]) -> Int? {
    var (depth, isText, isEscaped) = (0, false, false)
    for index in start..<bytes.count {
      let byte = bytes[index]
      if isText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isText = false
        }
      } else {
        switch byte {
        case UInt8(ascii: "\""): isText = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          depth -= 1
          if depth == 0 { return index + 1 }
        default: break
        }
      }
    }
    return bytes.count
  }
}

/// Who wrote the lines of a text, by the lines with which a report begins. What is typed at a terminal, with the answers of the
/// tools that erase, is one record: which disk a name stands for is told there by another tool.
private enum Writer: Equatable {
  case dmidecode, hwinfo, nwipe, upower, powerSupply, systemProfiler, markup, terminal

  init?(heading range: Range<Int>, in bytes: [UInt8], after writer: Writer?) {
    // Most lines stand deeper than those that begin a report.
    guard let first = bytes[range].first, first != 0x09 else { return nil }
    if first == 0x20, bytes.range(of: "  native-path: ", in: range.prefix(16)) == nil { return nil }
    let line = bytes[range]
    if first == UInt8(ascii: "["), NwipeLine.stampLength(of: line) != nil {
      self = .nwipe
    } else if let mark = Self.marks.first(where: { line.starts(with: $0.words) }) {
      self = mark.writer
    } else if writer != nil, line.starts(with: "Hardware:".utf8) {
      self = .systemProfiler
    } else if Self.isDeviceOfHwinfo(line) {
      self = .hwinfo
    } else if Self.isOfTerminal(range, in: bytes) {
      self = .terminal
    } else {
      return nil
    }
  }

  private static let marks: [(words: [UInt8], writer: Writer)] = [
    ("# dmidecode ", Writer.dmidecode), ("Device: /org/freedesktop/UPower", .upower), ("  native-path: ", .upower),
    ("POWER_SUPPLY_NAME=", .powerSupply),
    ("============ start hardware debug info", .hwinfo), ("<?xml ", .markup),
    ("shred: ", .terminal), ("Success formatting namespace", .terminal), ("Sanitize Progress ", .terminal),
    ("=== START OF INFORMATION SECTION", .terminal),
  ].map { (words: Array($0.0.utf8), writer: $0.1) }

  /// `36: IDE 00.0: 10600 Disk`
  private static func isDeviceOfHwinfo(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first, (0x30...0x39).contains(first) else { return false }
    let words = line.split(separator: 0x20, maxSplits: 3)
    return words.count == 4 && words[0].dropLast().allSatisfy { (0x30...0x39).contains($0) }
      && words[0].last == UInt8(ascii: ":") && words[2].count == 5 && words[2].last == UInt8(ascii: ":")
      && words[2][words[2].startIndex + 2] == UInt8(ascii: ".")
  }

  /// `/dev/sda:`, as hdparm heads its answers, or a command that names a disk.
  private static func isOfTerminal(_ line: Range<Int>, in bytes: [UInt8]) -> Bool {
    let text = bytes[line]
    if text.starts(with: "/dev/".utf8) { return text.last { $0 > 0x20 } == UInt8(ascii: ":") }
    guard bytes.range(of: " /dev/", in: line) != nil else { return false }
    return bytes.range(of: "hdparm ", in: line) != nil || bytes.range(of: "nvme ", in: line) != nil
      || bytes.range(of: "shred ", in: line) != nil
  }
}

extension ArraySlice<UInt8> {
  /// Whether it is JSON or XML, which nothing may stand beside.
  fileprivate var isOfMarks: Bool {
    first { $0 > 0x20 }.map { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") } == true
      && NwipeLine.stampLength(of: drop { $0 <= 0x20 }) == nil
  }
}
