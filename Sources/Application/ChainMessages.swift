import Directory
public import Kernel

extension ChainFailure {
  public var text: Text {
    switch self {
    case .notFounded(let path):
      Text(
        fr:
          "La base « \(path) » ne contient pas d'instance. Créez-en une autre avec `rebond init --name … --departement … --person …`.",
        en:
          "The database “\(path)” holds no instance. Make another with `rebond init --name … --departement … --person …`."
      )
    case .unknownTimeZone(let name):
      Text(
        fr: "« \(name) » n'est pas un fuseau horaire connu. Exemple : Europe/Paris, Indian/Reunion.",
        en: "“\(name)” is not a known time zone. Example: Europe/Paris, Indian/Reunion.")
    case .baseURL(let url):
      Text(
        fr: "« \(url) » ne peut pas ouvrir un code QR : il faut une adresse https://…, sans accent ni espace.",
        en: "“\(url)” cannot start a QR code: it takes an address https://…, without accents or spaces.")
    case .beforeWork(let code, let day, let last):
      Text(
        fr: "Le \(day.text.fr) est avant le travail déjà fait sur l'appareil \(code) (\(last.text.fr)) : "
          + "vérifiez le jour donné avec --on, ou corrigez celui du travail (`rebond correct NUMÉRO --day JOUR --reason …`).",
        en: "\(day.text.en) is before the work already done on the device \(code) (\(last.text.en)): "
          + "check the day given with --on, or correct that of the work (`rebond correct NUMBER --day DAY --reason …`)."
      )
    case .notCertifiable(let code, let medium):
      Text(
        fr: "L'effacement du support « \(medium) » n'est pas établi ou pas validé : il n'y a rien à certifier. "
          + "Voyez ce qui manque : `rebond work show \(code)`",
        en: "The erasure of the medium “\(medium)” is not proven or not validated: there is nothing to certify. "
          + "See what is missing: `rebond work show \(code)`")
    case .unusableSerial(let text):
      Text(
        fr: "« \(text) » ne peut pas être un numéro de série : trop court, masqué, ou laissé par le fabricant. "
          + "Recopiez celui de l'étiquette du support.",
        en: "“\(text)” cannot be a serial number: too short, masked, or left by the maker. "
          + "Copy the one on the medium's label.")
    case .notForRole(let role):
      Text(
        fr: "Juger le travail de l'atelier est pour quelqu'un de l'atelier ou du pilotage ; vous êtes inscrit pour : "
          + "\(role.text.fr). Demandez à l'un d'eux.",
        en: "Judging the workshop's work is for somebody of the workshop or the management; you are registered for: "
          + "\(role.text.en). Ask one of them.")
    case .rightsNotForRole(let role):
      Text(
        fr:
          "Décider autrement que les règles, ou répondre à un foyer qui conteste, est pour quelqu'un du guichet ou du "
          + "pilotage ; vous êtes inscrit pour : \(role.text.fr). Demandez à l'un d'eux.",
        en: "Deciding otherwise than the rules, or answering a household that contests, is for somebody of the desk or "
          + "the management; you are registered for: \(role.text.en). Ask one of them.")
    case .rulesNotForRole(let role):
      Text(
        fr: "Mettre des règles en vigueur, réserver de l'argent ou inscrire qui pilote est pour quelqu'un du "
          + "pilotage ; vous êtes inscrit pour : \(role.text.fr). Demandez à l'un d'eux.",
        en: "Putting rules in force, setting money aside or registering a manager is for somebody of the management; "
          + "you are registered for: \(role.text.en). Ask one of them.")
    case .noSuchMedium(let input):
      Text(
        fr: "Aucun support ne porte « \(input) ». Voyez ceux d'un appareil : `rebond device components CODE`",
        en: "No medium bears “\(input)”. See those of a device: `rebond device components CODE`")
    case .noCertificate(let donation):
      Text(
        fr: "Aucun support du don n° \(donation) n'est effacé et validé : il n'y a rien à certifier.",
        en: "No medium of donation \(donation) is erased and validated: there is nothing to certify.")
    case .anothersBadge:
      Text(
        fr:
          "Vous pouvez vous donner un badge à vous-même ; ceux des autres, c'est le pilotage qui les donne, car un code "
          + "secret engage la personne. Demandez-lui.",
        en: "You may give yourself a badge; those of others are given by the management, since a PIN binds its owner. "
          + "Ask them.")
    case .whichMedium(let code, let media):
      media.isEmpty
        ? Text(
          fr: "L'appareil \(code) n'a aucun support connu : il n'y a rien à certifier.",
          en: "The device \(code) has no known medium: there is nothing to certify.")
        : Text(
          fr: "L'appareil \(code) a plusieurs supports. Lequel ? --medium \(media.joined(separator: ", "))",
          en: "The device \(code) has several media. Which one? --medium \(media.joined(separator: ", "))")
    case .noRoute(let category):
      Text(
        fr: "Aucun parcours d'atelier n'est prévu pour « \(category.text.fr) ». Donnez un fichier : --route FICHIER",
        en: "No workshop route is made for “\(category.text.en)”. Give a file: --route FILE")
    case .noSuchEvidence(let id):
      Text(
        fr: "Aucune preuve n'est gardée sous le numéro \(id). Voyez la liste : `rebond evidence list`",
        en: "No evidence is kept under the number \(id). See the list: `rebond evidence list`")
    case .serialContradicts(let code, let known, let seen):
      Text(
        fr:
          "L'appareil \(code) a le numéro de série « \(known) », ce fichier parle de « \(seen) » : ce n'est pas la même "
          + "machine. Vérifiez le code ; si l'ancien numéro était faux, annulez l'acte qui l'a apporté (`rebond correct NUMÉRO --annul --reason …`).",
        en: "The device \(code) has the serial number “\(known)”, this file is about “\(seen)”: it is not the same "
          + "machine. Check the code; if the old number was wrong, annul the act that brought it (`rebond correct NUMBER --annul --reason …`)."
      )
    }
  }
}
