import Directory
import Documents
import Inventory
import Kernel
import Storage
import Supply
import TestSupport
import Testing

@testable import Application

@Suite struct `What papers for a donor say of who and where` {
  let story: WorkshopStory

  init() throws {
    story = try WorkshopStory()
    let act = try story.act("2026-09-01")
    _ = try story.chain.tell(
      [(StructureAspect.siret, "35600000000048"), (.address, "1, rue de l'Exemple"), (.commune, "47001")],
      of: "Filière", as: act)
  }

  private func party(_ name: String, _ language: Language) throws -> Party {
    try story.database.read { reader in
      try story.chain.party(of: DirectoryStore.structure(name, in: reader), language, in: reader)
    }
  }

  @Test func `a structure is told in the paper's language, with its numbers and where it is`() throws {
    #expect(
      try party("Filière", .fr).details == [
        "association", "SIRET 35600000000048", "1, rue de l'Exemple", "Commune : 47001",
      ])
    #expect(try party("Mairie d'Exemple", .en).details == ["commune"])
    _ = try story.chain.register(
      structure: "Exemple SA", kind: .company, siret: nil, uai: nil, rna: nil, commune: nil, as: story.act("2026-09-01")
    )
    #expect(try party("Exemple SA", .en).details == ["company"])
    #expect(try party("Exemple SA", .fr).details == ["entreprise"])
  }

  @Test func `whoever keeps the instance is the structure that bears its name, when one does`() throws {
    func house() throws -> Party { try story.database.read { try story.chain.house(.fr, in: $0) } }
    #expect(try house() == Party(name: "Filière d'exemple"))
    _ = try story.chain.register(
      structure: "Filière d'Exemple", kind: .association, siret: Siret("35600000000055"), uai: nil, rna: nil,
      commune: nil, as: story.act("2026-09-01"))
    #expect(try house().details.contains { $0.hasPrefix("SIRET") })
  }

  @Test func `a certificate is its receiver's, of a gift by its number, signed where the device stood`() throws {
    let act = try story.act("2026-09-10")
    _ = try story.chain.register(
      place: "Atelier d'Agen", structure: "Filière", kind: .workshop, commune: InseeCommune("47001"), as: act)
    try story.chain.tell(yearMade: nil, grams: nil, place: "Atelier d'Agen", of: story.laptop, as: act)
    try story.release()
    let paper = try story.database.read { reader in
      let device = try DeviceStore.device(story.laptop, in: reader)
      let medium = try #require(try story.chain.fittedMedia(of: device, in: reader).first)
      return try story.chain.certificate(of: medium, in: device, round: 1, language: .en, reader: reader)
    }
    let certificate = try #require(paper)
    #expect(certificate.issuer.name == "Filière" && certificate.issuer.details.contains("SIRET 35600000000048"))
    #expect(certificate.medium.source == "Mairie d'Exemple, donation 1")
    #expect(certificate.performed.place == "Atelier d'Agen, 47001")
    #expect(certificate.validated?.place == "Atelier d'Agen, 47001")
  }
}
