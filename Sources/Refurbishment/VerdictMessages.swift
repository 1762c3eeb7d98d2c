public import Kernel

extension Missing {
  /// What is missing, and the command that lifts it.
  ///
  /// - Parameter code: the device's code, quoted in the command.
  public func text(for code: AssetCode) -> Text {
    switch self {
    case .roundNotOpened:
      Text(
        fr: "le travail n'est pas commencé : `rebond work start \(code)`",
        en: "work has not started: `rebond work start \(code)`")
    case .notSorted:
      Text(
        fr: "l'appareil n'est pas trié : `rebond work triage \(code) good` (ou to-repair, parts, waste)",
        en: "the device is not sorted: `rebond work triage \(code) good` (or to-repair, parts, waste)")
    case .sortedOut(let choice):
      Text(
        fr: "l'appareil est trié « \(choice.text.fr) » : il ne part pas tel quel ; sinon, triez-le de nouveau : "
          + "`rebond work triage \(code) good`",
        en: "the device is sorted “\(choice.text.en)”: it does not leave as it is; else sort it again: "
          + "`rebond work triage \(code) good`")
    case .repairWaiting:
      Text(
        fr: "l'appareil est à réparer : `rebond repair open \(code) --diagnosis …`",
        en: "the device is to be repaired: `rebond repair open \(code) --diagnosis …`")
    case .repairOpen(let repair):
      Text(
        fr: "la réparation n° \(repair) n'est pas terminée : `rebond repair close \(repair) repaired --minutes 30`",
        en: "the repair no. \(repair) has not ended: `rebond repair close \(repair) repaired --minutes 30`")
    case .checkNotDone(let check, let step):
      Text(
        fr: "« \(check.title.fr) » (\(step.fr)) n'est pas fait : `rebond work check \(code) \(check.id)=passed`",
        en: "“\(check.title.en)” (\(step.en)) is not done: `rebond work check \(code) \(check.id)=passed`")
    case .checkFailed(let check) where check.mayBeDeclared:
      Text(
        fr: "« \(check.title.fr) » a échoué : réparez, ou déclarez le défaut : "
          + "`rebond work check \(code) \(check.id)=declared`",
        en: "“\(check.title.en)” failed: repair it, or declare the defect: "
          + "`rebond work check \(code) \(check.id)=declared`")
    case .checkFailed(let check):
      Text(
        fr: "« \(check.title.fr) » a échoué, et l'appareil ne peut pas partir ainsi : réparez, puis "
          + "`rebond work check \(code) \(check.id)=passed`",
        en: "“\(check.title.en)” failed, and the device cannot leave like that: repair it, then "
          + "`rebond work check \(code) \(check.id)=passed`")
    case .checkedBySamePerson(let check):
      Text(
        fr:
          "« \(check.title.fr) » a été fait par quelqu'un qui a aussi fait le travail ; une autre personne le refait : "
          + "`rebond work check \(code) \(check.id)=passed`",
        en: "“\(check.title.en)” was done by somebody who also did the work; another person does it again: "
          + "`rebond work check \(code) \(check.id)=passed`")
    case .checkedTooEarly(let check):
      Text(
        fr: "« \(check.title.fr) » date d'avant les derniers travaux ; il est à refaire par une autre personne : "
          + "`rebond work check \(code) \(check.id)=passed`",
        en: "“\(check.title.en)” is from before the last work; another person does it again: "
          + "`rebond work check \(code) \(check.id)=passed`")
    case .mediumInQuestion(let medium):
      Text(
        fr: "le support « \(medium) » fait-il partie de l'appareil ? "
          + "`rebond device medium \(code) \(medium.inShell) --part-of yes` (ou no)",
        en: "is the medium “\(medium)” part of the device? "
          + "`rebond device medium \(code) \(medium.inShell) --part-of yes` (or no)")
    case .mediumNotErased(let medium):
      Text(
        fr: "le support « \(medium) » n'est pas effacé : effacez-le, puis `rebond evidence import FICHIER`",
        en: "the medium “\(medium)” is not erased: erase it, then `rebond evidence import FILE`")
    case .erasureFailed(let medium, let outcome):
      Text(
        fr: "le dernier effacement du support « \(medium) » est « \(outcome.text.fr) » : effacez-le de nouveau, puis "
          + "`rebond evidence import FICHIER`",
        en: "the last erasure of the medium “\(medium)” is “\(outcome.text.en)”: erase it again, then "
          + "`rebond evidence import FILE`")
    case .logOlderThanLastUser(let medium, let log, let givenUp):
      Text(
        fr:
          "l'effacement connu du support « \(medium) » (\(log.text.fr)) est d'avant son dernier utilisateur, qui l'a rendu le "
          + "\(givenUp.text.fr) : effacez-le, puis `rebond evidence import FICHIER`",
        en:
          "the known erasure of the medium “\(medium)” (\(log.text.en)) is from before its last user, who gave it up on "
          + "\(givenUp.text.en): erase it, then `rebond evidence import FILE`")
    case .awaitingValidation(let medium):
      Text(
        fr: "l'effacement du support « \(medium) » attend la validation d'une deuxième personne : "
          + "`rebond erasure validate \(code)`",
        en: "the erasure of the medium “\(medium)” waits for a second person's validation: "
          + "`rebond erasure validate \(code)`")
    case .erasedBelowPromise(let medium, let level, let promise):
      Text(
        fr:
          "le support « \(medium) » est effacé au niveau \(level.text.fr), et la convention « \(promise.convention) » "
          + "promet \(promise.level.text.fr) : effacez-le à ce niveau, puis `rebond evidence import FICHIER`",
        en: "the medium “\(medium)” is erased to level \(level.text.en), and the convention “\(promise.convention)” "
          + "promises \(promise.level.text.en): erase it to that level, then `rebond evidence import FILE`")
    case .erasedBelowPolicy(let medium, let level, let needed):
      Text(
        fr:
          "le support « \(medium) » est effacé par logiciel au niveau \(level.text.fr), et la politique de l'atelier demande "
          + "\(needed.text.fr) pour un tel support : effacez-le à ce niveau, puis `rebond evidence import FICHIER`",
        en:
          "the medium “\(medium)” is overwritten by software to level \(level.text.en), and the workshop's policy asks for "
          + "\(needed.text.en) of such a medium: erase it to that level, then `rebond evidence import FILE`")
    case .noKnownMedium:
      Text(
        fr:
          "aucun support de stockage n'est connu : importez un relevé (`rebond evidence import FICHIER`), ou attestez qu'il n'y "
          + "en a pas : `rebond work attest-no-medium \(code) --reason …`",
        en:
          "no storage medium is known: import evidence (`rebond evidence import FILE`), or attest that there is none: "
          + "`rebond work attest-no-medium \(code) --reason …`")
    case .evidenceAnnulled(let report):
      Text(
        fr: "le relevé n° \(report) a été annulé, et ce qu'il montrait n'est plus connu : rattachez-le "
          + "(`rebond evidence attach \(report) --device \(code)`), ou qu'une deuxième personne l'accepte : "
          + "`rebond evidence accept-annulment \(report) --device \(code) --reason …`",
        en: "the report no. \(report) was annulled, and what it showed is known no more: attach it again "
          + "(`rebond evidence attach \(report) --device \(code)`), or have a second person accept it: "
          + "`rebond evidence accept-annulment \(report) --device \(code) --reason …`")
    case .notGraded:
      Text(
        fr: "l'appareil n'est pas noté : `rebond work grade \(code) --cosmetic B --functional A --battery B`",
        en: "the device is not graded: `rebond work grade \(code) --cosmetic B --functional A --battery B`")
    }
  }
}

