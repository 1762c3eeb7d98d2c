import Kernel
import Scanning
import Terminal
import TestSupport
import Testing

@testable import CommandLine

@Suite struct `The picture of a session of scans` {
  private func state(after lines: [String]) -> (ScanState, [Notice]) {
    var state = ScanState(person: .sample())
    var told: [Notice] = []
    for line in lines {
      var step = state.take(Scan(line: line))
      while case .ask(let ask) = step {
        guard case .take(let code) = ask else {
          step = state.hear(
            .refused(Text(fr: "Non, vraiment pas, et voici une longue phrase pour le dire.", en: "No."), seen: nil))
          continue
        }
        step = state.hear(.taken(Glance(code: code, text: Text(same: "\(code) : laptop"), seen: EntryID(rawValue: 1))))
      }
      if case .tell(let notice) = step { told.insert(notice, at: 0) }
    }
    return (state, told)
  }

  @Test(arguments: [(80, 24), (40, 12), (132, 43), (20, 6), (1, 1), (80, 5)])
  func `is as tall as the screen, the line typed at its foot`(columns: Int, rows: Int) {
    for lines in [[], ["REB0ND475"], ["what"], ["what", "REB0ND475"], Array(repeating: "REB0ND475", count: 100)] {
      let (state, told) = state(after: lines)
      let picture = ScanPicture(state: state, told: told, typed: "UK", language: .fr).picture(
        columns: columns, rows: rows)
      #expect(picture.rows.count == max(rows, 4))
      #expect(picture.rows.last?.text == "> UK")
      #expect(picture.cursor == 4)
    }
  }

  @Test func `says an error in words and looks, and nothing else until it is read`() {
    let (state, told) = state(after: ["REB0ND475", "what"])
    let picture = ScanPicture(state: state, told: told, typed: "", language: .fr).picture(columns: 80, rows: 24)
    let body = picture.rows.dropFirst(3).dropLast(2)
    #expect(body.allSatisfy { $0.look == .bad })
    #expect(body.contains { $0.text.contains("ERREUR") } && body.contains { $0.text.contains("Scannez la carte  OK") })
  }

  /// Who, what, where, which step, and how much was done: what a person looks up for.
  @Test func `keeps on top who, what, where, the step and the counters, at 80 by 24 and in words alone`() throws {
    let (hall, check) = (LocationID(rawValue: 3), try #require(CardName("keyboard")))
    var state = ScanState(
      person: .sample(), titles: [check: Text(fr: "Clavier", en: "Keyboard")],
      places: [hall: "Atelier › Salle 2 › Étagère B"])
    _ = state.take(Scan(line: "REB0ND475"))
    _ = state.hear(
      .taken(
        Glance(code: "REB0ND475", text: Text(same: "laptop"), place: hall, seen: EntryID(rawValue: 1))))
    _ = state.take(.card(.check(check)))
    let picture = ScanPicture(state: state, told: [], typed: "", language: .fr).picture(columns: 80, rows: 24)
    let top = picture.rows.prefix(3).map(\.text)
    #expect(top[0].contains("Camille Exemple") && top[0].contains("REB-0ND-475"))
    #expect(top[1].contains("⌂ Atelier › Salle 2 › Étagère B") && top[1].contains("▸ Clavier ?"))
    #expect(top[2].contains("0 fait") && top[2].contains("0 refusé"))
    #expect(top.allSatisfy { $0.count <= 80 })
    // The lowest screens keep their room for the answer.
    let low = ScanPicture(state: state, told: [], typed: "", language: .fr).picture(columns: 40, rows: 8)
    #expect(low.rows.count == 8 && !low.rows.contains { $0.text.contains("⌂") })
  }

  @Test func `tells every kind of answer by a word and a sign, not by its colour`() {
    let looks = Set(Picture.Look.allCases)
    #expect(looks.count > 3)
    for kind in Notice.Kind.allCases { #expect(["✔", "✘", "?", "·"].contains(kind.sign)) }
  }
}
