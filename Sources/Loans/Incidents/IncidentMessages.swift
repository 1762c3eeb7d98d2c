public import Kernel

extension IncidentFailure {
  public var text: Text {
    switch self {
    case .noIncident(let id):
      Text(
        fr: "Il n'y a pas d'incident \(id.reference). Voyez ceux qui sont ouverts avec `rebond incident list`.",
        en: "There is no incident \(id.reference). See those that are open with `rebond incident list`.")
    case .deviceNotOut(let id, let state):
      Text(
        fr: "Le contrat \(id.reference) est \(state.text.fr) : aucun appareil n'est remis sous ce contrat. Voyez "
          + "`rebond contract show \(id.reference)`.",
        en: "Contract \(id.reference) is \(state.text.en): no device is handed over under it. See "
          + "`rebond contract show \(id.reference)`.")
    case .stillOpen(let id, let contract):
      Text(
        fr: "L'incident \(id.reference) du contrat \(contract.reference) n'est pas clos : l'appareil ne change pas de "
          + "propriétaire avant. Clôturez-le (`rebond incident list` montre ceux qui sont ouverts).",
        en: "Incident \(id.reference) of contract \(contract.reference) is not settled: the device changes owner only "
          + "then. Settle it first (`rebond incident list` shows those that are open).")
    case .settled(let id, let outcome):
      Text(
        fr: "L'incident \(id.reference) est déjà clos : \(outcome.text.fr). Pour une erreur, voyez "
          + "`rebond correct NUMÉRO --annul --reason …`.",
        en: "Incident \(id.reference) is closed already: \(outcome.text.en). For a mistake, see "
          + "`rebond correct NUMBER --annul --reason …`.")
    case .noComplaintFor(let id, let kind):
      Text(
        fr: "L'incident \(id.reference) est de la sorte « \(kind.text.fr) » : seul un vol a un récépissé de plainte.",
        en: "Incident \(id.reference) is of the kind “\(kind.text.en)”: only a theft has the receipt of a complaint.")
    case .complaintBrought(let id):
      Text(
        fr: "Le récépissé de plainte de l'incident \(id.reference) est déjà enregistré.",
        en: "The receipt of the complaint about incident \(id.reference) is recorded already.")
    case .exchangeNamesDevice(let id):
      Text(
        fr: "Un échange dit contre quel appareil : "
          + "`rebond incident exchange \(id.reference) --for CODE --condition …`.",
        en: "An exchange says for which device: `rebond incident exchange \(id.reference) --for CODE --condition …`.")
    case .emptyReference:
      Text(
        fr: "Il manque la référence du récépissé de plainte.",
        en: "The reference of the complaint's receipt is missing.")
    case .outcomeUnfit(let id, let kind, let outcome):
      Text(
        fr: "« \(outcome.text.fr) » ne clôt pas un incident de la sorte « \(kind.text.fr) » (\(id.reference)).",
        en: "“\(outcome.text.en)” does not close an incident of the kind “\(kind.text.en)” (\(id.reference)).")
    case .complaintMissing(let id, let due):
      Text(
        fr: "Le récépissé de plainte de l'incident \(id.reference), attendu le \(due.text.fr), manque encore. "
          + "Enregistrez-le avec `rebond incident complaint \(id.reference) --receipt …`.",
        en: "The receipt of the complaint about incident \(id.reference), due on \(due.text.en), is still missing. "
          + "Record it with `rebond incident complaint \(id.reference) --receipt …`.")
    case .lossIsLenders(let id, let contract):
      Text(
        fr:
          "Le contrat \(contract.reference) ne met pas les accidents à la charge de l'emprunteur (C. civ. art. 1883), "
          + "et son terme n'était pas passé (art. 1881) : ils restent au prêteur. Clôturez l'incident avec "
          + "`rebond incident settle \(id.reference) lender-bears`.",
        en: "Contract \(contract.reference) does not put accidents on the borrower (C. civ. art. 1883), and its term "
          + "had not passed (art. 1881): the lender bears them. Close it with "
          + "`rebond incident settle \(id.reference) lender-bears`.")
    }
  }
}
