import Kernel
import Testing

@testable import Typesetting

@Suite struct `Measuring and breaking text` {
  let font = Font(.regular, points: 10)

  /// DejaVu Sans Mono gives every letter 1233 of 2048 units of the em.
  @Test func `a line of mono is as wide as its letters`() throws {
    let width = try Typesetter().width(of: "7K3-9FQ-2MX", in: Font(.mono, points: 10))
    #expect(abs(width - 11 * 1233 / 2048 * 10 * 25.4 / 72) < 0.01)
  }

  @Test func `lines keep to the width and lose no word`() throws {
    let typesetter = try Typesetter()
    let text =
      "L'emprunteur s'engage à rendre l'ordinateur à la fin du prêt, avec ses accessoires, sauf usure normale."
    let lines = try typesetter.lines(of: text, in: font, width: 50)
    #expect(lines.count > 2)
    #expect(lines.joined(separator: " ") == text)
    for line in lines { #expect(try typesetter.width(of: line, in: font) <= 50) }
  }

  @Test func `a word wider than the line is cut, a line break is kept`() throws {
    let typesetter = try Typesetter()
    let long = String(repeating: "W", count: 60)
    let lines = try typesetter.lines(of: long, in: font, width: 50)
    #expect(lines.joined() == long)
    for line in lines { #expect(try typesetter.width(of: line, in: font) <= 50) }
    #expect(try typesetter.lines(of: "un\ndeux", in: font, width: 50) == ["un", "deux"])
  }

  @Test(arguments: [
    "Élève à Œuf, ça coûte 10 € — « été »", "№ 5", "½ m² à 20 °C", "Ďáblice Łódź Şişli Ελλάδα Москва",
  ])
  func `the fonts have the letters of French and of its neighbours`(text: String) throws {
    for face in Face.allCases where face == .regular || face == .bold {
      #expect(try Typesetter().width(of: text, in: Font(face, points: 8)) > 0)
    }
  }

  @Test(arguments: [
    ("Portable 电脑", "电" as Unicode.Scalar), ("\u{10FFFD}", "\u{10FFFD}"), ("a\u{7}b", "\u{7}"),
    ("trois lignes\npuis 漢", "漢"), ("nul \0", "\0"),
  ])
  func `a character the font lacks is named`(text: String, scalar: Unicode.Scalar) throws {
    let typesetter = try Typesetter()
    #expect(throws: TypesettingFailure.missingGlyph(scalar, in: text)) {
      try typesetter.lines(of: text, in: font, width: 80)
    }
    #expect(TypesettingFailure.missingGlyph(scalar, in: text).text.fr.contains(scalar.codePoint))
  }
}
