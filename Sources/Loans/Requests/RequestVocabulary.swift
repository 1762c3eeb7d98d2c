public import Kernel

extension Request.Connection {
  /// The need in words.
  public var text: Text {
    switch self {
    case .served: Text(fr: "a déjà Internet", en: "has Internet already")
    case .home: Text(fr: "pas d'Internet à la maison", en: "no Internet at home")
    case .mobile: Text(fr: "une carte SIM suffirait", en: "a SIM card would do")
    case .cheaper: Text(fr: "Internet trop cher", en: "Internet too dear")
    }
  }
}

extension Request.Training {
  /// What is learnt, in words.
  public var text: Text {
    switch self {
    case .firstSteps: Text(fr: "prise en main de l'ordinateur", en: "first steps with the computer")
    case .schoolTools: Text(fr: "outils de l'école (Pronote, ÉduConnect)", en: "school tools (Pronote, ÉduConnect)")
    case .onlineServices: Text(fr: "démarches en ligne", en: "public services online")
    case .security: Text(fr: "mots de passe et arnaques", en: "passwords and frauds")
    case .smartphone: Text(fr: "téléphone", en: "smartphone")
    }
  }
}

extension Request.Help {
  /// The help in words.
  public var text: Text {
    switch self {
    case .language:
      Text(fr: "quelqu'un qui parle la langue du foyer", en: "somebody who speaks the household's language")
    case .reading: Text(fr: "quelqu'un pour lire et écrire avec", en: "somebody to read and write with")
    case .mobility: Text(fr: "un lieu accessible ou une visite", en: "a place within reach or a visit")
    case .largePrint: Text(fr: "de grandes lettres", en: "large letters")
    case .written: Text(fr: "des messages écrits plutôt que des appels", en: "written messages rather than calls")
    }
  }
}

extension Request.Urgency.Reason {
  /// The reason in words.
  public var text: Text {
    switch self {
    case .rights: Text(fr: "des droits à ouvrir ou à garder", en: "rights to open or to keep")
    case .work: Text(fr: "un emploi, une recherche ou une formation", en: "a job, a search for one or a training")
    case .schooling: Text(fr: "la scolarité, un examen", en: "schooling, an exam")
    case .move: Text(fr: "un changement de logement ou de foyer", en: "another home or household")
    case .isolation: Text(fr: "l'isolement", en: "isolation")
    }
  }
}

extension Request.Meeting.Kind {
  /// Where, in words.
  public var text: Text {
    switch self {
    case .place: Text(fr: "dans un lieu choisi", en: "at a chosen place")
    case .home: Text(fr: "à domicile", en: "at home")
    case .nearest: Text(fr: "au plus près", en: "wherever is nearest")
    }
  }
}

extension Request.Release {
  /// The reason in words.
  public var text: Text {
    switch self {
    case .noShow: Text(fr: "le foyer n'est pas venu", en: "the household did not come")
    case .declined: Text(fr: "le foyer ne veut pas de cet appareil", en: "the household declines this device")
    case .expired: Text(fr: "le délai est passé", en: "the time is over")
    case .deviceUnfit: Text(fr: "l'appareil ne convient plus", en: "the device no longer serves")
    case .priority: Text(fr: "un autre besoin est plus urgent", en: "another need is more urgent")
    case .mistake: Text(fr: "une erreur", en: "a mistake")
    }
  }
}

extension Request.Reorientation {
  /// To whom, in words.
  public var text: Text {
    switch self {
    case .freeAccess: Text(fr: "un lieu d'accès libre", en: "a place of free access")
    case .mediation: Text(fr: "un lieu de médiation numérique", en: "a place of digital mediation")
    case .repair: Text(fr: "un atelier de réparation", en: "a repair workshop")
    case .sale: Text(fr: "une vente à prix solidaire", en: "a sale at a solidarity price")
    case .socialService: Text(fr: "un service social", en: "a social service")
    case .school: Text(fr: "l'établissement scolaire", en: "the school")
    case .otherTerritory: Text(fr: "la filière d'un autre territoire", en: "the chain of another territory")
    }
  }
}
