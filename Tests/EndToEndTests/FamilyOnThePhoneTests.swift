import Foundation
import TestSupport
import Testing

/// What a social worker, a hand-over place and a family do about a request, typed as they would.
@Suite struct `A family on the telephone` {
  @Test func `asks in one command, is answered on one screen, and is given an appointment on paper`() throws {
    let stage = try Stage(at: .decided)
    func type(_ line: String, status: Int32 = 0) throws -> String {
      let answer = try stage.type("rebond \(line)")
      #expect(answer.status == status, "\(line): \(answer.errors)\(answer.output)")
      return answer.output + answer.errors
    }
    try stage.type(
      #"rebond place add "Tiers-lieu" --structure "Filière Exemple" --kind hand-over --commune 47001 --on 2026-09-18"#)
    let asked = try type(
      """
      request add --name "Noa Fictif" --commune 47001 --phone 0612345678 --prescriber "Mairie Exemple" --device laptop \
      --uses "démarches" --channel phone --connection cheaper --training online-services --helped-by reading \
      --place Tiers-lieu --urgent work --needed-by 2026-10-15 --informed --on 2026-09-21
      """)
    #expect(asked.contains("Le foyer F-000003 est inscrit.") && asked.contains("La demande D-000003"))
    #expect(try type("request find 0612345678").contains("décider si le foyer y a droit"))
    #expect(
      try type("request incomplete D-3 --missing passeport --on 2026-09-21", status: 65).contains("attestation_caf_qf"))
    _ = try type("request incomplete D-3 --missing attestation_caf_qf --on 2026-09-21")
    let told = try type("request find fictif")
    #expect(told.contains("l'attestation de quotient familial de la CAF"))
    #expect(told.contains("le foyer, avec l'aide de Mairie Exemple"))

    // Two other requests wait already; nobody was served yet.
    #expect(
      try type("request find D-2 --on 2026-09-21").contains("2e de la liste d'attente, aucune remise en 90 jours"))
    _ = try type("request allocate D-1 TEST0001B --until 2026-09-30 --on 2026-09-22")
    #expect(try type("request find D-1 --on 2026-09-22").contains("un appareil est gardé jusqu'au 30 septembre 2026"))
    #expect(
      try type("request invite D-1 --output lettre.pdf --on 2026-09-22", status: 1).contains("n'a pas de rendez-vous"))
    _ = try type("request appoint D-1 --day 2026-09-25 --at 14h-14h30 --place Tiers-lieu --on 2026-09-22")
    #expect(try type("request agenda --on 2026-09-22").contains("TES-T00-01B"))
    _ = try type("request invite D-1 --output lettre.pdf --on 2026-09-22")
    if OutsideProgram.pdftotext != nil {
      let letter = try stage.type("pdftotext lettre.pdf - | tr '\\n' ' '").output
      #expect(letter.contains("25 septembre 2026, de 14 h 00 à 14 h 30"))
      #expect(letter.contains("Tiers-lieu"))
    }
    #expect(try type("request release D-1 --reason no-show --on 2026-09-24", status: 1).contains("25 septembre 2026"))
    #expect(try !type("request expired --release --on 2026-09-30").contains("D-000001"))
    #expect(try type("request expired --release --on 2026-10-01").contains("D-000001"))
    #expect(try type("request untold --on 2026-10-02").contains("Mairie Exemple"))
    _ = try type("request told D-1 --means phone --on 2026-10-02")
    #expect(try !type("request untold --on 2026-10-02").contains("D-000001"))
    #expect(try stage.type("rebond check").status == 0)
  }

  @Test func `papers for a commune are printed, its code alone being known`() throws {
    let stage = try Stage(at: .decided)
    try stage.type(
      #"rebond place add "Tiers-lieu" --structure "Filière Exemple" --kind hand-over --commune 47001 --on 2026-09-18"#)
    for (line, words) in [
      ("offer sheet 47001", "Coup de pouce"), ("place directory 47001", "Tiers-lieu"), ("request form", "Vos données"),
    ] {
      let answer = try stage.type("rebond \(line) --output papier.pdf --replace")
      #expect(answer.status == 0, "\(answer.errors)")
      if OutsideProgram.pdftotext != nil {
        #expect(try stage.type("pdftotext papier.pdf -").output.contains(words), "\(line)")
      }
    }
    #expect(try stage.type("rebond offer record F-1 orange-coup-de-pouce proposed --on 2026-09-22").status == 0)
    #expect(try stage.type("rebond offer record F-1 orange-coup-de-pouce proposed --on 2026-09-23").status == 1)
    #expect(try stage.type("rebond offer record F-1 freebox proposed --on 2026-09-23").status == 66)
    #expect(try stage.type("rebond check").status == 0)
  }
}
