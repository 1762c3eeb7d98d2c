public import Kernel

extension Request.Stage {
  /// The stage, as it is said of a request.
  public var text: Text {
    switch self {
    case .draft: Text(fr: "en brouillon, pas encore envoyée", en: "a draft, not sent yet")
    case .submitted: Text(fr: "à décider", en: "to be decided")
    case .incomplete: Text(fr: "incomplète, des papiers manquent", en: "incomplete, papers are missing")
    case .decided: Text(fr: "acceptée, sans appareil attribué", en: "accepted, with no device allocated")
    case .allocated: Text(fr: "pourvue d'un appareil", en: "provided with a device")
    case .handedOver: Text(fr: "satisfaite, l'appareil remis", en: "met, the device handed over")
    case .contested: Text(fr: "contestée, à réexaminer", en: "contested, to be looked at again")
    case .refused: Text(fr: "refusée", en: "refused")
    case .withdrawn: Text(fr: "retirée", en: "withdrawn")
    case .reoriented: Text(fr: "réorientée", en: "sent elsewhere")
    case .annulled: Text(fr: "annulée", en: "annulled")
    }
  }

  /// What can be done next with a request.
  func advice(_ id: RequestID) -> Text {
    let reference = id.reference
    return switch self {
    case .draft:
      Text(
        fr: "Envoyez-la d'abord avec `rebond request submit \(reference)`.",
        en: "Send it first with `rebond request submit \(reference)`.")
    case .incomplete:
      Text(
        fr: "Quand les papiers sont là : `rebond request complete \(reference)`. Voyez lesquels avec "
          + "`rebond request show \(reference)`.",
        en: "When the papers have come: `rebond request complete \(reference)`. See which with "
          + "`rebond request show \(reference)`.")
    case .submitted:
      Text(
        fr: "Décidez d'abord avec `rebond eligibility decide \(reference) --programme …`.",
        en: "Decide first with `rebond eligibility decide \(reference) --programme …`.")
    case .decided:
      Text(
        fr: "Attribuez d'abord un appareil avec `rebond request allocate \(reference) CODE`.",
        en: "Allocate a device first with `rebond request allocate \(reference) CODE`.")
    case .allocated:
      Text(
        fr: "Signez avec `rebond contract sign \(reference) --lender …`, ou libérez d'abord l'appareil avec "
          + "`rebond request release \(reference) --reason declined`.",
        en: "Sign with `rebond contract sign \(reference) --lender …`, or free the device first with "
          + "`rebond request release \(reference) --reason declined`.")
    case .contested:
      Text(
        fr:
          "Décidez à nouveau avec `rebond eligibility decide \(reference) --programme …`, ou confirmez la réponse avec "
          + "`rebond request confirm \(reference) --reason …`.",
        en: "Decide again with `rebond eligibility decide \(reference) --programme …`, or confirm the answer with "
          + "`rebond request confirm \(reference) --reason …`.")
    case .handedOver, .refused, .withdrawn, .reoriented, .annulled:
      Text(
        fr:
          "Pour un autre appareil, enregistrez une nouvelle demande avec `rebond request add --household F-… --prescriber … --device … --uses … --channel …` ; pour une erreur, "
          + "voyez `rebond correct NUMÉRO --annul --reason …`.",
        en:
          "For another device, record a new request with `rebond request add --household F-… --prescriber … --device … --uses … --channel …`; for a mistake, see `rebond correct NUMBER --annul --reason …`."
      )
    }
  }
}

