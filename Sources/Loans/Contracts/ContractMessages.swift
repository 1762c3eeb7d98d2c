public import Kernel

extension ContractFailure {
  public var text: Text {
    switch self {
    case .amountBelowZero(let amount):
      Text(
        fr: "\(amount.text.fr) est au-dessous de zéro : un contrat ne compte que des montants positifs.",
        en: "\(amount.text.en) is below zero: a contract counts positive amounts only.")
    case .priceOfGift(let price):
      Text(
        fr: "Un don n'a pas de prix : \(price.text.fr) en ferait une vente. Retirez le prix, ou signez une vente.",
        en: "A gift has no price: \(price.text.en) would make it a sale. Take the price away, or sign a sale.")
    case .rentNeeded:
      Text(
        fr:
          "Une location a un loyer ; sans loyer, c'est un prêt à usage (C. civ. art. 1876). Donnez --rent et --every.",
        en: "A rental has a rent; without one it is a loan for use (C. civ. art. 1876). Give --rent and --every.")
    case .priceNeeded:
      Text(
        fr: "Une vente a un prix ; sans prix, c'est un don. Donnez --price.",
        en: "A sale has a price; without one it is a gift. Give --price.")
    case .instalmentBeforeSale(let day, let starts):
      Text(
        fr: "Une échéance serait du \(day.text.fr), avant la vente, du \(starts.text.fr). Donnez un jour plus tardif.",
        en: "An instalment would be due on \(day.text.en), before the sale, of \(starts.text.en). Give a later day.")
    case .instalmentTooLate(let day, let last):
      Text(
        fr:
          "Une échéance serait du \(day.text.fr) : au-delà de \(ContractRules.daysOfInstalments) jours, donc après le "
          + "\(last.text.fr), ce serait un crédit à la consommation. Donnez un jour plus proche.",
        en: "An instalment would be due on \(day.text.en): beyond \(ContractRules.daysOfInstalments) days, so after "
          + "\(last.text.en), it would be a consumer credit. Give a nearer day.")
    case .termOfOwnership(let kind, let day):
      Text(
        fr: "Ce qui change de propriétaire ne revient pas : ce contrat (\(kind.text.fr)) n'a pas de dernier jour. "
          + "Retirez le \(day.text.fr).",
        en: "What changes hands for good does not come back: this contract (\(kind.text.en)) has no last day. "
          + "Take \(day.text.en) away.")
    case .depositOfOwnership(let kind, let deposit):
      Text(
        fr:
          "Un dépôt se rend au retour de l'appareil ; sous ce contrat (\(kind.text.fr)) il ne revient pas. Retirez le "
          + "dépôt de \(deposit.text.fr).",
        en: "A deposit is given back when the device comes back; under this contract (\(kind.text.en)) it does not. "
          + "Take the deposit of \(deposit.text.en) away.")
    case .valueOutsideLoan(let kind):
      Text(
        fr: "Une valeur et sa clause de perte s'indiquent dans un prêt à usage (C. civ. art. 1883), pas dans ce "
          + "contrat (\(kind.text.fr)). Retirez la valeur.",
        en: "A value and its clause about a loss are stated in a loan for use (C. civ. art. 1883), not in this "
          + "contract (\(kind.text.en)). Take the value away.")
    case .representativeNeeded(let capacity):
      Text(
        fr: "\(capacity.signs.fr) : donnez son nom avec --represented-by.",
        en: "\(capacity.signs.en): give the name with --represented-by.")
    case .representativeOfNobody(let name):
      Text(
        fr: "« \(name) » ne représente personne : dites pour qui avec --borrower-is, ou, si les deux empruntent, "
          + "donnez plutôt --joint.",
        en: "“\(name)” represents nobody: say whom with --borrower-is or, if both borrow, give --joint instead.")
    case .emptySigner:
      Text(fr: "Il manque le nom d'une personne qui signe.", en: "The name of a person who signs is missing.")
    case .signerTwice(let name):
      Text(
        fr: "« \(name) » est donné deux fois : chaque personne signe à un seul titre. Gardez-en un.",
        en: "“\(name)” is given twice: each person signs by one right. Keep one.")
    case .representsOneself(let name):
      Text(
        fr: "« \(name) » emprunte, et ne peut se représenter : un parent, un tuteur ou un curateur signe. Donnez son "
          + "nom avec --represented-by ; si la personne signe seule, donnez --borrower-is full, sans représentant.",
        en: "“\(name)” is who borrows, and cannot represent themselves: a parent, a guardian or a curator signs. Give "
          + "that name with --represented-by; if the person signs alone, give --borrower-is full and nobody else.")
    case .jointWithOneself(let name):
      Text(
        fr: "« \(name) » emprunte déjà, en tant que contact du foyer, et ne s'engage pas deux fois. Donnez avec "
          + "--joint le nom d'une autre personne, ou retirez l'option.",
        en: "“\(name)” borrows already, as the household's contact, and is not bound twice. Give another person's name "
          + "with --joint, or take the option away.")
    case .followsOnlyAsOwner(let kind):
      Text(
        fr: "Ce qui suit un prêt ou une location est un don ou une vente, pas « \(kind.text.fr) ». Pour prêter plus "
          + "longtemps : `rebond contract renew C-… --until JOUR`.",
        en: "What follows a loan or a rental is a gift or a sale, not “\(kind.text.en)”. To lend for longer: "
          + "`rebond contract renew C-… --until DAY`.")
    case .nothingToRenew(let id):
      Text(
        fr: "Le contrat \(id.reference) dure jusqu'à ce qu'un côté y mette fin : il n'y a rien à renouveler.",
        en: "Contract \(id.reference) runs until one side ends it: there is nothing to renew.")
    case .renewalNotLater(let id, let day, let term):
      Text(
        fr:
          "Le contrat \(id.reference) va déjà jusqu'au \(term.text.fr) : le \(day.text.fr) ne le prolonge pas. Donnez "
          + "un jour plus tardif ; s'il est revenu plus tôt : `rebond return record \(id.reference) --condition …`.",
        en: "Contract \(id.reference) runs until \(term.text.en) already: \(day.text.en) does not prolong it. Give a "
          + "later day; if it came back earlier: `rebond return record \(id.reference) --condition …`.")
    case .renewedThatDay(let id, let day, let term):
      Text(
        fr: "Le contrat \(id.reference) est déjà renouvelé, le \(day.text.fr) : il va jusqu'au \(term.text.fr). Pour "
          + "qu'il dure plus longtemps encore, donnez son dernier jour : "
          + "`rebond contract renew \(id.reference) --until JOUR`.",
        en: "Contract \(id.reference) is renewed already, on \(day.text.en): it runs until \(term.text.en). For it to "
          + "last longer still, give its last day: `rebond contract renew \(id.reference) --until DAY`.")
    case .optionOfOtherKind(let option, let kind):
      Text(
        fr: "\(option) ne vaut pas pour ce contrat : \(kind.text.fr). Retirez l'option, ou choisissez avec --kind un "
          + "autre contrat.",
        en: "\(option) means nothing for this contract: \(kind.text.en). Take the option away, or choose another "
          + "contract with --kind.")
    case .oneDeviceOnly(let kind):
      Text(
        fr: "Ce contrat (\(kind.text.fr)) porte sur un seul appareil : chacun a son prix et son plafond. Signez un "
          + "contrat pour chacun.",
        en: "This contract (\(kind.text.en)) is about one device: each has its price and its ceiling. Sign a contract "
          + "for each.")
    case .notUnderContract(let id):
      Text(
        fr: "Cet appareil n'est pas, ou n'est plus, sous le contrat \(id.reference). Voyez ceux qui le sont avec "
          + "`rebond contract show \(id.reference)`.",
        en: "That device is not under contract \(id.reference), or no longer. See those that are with "
          + "`rebond contract show \(id.reference)`.")
    case .signedAlready(let id):
      Text(
        fr:
          "Le contrat \(id.reference) est signé : un appareil ne le rejoint plus qu'en échange d'un autre, remis sous "
          + "ce contrat, avec `rebond incident exchange I-… --for CODE --condition …`.",
        en: "Contract \(id.reference) is signed: a device joins it only in exchange for another that was handed over "
          + "under it, with `rebond incident exchange I-… --for CODE --condition …`.")
    case .notForStructure(let kind):
      Text(
        fr:
          "Une structure ne signe pas ce contrat : \(kind.text.fr). Choisissez --kind loan, ou --kind free-access pour "
          + "des appareils en libre accès.",
        en: "A structure does not sign this contract: \(kind.text.en). Choose --kind loan, or --kind free-access for "
          + "devices its public uses.")
    case .notAtCounter(let kind, let term):
      Text(
        fr: "Sans demande, un foyer a un prêt court, de \(ContractRules.daysOfShortLoan) jours au plus ; pas « "
          + "\(kind.text.fr) »\(term.map { " jusqu'au \($0.text.fr)" } ?? " sans terme"). Donnez un jour plus proche, ou "
          + "enregistrez une demande : `rebond request add --household F-… --prescriber … --device … --uses … --channel …`.",
        en: "Without a request a household has a short loan, of \(ContractRules.daysOfShortLoan) days at most; not “"
          + "\(kind.text.en)”\(term.map { " until \($0.text.en)" } ?? " without a term"). Give a nearer day, or record a "
          + "request: `rebond request add --household F-… --prescriber … --device … --uses … --channel …`.")
    case .reasonNeeded:
      Text(
        fr: "Sans demande, dites pourquoi ce prêt est accordé, avec --reason, sans rien sur la santé.",
        en: "Without a request, say why this loan is granted, with --reason, and nothing about health.")
    case .deviceHeld(let id):
      Text(
        fr: "Le contrat \(id.reference) tient déjà cet appareil. Voyez `rebond contract show \(id.reference)`.",
        en: "Contract \(id.reference) holds that device already. See `rebond contract show \(id.reference)`.")
    case .withoutRequest(let id):
      Text(
        fr: "Le contrat \(id.reference) ne répond à aucune demande : cela vaut pour ceux qui en suivent une. Donnez le "
          + "jour avec --until pour le renouveler.",
        en: "Contract \(id.reference) answers no request: this is for those that do. Give the day with --until to "
          + "renew it.")
    case .whichDevice(let id):
      Text(
        fr: "Le contrat \(id.reference) tient plusieurs appareils : dites lequel avec --device. Voyez-les avec "
          + "`rebond contract show \(id.reference)`.",
        en: "Contract \(id.reference) holds several devices: say which with --device. See them with "
          + "`rebond contract show \(id.reference)`.")
    }
  }
}

