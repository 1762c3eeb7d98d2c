import Eligibility
import Kernel
import Loans
import Storage

/// The rules by which loans from before Rebond go on: those of one day, that of their taking over.
///
/// Nobody judges again what others decided before; so what stands for the decision is that a named person says, from a list,
/// that the loan was running: a fact of the household like any other. The rules hold on that one day, so that no household is
/// ever found eligible by them afterwards: a loan that runs goes on (C. civ. art. 1103), and no right comes of it.
enum EarlierLoanRules {
  /// The programme's name.
  static let id = EarlierProgrammeStore.rules
  /// What is known of a household whose loan was running.
  static let fact = "loan_before_rebond"
  /// What it rests on.
  static let evidence = "liste_des_prets"

  /// The rules of a day, put in force by whoever takes loans over on it, unless somebody did that day already.
  ///
  /// - Throws: ``LoansFailure/versionTaken(programme:version:)``.
  static func inForce(on day: Day, in change: Change) throws -> Programme {
    let body = file(of: day)
    let programme = try Programme(reading: Array(body.utf8), file: id)
    let known = try ProgrammeStore.inForce(on: day, in: change).contains {
      $0.id == id && $0.version == programme.version
    }
    guard !known else { return programme }
    try change.also(Action.adoptProgramme) { adopting in
      adopting.concerns(.instance)
      adopting.note("programme", .dataName(programme.id))
      adopting.note("version", .dataName(programme.version))
      adopting.note("digest", .digest(programme.digest))
      try ProgrammeStore.adopt(
        AdoptedProgramme(id: programme.id, version: programme.version, body: body, limit: nil), in: adopting)
    }
    return programme
  }

  /// The programme's file.
  static func file(of day: Day) -> String {
    """
    {
      "schema": "eligibility-rules/1",
      "id": "\(id)",
      "version": "\(day)",
      "validFrom": "\(day)",
      "validTo": "\(day)",
      "title": {
        "fr": "Prêts d'avant Rebond, repris le \(day.text.fr)",
        "en": "Loans from before Rebond, taken over on \(day.text.en)"
      },
      "legal": [
        {
          "title": "Code civil, art. 1103 : les contrats tiennent lieu de loi à ceux qui les ont faits",
          "date": "2016-10-01",
          "url": null
        }
      ],
      "lastChecked": "\(day)",
      "documents": {
        "\(evidence)": {
          "fr": "la liste des prêts tenue avant Rebond",
          "en": "the list of loans kept before Rebond"
        }
      },
      "facts": {
        "\(fact)": {
          "type": "bool",
          "fr": "Prêt en cours avant Rebond",
          "en": "Loan that was running before Rebond",
          "evidence": ["\(evidence)"]
        }
      },
      "decide": {
        "all": [
          {
            "id": "running",
            "is": { "fact": "\(fact)" },
            "fr": "Prêt décidé et commencé avant Rebond, repris de la liste tenue jusque-là",
            "en": "Loan decided and begun before Rebond, taken over from the list kept until then"
          }
        ]
      },
      "tests": [
        { "name": "prêt en cours", "as_of": "\(day)", "facts": { "\(fact)": true }, "outcome": "eligible" },
        { "name": "aucun prêt", "as_of": "\(day)", "facts": { "\(fact)": false }, "outcome": "not_eligible" },
        { "name": "rien de dit", "as_of": "\(day)", "facts": {}, "outcome": "unknown", "ask": ["\(fact)"] }
      ]
    }

    """
  }
}
