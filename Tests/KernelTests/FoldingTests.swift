import Kernel
import Testing

@Suite struct `Texts in searches and commands` {
  @Test(arguments: [
    ("  Éloïse  NOËL ", "eloise noel"), ("Œuvre", "oeuvre"), ("Ça", "ca"), ("L’Aÿ", "l'ay"), ("Ångström", "angstrom"),
    ("E\u{301}tang", "etang"), ("47", "47"),
  ])
  func `are compared without accents or case`(text: String, folded: String) {
    #expect(text.folded == folded)
  }

  @Test(arguments: [
    ("EMU-HDD-0001", "EMU-HDD-0001"), ("Kingston DT", "'Kingston DT'"), ("$(rm -r x)", "'$(rm -r x)'"),
    ("it's", "'it'\\''s'"),
    ("", "''"), ("-rf", "'-rf'"), ("a`b`", "'a`b`'"),
  ])
  func `are one word of a shell`(text: String, word: String) {
    #expect(text.inShell == word)
  }
}
