import Foundation
import TestSupport
import Testing

/// Rights of households, as people at the desk type them.
@Suite struct `Rights of households at the desk` {
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

  @Test func `libcurl is not loaded by what asks nothing of the web`() throws {
    let answer = try Stage().type("LD_DEBUG=libs rebond --help")
    #expect(answer.status == 0)
    #expect(!answer.errors.contains("libcurl"))
  }
}
