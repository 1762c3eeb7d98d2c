import Application
import Arguments
import Kernel
import Loans

/// What commands about incidents take and show.
enum IncidentParameters {
  static let incident = Argument<IncidentID>(.reference("I-…"), Text(fr: "l'incident", en: "the incident"))
  static let remark = Option<String?>(
    "remark", .text, Text(fr: "une remarque, sans rien sur la santé", en: "a remark, without health data"))

  static let columns: [Answer.Column] = [
    .init("incident", fr: "incident", en: "incident"), .init("day", fr: "jour", en: "day"),
    .init("kind", fr: "quoi", en: "what"), .init("device", fr: "appareil", en: "device"),
    .init("contract", fr: "contrat", en: "contract"),
    .init("suspends", fr: "suspend", en: "suspends"), .init("complaintDue", fr: "plainte pour le", en: "complaint by"),
    .init("complaint", fr: "récépissé", en: "its receipt"), .init("outcome", fr: "suite", en: "outcome"),
  ]

  static func row(_ incident: Incident, of code: AssetCode) -> [Answer.Value] {
    [
      .reference(incident.id), .day(incident.day), .word(incident.kind, incident.kind.text), .code(code),
      .reference(incident.contract), .flag(incident.suspends), .day(orNone: incident.complaintDue),
      .name(orNone: incident.complaint), incident.outcome.map { .word($0, $0.text) } ?? .none,
    ]
  }
}

/// `rebond incident record`
struct IncidentRecord: Command {
  static let kind = Argument<Incident.Kind>(.choice, Text(fr: "ce qui est arrivé", en: "what happened"))
  static let device = Option<AssetCode?>(
    "device", .assetCode,
    Text(fr: "à quel appareil, s'il y en a plusieurs", en: "to which device, where there are several"))
  static let suspend = Option<Bool>(
    flag: "suspend",
    Text(
      fr: "suspend l'usage, et son loyer, jusqu'à la suite", en: "suspends the use, and its rent, until it is settled"))

  static let specification = CommandSpecification(
    "record",
    Text(
      fr: "Signale une panne, une casse, un vol ou une perte pendant un contrat.",
      en: "Reports a breakdown, a breakage, a theft or a loss during a contract."),
    parameters: [
      LendingParameters.contract, kind, device, suspend, IncidentParameters.remark, LendingParameters.checked,
    ])

  let contract: ContractID
  let kind: Incident.Kind
  let device: AssetCode?
  let suspends: Bool
  let remark: String?
  let checked: Bool

  init(_ values: ParsedValues) throws {
    contract = try values[LendingParameters.contract]
    kind = try values[Self.kind]
    device = try values[Self.device]
    suspends = try values[Self.suspend]
    remark = try values[IncidentParameters.remark]
    checked = try values[LendingParameters.checked]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let incident = try chain.record(
        kind, of: device, suspending: suspends, remark: remark, checked: checked, under: contract, as: act)
      let (id, code) = (incident.id.reference, try chain.code(of: incident))
      var answer = Answer()
      answer.say(
        fr: "L'incident \(id) (\(kind.text.fr)) du \(act.day.text.fr) est enregistré pour l'appareil \(code).",
        en: "Incident \(id) (\(kind.text.en)) of \(act.day.text.en) is recorded of device \(code).")
      if let due = incident.complaintDue {
        answer.say(
          fr: "L'emprunteur porte plainte et remet le récépissé dans les 48 heures, le \(due.text.fr) au plus tard.",
          en: "The borrower files a complaint and brings its receipt within 48 hours, on \(due.text.en) at the latest."
        )
      }
      answer.fact("incident", fr: "Incident", en: "Incident", .reference(incident.id))
      answer.fact("code", fr: "Appareil", en: "Device", .code(code))
      answer.fact("complaintDue", fr: "Plainte pour le", en: "Complaint by", .day(orNone: incident.complaintDue))
      switch kind {
      case .breakdown, .breakage:
        answer.next(
          fr: "Pour réparer, puis clore, ou échanger :", en: "To repair, then close, or exchange:",
          [
            "rebond device bring-in \(code)", "rebond incident settle \(id) repaired",
            "rebond incident exchange \(id) --for CODE --condition …",
          ])
      case .theft:
        answer.next(
          fr: "Quand le récépissé est là :", en: "Once the receipt is there:",
          ["rebond incident complaint \(id) --receipt …", "rebond device lose \(code) --slip …"])
      case .loss:
        answer.next(
          fr: "S'il ne se retrouve pas :", en: "If it is not found:", ["rebond device lose \(code) --slip …"])
      }
      return answer
    }
  }
}

/// `rebond incident complaint`
struct IncidentComplaint: Command {
  static let receipt = Option<String>(
    "receipt", .text.named(fr: "RÉFÉRENCE", en: "REFERENCE"),
    Text(fr: "la référence du récépissé", en: "the receipt's reference"))

  static let specification = CommandSpecification(
    "complaint",
    Text(
      fr: "Enregistre le récépissé de la plainte pour un vol.", en: "Records the receipt of a complaint about a theft."),
    parameters: [IncidentParameters.incident, receipt])

  let incident: IncidentID
  let receipt: String

  init(_ values: ParsedValues) throws {
    incident = try values[IncidentParameters.incident]
    receipt = try values[Self.receipt]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let isInTime = try chain.complain(receipt, about: incident, as: act)
      var answer = Answer()
      answer.say(
        fr: "Le récépissé est enregistré"
          + (isInTime ? "." : ", après les 48 heures : voyez avec l'emprunteur pourquoi."),
        en: "The receipt is recorded" + (isInTime ? "." : ", after the 48 hours: see with the borrower why."))
      answer.fact("incident", fr: "Incident", en: "Incident", .reference(incident))
      answer.fact("inTime", fr: "À temps", en: "In time", .flag(isInTime))
      return answer
    }
  }
}

