import Documents
import Foundation
import Kernel
import TestSupport
import Testing

@testable import Typesetting

@Suite struct `The letter a family is given` {
  static func letter(
    _ answer: DecisionLetterPaper.Answer, ownReason: String? = nil, needed: [String] = [],
    contest: DecisionLetterPaper.Contest
  ) -> DecisionLetterPaper {
    DecisionLetterPaper(
      issuer: Party(name: "CCAS d'Exemple"), household: Party(name: "Alix Inventé"), reference: "D-000012",
      programme: "Prêt familles", wish: "ordinateur portable", answer: answer, decided: "2026-09-04",
      decidedBy: "Camille Exemple", ownReason: ownReason,
      reasons: [.init(isSo: .no, text: "Quotient familial de 812 € ≤ 700 €")],
      needed: answer == .notYet ? needed : [],
      toBring: answer == .notYet ? ["RSA : apporter l'attestation de RSA."] : [],
      offer: answer == .yes ? ["prêt à usage gratuit, 12 mois"] : [], contest: contest, made: "2026-09-05")
  }

  static func words(_ letter: DecisionLetterPaper, _ language: Language = .fr) throws -> String {
    let pdf = try letter.pdf(language: language, created: noon)
    let text = try #require(OutsideProgram.pdftotext).run(["-", "-"], input: Data(pdf)).output
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test(.enabled(if: OutsideProgram.pdftotext != nil))
  func `says the answer, why, how and until when to contest, and that an algorithm took part`() throws {
    let text = try Self.words(Self.letter(.no, contest: .possible(until: "2026-11-05")))
    for words in [
      "C'est non, pour ce programme.", "Camille Exemple a étudié votre demande le 4 septembre 2026",
      "Pas rempli : Quotient familial de 812 € ≤ 700 €", "Vous pouvez contester jusqu'au 5 novembre 2026",
      "tribunal administratif", "traitement algorithmique", "articles L. 311-3-1 et R. 311-3-1-1", "CADA", "D-000012",
    ] { #expect(text.contains(words), "\(words)") }
  }

  @Test(.enabled(if: OutsideProgram.pdftotext != nil))
  func `missing papers are no refusal, and nothing is to be contested`() throws {
    let text = try Self.words(Self.letter(.notYet, contest: .pointless))
    #expect(text.contains("Ce n'est pas un refus."))
    #expect(text.contains("apporter l'attestation de RSA"))
    #expect(!text.contains("contester"))
  }

  @Test(.enabled(if: OutsideProgram.pdftotext != nil))
  func `tells papers that are all needed from those of which one may do`() throws {
    let home = "Commune : apporter un justificatif de domicile."
    let text = try Self.words(Self.letter(.notYet, needed: [home], contest: .pointless))
    #expect(text.contains("Il nous faut : • Commune"))
    #expect(text.contains("Et un de ceux-ci, ou plusieurs, selon ce que vous avez : • RSA"))
    let free = try Self.words(Self.letter(.notYet, contest: .pointless))
    #expect(!free.contains("Il nous faut"))
    #expect(free.contains("Un de ces papiers, ou plusieurs"))
  }

  @Test(.enabled(if: OutsideProgram.pdftotext != nil))
  func `a person's own decision gives its reason, in English as well`() throws {
    let text = try Self.words(Self.letter(.yes, ownReason: "loss of a job", contest: .pointless), .en)
    #expect(text.contains("The answer is yes."))
    #expect(text.contains("decided otherwise than the calculation proposed. The reason: loss of a job"))
    #expect(text.contains("algorithmic treatment"))
  }

  @Test func `is set in letters of 14 points at least`() {
    let type = PaperType(.large)
    #expect(type.body.points >= 14)
    #expect(type.small.points >= 12)
  }
}