extension ErasureDoubt {
  /// What is missing, as one line of a list.
  var text: Text {
    switch self {
    case .notBegun:
      Text(fr: "aucune ligne ne dit qu'il a commencé", en: "no line says that it began")
    case .notFinished:
      Text(fr: "aucune ligne ne dit qu'il est allé au bout", en: "no line says that it came to its end")
    case .nothingWritten:
      Text(fr: "aucune ligne ne dit que quelque chose a été écrit", en: "no line says that anything was written")
    case .partlyWritten(let written, let size):
      Text(
        fr: "\(written) octets écrits sur \(size)", en: "\(written) bytes written of \(size)")
    case .unknownMethod(let method):
      Text(
        fr: method.map { "la méthode « \($0) » est inconnue" } ?? "la méthode n'est pas dite",
        en: method.map { "the method “\($0)” is unknown" } ?? "the method is not told")
    case .writtenSince:
      Text(
        fr: "le support a été effacé un jour et ne dit pas que rien n'y a été écrit depuis",
        en: "the medium was sanitized once and does not say that nothing was written since")
    case .smallerThanMedium(let seen, let known):
      Text(
        fr: "le journal voit un disque de \(seen) octets, le support en a \(known)",
        en: "the log sees a disk of \(seen) bytes, the medium has \(known)")
    }
  }
}

extension Reservation {
  /// Why the device may not be called *reconditionné*.
  public var text: Text {
    switch self {
    case .notReady: Text(fr: "l'appareil n'est pas prêt", en: "the device is not ready")
    case .routeTestsNoFunction(let route):
      Text(fr: "la gamme « \(route) » ne teste aucune fonction", en: "the route “\(route)” tests no function")
    case .functionNotTested(let check):
      Text(fr: "« \(check.title.fr) » n'a pas été testé", en: "“\(check.title.en)” was not tested")
    case .defectDeclared(let check):
      Text(
        fr: "un défaut est déclaré : « \(check.title.fr) »", en: "a defect is declared: “\(check.title.en)”")
    }
  }
}
