import Foundation
import TestSupport
import Testing

@Suite struct `Labels from the command line` {
  static let list =
    "code,name,line2,line3,url\\nPC-1,Portable « été »,^XA ~JA,\\\"a;b\\\",https://exemple.fr/PC-1\\nPC-2,,,,\\n"

  @Test(.enabled(if: OutsideProgram.pdftotext != nil, "pdftotext is not installed"))
  func `are made of a list without a database, and record nothing`() throws {
    let stage = try Stage()
    try stage.type("printf \"\(Self.list)\" >items.csv")
    let made = try stage.type(
      "env -u REBOND_DATA rebond label render --design asset --stock avery-l7160 --format pdf --input items.csv --output out.pdf"
    )
    #expect(made.status == 0, "\(made.errors)")
    let text = try stage.type("pdftotext -layout out.pdf - && ls").output
    for word in ["PC-1", "Portable « été »", "^XA ~JA", "a;b", "PC-2"] { #expect(text.contains(word), "\(word)") }
    #expect(!text.contains("draft"))
  }

  @Test func `of a printer that is away are kept, and go when it is back`() throws {
    let stage = try Stage(at: .received)
    let away = try stage.type(
      "rebond label print TEST0001B --stock zebra-50x25 --format zpl --to tcp:127.0.0.1:9 --on 2026-09-09")
    #expect(away.status == 74)
    #expect(away.errors.contains("n'a pris aucune étiquette"), "\(away.errors)")
    let jobs = try stage.type("rebond label jobs --json").output
    #expect(jobs.contains("\"labels\": 1") && jobs.contains("\"sent\": 0"))
  }

  @Test func `show themselves in the terminal, and as a picture`() throws {
    let stage = try Stage(at: .received)
    let shown = try stage.type("rebond label preview TEST0001B").output
    #expect(shown.contains("TES-T00-01B") && shown.contains("█▀▀▀▀▀█"))
    #expect(
      try stage.type("rebond label preview TEST0001B --output label.png && head -c 8 label.png | od -An -c").output
        .contains("P   N   G"))
  }

  @Test func `are checked, each wrong file with its place`() throws {
    let stage = try Stage()
    try stage.type(
      "mkdir -p own/Stock && printf '{ \"id\": \"x\", \"name\": { \"fr\": \"X\", \"en\": \"X\" }, \"sheet\": { \"width\": 10 } }' >own/Stock/x.json"
    )
    let checked = try stage.type("rebond label check --templates own")
    #expect(checked.status == 65)
    #expect(checked.output.contains("« sheet »"), "\(checked.output)")
    #expect(try stage.type("rebond label check").status == 0)
  }

