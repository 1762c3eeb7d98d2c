public import Kernel

extension LoansFailure {
  public var text: Text {
    switch self {
    case .notAReference(let input, let noun, let example):
      Text(
        fr: "« \(input) » n'est pas le numéro d'\(noun.fr) : écrivez-le comme \(example).",
        en: "“\(input)” is not the number of \(noun.en): write it like \(example).")
    case .noHousehold(let id):
      Text(
        fr:
          "Il n'y a pas de foyer \(id.reference). Vérifiez le numéro, ou ajoutez le foyer avec `rebond household add … --commune … --adults …`.",
        en:
          "There is no household \(id.reference). Check the number, or add it with `rebond household add … --commune … --adults …`."
      )
    case .householdForgotten(let id, let entry):
      Text(
        fr: "Le foyer \(id.reference) a été effacé (entrée \(entry) du journal) : il n'en reste que des nombres. "
          + "S'il revient, inscrivez-le de nouveau avec `rebond household add … --commune … --adults …`.",
        en: "Household \(id.reference) was forgotten (entry \(entry) of the journal): only numbers are left of it. "
          + "If it comes back, register it again with `rebond household add … --commune … --adults …`.")
    case .factsForgotten(let id):
      Text(
        fr: "Les faits de la décision n° \(id) ont été effacés avec le foyer : elle ne peut plus être refaite. "
          + "Sa réponse et l'empreinte de sa trace restent.",
        en: "The facts of decision no. \(id) were erased with the household: it can't be made again. "
          + "Its answer and the hash of its record stay.")
    case .noRequest(let id):
      Text(
        fr: "Il n'y a pas de demande \(id.reference). Vérifiez le numéro, ou enregistrez la demande avec "
          + "`rebond request add --household F-… --prescriber … --device … --uses … --channel …`.",
        en:
          "There is no request \(id.reference). Check the number, or record it with `rebond request add --household F-… --prescriber … --device … --uses … --channel …`."
      )
    case .noDecision(let id):
      Text(
        fr: "Il n'y a pas de décision \(id), ou elle a été annulée. Décidez avec "
          + "`rebond eligibility decide D-… --programme …`.",
        en: "There is no decision \(id), or it was annulled. Decide with "
          + "`rebond eligibility decide D-… --programme …`.")
    case .noContract(let id):
      Text(
        fr: "Il n'y a pas de contrat \(id.reference). Vérifiez le numéro sur le papier signé.",
        en: "There is no contract \(id.reference). Check the number on the signed paper.")
    case .noFollowUp(let id):
      Text(
        fr: "Il n'y a pas de contact de suivi \(id). Voyez `rebond followup list`.",
        en: "There is no follow-up contact \(id). See `rebond followup list`.")
    case .noProgramme(let id, let day):
      Text(
        fr: "Aucun programme « \(id) » n'était en vigueur le \(day.text.fr). Vérifiez son nom et le jour, ou "
          + "mettez-le en vigueur avec `rebond programme adopt FICHIER`.",
        en:
          "No programme “\(id)” was in force on \(day.text.en). Check its name and the day, or put it in force "
          + "with `rebond programme adopt FILE`.")
    case .unfitName(let failure): failure.text
    case .emptyName:
      Text(
        fr: "Il manque le nom de la personne à contacter dans le foyer.",
        en: "The name of the household's contact is missing.")
    case .nobodyInHousehold(let adults, let children):
      Text(
        fr:
          "Un foyer compte au moins une personne, et jamais moins que zéro : --adults \(adults) --children \(children) "
          + "ne convient pas.",
        en: "A household has at least one person, and never less than none: --adults \(adults) --children \(children) "
          + "won't do.")
    case .emptyUses:
      Text(
        fr: "Il manque à quoi servira l'appareil, en mots simples : « devoirs du collège, démarches ».",
        en: "What the device will be used for is missing, in plain words: “homework, paperwork online”.")
    case .notADraft(let id, let stage):
      Text(
        fr: "La demande \(id.reference) est déjà envoyée (\(stage.text.fr)) : ce qu'elle dit reste. "
          + "Retirez-la et refaites-la : `rebond request withdraw \(id.reference) --reason recorded-twice`.",
        en: "Request \(id.reference) is sent already (\(stage.text.en)): what it says stays. "
          + "Withdraw it and make it again: `rebond request withdraw \(id.reference) --reason recorded-twice`.")
    case .nothingNew:
      Text(
        fr: "Rien ne change dans ce brouillon : donnez ce qui doit changer, par exemple --uses.",
        en: "Nothing changes in this draft: give what is to change, as --uses.")
    case .notAName(let name):
      Text(
        fr:
          "« \(name) » n'est pas le nom d'un fait ou d'un justificatif : des minuscules sans accent, des chiffres "
          + "et « _ », comme dans le programme (qf, attestation_caf_qf).",
        en:
          "“\(name)” is not the name of a fact or of a document: lower-case letters without accents, digits and "
          + "“_”, as in the programme (qf, attestation_caf_qf).")
    case .versionTaken(let programme, let version):
      Text(
        fr:
          "Le programme « \(programme) » version \(version) existe déjà avec un autre contenu, et des décisions "
          + "peuvent reposer dessus. Donnez une nouvelle version au fichier.",
        en:
          "The programme “\(programme)” version \(version) is there already with another content, and decisions "
          + "may rest on it. Give the file a new version.")
    case .modestWithoutRight(let outcome):
      Text(
        fr: "Erreur interne de Rebond : un foyer compté modeste par une décision « \(outcome.text.fr) ».",
        en: "Internal error in Rebond: a household counted as modest by a decision “\(outcome.text.en)”.")
    case .requestCannot(let id, let verb, let stage):
      Text(
        fr:
          "La demande \(id.reference) est \(stage.text.fr) : on ne peut pas \(verb.text.fr). \(stage.advice(id).fr)",
        en: "Request \(id.reference) is \(stage.text.en): it is not possible to \(verb.text.en). "
          + stage.advice(id).en)
    case .notDecidedYet(let id):
      Text(
        fr: "La demande \(id.reference) n'a pas encore de décision. Faites d'abord parler les règles avec "
          + "`rebond eligibility decide \(id.reference) --programme …`.",
        en: "Request \(id.reference) has no decision yet. Let the rules speak first with "
          + "`rebond eligibility decide \(id.reference) --programme …`.")
    case .saysTheSame(let id, let outcome):
      Text(
        fr: "La décision sur la demande \(id.reference) est déjà « \(outcome.text.fr) » : il n'y a rien à décider "
          + "autrement. Voyez `rebond request show \(id.reference)`.",
        en: "The decision on request \(id.reference) is “\(outcome.text.en)” already: there is nothing to decide "
          + "otherwise. See `rebond request show \(id.reference)`.")
    case .nothingToContest(let id):
      Text(
        fr: "Aucune décision sur la demande \(id.reference) ne refuse rien : il n'y a rien à contester. Voyez "
          + "`rebond request show \(id.reference)`.",
        en: "No decision on request \(id.reference) refuses anything: there is nothing to contest. See "
          + "`rebond request show \(id.reference)`.")
    case .noPaperAskedFor(let id):
      Text(
        fr: "Quels papiers manquent à la demande \(id.reference) ? Nommez-en au moins un avec --missing.",
        en: "Which papers are missing for request \(id.reference)? Name one at least with --missing.")
    case .appointmentToCome(let id, let day):
      Text(
        fr: "Le rendez-vous de la demande \(id.reference) est le \(day.text.fr) : le foyer ne l'a pas encore manqué. "
          + "Donnez le jour où c'est arrivé avec --on, ou une autre raison.",
        en: "The appointment of request \(id.reference) is on \(day.text.en): the household has not missed it yet. "
          + "Give the day it happened with --on, or another reason.")
    case .appointmentPast(let id, let day):
      Text(
        fr: "Le rendez-vous de la demande \(id.reference) serait le \(day.text.fr), avant le jour où il est pris. "
          + "Donnez un jour à venir avec --day.",
        en: "The appointment of request \(id.reference) would be on \(day.text.en), before the day it is made. "
          + "Give a day to come with --day.")
    case .notASlot(let written):
      Text(
        fr: "« \(written) » n'est pas un horaire : écrivez le début et la fin, comme 14:00-14:30.",
        en: "“\(written)” is no slot of time: write its beginning and its end, like 14:00-14:30.")
    case .keptIntoThePast(let id, let day):
      Text(
        fr: "L'appareil de la demande \(id.reference) serait gardé jusqu'au \(day.text.fr), avant le jour où il "
          + "commence à l'être. Donnez un jour à venir avec --until.",
        en: "The device of request \(id.reference) would be kept until \(day.text.en), before the day it begins to "
          + "be. Give a day to come with --until.")
    case .whichHousehold(let known):
      Text(
        fr:
          "Ce téléphone, ou ce nom dans cette commune, est déjà celui de \(known.map(\.reference).joined(separator: ", ")). "
          + "Si c'est le même foyer, donnez --household \(known.first?.reference ?? "F-…") ; sinon, ajoutez --new.",
        en:
          "That telephone, or that name in that commune, is already that of \(known.map(\.reference).joined(separator: ", ")). "
          + "If it is the same household, give --household \(known.first?.reference ?? "F-…"); else add --new.")
    case .householdKnown(let known):
      Text(
        fr:
          "Ce téléphone, ou ce nom dans cette commune, est déjà celui de \(known.map(\.reference).joined(separator: ", ")) : "
          + "rien n'est inscrit. Si c'est le même foyer, ses preuves servent encore : "
          + "`rebond household show \(known.first?.reference ?? "F-…")`. Si c'en est un autre (un téléphone peut se partager, "
          + "deux personnes peuvent porter un nom), ajoutez --new.",
        en:
          "That telephone, or that name in that commune, is already that of \(known.map(\.reference).joined(separator: ", ")): "
          + "nothing is registered. If it is the same household, its proofs still serve: "
          + "`rebond household show \(known.first?.reference ?? "F-…")`. If it is another one (a telephone may be shared, two "
          + "people may bear one name), add --new.")
    case .emptyReason:
      Text(
        fr: "Il manque la raison : dites en quelques mots pourquoi, avec --reason.",
        en: "The reason is missing: say in a few words why, with --reason.")
    case .fundingCodeTaken(let code):
      Text(
        fr: "Une ligne de financement « \(code) » existe déjà. Pour lui ajouter de l'argent : "
          + "`rebond funding grant \(code) --money …`.",
        en: "There is a funding line “\(code)” already. To add money to it: `rebond funding grant \(code) --money …`.")
    case .notAFundingCode(let code):
      Text(
        fr:
          "« \(code) » n'est pas un code de ligne : des minuscules sans accent, des chiffres, « _ » et « - », comme fsl.",
        en: "“\(code)” is no code of a line: lower-case letters without accents, digits, “_” and “-”, as fsl.")
    case .noFundingLine(let code, let known):
      Text(
        fr: "Il n'y a pas de ligne de financement « \(code) ». "
          + (known.isEmpty ? "Ouvrez-la" : "Lignes ouvertes : \(known.joined(separator: ", ")). Ouvrez celle-ci")
          + " avec `rebond funding open \(code.inShell) --title … --funder … --budget …`.",
        en: "There is no funding line “\(code)”. "
          + (known.isEmpty ? "Open it" : "Open lines: \(known.joined(separator: ", ")). Open this one")
          + " with `rebond funding open \(code.inShell) --title … --funder … --budget …`.")
    case .emptyFunding:
      Text(
        fr: "Une ligne de financement a un intitulé et un financeur : donnez --title et --funder.",
        en: "A funding line has a title and a funder: give --title and --funder.")
    case .moneyNotPositive(let money):
      Text(
        fr: "\(money.text.fr) ne peut être ni accordé ni dépensé : donnez un montant au-dessus de zéro.",
        en: "\(money.text.en) can be neither granted nor spent: give an amount above zero.")
    case .fundingExhausted(let code, let remaining, let wanted):
      Text(
        fr:
          "Il reste \(remaining.text.fr) sur la ligne « \(code) » : \(wanted.text.fr) n'y tiennent pas. Ajoutez de l'argent "
          + "avec `rebond funding grant \(code) --money …`, ou prenez une autre ligne.",
        en: "\(remaining.text.en) is left on the line “\(code)”: \(wanted.text.en) is too much. Add money with "
          + "`rebond funding grant \(code) --money …`, or take another line.")
    case .decisionOfAnotherRequest(let id):
      Text(
        fr: "Cette décision porte sur une autre demande que \(id.reference). Décidez avec "
          + "`rebond eligibility decide \(id.reference) --programme …`.",
        en: "This decision is about another request than \(id.reference). Decide with "
          + "`rebond eligibility decide \(id.reference) --programme …`.")
    case .notEligible(let id, let outcome):
      Text(
        fr:
          "La décision sur la demande \(id.reference) est « \(outcome.text.fr) » : elle n'ouvre pas droit à un prêt. "
          + "Complétez les justificatifs avec `rebond household fact F-… FAIT=VALEUR --evidence … --dated …` et décidez à nouveau.",
        en: "The decision on request \(id.reference) is “\(outcome.text.en)”: it gives no right to a loan. "
          + "Complete the evidence with `rebond household fact F-… FACT=VALUE --evidence … --dated …` and decide again."
      )
    case .refusalWithoutDecision(let id, let outcome):
      Text(
        fr:
          "Refuser la demande \(id.reference) parce que le foyer n'y a pas droit demande une décision qui le dit"
          + (outcome.map { " ; celle-ci dit « \($0.text.fr) »" } ?? "")
          + ". Décidez avec `rebond eligibility decide \(id.reference) --programme …`.",
        en:
          "Refusing request \(id.reference) because the household has no right to it takes a decision that says so"
          + (outcome.map { "; this one says “\($0.text.en)”" } ?? "")
          + ". Decide with `rebond eligibility decide \(id.reference) --programme …`.")
    case .deviceTaken(let id):
      Text(
        fr: "Cet appareil est déjà attribué ou prêté : il ne peut pas l'être à la demande \(id.reference). "
          + "Choisissez-en un autre avec `rebond request allocate \(id.reference) CODE`.",
        en: "This device is already allocated or lent: it cannot go to request \(id.reference). "
          + "Choose another with `rebond request allocate \(id.reference) CODE`.")
    case .nothingAllocated(let id, let stage):
      Text(
        fr: "Un contrat se signe sur un appareil attribué ; la demande \(id.reference) est \(stage.text.fr). "
          + stage.advice(id).fr,
        en: "A contract is signed for an allocated device; request \(id.reference) is \(stage.text.en). "
          + stage.advice(id).en)
    case .contractSigned(let id, let contract):
      Text(
        fr:
          "Le contrat \(contract.reference) tient déjà l'appareil de la demande \(id.reference). Remettez-le avec "
          + "`rebond handover record \(contract.reference)`, ou abandonnez d'abord ce contrat.",
        en:
          "Contract \(contract.reference) already holds the device of request \(id.reference). Hand it over with "
          + "`rebond handover record \(contract.reference)`, or give that contract up first.")
    case .notOfferedYet(let kind):
      Text(
        fr: "Un foyer ne signe pas ce contrat : \(kind.text.fr). Il signe un prêt, une location, une vente ou un don.",
        en: "A household does not sign this contract: \(kind.text.en). It signs a loan, a rental, a sale or a gift.")
    case .feeOnLoan(let fee):
      Text(
        fr:
          "Un prêt à usage est gratuit (C. civ. art. 1876) : \(fee.text.fr) en ferait une location. Retirez le prix.",
        en:
          "A loan for use is free (C. civ. art. 1876): \(fee.text.en) would make it a rental. Take the price away."
      )
    case .termBeforeStart(let term, let starts):
      Text(
        fr: "Le prêt finirait le \(term.text.fr), sans avoir duré : il commence le \(starts.text.fr). "
          + "Donnez un terme plus tardif.",
        en: "The loan would end on \(term.text.en) without having lasted: it starts on \(starts.text.en). "
          + "Give a later term.")
    case .startsBeforeSignature(let starts, let signed):
      Text(
        fr: "Le prêt commencerait le \(starts.text.fr), avant la signature du contrat, le \(signed.text.fr). "
          + "Donnez un autre premier jour, ou le jour de la signature avec --on.",
        en: "The loan would start on \(starts.text.en), before the contract is signed, on \(signed.text.en). "
          + "Give another first day, or the day of the signature with --on.")
    case .handOverOutsideLoan(let id, let day, let starts, let term):
      Text(
        fr: "Le contrat \(id.reference) ne couvre pas le \(day.text.fr) : le prêt va du \(starts.text.fr) "
          + (term.map { "au \($0.text.fr)" } ?? "jusqu'à ce qu'un côté y mette fin")
          + ". Donnez le jour de la remise avec --on, "
          + "ou signez un autre contrat.",
        en: "Contract \(id.reference) does not cover \(day.text.en): the loan runs from \(starts.text.en) "
          + (term.map { "to \($0.text.en)" } ?? "until one side ends it")
          + ". Give the day of the hand-over with --on, "
          + "or sign another contract.")
    case .valueNotPositive(let amount):
      Text(
        fr: "Une valeur indiquée au contrat est un montant positif ; \(amount.text.fr) n'en est pas un. "
          + "Sans clause voulue, n'en indiquez aucune (C. civ. art. 1883).",
        en: "A value stated in the contract is a positive amount; \(amount.text.en) is none. "
          + "Unless a clause wants one, state none (C. civ. art. 1883).")
    case .accessoryTwice(let name):
      Text(
        fr: "L'accessoire « \(name) » est donné deux fois. Distinguez-les : « \(name) 1 », « \(name) 2 ».",
        en: "The accessory “\(name)” is given twice. Tell them apart: “\(name) 1”, “\(name) 2”.")
    case .contractCannot(let id, let verb, let state):
      Text(
        fr:
          "Le contrat \(id.reference) est \(state.text.fr) : on ne peut pas \(verb.text.fr). \(state.advice(id).fr)",
        en: "Contract \(id.reference) is \(state.text.en): it is not possible to \(verb.text.en). "
          + state.advice(id).en)
    case .accessoryNotLent(let name, let id, let lent):
      Text(
        fr: "L'accessoire « \(name) » n'est pas au contrat \(id.reference)"
          + (lent.isEmpty
            ? ", qui n'en compte aucun."
            : ". Il compte : \(lent.map { "« \($0) »" }.joined(separator: ", "))."),
        en: "The accessory “\(name)” is not in contract \(id.reference)"
          + (lent.isEmpty
            ? ", which has none." : ". It has: \(lent.map { "“\($0)”" }.joined(separator: ", "))."))
    case .followUpClosed(let id, let outcome):
      Text(
        fr: "Le contact de suivi \(id) est déjà clos (\(outcome.text.fr)). Voyez `rebond followup list`.",
        en: "Follow-up contact \(id) is closed already (\(outcome.text.en)). See `rebond followup list`.")
    case .outOfOrder(let day, let earlier):
      Text(
        fr:
          "Cet acte serait du \(day.text.fr), avant celui qu'il suit, du \(earlier.text.fr). Donnez le jour où "
          + "c'est arrivé avec --on, ou corrigez d'abord l'autre jour avec `rebond correct NUMÉRO --day JOUR --reason …`.",
        en:
          "This act would be of \(day.text.en), before the one it follows, of \(earlier.text.en). Give the day it "
          + "happened with --on, or set the other day right first with `rebond correct NUMBER --day DAY --reason …`.")
    case .documentToCome(let dated, let seen):
      Text(
        fr: "Le document serait daté du \(dated.text.fr), après le jour où il a été vu, le \(seen.text.fr). "
          + "Vérifiez la date du document (--dated), ou donnez le jour où vous l'avez vu avec --on.",
        en: "The document would be dated \(dated.text.en), after the day it was seen, \(seen.text.en). "
          + "Check the document's own day (--dated), or give the day you saw it with --on.")
    case .monthToCome(let month, let dated):
      Text(
        fr:
          "Le montant serait de \(month), après le document qui le prouve, du \(dated.text.fr). Vérifiez --month, --calculated "
          + "et la date du document (--dated).",
        en:
          "The amount would be of \(month), after the document that proves it, of \(dated.text.en). Check --month, --calculated "
          + "and the document's own day (--dated).")
    case .monthKnown(let key, let month, let dated, let entry):
      Text(
        fr:
          "« \(key) » a déjà une autre valeur pour \(month), d'un document du \(dated.text.fr) (entrée \(entry)). Seul un "
          + "document plus récent la remplace ; si elle est fausse, annulez-la d'abord : "
          + "`rebond correct \(entry) --annul --reason …`.",
        en:
          "“\(key)” has another value for \(month) already, from a document of \(dated.text.en) (entry \(entry)). Only a more "
          + "recent document replaces it; if it is wrong, annul it first: `rebond correct \(entry) --annul --reason …`."
      )
    case .restedOn(let entry, let later):
      Text(
        fr: "L'entrée \(entry) ne peut pas être annulée : d'autres actes reposent sur elle "
          + "(\(later.count == 1 ? "entrée" : "entrées") \(later.map(\.description).joined(separator: ", "))). Annulez-les d'abord, le plus récent en premier, avec "
          + "`rebond correct NUMÉRO --annul --reason …`.",
        en: "Entry \(entry) cannot be annulled: other acts rest on it "
          + "(\(later.count == 1 ? "entry" : "entries") \(later.map(\.description).joined(separator: ", "))). Annul them first, the latest one first, with "
          + "`rebond correct NUMBER --annul --reason …`.")
    }
  }
}
