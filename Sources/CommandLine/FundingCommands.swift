import Application
import Arguments
import Kernel
import Loans

/// What commands about funding lines take and say.
enum FundingParameters {
  static let code = Argument<String>(
    .text.named(fr: "CODE", en: "CODE"),
    Text(fr: "le code de la ligne, comme dans les programmes : fsl", en: "the line's code, as in programmes: fsl"))
  static let money = Option<Money>("money", .money, Text(fr: "combien", en: "how much"))

  static let columns: [Answer.Column] = [
    .init("code", fr: "ligne", en: "line"), .init("title", fr: "intitulé", en: "title"),
    .init("funder", fr: "financeur", en: "funder"), .init("budget", fr: "budget", en: "budget"),
    .init("spent", fr: "dépensé", en: "spent"), .init("remaining", fr: "reste", en: "remaining"),
  ]

  static func row(_ line: FundingLine) -> [Answer.Value] {
    [
      .name(line.code), .name(line.title), .name(line.funder), .money(line.budget), .money(line.spent),
      .money(line.remaining),
    ]
  }

  static func answer(_ line: FundingLine) -> Answer {
    var answer = Answer()
    answer.say(
      fr: "Ligne « \(line.code) » : il reste \(line.remaining.text.fr) sur \(line.budget.text.fr).",
      en: "Line “\(line.code)”: \(line.remaining.text.en) left of \(line.budget.text.en).")
    answer.table(
      "funding", none: Text(fr: "Aucune ligne.", en: "No line."), FundingParameters.columns,
      rows: [FundingParameters.row(line)])
    return answer
  }
}

/// `rebond funding open`
struct FundingOpen: Command {
  static let title = Option<String>("title", .text, Text(fr: "son intitulé", en: "its title"))
  static let funder = Option<String>(
    "funder", .text.named(fr: "FINANCEUR", en: "FUNDER"), Text(fr: "qui donne l'argent", en: "who gives the money"))
  static let budget = Option<Money>("budget", .money, Text(fr: "l'argent réservé", en: "the money set aside"))

  static let specification = CommandSpecification(
    "open", Text(fr: "Ouvre une ligne de financement.", en: "Opens a funding line."),
    parameters: [FundingParameters.code, title, funder, budget])

  let code: String
  let title: String
  let funder: String
  let budget: Money

  init(_ values: ParsedValues) throws {
    code = try values[FundingParameters.code]
    title = try values[Self.title]
    funder = try values[Self.funder]
    budget = try values[Self.budget]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      FundingParameters.answer(try chain.openFunding(code, title: title, funder: funder, budget: budget, as: act))
    }
  }
}

/// `rebond funding grant`
struct FundingGrant: Command {
  static let specification = CommandSpecification(
    "grant", Text(fr: "Ajoute de l'argent à une ligne de financement.", en: "Adds money to a funding line."),
    parameters: [FundingParameters.code, FundingParameters.money])

  let code: String
  let money: Money

  init(_ values: ParsedValues) throws {
    code = try values[FundingParameters.code]
    money = try values[FundingParameters.money]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in FundingParameters.answer(try chain.grantFunding(money, on: code, as: act)) }
  }
}

/// `rebond funding spend`
struct FundingSpend: Command {
  static let request = Option<RequestID?>(
    "request", .reference("D-…"), Text(fr: "la demande qu'elle sert", en: "the request it serves"))

  static let specification = CommandSpecification(
    "spend", Text(fr: "Dépense de l'argent d'une ligne de financement.", en: "Spends money of a funding line."),
    parameters: [FundingParameters.code, FundingParameters.money, request])

  let code: String
  let money: Money
  let request: RequestID?

  init(_ values: ParsedValues) throws {
    code = try values[FundingParameters.code]
    money = try values[FundingParameters.money]
    request = try values[Self.request]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      FundingParameters.answer(try chain.spendFunding(money, on: code, for: request, as: act))
    }
  }
}

/// `rebond funding list`
struct FundingList: Command {
  static let specification = CommandSpecification(
    "list",
    Text(
      fr:
        "Montre les lignes de financement : budget, dépensé, reste, et ce que coûteraient les demandes qui attendent.",
      en: "Shows the funding lines: budget, spent, remaining, and what the requests that wait would cost."))

  init(_ values: ParsedValues) {}

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "funding", none: Text(fr: "Aucune ligne de financement.", en: "No funding line."),
        FundingParameters.columns + [.init("awaited", fr: "attendu", en: "awaited")],
        rows: try chain.funding().map { FundingParameters.row($0.line) + [.money($0.awaited)] })
      return answer
    }
  }
}
