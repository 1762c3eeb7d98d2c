import Kernel
import TestSupport
import Testing

@testable import Scanning

@Suite struct `Reading a line of a scanner` {
  static let code: AssetCode = "REB0ND475"

  @Test(arguments: [
    "REB0ND475", "reb-0nd-475", "REBOND475", " REB0ND475 ", "REB0ND475\r", "\u{2}REB0ND475\u{3}", "\tREB0ND475",
    "HTTPS://REBOND.EXAMPLE/REB0ND475", "https://elsewhere.example:8443/r/reb0nd475/",
  ])
  func `finds the code, alone or at the end of an address of any host`(line: String) {
    #expect(Scan(line: line) == .device(Self.code))
  }

  /// Each line was worked out by hand from the two layouts: the same keys, the other legends.
  @Test(arguments: [
    // A scanner set for a US keyboard on a French one: digits lose their shift, `:` is M, `/` is `!`, Q and W trade with A, Z.
    ("REBàND'è(", "a bare code"), ("reb)àND)'è(", "with hyphens, small letters"),
    ("HTTPSM!!REBOND:EXQ?PLE!REBàND'è(", "an address"),
    ("REBÀND'È(", "a bare code, capitals locked"),
    // A scanner set for a French keyboard on a US one: digits come shifted, `:` is `.`, `/` is `>`, `.` is `<`.
    ("REB)ND$&%", "a bare code"), ("HTTPS.>>REBOND<EXQ:PLE>REB)ND$&%", "an address"), ("reb6)nd6$&%", "with hyphens"),
  ])
  func `undoes the other keyboard`(line: String, what: String) {
    #expect(Scan(line: line) == .device(Self.code))
  }

  @Test(arguments: [
    "REB0ND474", "HTTPS://REBOND.EXAMPLE/REB0ND474", "REBàND'è'", "PF1A2B3C", "5CG1234XYZ", "bonjour", "1234",
    "https://rebond.example/", "WIFI:S:box;;", "UKBC", "!!!", "é", "REB0ND4755",
  ])
  func `leaves what no check confirms to be looked up as it was typed`(line: String) {
    #expect(Scan(line: line) == .mark(line))
  }

  @Test(arguments: ["", " ", "\r", "\u{0}\u{1}\t"]) func `takes an empty line for nothing`(line: String) {
    #expect(Scan(line: line) == .nothing)
  }

  @Test(arguments: ["OK", "ok", " Ok "]) func `takes the word OK for the card`(line: String) {
    #expect(Scan(line: line) == .card(.ok))
  }

  @Test func `does not look at what no symbol of the chain holds`() {
    #expect(Scan(line: String(repeating: "A", count: 513)) == .tooLong)
    #expect(Scan(line: String(repeating: "A", count: 512)) == .mark(String(repeating: "A", count: 512)))
  }
}

@Suite struct `A line typed on the other keyboard` {
  /// The rows of keys of each layout, written down again: a slip in the reader's own table shows.
  static let keys: [(us: Character, french: Character)] = Array(
    zip(
      "1234567890-qwertyuiopasdfghjkl;zxcvbnm,./!@#$%^&*()_QWERTYUIOPASDFGHJKL:ZXCVBNM<>?",
      "&é\"'(-è_çà)azertyuiopqsdfghjklmwxcvbn,;:!1234567890°AZERTYUIOPQSDFGHJKLMWXCVBN?./§"))

  static func typed(_ meant: String, by scanner: KeyPath<(us: Character, french: Character), Character>) -> String {
    let on: KeyPath<(us: Character, french: Character), Character> = scanner == \.us ? \.french : \.us
    return String(
      meant.map { character in keys.first { $0[keyPath: scanner] == character }?[keyPath: on] ?? character })
  }

  @Test(arguments: ["us", "french"]) func `gives the code back, whatever the code`(scanner: String) {
    let layout: KeyPath<(us: Character, french: Character), Character> = scanner == "us" ? \.us : \.french
    var generator = Seeded(seed: 7)
    for _ in 0..<1_000 {
      let code = AssetCode.random(using: &generator)
      for meant in ["HTTPS://REBOND-47.EXAMPLE/\(code.characters)", code.characters] {
        switch Scan(line: Self.typed(meant, by: layout)) {
        case .device(code): break
        case .either(let one, let other): #expect([one, other].contains(code) && !meant.contains("/"))
        case let scan: Issue.record("\(meant) read as \(scan)")
        }
        #expect(Self.means(code, Scan(line: meant)))
      }
    }
  }

  private static func means(_ code: AssetCode, _ scan: Scan) -> Bool {
    switch scan {
    case .device(let read): read == code
    case .either(let one, let other): [one, other].contains(code)
    default: false
    }
  }

  @Test func `is read in one way, unless it is a bare code of letters that lie elsewhere on both`() throws {
    var generator = Seeded(seed: 47)
    let characters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ&é\"'(-è_çà!@#$%^*)/:.;,<>?M")
    var twofold = 0
    for _ in 0..<20_000 {
      let line = String((0..<9).map { _ in characters.randomElement(using: &generator) ?? "0" })
      guard case .either(let one, let other) = Scan(line: line) else { continue }
      twofold += 1
      #expect(line.allSatisfy { $0.isLetter && $0 != "M" } && one != other)
    }
    // Most lines of letters alone pass no check twice; some do, and are told apart by what exists.
    for _ in 0..<20_000 {
      let line = String((0..<9).map { _ in Array("ABCDEFGHJKNPQRSTVWXYZ").randomElement(using: &generator) ?? "A" })
      if case .either = Scan(line: line) { twofold += 1 }
    }
    #expect(twofold > 0)
  }

  @Test func `never turns noise into a code more often than chance lets its check pass`() {
    var generator = Seeded(seed: 5)
    let noise = (0x20...0x7E).map { Character(Unicode.Scalar($0)) } + Array("éèçàù°§µ£\u{0}\u{7}😀")
    var read = 0
    for _ in 0..<10_000 {
      let count = Int.random(in: 1...40, using: &generator)
      let line = String((0..<count).map { _ in noise.randomElement(using: &generator) ?? " " })
      switch Scan(line: line) {
      case .device, .either, .card: read += 1
      case .mark, .nothing, .tooLong: break
      }
    }
    #expect(read < 8)
  }
}

/// Numbers that are the same on each run.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
