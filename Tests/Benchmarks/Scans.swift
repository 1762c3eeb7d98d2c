import Application
import Inventory
import Kernel
import Scanning

/// A stream of scans as a workshop makes them: a device taken in hand, then four cards, each a durable act.
enum Scans {
  static func print(_ path: String, count: Int) throws {
    let chain = try Chain.open(path, now: Population.now)
    let checks = [Card.triage(.good)] + ["casing"].compactMap(CardName.init).map { Card.ended($0, .passed) }
    let cards = [Card.start.payload] + checks.map(\.payload) + [Card.label.payload]
    // From the last received: the other measures take the first.
    for code in try chain.devices(in: .received).suffix(count / (cards.count + 1)).map(\.code) {
      for line in ["HTTPS://R47.EXAMPLE/\(code.characters)"] + cards { Swift.print(line) }
    }
  }
}
