import Foundation
import TestSupport
import Testing

/// Rights of households, as people at the desk type them.
@Suite(.enabled(if: OutsideProgram.pdftotext != nil)) struct `Rights of households at the desk` {
  private static let quotient =
    "rebond household quotient F-1 --first-name Alix --sex F --born 1990-05-12 --birth-commune 47001 --on 2026-09-22"

  /// What is printed when the service of the tests is asked about somebody of a name.
  private func ask(
    _ stage: Stage, _ name: String, token: String = "jeton-secret", language: String = "fr"
  ) throws -> OutsideProgram.Answer {
    try stage.type(
      """
      particulier port & end=$!; tries=0
      until test -e port || test $tries -gt 200; do sleep 0.05; tries=$((tries + 1)); done
      REBOND_PARTICULIER_URL=http://127.0.0.1:$(cat port) REBOND_PARTICULIER_SIRET=35600000000048 \
        REBOND_PARTICULIER_TOKEN=\(token) \(Self.quotient) --birth-name \(name); code=$?
      kill $end; rm port; exit $code
      """, language: language)
  }

  @Test func `API Particulier answers, knows nobody, asks to wait, or fails`() throws {
    let stage = try Stage(at: .requested)
    let found = try ask(stage, "Inventé")
    #expect(found.status == 0)
    #expect(found.output.contains("512     api_particulier_qf  2026-09-22  CNAF       2026-09  2026-08"))
    #expect(try ask(stage, "Impatient").status == 0)
    let nobody = try ask(stage, "Inconnu", language: "en")
    #expect(nobody.status == 1)
    #expect(nobody.output.contains("This is no refusal: ask the household for its statement."))
    #expect(try ask(stage, "Vide").output.contains("sans quotient"))
    #expect(try ask(stage, "Panne").status == 75)
    let wrong = try ask(stage, "Inventé", token: "faux-jeton")
    #expect(wrong.status == 78)
    for answer in [found, nobody, wrong] {
      #expect(!(answer.output + answer.errors).contains("jeton-secret"))
      #expect(!(answer.output + answer.errors).contains("faux-jeton"))
    }
    #expect(try stage.type("grep -c -a jeton-secret base.rebond base.rebond-wal").output.contains(":1") == false)
    #expect(try stage.type("rebond check").status == 0)
  }

  @Test func `it is off unless the environment gives the right`() throws {
    let answer = try Stage(at: .requested).type("\(Self.quotient) --birth-name Inventé")
    #expect(answer.status == 78)
    #expect(answer.errors.contains("API Particulier n'est pas branchée ici"))
  }

  @Test func `a prescriber sees until when something is proven, never what nor who`() throws {
    let stage = try Stage(at: .decided)
    try stage.type(#"rebond person add "Lou Fictif" --role prescriber --on 2026-09-21"#)
    let answer = try stage.type(#"rebond household show F-1 --as "Lou Fictif" --on 2026-09-22"#)
    #expect(answer.status == 0)
    #expect(answer.output.contains("valable jusqu'au"))
    #expect(!answer.output.contains("512"))
    let request = try stage.type(#"rebond request show D-1 --as "Lou Fictif""#)
    #expect(request.output.contains("éligible"))
    #expect(!request.output.contains("512"))
    #expect(try stage.type("rebond household show F-1").output.contains("512"))
  }

  @Test func `a decision is taken otherwise, told, and annulled, in English`() throws {
    let stage = try Stage(at: .decided)
    func type(_ line: String) throws -> OutsideProgram.Answer {
      try stage.type("rebond \(line) --on 2026-09-22", language: "en")
    }
    let ruled = try type(
      #"eligibility override D-1 --to not-eligible --reason "the statement was another household's""#)
    #expect(ruled.status == 0)
    #expect(ruled.output.contains("Camille Exemple decides: not eligible. The rules proposed: eligible."))
    #expect(try type("request allocate D-1 TEST0001B").status == 1)
    #expect(try type("request letter D-1 --output letter.pdf").status == 0)
    let letter = try stage.type("pdftotext letter.pdf - | tr '\\n' ' '").output
    for words in [
      "The answer is no", "The reason: the statement was another household's", "contest until 22 November 2026",
    ] {
      #expect(letter.contains(words), "\(words)")
    }
    #expect(
      try type(#"request contest D-1 --reason "it is ours""#).output.contains(
        "must be answered before 22 November 2026"))
    #expect(try type(#"request confirm D-1 --reason "the names differ""#).output.contains("is refused"))
    let shown = try type("request show D-1").output
    #expect(shown.contains("decided otherwise than the rules: not eligible"))
    #expect(shown.contains("Confirmed by Camille Exemple: the names differ"))
    #expect(try stage.type("rebond check").status == 0)
  }

  @Test func `libcurl is not loaded by what asks nothing of the web`() throws {
    let answer = try Stage().type("LD_DEBUG=libs rebond --help")
    #expect(answer.status == 0)
    #expect(!answer.errors.contains("libcurl"))
  }
}
