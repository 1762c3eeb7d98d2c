public import Kernel

/// What the rules of optional outcomes and of the survey refuse.
public enum OutcomeFailure: Failure, Equatable {
  /// The programme does not count that.
  case notCounted(OptionalOutcome, programme: String?, counted: [OptionalOutcome])
  /// It goes to a household, and none is named.
  case householdNeeded(OptionalOutcome)
  case quantity(Int, OptionalOutcome)
  /// A version of a plan is known with another content.
  case versionTaken(plan: String, version: String)
  case emptySheet
  case noQuestion(String, known: [String])
  case noChoice(String, question: String, known: [String])
  case answeredTwice(String)

  public var exitCode: ExitCode {
    switch self {
    case .notCounted, .versionTaken: .refused
    case .householdNeeded, .emptySheet: .usage
    case .quantity, .noQuestion, .noChoice, .answeredTwice: .badData
    }
  }

  public var text: Text {
    switch self {
    case .notCounted(let outcome, let programme, let counted):
      Text(
        fr: "« \(outcome.text.fr) » ne se compte pas \(programme.map { "pour le programme \($0)" } ?? "ici"). Ce "
          + "qui se compte : \(counted.isEmpty ? "rien" : counted.map(\.text.fr).joined(separator: ", ")). Pour en changer : "
          + "`rebond outcome adopt FICHIER`.",
        en:
          "“\(outcome.text.en)” is not counted \(programme.map { "for programme \($0)" } ?? "here"). What is counted: "
          + "\(counted.isEmpty ? "nothing" : counted.map(\.text.en).joined(separator: ", ")). To change it: "
          + "`rebond outcome adopt FILE`.")
    case .householdNeeded(let outcome):
      Text(
        fr: "« \(outcome.text.fr) » : à quel foyer ? Donnez --household F-…",
        en: "“\(outcome.text.en)”: to which household? Give --household F-…")
    case .quantity(let quantity, let outcome):
      Text(
        fr: "« \(outcome.text.fr) » s'enregistre de 1 à \(outcome.most) à la fois, pas \(quantity).",
        en: "“\(outcome.text.en)” is recorded from 1 to \(outcome.most) at once, not \(quantity).")
    case .versionTaken(let plan, let version):
      Text(
        fr:
          "La version \(version) de « \(plan) » existe déjà avec un autre contenu. Donnez une autre version au fichier.",
        en: "Version \(version) of “\(plan)” is known with another content already. Give the file another version.")
    case .emptySheet:
      Text(
        fr:
          "Une feuille sans réponse ne se saisit pas. Donnez ce qui est coché, question par question ; voyez les noms avec "
          + "`rebond survey results`.",
        en: "A sheet without an answer is not entered. Give what is ticked, question by question; see their names with "
          + "`rebond survey results`.")
    case .noQuestion(let question, let known):
      Text(
        fr: "Il n'y a pas de question « \(question) » ce jour-là. Questions : \(known.joined(separator: ", ")).",
        en: "There is no question “\(question)” on that day. Questions: \(known.joined(separator: ", ")).")
    case .noChoice(let choice, let question, let known):
      Text(
        fr: "« \(choice) » n'est pas une réponse à « \(question) ». Réponses : \(known.joined(separator: ", ")).",
        en: "“\(choice)” is no answer to “\(question)”. Answers: \(known.joined(separator: ", ")).")
    case .answeredTwice(let question):
      Text(
        fr:
          "La question « \(question) » est répondue deux fois. Une feuille a une réponse par question ; laissez-la vide si "
          + "deux sont cochées.",
        en:
          "Question “\(question)” is answered twice. A sheet has one answer to a question; leave it out where two are "
          + "ticked.")
    }
  }
}