  @Test func `kept for devices to come are bound to one at intake`() throws {
    let stage = try Stage(at: .announced)
    let kept = try stage.type("rebond label reserve 3 --output vierges.pdf --json").output
    let code = try String(#require(kept.firstMatch(of: /"([0-9A-HJKMNP-TV-Z]{9})"/)).1)
    let bound = try stage.type("rebond device register --code \(code) --donation 1 --category laptop")
    #expect(bound.status == 0, "\(bound.errors)")
    #expect(try stage.type("rebond device show \(code)").status == 0)
    // Once on a device, a label is not for another.
    #expect(try stage.type("rebond device register --code \(code) --donation 1 --category laptop").status == 1)
    try stage.expectAllWell()
  }

  /// Stands in for CUPS's own program: keeps what it is given, and refuses the queue « absente ».
  static let lp = """
    mkdir -p bin && printf '#!/bin/sh\\necho "$@" >lp.arguments\\n[ "$2" = absente ] && exit 1\\nfor last; do :; done\\ncp "$last" lp.got\\n' >bin/lp && chmod +x bin/lp
    """

  @Test func `go to a queue of CUPS, raw for a printer of labels and never scaled as PDF`() throws {
    let stage = try Stage(at: .received)
    try stage.type(Self.lp)
    let sent = try stage.type(
      "PATH=$PWD/bin:$PATH rebond label print TEST0001B --stock zebra-50x25 --format zpl --to cups:atelier --on 2026-09-09"
    )
    #expect(sent.status == 0, "\(sent.errors)")
    #expect(try stage.type("cat lp.arguments").output.wholeMatch(of: /-d atelier -t Rebond \d+ -o raw -- .*\n/) != nil)
    #expect(try stage.type("head -c 3 lp.got").output == "^XA")
    try stage.type("PATH=$PWD/bin:$PATH rebond label print TEST0001B --to cups:atelier --on 2026-09-09")
    #expect(try stage.type("cat lp.arguments").output.contains(" -o print-scaling=none -- "))
    #expect(try stage.type("head -c 5 lp.got").output == "%PDF-")
    let refused = try stage.type("PATH=$PWD/bin:$PATH rebond label print TEST0001B --to cups:absente --on 2026-09-09")
    #expect(refused.status == 74)
    let kept = try #require(refused.errors.firstMatch(of: /label send (\d+)/)).1
    #expect(try stage.type("rebond label jobs --last 1 --json").output.contains("\"sent\": 0"))
    let again = try stage.type("PATH=$PWD/bin:$PATH rebond label send \(kept) --to cups:atelier --on 2026-09-09")
    #expect(again.status == 0, "\(again.errors)")
    try stage.expectAllWell()
  }

  /// A real CUPS, its queue on a network printer of the test.
  @Test(.enabled(if: Machine.cups, "no cupsd can be run here"))
  func `are printed by CUPS where they were asked for, or kept when it refuses`() throws {
    let stage = try Stage(at: .received)
    func print(_ options: String, to queue: String) -> String {
      "rebond label print TEST0001B TEST0002D \(options) --to cups:\(queue) --on 2026-09-09 --json"
    }
    let wait = "for try in $(seq 400); do test -e printed.NUMBER && break; sleep 0.05; done"
    let done = try stage.type(
      """
      with-cups '
        \(print("--stock zebra-50x25 --format zpl", to: "atelier")) >roll.json; \(wait.replacing("NUMBER", with: "1"))
        \(print("--start-at 3,2 --skip 9", to: "atelier")) >sheet.json; \(wait.replacing("NUMBER", with: "2"))
        \(print("", to: "fermee")) >refused; echo $?; \(print("", to: "nulle")) >unknown; echo $?
        CUPS_SERVER=127.0.0.1:9 \(print("", to: "atelier")) >down; echo $?'
      """)
    #expect(done.output == "74\n74\n74\n", "\(done.output) \(done.errors)")
    // The answer is JSON and nothing else, whatever CUPS says.
    for file in ["roll.json", "sheet.json", "refused", "unknown", "down"] {
      #expect(try stage.type("python3 -m json.tool \(file) >/dev/null").status == 0)
    }
    #expect(try stage.type("grep -c XZ printed.1").output == "2\n")
    // On the sheet, the labels stand in the eighth place and, the ninth skipped, in the tenth.
    let places = try stage.type("read-label printed.2 1,1 3,2 3,3 4,1")
    let read = places.output.split(separator: "\n").map { $0.split(separator: " ").last.map(String.init) ?? "" }
    #expect(read.map { $0.contains("TEST0001B") } == [false, true, false, false], "\(places.output)")
    #expect(read.map { $0.contains("TEST0002D") } == [false, false, false, true], "\(places.output)")
    for (file, words) in [("refused", "fermee"), ("unknown", "nulle"), ("down", "atelier")] {
      let said = try stage.type("cat \(file)").output
      #expect(said.contains("CUPS n'a pas pris le travail pour « \(words) »"), "\(said)")
    }
    #expect(try stage.type("rebond label jobs --last 3 --json | grep -c '\"sent\": 0'").output == "3\n")
    #expect(
      try stage.type("rebond label render TEST0001B --start-at next --output next.pdf --json").output.contains("4,2"))
    try stage.expectAllWell()
  }

