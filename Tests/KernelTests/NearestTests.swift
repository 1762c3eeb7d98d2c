import Kernel
import Testing

@Suite struct `Guessing the word that was meant` {
  @Test(arguments: [
    ("", "", 0), ("device", "device", 0), ("device", "devices", 1), ("device", "evice", 1),
    ("device", "devise", 1),
    ("device", "deivce", 1), ("ab", "ba", 1), ("kitten", "sitting", 3), ("", "abc", 3), ("abc", "", 3),
    // No letter is touched twice: CA → ABC takes three edits, where unrestricted Damerau-Levenshtein takes two.
    ("ca", "abc", 3), ("étiquette", "etiquette", 1),
  ])
  func `slips are counted`(meant: String, written: String, count: Int) {
    #expect(slips(from: Array(meant), to: Array(written)) == count)
    #expect(slips(from: Array(written), to: Array(meant)) == count)
  }

  @Test(
    arguments: [
      ("devcie", "device"), ("dono", "donor"), ("don", nil), ("dontion", "donation"),
      ("convention", "convention"),
      ("xyz", nil),
      ("d", nil), ("do", nil), ("", nil), ("conventoins", "convention"),
    ] as [(String, String?)])
  func `the nearest candidate is offered`(word: String, meant: String?) {
    #expect(word.nearest(in: ["device", "donor", "donation", "convention"]) == meant)
  }
}
