public import Kernel

extension SupplyFailure {
  public var text: Text {
    switch self {
    case .noDonor(let structure):
      Text(
        fr: "« \(structure) » n'est pas inscrit comme donateur. Inscrivez-le : `rebond donor add \(structure.inShell)`",
        en: "“\(structure)” is not registered as a donor. Register it: `rebond donor add \(structure.inShell)`")
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
    case .noDonation(let id):
      Text(
        fr: "Il n'y a pas de don n° \(id). Voyez la liste : `rebond donation list`",
        en: "There is no donation \(id). See the list: `rebond donation list`")
    case .noLine(let id, let category):
      Text(
        fr: "Le don n° \(id) n'annonce pas de « \(category.text.fr) ». Voyez ses lignes : `rebond donation show \(id)`",
        en: "The donation \(id) announces no “\(category.text.en)”. See its lines: `rebond donation show \(id)`")
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
    case .moreThanAnnounced(let category, let wanted, let left):
      Text(
        fr:
          "\(wanted) à recevoir en « \(category.text.fr) », mais il n'en reste que \(left) annoncés et pas encore reçus. "
          + "Vérifiez le compte ; ce qui vient en plus est un nouveau don (`rebond donation add --donor … --line laptop=1`).",
        en: "\(wanted) to receive as “\(category.text.en)”, but only \(left) announced are not yet received. "
          + "Check the count; what comes on top is another donation (`rebond donation add --donor … --line laptop=1`).")
    case .originAgainstDonor(let origin, let isPublic):
      Text(
        fr: "Ce donateur est \(isPublic ? "une personne publique" : "une personne privée") : son don ne peut pas être "
          + "« \(origin.text.fr) ». Vérifiez la structure ou l'origine.",
        en: "This donor is \(isPublic ? "a public body" : "private"): its gift cannot be “\(origin.text.en)”. "
          + "Check the structure or the origin.")
    case .receivedBeforeGiven(let day, let given):
      Text(
        fr: "Ce don est du \(given.text.fr) : il ne peut pas être reçu le \(day.text.fr). Vérifiez le jour (--on).",
        en: "This donation is of \(given.text.en): it cannot be received on \(day.text.en). Check the day (--on).")
    }
  }

  private func appliances(_ count: Int) -> Text {
    .count(count, fr: ("appareil", "appareils"), en: ("device", "devices"))
  }
}
