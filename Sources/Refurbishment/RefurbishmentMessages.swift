public import Kernel

extension RefurbishmentFailure {
  public var text: Text {
    switch self {
    case .routeChanged(let name):
      Text(
        fr:
          "La gamme « \(name) » est déjà connue avec un autre contenu : un appareil garde la version avec laquelle il a "
          + "commencé. Donnez une nouvelle version au fichier.",
        en: "The route “\(name)” is known already with another content: a device keeps the version it started with. "
          + "Give the file a new version.")
    case .routeOfAnotherCategory(let code, let category, let route):
      Text(
        fr: "La gamme « \(route) » n'est pas faite pour l'appareil \(code) (\(category.text.fr)). "
          + "Donnez-en une autre : `rebond work start \(code) --route FICHIER`",
        en: "The route “\(route)” is not made for the device \(code) (\(category.text.en)). "
          + "Give another: `rebond work start \(code) --route FILE`")
    case .roundAlreadyOpen(let code, let round):
      Text(
        fr: "Le passage n° \(round) de l'appareil \(code) à l'atelier est déjà commencé. Voyez où il en est : "
          + "`rebond work show \(code)`",
        en: "Round \(round) of the device \(code) in the workshop has started already. See where it stands: "
          + "`rebond work show \(code)`")
    case .roundNotOpen(let code):
      Text(
        fr: "Le travail sur l'appareil \(code) n'est pas commencé. Commencez-le : `rebond work start \(code)`",
        en: "Work on the device \(code) has not started. Start it: `rebond work start \(code)`")
    case .roundClosed(let code):
      Text(
        fr: "Le passage de l'appareil \(code) à l'atelier est terminé : ce qui a été jugé ne change plus. "
          + "S'il est encore là, ramenez-le à l'atelier : `rebond work reopen \(code) --reason …`",
        en: "The round of the device \(code) in the workshop is closed: what was judged does not change any more. "
          + "If it is still there, take it back into the workshop: `rebond work reopen \(code) --reason …`")
    case .roundNotClosed(let code):
      Text(
        fr: "Le passage de l'appareil \(code) à l'atelier n'est pas terminé : il n'y a rien à rouvrir. "
          + "Voyez ce qui reste à faire : `rebond work show \(code)`",
        en: "The round of the device \(code) in the workshop is not closed: there is nothing to open again. "
          + "See what is left to do: `rebond work show \(code)`")
    case .unknownCheck(let code, let input, let known):
      Text(
        fr:
          "La gamme de l'appareil \(code) n'a pas de contrôle « \(input) ». Elle a : \(known.joined(separator: ", ")).",
        en: "The route of the device \(code) has no check “\(input)”. It has: \(known.joined(separator: ", ")).")
    case .forOtherRoles(let code, let check, let roles):
      Text(
        fr: "« \(check.title.fr) » (\(check.id)) de l'appareil \(code) n'est fait que par : "
          + "\(roles.map(\.text.fr).joined(separator: ", ")). Demandez à l'une de ces personnes.",
        en: "“\(check.title.en)” (\(check.id)) of the device \(code) is done only by: "
          + "\(roles.map(\.text.en).joined(separator: ", ")). Ask one of these people.")
    case .stepForOtherRoles(let code, let step, let roles):
      Text(
        fr: "« \(step.fr) » de l'appareil \(code) n'est fait que par : "
          + "\(roles.map(\.text.fr).joined(separator: ", ")). Demandez à l'une de ces personnes.",
        en: "“\(step.en)” of the device \(code) is done only by: "
          + "\(roles.map(\.text.en).joined(separator: ", ")). Ask one of these people.")
    case .repairOpenAlready(let repair):
      Text(
        fr: "La réparation n° \(repair) de cet appareil n'est pas terminée : complétez-la, ou terminez-la "
          + "(`rebond repair close \(repair) repaired --minutes 30`).",
        en: "The repair no. \(repair) of this device has not ended: go on with it, or end it "
          + "(`rebond repair close \(repair) repaired --minutes 30`).")
    case .noSuchRepair(let repair):
      Text(
        fr: "Il n'y a pas de réparation n° \(repair). Voyez-les : `rebond repair list`",
        en: "There is no repair no. \(repair). See them: `rebond repair list`")
    case .repairEnded(let repair):
      Text(
        fr: "La réparation n° \(repair) est terminée : rien ne s'y ajoute plus. Ouvrez-en une autre : "
          + "`rebond repair open CODE --diagnosis …`",
        en: "The repair no. \(repair) has ended: nothing is added to it any more. Open another: "
          + "`rebond repair open CODE --diagnosis …`")
    case .repairFigures(let minutes, let cost):
      Text(
        fr: "\(minutes) minutes\(cost.map { " et \($0.text.fr)" } ?? "") ne sont pas ceux d'une réparation : "
          + "de 0 à 10 000 minutes, et un coût qui n'est pas négatif.",
        en: "\(minutes) minutes\(cost.map { " and \($0.text.en)" } ?? "") are not those of a repair: "
          + "from 0 to 10,000 minutes, and a cost that is not negative.")
    case .noSuchAlarm(let alarm):
      Text(
        fr: "Il n'y a pas d'alerte n° \(alarm). Voyez-les : `rebond alarm list`",
        en: "There is no alarm no. \(alarm). See them: `rebond alarm list`")
    case .alarmSettled(let alarm):
      Text(
        fr: "L'alerte n° \(alarm) est déjà traitée. Voyez ce qui a été noté : `rebond alarm list --all`",
        en: "The alarm no. \(alarm) is dealt with already. See what was noted: `rebond alarm list --all`")
    case .nothingRecorded(let day):
      Text(
        fr:
          "Aucun effacement prouvé par une machine, enregistré le \(day.text.fr) par quelqu'un d'autre, n'attend de validation.",
        en: "No machine-proven erasure recorded on \(day.text.en) by somebody else waits for a validation.")
    case .attestedOneByOne(let code, let media):
      Text(
        fr: "Ce que des personnes attestent se valide une par une : "
          + "`rebond erasure validate \(code) --medium SUPPORT` (\(media.joined(separator: ", "))).",
        en: "What people attest is accepted one by one: "
          + "`rebond erasure validate \(code) --medium MEDIUM` (\(media.joined(separator: ", "))).")
    case .clockNotInDoubt(let medium, let ended):
      Text(
        fr:
          "La date de l'effacement du support « \(medium) » (\(ended.text.fr)) ne contredit rien : importez le journal "
          + "comme les autres (`rebond evidence import FICHIER`).",
        en: "The date of the erasure of the medium “\(medium)” (\(ended.text.en)) contradicts nothing: import the log "
          + "as any other (`rebond evidence import FILE`).")
    case .ownClock(let report):
      Text(
        fr:
          "Qui a importé la preuve n° \(report) ne dit pas seul que son horloge était fausse : une autre personne le dit.",
        en: "Who imported the evidence no. \(report) does not say alone that its clock was wrong: another person does.")
    case .noSuchRun(let report, let medium):
      Text(
        fr:
          "La preuve n° \(report) ne dit pas que le support « \(medium) » a été effacé. Voyez-la : `rebond evidence list`",
        en:
          "The evidence no. \(report) does not say that the medium “\(medium)” was erased. See it: `rebond evidence list`"
      )
    case .logCanExist(let code, let category):
      Text(
        fr: "L'appareil \(code) (\(category.text.fr)) peut être effacé par un outil qui écrit un journal : importez-le "
          + "(`rebond evidence import FICHIER`).",
        en: "The device \(code) (\(category.text.en)) can be erased by a tool that writes a log: import it "
          + "(`rebond evidence import FILE`).")
    case .checkGivenTwice(let code, let check):
      Text(
        fr:
          "Le contrôle « \(check) » de l'appareil \(code) est donné deux fois dans le même acte. Ne gardez que le bon.",
        en: "The check “\(check)” of the device \(code) is given twice in one act. Keep the right one only.")
    case .stepNotYet(let code, let step, let waitingFor):
      Text(
        fr: "« \(step.fr) » vient après : \(waitingFor.map(\.fr).joined(separator: ", ")). Terminez d'abord cela ; "
          + "voyez ce qui manque : `rebond work show \(code)`",
        en: "“\(step.en)” comes after: \(waitingFor.map(\.en).joined(separator: ", ")). Finish that first; "
          + "see what is missing: `rebond work show \(code)`")
    case .cannotBeNotFitted(let code, let check):
      Text(
        fr:
          "« \(check.title.fr) » (\(check.id)) ne peut pas être « non équipé » sur l'appareil \(code) : tout appareil de ce "
          + "genre l'a. S'il ne marche pas : \(check.id)=failed",
        en: "“\(check.title.en)” (\(check.id)) cannot be “not fitted” on the device \(code): every such device has it. "
          + "If it does not work: \(check.id)=failed")
    case .cannotBeDeclared(let code, let check):
      Text(
        fr: "L'appareil \(code) ne peut pas partir avec ce défaut, même déclaré : « \(check.title.fr) » (\(check.id)). "
          + "Notez \(check.id)=failed et faites réparer.",
        en: "The device \(code) cannot leave with that defect, even declared: “\(check.title.en)” (\(check.id)). "
          + "Record \(check.id)=failed and have it repaired.")
    case .forAnotherPerson(let code, let check):
      Text(
        fr:
          "« \(check.title.fr) » (\(check.id)) est pour une autre personne : vous avez déjà travaillé sur l'appareil \(code). "
          + "Demandez à quelqu'un qui n'y a pas touché.",
        en: "“\(check.title.en)” (\(check.id)) is for another person: you have worked on the device \(code) already. "
          + "Ask somebody who has not.")
    case .runBeforeLastUser(let medium, let ended, let givenUp):
      Text(
        fr:
          "Cet effacement du support « \(medium) » date du \(ended.text.fr), avant que son dernier utilisateur ne le rende "
          + "(\(givenUp.text.fr)) : il ne prouve rien sur ses données. Le fichier est gardé ; effacez de nouveau le support.",
        en: "This erasure of the medium “\(medium)” is of \(ended.text.en), before its last user gave it up "
          + "(\(givenUp.text.en)): it proves nothing about their data. The file is kept; erase the medium again.")
    case .runInFuture(let medium, let ended, let today):
      Text(
        fr:
          "Cet effacement du support « \(medium) » est daté du \(ended.text.fr), après le \(today.text.fr) : "
          + "vérifiez le jour donné avec --on, ou l'horloge de la machine qui a écrit ce journal.",
        en: "This erasure of the medium “\(medium)” is dated \(ended.text.en), after \(today.text.en): "
          + "check the day given with --on, or the clock of the machine that wrote this log.")
    case .runWithoutDate(let medium):
      Text(
        fr:
          "Cet effacement du support « \(medium) » n'est pas daté : rien ne dit qu'il est venu après son dernier utilisateur. "
          + "Effacez-le de nouveau ; pour un outil qui ne date rien, enregistrez le terminal avec « script ».",
        en: "This erasure of the medium “\(medium)” has no date: nothing says that it came after its last user. "
          + "Erase it again; with a tool that dates nothing, record the terminal with “script”.")
    case .erasureNotProven(let medium, let doubts):
      Text(
        fr: "Le journal dit le support « \(medium) » effacé, mais ne le prouve pas :",
        en: "The log says that the medium “\(medium)” is erased, and does not prove it:")
        + doubts.map { Text(same: "\n    - ") + $0.text }.joined(separator: "")
        + Text(
          fr: "\n  Le fichier est gardé ; reprenez le journal entier, ou effacez de nouveau le support.",
          en: "\n  The file is kept; take the whole log, or erase the medium again.")
    case .erasureWithoutLog(let medium):
      Text(
        fr: "Aucun journal ne prouve l'effacement du support « \(medium) » : `rebond evidence import FICHIER`",
        en: "No log proves the erasure of the medium “\(medium)”: `rebond evidence import FILE`")
    case .runAlreadyRecorded(let medium):
      Text(
        fr: "Cet effacement du support « \(medium) » est déjà enregistré ; un passage ne compte qu'une fois.",
        en: "This erasure of the medium “\(medium)” is recorded already; a run counts once.")
    case .mediumInQuestion(let code, let medium):
      Text(
        fr: "Le support « \(medium) » fait-il partie de l'appareil \(code) ? Dites-le d'abord : "
          + "`rebond device medium \(code) \(medium.inShell) --part-of yes` (ou no)",
        en: "Is the medium “\(medium)” part of the device \(code)? Say so first: "
          + "`rebond device medium \(code) \(medium.inShell) --part-of yes` (or no)")
    case .ownErasure(let code):
      Text(
        fr: "Vous avez enregistré l'effacement de l'appareil \(code) : une deuxième personne doit le valider "
          + "(`rebond erasure validate \(code)`).",
        en: "You recorded the erasure of the device \(code): a second person must validate it "
          + "(`rebond erasure validate \(code)`).")
    case .nothingToValidate(let code):
      Text(
        fr:
          "Aucun effacement de l'appareil \(code) n'attend de validation. Voyez ses supports : `rebond device show \(code)`",
        en: "No erasure of the device \(code) waits for a validation. See its media: `rebond device show \(code)`")
    case .unknownGrade(let axis, let input, let known):
      Text(
        fr: "« \(input) » n'est pas une note du barème (\(axis.text.fr)). Il a : \(known.joined(separator: ", ")).",
        en: "“\(input)” is not a grade of the scale (\(axis.text.en)). It has: \(known.joined(separator: ", ")).")
    case .unknownSystem(let input, let known):
      Text(
        fr:
          "« \(input) » n'est pas un système de la politique de l'atelier. Elle a : \(known.joined(separator: ", ")). "
          + "Pour en ajouter, mettez un autre fichier en vigueur : `rebond policy adopt FICHIER`",
        en: "“\(input)” is no system of the workshop's policy. It has: \(known.joined(separator: ", ")). "
          + "To add some, put another file in force: `rebond policy adopt FILE`")
    case .unknownTrainingStep(let input, let known):
      Text(
        fr: "« \(input) » n'est pas une étape de formation de la politique de l'atelier. Elle a : "
          + "\(known.joined(separator: ", ")). Pour en ajouter : `rebond policy adopt FICHIER`",
        en: "“\(input)” is no step of training of the workshop's policy. It has: \(known.joined(separator: ", ")). "
          + "To add some: `rebond policy adopt FILE`")
    case .mediaAreKnown(let code, let parts, let inQuestion):
      Text(
        fr: "Personne ne peut attester que l'appareil \(code) n'a pas de support : on lui en connaît.",
        en: "Nobody can attest that the device \(code) has no medium: some are known.")
        + (parts.map { Self.part($0, of: code) } + inQuestion.map { Self.question($0, of: code) }).joined(separator: "")
    case .reasonMissing:
      Text(
        fr: "Il faut dire pourquoi. Donnez la raison : --reason \"…\"",
        en: "It takes a reason. Give it: --reason \"…\"")
    case .stationWithoutSerial:
      Text(
        fr: "Un poste d'effacement se déclare par son numéro de série.",
        en: "A wiping station is declared by its serial number.")
    case .stationAlreadyDeclared(let serial):
      Text(
        fr: "Le poste d'effacement « \(serial) » est déjà déclaré.",
        en: "The wiping station “\(serial)” is declared already.")
    case .nothingAnnulled(let code, let report):
      Text(
        fr: "Aucune annulation du relevé n° \(report) n'attend d'être acceptée pour l'appareil \(code) : "
          + "rebond work show \(code)",
        en: "No annulment of the report no. \(report) waits to be accepted for the device \(code): "
          + "rebond work show \(code)")
    case .ownAnnulment(let code, let report):
      Text(
        fr: "Vous avez annulé le relevé n° \(report) de l'appareil \(code) : une deuxième personne doit l'accepter.",
        en: "You annulled the report no. \(report) of the device \(code): a second person must accept it.")
    case .alreadyAttached(let report):
      Text(
        fr: "Le relevé n° \(report) est déjà rattaché à cet appareil.",
        en: "The report no. \(report) is attached to that device already.")
    case .notReady(let code, let missing):
      Text(
        fr: "L'appareil \(code) ne peut pas sortir de l'atelier. Il manque :",
        en: "The device \(code) cannot leave the workshop. Missing:")
        + Self.list(missing, of: code)
    case .dataWithoutPaper(let code, let missing):
      Text(
        fr: "L'appareil \(code) ne change pas de mains avec des données. Il manque :",
        en: "The device \(code) does not change hands with data on it. Missing:")
        + Self.list(missing, of: code)
        + Text(
          fr: "\nOu bien qui le reçoit s'en charge par un papier signé : --under PAPIER (sa référence).",
          en: "\nOr whoever receives it takes that over by a signed paper: --under PAPER (its reference).")
    }
  }
}

extension RefurbishmentFailure {
  private static func list(_ missing: [Missing], of code: AssetCode) -> Text {
    missing.map { Text(same: "\n- ") + $0.text(for: code) }.joined(separator: "")
  }

  private static func part(_ medium: String, of code: AssetCode) -> Text {
    Text(
      fr:
        "\n- « \(medium) » fait partie de l'appareil : effacez-le. S'il lui a été rattaché par erreur, trouvez l'acte qui l'a "
        + "dit (`rebond journal \(code)`) et annulez-le : `rebond correct NUMÉRO --annul --reason …`",
      en: "\n- “\(medium)” is part of the device: erase it. If it was tied to it by mistake, find the act that said so "
        + "(`rebond journal \(code)`) and annul it: `rebond correct NUMBER --annul --reason …`")
  }

  private static func question(_ medium: String, of code: AssetCode) -> Text {
    Text(
      fr: "\n- « \(medium) » a été vu dans l'appareil ; s'il n'en fait pas partie : "
        + "`rebond device medium \(code) \(medium.inShell) --part-of no`",
      en: "\n- “\(medium)” was seen in the device; if it is not part of it: "
        + "`rebond device medium \(code) \(medium.inShell) --part-of no`")
  }
}