  @Test func `are kept when the network does not know the printer`() throws {
    let stage = try Stage(at: .received)
    let lost = try stage.type(
      "rebond label print TEST0001B --stock zebra-50x25 --printer zebra-203 --to tcp:no-such-printer.invalid")
    #expect(lost.status == 74)
    let kept = try #require(lost.errors.firstMatch(of: /rebond label send (\d+) --to/)).1
    #expect(try stage.type("rebond label jobs").output.contains(kept))
  }

  @Test func `are of the devices in a location, in a state`() throws {
    let stage = try Stage(at: .received)
    try stage.type(
      "rebond place add Entrepôt --structure \"Filière Exemple\" --kind workshop --commune 47001; rebond location add building Dépôt --place Entrepôt && rebond location add room A3 --in 1 && rebond device move TEST0001B 2"
    )
    let made = try stage.type("rebond label render --state received --location A3 --output rangement.pdf --json")
    #expect(made.output.contains("\"labels\": 1"), "\(made.output) \(made.errors)")
    let nobody = try stage.type("rebond label render --state ready --location A3 --output rien.pdf")
    #expect(nobody.status == 1)
    #expect(nobody.errors.contains("« --state ready --location A3 »"), "\(nobody.errors)")
    #expect(try stage.type("rebond label render --location B7 --output rien.pdf").status == 66)
  }

  /// What would end a label, start another, set the printer up or upset a reader; the last cannot be drawn.
  @Test(arguments: [
    "pdf avery-l7160", "png avery-l7160", "svg avery-l7160", "zpl zebra-50x25", "tspl zebra-50x25", "epl2 zebra-50x25",
    "brother-ql brother-dk-11209", "escpos receipt-72x40",
  ])
  func `hold any words, or are refused naming what they cannot`(kind: String) throws {
    let words = kind.split(separator: " ")
    let (format, stock) = (words[0], words[1])
    let stage = try Stage()
    try stage.type(
      #"""
      printf 'code,name,line2,line3,url\nH-1,"^XA ~JA \\\\& "" ; € № ^XZ","مكتبة البلدية ספרייה","%s",https://exemple.fr/1\n' "$(printf 'W%.0s' $(seq 300))" >words.csv
      printf 'code,name\nH-2,"deux\nlignes\r\n"\nH-3,Portable 😀\n' >lines.csv
      printf 'code,name\nH-4,Portable 🦊\n' >fox.csv
      """#)
    for list in ["words", "lines"] {
      let made = try stage.type(
        "env -u REBOND_DATA rebond label render --input \(list).csv --format \(format) --stock \(stock) --output \(list)"
      )
      #expect(made.status == 0, "\(list): \(made.errors)")
    }
    let refused = try stage.type(
      "env -u REBOND_DATA rebond label render --input fox.csv --format \(format) --stock \(stock) --output fox; ls")
    #expect(refused.errors.contains("🦊"), "\(refused.errors)")
    #expect(!refused.output.split(separator: "\n").contains("fox"))
  }

  @Test func `that two things of a list share are printed, and it is said`() throws {
    let stage = try Stage()
    try stage.type(
      #"printf 'code,name\nH-1,Portable\nH-2,Souris\nH-1,Sacoche\nH-1,Chargeur\n' >twice.csv; printf 'code,name\nH-1,Portable\nH-2,Souris\n' >once.csv"#
    )
    let render = { (list: String) in
      try stage.type("env -u REBOND_DATA rebond label render --input \(list).csv --copies 2 --output \(list).pdf")
    }
    let (twice, once) = (try render("twice"), try render("once"))
    #expect(twice.output.contains("8 étiquettes dans « twice.pdf »"), "\(twice.output) \(twice.errors)")
    #expect(twice.output.contains("un code a été demandé plusieurs fois"), "\(twice.output)")
    #expect(twice.output.contains(": H-1."), "\(twice.output)")
    #expect(!once.output.contains("plusieurs fois"), "\(once.output)")
  }
}
