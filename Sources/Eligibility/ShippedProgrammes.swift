/// The programmes Rebond ships as examples: to be copied, given the office's own amounts and texts of law, and loaded.
public enum ShippedProgrammes {
  /// Each file by its name, with its bytes.
  public static let all: [(fileName: String, bytes: [UInt8])] = [
    ("conditions-ordinaires.json", PackageResources.conditions_ordinaires_json),
    ("don-communal.json", PackageResources.don_communal_json),
    ("equipement-et-connexion.json", PackageResources.equipement_et_connexion_json),
    ("libre-acces.json", PackageResources.libre_acces_json),
    ("location-solidaire.json", PackageResources.location_solidaire_json),
    ("offre-internet-sociale.json", PackageResources.offre_internet_sociale_json),
    ("parcours-numerique-solidaire.json", PackageResources.parcours_numerique_solidaire_json),
    ("pret-familles-college.json", PackageResources.pret_familles_college_json),
    ("prix-solidaire.json", PackageResources.prix_solidaire_json),
  ]

  /// The bytes of one file, if there is one of that name.
  public static func bytes(of fileName: String) -> [UInt8]? {
    all.first { $0.fileName == fileName }?.bytes
  }
}

/// The language programmes are written in.
public enum RuleLanguage {
  /// Its reference, for who writes the rules of a programme: every key with examples, in Markdown.
  public static let reference = String(decoding: PackageResources.language_md, as: UTF8.self)
}
