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
    #expect(away.errors.contains("elle a pris 0 étiquettes sur 1"), "\(away.errors)")
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
      "mkdir -p own/Stock && printf '{ \"id\": \"x\", \"name\": \"X\", \"sheet\": { \"width\": 10 } }' >own/Stock/x.json"
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
}
