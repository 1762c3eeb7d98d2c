import Kernel
import TestSupport
import Testing

@Suite struct `Reading an asset code` {
  /// The vectors of the code's specification: eight characters and their check character.
  @Test(arguments: [
    ("00000000", "0"), ("M9S346Q3", "V"), ("REB0ND47", "5"), ("ZZZZZZZZ", "3"), ("10000000", "D"),
  ])
  func `exactly one check character fits`(eight: String, check: Character) throws {
    for candidate in AssetCode.alphabet {
      let written = eight + String(candidate)
      if candidate == check {
        #expect(try AssetCode(written).characters == written)
      } else {
        #expect(throws: KernelFailure.wrongCheckCharacter(input: written)) { try AssetCode(written) }
      }
    }
  }

  @Test(arguments: [
    ("REB-0ND-475", "REB0ND475"), ("reb0nd475", "REB0ND475"), (" reb 0nd 475\n", "REB0ND475"),
    ("REBOND475", "REB0ND475"), ("rebond475", "REB0ND475"), ("R E B - 0 N D - 4 7 5", "REB0ND475"),
    ("reb–0nd–475", "REB0ND475"), ("REB\u{A0}0ND\u{202F}475", "REB0ND475"), ("I0000000D", "10000000D"),
    ("i0000000d", "10000000D"), ("L-OOO-OOOOD", "10000000D"), ("lOoOoOoOd", "10000000D"), ("000000000", "000000000"),
  ])
  func `case, spaces and hyphens do not matter, I and L are 1, O is 0`(input: String, characters: String) throws {
    #expect(try AssetCode(input).characters == characters)
  }

  @Test(arguments: [
    "", " ", "-", "REB0ND47", "REB0ND4750", "REB0ND47U", "REB0ND47É", "REB0ND47５", "REB0ND4\u{301}75", "ı0000000D",
    "REB0ND47🙂", "REB/0ND475", String(repeating: "0", count: 100_000),
  ])
  func `what has not nine characters of the alphabet is no code`(input: String) {
    #expect(throws: KernelFailure.invalid(.assetCode, input: input)) { try AssetCode(input) }
  }

  @Test(arguments: [
    "REB0ND475", "REB-0ND-475", "HTTPS://REBOND.EXAMPLE/REB0ND475", "https://other.example/a/b/reb-0nd-475",
    "https://rebond.example/REB0ND475/", "https://rebond.example/REB0ND475\r\n", "/REB0ND475", "x/REBOND475//",
  ])
  func `a scan may be a code or an address of any host that ends with one`(scan: String) throws {
    #expect(try AssetCode(scanned: scan) == "REB0ND475")
  }

  @Test(arguments: [
    ("https://rebond.example/REB0ND474", KernelFailure.wrongCheckCharacter(input: "https://rebond.example/REB0ND474")),
    ("REB0ND474", .wrongCheckCharacter(input: "REB0ND474")),
    ("https://rebond.example/", .invalid(.assetCode, input: "https://rebond.example/")),
    ("https://rebond.example/REB0ND475/show", .invalid(.assetCode, input: "https://rebond.example/REB0ND475/show")),
    ("/", .invalid(.assetCode, input: "/")), ("", .invalid(.assetCode, input: "")),
    ("WIFI:S:box;;", .invalid(.assetCode, input: "WIFI:S:box;;")),
  ])
  func `a refused scan is quoted whole`(scan: String, failure: KernelFailure) {
    #expect(throws: failure) { try AssetCode(scanned: scan) }
  }

  @Test func `people see three groups of three`() {
    #expect(AssetCode("REB0ND475").description == "REB-0ND-475")
  }

  @Test func `codes are ordered by their characters`() {
    #expect(AssetCode("10000000D") < AssetCode("REB0ND475"))
    #expect(!(AssetCode("REB0ND475") < AssetCode("REB0ND475")))
  }
}

@Suite struct `Catching a misread asset code` {
  /// The code is linear: whether an error is caught depends on its place and on the characters it touches, so every
  /// pair of characters at every place is all there is to try.
  private static let pairs = (0..<32).flatMap { a in (0..<32).filter { $0 != a }.map { (a, $0) } }

  @Test(arguments: 0..<9) func `every single substitution`(place: Int) throws {
    for (a, b) in Self.pairs where place < 8 || a == 0 {
      var values = Self.completed { $0[place % 8] = a }
      let code = Self.written(values)
      #expect(try AssetCode(code).characters == code)
      values[place] = place < 8 ? b : values[8] ^ b
      Self.expectCaught(values)
    }
  }

