import Eligibility
public import Kernel
import Loans

extension LendingFailure {
  public var text: Text {
    switch self {
    case .factNobodyAsks(let key, let asked):
      Text(
        fr: "Aucun programme en vigueur ne demande le fait « \(key) » : il n'est pas gardé. "
          + (asked.isEmpty
            ? "Mettez d'abord un programme en vigueur avec `rebond programme adopt FICHIER`."
            : "Faits demandés : \(asked.joined(separator: ", "))."),
        en: "No programme in force asks for the fact “\(key)”: it is not kept. "
          + (asked.isEmpty
            ? "Put a programme in force first with `rebond programme adopt FILE`."
            : "Facts asked for: \(asked.joined(separator: ", "))."))
    case .factOfTwoSorts(let key, let programmes):
      Text(
        fr: "Le fait « \(key) » n'est pas la même chose pour tous les programmes en vigueur "
          + "(\(programmes.joined(separator: ", "))). Donnez-lui deux noms dans leurs fichiers.",
        en: "The fact “\(key)” is not the same thing for all programmes in force "
          + "(\(programmes.joined(separator: ", "))). Give it two names in their files.")
    case .factTwice(let key):
      Text(
        fr: "Le fait « \(key) » est donné deux fois. Gardez la bonne valeur.",
        en: "The fact “\(key)” is given twice. Keep the right value.")
    case .evidenceNotTaken(let kind, let fact, let taken):
      Text(
        fr: "« \(kind) » ne prouve pas « \(fact) » pour les programmes en vigueur. "
          + (taken.isEmpty
            ? "Aucun justificatif ne le peut."
            : "Justificatifs acceptés : \(taken.map { "\($0.code) (\($0.label.fr))" }.joined(separator: ", "))."),
        en: "“\(kind)” does not prove “\(fact)” for the programmes in force. "
          + (taken.isEmpty
            ? "No evidence can."
            : "Evidence accepted: \(taken.map { "\($0.code) (\($0.label.en))" }.joined(separator: ", "))."))
    case .rulesMustNotServe(let programme, let defects):
      Text(
        fr: "Les règles « \(programme) » ne doivent pas servir ainsi, rien n'est mis en vigueur : "
          + defects.map(\.text.fr).joined(separator: " "),
        en: "The rules “\(programme)” must not serve like this, nothing is put in force: "
          + defects.map(\.text.en).joined(separator: " "))
    case .noSuchPaper(let code, let known):
      Text(
        fr: "Aucun programme en vigueur ne connaît le papier « \(code) ». "
          + (known.isEmpty
            ? "Mettez d'abord un programme en vigueur avec `rebond programme adopt FICHIER`."
            : "Papiers connus : \(known.map { "\($0.code) (\($0.label.fr))" }.joined(separator: ", "))."),
        en: "No programme in force knows the paper “\(code)”. "
          + (known.isEmpty
            ? "Put a programme in force first with `rebond programme adopt FILE`."
            : "Papers known: \(known.map { "\($0.code) (\($0.label.en))" }.joined(separator: ", "))."))
    case .noAppointment(let request):
      Text(
        fr: "La demande \(request.reference) n'a pas de rendez-vous. Fixez-le d'abord avec "
          + "`rebond request appoint \(request.reference) --day … --at 14:00-14:30 --place …`.",
        en: "Request \(request.reference) has no appointment. Make it first with "
          + "`rebond request appoint \(request.reference) --day … --at 14:00-14:30 --place …`.")
    case .ofAnotherStructure(let request):
      Text(
        fr: "La demande \(request.reference) est suivie par une autre structure : seules celles de la vôtre se voient. "
          + "Voyez-les avec `rebond request list`.",
        en: "Request \(request.reference) is followed by another structure: only those of yours can be seen. "
          + "See them with `rebond request list`.")
    case .nothingNewToDecide(let request, let day):
      Text(
        fr: "La demande \(request.reference) est déjà décidée, le \(day.text.fr), avec ces règles et ces faits. "
          + "Apportez un fait nouveau avec `rebond household fact F-… FAIT=VALEUR --evidence … --dated …`, ou voyez où elle en est avec "
          + "`rebond request show \(request.reference)`.",
        en: "Request \(request.reference) is decided already, on \(day.text.en), by these rules and facts. "
          + "Bring a new fact with `rebond household fact F-… FACT=VALUE --evidence … --dated …`, or see where it stands with "
          + "`rebond request show \(request.reference)`.")
    case .otherCategory(let code, let category, let wanted, let request):
      Text(
        fr: "L'appareil \(code) est de la sorte « \(category.text.fr) » ; la demande \(request.reference) est pour : "
          + "\(wanted.text.fr). Voyez ce qui convient avec `rebond request allocate \(request.reference)`.",
        en: "Device \(code) is of the kind “\(category.text.en)”; request \(request.reference) is for: "
          + "\(wanted.text.en). See what fits with `rebond request allocate \(request.reference)`.")
    case .limitReached(let request, let programme, let limit, let contracts, let again):
      Text(
        fr: "Le programme « \(programme.fr) » donne droit à \(limit.text.fr). Le foyer de la demande "
          + "\(request.reference) l'a déjà eu (\(contracts.map(\.reference).joined(separator: ", "))) : "
          + "un nouveau prêt peut commencer le \(again.text.fr).",
        en: "The programme “\(programme.en)” gives a right to \(limit.text.en). The household of request "
          + "\(request.reference) has had it (\(contracts.map(\.reference).joined(separator: ", "))): "
          + "a new loan can start on \(again.text.en).")
    case .keptUnderLimit(let request, let programme, let limit, let other):
      Text(
        fr:
          "Le programme « \(programme.fr) » donne droit à \(limit.text.fr), et un appareil est déjà gardé pour une autre "
          + "demande du même foyer. Pour servir plutôt la demande \(request.reference), libérez-le : "
          + "`rebond request release \(other.reference) --reason priority`",
        en:
          "The programme “\(programme.en)” gives a right to \(limit.text.en), and a device is kept already for another "
          + "request of the same household. To serve request \(request.reference) instead, free it: "
          + "`rebond request release \(other.reference) --reason priority`")
    case .stockExhausted(let request, let programme, let stock):
      Text(
        fr: "Le programme « \(programme.fr) » peut servir \(stock) foyers, et le fait déjà : la demande "
          + "\(request.reference) attend. Une nouvelle version des règles peut en servir plus : `rebond programme adopt FICHIER`",
        en: "The programme “\(programme.en)” can serve \(stock) households, and does already: request "
          + "\(request.reference) waits. A new version of the rules can serve more: `rebond programme adopt FILE`")
    case .contractNotOffered(let kind, let programme, let offered):
      Text(
        fr: "Le programme « \(programme) » n'ouvre pas droit à ce contrat : \(kind.text.fr). Il propose : "
          + "\(offered.map(\.text.fr).joined(separator: ", ")).",
        en: "The programme “\(programme)” gives no right to this contract: \(kind.text.en). It offers: "
          + "\(offered.map(\.text.en).joined(separator: ", ")).")
    case .termNeeded(let request):
      Text(
        fr: "Jusqu'à quand ? Le programme ne dit pas combien dure le prêt de la demande \(request.reference) : "
          + "donnez --months ou --until.",
        en: "Until when? The programme does not say how long the loan of request \(request.reference) lasts: "
          + "give --months or --until.")
    case .notHandedOver(let id, let state):
      Text(
        fr: "Le contrat \(id.reference) est \(state.text.fr) : aucune remise n'a de reçu. Enregistrez-la avec "
          + "`rebond handover record \(id.reference)`.",
        en: "Contract \(id.reference) is \(state.text.en): no hand-over has a receipt. Record it with "
          + "`rebond handover record \(id.reference)`.")
    case .notTakenBack(let id, let state):
      Text(
        fr: "Le contrat \(id.reference) est \(state.text.fr) : aucun retour n'a de reçu. Enregistrez-le avec "
          + "`rebond return record \(id.reference) --condition …`.",
        en: "Contract \(id.reference) is \(state.text.en): no return has a receipt. Record it with "
          + "`rebond return record \(id.reference) --condition …`.")
    case .notPrintable(let contract, let state):
      Text(
        fr: "Le contrat \(contract.reference) est \(state.text.fr) : il n'est plus à signer. Voyez-le avec "
          + "`rebond contract show \(contract.reference)`.",
        en: "Contract \(contract.reference) is \(state.text.en): it is no longer to be signed. See it with "
          + "`rebond contract show \(contract.reference)`.")
    }
  }
}

extension AdoptedProgramme.Limit {
  /// The limit in words.
  fileprivate var text: Text {
    let devices =
      perHousehold == 1
      ? Text(fr: "un appareil", en: "one device") : Text(fr: "\(perHousehold) appareils", en: "\(perHousehold) devices")
    let time =
      years == 1 ? Text(fr: "par an", en: "a year") : Text(fr: "tous les \(years) ans", en: "every \(years) years")
    return Text(fr: "\(devices.fr) par foyer \(time.fr)", en: "\(devices.en) per household \(time.en)")
  }
}
