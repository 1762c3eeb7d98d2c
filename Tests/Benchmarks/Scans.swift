import Application
import Directory
import Inventory
import Kernel
import Scanning

/// A stream of scans as a workshop makes them, each a durable act but for a card and a device taken in hand: devices in hand and
/// their cards, a repair among them; then a stock-take, a shipment and its arrival, one device after the other.
enum Scans {
  static func print(_ path: String, count: Int) throws {
    let chain = try Chain.open(path, now: Population.now)
    let cards =
      [Card.start, .triage(.repair), .repair(.screen), .repaired(.repaired, .half)]
      + ["casing"].compactMap(CardName.init).map { .ended($0, .passed) } + [.label]
    // From the last received: the other measures take the first.
    var codes = try chain.devices(in: .received).map(\.code)
    func next(_ count: Int) -> [AssetCode] {
      defer { codes.removeLast(min(count, codes.count)) }
      return codes.suffix(count)
    }
    for code in next(count * 6 / 10 / (cards.count + 1)) {
      for line in ["HTTPS://R47.EXAMPLE/\(code.characters)"] + cards.map(\.payload) { Swift.print(line) }
    }
    series(of: .stockTake(try shelf(in: chain)), next(count * 2 / 10))
    let (leaving, structure) = (next(count / 10), try receiver(in: chain))
    for code in leaving { try clear(code, in: chain) }
    let note = (try chain.shipments().map(\.id).max()?.rawValue ?? 0) + 1
    series(of: .send(structure), leaving)
    series(of: .arrive(ShipmentID(rawValue: note)), leaving)
  }

  private static func series(of card: Card, _ codes: [AssetCode]) {
    for line in [Card.ok.payload, card.payload] + codes.map(\.characters) { Swift.print(line) }
  }

  /// A place to take stock of.
  private static func shelf(in chain: Chain) throws -> LocationID {
    let act = try Population.act(in: chain)
    _ = try chain.register(
      place: "Atelier mesuré", structure: Population.donor, kind: .workshop, commune: InseeCommune("47001"), as: act)
    return try chain.addLocation(.building, named: "Réserve", in: nil, of: "Atelier mesuré", as: act).location.id
  }

  private static func receiver(in chain: Chain) throws -> StructureID {
    try chain.register(
      structure: "Association mesurée", kind: .association, siret: nil, uai: nil, rna: nil, commune: nil,
      as: Population.act(in: chain)
    ).id
  }

  /// What may leave: in the hands of somebody, and with nothing on it.
  private static func clear(_ code: AssetCode, in chain: Chain) throws {
    let act = try Population.act(in: chain)
    _ = try chain.transfer(code, to: Population.donor, as: act)
    _ = try chain.startWork(on: code, as: act)
    _ = try chain.attestNoMedium(of: code, because: "retiré", as: act)
  }
}
