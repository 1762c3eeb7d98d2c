import Testing

@testable import Kernel

@Suite struct `A name` {
  /// Two ways to write one name.
  @Test(arguments: [
    ("Élise Exemple", "E\u{301}lise  exemple"), ("ÉLISE EXEMPLE", "élise exemple"), ("Strauß", "STRAUSS"),
    ("Anne‑Marie d’Exemple", "anne-marie D'exemple"), ("Camille\u{A0}Exemple", " Camille Exemple "),
  ])
  func `is one however it is typed`(one: String, other: String) throws {
    #expect(try ProperName(one)?.key == ProperName(other)?.key)
  }

  @Test(arguments: [("Camille", "Camile"), ("Elise", "Élise"), ("Jean Paul", "Jeanpaul")])
  func `is another when it reads otherwise`(one: String, other: String) throws {
    #expect(try ProperName(one)?.key != ProperName(other)?.key)
  }

  @Test(arguments: [
    "\u{0}", "\n", "\t", "\u{7F}", "\u{AD}", "\u{200B}", "\u{200D}", "\u{202E}", "\u{2066}", "\u{2028}", "\u{FEFF}",
    "\u{34F}", "\u{3164}", "\u{FE0F}", "\u{E0041}", "\u{E000}", "\u{2800}", "\u{1B}",
  ])
  func `holds nothing that cannot be seen`(hidden: String) throws {
    let code = "U+" + String(try #require(hidden.unicodeScalars.first).value, radix: 16, uppercase: true)
    #expect(throws: KernelFailure.hiddenCharacter(shown: "Cam\u{FFFD}ille", code: code)) {
      try ProperName("Cam\(hidden)ille")
    }
  }

  @Test(arguments: [
    "\u{421}amille", "C\u{430}mille", "Camill\u{3B5}", "\u{FF23}amille", "\u{1D402}amille", "\u{13DF}amille",
  ])
  func `is written in one alphabet`(name: String) {
    #expect(throws: KernelFailure.mixedAlphabets(name)) { try ProperName(name) }
  }

  @Test(arguments: [
    "Camille Exemple", "Nguyễn Thị Ví-Dụ", "Иван Примеров", "Ελένη Παράδειγμα", "例 太郎", "مثال كريم", "O'Brien-Łukasz 3",
  ])
  func `of any alphabet is a name`(name: String) throws {
    #expect(try ProperName(name)?.text == name)
  }

  @Test func `of blanks is none`() throws {
    #expect(try ProperName("  \u{A0} ") == nil)
  }
}