/// `rebond incident settle`
struct IncidentSettle: Command {
  static let outcome = Argument<Incident.Outcome>(.choice, Text(fr: "la suite donnée", en: "what came of it"))

  static let specification = CommandSpecification(
    "settle", Text(fr: "Clôt un incident.", en: "Closes an incident."),
    parameters: [IncidentParameters.incident, outcome, IncidentParameters.remark, LendingParameters.checked])

  let incident: IncidentID
  let outcome: Incident.Outcome
  let remark: String?
  let checked: Bool

  init(_ values: ParsedValues) throws {
    incident = try values[IncidentParameters.incident]
    outcome = try values[Self.outcome]
    remark = try values[IncidentParameters.remark]
    checked = try values[LendingParameters.checked]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let settled = try chain.settle(incident, outcome, remark: remark, checked: checked, as: act)
      var answer = Answer()
      answer.say(
        fr: "L'incident \(incident.reference) est clos : \(outcome.text.fr).",
        en: "Incident \(incident.reference) is closed: \(outcome.text.en).")
      if settled.kind.isGone, outcome != .found {
        answer.say(
          fr: "Le contrat \(settled.contract.reference) court encore : `rebond device lose CODE --slip …` y met fin "
            + "pour cet appareil.",
          en: "Contract \(settled.contract.reference) still runs: `rebond device lose CODE --slip …` ends it for that "
            + "device.")
      }
      answer.fact("incident", fr: "Incident", en: "Incident", .reference(incident))
      answer.fact("contract", fr: "Contrat", en: "Contract", .reference(settled.contract))
      return answer
    }
  }
}

/// `rebond incident exchange`
struct IncidentExchange: Command {
  static let given = Option<AssetCode>(
    "for", .assetCode, Text(fr: "l'appareil prêt qui est remis", en: "the ready device that is handed over"))

  static let specification = CommandSpecification(
    "exchange",
    Text(
      fr: "Échange un appareil en panne contre un autre, sous le même contrat, et clôt l'incident.",
      en: "Exchanges a device that broke down for another, under the same contract, and closes the incident."),
    parameters: [IncidentParameters.incident, given, HandoverRecord.place] + ReturnRecord.all)

  let incident: IncidentID
  let given: AssetCode
  let place: String?
  let takeBack: Contract.TakeBack
  let checked: Bool

  init(_ values: ParsedValues) throws {
    incident = try values[IncidentParameters.incident]
    given = try values[Self.given]
    place = try values[HandoverRecord.place]
    takeBack = try ReturnRecord.takeBack(values, because: .breakdown)
    checked = try values[LendingParameters.checked]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let exchange = try chain.exchange(
        after: incident, for: given, takeBack, checked: checked, at: place, as: act)
      let (contract, code) = (exchange.contract.reference, exchange.back)
      var answer = Answer()
      answer.say(
        fr:
          "L'appareil \(exchange.given) est remis sous le contrat \(contract), et \(exchange.back) en revient : il repasse "
          + "par l'atelier, et ce qu'il garde en mémoire est à effacer.",
        en:
          "Device \(exchange.given) is handed over under contract \(contract), and \(exchange.back) comes back from it: it "
          + "goes through the workshop, and whatever it stores is to be erased.")
      answer.fact("incident", fr: "Incident", en: "Incident", .reference(incident))
      answer.fact("contract", fr: "Contrat", en: "Contract", .reference(exchange.contract))
      answer.fact("given", fr: "Remis", en: "Handed over", .code(exchange.given))
      answer.fact("back", fr: "Revenu", en: "Came back", .code(exchange.back))
      let words = Text(fr: "remise.pdf retour.pdf", en: "handover.pdf return.pdf")[session.language].split(
        separator: " ")
      answer.next(
        fr: "Pour continuer :", en: "To go on:",
        [
          "rebond work start \(code)", "rebond handover print \(contract) --output \(words[0])",
          "rebond return print \(contract) --output \(words[1])",
        ])
      return answer
    }
  }
}

/// `rebond incident list`
struct IncidentList: Command {
  static let specification = CommandSpecification(
    "list", Text(fr: "Montre les incidents ouverts.", en: "Shows the open incidents."))

  init(_ values: ParsedValues) {}

  func run(in session: Session) throws {
    try session.consult { chain, person in
      var answer = Answer()
      answer.table(
        "incidents", none: Text(fr: "Aucun incident ouvert.", en: "No open incident."),
        IncidentParameters.columns + [.init("contact", fr: "à contacter", en: "ask for")],
        rows: try chain.openIncidents(by: person).map { line in
          IncidentParameters.row(line.incident, of: line.code) + [.name(line.contact)]
        })
      return answer
    }
  }
}

/// `rebond contract event`
struct ContractEvent: Command {
  static let event = Argument<LifeEvent>(.choice, Text(fr: "ce qui change", en: "what changes"))

  static let specification = CommandSpecification(
    "event",
    Text(
      fr: "Note un déménagement, une séparation ou un décès pendant un contrat, et dit que faire, doucement.",
      en: "Notes a move, a separation or a death during a contract, and says what to do, gently."),
    parameters: [LendingParameters.contract, event])

  let contract: ContractID
  let event: LifeEvent

  init(_ values: ParsedValues) throws {
    contract = try values[LendingParameters.contract]
    event = try values[Self.event]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      try chain.record(event, under: contract, as: act)
      var answer = Answer()
      answer.say(event.advice)
      answer.fact("contract", fr: "Contrat", en: "Contract", .reference(contract))
      answer.fact("event", fr: "Changement", en: "Change", .word(event, event.text))
      return answer
    }
  }
}
