import Application
import Arguments
import Kernel
import Loans

/// What commands about gatherings take and show.
enum GatheringParameters {
  static let gathering = Argument<GatheringID>(.reference("R-…"), Text(fr: "la remise collective", en: "the gathering"))

  static func answer(_ sheet: GatheringSheet) -> Answer {
    var answer = Answer()
    answer.fact("gathering", fr: "Remise", en: "Gathering", .reference(sheet.gathering.id))
    answer.fact("title", fr: "Nom", en: "Name", .name(sheet.gathering.title))
    answer.fact("place", fr: "Lieu", en: "Place", .name(sheet.place))
    answer.fact("day", fr: "Jour", en: "Day", .day(sheet.gathering.day))
    answer.table(
      "guests", none: Text(fr: "Aucune famille invitée.", en: "No family invited."),
      [
        .init("request", fr: "demande", en: "request"), .init("contact", fr: "famille", en: "family"),
        .init("device", fr: "appareil", en: "device"), .init("contract", fr: "contrat", en: "contract"),
        .init("state", fr: "où il en est", en: "state"), .init("came", fr: "venue", en: "came"),
      ],
      rows: sheet.lines.map { line in
        [
          .reference(line.guest.request), .name(line.household.profile.contactName), .code(orNone: line.device),
          line.contract.map { .reference($0.id) } ?? .none,
          line.contract.map { .word($0.state, $0.state.text) } ?? .none, line.guest.came.map { .flag($0) } ?? .none,
        ]
      })
    return answer
  }
}

/// `rebond gathering plan`
struct GatheringPlan: Command {
  static let title = Argument<String>(.text, Text(fr: "son nom", en: "its name"))
  static let place = Option<String>("place", .text.named(fr: "LIEU", en: "PLACE"), Text(fr: "où", en: "where"))
  static let date = Option<Day>("date", .day, Text(fr: "le jour prévu", en: "the day it is planned for"))

  static let specification = CommandSpecification(
    "plan",
    Text(
      fr: "Prévoit une remise collective : un lieu, un jour, plusieurs familles.",
      en: "Plans a gathering: one place, one day, several families."),
    parameters: [title, place, date])

  let title: String
  let place: String
  let date: Day

  init(_ values: ParsedValues) throws {
    title = try values[Self.title]
    place = try values[Self.place]
    date = try values[Self.date]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let gathering = try chain.plan(gathering: title, at: place, on: date, as: act)
      let id = gathering.id.reference
      var answer = Answer()
      answer.say(fr: "La remise \(id) est prévue.", en: "Gathering \(id) is planned.")
      answer.fact("gathering", fr: "Remise", en: "Gathering", .reference(gathering.id))
      answer.next(fr: "Pour inviter :", en: "To invite:", ["rebond gathering invite \(id) D-…"])
      return answer
    }
  }
}

/// `rebond gathering invite`
struct GatheringInvite: Command {
  static let requests = Argument<[RequestID]>(
    .reference("D-…"), atLeast: 1, Text(fr: "les demandes des familles", en: "the families' requests"))

  static let specification = CommandSpecification(
    "invite", Text(fr: "Invite des familles à une remise collective.", en: "Invites families to a gathering."),
    parameters: [GatheringParameters.gathering, requests])

  let gathering: GatheringID
  let requests: [RequestID]

  init(_ values: ParsedValues) throws {
    gathering = try values[GatheringParameters.gathering]
    requests = try values[Self.requests]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      _ = try chain.invite(requests, to: gathering, as: act)
      return GatheringParameters.answer(try chain.gathering(gathering))
    }
  }
}

/// `rebond gathering sign`
struct GatheringSign: Command {
  static let specification = CommandSpecification(
    "sign",
    Text(
      fr: "Enregistre d'un coup les contrats de toutes les familles invitées qui ont un appareil gardé.",
      en: "Records at once the contracts of all families invited for which a device is kept."),
    parameters: [
      GatheringParameters.gathering, ContractSign.lender, ContractSign.starts, ContractSign.months, ContractSign.until,
      ContractSign.with, AgreementParameters.kind, AgreementParameters.rent, AgreementParameters.every,
      AgreementParameters.deposit, AgreementParameters.before,
    ])

  let gathering: GatheringID
  let lender: String
  let starts: Day?
  let ends: LoanEnd
  let accessories: [String]
  private let kind: ContractKind
  private let rent: Money?
  private let pace: ContractTerms.Pace
  private let deposit: Money
  private let witness: String?