extension Signature.Capacity {
  /// The capacity in words.
  public var text: Text {
    switch self {
    case .full: Text(fr: "signe seul", en: "signs alone")
    case .minor: Text(fr: "mineur", en: "minor")
    case .guardianship: Text(fr: "sous tutelle", en: "under guardianship")
    case .curatorship: Text(fr: "sous curatelle", en: "under curatorship")
    }
  }

  /// Who signs.
  fileprivate var signs: Text {
    switch self {
    case .full: Text(fr: "La personne signe seule", en: "The person signs alone")
    case .minor:
      Text(fr: "Pour un mineur, un représentant légal signe", en: "For a minor a legal representative signs")
    case .guardianship: Text(fr: "Sous tutelle, le tuteur signe", en: "Under guardianship the guardian signs")
    case .curatorship:
      Text(fr: "Sous curatelle, la personne signe", en: "Under curatorship the person signs")
    }
  }
}

extension ContractTerms.Pace {
  /// How often, after an amount.
  public var text: Text {
    switch self {
    case .once: Text(fr: "en une fois", en: "once")
    case .month: Text(fr: "par mois", en: "a month")
    case .year: Text(fr: "par an", en: "a year")
    }
  }
}

extension Contract.TakeBack.Files {
  /// What became of the files, in words.
  public var text: Text {
    switch self {
    case .notOffered: Text(fr: "copie non proposée", en: "copy not offered")
    case .declined: Text(fr: "copie proposée, non souhaitée", en: "copy offered, not wanted")
    case .copied: Text(fr: "fichiers copiés pour la famille", en: "files copied for the family")
    }
  }
}
