/// The tables nwipe writes at the end of a run. They are known by their headings: the oldest has no title.
enum NwipeTable {
  /// Errors counted on each disk.
  case errors
  /// Bytes erased on each disk, since version 0.40.
  case erasure
  /// What became of each disk.
  case status

  /// Knows a table by its line of headings.
  init?(heading: Substring) {
    let titles = heading.split(separator: "|").map { $0.trimmed }
    guard titles.count >= 4, titles[0].hasSuffix("Device") else { return nil }
    switch titles[1] {
    case "Pass Errors": self = .errors
    case "Bytes Erased": self = .erasure
    case "Status": self = .status
    default: return nil
    }
  }

  /// The cells of a row, without the exclamation mark that flags a disk; nothing for a line that is none.
  static func cells(of line: Substring) -> [Substring]? {
    var cells = line.split(separator: "|", maxSplits: 4, omittingEmptySubsequences: false).map { $0.trimmed }
    guard cells.count >= 4 else { return nil }
    if cells[0].hasPrefix("!") { cells[0] = cells[0].dropFirst().trimmed }
    return cells[0].isEmpty ? nil : cells
  }

  /// Whether a table goes on with this line: a row, be it cut, a border or a rule.
  static func goesOn(with line: Substring) -> Bool {
    line.hasPrefix("--") || line.hasPrefix("**") || line.contains("|")
  }
}

/// A row of the « Drive Status » table.
struct NwipeStatusRow {
  /// The lengths a table cuts the name of a device to, on the left: before version 0.34, and since.
  static let deviceLengths = [6, 8]

  /// The device without `/dev/`, cut on the left.
  let device: Substring
  let status: Substring
  /// Bytes per second.
  let throughput: Int?
  /// In seconds.
  let duration: Int
  /// The model, cut to 17 characters.
  let model: Substring
  /// The serial, cut to 20 characters; may be empty.
  let serial: Substring

  /// Reads the cells of a row, or nothing when some are missing or broken: a row cut short says nothing.
  init?(_ cells: [Substring]) {
    guard cells.count == 5, cells[2].hasSuffix("/s"), let duration = Int(clock: cells[3]),
      let slash = cells[4].lastIndex(of: "/")
    else { return nil }
    device = cells[0]
    status = cells[1]
    throughput = Int(quantity: cells[2].dropLast(2))
    self.duration = duration
    model = cells[4][..<slash].trimmed
    serial = cells[4][cells[4].index(after: slash)...].trimmed
  }

  /// What the row says by itself.
  var outcome: WipeOutcome {
    switch status {
    case "Erased": .erased
    case "-FAILED-", "--FAIL--": .failed
    case "UABORTED": .aborted
    case "INSANITY": .insane
    default: .noOutcome
    }
  }
}

extension Int {
  /// Reads `HH:MM:SS` as seconds; the hours may have more digits.
  fileprivate init?(clock text: Substring) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy(\.isDigits), let hours = Int(parts[0]), hours < 1_000_000,
      let minutes = Int(parts[1]), minutes < 60, let seconds = Int(parts[2]), seconds < 60
    else { return nil }
    self = hours * 3600 + minutes * 60 + seconds
  }

  /// Reads `25 MB` as 25 000 000; nwipe counts in thousands.
  init?(quantity text: Substring) {
    let text = text.trimmed
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let powers: [Substring: Int] = [
      "B": 1, "KB": 1000, "MB": 1_000_000, "GB": 1_000_000_000, "TB": 1_000_000_000_000,
    ]
    guard let number = Int(digits), let power = powers[text.dropFirst(digits.count).trimmed] else {
      return nil
    }
    let (result, overflow) = number.multipliedReportingOverflow(by: power)
    guard !overflow else { return nil }
    self = result
  }
}
