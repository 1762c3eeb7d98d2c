public import Kernel
public import Loans

/// What the keeping and forgetting of people's data refuses.
public enum PrivacyFailure: Failure, Equatable {
  /// Something is still open: what is known is kept until that ends.
  case held(KeptThing, by: [FileHold])
  /// The term has not come.
  case notDue(KeptThing, last: Day, due: Day)
  /// It was forgotten already, or is still in use.
  case nothingKept(KeptThing)
  /// A rectification that changes nothing.
  case nothingToRectify(HouseholdID)

  public var exitCode: ExitCode {
    switch self {
    case .held, .notDue, .nothingKept: .refused
    case .nothingToRectify: .usage
    }
  }

  public var text: Text {
    switch self {
    case .held(let thing, let holds):
      Text(
        fr: "\(thing.text.fr) : rien ne peut être effacé, "
          + "\(holds.map(\.text.fr).joined(separator: " ; ")). Terminez d'abord ce qui est en cours.",
        en: "\(thing.text.en): nothing can be erased, "
          + "\(holds.map(\.text.en).joined(separator: "; ")). End what is open first.")
    case .nothingKept(let thing):
      Text(
        fr: "\(thing.text.fr) : rien à effacer, c'est déjà fait ou c'est encore en cours. Voyez `rebond privacy due`.",
        en: "\(thing.text.en): nothing to erase, it is done already or still open. See `rebond privacy due`.")
    case .notDue(let thing, let last, let due):
      Text(
        fr: "\(thing.text.fr) : le dernier contact est du \(last.text.fr), à garder jusqu'au \(due.text.fr). "
          + thing.ifAsked.fr,
        en: "\(thing.text.en): the last contact was on \(last.text.en), to be kept until \(due.text.en). "
          + thing.ifAsked.en)
    case .nothingToRectify(let id):
      Text(
        fr: "Rien à rectifier pour le foyer \(id.reference) : donnez ce qui doit changer, par exemple --phone.",
        en: "Nothing to rectify for household \(id.reference): give what is to change, as --phone.")
    }
  }
}

extension KeptThing {
  /// What to do where the term has not come.
  fileprivate var ifAsked: Text {
    guard case .file(let id) = self else {
      return Text(fr: "Voyez `rebond privacy due`.", en: "See `rebond privacy due`.")
    }
    return Text(
      fr: "Si le foyer lui-même demande l'effacement : `rebond privacy anonymise \(id.reference) --requested`.",
      en: "If the household itself asks for it to be erased: `rebond privacy anonymise \(id.reference) --requested`.")
  }
}

/// Why a file is kept beyond its term.
public enum FileHold: Sendable, Hashable {
  /// A contract is open.
  case contract(ContractID)
  /// Something is owed under a contract that ended.
  case debt(ContractID)
  /// What happened to a device is not settled.
  case incident(IncidentID)
  /// It has a SIM card that was lent to it.
  case sim(LentSIMID)
  /// A decision is contested.
  case dispute(RequestID)
  /// A request waits.
  case request(RequestID)

  /// The reason in words.
  public var text: Text {
    switch self {
    case .contract(let id):
      Text(fr: "contrat \(id.reference) en cours", en: "contract \(id.reference) is open")
    case .debt(let id):
      Text(fr: "contrat \(id.reference) : il reste à payer", en: "contract \(id.reference): something is owed")
    case .incident(let id):
      Text(fr: "incident \(id.reference) non clos", en: "incident \(id.reference) is not settled")
    case .sim(let id):
      Text(fr: "carte SIM encore prêtée (\(id.reference))", en: "SIM card lent still (\(id.reference))")
    case .dispute(let id):
      Text(fr: "demande \(id.reference) contestée", en: "request \(id.reference) is contested")
    case .request(let id):
      Text(
        fr: "demande \(id.reference) sans réponse ni fin", en: "request \(id.reference) is neither answered nor ended")
    }
  }
}

/// How a household's file is read, in one word for the journal of accesses.
public enum AccessOperation: String, Sendable, CaseIterable {
  case showHousehold = "household.show"
  case findHousehold = "household.find"
  case seeProofs = "household.proofs"
  case showRequest = "request.show"
  case findRequest = "request.find"
  case seeAgenda = "request.agenda"
  case showContract = "contract.show"
  case seePapers = "contract.papers"
  case listArrears = "payment.arrears"
  case listIncidents = "incident.list"
  case listSIMs = "sim.list"
  case replayDecision = "eligibility.replay"
  case listFollowUps = "followup.list"
  case makeAgenda = "followup.agenda"
  case listReminders = "reminder.list"
  case seeTraining = "training.show"
  case seeAccesses = "privacy.accesses"

  /// The operation in words.
  public var text: Text {
    switch self {
    case .showHousehold: Text(fr: "foyer lu", en: "household read")
    case .findHousehold: Text(fr: "foyer trouvé par recherche", en: "household found by a search")
    case .seeProofs: Text(fr: "preuves vues", en: "proofs seen")
    case .showRequest: Text(fr: "demande lue", en: "request read")
    case .findRequest: Text(fr: "demande trouvée par recherche", en: "request found by a search")
    case .seeAgenda: Text(fr: "agenda des remises", en: "agenda of hand-overs")
    case .listArrears: Text(fr: "liste des impayés", en: "list of arrears")
    case .listIncidents: Text(fr: "liste des incidents", en: "list of incidents")
    case .listSIMs: Text(fr: "liste des cartes SIM prêtées", en: "list of SIM cards lent")
    case .showContract: Text(fr: "contrat lu", en: "contract read")
    case .seePapers: Text(fr: "papiers d'un contrat vus", en: "papers of a contract seen")
    case .replayDecision: Text(fr: "décision refaite", en: "decision made again")
    case .listFollowUps: Text(fr: "liste de suivi", en: "follow-up list")
    case .makeAgenda: Text(fr: "agenda de suivi", en: "follow-up agenda")
    case .listReminders: Text(fr: "liste de relances", en: "list of reminders")
    case .seeTraining: Text(fr: "parcours de formation lu", en: "training path read")
    case .seeAccesses: Text(fr: "lectures vues", en: "readings seen")
    }
  }
}