  @Test(arguments: 0..<8) func `every swap of two neighbours`(place: Int) {
    for (a, b) in Self.pairs {
      var values =
        place < 7 ? Self.completed { ($0[place], $0[place + 1]) = (a, b) } : Self.completed { ($0[0], $0[7]) = (a, b) }
      guard values[place] != values[place + 1] else { continue }
      values.swapAt(place, place + 1)
      Self.expectCaught(values)
    }
  }

  @Test(arguments: 0..<7) func `every swap across one character`(place: Int) {
    for (a, b) in Self.pairs {
      var values =
        place < 6 ? Self.completed { ($0[place], $0[place + 2]) = (a, b) } : Self.completed { ($0[0], $0[6]) = (a, b) }
      guard values[place] != values[place + 2] else { continue }
      values.swapAt(place, place + 2)
      Self.expectCaught(values)
    }
  }

  @Test(arguments: 0..<7) func `every doubled character read as another`(place: Int) {
    for (a, b) in Self.pairs {
      var values = Self.completed { ($0[place], $0[place + 1]) = (a, a) }
      (values[place], values[place + 1]) = (b, b)
      Self.expectCaught(values)
    }
  }

  @Test func `a check character doubled with its neighbour and read as another`() {
    for a in 0..<32 {
      for first in 0..<32 {
        var values = Self.completed { ($0[0], $0[7]) = (first, a) }
        guard values[7] == values[8] else { continue }
        for b in 0..<32 where b != a {
          (values[7], values[8]) = (b, b)
          Self.expectCaught(values)
        }
      }
    }
  }

  private static func expectCaught(_ values: [Int]) {
    let misread = written(values)
    #expect(throws: KernelFailure.wrongCheckCharacter(input: misread)) { try AssetCode(misread) }
  }

  private static func written(_ values: [Int]) -> String {
    String(values.map { Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")[$0] })
  }

  /// Eight values, some of them chosen, and the check value: the sum of each value times 2 to the power of its distance
  /// from the end, in the field of 32 elements.
  private static func completed(choosing choose: (inout [Int]) -> Void) -> [Int] {
    var values = [3, 1, 4, 1, 5, 9, 2, 6]
    choose(&values)
    return values + [values.enumerated().reduce(0) { $0 ^ times($1.element, powerOfTwo: 8 - $1.offset) }]
  }

  private static func times(_ value: Int, powerOfTwo exponent: Int) -> Int {
    var product = value << exponent
    for bit in stride(from: 12, through: 5, by: -1) where product >> bit & 1 == 1 { product ^= 0b100101 << (bit - 5) }
    return product
  }
}

@Suite struct `What a misread asset code probably was` {
  /// Two neighbours swapped, a 2 for a Z, a 5 for an S, and a check character that looks like nothing it should be.
  @Test(
    arguments: [
      ("RBE-0ND-475", "REB0ND475"), ("2ZZZZZZZ3", "ZZZZZZZZ3"), ("M95346Q3V", "M9S346Q3V"),
      ("REB-0ND-478", "REB0ND475"),
    ] as [(String, AssetCode)])
  func `is told, the likeliest first`(misread: String, meant: AssetCode) {
    let likely = AssetCode.likely(for: misread)
    #expect(likely.contains(meant), "\(likely)")
    #expect(Set(likely).isSubset(of: AssetCode.oneSlip(from: misread)))
  }

  @Test func `is nothing where the code is right, or no code at all`() {
    #expect(AssetCode.likely(for: "REB0ND475").isEmpty)
    #expect(AssetCode.likely(for: "PC-1").isEmpty)
  }

  @Test func `is one of as many codes as there are places, and the swapped ones`() {
    // One change of each of nine characters makes it right; and the swaps that do.
    #expect((9...17).contains(AssetCode.oneSlip(from: "REB0ND478").count))
  }
}

@Suite struct `Drawing an asset code` {
  @Test func `every code drawn can be read back`() throws {
    var generator = SystemRandomNumberGenerator()
    var drawn: Set<AssetCode> = []
    for _ in 0..<2_000 {
      let code = AssetCode.random(using: &generator)
      #expect(try AssetCode(code.description) == code)
      drawn.insert(code)
    }
    // 2,000 draws out of 2⁴⁰ collide once in half a million runs.
    #expect(drawn.count >= 1_999)
  }

  @Test func `the generator decides`() {
    struct Zero: RandomNumberGenerator { mutating func next() -> UInt64 { 0 } }
    var generator = Zero()
    #expect(AssetCode.random(using: &generator) == "000000000")
  }
}
