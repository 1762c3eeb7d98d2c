import Application
import Arguments
import Kernel
import Loans

/// `rebond sim lend`
struct SIMLend: Command {
  static let number = Option<String>(
    "number", .text.named(fr: "NUMÉRO", en: "NUMBER"),
    Text(fr: "le numéro imprimé sur la carte", en: "the number printed on the card"))
  static let contract = Option<ContractID?>(
    "contract", .reference("C-…"),
    Text(fr: "le contrat de l'appareil qu'elle accompagne", en: "the contract of the device it goes with"))
  static let until = Option<Day?>(
    "until", .day, Text(fr: "jusqu'à quand (sans terme sinon)", en: "until when (else without a term)"))

  static let specification = CommandSpecification(
    "lend", Text(fr: "Prête une carte SIM solidaire à un foyer.", en: "Lends a solidarity SIM card to a household."),
    discussion: Text(
      fr:
        "Le stock en a une de moins, si les cartes SIM y sont comptées (`rebond stock count sim 10`). Une box se prête comme "
        + "tout appareil : une demande pour « router », puis un contrat.",
      en:
        "The stock has one less, if SIM cards are counted there (`rebond stock count sim 10`). A box is lent as any device "
        + "is: a request for “router”, then a contract."),
    parameters: [LendingParameters.household, number, contract, until])

  let household: HouseholdID
  let number: String
  let contract: ContractID?
  let until: Day?

  init(_ values: ParsedValues) throws {
    household = try values[LendingParameters.household]
    number = try values[Self.number]
    contract = try values[Self.contract]
    until = try values[Self.until]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let id = try chain.lend(sim: number, to: household, with: contract, until: until, as: act)
      var answer = Answer()
      answer.say(
        fr: "La carte SIM est prêtée au foyer \(household.reference).",
        en: "The SIM card is lent to household \(household.reference).")
      answer.fact("sim", fr: "Prêt", en: "Loan", .reference(id))
      answer.next(
        fr: "Quand il finit :", en: "When it ends:", ["rebond sim end \(id.reference) --outcome returned"])
      return answer
    }
  }
}

/// `rebond sim end`
struct SIMEnd: Command {
  static let sim = Argument<LentSIMID>(.reference("S-…"), Text(fr: "le prêt de carte", en: "the loan of a card"))
  static let outcome = Option<LentSIM.Outcome>(
    "outcome", .choice,
    Text(fr: "rendue, ligne arrêtée ou perdue", en: "returned, line stopped or lost"))

  static let specification = CommandSpecification(
    "end", Text(fr: "Finit le prêt d'une carte SIM.", en: "Ends the loan of a SIM card."), parameters: [sim, outcome])

  let sim: LentSIMID
  let outcome: LentSIM.Outcome

  init(_ values: ParsedValues) throws {
    sim = try values[Self.sim]
    outcome = try values[Self.outcome]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let household = try chain.end(sim: sim, outcome, as: act)
      var answer = Answer()
      answer.say(
        fr: "Le prêt de carte SIM \(sim.reference) est fini : \(outcome.text.fr).",
        en: "The loan of a SIM card \(sim.reference) has ended: \(outcome.text.en).")
      answer.fact("household", fr: "Foyer", en: "Household", .reference(household))
      return answer
    }
  }
}

/// `rebond sim list`
struct SIMList: Command {
  static let household = Option<HouseholdID?>(
    "household", .reference("F-…"), Text(fr: "d'un seul foyer", en: "of one household"))
  static let all = Option<Bool>(
    flag: "all", Text(fr: "celles qui ne le sont plus aussi", en: "those no longer lent too"))

  static let specification = CommandSpecification(
    "list", Text(fr: "Montre les cartes SIM prêtées.", en: "Shows the SIM cards lent."), parameters: [household, all])

  let household: HouseholdID?
  let all: Bool

  init(_ values: ParsedValues) throws {
    household = try values[Self.household]
    all = try values[Self.all]
  }

  func run(in session: Session) throws {
    try session.consult { chain, person in
      let day = try session.day(in: chain)
      var answer = Answer()
      answer.table(
        "sims", none: Text(fr: "Aucune carte SIM prêtée.", en: "No SIM card lent."),
        [.init("household", fr: "foyer", en: "household")] + Self.columns + [
          .init("late", fr: "en retard", en: "late")
        ],
        rows: try chain.sims(of: household, by: person).filter { all || $0.end == nil }.map { sim in
          [.reference(sim.household)] + Self.row(sim) + [.flag(sim.isLate(on: day))]
        })
      return answer
    }
  }

  static let columns: [Answer.Column] = [
    .init("sim", fr: "prêt", en: "loan"), .init("number", fr: "carte SIM", en: "SIM card"),
    .init("contract", fr: "avec", en: "with"), .init("lent", fr: "prêtée le", en: "lent on"),
    .init("until", fr: "jusqu'au", en: "until"), .init("outcome", fr: "fin", en: "end"),
    .init("ended", fr: "le", en: "on"),
  ]

  static func row(_ sim: LentSIM) -> [Answer.Value] {
    [
      .reference(sim.id), .name(orNone: sim.number), .name(orNone: sim.contract?.reference), .day(sim.lent),
      .day(orNone: sim.until), sim.end.map { .word($0.outcome, $0.outcome.text) } ?? .none, .day(orNone: sim.end?.day),
    ]
  }
}

extension Answer {
  /// The SIM cards lent to a household or with a contract, where there were any.
  mutating func tell(_ sims: [LentSIM]) {
    guard !sims.isEmpty else { return }
    table(
      "sims", none: Text(fr: "Aucune carte SIM prêtée.", en: "No SIM card lent."), SIMList.columns,
      rows: sims.map(SIMList.row))
  }
}
