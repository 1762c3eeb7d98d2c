/// Steele's SplitMix64, so that any input can be made again from its number.
struct FixedSeed: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Makes broken files out of real ones.
struct Mutation {
  let seeds: [[UInt8]]

  /// Most inputs are made of a piece of a file: what breaks a reader is seldom far from where it stands.
  private static let pieceLimit = 8192

  /// Words that formats give a meaning to, and numbers at the edges.
  private static let words: [[UInt8]] = [
    "\"", "{", "}", "[", "]", ":", ",", "\\u0000", "\\uD800", "null", "-1", "0", "9223372036854775807",
    "-9223372036854775808", "18446744073709551616", "1e308", "1e999", "0x", "%", "\n", "\r\n", "\t", "\u{0}", "é",
    "\u{FEFF}",
    "<", "</", "/>", "<node", "<entries name=\"disk\">", "&#0;", "&lt;", "<![CDATA[",
    "<!DOCTYPE x [<!ENTITY a \"b\">]>",
    "Handle 0x0001, DMI type 17, 40 bytes\nMemory Device\n\tSize: 99999999999999 TB\n", "Size: ", " GB", " kB",
    "POWER_SUPPLY_NAME=", "POWER_SUPPLY_ENERGY_FULL_DESIGN=", "native-path: ", "shred: /dev/sda: pass 1/1 (x)...",
    "Sanitize Status (SSTAT) : 0xffffffffffffffff\n", "[2026/03/02 10:00:00]  notice: ", " | Erased | ", "/s", "S/N=",
  ].map { Array($0.utf8) }

  /// The input of a number.
  func input(_ number: Int) -> [UInt8] {
    var generator = FixedSeed(state: UInt64(truncatingIfNeeded: number) &* 0x2545_F491_4F6C_DD1D)
    guard var bytes = seeds.randomElement(using: &generator) else { return [] }
    // A piece of JSON is refused at once: a part of the files stays whole, and is changed where values stand.
    let staysWhole = bytes.count < 65_536 && Int.random(in: 0..<4, using: &generator) == 0
    if bytes.count > Self.pieceLimit, !staysWhole, Int.random(in: 0..<100, using: &generator) > 0 {
      let isHead = Bool.random(using: &generator)
      let start = isHead ? 0 : Int.random(in: 0..<(bytes.count - Self.pieceLimit), using: &generator)
      // The head tells the format.
      bytes = Array(bytes.prefix(200) + bytes[start..<(start + Self.pieceLimit)])
    }
    for _ in 0..<Int.random(in: 1...6, using: &generator) {
      if staysWhole { changeValue(&bytes, using: &generator) } else { change(&bytes, using: &generator) }
    }
    return bytes
  }

  /// Changes what stands between two quotes, or a number, so that the file's form stays whole.
  private func changeValue(_ bytes: inout [UInt8], using generator: inout FixedSeed) {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: bytes.indices, using: &generator)
    let isText = Bool.random(using: &generator)
    let edge: (UInt8) -> Bool = { isText ? $0 == UInt8(ascii: "\"") || $0 == 0x0A : !(0x30...0x39).contains($0) }
    guard let start = bytes[place...].firstIndex(where: edge),
      let end = bytes[(start + 1)...].firstIndex(where: edge), end > start + 1
    else { return }
    let word = Self.values.randomElement(using: &generator) ?? []
    bytes.replaceSubrange((start + 1)..<end, with: isText ? word : word.filter { (0x30...0x39).contains($0) })
  }

  /// Values that keep JSON and XML in form.
  private static let values: [[UInt8]] = [
    "0", "1", "-5", "9223372036854775807", "18446744073709551616", "1e308", "", " ", "To Be Filled By O.E.M.", "xxxx",
    "99999999999999 GB", "4096 MB", "1,5 Wh", "12:34:56:78:9a:bc", "/dev/nvme0n1", "disk", "memory", "system", "Info",
    "System Memory", "processor", "battery", "network", "storage", "2022-99-99T99:99:99", "SP", "#", "###",
    "007#0#2#serial",
  ].map { Array($0.utf8) }

  private func change(_ bytes: inout [UInt8], using generator: inout FixedSeed) {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: bytes.indices, using: &generator)
    let end = min(bytes.count, place + Int.random(in: 1...64, using: &generator))
    switch Int.random(in: 0..<9, using: &generator) {
    case 0: bytes.removeSubrange(place...)
    case 1: bytes.removeSubrange(place..<end)
    case 2: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    case 3: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 4: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: bytes.indices, using: &generator))
    case 5, 6:
      bytes.insert(contentsOf: Self.words.randomElement(using: &generator) ?? [], at: place)
    case 7:
      let word = Self.words.randomElement(using: &generator) ?? []
      bytes.replaceSubrange(place..<end, with: word)
    default:
      // A digit made another, a number made long.
      guard let digit = bytes[place...].firstIndex(where: { (0x30...0x39).contains($0) }) else { return }
      bytes.insert(
        contentsOf: [UInt8](
          repeating: UInt8.random(in: 0x30...0x39, using: &generator), count: Int.random(in: 1...20, using: &generator)),
        at: digit)
    }
  }
}
