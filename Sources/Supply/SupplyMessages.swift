public import Kernel

extension SupplyFailure {
  public var text: Text {
    switch self {
    case .noDonor(let structure):
      Text(
        fr: "« \(structure) » n'est pas inscrit comme donateur. Inscrivez-le : `rebond donor add \(structure.inShell)`",
        en: "“\(structure)” is not registered as a donor. Register it: `rebond donor add \(structure.inShell)`")
    case .noSuchDonor(let input):
      Text(
        fr: "Aucun donateur n'a le numéro « \(input) ». Voyez la liste : `rebond donor list`",
        en: "No donor has the number “\(input)”. See the list: `rebond donor list`")
    case .alreadyDonor(let structure):
      Text(
        fr: "« \(structure) » est déjà inscrit comme donateur ; rien n'est à faire.",
        en: "“\(structure)” is registered as a donor already; there is nothing to do.")
    case .noConvention(let reference):
      Text(
        fr: "Aucune convention ne porte la référence « \(reference) ». Voyez la liste : `rebond convention list`",
        en: "No convention bears the reference “\(reference)”. See the list: `rebond convention list`")
    case .referenceTaken(let reference):
      Text(
        fr: "La référence « \(reference) » est déjà celle d'une convention. Donnez-en une autre.",
        en: "The reference “\(reference)” is a convention's already. Give another.")
    case .emptyReference:
      Text(
        fr: "La référence de la convention est vide : donnez-en une.",
        en: "The convention's reference is empty: give one.")
    case .endsBeforeSigned(let signed, let ends):
      Text(
        fr: "Une convention signée le \(signed.text.fr) ne peut pas finir le \(ends.text.fr). Vérifiez les deux jours.",
        en: "A convention signed on \(signed.text.en) cannot end on \(ends.text.en). Check both days.")
    case .conventionOfAnother(let reference):
      Text(
        fr: "La convention « \(reference) » est celle d'un autre donateur. Vérifiez sa référence.",
        en: "The convention “\(reference)” is another donor's. Check its reference.")
    case .outsideConvention(let reference, let day):
      Text(
        fr: "Le \(day.text.fr) n'est pas dans la durée de la convention « \(reference) ». "
          + "Vérifiez le jour (--on), ou enregistrez le don sans convention.",
        en: "\(day.text.en) is outside the term of the convention “\(reference)”. "
          + "Check the day (--on), or record the gift without a convention.")
    case .closedAlready(let id):
      Text(
        fr: "Le don n° \(id) est déjà clos : rien n'en est plus attendu. Voyez-le : `rebond donation show \(id)`",
        en: "Donation \(id) is closed already: nothing more of it is expected. See it: `rebond donation show \(id)`")
    case .closedBeforeGiven(let day, let given):
      Text(
        fr:
          "Ce don a été annoncé le \(given.text.fr) : on n'y renonce pas le \(day.text.fr). Vérifiez le jour donné avec --on.",
        en:
          "That donation was announced on \(given.text.en): it is not given up on \(day.text.en). Check the day given with --on."
      )
    case .closingReason:
      Text(
        fr: "Pourquoi rien n'arrivera-t-il plus ? Donnez --reason.", en: "Why will nothing more come? Give --reason.")
    case .noDonation(let id):
      Text(
        fr: "Il n'y a pas de don n° \(id). Voyez la liste : `rebond donation list`",
        en: "There is no donation \(id). See the list: `rebond donation list`")
    case .noLine(let id, let category):
      Text(
        fr:
          "Le don n° \(id) n'annonce pas de « \(category.text.fr) ». Voyez ses lignes : `rebond donation show \(id)` ; "
          + "pour recevoir ce qui n'était pas annoncé : --unexpected",
        en: "The donation \(id) announces no “\(category.text.en)”. See its lines: `rebond donation show \(id)`; "
          + "to receive what was not announced: --unexpected")
    case .noLines:
      Text(
        fr: "Un don annonce au moins une ligne : --line laptop=3",
        en: "A donation announces at least one line: --line laptop=3")
    case .quantity(let quantity):
      Text(
        fr: "\(quantity) n'est pas un nombre d'appareils : de 1 à 10 000.",
        en: "\(quantity) is not a number of devices: from 1 to 10,000.")
    case .moreCodesThanDevices(let codes, let devices):
      Text(
        fr: "\(codes) codes donnés, pour recevoir \(appliances(devices).fr) : vérifiez le nombre, ou ôtez des --code.",
        en: "\(codes) codes given, to receive \(appliances(devices).en): check the number, or leave out some --code.")
    case .moreSerialsThanDevices(let serials, let devices):
      Text(
        fr:
          "\(serials) numéros de série donnés, pour recevoir \(appliances(devices).fr) : vérifiez le nombre, ou ôtez des "
          + "--serial.",
        en:
          "\(serials) serial numbers given, to receive \(appliances(devices).en): check the number, or leave out some "
          + "--serial.")
    case .yearToCome(let year, let now):
      Text(
        fr: "L'année \(year) n'a pas commencé : nous sommes en \(now). Vérifiez --year.",
        en: "The year \(year) has not begun: it is \(now). Check --year.")
    case .moreThanAnnounced(let category, let wanted, let left):
      Text(
        fr:
          "\(wanted) à recevoir en « \(category.text.fr) », mais il n'en reste que \(left) annoncés et pas encore reçus. "
          + "Vérifiez le compte ; pour recevoir ce qui n'était pas annoncé : --unexpected",
        en: "\(wanted) to receive as “\(category.text.en)”, but only \(left) announced are not yet received. "
          + "Check the count; to receive what was not announced: --unexpected")
    case .originAgainstDonor(let origin, let kind):
      Text(
        fr: "Ce donateur est \(kind.article.fr) : son don ne peut pas être « \(origin.text.fr) ». "
          + "Vérifiez le donateur ou l'origine ; possible : \(kind.origins.map(\.rawValue).joined(separator: ", ")).",
        en: "This donor is \(kind.article.en): its gift cannot be “\(origin.text.en)”. "
          + "Check the donor or the origin; possible: \(kind.origins.map(\.rawValue).joined(separator: ", ")).")
    case .receivedBeforeGiven(let day, let given):
      Text(
        fr: "Ce don est du \(given.text.fr) : il ne peut pas être reçu le \(day.text.fr). Vérifiez le jour (--on).",
        en: "This donation is of \(given.text.en): it cannot be received on \(day.text.en). Check the day (--on).")
    case .notActive(let stage, let donor, let day):
      Text(
        fr: "Le \(day.text.fr), le gisement \(donor.donorReference) est « \(stage.text.fr) » : rien n'en vient. "
          + "S'il donne : `rebond donor engage \(donor.donorReference) --on \(day)`",
        en: "On \(day.text.en), the gisement \(donor.donorReference) is “\(stage.text.en)”: nothing comes of it. "
          + "If it gives: `rebond donor engage \(donor.donorReference) --on \(day)`")
    case .givenBeforeRegistered(let donor, let day, let registered):
      Text(
        fr:
          "Le donateur \(donor.donorReference) est inscrit depuis le \(registered.text.fr) : son don ne peut pas être du "
          + "\(day.text.fr). Vérifiez le jour (--on), ou corrigez celui de l'inscription.",
        en: "The donor \(donor.donorReference) is registered since \(registered.text.en): its gift cannot be of "
          + "\(day.text.en). Check the day (--on), or correct that of the registration.")
    case .nothingToFetch(let day, let received):
      Text(
        fr:
          "Tout ce qui était annoncé est reçu depuis le \(received.text.fr) : il n'y a rien à enlever le \(day.text.fr). "
          + "Vérifiez le jour, ou le numéro du don.",
        en:
          "All that was announced is received since \(received.text.en): there is nothing to fetch on \(day.text.en). "
          + "Check the day, or the number of the donation.")
    case .statusFiled(_, let status, let since):
      Text(
        fr: "« \(status.text.fr) » depuis le \(since.text.fr) est déjà au dossier. Rien n'est changé.",
        en: "“\(status.text.en)” since \(since.text.en) is on file already. Nothing is changed.")
    case .paperFiled(let reference):
      Text(
        fr: "Ce fichier est déjà celui de la convention « \(reference) ». Rien n'est changé.",
        en: "This file is the one of the convention “\(reference)” already. Nothing is changed.")
    case .noList(let entry):
      Text(
        fr: "L'entrée \(entry) n'a pris aucune liste : donnez celle que l'import a donnée.",
        en: "Entry \(entry) took no list in: give the one that the import gave.")
    case .emptyPaper(let reference):
      Text(
        fr: "Le fichier pour « \(reference) » est vide. Vérifiez la numérisation, puis déposez-le de nouveau.",
        en: "The file for “\(reference)” is empty. Check the scan, then file it again.")
    case .stageAfterStage(let stage, let current):
      Text(
        fr: "Le gisement est « \(current.text.fr) » : il ne peut pas devenir « \(stage.text.fr) ». "
          + "Possible : \(current.next.map(\.text.fr).joined(separator: ", ")).",
        en: "The gisement is “\(current.text.en)”: it cannot become “\(stage.text.en)”. "
          + "Possible: \(current.next.map(\.text.en).joined(separator: ", ")).")
    case .beforeLastStage(let current, let day, let last):
      Text(
        fr: "Le gisement est « \(current.text.fr) » depuis le \(last.text.fr) : il ne peut pas changer d'étape le "
          + "\(day.text.fr). Vérifiez le jour (--on).",
        en: "The gisement is “\(current.text.en)” since \(last.text.en): it cannot change its stage on \(day.text.en). "
          + "Check the day (--on).")
    case .outsideLegalCircle(let structure):
      Text(
        fr: "« \(structure) » n'a pas de statut au dossier ce jour-là : un don public ne va qu'aux structures et aux "
          + "personnes que la loi nomme (CGPPP, art. L. 3212-2 3° et L. 3212-3). "
          + "Si elle en a un : `rebond structure status \(structure.inShell) esus --since JOUR`",
        en:
          "“\(structure)” has no status on file that day: a public gift goes only to the structures and people "
          + "that the law names (CGPPP, art. L. 3212-2 3° and L. 3212-3). "
          + "If it has one: `rebond structure status \(structure.inShell) esus --since DAY`")
    case .notSoldAs(let configuration, let category):
      Text(
        fr: "Un appareil de la sorte « \(category.text.fr) » ne se vend pas comme « \(configuration.rawValue) »"
          + category.soldAs.fr,
        en: "A device of the kind “\(category.text.en)” is not sold as “\(configuration.rawValue)”" + category.soldAs.en
      )
    case .noRecycler(let structure):
      Text(
        fr: "« \(structure) » n'est pas connue comme éco-organisme, recyclerie ou opérateur sous contrat. "
          + "Vérifiez le nom ; si elle recycle : `rebond structure tell \(structure.inShell) --capability recycle`",
        en: "“\(structure)” is not known as an éco-organisme, a recycling centre or an operator under contract. "
          + "Check the name; if it recycles: `rebond structure tell \(structure.inShell) --capability recycle`")
    case .promisedNotToResell(let reference):
      Text(
        fr: "Cet appareil vient sous la convention « \(reference) », qui promet que rien n'est revendu. "
          + "Prêtez-le, ou donnez-le.",
        en: "This device came under the convention “\(reference)”, which promises that nothing is resold. "
          + "Lend it, or give it.")
    case .individualUnreachable:
      Text(
        fr: "Un particulier qui donne a un nom, et un téléphone ou un courriel : --phone … ou --email …",
        en: "An individual who gives has a name, and a telephone or an e-mail: --phone … or --email …")
    case .nothingTold:
      Text(
        fr: "Rien n'est dit du donateur : donnez au moins une option (--next-contact, --volume, …).",
        en: "Nothing is said of the donor: give at least one option (--next-contact, --volume, …).")
    case .yearlyVolume(let volume):
      Text(
        fr: "\(volume) n'est pas un nombre d'appareils par an : de 1 à 1 000 000.",
        en: "\(volume) is not a number of devices a year: from 1 to 1,000,000.")
    case .amount(let money):
      Text(
        fr: "\(money.text.fr) n'est pas un montant possible : il faut plus que rien.",
        en: "\(money.text.en) is no possible amount: it must be more than nothing.")
    case .hours(let hours):
      Text(
        fr: "\(hours) n'est pas un nombre d'heures : de 1 à 100 000.",
        en: "\(hours) is not a number of hours: from 1 to 100,000.")
    case .notAnHour(let input):
      Text(
        fr: "« \(input) » n'est pas une heure : elle s'écrit 14:30.",
        en: "“\(input)” is not an hour: it is written 14:30.")
    case .emptyAddress:
      Text(fr: "L'adresse est vide : donnez-la.", en: "The address is empty: give it.")
    case .appointmentBeforeGift(let day, let given):
      Text(
        fr: "Le don est du \(given.text.fr) : il ne peut pas être enlevé le \(day.text.fr). Vérifiez le jour.",
        en: "The donation is of \(given.text.en): it cannot be fetched on \(day.text.en). Check the day.")
    case .noReceiver(let candidates):
      Text(
        fr: "Un don public va à une structure dont le statut est au dossier (CGPPP, art. L. 3212-2). Laquelle ? "
          + (candidates.isEmpty
            ? "Aucune n'en a ce jour-là. Déposez le statut : `rebond structure status STRUCTURE rup --since JOUR`"
            : "--receiver \(candidates.joined(separator: ", "))"),
        en: "A public gift goes to a structure whose status is on file (CGPPP, art. L. 3212-2). Which one? "
          + (candidates.isEmpty
            ? "None has one that day. File the status: `rebond structure status STRUCTURE rup --since DAY`"
            : "--receiver \(candidates.joined(separator: ", "))"))
    case .receiverWithoutStatus(let structure, let day):
      Text(
        fr:
          "« \(structure) » n'a au dossier, le \(day.text.fr), aucun statut qui lui permette de recevoir un don public "
          + "(CGPPP, art. L. 3212-2 3°). Déposez-le : `rebond structure status \(structure.inShell) rup --since JOUR`",
        en: "“\(structure)” has on file, on \(day.text.en), no status that lets it receive a public gift "
          + "(CGPPP, art. L. 3212-2 3°). File it: `rebond structure status \(structure.inShell) rup --since DAY`")
    case .statusReliedOn(let structure, let entry, let day):
      Text(
        fr: "L'entrée \(entry), du \(day.text.fr), repose sur ce statut de « \(structure) » : il reste au dossier ce "
          + "jour-là. Annulez d'abord cette entrée : `rebond correct \(entry) --annul --reason …`. Si la structure avait un "
          + "autre statut qui la permette, mettez-le d'abord au dossier, à ce jour : "
          + "`rebond structure status \(structure.inShell) rup --since JOUR --on \(day)`",
        en: "Entry \(entry), of \(day.text.en), rests on this status of “\(structure)”: it stays on file that day. "
          + "Annul that entry first: `rebond correct \(entry) --annul --reason …`. If the structure had another status "
          + "that allows it, put that one on file first, on that day: "
          + "`rebond structure status \(structure.inShell) rup --since DAY --on \(day)`")
    case .statusEndsBefore(let since, let ends):
      Text(
        fr: "Un statut acquis le \(since.text.fr) ne peut pas finir le \(ends.text.fr). Vérifiez les deux jours.",
        en: "A status held since \(since.text.en) cannot end on \(ends.text.en). Check both days.")
    case .worthTooMuch(let category, let value, let ceiling, let source):
      Text(
        fr: "Une personne publique ne peut pas donner un appareil (\(category.text.fr)) qui vaut \(value.text.fr) : "
          + "\(ceiling.text.fr) au plus, configuration complète (\(source)). Vérifiez la valeur.",
        en: "A public body cannot give a device (\(category.text.en)) worth \(value.text.en): "
          + "\(ceiling.text.en) at most, complete configuration (\(source)). Check the value.")
    case .mayNotResell:
      Text(
        fr: "Un don public n'est revendu que par une association reconnue d'utilité publique ou d'intérêt général "
          + "(CGPPP, art. L. 3212-3). Prêtez-le, louez-le ou donnez-le.",
        en: "A public gift is resold only by an association of recognised public utility or general interest "
          + "(CGPPP, art. L. 3212-3). Lend it, rent it or give it.")
    case .sellerWithoutStatus(let structure, let day):
      Text(
        fr:
          "« \(structure) » a revendu un don public le \(day.text.fr), sans statut au dossier ce jour-là qui le permette "
          + "(CGPPP, art. L. 3212-3). Annulez d'abord la vente : `rebond correct NUMÉRO --annul --reason …`",
        en: "“\(structure)” resold a public gift on \(day.text.en), with no status on file that day that allows it "
          + "(CGPPP, art. L. 3212-3). Annul the sale first: `rebond correct NUMBER --annul --reason …`")
    case .resaleToAnyone:
      Text(
        fr:
          "Un don public n'est revendu qu'à des personnes en situation de précarité, ou à des associations qui les aident "
          + "(CGPPP, art. L. 3212-3).",
        en:
          "A public gift is resold only to people in precarity, or to associations that help them (CGPPP, art. L. 3212-3)."
      )
    case .resaleTooDear(let price, let ceiling, let source):
      Text(
        fr:
          "\(price.text.fr) dépasse le plafond de revente d'un don public : \(ceiling.text.fr) toutes taxes comprises "
          + "(\(source)). Baissez le prix.",
        en: "\(price.text.en) is over the ceiling for the resale of a public gift: \(ceiling.text.en) taxes included "
          + "(\(source)). Lower the price.")
    case .noConventionFile(let reference):
      Text(
        fr:
          "La convention « \(reference) » n'a pas de fichier signé. Déposez-le : `rebond convention file \(reference.inShell) FICHIER`",
        en:
          "The convention “\(reference)” has no signed file. File it: `rebond convention file \(reference.inShell) FILE`"
      )
    case .notEntitled(let structure, let day):
      Text(
        fr:
          "\(structure.map { "« \($0) » n'est pas déclarée habilitée" } ?? "Aucune structure habilitée ne reçoit ce don")"
          + " à émettre des reçus le \(day.text.fr). "
          + "Si elle l'est : `rebond structure status STRUCTURE tax-receipts --since JOUR`",
        en: "\(structure.map { "“\($0)” is not declared entitled" } ?? "No entitled structure receives this gift")"
          + " to issue receipts on \(day.text.en). If it is: `rebond structure status STRUCTURE tax-receipts --since DAY`"
      )
    case .noReceipt(.publicBody):
      Text(
        fr:
          "Une personne publique ne reçoit pas de reçu fiscal. Sa preuve de réemploi : `rebond donor reuse-proof … --year … --output …`",
        en: "A public body gets no tax receipt. Its proof of reuse: `rebond donor reuse-proof … --year … --output …`")
    case .noReceipt(let kind):
      Text(
        fr:
          "Le donateur est \(kind.article.fr) : les formulaires de reçu sont pour les entreprises et les particuliers.",
        en: "The donor is \(kind.article.en): the forms of receipts are for companies and individuals.")
    case .receiptIssued(let id):
      Text(
        fr:
          "Un reçu est déjà émis pour le don n° \(id). S'il est faux, annulez son entrée (`rebond correct NUMÉRO --annul --reason …`) et refaites-le.",
        en:
          "A receipt is issued for donation \(id) already. If it is wrong, annul its entry (`rebond correct NUMBER --annul --reason …`) and do it again."
      )
    case .nothingReceived(let id):
      Text(
        fr: "Rien n'est encore arrivé du don n° \(id) : il n'y a pas de quoi faire ce papier.",
        en: "Nothing of donation \(id) has come in yet: there is nothing to put on this paper.")
    case .notPublic(let donor):
      Text(
        fr: "« \(donor) » n'est pas une personne publique : la preuve de réemploi annuelle est pour elles. "
          + "Pour un lot : `rebond donation outcome NUMÉRO --output …`",
        en:
          "“\(donor)” is no public body: the yearly proof of reuse is for those. For a lot: `rebond donation outcome NUMBER --output …`"
      )
    }
  }

  private func appliances(_ count: Int) -> Text {
    .count(count, fr: ("appareil", "appareils"), en: ("device", "devices"))
  }
}

extension Donor.Kind {
  /// The kind after « est ».
  fileprivate var article: Text {
    switch self {
    case .publicBody: Text(fr: "une personne publique", en: "a public body")
    case .company: Text(fr: "une entreprise", en: "a company")
    case .association: Text(fr: "une association", en: "an association")
    case .individual: Text(fr: "un particulier", en: "an individual")
    }
  }
}

extension DeviceCategory {
  /// What a device of the category can be sold as, at the end of a refusal.
  fileprivate var soldAs: Text {
    let words = ResaleConfiguration.of(self).map(\.rawValue).joined(separator: ", ")
    return words.isEmpty
      ? Text(fr: ". Ôtez --sold-as.", en: ". Leave --sold-as out.")
      : Text(fr: ". Possible : \(words).", en: ". Possible: \(words).")
  }
}
