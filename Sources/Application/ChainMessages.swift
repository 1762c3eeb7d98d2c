public import Kernel

extension ChainFailure {
  public var text: Text {
    switch self {
    case .notFounded(let path):
      Text(
        fr: "La base « \(path) » ne contient pas d'instance. Créez-en une autre avec « rebond init ».",
        en: "The database “\(path)” holds no instance. Make another with “rebond init”.")
    case .unknownTimeZone(let name):
      Text(
        fr: "« \(name) » n'est pas un fuseau horaire connu. Exemple : Europe/Paris, Indian/Reunion.",
        en: "“\(name)” is no known time zone. Example: Europe/Paris, Indian/Reunion.")
    case .baseURL(let url):
      Text(
        fr: "« \(url) » ne peut pas ouvrir un code QR : il faut une adresse https://…, sans accent ni espace.",
        en: "“\(url)” cannot start a QR code: it takes an address https://…, without accents or spaces.")
    }
  }
}
