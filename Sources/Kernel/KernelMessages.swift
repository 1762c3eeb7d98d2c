extension KernelFailure {
  public var text: Text {
    switch self {
    case .invalid(let notation, let input):
      Text(
        fr: "« \(input) » n'est pas \(notation.name.fr) : \(notation.shape.fr).",
        en: "“\(input)” is not \(notation.name.en): \(notation.shape.en).")
    case .wrongCheckCharacter(let input):
      Text(
        fr:
          "Le code « \(input) » est mal lu : son dernier caractère, qui contrôle les autres, ne correspond pas. "
          + "Relisez l'étiquette ou scannez-la à nouveau.",
        en: "The code “\(input)” was misread: its last character, which checks the others, does not fit. "
          + "Read the label again or scan it again.")
    case .hiddenCharacter(let shown, let code):
      Text(
        fr: "Le nom « \(shown) » contient un caractère invisible (\(code)) : deux noms pareils à l'œil doivent être le "
          + "même. Retapez-le à la main.",
        en:
          "The name “\(shown)” holds an invisible character (\(code)): two names that look the same must be the same. "
          + "Type it again by hand.")
    case .mixedAlphabets(let name):
      Text(
        fr: "Le nom « \(name) » mêle des lettres de plusieurs alphabets qui se ressemblent. Retapez-le dans un seul.",
        en: "The name “\(name)” mixes letters of several alphabets that look alike. Type it again in one.")
    case .notAPIN:
      Text(
        fr: "Ce n'est pas un code secret : il faut de quatre à huit chiffres. Tapez-le de nouveau.",
        en: "This is no PIN: it takes four to eight digits. Type it again.")
    case .noMemoryForPIN:
      Text(
        fr: "La machine n'a pas assez de mémoire libre pour vérifier un code secret (64 Mo). Fermez des programmes et "
          + "recommencez.",
        en: "The machine has not enough free memory to check a PIN (64 MB). Close some programs and try again.")
    case .dayToCome(let day, let today):
      Text(
        fr: "Le \(day.text.fr) n'est pas encore passé (nous sommes le \(today.text.fr)) : "
          + "donnez le jour où c'est arrivé avec --on.",
        en: "\(day.text.en) has not come yet (today is \(today.text.en)): give the day it happened with --on."
      )
    }
  }
}

extension KernelFailure.Notation {
  /// The name of the notation, with its article.
  var name: Text {
    switch self {
    case .assetCode: Text(fr: "un code d'appareil", en: "a device code")
    case .siren: Text(fr: "un numéro SIREN", en: "a SIREN number")
    case .siret: Text(fr: "un numéro SIRET", en: "a SIRET number")
    case .uai: Text(fr: "un numéro UAI d'établissement scolaire", en: "a UAI school number")
    case .rna: Text(fr: "un numéro RNA d'association", en: "an RNA association number")
    case .inseeCommune: Text(fr: "un code INSEE de commune", en: "an INSEE commune code")
    case .departement: Text(fr: "un code de département", en: "a département code")
    case .phone: Text(fr: "un numéro de téléphone français", en: "a French telephone number")
    case .email: Text(fr: "une adresse de courriel", en: "an e-mail address")
    case .money: Text(fr: "un montant", en: "an amount of money")
    case .day: Text(fr: "un jour du calendrier", en: "a day of the calendar")
    case .quarter: Text(fr: "un trimestre", en: "a quarter")
    case .journalHead: Text(fr: "une tête de journal", en: "a head of the journal")
    }
  }

  /// What the notation looks like.
  var shape: Text {
    switch self {
    case .assetCode:
      Text(
        fr: "il en faut neuf, chiffres et lettres sans U, comme sur l'étiquette (XXX-XXX-XXX)",
        en: "it takes nine digits and letters without U, as on the label (XXX-XXX-XXX)")
    case .siren:
      Text(fr: "neuf chiffres, dont une clé de contrôle", en: "nine digits, one of them a check digit")
    case .siret:
      Text(
        fr: "quatorze chiffres, dont des clés de contrôle", en: "fourteen digits, some of them check digits")
    case .uai: Text(fr: "sept chiffres et une lettre de contrôle", en: "seven digits and a check letter")
    case .rna: Text(fr: "W suivi de neuf caractères", en: "W followed by nine characters")
    case .inseeCommune:
      Text(
        fr: "le département puis le numéro de la commune (47001), et non le code postal",
        en: "the département, then the commune's number (47001), not the postal code")
    case .departement: Text(fr: "01 à 95, 2A, 2B ou 971 à 976", en: "01 to 95, 2A, 2B or 971 to 976")
    case .phone:
      Text(fr: "dix chiffres qui commencent par 0, ou +33", en: "ten digits starting with 0, or +33")
    case .email: Text(fr: "nom@domaine.fr", en: "name@domain.fr")
    case .money:
      Text(
        fr: "des euros et au plus deux décimales, 1 250,50", en: "euros and at most two decimals, 1 250.50")
    case .day: Text(fr: "AAAA-MM-JJ ou JJ/MM/AAAA", en: "YYYY-MM-DD or DD/MM/YYYY")
    case .quarter: Text(fr: "AAAA-T1 à AAAA-T4", en: "YYYY-Q1 to YYYY-Q4")
    case .journalHead:
      Text(fr: "ENTRÉE:EMPREINTE, comme une sauvegarde l'imprime", en: "ENTRY:HASH, as a backup prints it")
    }
  }
}
