public import Kernel

/// What following a loan refuses.
public enum FollowUpFailure: Failure, Equatable {
  /// A remark longer than a remark may be; how many characters it has.
  case noteTooLong(Int)
  /// A remark or a reason with a word that may tell of health.
  case mayTellOfHealth(word: String)
  /// A contact is put off, but not to which day.
  case untilMissing
  /// A day for a contact that is not put off.
  case untilUnasked(FollowUp.Outcome)
  /// A contact is put off to a day that is not after the act's.
  case untilPast(Day, act: Day)
  case notSatisfied(Int)
  /// Nobody was there to say how satisfied they are.
  case toldByNobody(FollowUp.Outcome)
  /// The version of a plan is known with another text.
  case planVersionTaken(String, String)

  public var exitCode: ExitCode {
    switch self {
    case .noteTooLong, .mayTellOfHealth, .untilPast, .planVersionTaken: .refused
    case .untilMissing, .untilUnasked, .notSatisfied, .toldByNobody: .usage
    }
  }

  public var text: Text {
    switch self {
    case .noteTooLong(let count):
      Text(
        fr: "La remarque a \(count) caractères ; une remarque en a \(FollowUp.Report.longestNote) au plus. "
          + "Gardez ce qui sert au prochain contact.",
        en: "The remark has \(count) characters; a remark has \(FollowUp.Report.longestNote) at most. "
          + "Keep what serves the next contact.")
    case .mayTellOfHealth(let word):
      Text(
        fr: "Le texte dit « \(word) » : rien sur la santé n'est gardé. Dites ce qu'il faut, sans la raison de santé "
          + "(« rappeler le soir », « lire le papier ensemble », « payer plus tard »). S'il ne parle pas de santé, "
          + "relisez-le et ajoutez --checked.",
        en: "The text says “\(word)”: nothing about health is kept. Say what is needed, without the reason of health "
          + "(“call in the evening”, “read the paper together”, “pay later”). If it is not about health, read it again "
          + "and add --checked.")
    case .untilMissing:
      Text(
        fr: "Un contact remis à plus tard a un nouveau jour : ajoutez --until JOUR.",
        en: "A contact that is put off has a new day: add --until DAY.")
    case .untilUnasked(let outcome):
      Text(
        fr: "--until ne va qu'avec --outcome postponed, pas avec « \(outcome.text.fr) ».",
        en: "--until goes with --outcome postponed only, not with “\(outcome.text.en)”.")
    case .untilPast(let day, let act):
      Text(
        fr: "Le contact serait remis au \(day.text.fr), qui n'est pas après le \(act.text.fr). Donnez un jour à venir.",
        en: "The contact would be put off to \(day.text.en), which is not after \(act.text.en). Give a day to come.")
    case .notSatisfied(let number):
      Text(
        fr: "\(number) ne dit pas une satisfaction : donnez un nombre de 1 (pas du tout) à 5 (tout à fait).",
        en: "\(number) tells no satisfaction: give a number from 1 (not at all) to 5 (entirely).")
    case .toldByNobody(let outcome):
      Text(
        fr: "Personne n'a dit sa satisfaction : le contact est « \(outcome.text.fr) ».",
        en: "Nobody told how satisfied they are: the contact is “\(outcome.text.en)”.")
    case .planVersionTaken(let id, let version):
      Text(
        fr:
          "Le plan « \(id) » version \(version) existe déjà avec un autre contenu. Donnez une nouvelle version au fichier.",
        en: "The plan “\(id)” version \(version) is there already with another content. Give the file a new version.")
    }
  }
}
