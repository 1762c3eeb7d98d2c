import Glibc

extension LocalZone {
  /// Reads a zone from the system's tables (Debian package tzdata); nothing when there is none of that name.
  public init?(named name: String) {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy { part in
      part.first.map { $0 != "." } == true
        && part.utf8.allSatisfy { byte in
          (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || "+-_".utf8.contains(byte)
        }
    }
    guard isPlain, let bytes = LocalZone.table("/usr/share/zoneinfo/\(name)") else { return nil }
    self.init(name: name, reading: bytes)
  }

  /// Reads a table in the format of tzfile(5), RFC 8536, of version 2 or later.
  init?(name: String, reading bytes: [UInt8]) {
    var rest = bytes[...]
    // The first block has 32-bit times for old programs; the second says the same in 64 bits.
    guard let old = Counts(&rest), old.version >= 2, rest.count >= old.size(timeWidth: 4) else { return nil }
    rest = rest.dropFirst(old.size(timeWidth: 4))
    guard let counts = Counts(&rest), counts.types > 0, rest.count >= counts.size(timeWidth: 8) else { return nil }
    let footer = rest.dropFirst(counts.size(timeWidth: 8))
    let times = (0..<counts.times).map { _ in rest.takeNumber(8) }
    let kinds = (0..<counts.times).map { _ in rest.takeNumber(1) }
    let offsets = (0..<counts.types).map { _ in
      // The offset, whether it is summer time, and where its abbreviation is.
      let offset = rest.takeNumber(4)
      rest = rest.dropFirst(2)
      return offset
    }
    guard kinds.allSatisfy(offsets.indices.contains) else { return nil }
    let rule = String(decoding: footer, as: UTF8.self).filter { !$0.isNewline }
    guard let after = rule.isEmpty ? .some(nil) : YearlyRule(rule).map(Optional.some) else { return nil }
    self.init(
      name: name, changes: zip(times, kinds).map { Change(from: $0, offset: offsets[$1]) }, before: offsets[0],
      after: after)
  }

  private static func table(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(descriptor, &buffer, buffer.count)
    return count > 0 ? Array(buffer[..<count]) : nil
  }

  /// The head of a block: how much of each thing it holds.
  private struct Counts {
    let version, ends, standards, leaps, times, types, characters: Int

    init?(_ bytes: inout ArraySlice<UInt8>) {
      guard bytes.count >= 44, bytes.starts(with: "TZif".utf8) else { return nil }
      version = Int(bytes[bytes.startIndex + 4]) - Int(UInt8(ascii: "0"))
      bytes = bytes.dropFirst(20)
      let counts = (0..<6).map { _ in bytes.takeNumber(4) }
      (ends, standards, leaps) = (counts[0], counts[1], counts[2])
      (times, types, characters) = (counts[3], counts[4], counts[5])
      guard counts.allSatisfy((0...100_000).contains) else { return nil }
    }

    func size(timeWidth: Int) -> Int {
      times * (timeWidth + 1) + types * 6 + characters + leaps * (timeWidth + 4) + standards + ends
    }
  }
}

extension YearlyRule {
  /// Reads a POSIX rule whose changes are weekdays of months, as those of all zones of today.
  init?(_ text: String) {
    let parts = text.split(separator: ",").map(String.init)
    var rest = parts.first.map { $0[...] } ?? ""
    guard YearlyRule.dropName(&rest), let behind = YearlyRule.hours(&rest) else { return nil }
    // POSIX counts how far UTC is ahead.
    standard = -behind
    if rest.isEmpty, parts.count == 1 {
      summer = nil
      return
    }
    guard parts.count == 3, YearlyRule.dropName(&rest), let begins = Moment(parts[1]), let ends = Moment(parts[2])
    else { return nil }
    let offset = rest.isEmpty ? standard + 3_600 : YearlyRule.hours(&rest).map { -$0 }
    guard let offset, rest.isEmpty else { return nil }
    summer = Summer(offset: offset, begins: begins, ends: ends)
  }

  /// Passes over an abbreviation: letters, or anything between angle brackets.
  private static func dropName(_ text: inout Substring) -> Bool {
    if text.first == "<" {
      guard let close = text.firstIndex(of: ">") else { return false }
      text = text[close...].dropFirst()
      return true
    }
    let name = text.prefix { $0.isLetter }
    text = text.dropFirst(name.count)
    return name.count >= 3
  }

  /// Takes `[+-]H[:MM[:SS]]` as seconds.
  fileprivate static func hours(_ text: inout Substring) -> Int? {
    let written = text.prefix { "+-:0123456789".contains($0) }
    text = text.dropFirst(written.count)
    let numbers = written.drop { "+-".contains($0) }.split(separator: ":").map { Int($0) ?? -1 }
    guard (1...3).contains(numbers.count), numbers.allSatisfy({ $0 >= 0 }) else { return nil }
    let seconds = zip(numbers, [3_600, 60, 1]).map { $0 * $1 }.reduce(0, +)
    return written.hasPrefix("-") ? -seconds : seconds
  }
}

extension YearlyRule.Moment {
  /// Reads `M3.5.0` or `M10.5.0/3`; without a time, it is two o'clock.
  fileprivate init?(_ text: String) {
    let halves = text.split(separator: "/", maxSplits: 1)
    guard let date = halves.first, date.hasPrefix("M") else { return nil }
    let numbers = date.dropFirst().split(separator: ".").compactMap { Int($0) }
    guard numbers.count == 3, (1...12).contains(numbers[0]), (1...5).contains(numbers[1]), (0...6).contains(numbers[2])
    else { return nil }
    var time = halves.count == 2 ? halves[1] : "2"
    guard let seconds = YearlyRule.hours(&time), time.isEmpty else { return nil }
    self.init(month: numbers[0], week: numbers[1], weekday: numbers[2], seconds: seconds)
  }
}

extension ArraySlice<UInt8> {
  /// Takes a number of some bytes, the highest first; one of 4 or 8 bytes has a sign.
  fileprivate mutating func takeNumber(_ width: Int) -> Int {
    let bits = prefix(width).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    self = dropFirst(width)
    return switch width {
    case 8: Int(Int64(bitPattern: bits))
    case 4: Int(Int32(truncatingIfNeeded: bits))
    default: Int(bits)
    }
  }
}