extension Request.Verb {
  /// The verb, after « on ne peut pas » and “it is not possible to”.
  public var text: Text {
    switch self {
    case .submit: Text(fr: "l'envoyer", en: "send it")
    case .askPapers: Text(fr: "demander des papiers", en: "ask for papers")
    case .complete: Text(fr: "la déclarer complète", en: "call it complete")
    case .appoint: Text(fr: "prendre rendez-vous", en: "make an appointment")
    case .reorient: Text(fr: "la réorienter", en: "send it elsewhere")
    case .decide: Text(fr: "la déclarer acceptée", en: "call it accepted")
    case .allocate: Text(fr: "lui attribuer un appareil", en: "allocate a device to it")
    case .release: Text(fr: "libérer son appareil", en: "free its device")
    case .handOver: Text(fr: "remettre son appareil", en: "hand its device over")
    case .lapse: Text(fr: "lui retirer son droit", en: "take its right away")
    case .contest: Text(fr: "la contester", en: "contest it")
    case .confirm: Text(fr: "confirmer la réponse contestée", en: "confirm the contested answer")
    case .refuse: Text(fr: "la refuser", en: "refuse it")
    case .withdraw: Text(fr: "la retirer", en: "withdraw it")
    }
  }
}

extension Request.Channel {
  /// The name of the channel.
  public var text: Text {
    switch self {
    case .counter: Text(fr: "guichet", en: "counter")
    case .phone: Text(fr: "téléphone", en: "telephone")
    case .paper: Text(fr: "papier", en: "paper")
    case .web: Text(fr: "web", en: "web")
    }
  }
}

extension Request.Refusal {
  /// The reason in words.
  public var text: Text {
    switch self {
    case .notEligible:
      Text(fr: "le foyer ne remplit pas les critères", en: "the household does not meet the criteria")
    case .noDevice: Text(fr: "aucun appareil ne convient", en: "no device fits")
    case .outsideTerritory: Text(fr: "le foyer vit hors du territoire", en: "the household lives elsewhere")
    case .duplicate: Text(fr: "une autre demande couvre ce besoin", en: "another request covers this need")
    }
  }
}

extension Request.Withdrawal {
  /// The reason in words.
  public var text: Text {
    switch self {
    case .equippedOtherwise:
      Text(fr: "le foyer s'est équipé autrement", en: "the household found a device elsewhere")
    case .noLongerWanted: Text(fr: "le foyer ne le souhaite plus", en: "the household no longer wants it")
    case .unreachable: Text(fr: "le foyer reste injoignable", en: "the household cannot be reached")
    case .recordedTwice:
      Text(fr: "la demande est enregistrée deux fois", en: "the request was recorded twice")
    }
  }
}

extension Decision.Outcome {
  /// The outcome in words.
  public var text: Text {
    switch self {
    case .eligible: Text(fr: "éligible", en: "eligible")
    case .notEligible: Text(fr: "non éligible", en: "not eligible")
    case .unknown: Text(fr: "on ne sait pas encore", en: "not known yet")
    }
  }
}

extension Contract.State {
  /// The state, as it is said of a contract.
  public var text: Text {
    switch self {
    case .signed: Text(fr: "signé, l'appareil pas encore remis", en: "signed, the device not yet handed over")
    case .handedOver: Text(fr: "en cours, l'appareil remis", en: "running, the device handed over")
    case .ended: Text(fr: "terminé, l'appareil revenu", en: "ended, the device back")
    case .lost: Text(fr: "terminé, l'appareil perdu ou volé", en: "ended, the device lost or stolen")
    case .transferred: Text(fr: "exécuté, l'appareil au foyer pour de bon", en: "done, the device the household's own")
    case .converted:
      Text(
        fr: "terminé, l'appareil au foyer par un autre contrat",
        en: "ended, the device the household's by another contract")
    case .cancelled: Text(fr: "abandonné avant la remise", en: "given up before the hand-over")
    case .annulled: Text(fr: "annulé", en: "annulled")
    }
  }

  /// What can be done next with a contract.
  func advice(_ id: ContractID) -> Text {
    switch self {
    case .signed:
      Text(
        fr: "Remettez d'abord l'appareil avec `rebond handover record \(id.reference)`.",
        en: "Hand the device over first with `rebond handover record \(id.reference)`.")
    case .handedOver:
      Text(
        fr: "Enregistrez d'abord le retour avec `rebond return record \(id.reference) --condition …`.",
        en: "Record the return first with `rebond return record \(id.reference) --condition …`.")
    case .ended, .lost, .transferred, .converted, .cancelled, .annulled:
      Text(
        fr:
          "Pour prêter à nouveau, signez un autre contrat ; pour une erreur, voyez `rebond correct NUMÉRO --annul --reason …`.",
        en: "To lend again, sign another contract; for a mistake, see `rebond correct NUMBER --annul --reason …`.")
    }
  }
}

