import Kernel
import TestSupport
import Testing

@testable import Documents

@Suite(.enabled(if: OutsideProgram.pdftotext != nil, "pdftotext is not installed"))
struct `An erasure certificate` {
  func text(
    _ language: Language = .fr, _ change: (inout ErasureCertificatePaper) -> Void = { _ in }
  ) throws -> String {
    sentence(try words(of: try ErasureCertificatePaper.sample(change).pdf(language: language, created: noon)))
  }

  /// The record NIST SP 800-88 Rev. 2 asks for.
  @Test(arguments: [
    "Fabricant : Samsung", "Modèle : MZVLB256HAHQ-000L7", "Numéro de série : S41GNX0EXMPL",
    "Code de l'appareil : M9S-346-Q3V", "Type de support : SSD NVMe", "Provenance : Don D-3, Lycée Exemple",
    "Réécriture complète par l'ordinateur", "PRNG (1 passe), zéros à la fin", "nwipe 0.39",
    "Relecture complète de la dernière passe", "Effacement réussi – niveau Clear", "2026-09-15 10:00:00",
    "2026-09-15 11:00:00", "Noé Fictif", "technicien", "15 septembre 2026", "Camille Exemple",
    "responsable d'atelier", "16 septembre 2026", "Lieu : Valence", "Aucune conformité à IEEE 2883",
    // SHA-256 of the bytes 1, 2, 3, by sha256sum.
    "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81", "1/1",
  ])
  func `holds every field of the standard`(field: String) throws {
    #expect(try text().contains(field))
  }

  @Test func `writes the capacity in gigabytes and to the byte`() throws {
    #expect(try text().contains("256,1 Go (256 060 514 304 octets)"))
    #expect(try text(.en).contains("256.1 GB (256,060,514,304 bytes)"))
  }

  @Test func `says which fields are not held`() throws {
    let text = try text { paper in
      paper.medium = .init(
        manufacturer: nil, model: nil, serial: "S1", mediaType: nil, capacity: nil, source: nil)
      (paper.method, paper.technique, paper.tool, paper.verification) = (nil, "", nil, nil)
      (paper.started, paper.finished, paper.evidence, paper.validated) = (nil, nil, nil, nil)
    }
    // Five of the medium, four of the erasure, two instants, the digest, the validator and the validator's three lines.
    #expect(text.matches(of: /non renseigné/).count == 5 + 4 + 2 + 1 + 4)
    #expect(text.contains("Pas encore validé."))
  }

  @Test func `of a failed erasure says so and nothing else`() throws {
    let text = try text { $0.outcome = .failed }
    #expect(
      text.contains("Effacement NON réussi") && text.contains("Ce support ne doit pas changer de mains."))
    #expect(!text.contains("Effacement réussi") && !text.contains("Validé par Camille"))
  }

  @Test(arguments: zip(ErasureCertificatePaper.Level.allCases, ["Clear", "Purge", "Destroy"]))
  func `names the level by the standard's word`(level: ErasureCertificatePaper.Level, word: String) throws {
    for language in Language.allCases {
      #expect(
        try text(language) { $0.level = level }.contains(language == .fr ? "niveau \(word)" : "level \(word)")
      )
    }
  }

  @Test func `stays tidy with long values`() throws {
    let long = String(repeating: "valeur-très-longue ", count: 20) + String(repeating: "W", count: 120)
    let paper = ErasureCertificatePaper.sample { paper in
      (paper.medium.model, paper.medium.serial, paper.medium.source) = (long, long, long)
      (paper.method, paper.technique, paper.verification) = (long, long, long)
      paper.performed.name = long
    }
    try expectTidy(try paper.pdf(language: .fr, created: noon))
  }
}
