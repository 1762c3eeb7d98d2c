import Eligibility
import Foundation
import Kernel
import TestSupport
import Testing

@Suite struct `The programmes shipped as examples` {
  @Test(arguments: ShippedProgrammes.all.map(\.fileName))
  func `load, pass their own cases, and say they are examples`(_ fileName: String) throws {
    let bytes = try #require(ShippedProgrammes.bytes(of: fileName))
    let programme = try Programme(reading: bytes, file: fileName)
    #expect(programme.id + ".json" == fileName)
    #expect(programme.legal.contains { $0.title.contains("exemple") })
    #expect(programme.remarks(on: programme.lastChecked.adding(days: 30)) == [])
    let kinds = programme.facts.flatMap { $0.evidence + $0.absenceEvidence }
    #expect(kinds.allSatisfy { programme.documents[$0] != nil })
  }

  /// Who is eligible to these rests on no resources: a structure, or anybody.
  static let forAnybody: Set = ["conditions-ordinaires.json", "libre-acces.json"]

  @Test(arguments: ShippedProgrammes.all.map(\.fileName))
  func `say which criterion rests on resources, unless none does`(_ fileName: String) throws {
    let programme = try Programme(reading: #require(ShippedProgrammes.bytes(of: fileName)), file: fileName)
    #expect(programme.criteria.contains { $0.modest } != Self.forAnybody.contains(fileName))
  }

  @Test func `the family of a collège pupil is told what to bring`() throws {
    let bytes = try #require(ShippedProgrammes.bytes(of: "pret-familles-college.json"))
    let programme = try Programme(reading: bytes, file: "pret-familles-college.json")
    let day: Day = "2026-09-15"
    let decision = try programme.decide(
      [
        "lives_in_dept": .sample(.truth(true), by: "justificatif_domicile", on: day),
        "college": .sample(.text("0479901G"), kind: "uai", by: "certificat_scolarite", on: day),
        "has_working_computer": .sample(.truth(false), by: "declaration_honneur", on: day),
        "boursier_college": .sample(.truth(false), by: "notification_bourse_college", on: day),
        "rsa": .sample(.truth(false), by: "attestation_rsa", on: day),
      ], on: day)
    #expect(decision.outcome == .unknown)
    #expect(
      decision.missing.map(\.text.fr) == [
        "Quotient familial CAF ou MSA : apporter l'attestation de quotient familial de la CAF, "
          + "l'attestation de quotient familial de la MSA ou la réponse d'API Particulier ; ou, s'il n'y en a pas, "
          + "l'attestation de non-allocataire."
      ])
  }
}

@Suite struct `The sample of the rule language` {
  @Test(.enabled(if: SharedMaterial.hasSampleRule, "the shared material is not beside this checkout"))
  func `is read as it stands, and its cases pass`() throws {
    let bytes = try Array(Data(contentsOf: SharedMaterial.sampleRule))
    let programme = try Programme(reading: bytes, file: "sample-rule.json")
    #expect(programme.id == "pret-college-47")
    #expect(programme.criteria.compactMap(\.id).count == 7)
  }

  @Test(.enabled(if: SharedMaterial.hasSampleRule, "the shared material is not beside this checkout"))
  func `is refused when a ceiling is changed under its cases`() throws {
    let text = try String(contentsOf: SharedMaterial.sampleRule, encoding: .utf8)
      .replacing(#""value": 700"#, with: #""value": 699"#)
    let failure = #expect(throws: JSONFailure.self) {
      try Programme(reading: Array(text.utf8), file: "sample-rule.json")
    }
    #expect(failure?.place == .path("tests[0]"))
  }
}
