import Kernel

/// What people call facts and documents whose file gives them no name: a letter to a family shows no code.
enum UsualNames {
  /// The name of a kind of evidence by its code: that of a well-known document, else the words of the code.
  static func document(_ code: String) -> Text { documents[code] ?? Text(same: spelledOut(code)) }

  /// The words of a code, with the names of benefits and offices in capitals: `attestation_mdph` is « attestation MDPH ».
  static func spelledOut(_ code: String) -> String {
    code.split(separator: "_").map { word in
      abbreviations.contains(String(word)) ? word.uppercased() : String(word)
    }.joined(separator: " ")
  }

  private static let abbreviations: Set<String> = [
    "aah", "aci", "aeeh", "apa", "apl", "ars", "ase", "aspa", "caf", "ccas", "cmi", "css", "fsl", "hlm", "insee",
    "mdph",
    "msa", "pch", "pmi", "qf", "rfr", "rsa", "ss", "uai",
  ]

  private static let documents: [String: Text] = [
    "api_particulier_qf": Text(fr: "la réponse d'API Particulier", en: "the answer of API Particulier"),
    "attestation_aah": Text(fr: "l'attestation d'AAH", en: "the statement of AAH"),
    "attestation_ase": Text(
      fr: "l'attestation de l'aide sociale à l'enfance", en: "the statement of child welfare (ASE)"),
    "attestation_aspa": Text(fr: "l'attestation d'ASPA", en: "the statement of ASPA"),
    "attestation_caf_qf": Text(
      fr: "l'attestation de quotient familial de la CAF", en: "the CAF's statement of the quotient familial"),
    "attestation_msa_qf": Text(
      fr: "l'attestation de quotient familial de la MSA", en: "the MSA's statement of the quotient familial"),
    "attestation_non_allocataire": Text(
      fr: "l'attestation de non-allocataire", en: "the statement of receiving no benefit"),
    "attestation_rsa": Text(fr: "l'attestation de RSA", en: "the statement of RSA"),
    "avis_imposition": Text(fr: "l'avis d'imposition", en: "the tax notice"),
    "avis_travailleur_social": Text(
      fr: "l'avis écrit d'un travailleur social", en: "the written appraisal of a social worker"),
    "certificat_scolarite": Text(fr: "le certificat de scolarité", en: "the school certificate"),
    "declaration_honneur": Text(fr: "une déclaration sur l'honneur", en: "a sworn statement"),
    "justificatif_domicile": Text(fr: "un justificatif de domicile", en: "a proof of address"),
    "livret_famille": Text(fr: "le livret de famille", en: "the family record book"),
    "notification_bourse_college": Text(fr: "la notification de bourse de collège", en: "the collège grant notice"),
    "piece_identite": Text(fr: "une pièce d'identité", en: "an identity document"),
  ]
}
