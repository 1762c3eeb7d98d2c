import Inventory
import Kernel
import Refurbishment

extension Failure {
  /// The refusal as a screen of the workshop says it: short, and with cards to scan instead of commands to type.
  var scanned: Text {
    switch self {
    case let failure as InventoryFailure: failure.short ?? text
    case let failure as RefurbishmentFailure: failure.short ?? text
    default: text
    }
  }
}

extension InventoryFailure {
  fileprivate var short: Text? {
    switch self {
    case .noSuchDevice(let code):
      Text(fr: "\(code) : aucun appareil ne porte ce code.", en: "\(code): no device bears this code.")
    case .receptionAnnulled(let code):
      Text(
        fr: "\(code) n'est pas dans la filière : sa réception a été annulée.",
        en: "\(code) is not in the chain: its reception was annulled.")
    case .notRepairable(let code, let state):
      Text(
        fr: "\(code) est « \(state.text.fr) » : on ne répare qu'en atelier.",
        en: "\(code) is “\(state.text.en)”: things are repaired in the workshop.")
    case .wrongState(let code, let state, let verb):
      Text(
        fr: "\(code) est « \(state.text.fr) » : on ne peut pas le \(verb.text.fr).",
        en: "\(code) is “\(state.text.en)”: it cannot be moved by “\(verb.text.en)”.")
    case .notHarvestable(let code, let state):
      Text(
        fr: "\(code) est « \(state.text.fr) » : on prend des pièces en atelier. Scannez-le, puis POUR PIÈCES.",
        en: "\(code) is “\(state.text.en)”: parts are taken in the workshop. Scan it, then FOR PARTS.")
    case .mediumAsPart(let code):
      Text(
        fr: "\(code) : un disque n'est pas une pièce, il a des données. Demandez au guichet.",
        en: "\(code): a disk is no part, it has data. Ask the desk.")
    case .noSuchPart(let part):
      Text(fr: "La pièce n° \(part) n'existe pas.", en: "There is no part no. \(part).")
    case .partUsed(let part, _):
      Text(
        fr: "La pièce n° \(part) est déjà montée. Prenez-en une autre.",
        en: "The part no. \(part) is fitted already. Take another.")
    case .partGone(let part):
      Text(fr: "La pièce n° \(part) est partie au recyclage.", en: "The part no. \(part) went to recycling.")
    case .noSuchLocation:
      Text(fr: "Ce rangement n'existe pas. Demandez une carte.", en: "There is no such place. Ask for a card.")
    case .noSuchShipment(let shipment):
      Text(fr: "Il n'y a pas de bon n° \(shipment).", en: "There is no note no. \(shipment).")
    case .kitItem(let code, let item, let isPresent):
      isPresent
        ? Text(fr: "\(code) a déjà : \(item.text.fr).", en: "\(code) has it already: \(item.text.en).")
        : Text(fr: "\(code) n'a pas : \(item.text.fr).", en: "\(code) does not have: \(item.text.en).")
    case .isVisitor(let code): ScanFailure.persons(code).text
    default: nil
    }
  }
}

