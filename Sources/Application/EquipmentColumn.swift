public import Spreadsheets

/// What the columns of a list of equipment may be, and the titles donors and workshops give them.
public enum EquipmentColumn: String, ListColumn {
  case code, category, quantity, manufacturer, model, serial, weight
  case boughtOn = "bought-on"
  case year, value, state, day
  /// Where it stands, and whose it is, by the names of the directory.
  case place, owner

  public var names: [String] {
    switch self {
    case .code: ["Code Rebond", "Étiquette", "Asset code", "Asset tag", "Tag"]
    case .category:
      [
        "Type", "Catégorie", "Sorte", "Type de matériel", "Type d'équipement", "Nature", "Famille", "Device type",
        "Kind",
      ]
    case .quantity: ["Quantité", "Qté", "Nombre", "Nb", "Qty", "Count"]
    case .manufacturer: ["Marque", "Fabricant", "Constructeur", "Brand", "Maker", "Vendor"]
    case .model: ["Modèle", "Désignation", "Référence constructeur", "Product", "Model name", "Nom du modèle"]
    case .serial:
      [
        "Numéro de série", "N° de série", "No de série", "Num série", "N° série", "Série", "S/N", "SN", "Serial number",
        "Serial no", "Service tag",
      ]
    case .weight: ["Poids", "Poids (kg)", "Poids kg", "Masse", "Weight (kg)", "Weight kg"]
    case .boughtOn:
      [
        "Date d'achat", "Date achat", "Acheté le", "Date d'acquisition", "Mise en service", "Date de mise en service",
        "Purchase date",
        "Bought on",
      ]
    case .year:
      [
        "Année", "Année d'achat", "Année d'acquisition", "Année de fabrication", "Millésime", "Year", "Year made",
        "Purchase year",
      ]
    case .value:
      [
        "Valeur", "Valeur unitaire", "Prix", "Prix unitaire", "Valeur vénale", "VNC", "Valeur nette comptable",
        "Valeur nette", "Valeur comptable", "Valeur résiduelle", "Valeur estimée", "Valeur actuelle",
        "Valeur unitaire TTC",
        "Prix unitaire TTC", "Price", "Unit value", "Net book value", "Residual value", "Estimated value",
      ]
    case .state: ["Statut", "État", "Situation", "Status"]
    case .day: ["Date", "Date d'entrée", "Entré le", "Reçu le", "Date de réception", "Received on", "Since"]
    case .place: ["Lieu", "Emplacement", "Localisation", "Site", "Place", "Location"]
    case .owner: ["Propriétaire", "Appartient à", "Owner"]
    }
  }

  /// « Désignation » is the kind of thing where another column tells the model.
  public var namesBesideOthers: [String] {
    self == .category ? ["Désignation", "Libellé", "Matériel", "Équipement", "Article", "Description"] : []
  }
}
