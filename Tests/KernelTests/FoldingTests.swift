import Kernel
import Testing

@Suite struct `Texts in searches and commands` {
  @Test(arguments: [
    ("  Éloïse  NOËL ", "eloise noel"), ("Œuvre", "oeuvre"), ("Ça", "ca"), ("L’Aÿ", "l'ay"), ("Ångström", "angstrom"),
    ("E\u{301}tang", "etang"), ("47", "47"), ("\tPORTABLE\r\n HP ", "portable hp"), ("a\u{A0}b", "a b"), ("   ", ""),
  ])
  func `are compared without accents or case`(text: String, folded: String) {
    #expect(text.folded == folded)
  }

  @Test(arguments: [
    ("N° de série", "ndeserie"), ("n_de.SERIE ", "ndeserie"), ("Prêt n° 2", "pretn2"), ("—", ""), ("日本 7", "日本7"),
  ])
  func `are known by their letters and digits`(text: String, key: String) {
    #expect(text.lettersAndDigits == key)
  }

  @Test(arguments: [
    ("EMU-HDD-0001", "EMU-HDD-0001"), ("Kingston DT", #""Kingston DT""#), ("$(rm -r x)", "'$(rm -r x)'"),
    ("l'un", #""l'un""#), ("d'$x", #"'d'\''$x'"#), ("", #""""#), ("-rf", #""-rf""#), ("a`b`", "'a`b`'"),
  ])
  func `are one word of a shell`(text: String, word: String) {
    #expect(text.inShell == word)
  }
}