extension RefurbishmentFailure {
  fileprivate var short: Text? {
    switch self {
    case .repairOpenAlready:
      Text(
        fr: "Une réparation est en cours : scannez d'abord RÉPARÉ ou ABANDONNÉE.",
        en: "A repair is under way: scan REPAIRED or GIVEN UP first.")
    case .roundNotOpen(let code):
      Text(
        fr: "\(code) n'est pas en atelier : scannez d'abord ATELIER.",
        en: "\(code) is not in the workshop: scan WORKSHOP first.")
    case .roundAlreadyOpen(let code, _):
      Text(fr: "\(code) est déjà en atelier.", en: "\(code) is in the workshop already.")
    case .roundClosed(let code):
      Text(
        fr: "\(code) est déjà déclaré prêt : plus rien ne se note.",
        en: "\(code) is released already: nothing more is recorded.")
    case .unknownCheck(let code, let input, _):
      Text(fr: "\(code) n'a pas de contrôle « \(input) ».", en: "\(code) has no check “\(input)”.")
    case .stepNotYet(_, let step, let waitingFor):
      Text(
        fr: "« \(step.fr) » : trop tôt. D'abord : \(waitingFor.map(\.fr).joined(separator: ", ")).",
        en: "“\(step.en)”: too early. First: \(waitingFor.map(\.en).joined(separator: ", ")).")
    case .cannotBeNotFitted(_, let check):
      Text(
        fr: "« \(check.title.fr) » : tout appareil de ce genre l'a.",
        en: "“\(check.title.en)”: every such device has it.")
    case .cannotBeDeclared(_, let check):
      Text(
        fr: "« \(check.title.fr) » : il ne peut pas partir ainsi. Scannez ÉCHOUÉ, faites réparer.",
        en: "“\(check.title.en)”: it cannot leave like that. Scan FAILED, have it repaired.")
    case .forAnotherPerson(_, let check):
      Text(
        fr: "« \(check.title.fr) » : c'est pour une autre personne que vous.",
        en: "“\(check.title.en)”: it is for another person than you.")
    case .forOtherRoles(_, let check, let roles): Self.forOthers(check.title, roles)
    case .stepForOtherRoles(_, let step, let roles): Self.forOthers(step, roles)
    case .ownErasure(let code):
      Text(
        fr: "\(code) : c'est votre effacement. Une autre personne le valide.",
        en: "\(code): it is your erasure. Another person validates it.")
    case .nothingToValidate(let code):
      Text(fr: "\(code) : aucun effacement n'attend de validation.", en: "\(code): no erasure waits for a validation.")
    case .notReady(let code, let missing):
      Text(
        fr: "\(code) ne peut pas sortir : il manque \(missing.count) chose\(missing.count == 1 ? "" : "s"). ",
        en: "\(code) cannot leave: \(missing.count) thing\(missing.count == 1 ? "" : "s") missing. ")
        + missing.prefix(3).map { $0.short }.joined(separator: " ; ") + Text(same: missing.count > 3 ? " …" : ".")
    case .dataWithoutPaper(let code, let missing):
      Text(
        fr: "\(code) ne part pas ainsi : ", en: "\(code) does not leave like that: ")
        + missing.prefix(3).map { $0.short }.joined(separator: " ; ")
        + Text(fr: ". Sous papier signé : demandez au guichet.", en: ". Under a signed paper: ask the desk.")
    default: nil
    }
  }
}

extension RefurbishmentFailure {
  private static func forOthers(_ what: Text, _ roles: [ChainRole]) -> Text {
    Text(
      fr: "« \(what.fr) » : seulement \(roles.map(\.text.fr).joined(separator: ", ")).",
      en: "“\(what.en)”: only \(roles.map(\.text.en).joined(separator: ", ")).")
  }
}

extension Missing {
  /// What is missing, in a few words.
  fileprivate var short: Text {
    switch self {
    case .roundNotOpened: Text(fr: "pas en atelier", en: "not in the workshop")
    case .notSorted: Text(fr: "à trier", en: "to be sorted")
    case .sortedOut(let choice): Text(fr: "trié « \(choice.text.fr) »", en: "sorted “\(choice.text.en)”")
    case .repairWaiting, .repairOpen: Text(fr: "à réparer", en: "to be repaired")
    case .checkNotDone(let check, _): Text(fr: "à faire : \(check.title.fr)", en: "to do: \(check.title.en)")
    case .checkFailed(let check): Text(fr: "échoué : \(check.title.fr)", en: "failed: \(check.title.en)")
    case .checkedBySamePerson(let check), .checkedTooEarly(let check):
      Text(fr: "à refaire par un autre : \(check.title.fr)", en: "again, by another: \(check.title.en)")
    case .mediumInQuestion(let medium): Text(fr: "disque à qui ? \(medium)", en: "whose disk? \(medium)")
    case .mediumNotErased(let medium), .erasureFailed(let medium, _), .logOlderThanLastUser(let medium, _, _):
      Text(fr: "à effacer : \(medium)", en: "to erase: \(medium)")
    case .erasedBelowPromise(let medium, _, let promise):
      Text(fr: "\(promise.level.text.fr) promis : \(medium)", en: "\(promise.level.text.en) promised: \(medium)")
    case .erasedBelowPolicy(let medium, _, let needed):
      Text(fr: "\(needed.text.fr) demandé : \(medium)", en: "\(needed.text.en) asked: \(medium)")
    case .awaitingValidation(let medium): Text(fr: "à valider : \(medium)", en: "to validate: \(medium)")
    case .noKnownMedium: Text(fr: "disque inconnu", en: "disk unknown")
    case .evidenceAnnulled: Text(fr: "preuve annulée", en: "evidence annulled")
    case .notGraded: Text(fr: "pas de classe", en: "not graded")
    }
  }
}
