import Application
import Directory
import Eligibility
import Inventory
import Kernel
import Loans
import Refurbishment
import Supply

/// A database of families invited to one gathering, each with a device that passed the gate and is kept for it.
enum Families {
  private static let lender = "Association mesurée"
  private static let programme = "pret-familles-college"
  /// Whoever looks the work over, and did not do it.
  private static let second = "Sacha Exemple"

  static func make(_ path: String, families count: Int) throws {
    let settings = InstanceSettings(
      name: "Mesures", departement: try Departement("47"), baseURL: "https://r47.example", timeZone: "Europe/Paris")
    let chain = try Chain.found(settings, at: path, founder: Population.person, now: Population.now)
    let act = try Population.act(in: chain)
    _ = try chain.register(person: second, role: .workshop, structure: nil, as: act)
    for (name, kind) in [(Population.donor, Partner.Kind.company), (lender, .association), ("Mairie", .commune)] {
      _ = try chain.register(structure: name, kind: kind, siret: nil, uai: nil, rna: nil, commune: nil, as: act)
    }
    _ = try chain.register(
      place: "Collège", structure: lender, kind: .handOver, commune: InseeCommune("47001"), as: act)
    _ = try chain.register(donor: Population.donor, stage: .active, as: act)
    if let rules = ShippedProgrammes.bytes(of: "\(programme).json") {
      _ = try chain.adopt(programme: rules, file: programme, as: act)
    }
    let line = try Donation.AnnouncedLine(category: .laptop, quantity: count)
    let donation = try chain.record(
      donation: [line], from: Population.donor, under: nil, to: lender, origin: nil, as: act)
    let codes = try chain.receive(count, .laptop, of: donation.id, as: act).map(\.code)
    let requests = try codes.enumerated().map { number, code in
      try refurbish(code, in: chain)
      return try request(of: "Famille Exemple \(number)", for: code, in: chain)
    }
    let gathering = try chain.plan(gathering: "Remise mesurée", at: "Collège", on: act.day, as: act)
    _ = try chain.invite(requests, to: gathering.id, as: act)
  }

  /// Brings a laptop through the whole route and the gate.
  private static func refurbish(_ code: AssetCode, in chain: Chain) throws {
    let act = try Population.act(in: chain)
    let other = try chain.act(by: second, on: nil)
    let route = try chain.startWork(on: code, as: act)
    for step in route.steps {
      switch step.kind {
      case .checks:
        _ = try chain.record(
          step.checks.map { CheckResult($0.id, .passed) }, of: code, as: step.byAnotherPerson ? other : act)
      case .triage: _ = try chain.sort(code, as: .good, by: act)
      case .erasure: _ = try chain.attestNoMedium(of: code, because: "disque retiré", as: act)
      case .grade: _ = try chain.grade(code, cosmetic: "B", functional: "A", battery: "B", as: other)
      }
    }
    _ = try chain.release(code, as: act)
  }

  /// A family that has a right to a device, and the device kept for it.
  private static func request(of name: String, for code: AssetCode, in chain: Chain) throws -> RequestID {
    let act = try Population.act(in: chain)
    let household = try chain.register(
      household: Household.Profile(
        contactName: name, phone: nil, commune: InseeCommune("47001"), adults: 1, children: 1), as: act
    ).id
    for (fact, value, evidence) in [
      ("lives_in_dept", "oui", "justificatif_domicile"), ("college", "0479901G", "certificat_scolarite"),
      ("has_working_computer", "non", "declaration_honneur"), ("qf", "512", "attestation_caf_qf"),
    ] {
      _ = try chain.record(facts: [(fact, value)], of: household, evidence: evidence, dated: act.day, as: act)
    }
    let request = try chain.submit(
      requestOf: household, by: "Mairie", for: .laptop, uses: "devoirs", channel: .counter, as: act
    ).id
    _ = try chain.decide(request, under: programme, as: act)
    _ = try chain.allocate(code, to: request, as: act)
    return request
  }
}
