public import Kernel

extension TypesettingFailure {
  public var text: Text {
    switch self {
    case .missingGlyph(let scalar, let text):
      Text(
        fr: "Le caractère \(scalar.shown) ne peut pas être imprimé : la police ne l'a pas. "
          + "Remplacez-le dans « \(text) ».",
        en: "The character \(scalar.shown) cannot be printed: the font lacks it. "
          + "Replace it in “\(text)”.")
    case .missingFont(let family):
      Text(
        fr: "La police « \(family) » n'est pas installée : installez le paquet fonts-dejavu-core.",
        en: "The font “\(family)” is not installed: install the package fonts-dejavu-core.")
    case .missingLibraries:
      Text(
        fr: "Les bibliothèques de mise en page ne sont pas installées : installez les paquets libpangocairo-1.0-0 et "
          + "libharfbuzz-subset0.",
        en: "The typesetting libraries are not installed: install the packages libpangocairo-1.0-0 and "
          + "libharfbuzz-subset0.")
    case .payloadTooLong(let payload):
      Text(
        fr: "« \(payload) » est trop long pour un QR code : raccourcissez l'adresse de l'instance.",
        en: "“\(payload)” is too long for a QR code: shorten the address of the instance.")
    case .tallerThanPage(let text):
      Text(
        fr: "« \(text) » ne tient pas sur une page : raccourcissez ce texte.",
        en: "“\(text)” does not fit on a page: shorten this text.")
    case .drawing(let reason):
      Text(
        fr: "Le dessin de la page a échoué (\(reason)). C'est une erreur interne de Rebond : signalez-la.",
        en: "Drawing the page failed (\(reason)). This is an internal error in Rebond: please report it.")
    }
  }
}

extension Unicode.Scalar {
  /// The scalar and its number; a control character by its number alone, since a terminal would obey it.
  fileprivate var shown: String {
    properties.generalCategory == .control ? codePoint : "\(self) (\(codePoint))"
  }

  /// The scalar's number as Unicode writes it, `U+1F600`.
  var codePoint: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
