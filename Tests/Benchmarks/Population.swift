import Application
import Directory
import Kernel
import Supply

/// A database of many devices, made as people make it: announced, then received in lots.
enum Population {
  /// The person who does everything here.
  static let person = "Camille Exemple"
  /// Who gave all of it.
  static let donor = "Société Exemple"
  /// What one line of a donation may announce.
  private static let lot = 10_000

  static func make(_ path: String, devices count: Int) throws {
    let settings = InstanceSettings(
      name: "Mesures", departement: try Departement("47"), baseURL: "https://r47.example", timeZone: "Europe/Paris")
    let chain = try Chain.found(settings, at: path, founder: person, now: now)
    _ = try chain.register(
      structure: donor, kind: .company, siret: nil, uai: nil, rna: nil, commune: nil, as: act(in: chain))
    _ = try chain.register(donor: donor, stage: .active, as: act(in: chain))
    let taken = try measured {
      for start in stride(from: 0, to: count, by: lot) {
        let line = try Donation.AnnouncedLine(category: .laptop, quantity: min(lot, count - start))
        let donation = try chain.record(donation: [line], from: donor, under: nil, origin: nil, as: act(in: chain))
        _ = try chain.receive(line.quantity, line.category, of: donation.id, as: act(in: chain))
      }
    }
    Figure(name: "make", taken: [taken]).print()
  }

  static func act(in chain: Chain) throws -> Act { try chain.act(by: person, on: nil) }

  static func now() -> Kernel.Instant { .present() }
}
