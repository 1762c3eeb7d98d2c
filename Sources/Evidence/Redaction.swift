/// Takes out of a file of evidence what names people, and keeps every other byte.
///
/// What is kept of a person's machine must say nothing of the person: host names, logins, names of Wi-Fi networks,
/// e-mail addresses, labels of volumes and the places they are mounted at, addresses on the network, and the customers
/// and operators nwipe is told of (GDPR, article 5(1)(c)). A better reader can run later on what is left: it reads the
/// same report. It works by the shape of the text, so also on files that cannot be read.
public enum Redaction {
  /// What stands in place of what was taken out; lshw's own `-sanitize` writes the same.
  public static let mark = "[REMOVED]"

  /// The same file, as UTF-8, less what names people. A second removal changes nothing.
  public static func removingNames(from bytes: [UInt8]) -> [UInt8] {
    let bytes = bytes.asUTF8
    let format = EvidenceFormat(recognisingUTF8: bytes)
    let looksLikeJSON = bytes.first { $0 > 0x20 }.map { "{[".utf8.contains($0) } == true && format != .nwipe
    let names = looksLikeJSON ? JSONNames(in: bytes, format: format).ranges : TextNames(in: bytes).ranges
    return bytes.replacing(names, with: Array(mark.utf8))
  }
}

/// The names of people in something that looks like JSON.
private struct JSONNames {
  private(set) var ranges: [Range<Int>] = []

  /// Keys, in lower case, whose texts name people or lead to them, in whatever object they stand.
  private static let keys: Set<String> = [
    "hostname", "host_name", "host", "nodename", "fqdn", "username", "user_name", "user", "login", "logname",
    "owner",
    "fullname", "full_name", "email", "e-mail", "mail", "ssid", "essid", "label", "ip", "remoteip",
    "customer",
    "organisation", "organization", "operator", "technician",
  ]

  init(in bytes: [UInt8], format: EvidenceFormat?) {
    var rootNames: [Int: Range<Int>] = [:]
    var hardware: Set<Int> = []
    for visit in LooseJSON(bytes) where !visit.isKey && !visit.range.isEmpty {
      let key = visit.key.map { String(decoding: bytes[$0], as: UTF8.self).lowercased() } ?? ""
      if visit.depth == 1, format == .lshw {
        if key == "id" { rootNames[visit.object] = visit.range }
        if key == "class", String(decoding: bytes[visit.range], as: UTF8.self) != "system" {
          hardware.insert(visit.object)
        }
      }
      if JSONNames.keys.contains(key) {
        ranges.append(visit.range)
      } else {
        ranges += TextNames.addresses(in: bytes, visit.range, stops: [",", ";"])
      }
    }
    // lshw calls the machine by its host name; a node chosen by class is called by what it is.
    ranges += rootNames.filter { !hardware.contains($0.key) }.map(\.value)
  }
}

/// The names of people in lines of text.
private struct TextNames {
  private(set) var ranges: [Range<Int>] = []

  /// Words, in lower case, of which one before `:` or `=` announces a name.
  private static let announcing: [String] = [
    "hostname", "host name", "host", "nodename", "username", "user", "login", "essid", "ssid", "email",
    "e-mail",
    "business name", "business address", "business_name", "business_address", "contact_name", "contact_phone",
    "contact name", "contact phone", "op_tech_name", "customer name", "customer_name", "customer address",
    "customer_address", "customer", "organisation", "organization", "operator", "technician",
  ]

