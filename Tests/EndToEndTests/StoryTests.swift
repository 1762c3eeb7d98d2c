import Foundation
import TestSupport
import Testing

/// The whole chain as somebody plays it, from a donated lot to a quarter's figures, with what is refused on the way.
///
/// Every figure was worked out by hand, the reports' in the remarks beside them. `REBOND_TEST_TRANSCRIPTS` names a folder
/// in which the transcripts are written as they were played.
@Suite(.enabled(if: Machine.readsPapers, "no pdftotext, pdftoppm or zbarimg"))
struct `The whole chain` {
  @Test(arguments: ["fr", "en"]) func `goes as its transcript says`(language: String) throws {
    let kept = try Transcript(named: "story.\(language)")
    let played = try kept.played(on: Stage(), language: language)
    if let folder = ProcessInfo.processInfo.environment["REBOND_TEST_TRANSCRIPTS"] {
      try played.write(to: URL(filePath: folder).appending(path: "story.\(language).txt"))
    }
    if let difference = kept.difference(from: played) { Issue.record("\(difference)") }
  }

  @Test func `is typed alike in both languages`() throws {
    #expect(try Transcript(named: "story.fr").steps == Transcript(named: "story.en").steps)
  }
}

@Suite(.enabled(if: Machine.readsPapers && Machine.testPython != nil, "no zbarimg, or no zplkit in the test tools"))
struct `Labels of a roll` {
  @Test func `are read back, each by itself, as another program draws them`() throws {
    let stage = try Stage(at: .released)
    let python = try #require(Machine.testPython)
    let answer = try stage.type(
      """
      rebond label render TEST0001B TEST0002D --stock zebra-50x25 --printer zebra-203 --output labels.zpl >/dev/null &&
      \(python.path) "$(command -v draw-zpl)" labels.zpl 400 200 && ls *.png &&
      for number in 1 2; do zbarimg -q --raw $number.png; done
      """)
    #expect(
      answer.output == """
        1.png
        2.png
        HTTPS://R47.EXAMPLE/TEST0001B
        HTTPS://R47.EXAMPLE/TEST0002D

        """, "\(answer.errors)")
  }
}

@Suite struct `A transcript` {
  @Test(arguments: [
    ("$ echo a\na\n\n", nil),
    ("$ echo a\nb\n\n", "line 2, under $ echo a\nkept:   b\nplayed: a"),
    ("$ echo a\na\n[1]\n\n", "line 3, under $ echo a\nkept:   [1]\nplayed: "),
    ("# why\n$ false\n[1]\n\n", nil),
    ("$ cat <<END\n> a\n> END\na\n\n", nil),
    ("$ echo a\n", "line 2, under $ echo a\nkept:   \nplayed: a"),
    ("$ echo \(String(repeating: "0f", count: 32))\nHASH\n\n", nil),
    ("$ echo a; echo b >&2; exit 3\na\nb\n[3]\n\n", nil),
  ])
  func `differs at its first wrong line`(text: String, difference: String?) throws {
    let kept = try Transcript(text)
    #expect(try kept.difference(from: kept.played(on: Stage(), language: "fr")) == difference)
  }
}