  init(_ values: ParsedValues) throws {
    gathering = try values[GatheringParameters.gathering]
    lender = try values[ContractSign.lender]
    starts = try values[ContractSign.starts]
    ends = try AgreementParameters.end(values, ContractSign.months, ContractSign.until)
    accessories = try values[ContractSign.with]
    kind = try values[AgreementParameters.kind]
    rent = try values[AgreementParameters.rent]
    pace = try values[AgreementParameters.every] ?? .year
    deposit = try values[AgreementParameters.deposit]
    witness = try values[AgreementParameters.before]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      var wish = ContractWish(kind)
      if let rent { wish.charge = .rent(rent, every: pace) }
      wish.deposit = deposit
      wish.signing = Signature.Wish(before: witness ?? act.actor.name)
      let contracts = try chain.signAll(
        at: gathering, lender: lender, starts: starts ?? act.day, ends: ends, accessories: accessories, wish, as: act)
      var answer = Answer()
      answer.say(
        Text.count(
          contracts.count, fr: (one: "contrat enregistré.", many: "contrats enregistrés."),
          en: (one: "contract recorded.", many: "contracts recorded.")))
      answer.fact("contracts", fr: "Contrats", en: "Contracts", .names(contracts.map(\.id.reference)))
      let paper = Text(fr: "liste.pdf", en: "list.pdf")[session.language]
      answer.next(
        fr: "Pour la liste à signer :", en: "For the list to sign:",
        ["rebond gathering print \(gathering.reference) --output \(paper)"])
      return answer
    }
  }
}

/// `rebond gathering attend`
struct GatheringAttend: Command {
  static let absent = Option<[RequestID]>(
    "absent", .reference("D-…"), Text(fr: "une famille qui n'est pas venue", en: "a family that did not come"))

  static let specification = CommandSpecification(
    "attend",
    Text(
      fr: "Enregistre d'un coup les remises aux familles venues, et qui n'est pas venu.",
      en: "Records at once the hand-overs to the families that came, and who did not come."),
    parameters: [GatheringParameters.gathering, absent, HandoverRecord.plan])

  let gathering: GatheringID
  let absent: [RequestID]
  let plan: String?

  init(_ values: ParsedValues) throws {
    gathering = try values[GatheringParameters.gathering]
    absent = try values[Self.absent]
    plan = try values[HandoverRecord.plan]
  }

  func run(in session: Session) throws {
    let plan = try plan.map { try FollowUpPlan(Files.read($0), file: $0) } ?? FollowUpPlan.shipped()
    try session.perform { chain, act in
      GatheringParameters.answer(try chain.handOverAll(at: gathering, absent: absent, following: plan, as: act))
    }
  }
}

/// `rebond gathering show`
struct GatheringShow: Command {
  static let specification = CommandSpecification(
    "show", Text(fr: "Montre une remise collective.", en: "Shows a gathering."),
    parameters: [GatheringParameters.gathering])

  let gathering: GatheringID

  init(_ values: ParsedValues) throws { gathering = try values[GatheringParameters.gathering] }

  func run(in session: Session) throws {
    try session.look { chain in GatheringParameters.answer(try chain.gathering(gathering)) }
  }
}

/// `rebond gathering list`
struct GatheringList: Command {
  static let specification = CommandSpecification(
    "list", Text(fr: "Montre les remises collectives.", en: "Shows the gatherings."))

  init(_ values: ParsedValues) {}

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "gatherings", none: Text(fr: "Aucune remise collective.", en: "No gathering."),
        [
          .init("gathering", fr: "remise", en: "gathering"), .init("day", fr: "jour", en: "day"),
          .init("title", fr: "nom", en: "name"), .init("place", fr: "lieu", en: "place"),
          .init("guests", fr: "familles", en: "families"),
        ],
        rows: try chain.gatherings().map { sheet in
          [
            .reference(sheet.gathering.id), .day(sheet.gathering.day), .name(sheet.gathering.title),
            .name(sheet.place), .number(sheet.lines.count),
          ]
        })
      return answer
    }
  }
}

/// `rebond gathering print`
struct GatheringPrint: Command {
  static let specification = CommandSpecification(
    "print", Text(fr: "Imprime la liste d'une remise collective.", en: "Prints the list of a gathering."),
    parameters: [GatheringParameters.gathering, OutputOptions.output, OutputOptions.replace])

  let gathering: GatheringID
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    gathering = try values[GatheringParameters.gathering]
    output = try OutputFile(values, .pdf)
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let paper = try output.write { keep in try chain.printGathering(gathering, as: act, keep: keep) }
      var answer = Answer()
      answer.say(
        fr: "La liste de la remise \(paper.reference) est dans « \(output.path) ».",
        en: "The list of gathering \(paper.reference) is in “\(output.path)”.")
      answer.fact("gathering", fr: "Remise", en: "Gathering", .reference(gathering))
      return answer
    }
  }
}
