import Directory
import Eligibility
import Inventory
import Kernel
import Loans
import Refurbishment
import Storage
import Supply
import TestSupport
import Testing

@testable import Application

@Suite struct `What is proposed to a request` {
  let story: ChainStory

  init() throws {
    story = try ChainStory()
    try story.adoptCollege()
  }

  /// Communes, and zones of a kind, as their files tell them.
  private func load(_ rows: [String], named name: String) throws {
    _ = try story.chain.load(
      territories: Array((rows.joined(separator: "\n") + "\n").utf8), file: name, year: 2026,
      as: story.act("2026-08-01"))
  }

  /// A place in a commune, with a ready device.
  private func stock(_ name: String, in commune: InseeCommune) throws -> AssetCode {
    _ = try story.chain.register(
      place: name, structure: "Filière", kind: .handOver, commune: commune, as: story.act("2026-08-02"))
    let code = try story.ready()
    try story.chain.tell(yearMade: nil, grams: nil, place: name, of: code, as: story.act("2026-09-06"))
    return code
  }

  private func proposal(_ request: RequestID, atMost count: Int = 20) throws -> [(AssetCode, Nearness)] {
    try story.chain.proposal(for: request, atMost: count).devices.map { ($0.code, $0.nearness) }
  }

  @Test func `comes from the place it names, else from the nearest`() throws {
    let untold = try story.ready()
    let (far, near) = (try stock("Loin", in: InseeCommune("47323")), try stock("Près", in: InseeCommune("47001")))
    let request = try story.decided()
    // Without lists of zones, only the same commune is known to be near.
    #expect(try proposal(request).map(\.0) == [near, untold, far])
    #expect(try proposal(request).map(\.1) == [.sameCommune, .unknown, .unknown])
    let wishing = try story.chain.submit(
      requestOf: try story.household("Sol Fictif"), by: "Mairie d'Exemple", for: .laptop, uses: "devoirs",
      channel: .counter, at: "Loin", as: story.act("2026-09-07"))
    try story.tell(wishing.wish.household, ChainStory.eligible)
    _ = try story.chain.decide(wishing.id, under: ChainStory.college, as: story.act("2026-09-08"))
    #expect(try proposal(wishing.id).first?.0 == far)
    #expect(try proposal(wishing.id).first?.1 == .samePlace)
    let few = try story.chain.proposal(for: request, atMost: 1)
    #expect(few.devices.map(\.code) == [near] && few.others == 2)
  }

  @Test func `is nearer in the same intercommunalité than elsewhere`() throws {
    try load(
      [
        "CODGEO;LIBGEO;EPCI;LIBEPCI;DEP;REG", "47001;Agen;200096956;CA Agglomération d'Agen;47;75",
        "33111;Saint-Vite;200096956;CA Agglomération d'Agen;33;75",
        "47252;Saint-Vite;200068930;CC Fumel Vallée du Lot;47;75",
      ], named: "epci.csv")
    let (elsewhere, neighbour) = (
      try stock("Fumel", in: InseeCommune("47252")), try stock("Gironde", in: InseeCommune("33111"))
    )
    let (unlisted, here) = (
      try stock("Hors liste", in: InseeCommune("47323")), try stock("Agen", in: InseeCommune("47001"))
    )
    let found = try proposal(try story.decided())
    #expect(found.map(\.0) == [here, neighbour, elsewhere, unlisted])
    #expect(found.map(\.1) == [.sameCommune, .sameEPCI, .elsewhere, .unknown])
  }

  @Test func `says what it can go under, and that its configuration is not known`() throws {
    let code = try story.ready()
    let device = try #require(try story.chain.proposal(for: try story.decided()).devices.first)
    #expect(device.code == code && device.contracts == [.loan])
    #expect(device.reachesMinimum == .unknown([.memory, .storage]))
  }

  @Test func `is never sold where its donor or the law forbids it`() throws {
    let bytes = try #require(ShippedProgrammes.bytes(of: "\(ChainStory.college).json"))
    for (id, contracts) in [("vente", #""sale""#), ("deux", #""loan", "sale""#)] {
      let text = String(decoding: bytes, as: UTF8.self)
        .replacing(#""contracts": ["loan"]"#, with: #""contracts": [\#(contracts)]"#)
        .replacing("\"\(ChainStory.college)\"", with: "\"\(id)\"")
      _ = try story.chain.adopt(programme: Array(text.utf8), file: "\(id).json", as: story.act("2026-09-01"))
    }
    func proposal(under programme: String) throws -> Proposal {
      let household = try story.household("Foyer \(programme)")
      try story.tell(household, ChainStory.eligible)
      let request = try story.request(of: household)
      _ = try story.chain.decide(request, under: programme, as: story.act("2026-09-08"))
      return try story.chain.proposal(for: request)
    }
    let code = try story.ready()
    // « Filière » is of general interest, and the household is modest: it may buy a public gift.
    #expect(try proposal(under: "vente").devices.map(\.contracts) == [[.sale]])
    // Entrusted for good to whoever may not resell, it can be lent and not sold.
    _ = try story.chain.register(
      structure: "Boutique", kind: .company, siret: nil, uai: nil, rna: nil, commune: nil, as: story.act("2026-09-01"))
    try story.chain.file(.esus, of: "Boutique", since: "2020-01-01", endsOn: nil, as: story.act("2026-09-01"))
    _ = try story.chain.transfer(code, to: "Boutique", as: story.act("2026-09-06"))
    let none = try proposal(under: "vente")
    #expect(none.devices.isEmpty && none.unfit.map(\.reason) == [.noContract(.publicGift)])
    #expect(try proposal(under: "deux").devices.map(\.contracts) == [[.loan]])
  }
}
