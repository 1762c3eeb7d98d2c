import Kernel

/// Reads amounts that tools print for people, as `4096 MB`, `21,4 Wh` or `465.76 GiB`.
enum Quantity {
  /// A number and the unit after it; the decimal sign may be a comma.
  static func parse(_ text: String) -> (number: Double, unit: Substring)? {
    let text = text[...].trimmed
    let digits = text.utf8.prefix { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
    }
    let written = text[..<digits.endIndex]
    guard !written.isEmpty, let number = Double(written.map { $0 == "," ? "." : String($0) }.joined()), number.isFinite
    else { return nil }
    return (number, text[digits.endIndex...].trimmed)
  }

  /// Bytes where `kB`, `MB`, `GB`, `TB` are powers of 1024, as for memory.
  static func memoryBytes(_ text: String) -> Int? {
    bytes(
      text,
      powers: [
        "b": 0, "bytes": 0, "byte": 0, "kb": 1, "kib": 1, "mb": 2, "mib": 2, "gb": 3, "gib": 3, "tb": 4, "tib": 4,
      ])
  }

  /// Bytes of a disk where only the units of 1024 are named so: `GiB`.
  static func binaryBytes(_ text: String) -> Int? {
    bytes(text, powers: ["b": 0, "bytes": 0, "kib": 1, "mib": 2, "gib": 3, "tib": 4, "pib": 5])
  }

  /// The bytes of a disk of which a tool tells megabytes and not whether it means 1,000,000 or 1,048,576 bytes: known where
  /// one of the capacities disks are sold with fits in one of the two, to the byte.
  ///
  /// A disk of *n* gigabytes has 97,696,368 + 1,953,504 × (n − 50) sectors of 512 bytes (IDEMA LBA1-03; SFF-8447).
  static func soldCapacity(megabytes: Int) -> Int? {
    let fitting = sold.filter { bytes in
      [1_000_000, 1 << 20].contains { unit in bytes / unit == megabytes || (bytes + unit / 2) / unit == megabytes }
    }
    return fitting.count == 1 ? fitting.first : nil
  }

  private static let sold = [
    60, 64, 80, 100, 120, 128, 160, 180, 200, 240, 250, 256, 300, 320, 400, 480, 500, 512, 600, 640, 750, 800, 900, 960,
    1000, 1024, 1200, 1500, 1600, 1800, 1920, 2000, 2048, 2400, 3000, 3200, 3840, 4000, 4096, 5000, 6000, 7680, 8000,
    10_000, 12_000, 14_000, 16_000, 18_000, 20_000,
  ].map { (97_696_368 + 1_953_504 * ($0 - 50)) * 512 }

  /// Milliwatt-hours of `54990 mWh`, `37.5 Wh` or `97000 mW-hours`; nothing when there is none, or zero.
  static func milliwattHours(_ text: String) -> Int? {
    guard let (number, unit) = parse(text), number > 0 else { return nil }
    switch unit.lowercased() {
    case "mwh", "mw-hours", "mw-h": return Int(exactly: number.rounded())
    case "wh": return Int(exactly: (number * 1000).rounded())
    default: return nil
    }
  }

  /// The number of `87,8 %`.
  static func percent(_ text: String) -> Double? {
    guard let (number, unit) = parse(text), unit == "%" || unit == "\u{A0}%" || unit == "\u{202F}%" else { return nil }
    return number
  }

  private static func bytes(_ text: String, powers: [String: Int]) -> Int? {
    guard let (number, unit) = parse(text), let power = powers[unit.lowercased()] else { return nil }
    return Int(exactly: (number * Double(1 << (10 * power))).rounded())
  }
}

extension [Int] {
  /// The sum, or nothing when there is nothing to add or the sum passes what a number can hold.
  var sum: Int? {
    guard !isEmpty else { return nil }
    return reduce(Int?.some(0)) { total, next in
      guard let (result, overflow) = total?.addingReportingOverflow(next), !overflow else { return nil }
      return result
    }
  }
}

extension Double {
  /// The number with one digit after the point.
  var toTenths: Double { (self * 10).rounded() / 10 }
}

extension BatterySighting {
  /// What is left of a battery, in percent of what it was designed for, to a tenth.
  static func health(_ full: Int?, of design: Int?) -> Double? {
    guard let full, let design, design > 0, full >= 0 else { return nil }
    return (100 * Double(full) / Double(design)).toTenths
  }
}
