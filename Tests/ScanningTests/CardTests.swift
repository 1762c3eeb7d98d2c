import Kernel
import TestSupport
import Testing

@testable import Scanning

@Suite struct `A command card` {
  static let names = ["a", "keyboard", "usb-ports", "2.5-inch", String(repeating: "z9-.", count: 10)].compactMap(
    CardName.init)

  /// Every kind of card, with every word of the closed lists.
  static let all: [Card] =
    [.start, .next, .validate, .release, .label, .show, .undo, .ok, .writeOff, .grade(.battery, nil)]
    + Triage.allCases.map(Card.triage) + Card.KitItem.allCases.map(Card.kit) + Card.FreeReason.allCases.map(Card.free)
    + [.bringIn, .handBack, .closeStockTake] + Card.Fault.allCases.map(Card.repair)
    + Card.RepairEnd.allCases.flatMap { end in Card.TimeSpent.allCases.map { Card.repaired(end, $0) } }
    + [1, 18, 19, 6_859, 47_045_880].flatMap {
      [
        Card.place(LocationID(rawValue: $0)), .stockTake(LocationID(rawValue: $0)), .send(StructureID(rawValue: $0)),
        .arrive(ShipmentID(rawValue: $0)), .part(PartID(rawValue: $0)),
      ]
    }
    + Card.PartKind.allCases.map(Card.takePart)
    + [0, 1, 18, 19, 6_859, BadgeNumber.last].compactMap(BadgeNumber.init).map(Card.badge)
    + names.flatMap { name in
      [Card.check(name)] + Card.Axis.allCases.map { .grade($0, name) } + Card.Outcome.allCases.map { .ended(name, $0) }
    }
    + Card.Outcome.allCases.flatMap { outcome in
      [Card.outcome(outcome, nil)] + Card.Reason.allCases.map { .outcome(outcome, $0) }
    }

  @Test(arguments: all) func `is read back from its payload`(card: Card) {
    #expect(Card(payload: card.payload) == card)
    #expect(Scan(line: card.payload) == .card(card))
    #expect(Scan(line: " \(card.payload.lowercased())\r") == .card(card))
  }

  @Test(arguments: all) func `reads the same typed on the other keyboard`(card: Card) {
    #expect(`A line typed on the other keyboard`.typed(card.payload, by: \.us) == card.payload)
    #expect(`A line typed on the other keyboard`.typed(card.payload, by: \.french) == card.payload)
  }

  @Test(arguments: all) func `is never a device's code, and no misread letter makes another card of it`(card: Card) {
    let letters = Array(card.payload)
    #expect(throws: KernelFailure.self) { try AssetCode(scanned: card.payload) }
    for place in letters.indices.prefix(24) {
      for letter in CardLetters.alphabet where letter != letters[place] {
        var misread = letters
        misread[place] = letter
        #expect(Card(payload: String(misread)) == nil)
      }
      guard place > 0, letters[place] != letters[place - 1] else { continue }
      var swapped = letters
      swapped.swapAt(place, place - 1)
      #expect(Card(payload: String(swapped)) == nil)
    }
    #expect(Card(payload: String(letters.dropLast())) == nil)
    #expect(Card(payload: card.payload + card.payload) == nil)
  }

  @Test func `has a payload of its own`() { #expect(Set(Self.all.map(\.payload)).count == Set(Self.all).count) }

  /// The letters printed on cards that hang on walls: a change of the grammar would make waste of them.
  @Test(arguments: [
    (Card.ok, "UKFP"), (.undo, "UDEY"), (.start, "USKD"), (.outcome(.passed, nil), "URBYFK"),
  ])
  func `keeps its letters`(card: Card, payload: String) {
    #expect(card.payload == payload)
  }

  @Test(arguments: ["", "A b", "é", "écran", String(repeating: "a", count: 41), "a_b"])
  func `has no name that cards cannot write`(name: String) { #expect(CardName(name) == nil) }

  @Test(arguments: [-1, BadgeNumber.last + 1, .max, .min])
  func `bears no badge number beyond its letters`(number: Int64) { #expect(BadgeNumber(number) == nil) }
}
