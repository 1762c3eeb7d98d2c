public import Spreadsheets

/// What the columns of a list of running loans may be, and the titles workshops and desks give them.
public enum EarlierLoanColumn: String, ListColumn {
  case device, serial
  /// The household's own number here, when it is registered.
  case household
  case name
  case firstName = "first-name"
  case phone, email, commune, adults, children, kind, starts, term, months
  case renewedUntil = "renewed-until"
  case returned, rent, every, paid, deposit, accessories
  /// The programme the loan was made under.
  case programme
  /// Whether the borrower signs alone: a minor, an adult under guardianship or curatorship does not.
  case capacity
  /// Who signed in the borrower's place, or with them.
  case representative
  /// Who else borrows.
  case joint

  public var names: [String] {
    switch self {
    case .device:
      [
        "Code", "Code Rebond", "Étiquette", "Code appareil", "Code de l'appareil", "Asset code", "Asset tag",
        "Tag",
      ]
    case .serial:
      [
        "Numéro de série", "N° de série", "No de série", "Num série", "N° série", "Série", "S/N", "SN", "Serial number",
        "Serial no", "Service tag",
      ]
    case .household: ["Foyer n°", "N° de foyer", "Numéro de foyer", "N° foyer", "Household no", "Household number"]
    case .name:
      [
        "Nom", "Nom et prénom", "Nom prénom", "Nom Prénom", "Bénéficiaire", "Nom du bénéficiaire", "Emprunteur",
        "Nom de l'emprunteur", "Famille", "Foyer", "Usager", "Contact", "Locataire", "Borrower", "Last name", "Family",
      ]
    case .firstName: ["Prénom", "Prénoms", "Given name"]
    case .phone:
      [
        "Téléphone", "Tél", "Tel", "Mobile", "N° de téléphone", "Numéro de téléphone", "Téléphone portable",
        "Phone number", "Telephone",
      ]
    case .email: ["Courriel", "E-mail", "Mail", "Adresse mail", "Adresse e-mail", "Adresse électronique"]
    case .commune: ["Ville", "Code INSEE", "INSEE", "Commune de résidence", "City", "Town"]
    case .adults: ["Adultes", "Nb adultes", "Nombre d'adultes"]
    case .children: ["Enfants", "Nb enfants", "Nombre d'enfants"]
    case .kind:
      [
        "Type de contrat", "Sorte de contrat", "Nature du contrat", "Prêt ou location", "Kind of contract",
        "Contract kind",
      ]
    case .starts:
      [
        "Date de prêt", "Date du prêt", "Date prêt", "Début", "Date de début", "Date début", "Prêté le", "Remis le",
        "Date de remise", "Date remise", "Premier jour", "Depuis", "Date de sortie", "Sorti le", "Loan date", "Lent on",
        "Start", "Start date", "First day", "Since",
      ]
    case .term:
      [
        "Fin", "Date de fin", "Date fin", "Échéance", "Date d'échéance", "Terme", "Dernier jour", "Retour prévu",
        "Date de retour prévue", "Retour prévu le", "Jusqu'au", "End", "End date", "Due date", "Until",
      ]
    case .months: ["Durée", "Durée (mois)", "Durée en mois", "Nb de mois", "Nombre de mois", "Mois", "Duration"]
    case .renewedUntil:
      [
        "Prolongé jusqu'au", "Renouvelé jusqu'au", "Prolongation", "Renouvellement", "Nouvelle échéance",
        "Extended until", "Renewal",
      ]
    case .returned: ["Rendu le", "Date de retour", "Rendu", "Restitué le", "Returned on", "Return date"]
    case .rent:
      [
        "Loyer", "Participation", "Contribution", "Tarif", "Redevance", "Cotisation", "Fee",
      ]
    case .every: ["Rythme", "Périodicité", "Fréquence", "Pace", "Frequency"]
    case .paid: ["Payé", "Déjà payé", "Versé", "Réglé", "Montant payé", "Montant versé", "Encaissé", "Amount paid"]
    case .deposit: ["Caution", "Dépôt", "Dépôt de garantie", "Garantie", "Chèque de caution"]
    case .capacity: ["Capacité", "Mineur", "Protection", "Mesure de protection", "Minor"]
    case .representative:
      [
        "Représentant légal", "Représentant", "Représenté par", "Responsable légal", "Tuteur", "Curateur",
        "Legal representative", "Represented by", "Guardian",
      ]
    case .joint: ["Co-emprunteur", "Coemprunteur", "Co-emprunteurs", "Second emprunteur", "Joint borrower"]
    case .programme: ["Dispositif", "Programme de prêt", "Scheme"]
    case .accessories: ["Accessoires", "Accessoires prêtés", "Avec", "Équipement prêté avec", "With"]
    }
  }
}