extension Contract.Verb {
  /// The verb, after « on ne peut pas » and “it is not possible to”.
  public var text: Text {
    switch self {
    case .handOver: Text(fr: "remettre l'appareil", en: "hand the device over")
    case .handOverMore: Text(fr: "remettre un appareil de plus", en: "hand over one more device")
    case .takeBack, .takeBackPart: Text(fr: "enregistrer un retour", en: "record a return")
    case .lose, .losePart: Text(fr: "déclarer l'appareil perdu", en: "declare the device lost")
    case .cancel: Text(fr: "l'abandonner", en: "give it up")
    case .transfer: Text(fr: "remettre l'appareil pour de bon", en: "hand the device over for good")
    case .renew: Text(fr: "le renouveler", en: "renew it")
    case .convert: Text(fr: "en faire un don ou une vente", en: "make it a gift or a sale")
    }
  }
}

extension Contract.Cancellation {
  /// The reason in words.
  public var text: Text {
    switch self {
    case .notCollected: Text(fr: "l'appareil n'a pas été retiré", en: "the device was not collected")
    case .declined: Text(fr: "le foyer y renonce", en: "the household declines")
    case .deviceUnfit: Text(fr: "l'appareil ne convient plus", en: "the device no longer serves")
    }
  }
}

extension Contract.TakeBack.Condition {
  /// The condition in words.
  public var text: Text {
    switch self {
    case .good: Text(fr: "bon état", en: "good condition")
    case .worn: Text(fr: "usure normale", en: "normal wear")
    case .damaged: Text(fr: "abîmé", en: "damaged")
    case .notWorking: Text(fr: "ne fonctionne plus", en: "not working")
    }
  }
}

extension Contract.TakeBack.Reason {
  /// The reason in words.
  public var text: Text {
    switch self {
    case .term: Text(fr: "fin du prêt", en: "end of the loan")
    case .noLongerNeeded: Text(fr: "plus besoin", en: "no longer needed")
    case .breakdown: Text(fr: "panne", en: "breakdown")
    case .moved: Text(fr: "déménagement", en: "move")
    case .recalled: Text(fr: "rappel par le prêteur", en: "recalled by the lender")
    }
  }
}

extension FollowUp.Kind {
  /// The name of the kind.
  public var text: Text {
    switch self {
    case .call: Text(fr: "appel", en: "call")
    case .visit: Text(fr: "visite", en: "visit")
    case .contact: Text(fr: "prise de nouvelles", en: "regular contact")
    case .endNotice: Text(fr: "annonce de la fin du prêt", en: "notice of the loan's end")
    }
  }
}

extension FollowUp.Outcome {
  /// The outcome in words.
  public var text: Text {
    switch self {
    case .done: Text(fr: "fait", en: "done")
    case .absent: Text(fr: "sans réponse", en: "no answer")
    case .refused: Text(fr: "non souhaité", en: "not wanted")
    case .postponed: Text(fr: "remis à plus tard", en: "put off")
    }
  }
}

extension FollowUp.NextStep {
  /// What comes next, in words.
  public var text: Text {
    switch self {
    case .callBack: Text(fr: "rappeler", en: "call back")
    case .visit: Text(fr: "passer voir", en: "visit")
    case .training: Text(fr: "formation", en: "training")
    case .repair: Text(fr: "réparation", en: "repair")
    case .connection: Text(fr: "connexion à internet", en: "internet connection")
    case .renewal: Text(fr: "renouvellement", en: "renewal")
    case .takeBack: Text(fr: "retour de l'appareil", en: "return of the device")
    }
  }
}

extension Training.PixMoment {
  /// The moment in words.
  public var text: Text {
    switch self {
    case .entry: Text(fr: "au début", en: "at the beginning")
    case .exit: Text(fr: "à la fin", en: "at the end")
    }
  }
}