  init(in bytes: [UInt8]) {
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      readLine(bytes, start..<end)
      start = end + 1
    }
  }

  private mutating func readLine(_ bytes: [UInt8], _ line: Range<Int>) {
    let named = TextNames.announced(in: bytes, line) ?? TextNames.setting(in: bytes, line)
    if let named {
      ranges.append(named)
    } else {
      ranges += TextNames.addresses(in: bytes, line, stops: [",", ";", " ", "\t", "\r", "\"", "'"])
    }
    if let builder = TextNames.kernelBuilder(in: bytes, line) { ranges.append(builder) }
  }

  /// What follows `hostname = ` or `Customer Name: `.
  private static func announced(in bytes: [UInt8], _ line: Range<Int>) -> Range<Int>? {
    let message = line.dropping(NwipeLine.stampLength(of: bytes[line]) ?? 0)
    let start = bytes.range(of: ": ", in: message)
      .flatMap { levels.contains(bytes.text(message.lowerBound..<$0.lowerBound)) ? $0.upperBound : nil }
    let body = (start ?? message.lowerBound)..<message.upperBound
    guard let sign = bytes[body].firstIndex(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "=") }),
      announcing.contains(bytes.text(body.lowerBound..<sign))
    else { return nil }
    return bytes.trimming((sign + 1)..<body.upperBound)
  }

  private static let levels: Set<String> = [
    "info", "notice", "warning", "error", "fatal", "sanity", "debug", "nwipe",
  ]

  /// The value in « Updated KEY with value … in FILE » and « Set value for KEY in FILE to … », which nwipe writes of the
  /// customer and of the organisation that wipes.
  private static func setting(in bytes: [UInt8], _ line: Range<Int>) -> Range<Int>? {
    if let with = bytes.range(of: " with value ", in: line),
      bytes.range(of: "Updated ", in: line) != nil
    {
      let rest = with.upperBound..<line.upperBound
      let end = bytes.lastRange(of: " in /", in: rest)?.lowerBound ?? rest.upperBound
      return bytes.trimming(rest.lowerBound..<end)
    }
    guard let set = bytes.range(of: "et value for ", in: line) else { return nil }
    let rest = set.upperBound..<line.upperBound
    return bytes.range(of: " to ", in: rest).flatMap { bytes.trimming($0.upperBound..<rest.upperBound) }
  }

  /// The login and host in « Linux version 6.4.0 (login@host) », which nwipe breaks over several lines.
  private static func kernelBuilder(in bytes: [UInt8], _ line: Range<Int>) -> Range<Int>? {
    guard let version = bytes.range(of: "Linux version ", in: line) else { return nil }
    let rest = version.upperBound..<min(bytes.count, version.upperBound + 400)
    guard let open = bytes[rest].firstIndex(of: UInt8(ascii: "(")) else { return nil }
    let inside = (open + 1)..<rest.upperBound
    let close = bytes[inside].firstIndex(of: UInt8(ascii: ")")) ?? inside.upperBound
    return bytes[inside.lowerBound..<close].contains(UInt8(ascii: "@")) ? inside.lowerBound..<close : nil
  }

  // MARK: In any text

  /// Places that carry a login or a label.
  private static let places = ["/home/", "/media/", "/mnt/", "/Users/", "\\Users\\", "\\\\Users\\\\"].map {
    Array($0.utf8)
  }

  /// E-mail addresses, and what follows a place where people keep their files, up to a sign that ends it.
  static func addresses(in bytes: [UInt8], _ range: Range<Int>, stops: [Character]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    let stops = stops.compactMap(\.asciiValue)
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      if byte == UInt8(ascii: "@"), let address = email(around: index, in: bytes, range) {
        found.append(address)
        index = address.upperBound
      } else if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\"),
        let place = places.last(where: { bytes[index..<range.upperBound].starts(with: $0) })
      {
        let start = index + place.count
        let end = bytes[start..<range.upperBound].firstIndex(where: stops.contains) ?? range.upperBound
        if start < end { found.append(start..<end) }
        index = max(end, index + 1)
      } else {
        index += 1
      }
    }
    return found
  }

  private static func email(around at: Int, in bytes: [UInt8], _ range: Range<Int>) -> Range<Int>? {
    var start = at
    while start > range.lowerBound, bytes[start - 1].isOfAddress || "%+_".utf8.contains(bytes[start - 1]) {
      start -= 1
    }
    var end = at + 1
    while end < range.upperBound, bytes[end].isOfAddress { end += 1 }
    while end > at + 1, bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
    let domain = bytes[(at + 1)..<end].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard start < at, domain.count >= 2, let top = domain.last, top.count >= 2, top.allSatisfy(\.isLetter),
      !domain.contains(where: \.isEmpty)
    else { return nil }
    return start..<end
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) || self >= 0x80
  }

  /// Whether the byte can stand in either half of an e-mail address.
  fileprivate var isOfAddress: Bool {
    isLetter || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) || self == UInt8(ascii: ".")
      || self == UInt8(ascii: "-")
  }
}

extension Range<Int> {
  fileprivate func dropping(_ count: Int) -> Range<Int> {
    Swift.min(lowerBound + count, upperBound)..<upperBound
  }
}

extension [UInt8] {
  /// Where a text stands first in a range.
  fileprivate func range(of text: StaticString, in range: Range<Int>) -> Range<Int>? {
    let first = text.utf8Start.pointee
    var start = range.lowerBound
    while let candidate = self[start..<range.upperBound].firstIndex(of: first) {
      let end = candidate + text.utf8CodeUnitCount
      if end <= range.upperBound, text.withUTF8Buffer({ self[candidate..<end].elementsEqual($0) }) {
        return candidate..<end
      }
      start = candidate + 1
    }
    return nil
  }

  /// Where a text stands last in a range.
  fileprivate func lastRange(of text: StaticString, in range: Range<Int>) -> Range<Int>? {
    var (found, rest) = (Range<Int>?.none, range)
    while let next = self.range(of: text, in: rest) {
      found = next
      rest = next.upperBound..<range.upperBound
    }
    return found
  }

  /// The text of a range, in lower case and without blanks around it.
  fileprivate func text(_ range: Range<Int>) -> String {
    String(decoding: self[range], as: UTF8.self).trimmed.lowercased()
  }

  /// The range without blanks around it, or nothing when nothing is left.
  fileprivate func trimming(_ range: Range<Int>) -> Range<Int>? {
    guard let first = self[range].firstIndex(where: { $0 > 0x20 }),
      let last = self[range].lastIndex(where: { $0 > 0x20 })
    else { return nil }
    return first..<(last + 1)
  }

  /// These bytes with each of some ranges replaced; ranges that overlap are replaced once.
  fileprivate func replacing(_ ranges: [Range<Int>], with mark: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(count)
    var done = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where range.lowerBound >= done {
      result += self[done..<range.lowerBound]
      result += mark
      done = range.upperBound
    }
    return result + self[done...]
  }
}
