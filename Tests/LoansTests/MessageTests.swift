import Kernel
import Loans
import TestSupport
import Testing

@Suite struct `What Loans says when it refuses` {
  static let failures: [LoansFailure] =
    [
      .notAReference("x", noun: Text(fr: "un foyer", en: "a household"), example: "F-000045"),
      .noHousehold(1), .noRequest(1), .noDecision(1), .noContract(1), .noFollowUp(1),
      .noProgramme("pret", on: "2026-09-15"), .emptyName, .nobodyInHousehold(adults: 0, children: 0), .emptyUses,
      .notAName("QF"), .versionTaken(programme: "pret", version: "1"), .modestWithoutRight(.unknown),
      .decisionOfAnotherRequest(1), .notEligible(1, .unknown), .refusalWithoutDecision(1, nil),
      .refusalWithoutDecision(1, .eligible), .deviceTaken(for: 1), .contractSigned(1, 2),
      .feeOnLoan(Money(euros: 25)), .termBeforeStart("2026-09-14", starts: "2026-09-15"),
      .valueNotPositive(.zero), .accessoryTwice("câble"), .accessoryNotLent("housse", 1, lent: []),
      .accessoryNotLent("housse", 1, lent: ["souris"]), .followUpClosed(1, .done),
      .outOfOrder("2026-09-14", after: "2026-09-15"), .documentToCome("2026-09-16", seen: "2026-09-15"),
      .restedOn(4, by: [5, 9]), .monthToCome("2026-10", dated: "2026-09-15"),
      .monthKnown("qf", month: "2026-09", dated: "2026-09-15", by: 4), .householdKnown([1, 2]),
    ] + ContractKind.allCases.map { .notOfferedYet($0) }
    + Request.Stage.allCases.map { .nothingAllocated(1, at: $0) }
    + Request.Stage.allCases.flatMap { stage in Request.Verb.allCases.map { .requestCannot(1, $0, at: stage) } }
    + Contract.State.allCases.flatMap { state in Contract.Verb.allCases.map { .contractCannot(1, $0, at: state) } }

  @Test(arguments: failures)
  func `is a sentence in each language, in its own quotation marks`(failure: LoansFailure) {
    let text = failure.text
    #expect(text.fr != text.en)
    for sentence in [text.fr, text.en] {
      #expect(sentence.hasSuffix(".") && !sentence.contains("  ") && !sentence.contains("\""))
      #expect(sentence.first?.isUppercase == true || sentence.hasPrefix("«") || sentence.hasPrefix("“"))
    }
    #expect(!text.fr.contains("“") && !text.fr.contains("’") && !text.en.contains("«"))
  }

  static let wordings: [(failure: LoansFailure, fr: String)] = [
    (
      .feeOnLoan(Money(euros: 25)),
      "Un prêt à usage est gratuit (C. civ. art. 1876) : 25,00\u{00A0}€ en ferait une location. Retirez le prix."
    ),
    (
      .requestCannot(12, .withdraw, at: .allocated),
      "La demande D-000012 est pourvue d'un appareil : on ne peut pas la retirer. Signez avec "
        + "`rebond contract sign D-000012 --lender …`, ou libérez d'abord l'appareil avec `rebond request release D-000012 --reason declined`."
    ),
    (
      .contractCannot(45, .handOver, at: .handedOver),
      "Le contrat C-000045 est en cours, l'appareil remis : on ne peut pas remettre l'appareil. Enregistrez "
        + "d'abord le retour avec `rebond return record C-000045 --condition …`."
    ),
  ]

  @Test(arguments: wordings)
  func `says what happened, why and what to do`(failure: LoansFailure, fr: String) {
    #expect(failure.text.fr == fr)
  }

  @Test func `ends the program as the kind of failure asks`() {
    #expect(LoansFailure.emptyName.exitCode == .badData)
    #expect(LoansFailure.noContract(1).exitCode == .noInput)
    #expect(LoansFailure.feeOnLoan(.zero).exitCode == .refused)
  }
}
