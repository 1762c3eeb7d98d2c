/// The names of people in lines of text.
struct TextNames {
  private(set) var ranges: [Range<Int>] = []

  /// Words, in lower case, of which one before `:` or `=` announces a name.
  private static let announcing: Set<String> = [
    "hostname", "host name", "host", "nodename", "username", "user", "login", "essid", "ssid", "email",
    "e-mail",
    "business name", "business address", "business_name", "business_address", "contact_name", "contact_phone",
    "contact name", "contact phone", "op_tech_name", "customer name", "customer_name", "customer address",
    "customer_address", "customer", "organisation", "organization", "operator", "technician", "user name",
    "computer name", "local host name", "boot volume", "addresses", "ip address", "ipv4 addresses", "ipv6 addresses",
    "router", "server addresses", "active logins",
  ]

  private static let announcingOutlines = WordOutlines(announcing)

  /// What the file holds anywhere: what it does not is looked for in no line.
  private let hasSettings, hasBuilder, hasSigns: Bool

  init(in bytes: [UInt8]) {
    hasSettings = bytes.range(of: "value ", in: bytes.indices) != nil
    hasBuilder = bytes.range(of: "Linux version ", in: bytes.indices) != nil
    hasSigns = bytes.contains(UInt8(ascii: "@"))
    var start = 0
    while start < bytes.count {
      let end = bytes.first(in: start..<bytes.count) { $0.marks(of: 0x0A) }
      readLine(bytes, start..<end)
      start = end + 1
    }
  }

  private mutating func readLine(_ bytes: [UInt8], _ line: Range<Int>) {
    let named = TextNames.announced(in: bytes, line) ?? (hasSettings ? TextNames.setting(in: bytes, line) : nil)
    if let named {
      if bytes.text(line).hasPrefix("computer name:") { computerName = bytes.text(named) }
      ranges.append(named)
    } else if let computerName, let sign = bytes.range(of: ": ", in: line),
      bytes.text(sign.upperBound..<line.upperBound) == computerName,
      let again = bytes.trimming(sign.upperBound..<line.upperBound)
    {
      // system_profiler tells the computer's name again where it tells of Bluetooth.
      ranges.append(again)
    } else {
      ranges += TextNames.addresses(in: bytes, line, stops: TextNames.ends)
    }
    if hasBuilder, let builder = TextNames.kernelBuilder(in: bytes, line) { ranges.append(builder) }
    if hasSigns, let prompt = TextNames.prompt(in: bytes, line) { ranges.append(prompt) }
    readHeading(bytes, line)
  }

  /// system_profiler writes names as headings: those of Wi-Fi networks and volumes under these.
  private static let headingsOverNames: Set<String> = [
    "current network information:", "other local wi-fi networks:", "other local wireless networks:", "volumes:",
    "preferred networks:",
  ]

  /// What the user calls the computer, in lower case.
  private var computerName: String?

  /// The margin of the heading whose own headings are names, and of those headings.
  private var naming: (margin: Int, names: Int?)?

  private mutating func readHeading(_ bytes: [UInt8], _ line: Range<Int>) {
    guard let words = bytes.trimming(line), bytes[words.upperBound - 1] == UInt8(ascii: ":") else { return }
    let margin = words.lowerBound - line.lowerBound
    if let open = naming, margin > open.margin {
      if open.names == nil { naming?.names = margin }
      if margin == open.names ?? margin { ranges.append(words.lowerBound..<words.upperBound - 1) }
    } else {
      let isOverNames = words.count <= 32 && TextNames.headingsOverNames.contains(bytes.text(words))
      naming = isOverNames ? (margin, nil) : nil
    }
  }

  /// The login and host of a shell's prompt: `jean@pc-de-jean:~$ sudo nvme …` or `[jean@pc ~]# …`.
  private static func prompt(in bytes: [UInt8], _ line: Range<Int>) -> Range<Int>? {
    let at = bytes.first(in: line) { $0.marks(of: UInt8(ascii: "@")) }
    guard at < line.upperBound, let words = bytes.trimming(line) else { return nil }
    let start = bytes[words.lowerBound] == UInt8(ascii: "[") ? words.lowerBound + 1 : words.lowerBound
    guard start <= at, bytes[start..<at].allSatisfy({ $0.isOfAddress || $0 == UInt8(ascii: "_") }), start < at
    else { return nil }
    let end = bytes[(at + 1)..<words.upperBound].firstIndex { !$0.isOfAddress && $0 != UInt8(ascii: "_") }
    guard let end, end > at + 1, ":~ ".utf8.contains(bytes[end]),
      bytes[end..<words.upperBound].contains(where: { $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "#") })
    else { return nil }
    return start..<end
  }

  /// What follows `hostname = ` or `Customer Name: `.
  private static func announced(in bytes: [UInt8], _ line: Range<Int>) -> Range<Int>? {
    announced(in: bytes, message: line.dropping(NwipeLine.stampLength(of: bytes[line]) ?? 0), mayHaveLevel: true)
  }

  private static func announced(in bytes: [UInt8], message: Range<Int>, mayHaveLevel: Bool) -> Range<Int>? {
    let sign = bytes.first(in: message) { $0.marks(of: UInt8(ascii: ":")) | $0.marks(of: UInt8(ascii: "=")) }
    guard sign < message.upperBound, let words = bytes.trimming(message.lowerBound..<sign) else { return nil }
    let rest = (sign + 1)..<message.upperBound
    if mayHaveLevel, levelOutlines.mayHold(bytes[words]), levels.contains(bytes.text(words)) {
      return announced(in: bytes, message: rest, mayHaveLevel: false)
    }
    guard announcingOutlines.mayHold(bytes[words]), announcing.contains(bytes.text(words)) else { return nil }
    return bytes.trimming(rest)
  }

  private static let levelOutlines = WordOutlines(levels)

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

  /// What ends a path in a line of text, and between the quotes of JSON.
  private static let ends = Array(",; \t\r\"'".utf8)
  static let endsBetweenQuotes = Array(",;".utf8)

  /// Places that carry a login or a label.
  private static let places = [
    "/home/", "/media/", "/mnt/", "/Users/", "/Volumes/", "/by-label/", "\\Users\\", "\\\\Users\\\\",
  ].map {
    Array($0.utf8)
  }

  /// The second letters of these places: almost every slash is told apart by the letter after it.
  private static let placesBegin = Array("hmUVb\\".utf8)

  /// E-mail addresses, and what follows a place where people keep their files, up to a sign that ends it.
  static func addresses(in bytes: [UInt8], _ range: Range<Int>, stops: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = range.lowerBound
    while true {
      index = bytes.first(in: index..<range.upperBound) {
        $0.marks(of: UInt8(ascii: "@")) | $0.marks(of: UInt8(ascii: "/")) | $0.marks(of: UInt8(ascii: "\\"))
      }
      guard index < range.upperBound else { return found }
      let byte = bytes[index]
      if byte == UInt8(ascii: "@"), let address = email(around: index, in: bytes, range) {
        found.append(address)
        index = address.upperBound
      } else if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\"),
        index + 1 < range.upperBound, placesBegin.contains(bytes[index + 1]),
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
