import Application
import Inventory
import Kernel

/// What one waits for at each key: a search among all devices, and one device's whole history.
enum Searching {
  /// Words as somebody types them, letter by letter: a maker, a model, a serial number, a donor, a state, several at once.
  private static let typed = [
    "lenovo", "thinkpad t412", "pf0003e8q", "societe exemple", "recu lenovo t41", "reçu société thinkpad t479 pf",
  ]

  static func measure(_ path: String) throws {
    let chain = try Chain.open(path, now: Population.now)
    let beginnings = typed.flatMap { words in (1...words.count).map { String(words.prefix($0)) } }
    // The first search of a process opens what the others find open.
    _ = try chain.search("lenovo")
    var taken: [Duration] = []
    for _ in 0..<3 {
      for words in beginnings { taken.append(try measured { _ = try chain.search(words) }) }
    }
    Figure(name: "search", taken: taken).print()
    try measureHistory(in: chain)
  }

  /// Two hundred events of one device, then all of them told.
  private static func measureHistory(in chain: Chain) throws {
    guard let code = try chain.devices(in: .received).last?.code else { return }
    let act = try Population.act(in: chain)
    for grams in 1...200 { try chain.tell(yearMade: nil, grams: 1_000 + grams, of: code, as: act) }
    _ = try chain.history(of: code)
    let taken = try (0..<20).map { _ in try measured { _ = try chain.history(of: code) } }
    Figure(name: "history", taken: taken).print()
  }
}
